#include "format/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"

#define PIECE (256 * 1024)

bool file_hand_over(int fd, const char *path, file_take *take, void *context, struct error *err)
{
	char *piece = memory_grow(NULL, PIECE, 1);
	ssize_t got;

	do {
		got = read(fd, piece, PIECE);
		if (got > 0)
			take(context, piece, (size_t)got);
	} while (got > 0 || (got < 0 && errno == EINTR));
	free(piece);
	return got == 0 || error_set(err, "%s tidak dapat dibaca (%s).", path, error_words(errno));
}

int file_open(const char *path, struct error *err)
{
	struct stat about;
	int fd;

	if (strcmp(path, "-") == 0)
		return STDIN_FILENO;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		error_set(err, "%s tidak dapat dibuka (%s); periksa nama dan hak bacanya.", path,
			error_words(errno));
		return -1;
	}
	if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
		close(fd);
		error_set(err, "%s adalah folder; sebutkan sebuah berkas.", path);
		return -1;
	}
	return fd;
}

bool file_read(const char *path, file_take *take, void *context, struct error *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = file_open(path, err);
	bool done = fd >= 0 && file_hand_over(fd, standard ? "Masukan standar" : path, take, context, err);

	if (fd >= 0 && !standard)
		close(fd);
	return done;
}

static bool start_failed(struct file_out *out, struct error *err)
{
	error_set(err, "%s tidak dapat ditulis (%s); pilih tempat lain.", out->path, error_words(errno));
	free(out->path);
	free(out->beside);
	*out = (struct file_out){0};
	return false;
}

bool file_start(struct file_out *out, const char *path, struct error *err)
{
	struct stat about;
	struct buffer name = {0};
	bool exists = stat(path, &about) == 0;
	int fd;

	*out = (struct file_out){.path = memory_copy(path)};
	if (exists && S_ISDIR(about.st_mode)) {
		errno = EISDIR;
		return start_failed(out, err);
	}
	/* /dev/null and pipes must stay what they are. */
	if (exists && !S_ISREG(about.st_mode)) {
		fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	} else {
		buffer_printf(&name, "%s.%ld.baru", path, (long)getpid());
		out->beside = buffer_take(&name);
		fd = open(out->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	}
	if (fd < 0)
		return start_failed(out, err);
	if (exists && out->beside)
		fchmod(fd, about.st_mode & 0777);
	out->stream = fdopen(fd, "w");
	if (!out->stream)
		return start_failed(out, err);
	return true;
}

void file_drop(struct file_out *out)
{
	if (out->stream)
		fclose(out->stream);
	if (out->beside)
		unlink(out->beside);
	free(out->path);
	free(out->beside);
	*out = (struct file_out){0};
}

static bool write_out(struct file_out *out)
{
	bool well = !ferror(out->stream) && fflush(out->stream) == 0;

	if (well && out->beside)
		well = fsync(fileno(out->stream)) == 0;
	if (fclose(out->stream) != 0)
		well = false;
	out->stream = NULL;
	return well && (!out->beside || rename(out->beside, out->path) == 0);
}

bool file_finish(struct file_out *out, struct error *err)
{
	if (!write_out(out)) {
		error_set(err, "%s tidak dapat ditulis sampai selesai (%s); berkas lama tidak diubah.",
			out->path, error_words(errno));
		file_drop(out);
		return false;
	}
	free(out->path);
	free(out->beside);
	*out = (struct file_out){0};
	return true;
}
