#include "app/first_steps.h"

#include <stdio.h>

#include "app/app.h"
#include "app/form.h"
#include "app/innovations.h"
#include "base/text.h"
#include "store/draft.h"
#include "ui/input.h"
#include "ui/loop.h"
#include "ui/text_view.h"

#define STEPS	    4
#define SEEN_WORD   "langkah"
#define LOOKED_AT   20 /* innovations; where a unit has more, a colleague is there to ask */
#define KEY_COLUMNS 10
#define WAY_COLUMNS 16

/* ---- who is new ---- */

struct search {
	char id[LOOKED_AT][RECORD_ID_MOST];
	size_t count;
	bool too_many;
	bool found; /* an entry of the user's own */
};

static bool add_own(void *context, const struct summary_row *row, struct error *err)
{
	struct search *search = context;
	const struct app *app = app_here();
	size_t unit = units_find(app->units, row->unit_id);

	(void)err;
	if (unit == UNIT_NONE || !units_below(app->units, unit, app->actor.unit))
		return true;
	if (search->count == LOOKED_AT) {
		search->too_many = true;
		return false;
	}
	snprintf(search->id[search->count++], RECORD_ID_MOST, "%s", row->id);
	return true;
}

static bool find_own(struct store_txn *txn, void *context, struct error *err)
{
	struct search *search = context;

	*search = (struct search){0};
	return txn_summary(txn, app_here()->year->year, false, add_own, search, err) || search->too_many;
}

static bool is_own(void *context, const struct history_entry *entry, struct error *err)
{
	struct search *search = context;

	(void)err;
	search->found = text_equal(entry->user, app_here()->user);
	return !search->found;
}

/* Of a damaged history nobody is told here: the line is an offer, and check is where faults are looked for. */
static bool has_entered(void)
{
	const struct app *app = app_here();
	struct search search;
	struct error err = {{0}};

	if (!store_read(app->store, find_own, &search, &err) || search.too_many)
		return true;
	for (size_t i = 0; i < search.count && !search.found; i++)
		if (!store_history(app->store, TABLE_INNOVATION, search.id[i], is_own, &search, &err) &&
			!search.found)
			return true;
	return search.found;
}

/* An admin is new where nothing is entered at all: a store of his own, just made. */
static bool nothing_entered(void)
{
	const struct score_unit *all = &app_here()->data.score.all;

	for (int status = 0; status < STATUS_COUNT; status++)
		if (all->status[status])
			return false;
	return true;
}

bool first_steps_taken(void)
{
	return draft_was_seen(store_path(app_here()->store), app_here()->user, SEEN_WORD);
}

bool first_steps_wanted(void)
{
	const struct app *app = app_here();

	if (app->year->rules.closed || first_steps_taken())
		return false;
	if (app->actor.role == ROLE_ADMIN)
		return nothing_entered();
	return app->actor.role == ROLE_OPERATOR && app->actor.unit != UNIT_NONE && !has_entered();
}

/* ---- what they say ---- */

static void say(struct text_view *view, const char *text)
{
	text_view_add(view, STYLE_PLAIN, 0, text);
	text_view_add(view, STYLE_PLAIN, 0, "");
}

/* What key does, with the key that is bound now; none that is a letter: in a form it would be text. */
static void say_key(struct text_view *view, enum context context, enum action action, const char *does)
{
	int key;

	for (size_t n = 0; (key = keymap_key(loop_keymap(), context, action, n)); n++)
		if (key >= INPUT_F1) {
			text_view_add_pair(view, KEY_COLUMNS, input_key_label(key), does);
			return;
		}
}

static void say_welcome(struct text_view *view)
{
	text_view_heading(view, "Apa yang dicatat di sini");
	say(view, "Cara kerja baru di unit Anda, atau yang ditiru dari tempat lain. "
		  "Tidak harus aplikasi: loket yang ditata ulang pun inovasi.");
	say(view, "Tidak ada yang dapat rusak. Yang belum disimpan tidak mengubah apa pun, "
		  "dan yang sudah disimpan dapat dibatalkan.");
}

static void say_record(struct text_view *view)
{
	struct buffer text = {0};

	text_view_heading(view, "Satu inovasi, dua bagian");
	say(view, "Profil: nama, kapan mulai dipakai, apa manfaatnya. "
		  "Nama dan unit sudah cukup untuk menyimpan; yang lain boleh menyusul.");
	buffer_printf(&text,
		"Lembar indikator: %zu pertanyaan. Pilih tingkatnya, lalu sertakan buktinya: "
		"tautan atau berkas. Tanpa bukti, jawaban belum bernilai.",
		app_here()->year->innovation.count);
	say(view, buffer_text(&text));
	buffer_free(&text);
}

