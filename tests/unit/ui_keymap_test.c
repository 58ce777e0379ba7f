#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "ui/input.h"
#include "ui/keymap.h"

static void read_file(struct keymap *keymap, const char *name, struct faults *faults)
{
	char path[128];
	char text[16384];
	size_t size;
	FILE *file;

	snprintf(path, sizeof path, "keymaps/%s", name);
	file = fopen(path, "r");
	assert_non_null(file);
	size = fread(text, 1, sizeof text, file);
	fclose(file);
	keymap_read(keymap, name, text, size, faults);
}

static void read_text(struct keymap *keymap, const char *text, struct faults *faults)
{
	keymap_read(keymap, "f", text, strlen(text), faults);
}

static struct keymap *defaults(const char *more)
{
	struct keymap *keymap = keymap_new();
	struct faults faults = {0};

	read_file(keymap, "default.keys", &faults);
	if (more)
		read_file(keymap, more, &faults);
	keymap_seal(keymap, &faults);
	if (faults.count)
		print_message("%s\n", faults.line[0]);
	assert_int_equal(faults.count, 0);
	return keymap;
}

static void expect_action(
	const struct keymap *keymap, enum context context, const char *key, enum action action)
{
	assert_string_equal(action_info(keymap_find(keymap, context, input_key_by_name(key)))->word,
		action_info(action)->word);
}

static void key_names_go_both_ways(void **state)
{
	static const char *const names[] = {"F1", "F12", "F24", "C-s", "C-q", "C-]", "M-b", "M-:", "Enter",
		"Esc", "Tab", "S-Tab", "Space", "n", "N", "?", "é", "PgUp", "PgDn", "Home", "End", "C-Left",
		"C-End", "Del", "Backspace"};
	static const char *const bad[] = {
		"", "F0", "F25", "F1x", "C-", "C-i", "C-m", "X-a", "M-é", "Entre", "\x01", " "};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		int key = input_key_by_name(names[i]);

		assert_int_not_equal(key, 0);
		assert_string_equal(input_key_name(key), names[i]);
		assert_non_null(input_key_label(key));
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(input_key_by_name(bad[i]), 0);
	assert_int_equal(input_key_by_name("f2"), INPUT_F1 + 1);
	assert_int_equal(input_key_by_name("c-S"), INPUT_CTRL + 19);
	assert_int_equal(input_key_by_name("pageup"), INPUT_PAGE_UP);
	assert_int_equal(input_key_by_name("Ctrl-S"), INPUT_CTRL + 19); /* as INTERFACE and help call them */
	assert_int_equal(input_key_by_name("ctrl-Left"), INPUT_CTRL_LEFT);
	assert_int_equal(input_key_by_name("Shift-Tab"), INPUT_BACKTAB);
	assert_int_equal(input_key_by_name("Alt-b"), INPUT_ALT + 'b');
	assert_int_equal(input_key_by_name("Escape"), INPUT_ESC);
	assert_int_equal(input_key_by_name("Return"), INPUT_ENTER);
	assert_int_equal(input_key_by_name("Ctrl-I"), 0);
	assert_int_equal(input_key_by_name("Ctrl-"), 0);
	assert_int_equal(input_key_by_name("Shift-a"), 0);
	assert_string_equal(input_key_label(input_key_by_name("C-s")), "Ctrl-S");
	assert_string_equal(input_key_label(' '), "Spasi");
}

static void defaults_are_what_the_interface_says(void **state)
{
	struct keymap *keymap = defaults(NULL);

	(void)state;
	expect_action(keymap, CONTEXT_LIST, "F1", ACTION_HELP);
	expect_action(keymap, CONTEXT_LIST, "?", ACTION_HELP);
	expect_action(keymap, CONTEXT_FORM, "F2", ACTION_SAVE);
	expect_action(keymap, CONTEXT_FORM, "C-s", ACTION_SAVE);
	expect_action(keymap, CONTEXT_LIST, "/", ACTION_FIND);
	expect_action(keymap, CONTEXT_LIST, "C-l", ACTION_REDRAW);
	expect_action(keymap, CONTEXT_LIST, "q", ACTION_BACK);
	expect_action(keymap, CONTEXT_LIST, ":", ACTION_PALETTE);
	expect_action(keymap, CONTEXT_SHEET, "3", ACTION_LEVEL_3);
	expect_action(keymap, CONTEXT_LIST, "3", ACTION_NONE);
	expect_action(keymap, CONTEXT_LIST, "j", ACTION_NONE);
	expect_action(keymap, CONTEXT_REPORT, "k", ACTION_KIND);
	expect_action(keymap, CONTEXT_FORM, "C-a", ACTION_FIRST);
	expect_action(keymap, CONTEXT_EDITOR, "C-w", ACTION_DELETE_WORD);
	expect_action(keymap, CONTEXT_LIST, "r", ACTION_GO_REPORT);
	keymap_free(keymap);
}

