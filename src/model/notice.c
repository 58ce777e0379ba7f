#include "model/notice.h"

static const char *const titles[NOTICE_KIND_COUNT] = {
	[NOTICE_RETURNED] = "Dikembalikan",
	[NOTICE_WAITING] = "Menunggu verifikasi",
	[NOTICE_REJECTED] = "Bukti ditolak",
	[NOTICE_CLOSING] = "Belum diajukan",
	[NOTICE_IDEAS] = "Ide",
	[NOTICE_NONE] = "Inovasi unit Anda",
};

/* How many innovations the notice is about; 0: it does not hold. */
static int64_t count_for_unit(const struct notice_counts *counts, enum notice_kind kind)
{
	switch (kind) {
	case NOTICE_RETURNED:
		return counts->status[STATUS_RETURNED];
	case NOTICE_REJECTED:
		return counts->rejected;
	case NOTICE_IDEAS:
		return counts->status[STATUS_IDEA];
	case NOTICE_NONE:
		return counts->own < counts->target ? counts->target - counts->own : 0;
	default:
		return 0;
	}
}

static int64_t count_of(const struct notice_counts *counts, enum notice_kind kind)
{
	if (counts->role == ROLE_LEADER)
		return 0;
	if (kind == NOTICE_CLOSING)
		return counts->days_left >= 0 && counts->days_left <= NOTICE_DAYS
			       ? counts->status[STATUS_DRAFT] + counts->status[STATUS_RETURNED]
			       : 0;
	if (counts->role == ROLE_OPERATOR)
		return count_for_unit(counts, kind);
	return kind == NOTICE_WAITING ? counts->status[STATUS_SUBMITTED] : 0;
}

size_t notices_of(const struct notice_counts *counts, struct notice notice[NOTICE_KIND_COUNT])
{
	size_t found = 0;

	for (int kind = 0; kind < NOTICE_KIND_COUNT; kind++) {
		int64_t count = count_of(counts, (enum notice_kind)kind);

		if (count)
			notice[found++] = (struct notice){(enum notice_kind)kind, count,
				kind == NOTICE_CLOSING ? counts->days_left : counts->target};
	}
	return found;
}

void notice_add_text(struct buffer *to, const struct notice *notice)
{
	long long count = notice->count;

	switch (notice->kind) {
	case NOTICE_RETURNED:
		buffer_printf(
			to, "Dikembalikan kepada Anda: %lld inovasi; perbaiki, lalu ajukan lagi", count);
		break;
	case NOTICE_WAITING:
		buffer_printf(to, "Menunggu verifikasi Anda: %lld inovasi", count);
		break;
	case NOTICE_REJECTED:
		buffer_printf(to, "Bukti ditolak pada %lld inovasi; baca catatan verifikator", count);
		break;
	case NOTICE_CLOSING:
		if (notice->more)
			buffer_printf(to, "Jendela ditutup %lld hari lagi: %lld inovasi belum diajukan",
				(long long)notice->more, count);
		else
			buffer_printf(to, "Jendela ditutup hari ini: %lld inovasi belum diajukan", count);
		break;
	case NOTICE_IDEAS:
		buffer_printf(to, "Ide untuk unit Anda: %lld; ambil sebagai draf, atau tolak", count);
		break;
	case NOTICE_NONE:
		buffer_printf(to, "Unit Anda kurang %lld inovasi dari target %lld tahun ini", count,
			(long long)notice->more);
		break;
	default:
		break;
	}
}

const char *notice_title(enum notice_kind kind)
{
	return titles[kind];
}
