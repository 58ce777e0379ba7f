#include "model/workflow.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static const char *const status_words[STATUS_COUNT] = {
	"ide", "draf", "diajukan", "dikembalikan", "terverifikasi", "dilaporkan", "arsip"};
static const char *const status_labels[STATUS_COUNT] = {
	"Ide", "Draf", "Diajukan", "Dikembalikan", "Terverifikasi", "Dilaporkan", "Arsip"};
static const char *const role_words[ROLE_COUNT] = {"operator", "verifikator", "pimpinan", "admin"};
static const char *const role_labels[ROLE_COUNT] = {"Operator", "Verifikator", "Pimpinan", "Admin"};

static int find_word(const char *const *words, int count, const char *word)
{
	for (int i = 0; i < count; i++)
		if (text_equal(words[i], word))
			return i;
	return -1;
}

const char *status_word(enum status status)
{
	return status < STATUS_COUNT ? status_words[status] : "";
}

const char *status_label(enum status status)
{
	return status < STATUS_COUNT ? status_labels[status] : "";
}

bool status_by_word(const char *word, enum status *status)
{
	int index = *word ? find_word(status_words, STATUS_COUNT, word) : STATUS_DRAFT;

	if (index < 0)
		return false;
	*status = (enum status)index;
	return true;
}

const char *role_word(enum role role)
{
	return role < ROLE_COUNT ? role_words[role] : "";
}

const char *role_label(enum role role)
{
	return role < ROLE_COUNT ? role_labels[role] : "";
}

bool role_by_word(const char *word, enum role *role)
{
	int index = find_word(role_words, ROLE_COUNT, word);

	if (index < 0)
		return false;
	*role = (enum role)index;
	return true;
}

bool status_is_claimed(enum status status)
{
	return status == STATUS_DRAFT || status == STATUS_SUBMITTED || status == STATUS_RETURNED ||
	       status_is_verified(status);
}

bool status_is_verified(enum status status)
{
	return status == STATUS_VERIFIED || status == STATUS_REPORTED;
}

/* Sets of statuses and of roles, one bit each. */
enum {
	IN_IDEA = 1 << STATUS_IDEA,
	IN_DRAFT = 1 << STATUS_DRAFT,
	IN_SUBMITTED = 1 << STATUS_SUBMITTED,
	IN_RETURNED = 1 << STATUS_RETURNED,
	IN_VERIFIED = 1 << STATUS_VERIFIED,
	IN_REPORTED = 1 << STATUS_REPORTED,
	IN_OPEN = IN_IDEA | IN_DRAFT | IN_RETURNED,
	IN_REVIEW = IN_SUBMITTED | IN_VERIFIED,

	BY_ADMIN = 1 << ROLE_ADMIN,
	BY_OWNERS = 1 << ROLE_OPERATOR | BY_ADMIN,
	BY_REVIEWERS = 1 << ROLE_REVIEWER | BY_ADMIN,
	BY_WRITERS = BY_OWNERS | BY_REVIEWERS,

	STAY = STATUS_COUNT /* the status does not change */
};

static bool has(unsigned set, int member)
{
	return set >> member & 1;
}

/* The table: INTERFACE, Calling and Rights. An unarchive is for those who could archive from where the record came. */
static const struct step {
	enum act act;
	unsigned from;
	unsigned roles;
	int to;
} steps[] = {
	{ACT_ADOPT, IN_IDEA, BY_WRITERS, STATUS_DRAFT},
	{ACT_SUBMIT, IN_DRAFT | IN_RETURNED, BY_OWNERS, STATUS_SUBMITTED},
	{ACT_WITHDRAW, IN_SUBMITTED, BY_OWNERS, STATUS_DRAFT},
	{ACT_ACCEPT, IN_SUBMITTED, BY_REVIEWERS, STATUS_VERIFIED},
	{ACT_ACCEPT_ANSWER, IN_REVIEW, BY_REVIEWERS, STAY},
	{ACT_REJECT_ANSWER, IN_REVIEW, BY_REVIEWERS, STAY},
	{ACT_RETURN, IN_REVIEW, BY_REVIEWERS, STATUS_RETURNED},
	{ACT_REGISTER, IN_VERIFIED, BY_REVIEWERS, STATUS_REPORTED},
	{ACT_REOPEN, IN_REPORTED, BY_ADMIN, STATUS_VERIFIED},
	{ACT_ARCHIVE, IN_OPEN, BY_WRITERS, STATUS_ARCHIVED},
	{ACT_ARCHIVE, IN_REVIEW, BY_REVIEWERS, STATUS_ARCHIVED},
	{ACT_ARCHIVE, IN_REPORTED, BY_ADMIN, STATUS_ARCHIVED},
};

#define STEP_COUNT (sizeof steps / sizeof steps[0])

