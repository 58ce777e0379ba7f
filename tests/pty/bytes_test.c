/* What actions cost on the line, on every kind of screen: a table of places and the bytes that may be sent there
 * (PITFALLS B1, ANCHORS section 3). Each test prints what it measured. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/desk.h"

#define STEPS	   40
#define DEEDS_MOST 16

/* The most that an action may send, at 24x80. Two exceptions, neither of which can be spared: every match of a search is
 * marked; a page of the editor is a screen full of letters. */
enum {
	FIRST_SCREEN = 2000,
	CHARACTER = 4,
	STEP = 40,
	STEP_ABOVE_PANEL = 400,
	SCROLL = 200,
	SCROLL_ABOVE_PANEL = STEP_ABOVE_PANEL + SCROLL,
	PAGE = 1500,
	MARKED_PAGE = 1700,
	DENSE_PAGE = 1800,
	POPUP = 650
};

static const struct place {
	const char *name;
	const char *user;
	const char *keys;  /* that lead there */
	const char *shows; /* when one is there */
	/* The most that a step that scrolls nothing may send, one that scrolls as well, and a page. */
	size_t step, scroll, page;
} places[] = {
	{"home", "admin.bappeda", "", "Indeks klaim", STEP, SCROLL, SCROLL},
	{"innovations", "verifikator.bappeda", "\r", "1 dari", STEP, SCROLL, PAGE},
	{"units", "admin.bappeda", ":daftar unit\r", "Unit", STEP, SCROLL, PAGE},
	{"users", "admin.bappeda", ":pengguna\r", "Pengguna", STEP, SCROLL, PAGE},
	{"queue", "verifikator.bappeda", ":antrean\r", "Antrean verifikasi", STEP, SCROLL, PAGE},
	{"review", "verifikator.bappeda", ":antrean\r\r", "belum diputus", STEP_ABOVE_PANEL,
		SCROLL_ABOVE_PANEL, PAGE},
	{"sheet", "verifikator.bappeda", "\r\r", "Kematangan klaim", STEP_ABOVE_PANEL, SCROLL_ABOVE_PANEL,
		PAGE},
	{"sheet of the city", "admin.bappeda", ":indikator daerah\r", "Indikator", STEP_ABOVE_PANEL,
		SCROLL_ABOVE_PANEL, PAGE},
	{"report", "admin.bappeda", "r", "Laporan per OPD", STEP_ABOVE_PANEL, SCROLL_ABOVE_PANEL, PAGE},
	{"compare", "admin.bappeda", "t", "2026 dan 2027", STEP, SCROLL, PAGE},
	{"spread", "admin.bappeda", "b", "Penyebaran", STEP, SCROLL, PAGE},
	{"contests", "admin.bappeda", "p", "Lomba", STEP, SCROLL, PAGE},
	{"advice", "admin.bappeda", "m", "Saran", STEP_ABOVE_PANEL, SCROLL_ABOVE_PANEL, PAGE},
	{"journal", "admin.bappeda", ":jurnal\r", "Jurnal", STEP, SCROLL, PAGE},
	{"history", "verifikator.bappeda", "\rh", "Riwayat", STEP_ABOVE_PANEL, SCROLL_ABOVE_PANEL, PAGE},
	{"guide", "operator.telanaipura", ":panduan\r", "Panduan", SCROLL, SCROLL, PAGE},
	{"help", "operator.telanaipura", "?", "Bantuan", SCROLL, SCROLL, PAGE},
	{"form", "operator.telanaipura", "\rn", "halaman 1", STEP_ABOVE_PANEL, PAGE, PAGE},
};

static size_t cost(struct pty *pty, const char *keys)
{
	pty_mark(pty);
	pty_send(pty, keys);
	return pty->bytes;
}

static void start_at(struct pty *pty, const struct place *place)
{
	desk_start(pty, 24, 80, "xterm-256color", place->user);
	/* One by one, as they are typed: what is on the way is painted too. */
	for (const char *key = place->keys; *key; key++)
		pty_send(pty, (const char[]){*key, '\0'});
	assert_true(pty_shows(pty, place->shows));
}

static bool is_within(const char *place, const char *action, size_t bytes, size_t most)
{
	if (bytes > most)
		fprintf(stderr, "%s: %s sends %zu bytes, may send %zu\n", place, action, bytes, most);
	return bytes <= most;
}

