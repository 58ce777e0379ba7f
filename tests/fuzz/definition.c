/* One definition file changed by somebody: refused with faults that name it, or accepted with none, and then usable.
 * The input's first line is the file's name. */
#include "fuzz/target.h"

#include <assert.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "support/real.h"

static void expect_usable(const struct definitions *definitions)
{
	for (size_t i = 0; i < definitions->year_count; i++) {
		const struct year_definition *year = &definitions->year[i];

		for (size_t k = 0; k < year->profile.count; k++) {
			const struct field_definition *field = &year->profile.field[k];

			assert(form_find(&year->profile, field->key) == field);
			assert(field->type != FIELD_CHOICE || field->choices);
		}
		assert(year->rules.divisor > 0 && year->rules.total > 0);
		assert(year->innovation.count && year->region.count);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct definition_file files[REAL_FILES_MOST];
	size_t count = real_files(files);
	struct faults faults = {0};
	struct definitions *definitions;
	const uint8_t *feed = size ? memchr(data, '\n', size) : NULL;
	char name[64] = "";

	if (!feed || (size_t)(feed - data) >= sizeof name)
		return 0;
	memcpy(name, data, (size_t)(feed - data));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(files[i].name, name) != 0)
			continue;
		files[i].text = (const char *)feed + 1;
		files[i].size = size - (size_t)(feed + 1 - data);
	}
	definitions = definitions_read(files, count, &faults);
	assert(!definitions == (faults.count > 0));
	for (size_t i = 0; i < faults.count; i++)
		assert(strchr(faults.line[i], ':'));
	if (definitions)
		expect_usable(definitions);
	definitions_free(definitions);
	faults_free(&faults);
	return 0;
}
