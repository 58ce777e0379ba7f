#include "app/advice_panel.h"

#include "model/answer.h"

#define LABEL 19 /* columns */
#define GAIN  8

static void paint_header(struct area panel)
{
	static const char *const labels[] = {"poin", "klaim", "verif"};

	for (int i = 0; i < 3; i++)
		draw_text_aligned(panel, 1, 3 + LABEL + i * GAIN, GAIN, ALIGN_RIGHT, STYLE_DIM, labels[i]);
}

static void paint_gain(struct area panel, int row, const char *label, const struct advice_gain *gain)
{
	int col = 3 + LABEL;
	struct buffer text = {0};

	draw_text(panel, row, 3, LABEL, STYLE_PLAIN, label);
	score_add_screen(&text, gain->points);
	draw_text_aligned(panel, row, col, GAIN, ALIGN_RIGHT, STYLE_PLAIN, buffer_text(&text));
	buffer_clear(&text);
	advice_add_gain(&text, gain->claimed);
	draw_text_aligned(panel, row, col + GAIN, GAIN, ALIGN_RIGHT, STYLE_PLAIN, buffer_text(&text));
	buffer_clear(&text);
	advice_add_gain(&text, gain->verified);
	draw_text_aligned(panel, row, col + 2 * GAIN, GAIN, ALIGN_RIGHT, STYLE_PLAIN, buffer_text(&text));
	buffer_free(&text);
}

/* The steps that gain something; returns the next row. */
static int paint_steps(struct area panel, int row, const struct advice_line *line)
{
	static const char *const labels[ADVICE_STEPS] = {
		[ADVICE_EVIDENCE] = "Bukti dilengkapi",
		[ADVICE_NEXT] = "Naik satu tingkat",
		[ADVICE_ALL] = "Penuh",
	};

	for (int step = 0; step < ADVICE_STEPS; step++)
		if (line->gain[step].points)
			paint_gain(panel, row++, labels[step], &line->gain[step]);
	return row;
}

static int paint_prose(struct area panel, int row, enum style style, const char *text)
{
	return row + draw_wrapped(panel, row, 3, panel.cols - 4, style, text);
}

static struct advice_ask ask_of(
	const struct advice *advice, const struct advice_line *line, const struct record *record)
{
	const struct catalogue *catalogue = line->kind == ADVICE_REGION ? &advice->year->region
									: &advice->year->innovation;
	const struct indicator *indicator = &catalogue->indicator[line->subject];
	char key[RECORD_KEY_MOST];

	answer_make_key(indicator->code, ANSWER_BASIS, key);
	return advice_ask(indicator, indicator_basis(indicator, record_get(record, key)), line->level);
}

/* One answer of an innovation or of the region, not a sum of many. */
static bool is_answer(const struct advice *advice, const struct advice_line *line)
{
	return line->kind == ADVICE_REGION ||
	       (line->kind == ADVICE_INDICATOR && advice->scope == ADVICE_OF_INNOVATION);
}

static void add_level(struct buffer *to, const struct advice_line *line, const struct advice_ask *ask)
{
	if (*ask->level)
		buffer_printf(to, "Tingkat %d: %s", line->level + 1, ask->level);
}

static void add_evidence(struct buffer *to, const struct advice_ask *ask)
{
	if (*ask->evidence)
		buffer_printf(to, "Bukti diminta: %s (%s)", ask->evidence, ask->types);
}

static void paint_ask(struct area panel, const struct advice *advice, const struct advice_line *line,
	const struct record *record)
{
	struct advice_ask ask = ask_of(advice, line, record);
	struct buffer level = {0};
	struct buffer evidence = {0};
	int row = paint_steps(panel, 2, line);

	add_level(&level, line, &ask);
	add_evidence(&evidence, &ask);
	if (level.size)
		row = paint_prose(panel, row, STYLE_PLAIN, buffer_text(&level));
	paint_prose(panel, row, STYLE_DIM, buffer_text(&evidence));
	buffer_free(&level);
	buffer_free(&evidence);
}

static void paint_set(struct area panel, const struct advice *advice, const struct advice_line *line)
{
	struct buffer text = {0};
	int row;

	switch (line->kind) {
	case ADVICE_INDICATOR:
		buffer_printf(&text, "%lld dari %lld inovasi belum penuh pada indikator ini.",
			(long long)line->concerned, (long long)advice->innovations);
		break;
	case ADVICE_ACCEPT:
		buffer_printf(&text,
			"%lld inovasi dan %lld bukti menunggu verifikator; yang ditolak tidak ikut dihitung.",
			(long long)line->concerned, (long long)line->answers);
		break;
	case ADVICE_YANDAS:
		buffer_printf(&text,
			"Yandas tercakup: klaim %zu, terverifikasi %zu dari %zu; di bawah %d skor jumlah hilang.",
			advice->index.yandas, advice->verified.yandas, advice->year->rules.yandas_count,
			advice->year->rules.yandas_needed);
		break;
	case ADVICE_SEATS:
		buffer_printf(&text, "Kursi kosong: klaim %lld, terverifikasi %lld; rata-rata dibagi %d.",
			(long long)advice->index.empty_seats, (long long)advice->verified.empty_seats,
			advice->year->rules.divisor);
		break;
	default:
		break;
	}
	if (line->kind >= ADVICE_YANDAS)
		buffer_printf(
			&text, "%sInovasi baru dihitung dengan kematangan rata-rata.", text.size ? " " : "");
	if (line->kind == ADVICE_INDICATOR) {
		row = paint_steps(panel, 2, line);
	} else {
		paint_gain(panel, 2, line->kind == ADVICE_ACCEPT ? "Bila diterima" : "Bila ada",
			&line->gain[ADVICE_ALL]);
		row = 3;
	}
	paint_prose(panel, row, STYLE_DIM, buffer_text(&text));
	buffer_free(&text);
}

void advice_panel_paint(struct area panel, const struct advice *advice, const struct advice_line *line,
	const struct record *record)
{
	struct buffer title = {0};

	advice_add_name(advice, line, &title);
	draw_rule(panel, 0, buffer_text(&title));
	buffer_free(&title);
	paint_header(panel);
	if (is_answer(advice, line))
		paint_ask(panel, advice, line, record);
	else
		paint_set(panel, advice, line);
}

void advice_panel_status(const struct advice *advice, const struct advice_line *line,
	const struct record *record, bool panel, struct buffer *to)
{
	static const char *const sentences[ADVICE_KIND_COUNT] = {
		[ADVICE_INDICATOR] = "Enter: inovasi yang jawabannya belum penuh.",
		[ADVICE_REGION] = "Enter: lembar indikator daerah.",
		[ADVICE_ACCEPT] = "Enter: inovasi yang menunggu verifikator.",
		[ADVICE_YANDAS] = "Enter: inovasi dari urusan ini, ide dan arsip juga.",
		[ADVICE_SEATS] = "Enter: unit dan targetnya.",
		[ADVICE_ANOTHER] = "Enter: ide yang dapat dijadikan draf.",
	};
	struct advice_ask ask;

	if (!panel && is_answer(advice, line)) {
		ask = ask_of(advice, line, record);
		add_level(to, line, &ask);
		if (!to->size)
			add_evidence(to, &ask);
	} else if (advice->scope == ADVICE_OF_INNOVATION) {
		buffer_add_text(to, "Enter: jawaban ini di lembar indikator.");
	} else {
		buffer_add_text(to, sentences[advice->scope == ADVICE_OF_UNIT && line->kind == ADVICE_SEATS
						      ? ADVICE_ANOTHER
						      : line->kind]);
	}
}
