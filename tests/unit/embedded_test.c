#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/error.h"
#include "base/memory.h"

/* The file's bytes and their number; the tests run from the root of the tree. */
static char *read_whole(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *data;
	long length;

	if (!file)
		return NULL;
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	length = ftell(file);
	assert_true(length >= 0);
	rewind(file);
	data = memory_alloc((size_t)length + 1);
	*size = fread(data, 1, (size_t)length, file);
	fclose(file);
	return data;
}

static void every_file_is_embedded_byte_by_byte(void **state)
{
	(void)state;
	assert_true(embedded_count > 0);
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		bool keymap = strncmp(file->path, "keymaps/", 8) == 0;
		bool below_src = strncmp(file->path, "sample/", 7) == 0 ||
				 strncmp(file->path, "terminal/", 9) == 0;
		char path[512];
		size_t size = 0;
		char *data;

		snprintf(path, sizeof path, "%s%s",
			keymap	    ? ""
			: below_src ? "src/"
				    : "screens/",
			file->path);
		data = read_whole(path, &size);
		if (!data)
			fail_msg("%s is embedded but not there", path);
		assert_int_equal(file->size, size);
		assert_memory_equal(file->data, data, size + 1);
		free(data);
	}
}

static void paths_are_sorted_by_their_bytes_and_each_is_there_once(void **state)
{
	(void)state;
	for (size_t i = 1; i < embedded_count; i++)
		assert_true(strcmp(embedded_files[i - 1].path, embedded_files[i].path) < 0);
}

static void the_default_keys_are_there(void **state)
{
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < embedded_count; i++)
		found += strcmp(embedded_files[i].path, "keymaps/default.keys") == 0;
	assert_int_equal(found, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_is_embedded_byte_by_byte),
		cmocka_unit_test(paths_are_sorted_by_their_bytes_and_each_is_there_once),
		cmocka_unit_test(the_default_keys_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
