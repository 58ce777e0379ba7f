#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/login.h"
#include "base/text.h"
#include "store/stop.h"
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

/* ---- waiting ---- */

#define HOLDER_SIZE 192

/* What two locks that are waited for alike differ in. */
struct lock_kind {
	bool (*take)(int fd, bool *is_next); /* is_next: at the head of the queue, and from then on */
	long (*pause)(bool is_next, uint64_t waited);
	/* Who holds it, as a sentence names him; empty: he has just let go. */
	void (*holder)(int fd, char holder[HOLDER_SIZE]);
	bool (*give_up)(const char *holder, struct error *err);
};

void store_on_waiting(struct store *store, store_waiting *waiting, void *context)
{
	store->waiting = waiting;
	store->waiting_context = context;
}

/* A wait on the clock, not a sleep of fixed length for its own sake: neither lock has a queue to wait on with a limit. */
static void pause_ms(long ms)
{
	struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	while (clock_nanosleep(CLOCK_MONOTONIC, 0, &time, &time) == EINTR)
		;
}

static bool tell(const struct store *store, int fd, const struct lock_kind *kind)
{
	char holder[HOLDER_SIZE];

	kind->holder(fd, holder);
	if (!*holder || !store->waiting)
		return false;
	store->waiting(store->waiting_context, holder);
	return true;
}

static bool give_up(int fd, const struct lock_kind *kind, struct error *err)
{
	char holder[HOLDER_SIZE];

	kind->holder(fd, holder);
	return kind->give_up(*holder ? holder : "proses lain", err);
}

static bool wait_for(const struct store *store, int fd, const struct lock_kind *kind, struct error *err)
{
	uint64_t start = clock_monotonic_ms();
	uint64_t next = limit_ms(NAME_AFTER_MS);
	bool is_next = false;
	bool told = false;

	while (!kind->take(fd, &is_next)) {
		uint64_t waited = clock_monotonic_ms() - start;

		if (!stop_go_on(err))
			return false;
		if (waited >= next) {
			told = tell(store, fd, kind) || told;
			next += limit_ms(NAME_EACH_MS);
		}
		if (waited >= limit_ms(GIVE_UP_MS))
			return give_up(fd, kind, err);
		pause_ms(kind->pause(is_next, waited));
	}
	if (told)
		store->waiting(store->waiting_context, NULL);
	return true;
}

/* ---- the lock of writers ---- */

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

/* The head of the queue asks often; the others the more often, the longer they have waited. */
static long writer_pause(bool is_next, uint64_t waited)
{
	if (is_next)
		return 1;
	return waited < 1800 ? 20 - (long)(waited / 100) : 2;
}

static bool writer_take(int fd, bool *is_next)
{
	*is_next = *is_next || try_lock(fd, BYTE_NEXT);
	return *is_next && try_lock(fd, BYTE_LOCK);
}

static void writer_holder(int fd, char holder[HOLDER_SIZE])
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = BYTE_LOCK, .l_len = 1};
	char name[128];
	ssize_t size = pread(fd, name, sizeof name - 1, 0);

	*holder = '\0';
	if (fcntl(fd, F_GETLK, &lock) != 0 || lock.l_type == F_UNLCK)
		return;
	name[size > 0 ? size : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	snprintf(holder, HOLDER_SIZE, "%s (proses %ld)", *name ? name : "pengguna lain", (long)lock.l_pid);
}

static bool writer_give_up(const char *holder, struct error *err)
{
	return error_set(err,
		"belum tersimpan: %s masih menyimpan sejak satu menit lalu; coba lagi, atau minta admin memeriksa proses itu.",
		holder);
}

static void note_holder(int fd, const char *user)
{
	char line[128];
	int size = snprintf(line, sizeof line, "%.100s\n", user);

	/* Only a name to show; that it could not be written loses nothing. */
	if (pwrite(fd, line, (size_t)size, 0) == size && ftruncate(fd, size) != 0)
		return;
}

static bool open_error(struct error *err, int code)
{
	if (code == ENOSPC || code == EDQUOT)
		return error_set(err, "belum tersimpan: disk penuh; kosongkan ruang lalu simpan lagi.");
	return error_set(err,
		"belum tersimpan: data tidak dapat dikunci (%s); jalankan sebagai pemilik penyimpanan.",
		error_words(code));
}

int writer_lock(struct store *store, const char *user, struct error *err)
{
	static const struct lock_kind kind = {writer_take, writer_pause, writer_holder, writer_give_up};
	char *path = store_file(store->path, "write.lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	free(path);
	if (fd < 0) {
		open_error(err, errno);
		return -1;
	}
	if (!wait_for(store, fd, &kind, err)) {
		close(fd);
		return -1;
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

/* ---- the lock of openers ---- */

static bool opening_take(int fd, bool *is_next)
{
	*is_next = true;
	/* Where a folder cannot be locked at all there is nothing to wait for. */
	return flock(fd, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR);
}

/* It is held for less than a millisecond. */
static long opening_pause(bool is_next, uint64_t waited)
{
	(void)is_next;
	return waited < 90 ? 1 + (long)(waited / 10) : 10;
}

/* Only the kernel knows: who freezes while he opens has left his name nowhere. 0: not to be seen from here, or just let go. */
static pid_t opening_process(int fd)
{
	FILE *locks = fopen("/proc/locks", "re");
	char line[256];
	char place[64];
	struct stat folder;
	uint64_t pid = 0;

	if (!locks || fstat(fd, &folder) != 0)
		memset(&folder, 0, sizeof folder);
	/* "1: FLOCK  ADVISORY  WRITE 1234 fe:00:247066 0 EOF" */
	snprintf(place, sizeof place, " %02x:%02x:%lu ", major(folder.st_dev), minor(folder.st_dev),
		(unsigned long)folder.st_ino);
	while (locks && !pid && fgets(line, sizeof line, locks)) {
		char *at = strstr(line, ": FLOCK ") ? strstr(line, place) : NULL;

		while (at && at > line && at[-1] >= '0' && at[-1] <= '9')
			at--;
		if (at)
			text_digits(at, INT_MAX, &pid);
	}
	if (locks)
		fclose(locks);
	return (pid_t)pid;
}

static void opening_holder(int fd, char holder[HOLDER_SIZE])
{
	pid_t pid = opening_process(fd);
	struct stat process;
	char path[32];
	char *login;

	snprintf(path, sizeof path, "/proc/%ld", (long)pid);
	snprintf(holder, HOLDER_SIZE, "proses lain");
	if (!pid || stat(path, &process) != 0)
		return;
	login = login_name(process.st_uid);
	snprintf(holder, HOLDER_SIZE, "%.128s (proses %ld)", login, (long)pid);
	free(login);
}

static bool opening_give_up(const char *holder, struct error *err)
{
	return error_set(err,
		"data dikunci %s sejak satu menit lalu, jadi tidak ada yang dibaca atau ditulis; coba lagi, atau minta admin menghentikan proses itu.",
		holder);
}

bool opening_lock(struct store *store, const char *folder, int *lock, struct error *err)
{
	static const struct lock_kind kind = {opening_take, opening_pause, opening_holder, opening_give_up};
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	store->locked_out = fd >= 0 && !wait_for(store, fd, &kind, err);
	if (store->locked_out) {
		close(fd);
		fd = -1;
	}
	*lock = fd;
	return !store->locked_out;
}

void opening_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}
