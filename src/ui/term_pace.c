#include "ui/term_pace.h"

#include <string.h>

#define ASK_BYTES 1000 /* a second of a line of 9,600 baud; no character, step or popup is worth a question */
#define WAIT_MS	  5000 /* a screen and a half at that pace, there and back */

/* Between us and a slow line stand buffers of many screens (a pty's, sshd's, the network's), which take all we write: twenty
 * pages leafed through would be painted one after the other, long after the last key. So the terminal is asked where its
 * cursor is behind a screen, and until it answers no other is made. */
static struct {
	bool answers;	/* it did, once */
	uint64_t asked; /* when; 0: nothing is to be answered */
	size_t bytes;	/* since it was asked last */
} pace;

void pace_open(void)
{
	memset(&pace, 0, sizeof pace);
}

bool pace_sent(size_t bytes, uint64_t now)
{
	pace.bytes += bytes;
	if (!pace.answers || pace.asked || pace.bytes < ASK_BYTES)
		return false;
	pace.asked = now;
	pace.bytes = 0;
	return true;
}

void pace_answered(void)
{
	pace.answers = true;
	pace.asked = 0;
}

int pace_wait(uint64_t now)
{
	if (!pace.asked)
		return 0;
	if (now - pace.asked < WAIT_MS)
		return (int)(WAIT_MS - (now - pace.asked));
	pace.asked = 0;
	pace.answers = false;
	return 0;
}
