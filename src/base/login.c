#include "base/login.h"

#include <pwd.h>

#include "base/buffer.h"
#include "base/memory.h"

char *login_name(uid_t uid)
{
	const struct passwd *user = getpwuid(uid);
	struct buffer name = {0};

	if (user)
		return memory_copy(user->pw_name);
	buffer_printf(&name, "uid-%lu", (unsigned long)uid);
	return buffer_take(&name);
}
