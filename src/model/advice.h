/* advice.h: what would raise the score most: each line a change of the set, scored anew beside the set as it stands.
 * Reads facts only, one pass; weights and constants are the year's. Decides and writes nothing.
 * A struct advice is a value that borrows the year; its lines stand there after advice_finish. */
#ifndef SIKO_MODEL_ADVICE_H
#define SIKO_MODEL_ADVICE_H

#include "model/score.h"

/* Whose advice it is. The index is the city's for all of them. */
enum advice_scope { ADVICE_OF_CITY, ADVICE_OF_UNIT, ADVICE_OF_INNOVATION };

enum advice_kind {
	ADVICE_INDICATOR, /* answers to one indicator; subject is its slot */
	ADVICE_REGION,	  /* a region's answer; subject is its place in the region's catalogue */
	ADVICE_ACCEPT,	  /* all that waits for a reviewer is accepted */
	ADVICE_YANDAS,	  /* one more innovation, of a missing yandas; subject is its place in the rules */
	ADVICE_SEATS,	  /* the empty seats are filled */
	ADVICE_ANOTHER,	  /* one more innovation */
	ADVICE_KIND_COUNT
};

/* How far an answer is carried. Each step has what the one before has; kinds other than answers know ADVICE_ALL only. */
enum advice_step {
	ADVICE_EVIDENCE, /* evidence for the level that is there */
	ADVICE_NEXT,	 /* the next level, with evidence */
	ADVICE_ALL,	 /* level 3, with evidence */
	ADVICE_STEPS
};

struct advice_gain {
	int64_t points;	  /* of maturity (a region's answer: of its score), hundredths */
	int64_t claimed;  /* of the claimed index, hundredths; the difference is rounded once */
	int64_t verified; /* of the verified index, once a reviewer accepted what was changed */
};

struct advice_line {
	enum advice_kind kind;
	unsigned subject;
	int64_t concerned; /* innovations to change, to accept, or to add */
	int64_t answers;   /* ADVICE_ACCEPT: answers with evidence that wait */
	int64_t now;	   /* answers: points as they stand, hundredths */
	int level;	   /* of one answer (a region's or an innovation's) */
	bool counts;	   /* level and evidence are there */
	struct advice_gain gain[ADVICE_STEPS];
};

#define ADVICE_MOST (2 * CATALOGUE_MOST + 64 + 3)

/* What score_index asks of a set. */
struct advice_set {
	int64_t innovations;
	int64_t maturity; /* hundredths */
	uint64_t topics;
};

struct advice_sum {
	int64_t concerned;
	int64_t now;
	int64_t points[ADVICE_STEPS];
	int64_t claimed[ADVICE_STEPS];		  /* added to the claimed maturity */
	struct advice_set verified[ADVICE_STEPS]; /* added to the verified set */
};

struct advice {
	const struct year_definition *year;
	enum advice_scope scope;
	struct score_units city;	       /* no units: its sums and its plan only */
	struct advice_sum sum[CATALOGUE_MOST]; /* of the scope, by slot */
	struct advice_set accepted;	       /* added to the verified set by accepting what waits */
	int64_t waiting, waiting_answers;      /* innovations and answers behind it */
	int64_t innovations;		       /* the scope's, of the claim set */
	int64_t maturity, maturity_verified;   /* the scope's, hundredths */
	int64_t verified_set;		       /* the scope's */
	int level[CATALOGUE_MOST];	       /* of the one innovation */
	bool counts[CATALOGUE_MOST];
	bool found;			      /* something of the scope was added */
	struct score_index index, verified;   /* as they stand */
	struct advice_line line[ADVICE_MOST]; /* what gains most first */
	size_t count;
};

void advice_open(struct advice *advice, const struct year_definition *year, enum advice_scope scope);
void advice_free(struct advice *advice);

/* One innovation of the year. own: it is, or belongs to, what is advised. refused: answers a reviewer has refused (bit per slot);
 * asked for only where advice_waits says so. */
void advice_add(struct advice *advice, const struct facts *facts, bool own, uint32_t refused);
/* region: the sum of the region's answers. record: its answers get lines too; NULL: they do not. */
void advice_finish(struct advice *advice, int64_t region, const struct record *record);

/* Whether a reviewer has something to judge here: the innovation itself, or an answer with evidence. */
bool advice_waits(const struct facts *facts);
/* Whether the answer has anything left to gain. */
bool advice_lacking(const struct facts *facts, unsigned slot);

const char *advice_kind_word(enum advice_kind kind); /* for files: "indikator", "daerah", "terima" … */
const char *advice_code(
	const struct advice *advice, const struct advice_line *line); /* "35", "perumahan", "" */
/* For people: "Video inovasi daerah", "Menerima semua yang menunggu" … */
void advice_add_name(const struct advice *advice, const struct advice_line *line, struct buffer *to);
/* What the next level of an answer asks for; texts borrowed, "" where there is nothing more. basis: the one chosen, or NULL. */
struct advice_ask {
	const char *level;    /* of the next level */
	const char *evidence; /* that proves it, or the level that is there */
	const char *types;
};
struct advice_ask advice_ask(const struct indicator *indicator, const struct basis *basis, int level);
/* "+0,12", "-0,03", "0,00": a gain for people; from hundredths. */
void advice_add_gain(struct buffer *to, int64_t hundredths);

#endif
