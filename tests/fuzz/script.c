/* Keys against the whole program: whatever is pressed and however the window changes, it ends by itself, and the store is
 * well afterwards. Each input byte is a key, a character or a window. */
#include "fuzz/target.h"

#include <assert.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app.h"
#include "base/buffer.h"
#include "support/place.h"

#define KEYS_MOST 400

static const char *const keys[] = {"Enter", "Esc", "Tab", "S-Tab", "Up", "Down", "Left", "Right", "PgUp",
	"PgDn", "Home", "End", "F1", "F2", "F3", "F9", "F10", "C-s", "C-l", "C-q", "Backspace", "Del", "C-w",
	"C-u", "C-z", "C-y", "C-Home", "C-End", "C-Left", "C-Right", "M-b", "Space"};

static const char *const texts[] = {"Layanan Antrean", "2026-01-31", "漢字", "e\\u0301", "999999999999", "A",
	"16", "http://contoh.go.id/x", "\xC3\xA9", "Dinas  Kesehatan ", "😀"};

/* The window keeps near sizes at which there is something to see. */
static void add_line(struct buffer *script, uint8_t byte)
{
	if (byte < 0x20)
		buffer_printf(script, "key %s\n", keys[byte % (sizeof keys / sizeof *keys)]);
	else if (byte < 0x7F)
		buffer_printf(script, "type %c\n", byte);
	else if (byte < 0xB0)
		buffer_printf(script, "type %s\n", texts[byte % (sizeof texts / sizeof *texts)]);
	else if (byte < 0xC0)
		buffer_printf(script, "paste %s\\n%s\n", texts[byte % 3], texts[byte % 7]);
	else
		buffer_printf(script, "resize %dx%d\n", 1 + (byte & 7) * 8, 1 + (byte >> 3 & 7) * 24);
}

/* Made once, copied for each run. */
static struct place origin;

static void make_origin(void)
{
	static const char *const answer[] = {"16", "", "2", "16.tautan", "", "https://contoh.go.id/a", NULL};
	char *id;

	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("HOME", "/nonexistent", 1);
	unsetenv("XDG_RUNTIME_DIR");
	place_make(&origin);
	id = place_innovation(&origin, "A", "Inovasi Satu");
	place_save(&origin, &(struct save){"op.a", ACT_EDIT, TABLE_INNOVATION, id, .fields = answer});
	free(id);
	free(place_innovation(&origin, "B", "Inovasi Dua"));
	store_rest(origin.store);
}

static void copy(const struct place *to, const char *name)
{
	size_t size;
	char *bytes = place_bytes(&origin, name, &size);

	place_write(to, name, bytes, size);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const users[] = {"admin", "op.a", "op.b", "rev"};
	struct place run;
	struct buffer script = {0};
	char *path;
	struct app_start start = {
		.year = 2026, .rows = 24, .cols = 80, .user = users[size ? data[0] & 3 : 0]};

	if (!origin.path)
		make_origin();
	place_empty(&run);
	assert(mkdir(run.path, 0700) == 0);
	copy(&run, "data.mdb");
	copy(&run, "jurnal.jsonl");
	place_reopen(&run);
	for (size_t i = 1; i < size && i < KEYS_MOST; i++)
		add_line(&script, data[i]);
	place_write(&run, "naskah", buffer_text(&script), script.size);
	path = place_file(&run, "naskah");
	start.store = run.store;
	start.definitions = run.definitions;
	start.script = path;
	app_run(&start); /* 1 when the keys left the program before the script's end */
	if (place_size(&run, "jurnal.jsonl") != place_size(&origin, "jurnal.jsonl"))
		assert(place_is_well(&run));
	free(path);
	buffer_free(&script);
	place_free(&run);
	return 0;
}
