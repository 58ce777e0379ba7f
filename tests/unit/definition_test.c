#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "support/real.h"

#define PROFILE "iid-2026/profile.form"

/* ---- what is built in ---- */

static void there_are_both_years_and_no_other(void **state)
{
	struct definitions *definitions = real_definitions();

	(void)state;
	assert_int_equal(definitions->year_count, 2);
	assert_int_equal(definitions_year(definitions, 2026)->year, 2026);
	assert_int_equal(definitions_year(definitions, 2027)->year, 2027);
	assert_null(definitions_year(definitions, 2025));
	assert_ptr_equal(definitions_form(definitions, TABLE_INNOVATION, 2026),
		&definitions_year(definitions, 2026)->profile);
	assert_ptr_equal(definitions_form(definitions, TABLE_UNIT, 0), &definitions->unit);
	assert_ptr_equal(definitions_form(definitions, TABLE_USER, 0), &definitions->user);
	assert_null(definitions_plain(definitions, TABLE_USER));
	assert_string_equal(definitions_plain(definitions, TABLE_CONTEST)->owner->key, "inovasi");
	assert_ptr_equal(definitions_list(definitions, TABLE_UNIT, 0), &definitions->unit_list);
	assert_string_equal(definitions_list(definitions, TABLE_CONTEST, 0)->title, "Lomba");
	assert_null(definitions_list(definitions, TABLE_REGION, 2026));
	assert_null(definitions_form(definitions, TABLE_REGION, 2026));
	assert_null(definitions_form(definitions, TABLE_INNOVATION, 2025));
	definitions_free(definitions);
}

/* The form has these keys, each found, and no more. */
static void expect_keys(const struct form_definition *form, const char *keys)
{
	char *text = memory_copy(keys);
	char *rest = NULL;
	size_t count = 0;

	for (char *key = strtok_r(text, " ", &rest); key; key = strtok_r(NULL, " ", &rest), count++) {
		const struct field_definition *field = form_find(form, key);

		if (!field) {
			fail_msg("no field '%s'", key);
			break;
		}
		assert_string_equal(field->key, key);
		assert_true(*field->label);
	}
	assert_int_equal(form->count, count);
	assert_null(form_find(form, "tidak_ada"));
	assert_null(form_find(form, ""));
	free(text);
}

static void forms_have_the_keys_that_files_use(void **state)
{
	struct definitions *definitions = real_definitions();

	(void)state;
	for (size_t i = 0; i < definitions->year_count; i++)
		expect_keys(&definitions->year[i].profile,
			"tahun opd nama tahapan inisiator nama_inisiator klasifikasi jenis bentuk asal sumber urusan "
			"asta_cita pkpn koordinat uji_coba penerapan pengembangan rancang_bangun tujuan manfaat hasil "
			"anggaran sumber_anggaran pic pic_kontak catatan nomor_registrasi tanggal_registrasi status");
	expect_keys(&definitions->unit, "nama jenis induk target kontak aktif");
	expect_keys(&definitions->user, "nama peran opd aktif");
	expect_keys(
		definitions_form(definitions, TABLE_CONTEST, 0), "inovasi nama tingkat tahun hasil catatan");
	definitions_free(definitions);
}

static void expect_choices(const struct form_definition *form, const char *key, const char *words)
{
	const struct choices *choices = form_find(form, key)->choices;
	struct buffer seen = {0};

	assert_non_null(choices);
	for (size_t i = 0; i < choices->count; i++) {
		buffer_printf(&seen, "%s%s", i ? " " : "", choices->choice[i].key);
		assert_int_equal(choices_find(choices, choices->choice[i].key), i);
		assert_true(*choices->choice[i].label);
	}
	assert_string_equal(buffer_text(&seen), words);
	assert_int_equal(choices_find(choices, "lain_lagi"), -1);
	buffer_free(&seen);
}

