#include "cli/locate.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/login.h"
#include "base/memory.h"

static char *joined(const char *folder, const char *below)
{
	struct buffer path = {0};

	buffer_printf(&path, "%s%s", folder, below);
	return buffer_take(&path);
}

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

char *locate_store(const char *given, struct error *err)
{
	const char *home = environment("HOME");
	const struct passwd *user;

	if (given)
		return memory_copy(given);
	if (environment("SIKO_STORE"))
		return memory_copy(environment("SIKO_STORE"));
	if (environment("XDG_DATA_HOME"))
		return joined(environment("XDG_DATA_HOME"), "/siko");
	if (!home) {
		user = getpwuid(getuid());
		home = user ? user->pw_dir : NULL;
	}
	if (home)
		return joined(home, "/.local/share/siko");
	error_set(err, "folder rumah Anda tidak diketahui; sebutkan penyimpanan dengan --store FOLDER.");
	return NULL;
}

char *locate_login(void)
{
	return login_name(getuid());
}
