/* A person at a real terminal: types, saves, resizes while typing, loses the line and finds the draft. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/desk.h"
#include "support/process.h"

static void an_innovation_typed_and_saved_is_there_for_the_commands(void **state)
{
	struct pty pty;
	char out[4096];

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
	assert_true(pty_shows(&pty, "Indeks klaim"));
	pty_send(&pty, "\r");
	pty_send(&pty, "n");
	pty_send(&pty, "Taman Baca Tepi Danau");
	pty_send(&pty, "\x13");
	assert_true(pty_shows(&pty, "Tersimpan sebagai 2026-JB-"));
	desk_quit(&pty);
	assert_int_equal(process_run((const char *const[]){desk.siko, "--store", desk.store, "list",
					     "inovasi", "nama~tepi danau", "--format", "csv", NULL},
				 out, sizeof out),
		0);
	assert_non_null(strstr(out, "Taman Baca Tepi Danau"));
}

/* One field or two. */
static void admin_sets(const char *field, const char *other)
{
	char out[4096];

	assert_int_equal(
		process_run((const char *const[]){desk.siko, "--store", desk.store, "--user", "admin.bappeda",
				    "set", "inovasi", "2026-JB-00026", field, other, NULL},
			out, sizeof out),
		0);
}

/* Another one saves while this one types: what only he changed stays and is named, what both changed is asked about. */
static void what_others_save_meanwhile_is_merged_or_asked_about(void **state)
{
	struct pty pty;
	char out[65536]; /* a whole record */

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
	pty_send(&pty, "\r/00026\re");
	pty_send(&pty, " Baru");
	admin_sets("sumber_anggaran=APBD", "pic_kontak=0741");
	pty_send(&pty, "\x13");
	assert_true(pty_shows(&pty, "Tersimpan, bersama ubahan orang lain: Kontak, Sumber anggaran."));
	pty_send(&pty, " Sekali");
	admin_sets("nama=Nama dari orang lain", NULL);
	pty_send(&pty, "\x13");
	assert_true(pty_shows(&pty, "Bentrokan"));
	assert_true(pty_shows(&pty, "Antrean Kelurahan Tertib Baru Sekali"));
	pty_send(&pty, "\033[C\x13");
	assert_true(pty_shows(&pty, "Nama dari orang lain"));
	assert_false(pty_shows(&pty, "Bentrokan"));
	desk_quit(&pty);
	assert_int_equal(process_run((const char *const[]){desk.siko, "--store", desk.store, "show",
					     "inovasi", "2026-JB-00026", NULL},
				 out, sizeof out),
		0);
	assert_non_null(strstr(out, "Nama dari orang lain"));
	assert_non_null(strstr(out, "APBD"));
}

static void resizing_while_typing_keeps_text_field_and_cursor(void **state)
{
	struct pty pty;
	int row;
	int col;
	int later_col;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
	pty_send(&pty, "\rn");
	pty_send(&pty, "Lampu Jalan");
	pty_cursor(&pty, &row, &col);
	pty_resize(&pty, 40, 132);
	assert_true(pty_shows(&pty, "Lampu Jalan"));
	pty_resize(&pty, 10, 40);
	assert_true(pty_shows(&pty, "60x16"));
	pty_resize(&pty, 24, 80);
	pty_cursor(&pty, &row, &later_col);
	assert_int_equal(later_col, col);
	pty_send(&pty, " Pintar");
	assert_true(pty_shows(&pty, "Lampu Jalan Pintar"));
	pty_send(&pty, "\x11");
	assert_true(pty_shows(&pty, "Belum disimpan"));
	pty_send(&pty, "\033[B");
	pty_send_raw(&pty, "\r");
	assert_int_equal(pty_wait(&pty), 0);
	pty_close(&pty);
}

