#include "support/sample.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct choice stage_choice[] = {
	{"inisiatif", "Inisiatif"}, {"uji_coba", "Uji coba"}, {"penerapan", "Penerapan"}};
static const struct choices stages = {"tahapan", stage_choice, COUNT(stage_choice)};
static const struct choice origin_choice[] = {
	{"baru", "Baru"}, {"adopsi", "Adopsi"}, {"replikasi", "Replikasi"}};
static const struct choices origins = {"asal", origin_choice, COUNT(origin_choice)};
static const struct choice topic_choice[] = {
	{"pendidikan", "Pendidikan"}, {"kesehatan", "Kesehatan"}, {"pupr", "PUPR"}};
static const struct choices topics = {"urusan", topic_choice, COUNT(topic_choice)};
static const struct choice kind_choice[] = {
	{"dinas", "Dinas"}, {"kecamatan", "Kecamatan"}, {"kelurahan", "Kelurahan"}, {"sekolah", "Sekolah"}};
static const struct choices kinds = {"jenis", kind_choice, COUNT(kind_choice)};
static const struct choice role_choice[] = {{"operator", "Operator"}, {"verifikator", "Verifikator"},
	{"pimpinan", "Pimpinan"}, {"admin", "Admin"}};
static const struct choices roles = {"peran", role_choice, COUNT(role_choice)};

#define PROFILE                                                                                              \
	{.key = "nama",                                                                                      \
		.label = "Nama inovasi",                                                                     \
		.type = FIELD_TEXT,                                                                          \
		.most = 60,                                                                                  \
		.required = true,                                                                            \
		.required_submit = true},                                                                    \
		{.key = "opd",                                                                               \
			.label = "Unit",                                                                     \
			.type = FIELD_UNIT,                                                                  \
			.required = true,                                                                    \
			.required_submit = true},                                                            \
		{.key = "tahapan",                                                                           \
			.label = "Tahapan",                                                                  \
			.type = FIELD_CHOICE,                                                                \
			.choices = &stages,                                                                  \
			.required_submit = true},                                                            \
		{.key = "asal",                                                                              \
			.label = "Asal",                                                                     \
			.type = FIELD_CHOICE,                                                                \
			.choices = &origins,                                                                 \
			.required_submit = true},                                                            \
		{.key = "sumber", .label = "Sumber", .type = FIELD_TEXT},                                    \
		{.key = "urusan", .label = "Urusan", .type = FIELD_CHOICE, .choices = &topics},              \
		{.key = "penerapan", .label = "Penerapan", .type = FIELD_DATE},                              \
		{.key = "pengembangan", .label = "Pengembangan", .type = FIELD_DATE},                        \
		{.key = "rancang_bangun",                                                                    \
			.label = "Rancang bangun",                                                           \
			.type = FIELD_LONG,                                                                  \
			.min_words = 5,                                                                      \
			.required_submit = true},                                                            \
		{.key = "anggaran", .label = "Anggaran", .type = FIELD_MONEY},                               \
		{.key = "catatan", .label = "Catatan", .type = FIELD_LONG},                                  \
		{.key = "nomor_registrasi", .label = "Nomor registrasi", .type = FIELD_TEXT, .given = true}, \
	{                                                                                                    \
		.key = "tanggal_registrasi", .label = "Tanggal registrasi", .type = FIELD_DATE,              \
		.given = true                                                                                \
	}

static const struct field_definition profile_2026[] = {PROFILE};
static const struct field_definition profile_2027[] = {
	PROFILE, {.key = "kolom_baru", .label = "Kolom baru", .type = FIELD_YESNO}};

static const struct field_definition unit_field[] = {
	{.key = "nama", .label = "Nama unit", .type = FIELD_TEXT, .required = true},
	{.key = "jenis", .label = "Jenis", .type = FIELD_CHOICE, .choices = &kinds},
	{.key = "induk", .label = "Induk", .type = FIELD_UNIT},
	{.key = "target", .label = "Target", .type = FIELD_NUMBER},
	{.key = "aktif", .label = "Aktif", .type = FIELD_YESNO},
};
static const struct field_definition user_field[] = {
	{.key = "nama", .label = "Nama", .type = FIELD_TEXT},
	{.key = "peran", .label = "Peran", .type = FIELD_CHOICE, .choices = &roles},
	{.key = "opd", .label = "Unit", .type = FIELD_UNIT},
	{.key = "aktif", .label = "Aktif", .type = FIELD_YESNO},
};

