#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/judge.h"
#include "support/sample.h"

/* A case is what is stored and what is wished, both as "key=text|key=text", and the answer as one line of text:
 * "key=after|*derived=after", or "! key: sentence" for the first fault. */
struct wish {
	enum role role;
	const char *unit;
	enum act act;
	enum table table;
	const char *id;
	const char *stored;
	const char *given;
	const char *note;
	const char *codes; /* "16 18" */
};

static struct units units;
static const char *editor = "";

static enum table editor_asked_in;

static const char *last_editor(void *context, enum table table, const char *id, const char *code)
{
	(void)context;
	(void)id;
	(void)code;
	editor_asked_in = table;
	return editor;
}

/* Two innovations: of a kelurahan below kec, and of dinas. */
static const char *unit_of(void *context, const char *id)
{
	(void)context;
	return text_equal(id, "milik-kel") ? "kel" : text_equal(id, "milik-dinas") ? "dinas" : NULL;
}

static void read_pairs(const char *text, struct changes *changes)
{
	char *copy = memory_copy(text);
	char *rest = copy;
	char *pair;

	while (*text && (pair = strsep(&rest, "|"))) {
		char *equals = strchr(pair, '=');

		assert_non_null(equals);
		*equals = '\0';
		changes_add(changes, pair, "", equals + 1, false);
	}
	free(copy);
}

static size_t read_codes(char *text, const char **codes)
{
	size_t count = 0;
	char *code;

	while ((code = strsep(&text, " ")))
		codes[count++] = code;
	return count;
}

/* Owned. */
static char *answer(const struct wish *wish)
{
	struct actor actor = sample_actor(&units, "siti", wish->role, wish->unit);
	struct judge judge = {&sample_definitions, &actor, &units, last_editor, unit_of, NULL};
	struct changes stored = {0};
	struct changes given = {0};
	struct changes out = {0};
	struct judge_faults faults = {0};
	struct buffer text = {0};
	struct record record;
	char *codes = memory_copy(wish->codes ? wish->codes : "");
	const char *code[8];
	struct judge_wish full = {.act = wish->act,
		.table = wish->table,
		.id = wish->id ? wish->id : "x",
		.given = &given,
		.note = wish->note ? wish->note : "",
		.codes = code,
		.code_count = wish->codes ? read_codes(codes, code) : 0,
		.year = 2026};

	read_pairs(wish->stored ? wish->stored : "", &stored);
	read_pairs(wish->given ? wish->given : "", &given);
	record_open(&record, wish->table, full.id);
	changes_apply(&stored, &record);
	record.commit = stored.count ? 1 : 0;
	if (judge_changes(&judge, &full, &record, &out, &faults)) {
		assert_int_equal(faults.count, 0);
		for (size_t i = 0; i < out.count; i++) {
			assert_string_equal(out.change[i].before, record_get(&record, out.change[i].key));
			assert_string_not_equal(out.change[i].before, out.change[i].after);
			buffer_printf(&text, "%s%s%s=%s", i ? "|" : "", out.change[i].derived ? "*" : "",
				out.change[i].key, out.change[i].after);
		}
	} else {
		assert_true(faults.count > 0);
		assert_int_equal(out.count, 0);
		for (size_t i = 0; i < faults.count; i++)
			buffer_printf(&text, "! %s: %s\n", faults.fault[i].key, faults.fault[i].sentence);
	}
	record_free(&record);
	changes_free(&stored);
	changes_free(&given);
	changes_free(&out);
	judge_faults_free(&faults);
	free(codes);
	return buffer_take(&text);
}

static void gives(const struct wish *wish, const char *expected)
{
	char *text = answer(wish);

	assert_string_equal(text, expected);
	free(text);
}

/* Refused, with every one of the words (ended by NULL) among the faults. */
static void refused(const struct wish *wish, const char *word)
{
	char *text = answer(wish);

	if (text[0] != '!' || !strstr(text, word))
		fail_msg("not refused with '%s': %s", word, text);
	free(text);
}

/* What is wrong with a field is said once: what was given and refused is not missing besides. */
static void refused_once(const struct wish *wish, const char *word)
{
	char *text = answer(wish);
	const char *first = strstr(text, word);

	assert_non_null(first);
	assert_null(strstr(first + 1, word));
	free(text);
}

static struct wish innovation(enum role role, enum act act, const char *stored, const char *given)
{
	return (struct wish){.role = role,
		.unit = role == ROLE_OPERATOR ? "kec" : NULL,
		.act = act,
		.table = TABLE_INNOVATION,
		.stored = stored,
		.given = given};
}