/* The first step from the top, and the most of all steps to the end; those between them may scroll. */
static bool steps_are_within(struct pty *pty, const struct place *place)
{
	size_t plain;
	size_t most = 0;

	cost(pty, "\033[B");
	plain = cost(pty, "\033[B");
	for (int i = 0; i < STEPS; i++) {
		size_t bytes = cost(pty, "\033[B");

		most = bytes > most ? bytes : most;
	}
	printf(" %5zu %6zu", plain, most);
	return is_within(place->name, "a step", plain, place->step) &&
	       is_within(place->name, "a step that scrolls", most, place->scroll);
}

static bool pages_are_within(struct pty *pty, const struct place *place)
{
	static const char *const keys[] = {
		"\033[H", "\033[6~", "\033[6~", "\033[5~", "\033[F", "\033[5~", "\033[H"};
	size_t most = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		size_t bytes = cost(pty, keys[i]);

		most = bytes > most ? bytes : most;
	}
	printf(" %5zu", most);
	return is_within(place->name, "a page", most, place->page);
}

static bool palette_is_within(struct pty *pty, const struct place *place)
{
	size_t opened = cost(pty, "\033[20~");
	size_t typed = cost(pty, "l");
	size_t closed = cost(pty, "\033");

	printf(" %6zu %5zu %6zu\n", opened, typed, closed);
	return is_within(place->name, "opening the palette", opened, POPUP) &&
	       is_within(place->name, "closing the palette", closed, POPUP);
}

static void every_screen_stays_within_its_bytes(void **state)
{
	bool within = true;

	(void)state;
	printf("%-18s %5s %6s %5s %6s %5s %6s\n", "screen", "step", "scroll", "page", "popup", "typed",
		"closed");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct pty pty;

		start_at(&pty, &places[i]);
		printf("%-18s", places[i].name);
		within = steps_are_within(&pty, &places[i]) && within;
		within = pages_are_within(&pty, &places[i]) && within;
		within = palette_is_within(&pty, &places[i]) && within;
		pty_close(&pty);
	}
	assert_true(within);
}

static void the_first_screen_stays_within_its_bytes(void **state)
{
	static const char *const users[] = {"admin.bappeda", "verifikator.bappeda", "pimpinan.bappeda",
		"operator.telanaipura", "operator.dinkes"};

	(void)state;
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		struct pty pty;

		desk_start(&pty, 24, 80, "xterm-256color", users[i]);
		printf("first screen of %s %zu bytes\n", users[i], pty.bytes);
		assert_in_range(pty.bytes, 1, FIRST_SCREEN);
		desk_quit(&pty);
	}
}

/* The choices that open over lists and over a form. */
static void popups_stay_within_their_bytes(void **state)
{
	static const struct {
		struct place over;
		const char *key;
	} popups[] = {
		{{"innovations", "verifikator.bappeda", "\r", "1 dari", 0, 0, 0}, "f"},
		{{"report", "admin.bappeda", "r", "Laporan per OPD", 0, 0, 0}, "f"},
		{{"compare", "admin.bappeda", "t", "2026 dan 2027", 0, 0, 0}, "f"},
		{{"journal", "admin.bappeda", ":jurnal\r", "Jurnal", 0, 0, 0}, "f"},
		{{"form", "operator.telanaipura", "\rn\t\t", "halaman 1", 0, 0, 0}, "\r"},
		{{"form, some units", "admin.bappeda", "\rn\t", "halaman 1", 0, 0, 0}, "k"},
		{{"form, leaving", "operator.telanaipura", "\rnTaman", "halaman 1", 0, 0, 0}, "\033"},
	};
	bool within = true;

	(void)state;
	for (size_t i = 0; i < sizeof popups / sizeof *popups; i++) {
		const struct place *over = &popups[i].over;
		struct pty pty;
		size_t opened;
		size_t closed;

		start_at(&pty, over);
		opened = cost(&pty, popups[i].key);
		closed = cost(&pty, "\033");
		printf("popup over %s: opened %zu bytes, closed %zu\n", over->name, opened, closed);
		within = is_within(over->name, "opening a popup", opened, POPUP) && within;
		within = is_within(over->name, "closing a popup", closed, POPUP) && within;
		pty_close(&pty);
	}
	assert_true(within);
}