static void every_function_key_has_a_second(void **state)
{
	struct keymap *keymap = defaults(NULL);

	(void)state;
	for (int action = 1; action < ACTION_COUNT; action++) {
		bool function = false;
		bool other = false;
		int key;

		for (size_t n = 0; (key = keymap_key(keymap, CONTEXT_GLOBAL, (enum action)action, n)); n++) {
			if (key >= INPUT_F1 && key <= INPUT_F24)
				function = true;
			else
				other = true;
		}
		assert_true(!function || other);
	}
	keymap_free(keymap);
}

static void other_keymaps_have_no_faults(void **state)
{
	struct keymap *vi = defaults("vi.keys");
	struct keymap *plain = defaults("nofkeys.keys");

	(void)state;
	expect_action(vi, CONTEXT_LIST, "j", ACTION_DOWN);
	expect_action(vi, CONTEXT_LIST, "h", ACTION_LEFT);
	expect_action(vi, CONTEXT_LIST, "H", ACTION_HISTORY);
	expect_action(vi, CONTEXT_REPORT, "K", ACTION_KIND);
	for (int action = 1; action < ACTION_COUNT; action++) {
		int first = keymap_key(plain, CONTEXT_GLOBAL, (enum action)action, 0);

		assert_true(first < INPUT_F1 || first > INPUT_F24);
	}
	keymap_free(vi);
	keymap_free(plain);
}

static void later_files_replace_and_unbind(void **state)
{
	struct keymap *keymap = defaults(NULL);
	struct faults faults = {0};

	(void)state;
	read_text(keymap, "[umum]\nbaru = F7\ncari = n\narsip =\n[daftar]\nurut = z\n", &faults);
	assert_int_equal(faults.count, 0);
	expect_action(keymap, CONTEXT_LIST, "F7", ACTION_NEW);
	expect_action(keymap, CONTEXT_LIST, "n", ACTION_FIND);
	expect_action(keymap, CONTEXT_LIST, "/", ACTION_NONE);
	expect_action(keymap, CONTEXT_LIST, "d", ACTION_NONE);
	expect_action(keymap, CONTEXT_LIST, "z", ACTION_SORT);
	expect_action(keymap, CONTEXT_REPORT, "o", ACTION_SORT);
	assert_int_equal(keymap_key(keymap, CONTEXT_LIST, ACTION_ARCHIVE, 0), 0);
	keymap_free(keymap);
}

static void keys_of_an_action_skip_what_means_something_else_here(void **state)
{
	struct keymap *keymap = keymap_new();
	struct faults faults = {0};

	(void)state;
	read_text(keymap, "[umum]\nnaik = Up k C-p\n[laporan]\njenis = k\nnaik = M-u\n", &faults);
	assert_int_equal(keymap_key(keymap, CONTEXT_REPORT, ACTION_UP, 0), input_key_by_name("M-u"));
	assert_int_equal(keymap_key(keymap, CONTEXT_REPORT, ACTION_UP, 1), INPUT_UP);
	assert_int_equal(keymap_key(keymap, CONTEXT_REPORT, ACTION_UP, 2), input_key_by_name("C-p"));
	assert_int_equal(keymap_key(keymap, CONTEXT_REPORT, ACTION_UP, 3), 0);
	assert_int_equal(keymap_key(keymap, CONTEXT_LIST, ACTION_UP, 1), 'k');
	keymap_free(keymap);
}

static void faults_carry_lines_and_lose_no_key(void **state)
{
	static const char *const wanted[] = {
		"f:2: tombol \"Entre\" tidak dikenal; tulis misalnya F2, C-s, M-b, PgDn, n.",
		"f:3: tindakan \"simpn\" tidak dikenal; daftarnya ada pada siko keys.",
		"f:5: tombol F2 sudah dipakai untuk simpan di bagian ini; kini untuk baru.",
		"f:6: tombol \"ngawur\" tidak dikenal; tulis misalnya F2, C-s, M-b, PgDn, n.",
		"f:7: bagian [lain] tidak dikenal; isinya dilewati.",
	};
	struct keymap *keymap = defaults(NULL);
	struct faults faults = {0};

	(void)state;
	read_text(keymap,
		"[umum]\nbuka = Enter Entre\nsimpn = F3\nsimpan = F2 F2\nbaru = F2\ncari = ngawur\n[lain]\nx = y\n",
		&faults);
	assert_int_equal(faults.count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < faults.count; i++)
		assert_string_equal(faults.line[i], wanted[i]);
	expect_action(keymap, CONTEXT_LIST, "Enter", ACTION_OPEN);
	expect_action(keymap, CONTEXT_LIST, "F2", ACTION_NEW);
	expect_action(keymap, CONTEXT_LIST, "/", ACTION_FIND);
	faults_free(&faults);
	keymap_free(keymap);
}

