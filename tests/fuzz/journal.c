/* A journal: a line that is read, written and read again says the same; behind a whole group nothing but another whole
 * group is taken. */
#include "fuzz/target.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store_part.h"

static void write_line(const struct journal_entry *entry, struct journal_group *group)
{
	journal_line(group, &entry->stamp, entry->table, entry->id, &entry->changes);
}

static void expect_same_line(const struct journal_entry *entry)
{
	struct journal_group group = {0};
	struct journal_entry again;
	struct error err;
	struct journal_group second = {0};

	write_line(entry, &group);
	assert(journal_parse(group.text.data, group.text.size - 1, &again, &err));
	assert(again.stamp.number == entry->stamp.number && again.stamp.time == entry->stamp.time);
	assert(again.act == entry->act && again.table == entry->table);
	assert(again.changes.count == entry->changes.count);
	write_line(&again, &second);
	assert(second.text.size == group.text.size &&
		memcmp(second.text.data, group.text.data, group.text.size) == 0);
	journal_entry_free(&again);
	buffer_free(&group.text);
	buffer_free(&second.text);
}

static bool count_line(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	(void)line;
	(void)size;
	(void)offset;
	(void)err;
	++*(size_t *)context;
	return true;
}

/* A store of which there is only the journal; made once. */
static const char *folder(void)
{
	static char path[4096];
	const char *temp = getenv("TMPDIR");

	if (!*path) {
		snprintf(path, sizeof path, "%s/siko-fuzz-XXXXXX", temp && *temp ? temp : "/tmp");
		assert(mkdtemp(path));
	}
	return path;
}

static void write_file(const struct journal_group *group, const uint8_t *tail, size_t size)
{
	char *path = store_file(folder(), "jurnal.jsonl");
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert(fd >= 0);
	assert(write(fd, group->text.data, group->text.size) == (ssize_t)group->text.size);
	assert(write(fd, tail, size) == (ssize_t)size);
	close(fd);
	free(path);
}

static void expect_tail_left_out(const uint8_t *data, size_t size)
{
	struct store store = {.path = (char *)folder()};
	struct journal_group group = {0};
	struct changes changes = {0};
	struct journal_stamp stamp = {7, 1700000000, "u", "admin", "ubah", "catatan"};
	unsigned char chain[CHAIN_SIZE] = {0};
	unsigned char end_chain[CHAIN_SIZE] = {0};
	struct error err = {""};
	uint64_t end;
	size_t lines = 0;

	changes_add(&changes, "nama", "lama", "baru", false);
	journal_line(&group, &stamp, TABLE_INNOVATION, "2026-JB-00001", &changes);
	journal_end_group(&group, 7, end_chain);
	write_file(&group, data, size);
	journal_tail(&store, 0, group.text.size + size, chain, &end, count_line, &lines, &err);
	assert(end == group.text.size && lines == 1);
	assert(memcmp(chain, end_chain, CHAIN_SIZE) == 0);
	changes_free(&changes);
	buffer_free(&group.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct journal_entry entry;
	struct store_about about = {0};
	struct error err = {""};

	if (journal_parse((const char *)data, size, &entry, &err)) {
		expect_same_line(&entry);
		journal_entry_free(&entry);
	} else {
		assert(*err.text);
	}
	journal_parse_about((const char *)data, size, &about);
	expect_tail_left_out(data, size);
	return 0;
}
