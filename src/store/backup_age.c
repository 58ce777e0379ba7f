#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/backup.h"
#include "store/store_part.h"

#define NOTE "cadangan"
#define DAY  (24 * 60 * 60)

bool backup_last(const char *path, int64_t *time)
{
	char *note = store_file(path, NOTE);
	int fd = open(note, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char when[21] = "";
	bool known = fd >= 0 && read(fd, when, sizeof when - 1) == sizeof when - 1 && clock_parse(when, time);

	if (fd >= 0)
		close(fd);
	free(note);
	return known;
}

/* Only a word for the operator: that it could not be written loses no backup. */
void backup_note(const char *path, int64_t time)
{
	char *note = store_file(path, NOTE);
	int fd = open(note, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	char when[22];

	clock_format(time, when);
	memcpy(when + 20, "\n", 2);
	if (fd >= 0) {
		write_whole(fd, when, 21, 0);
		close(fd);
	}
	free(note);
}

void backup_age(const char *path, struct buffer *to)
{
	int64_t made;
	int64_t days;

	if (!backup_last(path, &made)) {
		buffer_add_text(to, "Belum ada cadangan");
		return;
	}
	days = (clock_now() - made) / DAY;
	if (days > 0)
		buffer_printf(to, "Cadangan terakhir %lld hari lalu", (long long)days);
	else
		buffer_add_text(to, "Cadangan terakhir kurang dari sehari lalu");
}