static void choices_stand_in_their_order(void **state)
{
	struct definitions *definitions = real_definitions();
	const struct form_definition *profile = definitions_form(definitions, TABLE_INNOVATION, 2026);

	(void)state;
	expect_choices(profile, "status", "ide draf diajukan dikembalikan terverifikasi dilaporkan arsip");
	expect_choices(profile, "tahapan", "inisiatif uji_coba penerapan");
	expect_choices(profile, "inisiator", "kepala_daerah dprd perangkat_daerah asn masyarakat");
	expect_choices(profile, "klasifikasi", "perangkat_daerah desa_kelurahan masyarakat");
	expect_choices(profile, "jenis", "digital non_digital");
	expect_choices(profile, "bentuk", "tata_kelola pelayanan_publik lainnya");
	expect_choices(profile, "asal", "baru adopsi replikasi");
	expect_choices(profile, "asta_cita", "1 2 3 4 5 6 7 8");
	expect_choices(profile, "urusan",
		"pendidikan kesehatan pupr perumahan trantibumlinmas sosial tenaga_kerja pppa pangan pertanahan "
		"lingkungan_hidup adminduk pmd dalduk_kb perhubungan kominfo koperasi_ukm penanaman_modal "
		"pemuda_olahraga statistik persandian kebudayaan perpustakaan kearsipan kelautan_perikanan "
		"pariwisata pertanian kehutanan esdm perdagangan perindustrian transmigrasi perencanaan keuangan "
		"kepegawaian diklat litbang penunjang_lain");
	expect_choices(definitions_form(definitions, TABLE_UNIT, 0), "jenis",
		"dinas badan sekretariat inspektorat satpol bagian kecamatan kelurahan puskesmas rsud sekolah lain");
	expect_choices(
		definitions_form(definitions, TABLE_USER, 0), "peran", "operator verifikator pimpinan admin");
	expect_choices(definitions_form(definitions, TABLE_CONTEST, 0), "tingkat",
		"kota provinsi nasional internasional");
	definitions_free(definitions);
}

static void submit_demands_exactly_what_is_said(void **state)
{
	static const char demanded[] =
		" opd nama tahapan inisiator nama_inisiator jenis bentuk asal urusan uji_coba "
		"penerapan rancang_bangun tujuan manfaat hasil ";
	struct definitions *definitions = real_definitions();
	const struct form_definition *profile = definitions_form(definitions, TABLE_INNOVATION, 2026);

	(void)state;
	for (size_t i = 0; i < profile->count; i++) {
		const struct field_definition *field = &profile->field[i];
		struct buffer word = {0};

		buffer_printf(&word, " %s ", field->key);
		assert_int_equal(field->required_submit, strstr(demanded, buffer_text(&word)) != NULL);
		assert_int_equal(
			field->required, strcmp(field->key, "nama") == 0 || strcmp(field->key, "opd") == 0);
		buffer_free(&word);
	}
	assert_int_equal(form_find(profile, "rancang_bangun")->min_words, 300);
	assert_string_equal(profile->field[0].key, "nama");
	assert_true(form_find(profile, "status")->given);
	assert_true(form_find(profile, "tahun")->given);
	assert_true(form_find(profile, "nomor_registrasi")->given);
	assert_true(form_find(profile, "tanggal_registrasi")->given);
	assert_false(form_find(profile, "catatan")->given);
	assert_string_equal(form_find(profile, "status")->page, "");
	definitions_free(definitions);
}