/* Indonesian verb of an act of this table, NULL for acts that are not of it. */
static const char *act_verb(enum act act)
{
	switch (act) {
	case ACT_ADOPT:
		return "diadopsi menjadi draf";
	case ACT_SUBMIT:
		return "diajukan";
	case ACT_WITHDRAW:
		return "ditarik kembali";
	case ACT_ACCEPT:
		return "diverifikasi";
	case ACT_ACCEPT_ANSWER:
		return "diterima buktinya";
	case ACT_REJECT_ANSWER:
		return "ditolak buktinya";
	case ACT_RETURN:
		return "dikembalikan";
	case ACT_REGISTER:
		return "dilaporkan";
	case ACT_REOPEN:
		return "dibuka lagi";
	case ACT_ARCHIVE:
		return "diarsipkan";
	case ACT_UNARCHIVE:
		return "diaktifkan lagi";
	default:
		return NULL;
	}
}

bool workflow_may_edit(enum status status, enum role role)
{
	switch (role) {
	case ROLE_OPERATOR:
		return has(IN_OPEN, (int)status);
	case ROLE_REVIEWER:
		return status != STATUS_REPORTED;
	case ROLE_ADMIN:
		return true;
	default:
		return false;
	}
}

/* Where the table leads: a status, or STAY; -1 when it refuses. */
static int step_to(enum status from, enum status archived_from, enum act act, enum role role)
{
	if (act == ACT_UNARCHIVE) {
		if (from != STATUS_ARCHIVED || archived_from == STATUS_ARCHIVED)
			return -1;
		return step_to(archived_from, STATUS_DRAFT, ACT_ARCHIVE, role) < 0 ? -1 : STATUS_DRAFT;
	}
	for (size_t i = 0; i < STEP_COUNT; i++)
		if (steps[i].act == act && has(steps[i].from, (int)from) && has(steps[i].roles, (int)role))
			return steps[i].to;
	return -1;
}

static bool role_has_act(enum act act, enum role role)
{
	if (act == ACT_UNARCHIVE)
		act = ACT_ARCHIVE;
	for (size_t i = 0; i < STEP_COUNT; i++)
		if (steps[i].act == act && has(steps[i].roles, (int)role))
			return true;
	return false;
}

/* Statuses in which the role may do it: "draf, dikembalikan". */
static void add_sources(struct buffer *to, enum act act, enum role role)
{
	for (int from = 0; from < STATUS_COUNT; from++)
		if (step_to((enum status)from, STATUS_DRAFT, act, role) >= 0)
			buffer_printf(to, "%s%s", to->size ? ", " : "", status_word((enum status)from));
}

static void add_possible(struct buffer *to, enum status from, enum status archived_from, enum role role)
{
	for (int act = 0; act < ACT_COUNT; act++)
		if (step_to(from, archived_from, (enum act)act, role) >= 0)
			buffer_printf(to, "%s%s", to->size ? ", " : "", act_verb((enum act)act));
}

/* Those who have the act at all: "verifikator atau admin". */
static void add_roles(struct buffer *to, enum act act)
{
	for (int role = 0; role < ROLE_COUNT; role++)
		if (role_has_act(act, (enum role)role))
			buffer_printf(to, "%s%s", to->size ? " atau " : "", role_word((enum role)role));
}

static const char *who_unarchives(enum status archived_from)
{
	return step_to(archived_from, STATUS_DRAFT, ACT_ARCHIVE, ROLE_REVIEWER) < 0 ? "admin" : "verifikator";
}

static bool refuse(
	enum status from, enum status archived_from, enum act act, enum role role, struct error *err)
{
	struct buffer sources = {0};
	struct buffer possible = {0};
	struct buffer roles = {0};

	add_sources(&sources, act, role);
	add_possible(&possible, from, archived_from, role);
	add_roles(&roles, act);
	if (!role_has_act(act, role))
		error_set(err, "hanya dapat %s oleh %s, bukan %s; status sekarang %s, yang mungkin: %s",
			act_verb(act), buffer_text(&roles), role_word(role), status_word(from),
			possible.size ? possible.data : "hanya membaca");
	else if (act == ACT_UNARCHIVE && from == STATUS_ARCHIVED)
		error_set(err, "inovasi ini diarsipkan dari status %s; minta %s mengaktifkannya lagi",
			status_word(archived_from), who_unarchives(archived_from));
	else
		error_set(err,
			"inovasi berstatus %s tidak dapat %s (hanya dari: %s); yang mungkin sekarang: %s",
			status_word(from), act_verb(act), buffer_text(&sources),
			possible.size ? possible.data : "tidak ada bagi peran ini, minta admin");
	buffer_free(&sources);
	buffer_free(&possible);
	buffer_free(&roles);
	return false;
}

bool workflow_step(enum status from, enum status archived_from, enum act act, enum role role, enum status *to,
	struct error *err)
{
	int next;

	*to = from;
	if (!act_verb(act)) {
		if (act == ACT_IDEA && role != ROLE_LEADER)
			return error_set(err, "ide dicatat sebagai inovasi baru, bukan dari yang sudah ada");
		if (workflow_may_edit(from, role))
			return true;
		return error_set(err, "inovasi berstatus %s tidak dapat diubah oleh %s", status_word(from),
			role_word(role));
	}
	next = step_to(from, archived_from, act, role);
	if (next < 0)
		return refuse(from, archived_from, act, role, err);
	if (next != STAY)
		*to = (enum status)next;
	return true;
}