static void a_lost_line_leaves_a_draft_that_is_offered_again(void **state)
{
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
	pty_send(&pty, "\rn");
	pty_send(&pty, "Antrean Sehat");
	pty_hang_up(&pty);
	pty_close(&pty);

	desk_start(&pty, 16, 60, "xterm-256color", "operator.telanaipura");
	assert_true(pty_shows(&pty, "1 draf belum disimpan: Inovasi, lalu n atau inovasinya"));
	pty_send(&pty, "\rn");
	assert_true(pty_shows(&pty, "Lanjutkan yang belum disimpan?"));
	assert_true(pty_shows(&pty, "Antrean Sehat    baru saja"));
	pty_send(&pty, "\r");
	assert_true(pty_shows(&pty, "Antrean Sehat"));
	assert_true(pty_shows(&pty, "dipulihkan"));
	pty_send(&pty, "\x13");
	assert_true(pty_shows(&pty, "Tersimpan sebagai"));
	desk_quit(&pty);
}

/* Of one left on Friday it is said on Monday. */
static void a_draft_is_offered_with_its_age(void **state)
{
	static const struct {
		const char *left, *age;
	} ages[] = {{"2026-03-02T07:59:30Z", "baru saja"}, {"2026-03-02T07:48:00Z", "12 menit lalu"},
		{"2026-03-02T04:30:00Z", "3 jam lalu"}, {"2026-02-27T07:00:00Z", "3 hari lalu"}};
	struct pty pty;
	char drafts[160];
	char out[256];

	(void)state;
	snprintf(drafts, sizeof drafts, "%s/draf", desk.store);
	desk_start(&pty, 24, 80, "xterm-256color", "operator.dinkes");
	pty_send(&pty, "\rnTensi Keliling");
	pty_hang_up(&pty);
	pty_close(&pty);
	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		char line[64];

		assert_int_equal(process_run((const char *const[]){"find", drafts, "-type", "f", "-exec",
						     "touch", "-d", ages[i].left, "{}", "+", NULL},
					 out, sizeof out),
			0);
		desk_start(&pty, 24, 80, "xterm-256color", "operator.dinkes");
		pty_send(&pty, "\rn");
		snprintf(line, sizeof line, "Tensi Keliling   %s", ages[i].age);
		assert_true(pty_shows(&pty, line));
		pty_send(&pty, "\033");
		desk_quit(&pty);
	}
	assert_int_equal(process_run((const char *const[]){"rm", "-rf", drafts, NULL}, out, sizeof out), 0);
}

static void hang_up_and_term_signals_keep_the_draft(void **state)
{
	static const int signals[] = {SIGHUP, SIGTERM};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct pty pty;

		desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
		pty_send(&pty, "\rn");
		pty_send(&pty, "Sinyal");
		kill(pty.child, signals[i]);
		pty_wait(&pty);
		pty_close(&pty);
		desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
		pty_send(&pty, "\rn\r");
		assert_true(pty_shows(&pty, "Sinyal"));
		pty_send(&pty, "\033");
		pty_send(&pty, "\033[B\r");
		desk_quit(&pty);
	}
}

static void a_paste_is_text_in_a_field_and_nothing_elsewhere(void **state)
{
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
	pty_send(&pty, "\033[200~n q\r\033[201~");
	assert_true(pty_shows(&pty, "Indeks klaim"));
	pty_send(&pty, "\rn");
	pty_send(&pty, "\033[200~Dua\r\nbaris\tsaja\033[201~");
	assert_true(pty_shows(&pty, "Dua baris saja"));
	pty_send(&pty, "\033");
	pty_send(&pty, "\033[B\r");
	desk_quit(&pty);
}

