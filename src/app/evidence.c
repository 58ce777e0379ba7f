#include "app/evidence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/ask_text.h"
#include "app/list.h"
#include "app/own_files.h"
#include "app/picker.h"
#include "app/value.h"
#include "app/viewer.h"
#include "base/memory.h"
#include "format/file.h"
#include "model/answer.h"
#include "store/evidence.h"
#include "ui/loop.h"

struct evidence_file {
	char *hash;
	char *name;
	bool there;
	uint64_t size;
	enum evidence_type type;
};

/* What the question that stands open is about. */
enum asked { ASKED_NOTHING, ASKED_FILE, ASKED_REMOVE, ASKED_WRITE };

struct evidence_list {
	enum table table;
	char *id;
	const struct indicator *indicator;
	struct record record;
	struct evidence_twins twins;
	struct evidence_file *file;
	size_t count, room;
	struct list_definition definition;
	char *empty;
	enum asked asked;
	char *hash; /* of the file it is about */
	char *name;
};

struct evidence_arguments {
	enum table table;
	const char *id;
	const struct indicator *indicator;
};

static const struct column_definition evidence_columns[] = {
	{.key = "nama", .label = "Berkas"},
	{.key = "jenis", .label = "Jenis", .width = 6},
	{.key = "ukuran", .label = "Bita", .width = 11, .right = true},
	{.key = "juga", .label = "Juga di", .width = 14},
};

/* ---- what there is ---- */

static void evidence_open(struct list *list, const void *arguments)
{
	const struct evidence_arguments *wish = arguments;
	struct evidence_list *own = list->own;

	own->table = wish->table;
	own->id = memory_copy(wish->id);
	own->indicator = wish->indicator;
	own->empty = memory_copy("");
	own->definition = (struct list_definition){.title = "Bukti",
		.column = evidence_columns,
		.count = sizeof evidence_columns / sizeof *evidence_columns,
		.sort = "",
		.empty = own->empty};
	list->definition = &own->definition;
}

static void forget(struct evidence_list *own)
{
	for (size_t i = 0; i < own->count; i++) {
		free(own->file[i].hash);
		free(own->file[i].name);
	}
	own->count = 0;
	record_free(&own->record);
}

static void forget_question(struct evidence_list *own)
{
	free(own->hash);
	free(own->name);
	own->hash = own->name = NULL;
	own->asked = ASKED_NOTHING;
}

static void evidence_close(struct list *list)
{
	struct evidence_list *own = list->own;

	forget(own);
	forget_question(own);
	evidence_twins_free(&own->twins);
	free(own->file);
	free(own->id);
	free(own->empty);
}

static void add_files(struct evidence_list *own)
{
	const char *code = own->indicator->code;
	size_t length = strlen(code);

	for (size_t i = 0; i < own->record.count; i++) {
		const struct field *field = &own->record.field[i];
		const char *hash = answer_file_hash(field->key);
		struct evidence_file *file;

		if (!hash || strncmp(field->key, code, length) != 0 || field->key[length] != '.')
			continue;
		own->file = array_room(own->file, own->count, &own->room, sizeof *own->file);
		file = &own->file[own->count++];
		*file = (struct evidence_file){.hash = memory_copy(hash), .name = memory_copy(field->text)};
		file->there = evidence_look(app_here()->store, hash, &file->size, &file->type);
	}
}

static bool read_evidence(struct store_txn *txn, void *context, struct error *err)
{
	struct evidence_list *own = context;

	forget(own);
	if (!txn_record(txn, own->table, own->id, &own->record, err))
		return false;
	add_files(own);
	return evidence_twins_load(&own->twins, txn, &own->record, &app_here()->actor, err);
}

static bool evidence_load(struct list *list)
{
	struct evidence_list *own = list->own;
	struct buffer empty = {0};

	if (!app_read(read_evidence, own))
		return false;
	buffer_printf(&empty, "Belum ada berkas. Yang diminta: %s.",
		evidence_types_asked(own->indicator, &own->record));
	free(own->empty);
	own->empty = buffer_take(&empty);
	own->definition.empty = own->empty;
	return true;
}

/* ---- showing ---- */

static const struct evidence_file *file_at(const struct list *list, size_t row)
{
	return &((const struct evidence_list *)list->own)->file[row];
}

static const char *twins_at(const struct list *list, size_t row)
{
	const struct evidence_list *own = list->own;

	return evidence_twins_of(&own->twins, own->file[row].hash);
}

static size_t evidence_count(const struct list *list)
{
	return ((const struct evidence_list *)list->own)->count;
}

static const char *evidence_id(const struct list *list, size_t row)
{
	return file_at(list, row)->hash;
}

