#include "model/judge_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "model/evidence_type.h"

#define NUMBER_DIGITS 9
#define MONEY_DIGITS  15
#define LINK_MOST     2000
#define LINE_MOST     500
#define SHOWN_COLUMNS 40

/* A wrong text as a sentence quotes it: one short line. */
struct shown {
	char text[4 * SHOWN_COLUMNS + 8];
};

static const char *show(struct shown *shown, const char *text)
{
	char *clean = text_for_screen(text, strlen(text), false);
	size_t size = strlen(clean);
	size_t cut = text_cut(clean, size, SHOWN_COLUMNS);

	if (cut > sizeof shown->text - 8) /* clusters of many code points */
		cut = 0;
	snprintf(shown->text, sizeof shown->text, "%.*s%s", (int)cut, clean, cut < size ? "…" : "");
	free(clean);
	return shown->text;
}

static bool all_digits(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

/* Printable ASCII only, eight bytes at a time: such a text is storable, normal and one line. Most cells are. */
static bool is_plain(const char *text, size_t size)
{
	const uint64_t ones = 0x0101010101010101u;
	const uint64_t high = 0x8080808080808080u;
	size_t at = 0;

	for (; at + 8 <= size; at += 8) {
		uint64_t word;

		memcpy(&word, text + at, 8);
		/* The last term finds 0x7f: one more makes 0x80. */
		if ((word | (word - ones * 0x20) | (word + ones)) & high)
			return false;
	}
	for (; at < size; at++)
		if ((unsigned char)text[at] < 0x20 || (unsigned char)text[at] >= 0x7f)
			return false;
	return true;
}

/* Latin letters and the usual marks of prose (quotes, dashes, bullets) are normal as they are: nothing below U+0300 and
 * nothing of these composes or decomposes. The full check costs a hundred times as much. */
static bool surely_normal(const char *text, size_t size)
{
	for (size_t at = 0; at < size;) {
		uint32_t code;

		at += text_decode(text + at, size - at, &code);
		if (code >= 0x300 && !(code >= 0x2010 && code <= 0x2044))
			return false;
	}
	return true;
}

static bool check_storable(const char *text, size_t size, bool loose, char **normal, struct error *err)
{
	const char *why = "";
	bool changed;
	char *copy;

	if (size > RECORD_TEXT_MOST)
		return error_set(
			err, "isi terlalu panjang (%zu bita); paling banyak %d bita", size, RECORD_TEXT_MOST);
	if (is_plain(text, size))
		return true;
	if (loose ? !text_importable(text, size, &why) : !text_storable(text, size, &why))
		return error_set(
			err, "isi %s; simpan ulang berkas sebagai UTF-8 atau ketik ulang isinya", why);
	if (surely_normal(text, size))
		return true;
	copy = text_normalise(text, size, &changed);
	if (changed && strlen(copy) <= RECORD_TEXT_MOST)
		*normal = copy;
	else
		free(copy);
	return true;
}

static bool check_length(const char *text, size_t most, struct error *err)
{
	size_t length;

	if (!most || strlen(text) <= most)
		return true;
	length = text_length(text);
	if (length <= most)
		return true;
	return error_set(err, "isi terlalu panjang (%zu karakter); paling banyak %zu", length, most);
}

static bool check_line(const char *text, size_t most, bool loose, struct error *err)
{
	if (!loose && strchr(text, '\n'))
		return error_set(err, "isi harus satu baris; hapus ganti barisnya");
	return check_length(text, most, err);
}

static bool check_date(const char *text, struct error *err)
{
	int32_t day;
	struct shown shown;

	if (date_parse(text, &day))
		return true;
	return error_set(err, "tanggal '%s' tidak sah; tulis tahun-bulan-hari, misalnya 2025-06-12",
		show(&shown, text));
}

static bool check_digits(const char *text, size_t most, struct error *err)
{
	struct shown shown;

	if (!all_digits(text))
		return error_set(err,
			"'%s' bukan bilangan bulat; tulis angka saja, tanpa titik, koma atau Rp",
			show(&shown, text));
	if (strlen(text) > most)
		return error_set(err, "bilangan '%s' terlalu besar; paling banyak %zu angka",
			show(&shown, text), most);
	return true;
}

static bool check_choice(const struct choices *choices, const char *text, struct error *err)
{
	struct buffer keys = {0};
	struct shown shown;

	if (!choices || choices_find(choices, text) >= 0)
		return true;
	for (size_t i = 0; i < choices->count; i++)
		buffer_printf(&keys, "%s%s", i ? ", " : "", choices->choice[i].key);
	error_set(err, "'%s' bukan pilihan; pilih salah satu: %s", show(&shown, text), buffer_text(&keys));
	buffer_free(&keys);
	return false;
}

static bool check_unit(const struct judge *judge, const char *text, struct error *err)
{
	struct shown shown;

	if (!judge->units || units_find(judge->units, text) != UNIT_NONE)
		return true;
	return error_set(err, "unit '%s' tidak ada; lihat kodenya di daftar unit", show(&shown, text));
}

static bool check_number(const struct field_definition *field, const char *text, struct error *err)
{
	uint64_t number;
	struct shown shown;

	if (!check_digits(
		    text, field->most && field->most < NUMBER_DIGITS ? field->most : NUMBER_DIGITS, err))
		return false;
	return (text_number(text, UINT64_MAX, &number) && number >= field->least) ||
	       error_set(err, "bilangan '%s' terlalu kecil; paling sedikit %llu", show(&shown, text),
		       (unsigned long long)field->least);
}

/* An innovation that is not there and one of another unit sound alike to those who may not know. */
static bool check_innovation(const struct judge *judge, const char *text, struct error *err)
{
	const char *unit = judge->unit_of ? judge->unit_of(judge->context, text) : NULL;
	struct shown shown;

	if (!judge->unit_of || (unit && rights_read_unit(judge->actor, unit)))
		return true;
	return error_set(err,
		"inovasi '%s' tidak ada, atau di luar unit Anda; lihat id-nya dengan 'siko list inovasi'",
		show(&shown, text));
}

static bool check_field(const struct judge *judge, const struct field_definition *field, const char *text,
	bool loose, struct error *err)
{
	struct shown shown;
	enum role role;

	switch (field->type) {
	case FIELD_TEXT:
		return check_line(text, field->most, loose, err);
	case FIELD_LONG:
		return check_length(text, field->most, err);
	case FIELD_CHOICE:
		if (text_equal(field->key, "peran") && !role_by_word(text, &role))
			return error_set(err,
				"peran '%s' tidak dikenal; pilih operator, verifikator, pimpinan atau admin",
				show(&shown, text));
		return check_choice(field->choices, text, err);
	case FIELD_NUMBER:
		return check_number(field, text, err);
	case FIELD_MONEY:
		return check_digits(text, MONEY_DIGITS, err);
	case FIELD_DATE:
		return check_date(text, err);
	case FIELD_YESNO:
		return text_equal(text, "ya") || text_equal(text, "tidak") ||
		       error_set(err, "'%s' tidak dikenal; isi ya atau tidak", show(&shown, text));
	case FIELD_UNIT:
		return check_unit(judge, text, err);
	case FIELD_INNOVATION:
		return check_innovation(judge, text, err);
	}
	return true;
}

static bool check_basis(const struct indicator *indicator, const char *text, struct error *err)
{
	struct buffer letters = {0};
	struct shown shown;

	if (text[0] && !text[1] && indicator_basis(indicator, text))
		return true;
	for (size_t i = 0; i < indicator->basis_count; i++)
		buffer_printf(&letters, "%s%c", i ? ", " : "", indicator->basis[i].letter);
	error_set(err, "dasar '%s' tidak dikenal; pilih salah satu: %s", show(&shown, text),
		buffer_text(&letters));
	buffer_free(&letters);
	return false;
}

static bool check_link(const char *text, bool loose, struct error *err)
{
	if (text_is_blank(text))
		return error_set(err, "tautan hanya berisi spasi; kosongkan atau isi alamatnya");
	return check_line(text, LINK_MOST, loose, err);
}

static bool check_answer(const struct judge_key *key, const char *text, bool loose, struct error *err)
{
	struct shown shown;

	switch (key->part) {
	case ANSWER_LEVEL:
		return (text[0] >= '0' && text[0] <= '3' && !text[1]) ||
		       error_set(err, "tingkat '%s' tidak dikenal; isi 0 sampai 3", show(&shown, text));
	case ANSWER_BASIS:
		return check_basis(key->indicator, text, err);
	case ANSWER_LINK:
		return check_link(text, loose, err);
	case ANSWER_NUMBER:
	case ANSWER_SUBJECT:
		return check_line(text, LINE_MOST, loose, err);
	case ANSWER_DATE:
		return check_date(text, err);
	case ANSWER_VERDICT:
		return text_equal(text, "menunggu") || text_equal(text, "diterima") ||
		       text_equal(text, "ditolak") ||
		       error_set(err, "verifikasi '%s' tidak dikenal; isi menunggu, diterima atau ditolak",
			       show(&shown, text));
	case ANSWER_FILE:
		return !*text || evidence_name_fits(text, err); /* empty: removed */
	default:
		return true; /* remark and note: prose */
	}
}

bool judge_year_known(const struct definitions *definitions, const char *text, int *year, struct error *err)
{
	struct buffer years = {0};
	struct shown shown;
	uint64_t number;

	if (strlen(text) == 4 && text_number(text, 9999, &number)) {
		*year = (int)number;
		if (definitions_year(definitions, *year))
			return true;
	}
	for (size_t i = 0; i < definitions->year_count; i++)
		buffer_printf(&years, "%s%d", i ? ", " : "", definitions->year[i].year);
	error_set(err, "tahun '%s' tidak punya definisi; yang ada: %s", show(&shown, text),
		buffer_text(&years));
	buffer_free(&years);
	return false;
}

static bool check_kind(const struct judge *judge, const struct judge_key *key, const char *text, bool loose,
	struct error *err)
{
	enum status status;
	struct shown shown;
	int year;

	switch (key->kind) {
	case JUDGE_KEY_YEAR:
		return judge_year_known(judge->definitions, text, &year, err);
	case JUDGE_KEY_STATUS:
		return status_by_word(text, &status) ||
		       error_set(err,
			       "status '%s' tidak dikenal; pilih ide, draf, diajukan, dikembalikan, terverifikasi, "
			       "dilaporkan atau arsip",
			       show(&shown, text));
	case JUDGE_KEY_NUMBER:
		return check_line(text, LINE_MOST, loose, err);
	case JUDGE_KEY_DATE:
		return check_date(text, err);
	case JUDGE_KEY_ANSWER:
		return check_answer(key, text, loose, err);
	default:
		return check_field(judge, key->field, text, loose, err);
	}
}

bool judge_check(const struct judge *judge, const struct judge_key *key, const char *text, bool loose,
	char **normal, struct error *err)
{
	*normal = NULL;
	if (!*text)
		return true;
	if (!check_storable(text, strlen(text), loose, normal, err))
		return false;
	if (check_kind(judge, key, *normal ? *normal : text, loose, err))
		return true;
	free(*normal);
	*normal = NULL;
	return false;
}

bool judge_text(const struct judge *judge, enum table table, int year, const char *key, const char *text,
	char **normal, struct error *err)
{
	struct judge_space space;
	struct judge_key found;

	*normal = NULL;
	if (!judge_space_open(&space, judge->definitions, table, year))
		return error_set(err, "tahun %d tidak punya definisi; pilih tahun lain", year);
	if (!judge_space_find(&space, key, &found))
		return error_set(err, "tidak dikenal; periksa ejaan kolomnya");
	return judge_check(judge, &found, text, false, normal, err);
}