static void edit_gives(const char *stored, const char *given, const char *expected)
{
	struct wish wish = innovation(ROLE_OPERATOR, ACT_EDIT, stored, given);

	gives(&wish, expected);
}

static void edit_refused(const char *given, const char *word)
{
	struct wish wish = innovation(
		ROLE_OPERATOR, ACT_EDIT, "tahun=2026|status=draf|opd=kec|nama=A", given);

	refused(&wish, word);
}

#define DRAFT "tahun=2026|status=draf|opd=kec|nama=A"

static void test_new(void **state)
{
	struct wish wish = innovation(ROLE_OPERATOR, ACT_NEW, "", "opd=kel|nama=Baru");

	(void)state;
	wish.id = "";
	gives(&wish, "opd=kel|nama=Baru|*tahun=2026|*status=draf");
	wish.given = "nama=Baru";
	refused(&wish, "! opd: Unit belum diisi");
	wish.given = "opd=kel|nama=";
	refused(&wish, "! nama:");
	wish.given = "opd=dinas|nama=Baru";
	refused(&wish, "di luar unit Anda");
	wish.given = "opd=tak ada|nama=Baru";
	refused(&wish, "! opd: unit 'tak ada' tidak ada");
	wish.given = "opd=kel|nama=Baru|status=diajukan";
	refused(&wish, "! status:");
	wish.given = "opd=kel|nama=Baru";
	wish.role = ROLE_LEADER;
	refused(&wish, "pimpinan hanya membaca");
	wish.role = ROLE_OPERATOR;
	wish.unit = NULL;
	refused(&wish, "tanpa unit");
	wish.stored = DRAFT;
	wish.unit = "kec";
	refused(&wish, "sudah ada");
}

static void test_fields(void **state)
{
	(void)state;
	edit_gives(DRAFT, "nama=A|tahapan=", "");
	edit_gives(DRAFT, "nama=B|anggaran=0125000", "nama=B|anggaran=0125000");
	edit_gives(DRAFT, "nama=Cafe\xCC\x81", "nama=Caf\xC3\xA9");
	edit_gives(DRAFT, "rancang_bangun=satu\ndua “tiga”", "rancang_bangun=satu\ndua “tiga”");
	edit_refused("nama=", "! nama: Nama inovasi tidak boleh kosong");
	edit_refused("nama=a\nb", "satu baris");
	edit_refused("nama=a\x1b[31m", "karakter kendali");
	edit_refused("nama=\xff\xfe", "UTF-8");
	edit_refused(
		"nama=1234567890123456789012345678901234567890123456789012345678901", "paling banyak 60");
	edit_refused("tahapan=jadi", "inisiatif, uji_coba, penerapan");
	edit_refused("anggaran=Rp1.000", "angka saja");
	edit_refused("anggaran=-5", "angka saja");
	edit_refused("anggaran=1234567890123456", "terlalu besar");
	edit_refused("penerapan=2025-02-30", "tidak sah");
	edit_refused("penerapan=12-06-2025", "tidak sah");
	edit_refused("tak_dikenal=1", "! tak_dikenal: tidak dikenal");
	edit_refused("1=3", "! 1: tidak dikenal");		      /* the region's */
	edit_refused("kolom_baru=ya", "! kolom_baru: tidak dikenal"); /* next year's */
	edit_refused("nama=B|nama=C", "dua kali");
	edit_refused("tahapan=x|anggaran=y", "! anggaran:"); /* all faults, not the first */
}

static void test_given_by_commands(void **state)
{
	static const char *const pairs[] = {"id=1", "tahun=2026", "status=draf", "16.verifikasi=diterima",
		"16.catatan=x", "16.berkas.0011223344556677=a.pdf", "nomor_registrasi=1",
		"tanggal_registrasi=2026-01-01"};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		char *key = memory_copy_n(pairs[i], strcspn(pairs[i], "="));

		edit_refused(pairs[i], key);
		assert_true(judge_key_is_given(&sample_definitions, TABLE_INNOVATION, 2026, key));
		free(key);
	}
	edit_refused("nomor_registrasi=1", "register");
	edit_refused("16.catatan=x", "reject");
	assert_false(judge_key_is_given(&sample_definitions, TABLE_INNOVATION, 2026, "catatan"));
	assert_false(judge_knows_key(&sample_definitions, TABLE_INNOVATION, 2026, "arsip_dari"));
	assert_false(
		judge_knows_key(&sample_definitions, TABLE_INNOVATION, 2026, "16.berkas.0011223344556677"));
	assert_false(judge_knows_key(&sample_definitions, TABLE_INNOVATION, 2026, "kolom_baru"));
	assert_true(judge_knows_key(&sample_definitions, TABLE_INNOVATION, 0, "kolom_baru"));
	assert_true(judge_knows_key(&sample_definitions, TABLE_REGION, 2026, "2a.tautan"));
	assert_false(judge_knows_key(&sample_definitions, TABLE_REGION, 2026, "nama"));
}