/* Whoever came by a forced command has no path to this machine's files. */
static void behind_the_gate_no_file_is_picked(void **state)
{
	static char store_option[] = "--store";
	static char gate[] = "gate";
	static char user[] = "operator.telanaipura";
	char *argv[] = {desk.siko, store_option, desk.store, gate, user, NULL};
	struct pty pty;

	(void)state;
	unsetenv("SSH_ORIGINAL_COMMAND");
	pty_open(&pty, 24, 80, "xterm-256color", argv);
	pty_settle(&pty);
	pty_send(&pty, "\r");
	pty_send(&pty, "/");
	pty_send(&pty, "00026\r");
	pty_send(&pty, "\r");
	pty_send(&pty, "a");
	assert_true(pty_shows(&pty, "Bukti 16"));
	pty_send(&pty, "n");
	assert_false(pty_shows(&pty, "Pilih berkas"));
	assert_true(pty_shows(&pty, "ssh HOST evidence add 2026-JB-00026 16 - < BERKAS"));
	pty_send(&pty, "\r");
	pty_send(&pty, "\033");
	pty_send(&pty, "\033");
	assert_true(pty_shows(&pty, "Cari “00026”: 1 cocok"));
	pty_send(&pty, "w"); /* the list goes to no file here either */
	assert_false(pty_shows(&pty, "Nama berkas"));
	assert_true(pty_shows(&pty, "Di sini tidak ada tempat berkas Anda"));
	assert_true(pty_shows(&pty, "ssh HOST export inovasi > BERKAS"));
	pty_send(&pty, "\r");
	desk_quit(&pty);
}

static void an_unknown_terminal_gets_a_plain_one_and_a_sentence(void **state)
{
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "tidak-dikenal", "operator.telanaipura");
	assert_true(pty_shows(&pty, "Indeks klaim"));
	desk_quit(&pty);
}

/* Somebody else edits what is being reviewed: the decision is refused, and what moved is named. */
static void a_decision_on_what_has_moved_is_refused_and_named(void **state)
{
	struct pty pty;
	char out[4096];

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "verifikator.bappeda");
	pty_send(&pty, "\033[B");
	pty_send(&pty, "\033[B\r");
	pty_send(&pty, "\r");
	assert_int_equal(
		process_run((const char *const[]){desk.siko, "--store", desk.store, "--user", "admin.bappeda",
				    "set", "inovasi", "2026-JB-00004", "pic=Orang lain", NULL},
			out, sizeof out),
		0);
	pty_send(&pty, "v");
	assert_true(pty_shows(&pty, "Sudah berubah sejak dilihat (admin.bappeda)"));
	pty_send(&pty, "v");
	assert_true(pty_shows(&pty, "Bukti diterima."));
	desk_quit(&pty);
}

/* A value out of the history is an edit like any other: who saved it meanwhile is not overwritten. */
static void a_value_out_of_the_history_does_not_overwrite_others(void **state)
{
	struct pty pty;

	(void)state;
	admin_sets("pkpn=Satu", NULL);
	admin_sets("pkpn=Dua", NULL);
	desk_start(&pty, 24, 80, "xterm-256color", "operator.telanaipura");
	pty_send(&pty, "\r/00026\rh");
	pty_send(&pty, "\033[B\r");
	assert_true(pty_shows(&pty, "sekarang Dua"));
	assert_true(pty_shows(&pty, "sebelum  Satu"));
	admin_sets("pkpn=Tiga", NULL);
	pty_send(&pty, "\r");
	assert_true(pty_shows(&pty, "baru saja diubah orang lain"));
	assert_true(pty_shows(&pty, "“Dua” menjadi “Tiga”"));
	pty_send(&pty, "\033[A");
	desk_quit(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_innovation_typed_and_saved_is_there_for_the_commands),
		cmocka_unit_test(what_others_save_meanwhile_is_merged_or_asked_about),
		cmocka_unit_test(resizing_while_typing_keeps_text_field_and_cursor),
		cmocka_unit_test(a_lost_line_leaves_a_draft_that_is_offered_again),
		cmocka_unit_test(a_draft_is_offered_with_its_age),
		cmocka_unit_test(hang_up_and_term_signals_keep_the_draft),
		cmocka_unit_test(a_paste_is_text_in_a_field_and_nothing_elsewhere),
		cmocka_unit_test(behind_the_gate_no_file_is_picked),
		cmocka_unit_test(an_unknown_terminal_gets_a_plain_one_and_a_sentence),
		cmocka_unit_test(a_value_out_of_the_history_does_not_overwrite_others),
		cmocka_unit_test(a_decision_on_what_has_moved_is_refused_and_named),
	};

	return cmocka_run_group_tests(tests, desk_open, desk_close);
}
