/* target.h: what every fuzz target is: one function that takes bytes and breaks off (assert) when a promise is not kept.
 * libFuzzer calls it with bytes it makes up (make fuzz); seeds.c calls it with the seeds and their mutations (make test).
 * A target owns nothing from one call to the next but what it says. */
#ifndef SIKO_TESTS_FUZZ_TARGET_H
#define SIKO_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* libFuzzer's name; returns 0 */

#endif
