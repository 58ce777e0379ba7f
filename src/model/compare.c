#include "model/compare.h"

void year_totals_free(struct year_totals *totals)
{
	score_units_free(&totals->score);
	*totals = (struct year_totals){0};
}

/* Half up by size, so that the years may be exchanged and only the sign changes. */
static int64_t round_signed(__int128 num, __int128 den)
{
	bool negative = num < 0;
	int64_t size = (int64_t)(((negative ? -num : num) * 2 + den) / (den * 2));

	return negative ? -size : size;
}

static struct compare_value of_sums(int64_t one, int64_t other)
{
	return (struct compare_value){one, other, one - other};
}

static struct compare_value of_means(const struct score_unit *one, const struct score_unit *other)
{
	/* The mean of nothing is 0. */
	int64_t one_count = one->innovations ? one->innovations : 1;
	int64_t other_count = other->innovations ? other->innovations : 1;
	int64_t one_sum = one->innovations ? one->claimed_sum : 0;
	int64_t other_sum = other->innovations ? other->claimed_sum : 0;

	return (struct compare_value){
		.one = ratio_round((struct ratio){one_sum, one_count}, 1),
		.other = ratio_round((struct ratio){other_sum, other_count}, 1),
		.difference = round_signed((__int128)one_sum * other_count - (__int128)other_sum * one_count,
			(__int128)one_count * other_count),
	};
}

void compare_units(const struct score_unit *one, const struct score_unit *other,
	struct compare_value value[COMPARE_MEASURES])
{
	value[COMPARE_INNOVATIONS] = of_sums(one->innovations * 100, other->innovations * 100);
	value[COMPARE_CLAIMED] = of_sums(one->claimed_sum, other->claimed_sum);
	value[COMPARE_MEAN] = of_means(one, other);
	value[COMPARE_VERIFIED] = of_sums(one->verified_sum, other->verified_sum);
}

static const struct {
	const char *word, *label;
} measures[COMPARE_MEASURES] = {
	[COMPARE_INNOVATIONS] = {"inovasi", "Inov"},
	[COMPARE_CLAIMED] = {"klaim", "Klaim"},
	[COMPARE_MEAN] = {"rata_klaim", "Rata"},
	[COMPARE_VERIFIED] = {"verif", "Verif"},
};

const char *compare_word(enum compare_measure measure)
{
	return measures[measure].word;
}

const char *compare_label(enum compare_measure measure)
{
	return measures[measure].label;
}

const char *compare_direction(int64_t difference)
{
	return difference > 0 ? "naik" : difference < 0 ? "turun" : "tetap";
}

void compare_add_plain(struct buffer *to, int64_t difference)
{
	if (difference < 0)
		buffer_add_byte(to, '-');
	score_add_plain(to, difference < 0 ? -difference : difference);
}

void compare_add_screen(struct buffer *to, int64_t difference)
{
	if (difference)
		buffer_add_byte(to, difference < 0 ? '-' : '+');
	score_add_screen(to, difference < 0 ? -difference : difference);
}

const struct year_definition *compare_other_year(const struct definitions *definitions, int year)
{
	const struct year_definition *before = NULL;
	const struct year_definition *after = NULL;

	for (size_t i = 0; i < definitions->year_count; i++) {
		const struct year_definition *other = &definitions->year[i];

		if (other->year < year && (!before || other->year > before->year))
			before = other;
		if (other->year > year && (!after || other->year < after->year))
			after = other;
	}
	return before ? before : after;
}