static const struct choice result_choice[] = {
	{"terdaftar", "Terdaftar"}, {"juara_1", "Juara 1"}, {"juara_2", "Juara 2"}, {"batal", "Batal"}};
static const struct choices results = {"hasil", result_choice, COUNT(result_choice)};
static const struct field_definition contest_field[] = {
	{.key = "inovasi", .label = "Inovasi", .type = FIELD_INNOVATION, .required = true},
	{.key = "nama", .label = "Nama lomba", .type = FIELD_TEXT, .required = true},
	{.key = "tahun", .label = "Tahun", .type = FIELD_NUMBER, .most = 4, .least = 1945},
	{.key = "hasil",
		.label = "Hasil",
		.type = FIELD_CHOICE,
		.choices = &results,
		.wins = "juara_1 juara_2",
		.drops = "batal"},
};

static const struct basis bases[] = {
	{.letter = 'a', .name = "A"}, {.letter = 'b', .name = "B"}, {.letter = 'c', .name = "C"}};
static const struct indicator innovation[] = {
	{.code = "16", .name = "Regulasi", .weight = 300, .mandatory = true},
	{.code = "18", .name = "Anggaran", .weight = 200},
	{.code = "33",
		.name = "Manfaat",
		.weight = 500,
		.mandatory = true,
		.basis = bases,
		.basis_count = COUNT(bases)},
};
static const struct indicator region[] = {
	{.code = "1", .name = "Visi", .weight = 100, .mandatory = true},
	{.code = "2a", .name = "APBD", .weight = 100},
};

static struct year_definition years[] = {
	{.year = 2026,
		.profile = {.title = "Profil", .field = profile_2026, .count = COUNT(profile_2026)},
		.innovation = {"SID", "Inovasi", innovation, COUNT(innovation), 1000},
		.region = {"SPD", "Daerah", region, COUNT(region), 200}},
	{.year = 2027,
		.profile = {.title = "Profil", .field = profile_2027, .count = COUNT(profile_2027)},
		.innovation = {"SID", "Inovasi", innovation, COUNT(innovation), 1000},
		.region = {"SPD", "Daerah", region, COUNT(region), 200}},
};

const struct definitions sample_definitions = {
	.year = years,
	.year_count = COUNT(years),
	.unit = {.title = "Unit", .field = unit_field, .count = COUNT(unit_field)},
	.user = {.title = "Pengguna", .field = user_field, .count = COUNT(user_field)},
	.plain = {{.form = {.title = "Lomba", .field = contest_field, .count = COUNT(contest_field)},
		.owner = &contest_field[0]}},
};

void sample_record(struct record *record, enum table table, const char *id, const char *const *pairs)
{
	record_open(record, table, id);
	record->commit = 1;
	for (size_t i = 0; pairs && pairs[i]; i += 2)
		record_set(record, pairs[i], pairs[i + 1]);
}

void sample_units(struct units *units)
{
	static const char *const each[][3] = {{"kel", "kelurahan", "kec"}, {"sd", "sekolah", "kel"},
		{"kec", "kecamatan", ""}, {"dinas", "dinas", ""}};

	*units = (struct units){0};
	for (size_t i = 0; i < COUNT(each); i++) {
		const char *const pairs[] = {
			"nama", each[i][0], "jenis", each[i][1], "induk", each[i][2], NULL};
		struct record record;

		sample_record(&record, TABLE_UNIT, each[i][0], pairs);
		units_add(units, &record);
		record_free(&record);
	}
	units_ready(units);
}

struct actor sample_actor(const struct units *units, const char *name, enum role role, const char *unit)
{
	struct actor actor = {
		.role = role, .units = units, .unit = unit ? units_find(units, unit) : UNIT_NONE};

	snprintf(actor.name, sizeof actor.name, "%s", name);
	return actor;
}
