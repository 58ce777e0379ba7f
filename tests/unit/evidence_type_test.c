#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "model/evidence_type.h"

static void types_are_told_by_their_first_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
		enum evidence_type type;
	} files[] = {
		{"%PDF-1.7\n", 9, EVIDENCE_PDF},
		{"\xEF\xBB\xBF%PDF-1.4", 11, EVIDENCE_PDF},
		{"\r\n %PDF-1.4", 11, EVIDENCE_PDF},
		{"PDF-1.4", 7, EVIDENCE_OTHER},
		{"%PDF", 4, EVIDENCE_OTHER},
		{"<html>%PDF-1.4", 14, EVIDENCE_OTHER},
		{"\xFF\xD8\xFF\xE0\0\20JFIF", 10, EVIDENCE_JPG},
		{"\xFF\xD8\xFF", 3, EVIDENCE_JPG},
		{"\xFF\xD8", 2, EVIDENCE_OTHER},
		{"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, EVIDENCE_PNG},
		{"\x89PNG\n\x1A\n", 7, EVIDENCE_OTHER},
		{"\0\0\0\x18"
		 "ftypmp42\0\0\0\0",
			16, EVIDENCE_MP4},
		{"\0\0\0\x20"
		 "ftypisom\0\0\2\0",
			16, EVIDENCE_MP4},
		{"\0\0\0\x14"
		 "ftypqt  \0\0\0\0",
			16, EVIDENCE_MOV},
		{"\0\0\0\x08wide\0\0\0\0", 12, EVIDENCE_MOV},
		{"\0\0\x10\0moov\0\0\0l", 12, EVIDENCE_MOV},
		{"\0\0\0\0moov\0\0\0l", 12, EVIDENCE_OTHER},
		/* Pictures and sound in the same boxes. */
		{"\0\0\0\x18"
		 "ftypheic\0\0\0\0",
			16, EVIDENCE_OTHER},
		{"\0\0\0\x18"
		 "ftypM4A \0\0\0\0",
			16, EVIDENCE_OTHER},
		{"\0\0\0\x18"
		 "ftyp",
			8, EVIDENCE_OTHER},
		{"PK\3\4", 4, EVIDENCE_OTHER},
		{"MZ\x90\0\3\0\0\0\4\0\0\0", 12, EVIDENCE_OTHER},
		{" \n\r ", 4, EVIDENCE_OTHER},
		{"", 0, EVIDENCE_OTHER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (evidence_type_of(files[i].bytes, files[i].size) != files[i].type)
			fail_msg("file %zu is %s", i,
				evidence_type_word(evidence_type_of(files[i].bytes, files[i].size)));
}

static void an_answer_takes_the_types_asked_for(void **state)
{
	struct error err = {""};

	(void)state;
	assert_true(evidence_type_fits(EVIDENCE_JPG, "19", "pdf jpg png", &err));
	assert_true(evidence_type_fits(EVIDENCE_PNG, "19", "pdf jpg png", &err));
	assert_false(evidence_type_fits(EVIDENCE_JPG, "16", "pdf", &err));
	assert_string_equal(err.text, "isinya jpg, indikator 16 meminta pdf; ubah, atau isi tautannya");
	assert_false(evidence_type_fits(EVIDENCE_OTHER, "16", "pdf lain", &err));
	assert_string_equal(
		err.text, "isinya bukan pdf lain (indikator 16); ubah berkasnya, atau isi tautannya");
	assert_false(evidence_type_fits(EVIDENCE_PDF, "35", "mp4 mov", &err));
}

/* A basis says its own; before one is chosen, the first one's hold. */
static void a_basis_asks_for_its_own_types(void **state)
{
	static const struct basis bases[] = {
		{.letter = 'a', .types = "pdf jpg png"}, {.letter = 'b', .types = "pdf"}};
	static const struct indicator indicator = {
		.code = "33", .types = "pdf jpg png", .basis = bases, .basis_count = 2};
	struct record record;

	(void)state;
	record_open(&record, TABLE_INNOVATION, "x");
	assert_string_equal(evidence_types_asked(&indicator, &record), "pdf jpg png");
	record_set(&record, "33.basis", "b");
	assert_string_equal(evidence_types_asked(&indicator, &record), "pdf");
	record_free(&record);
}

static void the_limit_is_named(void **state)
{
	struct error err = {""};

	(void)state;
	assert_true(evidence_size_fits(EVIDENCE_PDF, "16", 1, &err));
	assert_true(evidence_size_fits(EVIDENCE_PDF, "16", 10 << 20, &err));
	assert_false(evidence_size_fits(EVIDENCE_PDF, "16", (10 << 20) + 1, &err));
	assert_string_equal(
		err.text, "berkas pdf paling besar 10 MB; kecilkan, atau isi tautannya (16.tautan)");
	assert_true(evidence_size_fits(EVIDENCE_MP4, "35", 100 << 20, &err));
	assert_false(evidence_size_fits(EVIDENCE_MOV, "35", (100 << 20) + 1, &err));
	assert_non_null(strstr(err.text, "100 MB"));
	assert_false(evidence_size_fits(EVIDENCE_PDF, "16", 0, &err));
}

static void a_name_is_no_path(void **state)
{
	static const char *const good[] = {"sk.pdf", "SK Wali Kota No. 5.pdf", "naïve — é.pdf", ".x", "..."};
	static const char *const bad[] = {"", ".", "..", "../x", "/etc/passwd", "a/", "a\nb", "a\x1B[2J",
		"a\xFF", "fdp.\xE2\x80\xAE\x67pj"};
	char name[EVIDENCE_NAME_MOST + 2];
	struct error err = {""};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(evidence_name_fits(good[i], &err));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (evidence_name_fits(bad[i], &err) || !*err.text)
			fail_msg("name %zu was taken", i);
	memset(name, 'a', sizeof name);
	name[EVIDENCE_NAME_MOST + 1] = '\0';
	assert_false(evidence_name_fits(name, &err));
	name[EVIDENCE_NAME_MOST] = '\0';
	assert_true(evidence_name_fits(name, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_are_told_by_their_first_bytes),
		cmocka_unit_test(an_answer_takes_the_types_asked_for),
		cmocka_unit_test(a_basis_asks_for_its_own_types),
		cmocka_unit_test(the_limit_is_named),
		cmocka_unit_test(a_name_is_no_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
