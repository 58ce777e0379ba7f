#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/buffer.h"
#include "base/ini.h"

/* Everything the reader reports, one line each, so that a test is one comparison. */
static void note(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct buffer *seen = context;

	if (!entry->key)
		buffer_printf(seen, "[%s]%d\n", entry->section, entry->line);
	else
		buffer_printf(seen, "%s.%s=%s|%d\n", entry->section, entry->key, entry->value, entry->line);
	if (entry->key && strcmp(entry->key, "salah") == 0)
		ini_fault(entry, faults, "%s itu salah", entry->value);
}

static void expect(const char *text, size_t size, const char *seen, const char *complaints)
{
	struct buffer got = {0};
	struct buffer said = {0};
	struct faults faults = {0};

	ini_read("f", text, size, note, &got, &faults);
	for (size_t i = 0; i < faults.count; i++)
		buffer_printf(&said, "%s\n", faults.line[i]);
	assert_string_equal(buffer_text(&got), seen);
	if (complaints)
		assert_string_equal(buffer_text(&said), complaints);
	else
		assert_true(faults.count > 0);
	faults_free(&faults);
	buffer_free(&got);
	buffer_free(&said);
}

static void expect_text(const char *text, const char *seen, const char *complaints)
{
	expect(text, strlen(text), seen, complaints);
}

static void reads_sections_and_entries(void **state)
{
	(void)state;
	expect_text("# catatan\n[umum]\nsimpan = F2 C-s\n; lagi\ncari=F3 / # ;\n\n[dua kata ]\nkosong =\n",
		"[umum]2\numum.simpan=F2 C-s|3\numum.cari=F3 / # ;|5\n[dua kata]7\ndua kata.kosong=|8\n", "");
	expect_text("[a]\nk = b = c", "[a]1\na.k=b = c|2\n", "");
	expect_text("", "", "");
}

static void joins_continuation_lines(void **state)
{
	(void)state;
	expect_text("[a]\nk = satu  \n\t dua\t\n  # catatan di tengah\n  tiga\nl =\n  x\n",
		"[a]1\na.k=satu dua tiga|2\na.l=x|6\n", "");
	expect_text("[a]\nk = 1\n\n  2\nl = 3\n", "[a]1\na.k=1|2\na.l=3|5\n",
		"f:4: baris menjorok ini tidak melanjutkan apa pun; hapus spasi di depannya.\n");
}

static void accepts_bom_and_cr_lf(void **state)
{
	(void)state;
	expect_text("\xEF\xBB\xBF[a]\r\nk = v\r\n w\r\n", "[a]1\na.k=v w|2\n", "");
}

static void collects_faults_and_goes_on(void **state)
{
	(void)state;
	expect_text("k = 1\n[a]\nomong\n lanjut\n= x\nk = 2\n[b\nl = 3\n[]\n[c] d\nm = 4\n",
		"[a]2\na.k=2|6\n[c]10\nc.m=4|11\n",
		"f:1: baris ini belum berada di dalam bagian; tulis [nama-bagian] di atasnya.\n"
		"f:3: tidak ada tanda =; tulis kunci = nilai.\n"
		"f:5: tidak ada kunci di depan tanda =.\n"
		"f:7: kurung siku [ tidak ditutup; tulis [nama-bagian].\n"
		"f:8: baris ini belum berada di dalam bagian; tulis [nama-bagian] di atasnya.\n"
		"f:9: nama bagian di antara [ dan ] masih kosong.\n"
		"f:10: ada tulisan sesudah ]; pindahkan ke baris tersendiri.\n");
	expect_text("[a]\nsalah = ini\n", "[a]1\na.salah=ini|2\n", "f:2: ini itu salah\n");
}

static void refuses_bad_bytes(void **state)
{
	static const char nul[] = "[a]\nk = \0x\nl = 1\n";

	(void)state;
	expect(nul, sizeof nul - 1, "[a]1\na.l=1|3\n",
		"f:2: baris ini memuat karakter kendali; baris dilewati.\n");
	expect_text("[a]\nk = \xFF\n # \xC3\nl = 1\n", "[a]1\na.l=1|4\n",
		"f:2: baris ini bukan UTF-8 yang sah; baris dilewati.\n"
		"f:3: baris ini bukan UTF-8 yang sah; baris dilewati.\n");
	expect_text("[a]\nk = \033[2J\n", "[a]1\n", NULL);
}

static void bounds_a_line(void **state)
{
	struct buffer text = {0};
	struct buffer want = {0};

	(void)state;
	buffer_add_text(&text, "[a]\nk=");
	memset(buffer_extend(&text, INI_LINE_MOST - 2), 'x', INI_LINE_MOST - 2);
	buffer_add_text(&want, "[a]1\na.k=");
	memset(buffer_extend(&want, INI_LINE_MOST - 2), 'x', INI_LINE_MOST - 2);
	buffer_add_text(&want, "|2\n");
	expect_text(buffer_text(&text), buffer_text(&want), "");
	buffer_add_text(&text, "x");
	expect_text(buffer_text(&text), "[a]1\n",
		"f:2: baris lebih panjang dari 65536 bita; bagi menjadi beberapa baris.\n");
	buffer_free(&text);
	buffer_free(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_sections_and_entries),
		cmocka_unit_test(joins_continuation_lines),
		cmocka_unit_test(accepts_bom_and_cr_lf),
		cmocka_unit_test(collects_faults_and_goes_on),
		cmocka_unit_test(refuses_bad_bytes),
		cmocka_unit_test(bounds_a_line),
	};

	return cmocka_run_group_tests_name("ini", tests, NULL, NULL);
}
