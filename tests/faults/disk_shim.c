/* A disk that fails, preloaded into siko: DISK_FAULT="CALL NAME ERROR [NTH]" lets CALL (pwrite, write, fdatasync, ftruncate,
 * access, open) fail with ERROR (EIO, ENOSPC, EACCES) on files whose path holds NAME: every time, or the NTH time only. "short"
 * as ERROR writes half and says so; "stop" freezes the process there, and goes through when it goes on. DISK_TYPE=NUMBER:
 * what statfs says the file system is. Several faults are parted by commas. Every kind of call comes here under one name:
 * pwrite stands for pwritev and writev, fdatasync for fsync and syncfs; "meta" is a pwrite of less than a page, which in data.mdb is
 * what makes a commit count. Built as disk_shim.so, for tests/faults/disk.sh. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

#define FAULTS_MOST 8
#define SHORT	    (-1)
#define STOP	    (-2)
#define PAGE	    4096

struct fault {
	char call[16];
	char name[64];
	int error;
	unsigned long nth; /* 0: every time */
	unsigned long met;
};

static struct fault faults[FAULTS_MOST];
static int fault_count = -1;

/* They stand in for the C library's, whose own declarations name their parameters otherwise. */
ssize_t disk_pwrite(int fd, const void *data, size_t size, off_t at) __asm__("pwrite");
ssize_t disk_pwrite64(int fd, const void *data, size_t size, off64_t at) __asm__("pwrite64");
ssize_t disk_pwritev(int fd, const struct iovec *part, int count, off_t at) __asm__("pwritev");
ssize_t disk_pwritev64(int fd, const struct iovec *part, int count, off64_t at) __asm__("pwritev64");
ssize_t disk_writev(int fd, const struct iovec *part, int count) __asm__("writev");
ssize_t disk_write(int fd, const void *data, size_t size) __asm__("write");
int disk_fdatasync(int fd) __asm__("fdatasync");
int disk_fsync(int fd) __asm__("fsync");
int disk_syncfs(int fd) __asm__("syncfs");
int disk_ftruncate(int fd, off_t size) __asm__("ftruncate");
int disk_ftruncate64(int fd, off64_t size) __asm__("ftruncate64");
int disk_access(const char *path, int mode) __asm__("access");
int disk_open(const char *path, int flags, mode_t mode) __asm__("open");
int disk_open64(const char *path, int flags, mode_t mode) __asm__("open64");
int disk_statfs(const char *path, struct statfs *info) __asm__("statfs");

static int error_by_name(const char *name)
{
	static const struct {
		const char *name;
		int error;
	} known[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EACCES", EACCES}, {"EROFS", EROFS}, {"short", SHORT},
		{"stop", STOP}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].error;
	fprintf(stderr, "DISK_FAULT: unknown error %s\n", name);
	abort();
}

static void read_faults(void)
{
	const char *wanted = getenv("DISK_FAULT");
	char *text = strdup(wanted ? wanted : "");
	char *rest = NULL;

	fault_count = 0;
	for (char *one = strtok_r(text, ",", &rest); one && fault_count < FAULTS_MOST;
		one = strtok_r(NULL, ",", &rest)) {
		struct fault *fault = &faults[fault_count++];
		char *word = NULL;
		char *call = strtok_r(one, " ", &word);
		char *name = strtok_r(NULL, " ", &word);
		char *error = strtok_r(NULL, " ", &word);
		char *nth = strtok_r(NULL, " ", &word);

		if (!call || !name || !error)
			abort();
		snprintf(fault->call, sizeof fault->call, "%s", call);
		snprintf(fault->name, sizeof fault->name, "%s", name);
		fault->error = error_by_name(error);
		fault->nth = nth ? strtoul(nth, NULL, 10) : 0;
	}
	free(text);
}

/* 0: goes through; SHORT: writes half; else the error. */
static int fault_of(const char *call, const char *path)
{
	if (fault_count < 0)
		read_faults();
	for (int i = 0; i < fault_count; i++) {
		struct fault *fault = &faults[i];

		if (strcmp(fault->call, call) != 0 || !strstr(path, fault->name))
			continue;
		fault->met++;
		if (fault->nth && fault->met != fault->nth)
			continue;
		if (fault->error != STOP)
			return fault->error;
		raise(SIGSTOP);
	}
	return 0;
}