static void test_answers(void **state)
{
	(void)state;
	edit_gives(DRAFT, "16=2|16.tautan=https://a|16.tanggal=2025-01-02",
		"16=2|16.tautan=https://a|16.tanggal=2025-01-02");
	edit_gives(DRAFT, "16=0", "16=0");
	edit_gives(DRAFT, "33=2|33.basis=b", "33=2|33.basis=b");
	edit_gives(DRAFT "|33=2|33.basis=b", "33=0|33.basis=", "33=0|33.basis=");
	edit_refused("16=4", "tingkat '4' tidak dikenal; isi 0 sampai 3");
	edit_refused("16=03", "tingkat '03'");
	edit_refused("33=2", "! 33.basis: indikator 33 bertingkat 2 tanpa dasar");
	edit_refused("33=2|33.basis=d", "pilih salah satu: a, b, c");
	edit_refused("16.basis=a", "tidak dikenal");
	edit_refused("16.tautan=a\nb", "satu baris");
	edit_refused("16.tautan= ", "hanya berisi spasi");
	edit_refused("16.tanggal=besok", "tidak sah");
}

static void test_clearing_a_basis_under_a_level(void **state)
{
	struct wish wish = innovation(ROLE_OPERATOR, ACT_EDIT, DRAFT "|33=2|33.basis=b", "33.basis=");

	(void)state;
	refused(&wish, "tanpa dasar");
}

static void test_a_changed_answer_waits_again(void **state)
{
	(void)state;
	edit_gives(DRAFT "|16=2|16.verifikasi=diterima", "16=3", "16=3|*16.verifikasi=menunggu");
	edit_gives(DRAFT "|16=2|16.verifikasi=ditolak|16.catatan=kurang", "16.tautan=https://b",
		"16.tautan=https://b|*16.verifikasi=menunggu|*16.catatan=");
	edit_gives(DRAFT "|33=2|33.basis=a|33.verifikasi=diterima", "33.basis=b",
		"33.basis=b|*33.verifikasi=menunggu");
	edit_gives(DRAFT "|16=2|16.verifikasi=diterima", "16.ket=catatan unit", "16.ket=catatan unit");
	edit_gives(DRAFT "|16.verifikasi=diterima", "16=0", "16=0"); /* nothing is nothing */
	edit_gives(DRAFT "|16=2|16.verifikasi=diterima", "16=2", "");
	edit_gives(DRAFT "|16=2|16.verifikasi=diterima|18=1|18.verifikasi=diterima", "18=2",
		"18=2|*18.verifikasi=menunggu");
}

static void test_evidence(void **state)
{
	struct wish wish = innovation(ROLE_OPERATOR, ACT_EVIDENCE, DRAFT "|16=2|16.verifikasi=diterima",
		"16.berkas.0011223344556677=a.pdf");

	(void)state;
	gives(&wish, "16.berkas.0011223344556677=a.pdf|*16.verifikasi=menunggu");
	wish.given = "16=3";
	refused(&wish, "hanya mengatur berkas");
	wish.given = "16.berkas.0011223344556677=../a.pdf";
	refused(&wish, "'/'");
	wish.given = "16.berkas.0011223344556677=a.pdf";
	wish.stored = "tahun=2026|status=diajukan|opd=kec|nama=A";
	refused(&wish, "terkunci");
}

static void test_locks_and_moves(void **state)
{
	struct wish wish = innovation(
		ROLE_OPERATOR, ACT_EDIT, "tahun=2026|status=diajukan|opd=kec|nama=A", "nama=B");

	(void)state;
	refused(&wish, "terkunci");
	wish.given = "nama=A"; /* changes nothing */
	gives(&wish, "");
	wish.role = ROLE_REVIEWER;
	wish.given = "nama=B";
	gives(&wish, "nama=B");
	wish.stored = "tahun=2026|status=dilaporkan|opd=kec|nama=A";
	refused(&wish, "sudah dilaporkan");
	wish.role = ROLE_ADMIN;
	gives(&wish, "nama=B");
	wish = innovation(ROLE_OPERATOR, ACT_EDIT, DRAFT, "opd=kel");
	gives(&wish, "opd=kel");
	wish.given = "opd=dinas";
	refused(&wish, "di luar unit");
	wish.stored = "tahun=2026|status=draf|opd=dinas|nama=A";
	wish.given = "nama=A";
	refused(&wish, "di luar unit"); /* not even whether it is the same */
}

