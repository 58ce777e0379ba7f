#include "cli/index_terms.h"

#include <string.h>

bool index_terms_read(struct store_txn *txn, const struct year_definition *year,
	const struct score_units *score, struct index_terms *terms, struct error *err)
{
	return txn_index(txn, year, score, &terms->claimed, &terms->verified, err);
}

void index_terms_list(const struct index_terms *terms, struct index_term term[INDEX_TERMS])
{
	const struct score_index *claimed = &terms->claimed;
	const struct score_index *verified = &terms->verified;
	const struct index_term all[INDEX_TERMS] = {
		{"Inovasi", claimed->innovations * 100, verified->innovations * 100},
		{"Pembagi", claimed->divisor * 100, verified->divisor * 100},
		{"Kursi kosong", claimed->empty_seats * 100, verified->empty_seats * 100},
		{"Indikator daerah", claimed->region, verified->region},
		{"Kematangan", ratio_round(claimed->maturity, 1), ratio_round(verified->maturity, 1)},
		{"Yandas tercakup", (int64_t)claimed->yandas * 100, (int64_t)verified->yandas * 100},
		{"Skor jumlah", claimed->count_score, verified->count_score},
		{"Total", ratio_round(claimed->total, 1), ratio_round(verified->total, 1)},
		{"Indeks", claimed->index_rounded, verified->index_rounded},
	};

	memcpy(term, all, sizeof all);
}

static void add_number(struct table_text *table, int64_t hundredths)
{
	char number[32];

	score_format_screen(hundredths, false, number);
	table_add_cell(table, number);
}

void index_terms_table(const struct index_terms *terms, struct table_text *table)
{
	struct index_term term[INDEX_TERMS];

	index_terms_list(terms, term);
	table_add_column(table, "", false, 0);
	table_add_column(table, "Klaim", true, 0);
	table_add_column(table, "Terverifikasi", true, 0);
	for (size_t i = 0; i < INDEX_TERMS; i++) {
		table_add_cell(table, term[i].label);
		add_number(table, term[i].claimed);
		add_number(table, term[i].verified);
	}
	table_add_cell(table, "Predikat");
	table_add_cell(table, terms->claimed.predicate);
	table_add_cell(table, terms->verified.predicate);
}