static void the_way_out_stays_reachable(void **state)
{
	struct keymap *keymap = defaults(NULL);
	struct faults faults = {0};

	(void)state;
	read_text(keymap, "[umum]\nbantuan = ?\nkembali =\nkeluar =\n[daftar]\nbaru = Esc\n", &faults);
	assert_int_equal(faults.count, 0);
	keymap_seal(keymap, &faults);
	assert_int_equal(faults.count, 4);
	for (int context = 0; context < CONTEXT_COUNT; context++) {
		expect_action(keymap, (enum context)context, "F1", ACTION_HELP);
		expect_action(keymap, (enum context)context, "Esc", ACTION_BACK);
		expect_action(keymap, (enum context)context, "C-q", ACTION_QUIT);
	}
	expect_action(keymap, CONTEXT_LIST, "?", ACTION_HELP);
	faults_free(&faults);
	keymap_free(keymap);
}

/* The key that brings one of them back was the last of another. */
static void the_way_out_takes_no_way_out(void **state)
{
	static const char *const texts[] = {
		"[umum]\nbantuan = Esc\nkembali =\n",
		"[umum]\nbantuan = C-q\nkembali = F1\nkeluar = Esc\n",
		"[umum]\nkembali =\n[daftar]\nbantuan = Esc\nbaru = F1\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct keymap *keymap = defaults(NULL);
		struct faults faults = {0};

		read_text(keymap, texts[i], &faults);
		keymap_seal(keymap, &faults);
		for (int context = 0; context < CONTEXT_COUNT; context++) {
			assert_true(keymap_key(keymap, (enum context)context, ACTION_HELP, 0));
			assert_true(keymap_key(keymap, (enum context)context, ACTION_BACK, 0));
			assert_true(keymap_key(keymap, (enum context)context, ACTION_QUIT, 0));
		}
		faults_free(&faults);
		keymap_free(keymap);
	}
}

static void the_action_table_is_sound(void **state)
{
	(void)state;
	for (int a = 1; a < ACTION_COUNT; a++) {
		const struct action_info *info = action_info((enum action)a);

		assert_true(*info->word && *info->label && *info->help);
		assert_int_equal(action_by_word(info->word), a);
	}
	assert_int_equal(action_by_word("tidak-ada"), ACTION_NONE);
	assert_int_equal(action_by_word(""), ACTION_NONE);
	for (int group = 0; group < ACTION_GROUP_COUNT; group++)
		assert_true(*action_group_title((enum action_group)group));
}

/* A name is a promise to key files: one that is renamed stays known by its old word, one that is new is added here. */
static void names_of_actions_are_kept(void **state)
{
	static const char *const promised[] = {"bantuan", "semua-perintah", "gambar-ulang", "keluar",
		"kembali", "buka", "naik", "turun", "kiri", "kanan", "halaman-naik", "halaman-turun", "awal",
		"akhir", "isian-berikut", "isian-sebelum", "kata-kiri", "kata-kanan", "angka",
		"paragraf-naik", "paragraf-turun", "puncak", "dasar", "hapus-kiri", "hapus-kanan",
		"hapus-kata", "hapus-baris", "urung-ketik", "ulang-ketik", "seperti-terakhir", "kalender",
		"simpan", "cari", "cari-lagi", "urut", "balik-urutan", "saring", "jenis", "kecamatan", "baru",
		"ubah", "arsip", "batalkan", "ke-berkas", "riwayat", "salin-tahun", "lembar", "tandai",
		"ajukan", "terima", "tolak", "terima-inovasi", "kembalikan", "tarik", "laporkan", "buka-lagi",
		"bukti", "tingkat-0", "tingkat-1", "tingkat-2", "tingkat-3", "kabar-1", "kabar-2", "kabar-3",
		"layar-beranda", "layar-inovasi", "layar-cari", "layar-antrean", "layar-laporan",
		"layar-banding", "layar-saran", "layar-unit", "layar-daerah", "layar-tangkap-ide",
		"layar-sebaran", "layar-lomba", "layar-langkah", "layar-panduan", "layar-pengguna",
		"layar-jurnal"};

	(void)state;
	for (size_t i = 0; i < sizeof promised / sizeof *promised; i++)
		if (action_by_word(promised[i]) == ACTION_NONE)
			fail_msg("%s is in key files and means nothing any more", promised[i]);
	assert_true(sizeof promised / sizeof *promised >= ACTION_COUNT - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_action_table_is_sound),
		cmocka_unit_test(names_of_actions_are_kept),
		cmocka_unit_test(key_names_go_both_ways),
		cmocka_unit_test(defaults_are_what_the_interface_says),
		cmocka_unit_test(every_function_key_has_a_second),
		cmocka_unit_test(other_keymaps_have_no_faults),
		cmocka_unit_test(later_files_replace_and_unbind),
		cmocka_unit_test(keys_of_an_action_skip_what_means_something_else_here),
		cmocka_unit_test(faults_carry_lines_and_lose_no_key),
		cmocka_unit_test(the_way_out_stays_reachable),
		cmocka_unit_test(the_way_out_takes_no_way_out),
	};

	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