static void expect_rules(
	const struct year_definition *year, const char *from, const char *to, int divisor, int needed)
{
	const struct year_rules *rules = &year->rules;
	char text[11];

	date_format(rules->applied_from, text);
	assert_string_equal(text, from);
	date_format(rules->applied_to, text);
	assert_string_equal(text, to);
	assert_int_equal(rules->min_words, 300);
	assert_int_equal(rules->count_weight, 38);
	assert_int_equal(rules->count_most, 200);
	assert_int_equal(rules->divisor, divisor);
	assert_int_equal(rules->yandas_needed, needed);
	assert_int_equal(rules->total, 250);
	assert_int_equal(rules->yandas_count, 6);
	assert_string_equal(rules->yandas[0], "pendidikan");
	assert_string_equal(rules->yandas[5], "sosial");
	assert_int_equal(rules->predicate_count, 3);
	assert_int_equal(rules->predicate[0].from, 6501);
	assert_int_equal(rules->predicate[1].from, 4001);
	assert_int_equal(rules->predicate[2].from, 1);
	assert_string_equal(rules->predicate_none, "Tidak Dapat Dinilai");
	assert_int_equal(rules->opens, 0);
	assert_int_equal(rules->closes, 0);
}

static void a_year_may_have_a_window_and_be_closed(void **state)
{
	static const char *const wrong[] = {
		"[window]\nopens = 2026-09-01\ncloses = 2026-08-31\n\n[eligible]\n",
		"[window]\ncloses = 31-08-2026\n\n[eligible]\n", "closed = ya\n\n[eligible]\n"};
	struct faults faults = {0};
	struct definitions *definitions = real_changed("iid-2026/index.rules", "[eligible]\n",
		"closed = yes\n\n[window]\nopens = 2026-05-01\ncloses = 2026-08-31\n\n[eligible]\n", &faults);
	const struct year_rules *rules = &definitions_year(definitions, 2026)->rules;
	char text[11];

	(void)state;
	date_format(rules->opens, text);
	assert_string_equal(text, "2026-05-01");
	date_format(rules->closes, text);
	assert_string_equal(text, "2026-08-31");
	assert_true(rules->closed);
	assert_false(definitions_year(definitions, 2027)->rules.closed);
	definitions_free(definitions);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_null(real_changed("iid-2026/index.rules", "[eligible]\n", wrong[i], &faults));
	assert_int_equal(faults.count, 3);
	faults_free(&faults);
}

static void rules_are_the_years(void **state)
{
	struct definitions *definitions = real_definitions();

	(void)state;
	expect_rules(definitions_year(definitions, 2026), "2024-01-01", "2025-12-31", 12, 5);
	expect_rules(definitions_year(definitions, 2027), "2025-01-01", "2026-12-31", 14, 6);
	definitions_free(definitions);
}

static void lists_and_menu_are_there(void **state)
{
	struct definitions *definitions = real_definitions();
	const struct list_definition *list = &definitions_year(definitions, 2026)->list;
	int widths = 0;

	(void)state;
	assert_string_equal(definitions->home.entry[0].action, "layar-inovasi");
	assert_string_equal(definitions->home.entry[0].label, "Inovasi");
	assert_string_equal(definitions->home.entry[0].note, "inovasi");
	assert_int_equal(definitions->home.count, 12);
	assert_string_equal(list->column[0].key, "nama");
	assert_int_equal(list->column[0].width, 0);
	for (size_t i = 0; i < list->count; i++)
		widths += list->column[i].width + 1;
	assert_true(widths <= 60); /* at 80 columns the name keeps 20 */
	assert_true(*list->empty && *definitions->unit_list.empty && *definitions->user_list.empty);
	definitions_free(definitions);
}

/* ---- what a clerk may write ---- */

/* A plain table's field, too, is one line: with column= it stands in the list. */
static void one_line_makes_a_field_of_a_plain_table(void **state)
{
	struct faults faults = {0};
	struct definitions *definitions = real_changed("lomba.form", "catatan = long",
		"hadiah = money \"Hadiah\" column=14\ncatatan = long", &faults);
	const struct list_definition *list;

	(void)state;
	assert_non_null(definitions);
	list = definitions_list(definitions, TABLE_CONTEST, 0);
	assert_string_equal(list->column[list->count - 1].key, "hadiah");
	assert_true(list->column[list->count - 1].right);
	definitions_free(definitions);
}

