/* Every sentence of help in screens/ is seen whole on a terminal of 80 columns, as the form or the sheet shows it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "app/answer_form.h"
#include "app/form_field.h"
#include "support/real.h"
#include "support/views.h"
#include "ui/frame.h"

#define COLS 80

static size_t measured;

static void assert_seen_whole(const char *where, const char *sentence)
{
	if (frame_sentence_rows(sentence, COLS) > FRAME_STATUS_MOST)
		fail_msg("%s: too long for the status line: %s", where, sentence);
	measured++;
}

static void measure_form(const struct form_definition *form)
{
	for (size_t i = 0; i < form->count; i++) {
		struct buffer sentence = {0};

		form_field_explain(&form->field[i], &sentence);
		assert_seen_whole(form->field[i].key, buffer_text(&sentence));
		buffer_free(&sentence);
	}
}

static void measure_sheet(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		struct answer_form *form = answer_form_new(&catalogue->indicator[i], NULL);

		assert_seen_whole(catalogue->indicator[i].code, catalogue->indicator[i].help);
		measure_form(answer_form_fields(form));
		answer_form_free(form);
	}
}

static void every_help_is_seen_whole(void **state)
{
	struct definitions *definitions = real_definitions();

	(void)state;
	measured = 0;
	measure_form(&definitions->unit);
	measure_form(&definitions->user);
	measure_form(&definitions->idea);
	for (size_t i = 0; i < TABLE_PLAIN_COUNT; i++)
		measure_form(&definitions->plain[i].form);
	for (size_t i = 0; i < definitions->year_count; i++) {
		measure_form(&definitions->year[i].profile);
		measure_sheet(&definitions->year[i].innovation);
		measure_sheet(&definitions->year[i].region);
	}
	assert_true(measured > 200);
	definitions_free(definitions);
}

static size_t demanded;

static void demand_form(const struct form_definition *form)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct field_definition *field = &form->field[i];

		if (!*field->page)
			continue;
		if (!*field->help || !*field->example)
			fail_msg("%s:%d: %s lacks help or example", field->path, field->line, field->key);
		demanded++;
	}
}

/* F1 has something to say on every field of ours, whatever the form. A field that a city adds may be without. */
static void every_field_of_ours_is_explained_by_example(void **state)
{
	struct definitions *definitions = real_definitions();

	(void)state;
	demanded = 0;
	for (size_t i = 0; i < definitions->year_count; i++)
		demand_form(&definitions->year[i].profile);
	demand_form(&definitions->unit);
	demand_form(&definitions->user);
	demand_form(&definitions->idea);
	for (size_t i = 0; i < TABLE_PLAIN_COUNT; i++)
		demand_form(&definitions->plain[i].form);
	assert_true(demanded > 70);
	definitions_free(definitions);
}

static void a_long_one_takes_more_rows(void **state)
{
	(void)state;
	assert_int_equal(frame_sentence_rows("Nama resmi unit.", COLS), 1);
	assert_int_equal(frame_sentence_rows("Hari pembaruan terakhir; membuat inovasi lama layak lagi bila "
					     "masih dalam rentang penilaian.",
				 COLS),
		2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_help_is_seen_whole, views_open, views_close),
		cmocka_unit_test(every_field_of_ours_is_explained_by_example),
		cmocka_unit_test_setup_teardown(a_long_one_takes_more_rows, views_open, views_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
