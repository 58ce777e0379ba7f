/* users.h: the list of users and their roles; for admins (rights_read_table decides). */
#ifndef SIKO_APP_USERS_H
#define SIKO_APP_USERS_H

void users_push(int tag);

#endif