static void test_import_by_reviewer(void **state)
{
	struct wish wish = innovation(ROLE_REVIEWER, ACT_IMPORT, "",
		"tahun=2027|opd=dinas|nama=A|status=dilaporkan|16=2|16.verifikasi=diterima|33.verifikasi=ditolak|kolom_baru=ya");

	(void)state;
	gives(&wish,
		"tahun=2027|opd=dinas|nama=A|status=dilaporkan|16=2|16.verifikasi=diterima|33.verifikasi=ditolak|kolom_baru=ya");
	wish.given = "opd=dinas|nama=A|tahun=|status=";
	gives(&wish, "opd=dinas|nama=A|status=draf|*tahun=2026");
	wish.given = "opd=dinas|tahun=2031|nama=A";
	refused(&wish, "! tahun: tahun '2031' tidak punya definisi; yang ada: 2026, 2027");
	wish.given = "opd=dinas";
	refused(&wish, "! nama:");
	wish.given = "opd=dinas|nama=A|status=selesai";
	refused(&wish, "! status:");
	wish.stored = DRAFT "|16=2|16.verifikasi=diterima|16.catatan=baik";
	wish.given = "16=3|16.verifikasi=diterima";
	gives(&wish, "16=3"); /* it holds for the answer in the same row */
	wish.given = "16=3";
	gives(&wish, "16=3|*16.verifikasi=menunggu|*16.catatan=");
	wish.given = "16=3|16.catatan=lagi";
	gives(&wish, "16=3|16.catatan=lagi|*16.verifikasi=menunggu");
	wish.given = "16.verifikasi=ditolak";
	gives(&wish, "16.verifikasi=ditolak");
	wish.given = "tahun=2027";
	refused(&wish, "tidak dapat diubah");
	wish.given = "16.berkas.0011223344556677=a.pdf";
	refused(&wish, "evidence");
	wish.given = "status=arsip";
	gives(&wish, "status=arsip|*arsip_dari=draf");
	wish.given = "nama=a\nb"; /* a file may */
	gives(&wish, "nama=a\nb");
	wish.stored = "tahun=2026|status=dilaporkan|opd=kec|nama=A";
	wish.given = "nama=B";
	refused(&wish, "sudah dilaporkan");
}

static void test_import_by_operator(void **state)
{
	struct wish wish = innovation(
		ROLE_OPERATOR, ACT_IMPORT, "", "opd=kec|nama=A|status=|16=2|16.verifikasi=");

	(void)state;
	gives(&wish, "opd=kec|nama=A|16=2|*tahun=2026|*status=draf");
	wish.given = "opd=kec|nama=A|status=draf|16.verifikasi=menunggu";
	gives(&wish, "opd=kec|nama=A|16.verifikasi=menunggu|*tahun=2026|*status=draf");
	wish.given = "opd=kec|nama=A|status=diajukan";
	refused(&wish, "! status: operator tidak mengubah status");
	wish.given = "opd=dinas|nama=A";
	refused(&wish, "di luar unit");
	wish.stored = DRAFT "|16=2|16.verifikasi=diterima|16.catatan=ok";
	wish.given = "16.verifikasi=diterima|16.catatan=ok|16=3|status=draf|tahun=2026";
	gives(&wish, "16=3|*16.verifikasi=menunggu|*16.catatan=");
	wish.given = "18.verifikasi=menunggu|18=1";
	gives(&wish, "18=1");
	wish.given = "16.verifikasi=";
	refused(&wish, "! 16.verifikasi:");
	wish.given = "16.catatan=bagus";
	refused(&wish, "! 16.catatan:");
	wish.given = "nomor_registrasi=7";
	refused(&wish, "! nomor_registrasi:");
	wish.stored = "tahun=2026|status=diajukan|opd=kec|nama=A";
	wish.given = "status=diajukan|nama=A|tahun=2026";
	gives(&wish, "");
	wish.given = "status=diajukan|nama=B";
	refused(&wish, "terkunci");
}