/* What is done at one place, one after the other. */
static const struct visit {
	struct place place;
	struct deed {
		const char *action;
		const char *keys;
		const char *shows; /* afterwards, or NULL */
		size_t most;
	} deeds[DEEDS_MOST];
} visits[] = {
	{{"answer", "operator.telanaipura", "\r/00026\r\r", "Kematangan klaim", 0, 0, 0},
		{
			{"opening it", "\r", "jawaban 1 dari 20", PAGE},
			{"the choices", "\r", "Peraturan Daerah", POPUP},
			{"going to one by its first letter", "s", NULL, STEP},
			{"taking it", "\r", "[1", POPUP},
			{"a first letter", "h", NULL, CHARACTER},
			{"a letter", "t", NULL, CHARACTER},
			{"the next field", "\t", NULL, STEP_ABOVE_PANEL},
			{"the next answer", "\033[6~", "jawaban 2", PAGE},
			{"closing it", "\033", "Kematangan klaim", PAGE},
		}},
	{{"sheet", "operator.telanaipura", "\r/00026\r\r", "Kematangan klaim", 0, 0, 0},
		{
			{"a level", "1", NULL, STEP_ABOVE_PANEL},
			{"another level", "2", NULL, STEP_ABOVE_PANEL},
			{"no level", "0", NULL, STEP_ABOVE_PANEL},
		}},
	{{"search", "verifikator.bappeda", ":cari di semua\r", "Cari di semua tabel", 0, 0, 0},
		{
			{"a letter", "a", "temuan", MARKED_PAGE},
			{"a second letter", "n", NULL, MARKED_PAGE},
			{"a third letter", "t", NULL, MARKED_PAGE},
			{"taking a letter back", "\x7f", NULL, MARKED_PAGE},
			{"a step", "\033[B", NULL, STEP},
			{"a page", "\033[6~", NULL, MARKED_PAGE},
			{"a step on it", "\033[B", NULL, STEP},
		}},
	{{"finding in a list", "verifikator.bappeda", "\r", "Inovasi", 0, 0, 0},
		{
			{"beginning", "/", "Cari:", SCROLL},
			{"a letter", "p", "Cari: p", PAGE},
			{"a second letter", "u", NULL, PAGE},
			{"a third letter", "s", NULL, PAGE},
			{"taking a letter back", "\x7f", NULL, PAGE},
			{"keeping it", "\r", NULL, SCROLL},
			{"a step", "\033[B", NULL, STEP},
			{"giving it up", "\033", NULL, PAGE},
		}},
	{{"choosing a unit", "verifikator.bappeda", "\rn\t", "halaman 1", 0, 0, 0},
		{
			{"opening it", "\r", "BKBP", POPUP},
			{"a step", "\033[B", NULL, STEP},
			{"a page", "\033[6~", NULL, POPUP},
			{"a letter", "k", NULL, POPUP},
			{"a second letter", "e", NULL, POPUP},
			{"a third letter", "l", "Cari: kel", POPUP},
			{"closing it", "\033", NULL, POPUP},
		}},
	{{"help on a field", "operator.telanaipura", "\rn", "halaman 1", 0, 0, 0},
		{
			{"opening it", "\033OP", "Bantuan", PAGE},
			{"a page", "\033[6~", NULL, PAGE},
			{"a line", "\033[B", NULL, SCROLL},
			{"closing it", "\033", "halaman 1", PAGE},
		}},
	{{"calendar", "operator.telanaipura", "\rn", "halaman 1", 0, 0, 0},
		{
			{"turning the form's page", "\033[6~", "halaman 2", PAGE},
			{"three fields on", "\t\t\t", NULL, STEP_ABOVE_PANEL},
			{"opening it", "\033OS", "Sn  Sl  Rb", POPUP},
			{"a day", "\033[C", NULL, STEP},
			{"a week", "\033[B", NULL, STEP},
			{"a month", "\033[6~", NULL, POPUP},
			{"closing it", "\033", NULL, POPUP},
		}},
	{{"editor", "operator.telanaipura", "\r/00026\re", "halaman 1", 0, 0, 0},
		{
			{"turning two pages of the form", "\033[6~\033[6~", "Uraian", PAGE},
			{"opening a full page", "\r", "kata", DENSE_PAGE},
			{"a page back", "\033[5~", NULL, DENSE_PAGE},
			{"a line up", "\033[A", NULL, SCROLL},
			{"a line down", "\033[B", NULL, SCROLL},
			{"to the end", "\033[6~\033[6~\033[F", NULL, DENSE_PAGE},
			{"a new line", "\r", NULL, SCROLL},
			{"a new word", "a", NULL, STEP},
			{"a letter", "b", NULL, CHARACTER},
			{"a blank", " ", NULL, CHARACTER},
			{"a letter taken back", "\x7f", NULL, STEP},
			{"a step to the left", "\033[D", NULL, CHARACTER},
		}},
};

