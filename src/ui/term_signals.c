#include "ui/term_signals.h"

#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t hung_up;
static volatile sig_atomic_t resized;

static const int flag_signals[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH};
static const int fatal_signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

enum {
	FLAG_SIGNALS = sizeof flag_signals / sizeof *flag_signals,
	FATAL_SIGNALS = sizeof fatal_signals / sizeof *fatal_signals
};

static struct sigaction flag_before[FLAG_SIGNALS];
static struct sigaction fatal_before[FATAL_SIGNALS];
static struct sigaction stop_before;
static sigset_t outside; /* the mask as it was; ppoll waits with it */
static bool handling;

static bool guarding;
static struct termios guarded; /* the line as it was, for a crash */

static void on_flag_signal(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else
		hung_up = 1;
}

/* The terminal is put right with calls that are safe here; then the signal takes the way it would have taken. */
static void on_fatal_signal(int number)
{
	static const char reset[] = "\033[?2004l\033[?1049l\033[?1l\033>\033[r\033(B\033[0m\033[?25h\r\n";

	if (guarding) {
		if (write(STDOUT_FILENO, reset, sizeof reset - 1) < 0)
			hung_up = 1;
		tcsetattr(STDIN_FILENO, TCSANOW, &guarded);
	}
	for (int i = 0; i < FATAL_SIGNALS; i++)
		if (fatal_signals[i] == number)
			sigaction(number, &fatal_before[i], NULL);
	raise(number);
}

/* Signals are taken only inside ppoll. Handlers are set before newterm, so that curses installs none of its own. */
void term_signals_open(bool handlers)
{
	struct sigaction flag = {.sa_handler = on_flag_signal};
	struct sigaction fatal = {.sa_handler = on_fatal_signal, .sa_flags = SA_NODEFER};
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigset_t blocked;

	hung_up = resized = 0;
	if (!handlers)
		return;
	sigemptyset(&blocked);
	for (int i = 0; i < FLAG_SIGNALS; i++) {
		sigaddset(&blocked, flag_signals[i]);
		sigaction(flag_signals[i], &flag, &flag_before[i]);
	}
	for (int i = 0; i < FATAL_SIGNALS; i++)
		sigaction(fatal_signals[i], &fatal, &fatal_before[i]);
	sigaction(SIGTSTP, &ignore, &stop_before);
	sigprocmask(SIG_BLOCK, &blocked, &outside);
	for (int i = 0; i < FLAG_SIGNALS; i++)
		sigdelset(&outside, flag_signals[i]);
	handling = true;
}

/* After a hang-up more of the same may be waiting; it must not kill what still has to be put away. */
void term_signals_close(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	guarding = false;
	if (!handling)
		return;
	handling = false;
	for (int i = 0; i < FLAG_SIGNALS; i++)
		sigaction(flag_signals[i], hung_up ? &ignore : &flag_before[i], NULL);
	for (int i = 0; i < FATAL_SIGNALS; i++)
		sigaction(fatal_signals[i], &fatal_before[i], NULL);
	sigaction(SIGTSTP, &stop_before, NULL);
	sigprocmask(SIG_SETMASK, &outside, NULL);
}

void term_signals_guard(void)
{
	guarding = tcgetattr(STDIN_FILENO, &guarded) == 0;
}

const sigset_t *term_signals_outside(void)
{
	return &outside;
}

bool term_signals_hung_up(void)
{
	return hung_up;
}

void term_signals_hang_up(void)
{
	hung_up = 1;
}

bool term_signals_take_resize(void)
{
	bool was = resized;

	resized = 0;
	return was;
}
