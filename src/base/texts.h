/* texts.h: many short texts kept together and freed together: a few blocks instead of thousands of small ones.
 * Does not grow, change or free one text alone.
 * A struct texts starts zeroed and owns what was kept until texts_free. */
#ifndef SIKO_BASE_TEXTS_H
#define SIKO_BASE_TEXTS_H

struct texts_block;

struct texts {
	struct texts_block *block; /* the newest; it knows the others */
};

char *texts_keep(
	struct texts *texts, const char *text); /* a copy; its bytes may be changed, not its length */
void texts_free(struct texts *texts);

#endif