static void test_undo(void **state)
{
	struct wish wish = innovation(
		ROLE_OPERATOR, ACT_UNDO, DRAFT "|16=3|16.verifikasi=menunggu", "16=2|nama=Lama");

	(void)state;
	gives(&wish, "16=2|nama=Lama");
	wish.stored = DRAFT "|16=3|16.verifikasi=diterima";
	gives(&wish, "16=2|nama=Lama|*16.verifikasi=menunggu");
	wish.role = ROLE_REVIEWER;
	wish.stored = DRAFT "|16=3|16.verifikasi=menunggu";
	wish.given = "16=2|16.verifikasi=diterima"; /* an acceptance does not come back with the answer */
	gives(&wish, "16=2");
	wish.stored = DRAFT "|16.berkas.0011223344556677=a.pdf";
	wish.given = "16.berkas.0011223344556677=";
	gives(&wish, "16.berkas.0011223344556677=");
}

static struct wish step(enum role role, enum act act, const char *status)
{
	static char stored[256];

	snprintf(stored, sizeof stored, "tahun=2026|opd=kec|nama=A|16=2|16.tautan=https://a|18=1|status=%s",
		status);
	return innovation(role, act, stored, "");
}

static void test_submit(void **state)
{
	struct wish wish = innovation(
		ROLE_OPERATOR, ACT_SUBMIT, DRAFT "|asal=adopsi|rancang_bangun=satu dua", "");

	(void)state;
	refused(&wish, "! tahapan: Tahapan belum diisi");
	refused(&wish, "! sumber: Sumber belum diisi");
	refused(&wish, "! rancang_bangun: Rancang bangun baru 2 kata; tambah menjadi paling sedikit 5");
	refused(&wish, "! 16: indikator wajib 16 (Regulasi)");
	refused(&wish, "! 33:");
	wish.stored = DRAFT
		"|asal=baru|rancang_bangun=satu dua tiga empat lima|tahapan=penerapan|16=1|33=1|33.basis=a";
	gives(&wish, "*status=diajukan");
	wish.unit = "kel";
	refused(&wish, "di luar unit");
	wish.role = ROLE_REVIEWER;
	refused(&wish, "verifikator");
	wish = step(ROLE_OPERATOR, ACT_SUBMIT, "diajukan");
	refused(&wish, "yang mungkin sekarang: ditarik kembali");
}

static void test_withdraw(void **state)
{
	struct wish wish = step(ROLE_OPERATOR, ACT_WITHDRAW, "diajukan");

	(void)state;
	gives(&wish, "*status=draf");
	wish.stored = "tahun=2026|opd=kec|nama=A|status=diajukan|18.verifikasi=ditolak";
	refused(&wish, "indikator 18 sudah diputuskan");
	wish.stored = "tahun=2026|opd=kec|nama=A|status=diajukan|18.verifikasi=menunggu";
	gives(&wish, "*status=draf");
}

static void test_answers_are_judged(void **state)
{
	struct wish wish = step(ROLE_REVIEWER, ACT_ACCEPT_ANSWER, "diajukan");

	(void)state;
	wish.codes = "16 16";
	editor = "";
	gives(&wish, "*16.verifikasi=diterima");
	editor = "siti";
	refused(&wish, "! 16: jawaban 16 terakhir diubah oleh Anda sendiri");
	editor = "budi";
	wish.codes = "18";
	refused(&wish, "tidak punya bukti");
	wish.codes = "33";
	refused(&wish, "bertingkat 0");
	wish.codes = "99";
	refused(&wish, "! 99: indikator '99' tidak ada");
	wish.codes = NULL;
	refused(&wish, "tidak ada indikator yang disebut");
	wish = step(ROLE_REVIEWER, ACT_REJECT_ANSWER, "terverifikasi");
	wish.codes = "16 18";
	refused(&wish, "wajib disertai catatan");
	wish.note = "  ";
	refused(&wish, "wajib disertai catatan");
	wish.note = "buram";
	gives(&wish, "*16.verifikasi=ditolak|*16.catatan=buram|*18.verifikasi=ditolak|*18.catatan=buram");
	wish.role = ROLE_OPERATOR;
	wish.unit = "kec";
	refused(&wish, "bukan operator");
	wish = step(ROLE_REVIEWER, ACT_ACCEPT_ANSWER, "draf");
	wish.codes = "16";
	refused(&wish, "hanya dari: diajukan, terverifikasi");
}