static void one_line_makes_a_field(void **state)
{
	struct faults faults = {0};
	struct definitions *definitions = real_changed(PROFILE, "[page Uraian]\n",
		"[page Uraian]\nsasaran = number \"Sasaran = \\ warga\" max=6 column=9 narrow\n"
		"    help=\"Berapa warga\n    dilayani.\" example=\"120\" initial=0\n",
		&faults);
	const struct year_definition *year;
	const struct field_definition *field;
	const struct column_definition *column;

	(void)state;
	assert_non_null(definitions);
	year = definitions_year(definitions, 2026);
	field = form_find(&year->profile, "sasaran");
	assert_non_null(field);
	assert_int_equal(field->type, FIELD_NUMBER);
	assert_string_equal(field->label, "Sasaran = \\ warga");
	assert_string_equal(field->help, "Berapa warga dilayani.");
	assert_string_equal(field->example, "120");
	assert_string_equal(field->initial, "0");
	assert_string_equal(field->page, "Uraian");
	assert_string_equal(field->path, "own/" PROFILE);
	assert_int_equal(field->most, 6);
	assert_true(field->narrow);
	assert_false(field->required || field->required_submit || field->given);
	column = &year->list.column[year->list.count - 1];
	assert_string_equal(column->key, "sasaran");
	assert_int_equal(column->width, 9);
	assert_true(column->right);
	/* The other year's files are untouched. */
	assert_null(form_find(&definitions_year(definitions, 2027)->profile, "sasaran"));
	definitions_free(definitions);
}

static void a_listed_field_is_not_listed_twice(void **state)
{
	struct faults faults = {0};
	struct definitions *definitions = real_changed(
		PROFILE, "nama = text \"Nama inovasi\"", "nama = text \"Nama inovasi\" column=12", &faults);
	const struct list_definition *list;
	size_t seen = 0;

	(void)state;
	assert_non_null(definitions);
	list = &definitions_year(definitions, 2026)->list;
	for (size_t i = 0; i < list->count; i++)
		seen += strcmp(list->column[i].key, "nama") == 0;
	assert_int_equal(seen, 1);
	definitions_free(definitions);
}

static void every_type_and_attribute_is_read(void **state)
{
	static const char text[] =
		"[page A]\n"
		"nama = text \"Nama\" required\njenis = choice \"Jenis\" choices=j initial=x\n"
		"induk = unit \"Induk\"\ntarget = number \"Target\"\naktif = yesno \"Aktif\"\n"
		"biaya = money \"Biaya\" required-for=submit\nsejak = date \"Sejak\" given\n"
		"uraian = long \"Uraian\" min-words=12 max=400\n[choice j]\nx = Satu\ny = Dua kata\n";
	static const enum field_type types[] = {FIELD_TEXT, FIELD_CHOICE, FIELD_UNIT, FIELD_NUMBER,
		FIELD_YESNO, FIELD_MONEY, FIELD_DATE, FIELD_LONG};
	struct definition_file files[REAL_FILES_MOST];
	size_t count = real_files(files);
	struct faults faults = {0};
	struct definitions *definitions;
	const struct form_definition *form;

	(void)state;
	files[count++] = (struct definition_file){"x", "opd.form", text, sizeof text - 1};
	definitions = definitions_read(files, count, &faults);
	assert_non_null(definitions);
	form = &definitions->unit;
	assert_int_equal(form->count, sizeof types / sizeof *types);
	for (size_t i = 0; i < form->count; i++)
		assert_int_equal(form->field[i].type, types[i]);
	assert_true(form->field[0].required);
	assert_string_equal(form->field[1].choices->choice[1].label, "Dua kata");
	assert_true(form->field[5].required_submit);
	assert_true(form->field[6].given);
	assert_int_equal(form->field[7].min_words, 12);
	assert_int_equal(form->field[7].most, 400);
	definitions_free(definitions);
}