static void what_is_done_on_screens_stays_within_its_bytes(void **state)
{
	bool within = true;

	(void)state;
	for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
		const struct visit *visit = &visits[i];
		struct pty pty;

		start_at(&pty, &visit->place);
		for (const struct deed *deed = visit->deeds; deed->action; deed++) {
			size_t bytes = cost(&pty, deed->keys);

			printf("%s: %s %zu bytes\n", visit->place.name, deed->action, bytes);
			within = is_within(visit->place.name, deed->action, bytes, deed->most) && within;
			within = (!deed->shows || pty_shows(&pty, deed->shows)) && within;
		}
		pty_close(&pty);
	}
	assert_true(within);
}

static void a_character_stays_within_its_bytes(void **state)
{
	struct pty pty;
	size_t bytes;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "verifikator.bappeda");
	pty_send(&pty, "\rn");
	cost(&pty, "a");
	bytes = cost(&pty, "b");
	printf("typed character %zu bytes\n", bytes);
	assert_in_range(bytes, 1, CHARACTER);
	/* A sum: its dots come when one pauses, not with every digit. */
	pty_send(&pty, "\033[6~");
	pty_send(&pty, "\033[6~");
	pty_send(&pty, "\033[6~");
	cost(&pty, "250");
	bytes = cost(&pty, "0");
	printf("typed digit of a sum %zu bytes\n", bytes);
	assert_in_range(bytes, 1, CHARACTER);
	pty_send(&pty, "\033");
	pty_send(&pty, "\033[B\r");
	desk_quit(&pty);
}

static void write_rows(const char *path, const char *header, const char *row)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(header, file);
	for (int i = 10; i < 40; i++)
		fprintf(file, "%s%d\n", row, i);
	fclose(file);
}

/* More users, and more innovations in the queue, than a screen has rows. */
static void crowd(void)
{
	char users[128];
	char innovations[128];
	char out[4096];

	snprintf(users, sizeof users, "%s/pengguna.csv", desk.work);
	write_rows(users, "opd,peran,id\n", "DINKES,operator,petugas.");
	snprintf(innovations, sizeof innovations, "%s/inovasi.csv", desk.work);
	write_rows(innovations, "opd,status,nama\n", "DISPORA,diajukan,Lapangan Bersama ");
	assert_int_equal(
		desk_run(NULL, (const char *const[]){"import", "pengguna", users, NULL}, out, sizeof out), 0);
	assert_int_equal(desk_run(NULL, (const char *const[]){"import", "inovasi", innovations, NULL}, out,
				 sizeof out),
		0);
}

static void lists_longer_than_the_screen_stay_within_their_bytes(void **state)
{
	bool within = true;

	(void)state;
	crowd();
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct pty pty;

		if (strcmp(places[i].name, "users") != 0 && strcmp(places[i].name, "queue") != 0)
			continue;
		start_at(&pty, &places[i]);
		printf("%-18s", places[i].name);
		within = steps_are_within(&pty, &places[i]) && within;
		within = pages_are_within(&pty, &places[i]) && within;
		printf("\n");
		pty_close(&pty);
	}
	assert_true(within);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_screen_stays_within_its_bytes),
		cmocka_unit_test(a_character_stays_within_its_bytes),
		cmocka_unit_test(every_screen_stays_within_its_bytes),
		cmocka_unit_test(popups_stay_within_their_bytes),
		cmocka_unit_test(what_is_done_on_screens_stays_within_its_bytes),
		cmocka_unit_test(lists_longer_than_the_screen_stay_within_their_bytes),
	};

	return cmocka_run_group_tests_name("bytes", tests, desk_open, desk_close);
}
