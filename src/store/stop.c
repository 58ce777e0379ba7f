#include "store/stop.h"

#include <signal.h>
#include <stddef.h>

static const int noted[] = {SIGINT, SIGTERM, SIGHUP};

#define NOTED (sizeof noted / sizeof *noted)

static volatile sig_atomic_t came;
static struct sigaction before[NOTED];

static void note(int number)
{
	came = number;
}

/* Without SA_RESTART: whoever waits hears of it. A signal that was ignored (nohup) stays so. */
void stop_begin(void)
{
	struct sigaction action = {.sa_handler = note};

	came = 0;
	for (size_t i = 0; i < NOTED; i++)
		if (sigaction(noted[i], NULL, &before[i]) == 0 && before[i].sa_handler != SIG_IGN)
			sigaction(noted[i], &action, NULL);
}

bool stop_asked(void)
{
	return came != 0;
}

bool stop_go_on(struct error *err)
{
	return !came || error_set(err, "dihentikan sebelum selesai; tidak ada yang diubah.");
}

void stop_end(void)
{
	int number = came;

	came = 0;
	for (size_t i = 0; i < NOTED; i++)
		sigaction(noted[i], &before[i], NULL);
	if (number)
		raise(number);
}

void stop_forget(void)
{
	came = 0;
	for (size_t i = 0; i < NOTED; i++) {
		struct sigaction now;

		if (sigaction(noted[i], NULL, &now) == 0 && now.sa_handler == note)
			sigaction(noted[i], &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	}
}
