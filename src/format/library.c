#include "format/library.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

bool library_load(const char *file, const char *what, const char *const *name, void **call, size_t count,
	struct error *err)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return error_set(
			err, "%s perlu pustaka %s; pasang paketnya, atau pakai bentuk csv.", what, file);
	for (size_t i = 0; i < count; i++) {
		call[i] = dlsym(library, name[i]);
		if (!call[i])
			return error_set(
				err, "pustaka %s tidak memiliki %s; pasang paketnya lagi.", file, name[i]);
	}
	return true;
}

int library_hush(void)
{
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	fflush(stderr);
	if (kept >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	if (nowhere >= 0)
		close(nowhere);
	return kept;
}

void library_speak(int kept)
{
	fflush(stderr);
	if (kept < 0)
		return;
	dup2(kept, STDERR_FILENO);
	close(kept);
}
