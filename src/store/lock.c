#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/store_part.h"

#define NAME_AFTER_MS 5000
#define GIVE_UP_MS    60000

/* LMDB's own lock can neither time out nor say who holds it; this one is taken first and can do both. */
static bool try_lock(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	return fcntl(fd, F_SETLK, &lock) == 0;
}

static void who_holds(int fd, char *to, size_t room)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char name[128] = "";
	ssize_t size = pread(fd, name, sizeof name - 1, 0);

	name[size > 0 ? size : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		snprintf(to, room, "%s (proses %ld)", *name ? name : "pengguna lain", (long)lock.l_pid);
	else
		snprintf(to, room, "%s", *name ? name : "pengguna lain");
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

int writer_lock(struct store *store, const char *user, struct error *err)
{
	char *path = store_file(store->path, "write.lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	uint64_t start = clock_monotonic_ms();
	long wait = 1;
	bool named = false;

	free(path);
	if (fd < 0) {
		if (errno == ENOSPC || errno == EDQUOT)
			error_set(err, "belum tersimpan: disk penuh; kosongkan ruang lalu simpan lagi.");
		else
			error_set(err,
				"belum tersimpan: data tidak dapat dikunci (%s); jalankan sebagai pemilik penyimpanan.",
				strerror(errno));
		return -1;
	}
	while (!try_lock(fd)) {
		uint64_t waited = clock_monotonic_ms() - start;
		char holder[200];

		if (waited >= NAME_AFTER_MS && !named && isatty(STDERR_FILENO) == 0) {
			who_holds(fd, holder, sizeof holder);
			fprintf(stderr, "siko: menunggu %s yang sedang menyimpan …\n", holder);
			named = true;
		}
		if (waited >= GIVE_UP_MS) {
			who_holds(fd, holder, sizeof holder);
			error_set(err,
				"belum tersimpan: %s masih menyimpan sejak satu menit lalu; coba lagi, atau minta admin memeriksa proses itu.",
				holder);
			close(fd);
			return -1;
		}
		pause_ms(wait);
		wait = wait < 20 ? wait + 1 : 20;
	}
	note_holder(fd, user);
	return fd;
}

int writer_lock_now(const struct store *store)
{
	char *path = store_file(store->path, "write.lock");
	int fd = open(path, O_RDWR | O_CLOEXEC);

	free(path);
	if (fd >= 0 && !try_lock(fd)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

void writer_unlock(int fd)
{
	close(fd);
}
