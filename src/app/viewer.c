#include "app/viewer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/app.h"
#include "format/file.h"
#include "store/evidence.h"

static const char *program(void)
{
	const char *name = getenv("SIKO_VIEWER");

	return name && *name && !app_here()->gate ? name : NULL;
}

bool viewer_allowed(void)
{
	return program() != NULL;
}

/* A folder that nobody else can have put something into. */
static char *own_folder(struct error *err)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	struct buffer path = {0};
	struct stat info;

	if (runtime && *runtime)
		buffer_printf(&path, "%s/siko-lihat", runtime);
	else
		buffer_printf(&path, "/tmp/siko-lihat-%ld", (long)getuid());
	mkdir(buffer_text(&path), 0700);
	if (lstat(buffer_text(&path), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == getuid() &&
		(info.st_mode & 077) == 0)
		return buffer_take(&path);
	error_set(err, "folder %s tidak dapat dipakai; hapus dahulu, lalu ulangi.", buffer_text(&path));
	buffer_free(&path);
	return NULL;
}

/* Called by what it is, not as somebody named it: the name may lie to the viewer. */
static char *make_copy(const char *hash, enum evidence_type type, struct error *err)
{
	char *folder = own_folder(err);
	struct buffer path = {0};
	struct file_out out;
	bool done;

	if (!folder)
		return NULL;
	buffer_printf(&path, "%s/%.16s.%s", folder, hash, evidence_type_word(type));
	free(folder);
	done = file_start(&out, buffer_text(&path), err);
	if (done && !evidence_copy(app_here()->store, hash, out.stream, err)) {
		file_drop(&out);
		done = false;
	}
	if (done && file_finish(&out, err))
		return buffer_take(&path);
	buffer_free(&path);
	return NULL;
}

/* The viewer lives on by itself, away from the terminal; what exec says comes back through the pipe. */
static void become(const char *name, const char *path, int said)
{
	int nowhere = open("/dev/null", O_RDWR);
	sigset_t none;
	int code;

	if (setsid() < 0 || fork() != 0)
		_exit(0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int fd = 0; nowhere >= 0 && fd < 3; fd++)
		dup2(nowhere, fd);
	if (nowhere > 2)
		close(nowhere);
	execlp(name, name, path, (char *)NULL);
	code = errno;
	if (write(said, &code, sizeof code) < 0)
		_exit(1);
	_exit(1);
}

static bool run(const char *path, struct error *err)
{
	const char *name = program();
	int ends[2];
	int code = 0;
	pid_t child;

	if (!name)
		return error_set(err, "penampil berkas tidak ada; isi SIKO_VIEWER.");
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(err, "penampil tidak dapat dijalankan (%s); periksa SIKO_VIEWER.",
			error_words(errno));
	child = fork();
	if (child == 0)
		become(name, path, ends[1]);
	close(ends[1]);
	if (child < 0)
		code = errno;
	else if (read(ends[0], &code, sizeof code) != (ssize_t)sizeof code)
		code = 0;
	close(ends[0]);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	if (!code)
		return true;
	return error_set(err, "penampil %.20s tidak dapat dijalankan; periksa SIKO_VIEWER.", name);
}

bool viewer_show(const char *hash, enum evidence_type type, struct error *err)
{
	char *path = make_copy(hash, type, err);
	bool done = path && run(path, err);

	free(path);
	return done;
}