/* ---- what is refused, and where it says so ---- */

struct refusal {
	const char *name, *from, *to, *fault;
};

static void expect_refusal(const struct refusal *refusal)
{
	struct faults faults = {0};
	struct buffer wanted = {0};

	buffer_printf(&wanted, "own/%s:%s", refusal->name, refusal->fault);
	assert_null(real_changed(refusal->name, refusal->from, refusal->to, &faults));
	assert_true(faults.count > 0);
	if (strncmp(faults.line[0], buffer_text(&wanted), wanted.size) != 0)
		fail_msg("%s: %s", refusal->to, faults.line[0]);
	faults_free(&faults);
	buffer_free(&wanted);
}

static void a_wrong_form_is_refused_at_its_line(void **state)
{
	static const char old[] = "jenis = choice \"Jenis\" choices=jenis";
	static const struct refusal cases[] = {
		{"opd.form", old, "jenis = pilihan \"Jenis\"", "5: jenis isian 'pilihan' tidak dikenal"},
		{"opd.form", old, "jenis = \"Jenis\"", "5: jenis isian '' tidak dikenal"},
		{"opd.form", old, "jenis =", "5: jenis isian 'help' tidak dikenal"},
		{"opd.form", old, "jenis = choice choices=jenis", "5: isian 'jenis' belum bernama"},
		{"opd.form", old, "jenis = choice \"Jenis\" choices=lain",
			"5: pilihan untuk 'jenis' tidak ada"},
		{"opd.form", old, "jenis = choice \"Jenis\"", "5: pilihan untuk 'jenis' tidak ada"},
		{"opd.form", old, "jenis = choice \"Jenis\" choices=jenis initial=desa",
			"5: nilai awal 'desa' tidak ada"},
		{"opd.form", old, "jenis = choice \"Jenis\" maks=5",
			"5: sifat 'maks' pada 'jenis' tidak dikenal"},
		{"opd.form", old, "jenis = choice \"Jenis\" max=lima", "5: max 'lima' bukan bilangan"},
		{"opd.form", old, "jenis = choice \"Jenis\" max=", "5: max '' bukan bilangan"},
		{"opd.form", old, "jenis = choice \"Jenis\" max=-1", "5: max '-1' bukan bilangan"},
		{"opd.form", old, "jenis = choice \"Jenis\" max=99999999999999999999",
			"5: max '99999999999999999999' bukan"},
		{"opd.form", old, "jenis = choice \"Jenis choices=jenis", "5: sifat 'Jenis'"},
		{"opd.form", "example=\"Dinas Komunikasi dan Informatika.\"",
			"example=\"Dinas Komunikasi dan Informatika.",
			"4: tanda kutip pada 'nama' tidak ditutup"},
		{"opd.form", "nama = text", "Nama = text", "4: kunci isian 'Nama' hanya boleh"},
		{"opd.form", "kontak = text", "16 = text", "8: kunci isian '16' hanya boleh"},
		{"opd.form", "kontak = text", "id = text", "8: kunci isian 'id' hanya boleh"},
		{"opd.form", "kontak = text", "nama = text", "8: isian 'nama' sudah ada pada baris 4"},
		{"opd.form", "induk = unit", "atasan = unit", "1: isian 'induk' harus ada"},
		{"opd.form", "[page Unit]", "[halaman Unit]", "3: bagian [halaman Unit] tidak dikenal"},
		{"opd.form", "badan = Badan", "dinas = Badan", "13: pilihan 'dinas' ada dua kali"},
		{"opd.form", "badan = Badan", "badan =", "13: pilihan 'badan' belum bernama"},
		{"opd.form", "badan = Badan", "badan", "13: tidak ada tanda ="},
		{PROFILE, "urusan = choice", "bidang = choice", "1: isian 'urusan' harus ada"},
		{"lomba.form", "wins=\"juara_1", "wins=\"juara_9",
			"10: wins menyebut 'juara_9', yang tidak ada dalam pilihan 'hasil'"},
		{"lomba.form", "drops=\"batal\"", "drops=\"batal gugur\"", "10: drops menyebut 'gugur'"},
		{"lomba.form", "innovation \"Inovasi\" required", "innovation \"Inovasi\"",
			"6: isian inovasi 'inovasi' harus required"},
		{"lomba.form", "inovasi = innovation", "inovasi = text",
			"1: tabel ini perlu isian jenis innovation, atau unit 'opd'"},
		{"lomba.form", "catatan = long \"Catatan\"", "asal = innovation \"Asal\" required",
			"11: isian inovasi hanya boleh satu; sudah ada 'inovasi'"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_refusal(&cases[i]);
}

static void wrong_rules_are_refused(void **state)
{
	static const char name[] = "iid-2026/index.rules";
	static const struct refusal cases[] = {
		{name, "count-weight = 0.38", "count-weight = 0.39",
			"1: total 250 tidak sama dengan daerah + inovasi + jumlah = 252.00"},
		{name, "total = 250", "total = 251",
			"1: total 251 tidak sama dengan daerah + inovasi + jumlah = 250.00"},
		{name, "divisor = 12", "divisor = 0", "1: divisor dan total harus lebih dari 0"},
		{name, "divisor = 12", "divisor = dua belas", "23: divisor 'dua belas' bukan bilangan"},
		{name, "divisor = 12\n", "", "1: aturan belum lengkap"},
		{name, "divisor = 12", "pembagi = 12", "23: 'pembagi' tidak dikenal"},
		{name, "applied-to = 2025-12-31", "applied-to = 31-12-2025",
			"10: '31-12-2025' bukan tanggal"},
		{name, "applied-to = 2025-12-31", "applied-to = 2025-02-30",
			"10: '2025-02-30' bukan tanggal"},
		{name, "year = 2026", "year = 2027", "1: year = 2027, tetapi foldernya iid-2026"},
		{name, "40.01 = Inovatif", "70 = Inovatif",
			"31: predikat harus ditulis dari batas tertinggi"},
		{name, "none = Tidak Dapat Dinilai", "", "1: aturan belum lengkap"},
		{name, "perumahan", "perumah", "1: yandas 'perumah' tidak ada dalam pilihan urusan"},
		{name, "yandas-needed = 5", "yandas-needed = 7", "1: yandas-needed 7 lebih dari 6 yandas"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_refusal(&cases[i]);
}

static void wrong_lists_and_menus_are_refused(void **state)
{
	static const struct refusal cases[] = {
		{"opd.list", "[columns]", "[kolom]", "9: bagian [kolom] tidak dikenal"},
		{"opd.list", "width=11", "lebar=11", "11: sifat 'lebar' pada kolom 'jenis' tidak dikenal"},
		{"opd.list", "width=11", "width=9999", "11: width '9999' bukan bilangan"},
		{"opd.list", "title = Unit", "judul = Unit", "5: 'judul' tidak dikenal"},
		{"home.menu", "note=laporan", "catatan=laporan",
			"6: sifat 'catatan' pada menu tidak dikenal"},
		{"home.menu", "\"Inovasi\" note=inovasi", "note=inovasi",
			"5: menu 'layar-inovasi' belum bernama"},
		{"home.menu", "[menu]", "[daftar]", "4: bagian [daftar] tidak dikenal"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_refusal(&cases[i]);
}

static void faults_are_collected(void **state)
{
	struct faults faults = {0};
	struct definitions *definitions = real_changed("opd.form", "[page Unit]\n",
		"[page Unit]\na = teks \"A\"\nb = text\nc = text \"C\" maks=1\n", &faults);

	(void)state;
	assert_null(definitions);
	assert_int_equal(faults.count, 3);
	assert_true(strncmp(faults.line[0], "own/opd.form:4: ", 16) == 0);
	assert_true(strncmp(faults.line[1], "own/opd.form:5: ", 16) == 0);
	assert_true(strncmp(faults.line[2], "own/opd.form:6: ", 16) == 0);
	faults_free(&faults);
}

static void each_file_is_needed(void **state)
{
	struct definition_file files[REAL_FILES_MOST];
	size_t count = real_files(files);

	(void)state;
	for (size_t without = 0; without < count; without++) {
		struct definition_file rest[REAL_FILES_MOST];
		struct faults faults = {0};
		size_t size = strlen(files[without].name);
		size_t left = 0;

		for (size_t i = 0; i < count; i++)
			if (i != without)
				rest[left++] = files[i];
		assert_null(definitions_read(rest, left, &faults));
		assert_int_equal(faults.count, 1);
		assert_true(strncmp(faults.line[0], files[without].name, size) == 0);
		assert_string_equal(faults.line[0] + size, ":1: berkas definisi ini tidak ada.");
		faults_free(&faults);
	}
}

static void a_year_is_a_folder(void **state)
{
	struct definition_file files[REAL_FILES_MOST];
	size_t count = real_files(files);
	struct faults faults = {0};
	struct definitions *definitions;

	(void)state;
	files[count] = (struct definition_file){"x", "iid-20x6/profile.form", "", 0};
	files[count + 1] = (struct definition_file){"x", "iid-20260/profile.form", "", 0};
	files[count + 2] = (struct definition_file){"x", "catatan.txt", "bukan definisi", 14};
	definitions = definitions_read(files, count + 3, &faults);
	assert_non_null(definitions);
	assert_int_equal(definitions->year_count, 2);
	definitions_free(definitions);
	files[count] = (struct definition_file){"x", "iid-2028/index.rules", "", 0};
	assert_null(definitions_read(files, count + 1, &faults));
	assert_string_equal(faults.line[0], "iid-2028/profile.form:1: berkas definisi ini tidak ada.");
	faults_free(&faults);
}

/* Cut anywhere, a definition is refused or read, and never trips the reader. */
static void any_part_of_a_file_is_read_safely(void **state)
{
	struct definition_file files[REAL_FILES_MOST];
	size_t count = real_files(files);

	(void)state;
	for (size_t at = 0; at < count; at++) {
		for (size_t size = 0; size < files[at].size; size += 1 + files[at].size / 40) {
			struct faults faults = {0};
			char *part = memory_alloc(size + 1);

			memcpy(part, files[at].text, size);
			files[count] = (struct definition_file){"x", files[at].name, part, size};
			definitions_free(definitions_read(files, count + 1, &faults));
			faults_free(&faults);
			free(part);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_are_both_years_and_no_other),
		cmocka_unit_test(forms_have_the_keys_that_files_use),
		cmocka_unit_test(choices_stand_in_their_order),
		cmocka_unit_test(submit_demands_exactly_what_is_said),
		cmocka_unit_test(a_year_may_have_a_window_and_be_closed),
		cmocka_unit_test(rules_are_the_years),
		cmocka_unit_test(lists_and_menu_are_there),
		cmocka_unit_test(one_line_makes_a_field),
		cmocka_unit_test(one_line_makes_a_field_of_a_plain_table),
		cmocka_unit_test(a_listed_field_is_not_listed_twice),
		cmocka_unit_test(every_type_and_attribute_is_read),
		cmocka_unit_test(a_wrong_form_is_refused_at_its_line),
		cmocka_unit_test(wrong_rules_are_refused),
		cmocka_unit_test(wrong_lists_and_menus_are_refused),
		cmocka_unit_test(faults_are_collected),
		cmocka_unit_test(each_file_is_needed),
		cmocka_unit_test(a_year_is_a_folder),
		cmocka_unit_test(any_part_of_a_file_is_read_safely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
