/* login.h: what a user of this machine is called.
 * Knows the machine's own list of users only; rights and roles are siko's and stand elsewhere.
 * The name is the caller's, for free(). */
#ifndef SIKO_BASE_LOGIN_H
#define SIKO_BASE_LOGIN_H

#include <sys/types.h>

/* "uid-1000" for one who has no name there. */
char *login_name(uid_t uid);

#endif
