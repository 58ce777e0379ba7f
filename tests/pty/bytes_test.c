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

#define STEPS 40

/* The most that an action may send, at 24x80. One exception: a row whose name is cut has it whole on the status line, and
 * that no step can spare. */
enum {
	FIRST_SCREEN = 2000,
	CHARACTER = 4,
	STEP = 40,
	STEP_ABOVE_PANEL = 400,
	SCROLL = 200,
	SCROLL_ABOVE_PANEL = STEP_ABOVE_PANEL + SCROLL,
	PAGE = 1500,
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
	{"queue", "verifikator.bappeda", ":antrean\r", "Antrean verifikasi", STEP_ABOVE_PANEL,
		SCROLL_ABOVE_PANEL, PAGE},
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
		{{"form, all units", "admin.bappeda", "\rn\t", "halaman 1", 0, 0, 0}, "\r"},
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_screen_stays_within_its_bytes),
		cmocka_unit_test(a_character_stays_within_its_bytes),
		cmocka_unit_test(every_screen_stays_within_its_bytes),
		cmocka_unit_test(popups_stay_within_their_bytes),
	};

	return cmocka_run_group_tests_name("bytes", tests, desk_open, desk_close);
}
