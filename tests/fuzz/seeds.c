/* seeds FILE…: calls the target it is linked with once with each file, with each of its starts, and with mutations of it
 * that are the same every time. Where there is libFuzzer, libFuzzer takes this program's place. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "fuzz/target.h"

#define SEED_MOST 65536
#define STARTS	  64 /* of one seed */

static uint64_t state = 1;

static size_t below(size_t limit)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(state >> 33) % limit;
}

/* A copy of exactly this size, so that the sanitizers see a read behind its end. */
static void call(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void mutate(uint8_t *data, size_t size)
{
	static const uint8_t odd[] = {0, 9, 10, 13, 27, '"', '\'', ',', ';', '=', '[', '{', 0x80, 0xC3, 0xFF};

	for (size_t left = 1 + below(4); left > 0; left--) {
		size_t at = below(size);

		switch (below(3)) {
		case 0:
			data[at] ^= (uint8_t)(1u << below(8));
			break;
		case 1:
			data[at] = odd[below(sizeof odd)];
			break;
		default:
			data[at] = data[below(size)];
		}
	}
}

static bool run_seed(const char *path, size_t mutations)
{
	static uint8_t seed[SEED_MOST];
	static uint8_t changed[SEED_MOST];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t size = fd >= 0 ? read(fd, seed, sizeof seed) : -1;
	size_t whole = size > 0 ? (size_t)size : 0;

	if (fd >= 0)
		close(fd);
	if (size < 0) {
		fprintf(stderr, "%s cannot be read\n", path);
		return false;
	}
	call(seed, whole);
	for (size_t i = 0; mutations && i < STARTS && i < whole; i++)
		call(seed, whole <= STARTS ? i : below(whole));
	for (size_t i = 0; whole && i < mutations; i++) {
		memcpy(changed, seed, whole);
		mutate(changed, whole);
		call(changed, whole);
	}
	return true;
}

int main(int argc, char **argv)
{
	const char *wanted = getenv("FUZZ_MUTATIONS");
	uint64_t mutations;
	bool done = argc > 1;

	if (!wanted || !text_number(wanted, 1000000, &mutations))
		mutations = 100;
	for (int i = 1; done && i < argc; i++)
		done = run_seed(argv[i], (size_t)mutations);
	return done ? 0 : 1;
}
