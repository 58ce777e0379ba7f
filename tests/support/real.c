#include "support/real.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/text.h"

size_t real_files(struct definition_file files[REAL_FILES_MOST])
{
	size_t count = 0;

	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded_file *file = &embedded_files[i];

		if (text_starts(file->path, "keymaps/") || text_starts(file->path, "terminal/") ||
			text_starts(file->path, "sample/"))
			continue;
		assert_true(count + 1 < REAL_FILES_MOST);
		files[count++] = (struct definition_file){file->path, file->path, file->data, file->size};
	}
	return count;
}

struct definitions *real_definitions(void)
{
	struct definition_file files[REAL_FILES_MOST];
	struct faults faults = {0};
	struct definitions *definitions = definitions_read(files, real_files(files), &faults);

	if (!definitions)
		fail_msg("%s", faults.count ? faults.line[0] : "refused without a fault");
	assert_int_equal(faults.count, 0);
	faults_free(&faults);
	return definitions;
}

struct definitions *real_changed(const char *name, const char *from, const char *to, struct faults *faults)
{
	struct definition_file files[REAL_FILES_MOST];
	size_t count = real_files(files);
	struct definitions *definitions;
	struct buffer path = {0};
	struct buffer text = {0};
	size_t at = 0;
	const char *hit;

	while (at < count && strcmp(files[at].name, name) != 0)
		at++;
	hit = at < count ? strstr(files[at].text, from) : NULL;
	if (!hit) {
		fail_msg("%s has no '%s'", name, from);
		return NULL;
	}
	buffer_add(&text, files[at].text, (size_t)(hit - files[at].text));
	buffer_add_text(&text, to);
	buffer_add_text(&text, hit + strlen(from));
	buffer_printf(&path, "own/%s", name);
	files[count++] = (struct definition_file){
		buffer_text(&path), files[at].name, buffer_text(&text), text.size};
	definitions = definitions_read(files, count, faults);
	buffer_free(&path);
	buffer_free(&text);
	return definitions;
}

const struct year_definition *real_2026;
const struct definitions *real_all;

int real_open_2026(void **state)
{
	(void)state;
	real_all = real_definitions();
	real_2026 = definitions_year(real_all, 2026);
	return real_2026 ? 0 : -1;
}

int real_close_2026(void **state)
{
	(void)state;
	definitions_free((struct definitions *)real_all);
	real_all = NULL;
	real_2026 = NULL;
	return 0;
}