static void test_other_steps(void **state)
{
	struct wish wish = step(ROLE_REVIEWER, ACT_ACCEPT, "diajukan");

	(void)state;
	gives(&wish, "*status=terverifikasi");
	wish = step(ROLE_REVIEWER, ACT_RETURN, "terverifikasi");
	refused(&wish, "catatan");
	wish.note = "lengkapi";
	gives(&wish, "*status=dikembalikan");
	wish = step(ROLE_REVIEWER, ACT_REGISTER, "terverifikasi");
	refused(&wish, "! nomor_registrasi:");
	wish.given = "nomor_registrasi=ABC/1|tanggal_registrasi=2026-13-01";
	refused(&wish, "! tanggal_registrasi: tanggal '2026-13-01' tidak sah");
	refused_once(&wish, "! tanggal_registrasi:");
	wish.given = "nomor_registrasi=ABC/1|tanggal_registrasi=2026-03-01";
	gives(&wish, "nomor_registrasi=ABC/1|tanggal_registrasi=2026-03-01|*status=dilaporkan");
	wish = step(ROLE_ADMIN, ACT_REOPEN, "dilaporkan");
	refused(&wish, "catatan");
	wish.note = "salah nomor";
	gives(&wish, "*status=terverifikasi");
	wish = step(ROLE_OPERATOR, ACT_ADOPT, "ide");
	gives(&wish, "*status=draf");
	wish = step(ROLE_OPERATOR, ACT_ARCHIVE, "diajukan");
	refused(&wish, "hanya dari: ide, draf, dikembalikan");
	wish.role = ROLE_REVIEWER;
	gives(&wish, "*status=arsip|*arsip_dari=diajukan");
	wish = innovation(ROLE_OPERATOR, ACT_UNARCHIVE,
		"tahun=2026|opd=kec|nama=A|status=arsip|arsip_dari=diajukan", "");
	refused(&wish, "arsip");
	wish.role = ROLE_REVIEWER;
	gives(&wish, "*status=draf|*arsip_dari=");
	wish.stored = "";
	refused(&wish, "tidak ada");
	wish.table = TABLE_UNIT;
	wish.stored = "nama=kec";
	wish.act = ACT_ARCHIVE;
	refused(&wish, "hanya inovasi");
}

static void test_idea(void **state)
{
	struct wish wish = innovation(ROLE_OPERATOR, ACT_IDEA, "", "opd=kel|nama=Ide");

	(void)state;
	wish.id = "";
	gives(&wish, "opd=kel|nama=Ide|*tahun=2026|*status=ide");
	wish.note = "dari rapat";
	gives(&wish, "opd=kel|nama=Ide|catatan=dari rapat|*tahun=2026|*status=ide");
	wish.given = "opd=dinas|nama=Ide";
	refused(&wish, "di luar unit");
	wish.role = ROLE_REVIEWER;
	gives(&wish, "opd=dinas|nama=Ide|catatan=dari rapat|*tahun=2026|*status=ide");
}

static void test_units(void **state)
{
	struct wish wish = {.role = ROLE_REVIEWER, .act = ACT_IMPORT, .table = TABLE_UNIT, .id = "baru"};

	(void)state;
	wish.given = "nama=Baru|jenis=dinas|induk=kec|target=";
	gives(&wish, "nama=Baru|jenis=dinas|induk=kec|target=1|*aktif=ya");
	wish.given = "nama=Baru|induk=baru";
	refused(&wish, "! induk:");
	wish.given = "nama=Baru|aktif=mungkin";
	refused(&wish, "ya atau tidak");
	wish.given = "nama=Baru|target=-1";
	refused(&wish, "! target:");
	wish.id = "a/b";
	wish.given = "nama=Baru";
	refused(&wish, "! id:");
	wish.id = "";
	refused(&wish, "! id:");
	wish.id = "kec"; /* kec > kel > sd */
	wish.stored = "nama=kec|target=1|aktif=ya";
	wish.given = "induk=sd";
	refused(&wish, "menjadi induk dirinya sendiri");
	wish.given = "induk=dinas|target=";
	gives(&wish, "induk=dinas");
	wish.role = ROLE_OPERATOR;
	wish.unit = "kec";
	refused(&wish, "verifikator atau admin");
}

static void test_a_cycle_made_by_one_file(void **state)
{
	const char *const a[] = {"nama", "a", "induk", "b", NULL};
	const char *const b[] = {"nama", "b", "induk", "a", NULL};
	struct actor actor = sample_actor(&units, "siti", ROLE_ADMIN, NULL);
	struct units after = {0};
	struct judge judge = {&sample_definitions, &actor, &after, NULL, NULL, NULL};
	struct changes given = {0};
	struct changes out = {0};
	struct judge_faults faults = {0};
	struct judge_wish wish = {
		.act = ACT_IMPORT, .table = TABLE_UNIT, .id = "a", .given = &given, .note = ""};
	struct record record;

	(void)state;
	sample_record(&record, TABLE_UNIT, "a", a);
	units_add(&after, &record);
	record_free(&record);
	sample_record(&record, TABLE_UNIT, "b", b);
	units_add(&after, &record);
	record_free(&record);
	units_ready(&after);
	record_open(&record, TABLE_UNIT, "a");
	changes_add(&given, "nama", "", "a", false);
	changes_add(&given, "induk", "", "b", false);
	assert_false(judge_changes(&judge, &wish, &record, &out, &faults));
	assert_string_equal(faults.fault[0].key, "induk");
	judge_faults_free(&faults);
	changes_free(&given);
	changes_free(&out);
	record_free(&record);
	units_free(&after);
}

