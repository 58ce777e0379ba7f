#include "model/rights.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

bool actor_from_record(
	struct actor *actor, const struct record *user, const struct units *units, struct error *err)
{
	const char *role = record_get(user, "peran");

	*actor = (struct actor){.role = ROLE_LEADER, .units = units, .unit = UNIT_NONE};
	if (record_is_new(user))
		return error_set(err, "pengguna '%s' belum terdaftar; minta admin mendaftarkannya", user->id);
	if (text_equal(record_get(user, "aktif"), "tidak"))
		return error_set(
			err, "pengguna '%s' tidak aktif; minta admin mengaktifkannya lagi", user->id);
	if (!role_by_word(role, &actor->role))
		return error_set(err,
			"peran '%s' dari pengguna '%s' tidak dikenal; minta admin memperbaikinya", role,
			user->id);
	snprintf(actor->name, sizeof actor->name, "%s", user->id);
	if (units && *record_get(user, "opd"))
		actor->unit = units_find(units, record_get(user, "opd"));
	return true;
}

static bool is_office(const struct actor *actor) /* those who see the whole city */
{
	return actor->role != ROLE_OPERATOR;
}

static bool has_unit(const struct actor *actor)
{
	return actor->units && actor->unit != UNIT_NONE;
}

static bool unit_is_own(const struct actor *actor, const char *unit_id)
{
	size_t unit;

	if (!has_unit(actor) || !*unit_id)
		return false;
	unit = units_find(actor->units, unit_id);
	return unit != UNIT_NONE && units_below(actor->units, unit, actor->unit);
}

bool rights_read_unit(const struct actor *actor, const char *unit_id)
{
	return is_office(actor) || unit_is_own(actor, unit_id);
}

bool rights_read_table(const struct actor *actor, enum table table)
{
	if (actor->role == ROLE_ADMIN)
		return true;
	if (table == TABLE_USER)
		return false;
	if (is_office(actor))
		return true;
	return has_unit(actor) && (table == TABLE_INNOVATION || table == TABLE_UNIT || table_is_plain(table));
}

bool rights_read(const struct actor *actor, const struct record *record)
{
	if (!rights_read_table(actor, record->table))
		return false;
	if (record->table == TABLE_INNOVATION || record->table == TABLE_UNIT || table_is_plain(record->table))
		return rights_read_unit(actor, record_unit(record));
	return true;
}

bool rights_write_any(const struct actor *actor)
{
	return actor->role != ROLE_LEADER && (is_office(actor) || has_unit(actor));
}

bool rights_judge_any(const struct actor *actor)
{
	return actor->role == ROLE_REVIEWER || actor->role == ROLE_ADMIN;
}

bool rights_administer(const struct actor *actor)
{
	return actor->role == ROLE_ADMIN;
}

bool rights_change_unit(const struct actor *actor, const char *unit_id, struct error *err)
{
	if (actor->role == ROLE_LEADER)
		return error_set(
			err, "peran pimpinan hanya membaca; minta operator atau verifikator mengubahnya");
	if (is_office(actor))
		return true;
	if (!has_unit(actor))
		return error_set(err, "Anda operator tanpa unit; minta admin mengisi unit Anda");
	if (!unit_is_own(actor, unit_id))
		return error_set(err,
			"unit '%s' di luar unit Anda (%s); Anda hanya mengubah inovasi unit sendiri dan di bawahnya",
			unit_id, actor->units->unit[actor->unit].id);
	return true;
}

static bool table_writable(const struct actor *actor, enum table table, enum act act, struct error *err)
{
	if (actor->role == ROLE_LEADER)
		return error_set(
			err, "peran pimpinan hanya membaca; minta operator atau verifikator mengubahnya");
	if (actor->role == ROLE_ADMIN)
		return true;
	if (act == ACT_INIT || act == ACT_USER || table == TABLE_USER)
		return error_set(err, "pengguna hanya diubah oleh admin; minta admin melakukannya");
	if (is_office(actor) || table == TABLE_INNOVATION || table_is_plain(table))
		return true;
	if (table == TABLE_UNIT)
		return error_set(
			err, "data unit hanya diubah oleh verifikator atau admin; minta Bappeda mengubahnya");
	return error_set(
		err, "data daerah hanya dibaca dan diubah oleh verifikator atau admin; minta Bappeda");
}

static bool act_is_edit(enum act act)
{
	return act == ACT_EDIT || act == ACT_NEW || act == ACT_IMPORT || act == ACT_UNDO ||
	       act == ACT_EVIDENCE;
}

bool rights_change(const struct actor *actor, const struct record *record, enum act act, struct error *err)
{
	const char *unit = record_unit(record);
	enum status status = STATUS_DRAFT;

	if (!table_writable(actor, record->table, act, err))
		return false;
	if (record->table != TABLE_INNOVATION && !table_is_plain(record->table))
		return true;
	/* A record that is only being made has no unit yet; an operator needs one all the same. */
	if (record->commit == 0 && !*unit && has_unit(actor))
		unit = actor->units->unit[actor->unit].id;
	if (!rights_change_unit(actor, unit, err))
		return false;
	/* Acts move along the workflow's own table, which names its statuses itself. What belongs to an innovation is no part of its
	 * assessment: a prize comes when it is long reported. */
	if (!act_is_edit(act) || record->table != TABLE_INNOVATION)
		return true;
	if (!status_by_word(record_get(record, "status"), &status))
		return actor->role == ROLE_ADMIN ||
		       error_set(err, "status '%s' tidak dikenal; minta admin memperbaikinya lewat impor",
			       record_get(record, "status"));
	if (workflow_may_edit(status, actor->role))
		return true;
	if (actor->role == ROLE_REVIEWER)
		return error_set(err,
			"inovasi ini sudah dilaporkan dan terkunci; minta admin membukanya lagi dengan catatan");
	return error_set(err, "inovasi berstatus %s terkunci bagi unit; %s", status_word(status),
		status == STATUS_SUBMITTED  ? "tarik kembali, atau minta verifikator mengembalikannya"
		: status == STATUS_ARCHIVED ? "aktifkan lagi dahulu"
		: status == STATUS_REPORTED ? "minta admin membukanya lagi"
					    : "minta verifikator mengembalikannya");
}
