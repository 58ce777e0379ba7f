/* workflow.h: the statuses of an innovation and the one table of who may move it where (INTERFACE: Rights, commands).
 * Decides from status, act and role only; unit rights are rights.h's, demands on fields are judge.h's.
 * Constant data. */
#ifndef SIKO_MODEL_WORKFLOW_H
#define SIKO_MODEL_WORKFLOW_H

#include <stdbool.h>

#include "base/error.h"
#include "model/change.h"

enum status {
	STATUS_IDEA,	  /* ide */
	STATUS_DRAFT,	  /* draf */
	STATUS_SUBMITTED, /* diajukan */
	STATUS_RETURNED,  /* dikembalikan */
	STATUS_VERIFIED,  /* terverifikasi */
	STATUS_REPORTED,  /* dilaporkan */
	STATUS_ARCHIVED,  /* arsip */
	STATUS_COUNT
};

const char *status_word(enum status status);
const char *status_label(enum status status);		    /* for the screen: "Draf" */
bool status_by_word(const char *word, enum status *status); /* "" is draf */

enum role {
	ROLE_OPERATOR,
	ROLE_REVIEWER, /* verifikator */
	ROLE_LEADER,   /* pimpinan: reads all */
	ROLE_ADMIN,
	ROLE_COUNT
};

const char *role_word(enum role role);
const char *role_label(enum role role);
bool role_by_word(const char *word, enum role *role);

/* Claim set: draf diajukan dikembalikan terverifikasi dilaporkan. Verified set (before layak): terverifikasi dilaporkan. */
bool status_is_claimed(enum status status);
bool status_is_verified(enum status status);

/* Whether role may do act in status, and where it leads. `archived_from` is the status an archived innovation came from
 * (unarchive is for those who could archive it). The refusal is a sentence. */
bool workflow_step(enum status from, enum status archived_from, enum act act, enum role role, enum status *to,
	struct error *err);

/* Whether role may change fields of an innovation in this status. */
bool workflow_may_edit(enum status status, enum role role);

#endif