static void test_users(void **state)
{
	struct wish wish = {.role = ROLE_ADMIN, .act = ACT_USER, .table = TABLE_USER, .id = "budi"};

	(void)state;
	wish.given = "peran=operator|opd=kel";
	gives(&wish, "peran=operator|opd=kel|*aktif=ya");
	wish.given = "peran=operator";
	refused(&wish, "! opd: operator wajib punya unit");
	wish.given = "peran=raja";
	refused(&wish, "! peran:");
	wish.given = "nama=Budi";
	refused(&wish, "! peran: Peran belum diisi");
	wish.stored = "peran=admin|aktif=ya";
	wish.given = "aktif=tidak";
	gives(&wish, "aktif=tidak");
	wish.id = "siti"; /* himself */
	refused(&wish, "hak admin sendiri");
	wish.role = ROLE_REVIEWER;
	refused(&wish, "admin");
}

static void test_plain_tables(void **state)
{
	struct wish wish = {.role = ROLE_OPERATOR,
		.unit = "kec",
		.act = ACT_NEW,
		.table = TABLE_CONTEST,
		.id = "",
		.given = "inovasi=milik-kel|nama=IGA|tahun=2025"};

	(void)state;
	gives(&wish, "inovasi=milik-kel|nama=IGA|tahun=2025");
	wish.given = "inovasi=milik-dinas|nama=IGA";
	refused(&wish, "! inovasi: inovasi 'milik-dinas' tidak ada, atau di luar unit Anda");
	wish.given = "inovasi=milik-siapa|nama=IGA";
	refused(&wish, "! inovasi: inovasi 'milik-siapa' tidak ada");
	wish.given = "nama=IGA|tahun=1944|hasil=juara_9";
	refused(&wish, "! tahun: bilangan '1944' terlalu kecil; paling sedikit 1945");
	refused(&wish, "! hasil: 'juara_9' bukan pilihan");
	refused(&wish, "! inovasi: Inovasi belum diisi");
	wish.given = "inovasi=milik-kel|nama=IGA|16=3";
	refused(&wish, "! 16: tidak dikenal pada tabel lomba");
	wish.given = "inovasi=milik-kel|nama=IGA|status=draf";
	refused(&wish, "! status: tidak dikenal pada tabel lomba");
	wish.role = ROLE_LEADER;
	wish.given = "inovasi=milik-kel|nama=IGA";
	refused(&wish, "hanya membaca");
	wish.role = ROLE_REVIEWER;
	wish.given = "inovasi=milik-siapa|nama=IGA";
	refused(&wish, "! inovasi: inovasi 'milik-siapa' tidak ada");
	wish.given = "inovasi=milik-dinas|nama=IGA";
	gives(&wish, "inovasi=milik-dinas|nama=IGA");
	wish.act = ACT_SUBMIT;
	wish.stored = wish.given;
	refused(&wish, "hanya untuk inovasi, bukan lomba");
}

static void test_region(void **state)
{
	struct wish wish = {.role = ROLE_REVIEWER,
		.act = ACT_EDIT,
		.table = TABLE_REGION,
		.id = "2026",
		.given = "2a=3|2a.tautan=x"};

	(void)state;
	gives(&wish, "2a=3|2a.tautan=x");
	wish.given = "";
	gives(&wish, "");
	wish.given = "16=1";
	refused(&wish, "! 16: tidak dikenal pada tabel daerah");
	wish.given = "1=1";
	wish.id = "2030";
	refused(&wish, "! id:");
	wish.id = "2026";
	wish.role = ROLE_OPERATOR;
	wish.unit = "kec";
	refused(&wish, "daerah");
	wish.role = ROLE_REVIEWER;
	wish.stored = "1=2|1.tautan=x";
	wish.given = "";
	wish.act = ACT_ACCEPT_ANSWER;
	wish.codes = "1";
	editor = "siti";
	refused(&wish, "! 1: jawaban 1 terakhir diubah oleh Anda sendiri");
	assert_int_equal(editor_asked_in, TABLE_REGION);
	editor = "";
	gives(&wish, "*1.verifikasi=diterima");
}