static int fault_of_file(const char *call, int fd)
{
	char link[32];
	char path[PATH_MAX];
	int before = errno;
	ssize_t size;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	size = readlink(link, path, sizeof path - 1);
	errno = before;
	if (size < 0)
		return 0;
	path[size] = '\0';
	return fault_of(call, path);
}

/* Tells whether the call fails; errno is set then. */
static bool fails(const char *call, int fd, size_t *size)
{
	int error = fault_of_file(call, fd);

	if (error == SHORT && size && *size > 1)
		*size /= 2;
	if (error <= 0)
		return false;
	errno = error;
	return true;
}

/* The function of that name behind this library. */
static void *real(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		abort();
	return found;
}

ssize_t disk_pwrite(int fd, const void *data, size_t size, off_t at)
{
	ssize_t (*call)(int, const void *, size_t, off_t);

	*(void **)&call = real("pwrite");
	if (size < PAGE && fails("meta", fd, NULL))
		return -1;
	return fails("pwrite", fd, &size) ? -1 : call(fd, data, size, at);
}

ssize_t disk_pwrite64(int fd, const void *data, size_t size, off64_t at)
{
	return disk_pwrite(fd, data, size, at);
}

ssize_t disk_pwritev(int fd, const struct iovec *part, int count, off_t at)
{
	ssize_t (*call)(int, const struct iovec *, int, off_t);
	size_t parts = (size_t)count;

	*(void **)&call = real("pwritev");
	return fails("pwrite", fd, &parts) ? -1 : call(fd, part, (int)parts, at);
}

ssize_t disk_pwritev64(int fd, const struct iovec *part, int count, off64_t at)
{
	return disk_pwritev(fd, part, count, at);
}

ssize_t disk_writev(int fd, const struct iovec *part, int count)
{
	ssize_t (*call)(int, const struct iovec *, int);
	size_t parts = (size_t)count;

	*(void **)&call = real("writev");
	return fails("pwrite", fd, &parts) ? -1 : call(fd, part, (int)parts);
}

ssize_t disk_write(int fd, const void *data, size_t size)
{
	ssize_t (*call)(int, const void *, size_t);

	*(void **)&call = real("write");
	return fails("write", fd, &size) ? -1 : call(fd, data, size);
}

int disk_fdatasync(int fd)
{
	int (*call)(int);

	*(void **)&call = real("fdatasync");
	return fails("fdatasync", fd, NULL) ? -1 : call(fd);
}

int disk_fsync(int fd)
{
	int (*call)(int);

	*(void **)&call = real("fsync");
	return fails("fdatasync", fd, NULL) ? -1 : call(fd);
}

int disk_syncfs(int fd)
{
	int (*call)(int);

	*(void **)&call = real("syncfs");
	return fails("fdatasync", fd, NULL) ? -1 : call(fd);
}

int disk_ftruncate(int fd, off_t size)
{
	int (*call)(int, off_t);

	*(void **)&call = real("ftruncate");
	return fails("ftruncate", fd, NULL) ? -1 : call(fd, size);
}

int disk_ftruncate64(int fd, off64_t size)
{
	return disk_ftruncate(fd, size);
}

int disk_access(const char *path, int mode)
{
	int (*call)(const char *, int);
	int error = fault_of("access", path);

	*(void **)&call = real("access");
	if (error > 0) {
		errno = error;
		return -1;
	}
	return call(path, mode);
}

/* The mode is there whether it was given or not; who did not give it, does not use it. */
int disk_open(const char *path, int flags, mode_t mode)
{
	int (*call)(const char *, int, ...);
	int error = fault_of("open", path);

	*(void **)&call = real("open");
	if (error > 0) {
		errno = error;
		return -1;
	}
	return call(path, flags, mode);
}

int disk_open64(const char *path, int flags, mode_t mode)
{
	return disk_open(path, flags | O_LARGEFILE, mode);
}

int disk_statfs(const char *path, struct statfs *info)
{
	int (*call)(const char *, struct statfs *);
	const char *type = getenv("DISK_TYPE");
	int code;

	*(void **)&call = real("statfs");
	code = call(path, info);
	if (type)
		info->f_type = (__typeof__(info->f_type))strtoul(type, NULL, 0);
	return code;
}