static void say_keys(struct text_view *view)
{
	text_view_heading(view, "Tombol yang perlu diingat");
	say_key(view, CONTEXT_FORM, ACTION_OPEN, "maju ke isian berikut, tanpa menyimpan");
	say_key(view, CONTEXT_FORM, ACTION_SAVE, "menyimpan");
	say_key(view, CONTEXT_FORM, ACTION_BACK, "kembali; siko bertanya bila belum disimpan");
	say_key(view, CONTEXT_FORM, ACTION_HELP, "menerangkan isian ini, dengan contoh");
	say_key(view, CONTEXT_FORM, ACTION_PALETTE, "mencari perintah menurut namanya");
	text_view_add(view, STYLE_PLAIN, 0, "");
	say(view, "Bila sambungan putus, ketikan Anda menunggu di sini.");
}

static void say_way(struct text_view *view)
{
	text_view_heading(view, "Perjalanannya");
	text_view_add_pair(view, WAY_COLUMNS, "draf", "Anda mengisi, kapan pun ada waktu");
	text_view_add_pair(view, WAY_COLUMNS, "diajukan", "verifikator Bappeda memeriksa");
	text_view_add_pair(view, WAY_COLUMNS, "dikembalikan", "ada yang kurang; baca catatannya");
	text_view_add_pair(view, WAY_COLUMNS, "terverifikasi", "diterima, siap dilaporkan");
	text_view_add(view, STYLE_PLAIN, 0, "");
	say(view, "Sekarang giliran Anda: formulir inovasi pertama. Tulis namanya saja dahulu.");
}

/* ---- the screen ---- */

struct first_steps {
	int step;
	struct text_view *view;
};

static void show_step(struct first_steps *self, struct area area)
{
	static void (*const steps[STEPS])(struct text_view * view) = {
		say_welcome, say_record, say_keys, say_way};
	bool last = self->step + 1 == STEPS;

	text_view_clear(self->view);
	steps[self->step](self->view);
	say_key(self->view, CONTEXT_TEXT, ACTION_OPEN, last ? "membuka formulir inovasi baru" : "lanjut");
	say_key(self->view, CONTEXT_TEXT, ACTION_BACK, "ke Beranda; semuanya boleh nanti");
	text_view_layout(self->view, area_inner(area, area.rows > 16 ? 1 : 0, 1, -1, area.cols - 2));
}

static void first_steps_open(struct screen *screen, const void *arguments)
{
	(void)arguments;
	((struct first_steps *)screen->self)->view = text_view_new();
}

static void first_steps_close(struct screen *screen)
{
	text_view_free(((struct first_steps *)screen->self)->view);
}

static void first_steps_layout(struct screen *screen, struct area area)
{
	show_step(screen->self, area);
}

static void first_steps_paint(struct screen *screen, struct area area)
{
	(void)area;
	text_view_paint(((struct first_steps *)screen->self)->view);
}

static void first_steps_cursor(struct screen *screen, int *row, int *col)
{
	text_view_cursor(((struct first_steps *)screen->self)->view, row, col);
}

static void first_steps_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Langkah pertama");
}

static void first_steps_aside(struct screen *screen, struct buffer *to)
{
	buffer_printf(to, "%d dari %d", ((struct first_steps *)screen->self)->step + 1, STEPS);
}

static size_t first_steps_keys(struct screen *screen, enum action *to, size_t room)
{
	const struct first_steps *self = screen->self;
	size_t count = 0;

	if (count < room)
		to[count++] = self->step + 1 < STEPS ? ACTION_NEXT : ACTION_OPEN;
	if (count < room && self->step)
		to[count++] = ACTION_PREVIOUS;
	return count;
}

/* The form takes this screen's place: Esc from it leads home. */
static enum outcome go_on(struct screen *screen)
{
	struct first_steps *self = screen->self;

	if (self->step + 1 < STEPS) {
		self->step++;
		show_step(self, screen->area);
		return OUTCOME_REPAINT;
	}
	draft_note_seen(store_path(app_here()->store), app_here()->user, SEEN_WORD);
	innovations_push_new();
	return OUTCOME_CLOSE;
}

static enum outcome first_steps_act(struct screen *screen, enum action action)
{
	struct first_steps *self = screen->self;

	switch (action) {
	case ACTION_OPEN:
	case ACTION_NEXT:
	case ACTION_RIGHT:
		return go_on(screen);
	case ACTION_PREVIOUS:
	case ACTION_LEFT:
		if (!self->step)
			return OUTCOME_HANDLED;
		self->step--;
		show_step(self, screen->area);
		return OUTCOME_REPAINT;
	default:
		return text_view_act(self->view, action);
	}
}

static const struct screen_class first_steps_class = {
	.name = "langkah",
	.context = CONTEXT_TEXT,
	.size = sizeof(struct first_steps),
	.open = first_steps_open,
	.close = first_steps_close,
	.layout = first_steps_layout,
	.paint = first_steps_paint,
	.cursor = first_steps_cursor,
	.title = first_steps_title,
	.aside = first_steps_aside,
	.keys = first_steps_keys,
	.act = first_steps_act,
};

void first_steps_push(void)
{
	stack_push(&first_steps_class, NULL, 0);
}