/* What a screen offers is what the judge allows: a reviewer's word, in review for an innovation, at any time for the region. */
static void test_who_decides(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct actor actor = sample_actor(&units, "siti", (enum role)role, "kec");
		bool reviews = role == ROLE_REVIEWER || role == ROLE_ADMIN;
		struct record record;

		sample_record(&record, TABLE_REGION, "2026", (const char *const[]){"1", "2", NULL});
		assert_int_equal(judge_may_decide(&actor, &record), reviews);
		record_free(&record);
		for (int status = 0; status < STATUS_COUNT; status++) {
			bool in_review = status == STATUS_SUBMITTED || status == STATUS_VERIFIED;

			sample_record(&record, TABLE_INNOVATION, "2026-JB-00001",
				(const char *const[]){"status", status_word((enum status)status), NULL});
			assert_int_equal(judge_may_decide(&actor, &record), reviews && in_review);
			record_free(&record);
		}
		sample_record(&record, TABLE_UNIT, "kec", (const char *const[]){"nama", "x", NULL});
		assert_false(judge_may_decide(&actor, &record));
		record_free(&record);
	}
}

static void test_one_field(void **state)
{
	struct judge judge = {&sample_definitions, NULL, &units, NULL, NULL, NULL};
	struct error err;
	char *normal;

	(void)state;
	assert_true(judge_text(&judge, TABLE_INNOVATION, 2026, "nama", "e\xCC\x81", &normal, &err));
	assert_string_equal(normal, "\xC3\xA9");
	free(normal);
	assert_true(judge_text(&judge, TABLE_INNOVATION, 2026, "nama", "biasa", &normal, &err));
	assert_null(normal);
	assert_false(judge_text(&judge, TABLE_INNOVATION, 2026, "33.basis", "ab", &normal, &err));
	assert_false(judge_text(&judge, TABLE_INNOVATION, 1999, "nama", "x", &normal, &err));
	assert_false(judge_text(&judge, TABLE_REGION, 2026, "nama", "x", &normal, &err));
	assert_false(judge_text(&judge, TABLE_UNIT, 0, "induk", "tak ada", &normal, &err));
	for (int byte = 1; byte < 256; byte++) { /* each byte at each place of a word */
		for (int at = 0; at < 17; at++) {
			char text[18] = "abcdefghijklmnopq";
			bool fine = byte >= 0x20 && byte < 0x7f;

			text[at] = (char)byte;
			assert_int_equal(
				judge_text(&judge, TABLE_INNOVATION, 2026, "nama", text, &normal, &err),
				fine);
			free(normal);
		}
	}
}

static void test_keys(void **state)
{
	struct buffer text = {0};
	size_t count;
	char **keys = judge_keys(&sample_definitions, TABLE_INNOVATION, &count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		buffer_printf(&text, "%s ", keys[i]);
	assert_string_equal(buffer_text(&text),
		"tahun nama opd tahapan asal sumber urusan penerapan pengembangan rancang_bangun anggaran catatan "
		"nomor_registrasi tanggal_registrasi kolom_baru status "
		"16 16.tautan 16.nomor 16.tanggal 16.perihal 16.ket 16.verifikasi 16.catatan "
		"18 18.tautan 18.nomor 18.tanggal 18.perihal 18.ket 18.verifikasi 18.catatan "
		"33 33.basis 33.tautan 33.nomor 33.tanggal 33.perihal 33.ket 33.verifikasi 33.catatan ");
	judge_keys_free(keys, count);
	buffer_free(&text);
	keys = judge_keys(&sample_definitions, TABLE_USER, &count);
	assert_int_equal(count, 4);
	assert_string_equal(keys[1], "peran");
	judge_keys_free(keys, count);
}

static int set_up(void **state)
{
	(void)state;
	sample_units(&units);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	units_free(&units);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_given_by_commands),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_clearing_a_basis_under_a_level),
		cmocka_unit_test(test_a_changed_answer_waits_again),
		cmocka_unit_test(test_evidence),
		cmocka_unit_test(test_locks_and_moves),
		cmocka_unit_test(test_import_by_reviewer),
		cmocka_unit_test(test_import_by_operator),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_submit),
		cmocka_unit_test(test_withdraw),
		cmocka_unit_test(test_answers_are_judged),
		cmocka_unit_test(test_other_steps),
		cmocka_unit_test(test_idea),
		cmocka_unit_test(test_plain_tables),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_a_cycle_made_by_one_file),
		cmocka_unit_test(test_users),
		cmocka_unit_test(test_region),
		cmocka_unit_test(test_who_decides),
		cmocka_unit_test(test_one_field),
		cmocka_unit_test(test_keys),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
