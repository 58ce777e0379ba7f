#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/store_part.h"

#define NAME_AFTER_MS 5000
#define NAME_EACH_MS  1000
#define GIVE_UP_MS    60000

/* Test builds need not wait as long: $SIKO_WAIT_MS stands for the five seconds. */
static uint64_t limit_ms(uint64_t ms)
{
#ifdef SIKO_TEST
	const char *wanted = getenv("SIKO_WAIT_MS");
	uint64_t after;

	if (wanted && text_number(wanted, NAME_AFTER_MS, &after))
		return ms * after / NAME_AFTER_MS;
#endif
	return ms;
}

/* LMDB's own lock can neither time out nor say who holds it; this one is taken first and can do both. Its second byte is the
 * head of the queue: without it, who has just let go takes the lock again before anybody who waits asks for it (measured: one
 * of 32 writers waited eight seconds). */
enum { BYTE_LOCK, BYTE_NEXT };

static bool try_lock(int fd, off_t byte)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};

	return fcntl(fd, F_SETLK, &lock) == 0;
}

static void let_next(int fd)
{
	struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = BYTE_NEXT, .l_len = 1};

	fcntl(fd, F_SETLK, &lock);
}

struct holder {
	char name[128];
	pid_t pid; /* 0: it has just let go */
};

static void who_holds(int fd, struct holder *holder)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = BYTE_LOCK, .l_len = 1};
	ssize_t size = pread(fd, holder->name, sizeof holder->name - 1, 0);

	holder->name[size > 0 ? size : 0] = '\0';
	holder->name[strcspn(holder->name, "\n")] = '\0';
	if (!*holder->name)
		snprintf(holder->name, sizeof holder->name, "pengguna lain");
	holder->pid = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

void store_on_waiting(struct store *store, store_waiting *waiting, void *context)
{
	store->waiting = waiting;
	store->waiting_context = context;
}

static void tell(const struct store *store, int fd)
{
	struct holder holder;

	who_holds(fd, &holder);
	if (holder.pid && store->waiting)
		store->waiting(store->waiting_context, holder.name, holder.pid);
}

static void note_holder(int fd, const char *user)
{
	char line[128];
	int size = snprintf(line, sizeof line, "%.100s\n", user);

	/* Only a name to show; that it could not be written loses nothing. */
	if (pwrite(fd, line, (size_t)size, 0) == size && ftruncate(fd, size) != 0)
		return;
}

/* A wait on the clock, not a sleep of fixed length for its own sake: the lock has no queue to wait on with a limit. */
static void pause_ms(long ms)
{
	struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	while (clock_nanosleep(CLOCK_MONOTONIC, 0, &time, &time) == EINTR)
		;
}

static bool open_error(struct error *err, int code)
{
	if (code == ENOSPC || code == EDQUOT)
		return error_set(err, "belum tersimpan: disk penuh; kosongkan ruang lalu simpan lagi.");
	return error_set(err,
		"belum tersimpan: data tidak dapat dikunci (%s); jalankan sebagai pemilik penyimpanan.",
		error_words(code));
}

static bool give_up(int fd, struct error *err)
{
	struct holder holder;

	who_holds(fd, &holder);
	return error_set(err,
		"belum tersimpan: %s (proses %ld) masih menyimpan sejak satu menit lalu; coba lagi, atau minta admin memeriksa proses itu.",
		holder.name, (long)holder.pid);
}

/* The head of the queue asks often; the others the more often, the longer they have waited. */
static long pause_of(bool is_next, uint64_t waited)
{
	if (is_next)
		return 1;
	return waited < 1800 ? 20 - (long)(waited / 100) : 2;
}

int writer_lock(struct store *store, const char *user, struct error *err)
{
	char *path = store_file(store->path, "write.lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	uint64_t start = clock_monotonic_ms();
	uint64_t next = limit_ms(NAME_AFTER_MS);
	bool is_next = false;

	free(path);
	if (fd < 0) {
		open_error(err, errno);
		return -1;
	}
	while (!(is_next = is_next || try_lock(fd, BYTE_NEXT)) || !try_lock(fd, BYTE_LOCK)) {
		uint64_t waited = clock_monotonic_ms() - start;

		if (waited >= next) {
			tell(store, fd);
			next += limit_ms(NAME_EACH_MS);
		}
		if (waited >= limit_ms(GIVE_UP_MS)) {
			give_up(fd, err);
			close(fd);
			return -1;
		}
		pause_ms(pause_of(is_next, waited));
	}
	let_next(fd);
	note_holder(fd, user);
	return fd;
}

int writer_lock_now(const struct store *store)
{
	char *path = store_file(store->path, "write.lock");
	int fd = open(path, O_RDWR | O_CLOEXEC);

	free(path);
	if (fd >= 0 && !try_lock(fd, BYTE_LOCK)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

void writer_unlock(int fd)
{
	close(fd);
}