static void evidence_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct evidence_file *file = file_at(list, row);
	char size[24];
	char *grouped;

	switch (column) {
	case 0:
		buffer_add_text(to, file->name);
		break;
	case 1:
		buffer_add_text(to, file->there ? evidence_type_word(file->type) : "hilang");
		*style = file->there ? STYLE_PLAIN : STYLE_BAD;
		break;
	case 2:
		snprintf(size, sizeof size, "%llu", (unsigned long long)file->size);
		grouped = value_group_digits(size);
		buffer_add_text(to, grouped);
		free(grouped);
		break;
	default:
		buffer_add_text(to, twins_at(list, row));
		*style = STYLE_WARN;
		break;
	}
}

static const char *evidence_flag(const struct list *list, size_t row)
{
	const struct evidence_file *file = file_at(list, row);

	return !file->there || *twins_at(list, row) ? draw_mark_text(MARK_WARN) : "";
}

/* The files of each answer are others. */
static void evidence_screen(const struct list *list, struct buffer *to)
{
	(void)list;
	(void)to;
}

static void evidence_title(const struct list *list, struct buffer *to)
{
	const struct evidence_list *own = list->own;

	buffer_printf(to, "Bukti %s", own->indicator->code);
}

static void evidence_status(const struct list *list, size_t row, struct buffer *to)
{
	const struct evidence_list *own = list->own;
	const struct evidence_file *file = file_at(list, row);

	if (!file->there)
		buffer_add_text(to, "Berkas ini hilang dari penyimpanan; lampirkan lagi aslinya.");
	else if (*twins_at(list, row))
		buffer_printf(to, "Berkas yang sama juga di %s.", twins_at(list, row));
	else
		buffer_printf(to, "Yang diminta: %s.", evidence_types_asked(own->indicator, &own->record));
}

/* ---- acting ---- */

static bool may_change(const struct evidence_list *own)
{
	struct error err;

	if (rights_change(&app_here()->actor, &own->record, ACT_EVIDENCE, &err))
		return true;
	frame_say(SAY_BAD, "%s", err.text);
	return false;
}

static void ask_file(struct evidence_list *own)
{
	struct buffer command = {0};

	if (!may_change(own))
		return;
	if (app_here()->gate) {
		buffer_printf(
			&command, "ssh HOST evidence add %s %s - < BERKAS", own->id, own->indicator->code);
		ask_command("Lampirkan", "Kirim dari komputer Anda:", buffer_text(&command));
		buffer_free(&command);
		return;
	}
	own->asked = ASKED_FILE;
	picker_push("Pilih berkas", LIST_TAG_KIND);
	if (answer_accepted(&own->record, own->indicator->code))
		frame_say(SAY_WARN, "Sudah diterima, menunggu lagi bila berkas ditambah: %s",
			own->indicator->code);
}

static void keep_question(struct evidence_list *own, enum asked asked, const struct evidence_file *file)
{
	forget_question(own);
	own->asked = asked;
	own->hash = memory_copy(file->hash);
	own->name = memory_copy(file->name);
}

static void ask_remove(struct evidence_list *own, const struct evidence_file *file)
{
	struct buffer question = {0};
	char link[RECORD_KEY_MOST];

	if (!may_change(own))
		return;
	answer_make_key(own->indicator->code, ANSWER_LINK, link);
	keep_question(own, ASKED_REMOVE, file);
	buffer_printf(&question, "Lepas “%.80s” dari jawaban ini?", file->name);
	if (own->count == 1 && !*record_get(&own->record, link))
		buffer_add_text(&question, " Tanpa bukti, jawaban ini tidak dihitung lagi.");
	else if (answer_accepted(&own->record, own->indicator->code))
		buffer_add_text(&question, " Jawaban ini sudah diterima; ia akan menunggu lagi.");
	ask_confirm("Lepas berkas", buffer_text(&question), "Lepas", LIST_TAG_KIND);
	buffer_free(&question);
}

static void ask_write(struct evidence_list *own, const struct evidence_file *file)
{
	struct buffer text = {0};

	if (app_here()->gate) {
		buffer_printf(&text, "ssh HOST evidence get %s %.12s > BERKAS", own->id, file->hash);
		ask_command("Ke berkas", "Ambil dari komputer Anda:", buffer_text(&text));
		buffer_free(&text);
		return;
	}
	keep_question(own, ASKED_WRITE, file);
	buffer_printf(&text, "~/%s", file->name);
	ask_text("Tulis ke berkas", "Nama berkas", buffer_text(&text), LIST_TAG_KIND);
	buffer_free(&text);
}

static struct evidence_answer answer_of(const struct evidence_list *own)
{
	return (struct evidence_answer){app_here()->user, own->table, own->id, own->indicator->code};
}

