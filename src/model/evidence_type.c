#include "model/evidence_type.h"

#include <string.h>

#include "base/text.h"
#include "model/answer.h"

#define MEGABYTE ((uint64_t)1024 * 1024)

static const struct {
	const char *word;
	unsigned megabytes;
} types[EVIDENCE_TYPE_COUNT] = {
	[EVIDENCE_OTHER] = {"lain", 10},
	[EVIDENCE_PDF] = {"pdf", 10},
	[EVIDENCE_JPG] = {"jpg", 10},
	[EVIDENCE_PNG] = {"png", 10},
	[EVIDENCE_MP4] = {"mp4", 100},
	[EVIDENCE_MOV] = {"mov", 100},
};

const char *evidence_type_word(enum evidence_type type)
{
	return types[type].word;
}

/* ---- magic numbers ---- */

static bool starts(const unsigned char *head, size_t size, const char *magic, size_t length)
{
	return size >= length && memcmp(head, magic, length) == 0;
}

/* Some scanners' programs put a byte order mark or blanks before it; readers take it. */
static bool is_pdf(const unsigned char *head, size_t size)
{
	size_t at = starts(head, size, "\xEF\xBB\xBF", 3) ? 3 : 0;

	while (at < size && (head[at] == ' ' || head[at] == '\r' || head[at] == '\n'))
		at++;
	return starts(head + at, size - at, "%PDF-", 5);
}

/* Brands of films; the same boxes carry pictures (heic, avif) and sound (M4A), which are none. */
static bool is_film_brand(const unsigned char *brand)
{
	static const char *const brands[] = {"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8",
		"iso9", "mp41", "mp42", "avc1", "hvc1", "hev1", "av01", "M4V ", "M4VH", "M4VP", "dash",
		"MSNV", "mmp4", "f4v ", "3gp4", "3gp5", "3gp6", "3g2a"};

	for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
		if (memcmp(brand, brands[i], 4) == 0)
			return true;
	return false;
}

/* QuickTime before it had a box of brands. */
static bool is_old_quicktime(const unsigned char *head)
{
	static const char *const boxes[] = {"moov", "mdat", "wide", "free", "skip", "pnot"};
	bool sized = head[0] < 0x10 && (head[0] | head[1] | head[2] | head[3]) != 0;

	for (size_t i = 0; sized && i < sizeof boxes / sizeof *boxes; i++)
		if (memcmp(head + 4, boxes[i], 4) == 0)
			return true;
	return false;
}

static enum evidence_type film_of(const unsigned char *head, size_t size)
{
	if (size < 12)
		return EVIDENCE_OTHER;
	if (memcmp(head + 4, "ftyp", 4) != 0)
		return is_old_quicktime(head) ? EVIDENCE_MOV : EVIDENCE_OTHER;
	if (memcmp(head + 8, "qt  ", 4) == 0)
		return EVIDENCE_MOV;
	return is_film_brand(head + 8) ? EVIDENCE_MP4 : EVIDENCE_OTHER;
}

enum evidence_type evidence_type_of(const void *head, size_t size)
{
	const unsigned char *bytes = head;

	if (is_pdf(bytes, size))
		return EVIDENCE_PDF;
	if (starts(bytes, size, "\xFF\xD8\xFF", 3))
		return EVIDENCE_JPG;
	if (starts(bytes, size, "\x89PNG\r\n\x1A\n", 8))
		return EVIDENCE_PNG;
	return film_of(bytes, size);
}

/* ---- what an answer takes ---- */

const char *evidence_types_asked(const struct indicator *indicator, const struct record *record)
{
	char key[RECORD_KEY_MOST];
	const struct basis *basis;

	answer_make_key(indicator->code, ANSWER_BASIS, key);
	basis = indicator_basis(indicator, record_get(record, key));
	return basis ? basis->types : indicator->types;
}

bool evidence_type_fits(enum evidence_type type, const char *code, const char *asked, struct error *err)
{
	const char *word = evidence_type_word(type);
	size_t length = strlen(word);

	for (const char *at = asked; type != EVIDENCE_OTHER && *at; at += strspn(at, " ")) {
		size_t size = strcspn(at, " ");

		if (size == length && memcmp(at, word, length) == 0)
			return true;
		at += size;
	}
	if (type == EVIDENCE_OTHER)
		return error_set(err, "isinya bukan %s (indikator %s); ubah berkasnya, atau isi tautannya",
			asked, code);
	return error_set(
		err, "isinya %s, indikator %s meminta %s; ubah, atau isi tautannya", word, code, asked);
}

bool evidence_size_fits(enum evidence_type type, const char *code, uint64_t size, struct error *err)
{
	if (!size)
		return error_set(err, "berkas ini kosong; periksa isinya, lalu lampirkan lagi");
	if (size <= types[type].megabytes * MEGABYTE)
		return true;
	return error_set(err, "berkas %s paling besar %u MB; kecilkan, atau isi tautannya (%s.tautan)",
		types[type].word, types[type].megabytes, code);
}

bool evidence_name_fits(const char *name, struct error *err)
{
	const char *why = "";

	if (!*name || text_equal(name, ".") || text_equal(name, ".."))
		return error_set(err, "nama berkas kosong atau berupa folder; beri nama lain");
	if (strchr(name, '/') || strchr(name, '\n'))
		return error_set(err, "nama berkas memuat '/' atau ganti baris; beri nama lain");
	if (strlen(name) > EVIDENCE_NAME_MOST)
		return error_set(
			err, "nama berkas terlalu panjang; paling banyak %d bita", EVIDENCE_NAME_MOST);
	if (!text_storable(name, strlen(name), &why))
		return error_set(err, "nama berkas %s; beri nama lain", why);
	return true;
}