/* Stands on the file when it is there. */
static enum outcome attach(struct list *list, const char *path)
{
	struct evidence_list *own = list->own;
	struct evidence_answer answer = answer_of(own);
	const char *name = strrchr(path, '/') + 1;
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {{0}};
	bool already = false;
	bool done;
	int fd = file_open(path, &err);

	if (fd < 0) {
		frame_say(SAY_BAD, "%s", err.text);
		return OUTCOME_REPAINT;
	}
	frame_say(SAY_INFO, "Melampirkan %s …", name);
	loop_show_message();
	done = evidence_add(app_here()->store, &answer, name, fd, hash, &already, &err);
	close(fd);
	if (!done)
		frame_say(SAY_BAD, "%s", err.text);
	else if (already)
		frame_say(SAY_INFO, "Berkas itu sudah ada pada jawaban ini.");
	else
		frame_say(SAY_GOOD, "%s dilampirkan.", name);
	return list_reload(list, done ? hash : NULL);
}

static enum outcome detach(struct list *list)
{
	struct evidence_list *own = list->own;
	struct evidence_answer answer = answer_of(own);
	struct error err = {{0}};

	if (evidence_remove(app_here()->store, &answer, own->hash, &err))
		frame_say(SAY_GOOD, "%s dilepas.", own->name);
	else
		frame_say(SAY_BAD, "%s", err.text);
	return list_reload(list, NULL);
}

/* Never over a file that is there: on a screen nobody sees what he loses. */
static void write_to(const struct evidence_list *own, const char *typed, const char *path)
{
	struct file_out out;
	struct error err = {{0}};

	if (access(path, F_OK) == 0) {
		frame_say(SAY_BAD, "Berkas itu sudah ada; beri nama lain.");
		return;
	}
	if (!file_start(&out, path, &err)) {
		frame_say(SAY_BAD, "%s", err.text);
		return;
	}
	if (!evidence_copy(app_here()->store, own->hash, out.stream, &err)) {
		file_drop(&out);
		frame_say(SAY_BAD, "%s %s", own->name, err.text);
	} else if (file_finish(&out, &err)) {
		frame_say(SAY_GOOD, "Ditulis ke %s", typed);
	} else {
		frame_say(SAY_BAD, "%s", err.text);
	}
}

static void write_out(const struct evidence_list *own, const char *typed)
{
	char *path = own_path(typed);

	write_to(own, typed, path);
	free(path);
}

static void view_file(const struct evidence_file *file)
{
	struct error err = {{0}};

	if (viewer_show(file->hash, file->type, &err))
		frame_say(SAY_INFO, "%s ditampilkan di samping.", file->name);
	else
		frame_say(SAY_BAD, "%s", err.text);
}

static enum outcome evidence_act(struct list *list, enum action action, size_t row)
{
	struct evidence_list *own = list->own;
	const struct evidence_file *file = row == (size_t)-1 ? NULL : file_at(list, row);

	switch (action) {
	case ACTION_OPEN:
		if (file && viewer_allowed())
			view_file(file);
		else
			ask_file(own);
		return OUTCOME_REPAINT;
	case ACTION_NEW:
	case ACTION_ATTACH:
		ask_file(own);
		return OUTCOME_REPAINT;
	case ACTION_ARCHIVE:
		if (file)
			ask_remove(own, file);
		return OUTCOME_REPAINT;
	case ACTION_TO_FILE:
		if (file)
			ask_write(own, file);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

static enum outcome evidence_resume(struct list *list, const struct answer *answer)
{
	struct evidence_list *own = list->own;
	enum asked asked = answer->given ? own->asked : ASKED_NOTHING;
	enum outcome outcome = OUTCOME_REPAINT;

	if (asked == ASKED_FILE && answer->text)
		outcome = attach(list, answer->text);
	else if (asked == ASKED_REMOVE && answer->choice == 0)
		outcome = detach(list);
	else if (asked == ASKED_WRITE && answer->text && *answer->text)
		write_out(own, answer->text);
	forget_question(own);
	return outcome;
}

static const enum action evidence_keys[] = {
	ACTION_NEW, ACTION_ARCHIVE, ACTION_TO_FILE, ACTION_FIND, ACTION_NONE};

static const struct list_kind evidence_kind = {
	.name = "bukti",
	.own_size = sizeof(struct evidence_list),
	.open = evidence_open,
	.close = evidence_close,
	.load = evidence_load,
	.count = evidence_count,
	.id = evidence_id,
	.cell = evidence_cell,
	.flag = evidence_flag,
	.title = evidence_title,
	.status = evidence_status,
	.act = evidence_act,
	.resume = evidence_resume,
	.keys = evidence_keys,
	.screen = evidence_screen,
};

void evidence_push(enum table table, const char *id, const struct indicator *indicator, int tag)
{
	struct evidence_arguments wish = {table, id, indicator};

	list_push(&evidence_kind, &wish, tag);
}
