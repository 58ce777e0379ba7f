#include "ui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/ini.h"
#include "base/memory.h"
#include "ui/input.h"

#define KEYS_MOST 10 /* keys of one action in one context */

struct binding {
	enum context context;
	enum action action;
	int keys[KEYS_MOST];
	size_t count;
	int file; /* which file said so last: the same key twice in one file is a fault */
};

struct keymap {
	struct binding *bindings;
	size_t count;
	size_t room;
	int file;
};

/* What one keymap_read needs while ini_read calls back. */
struct reading {
	struct keymap *keymap;
	int context; /* -1: an unknown section, skipped */
};

static const struct {
	const char *word;
	const char *title;
} contexts[CONTEXT_COUNT] = {
	[CONTEXT_GLOBAL] = {"umum", "Di mana saja"},
	[CONTEXT_HOME] = {"beranda", "Beranda"},
	[CONTEXT_LIST] = {"daftar", "Daftar"},
	[CONTEXT_FORM] = {"formulir", "Formulir"},
	[CONTEXT_EDITOR] = {"penyunting", "Penyunting teks"},
	[CONTEXT_SHEET] = {"lembar", "Lembar indikator"},
	[CONTEXT_REPORT] = {"laporan", "Laporan"},
	[CONTEXT_CHOICE] = {"pilihan", "Pilihan"},
	[CONTEXT_TEXT] = {"bacaan", "Bacaan"},
	[CONTEXT_ASK] = {"tanya", "Pertanyaan"},
};

const char *context_word(enum context context)
{
	return contexts[context].word;
}

const char *context_title(enum context context)
{
	return contexts[context].title;
}

struct keymap *keymap_new(void)
{
	return memory_alloc(sizeof(struct keymap));
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	free(keymap->bindings);
	free(keymap);
}

static struct binding *find_binding(const struct keymap *keymap, enum context context, enum action action)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].context == context && keymap->bindings[i].action == action)
			return &keymap->bindings[i];
	return NULL;
}

static bool has_key(const struct binding *binding, int key)
{
	for (size_t i = 0; i < binding->count; i++)
		if (binding->keys[i] == key)
			return true;
	return false;
}

static struct binding *holder_of(const struct keymap *keymap, enum context context, int key)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].context == context && has_key(&keymap->bindings[i], key))
			return &keymap->bindings[i];
	return NULL;
}

static void drop_key(struct binding *binding, int key)
{
	size_t kept = 0;

	for (size_t i = 0; i < binding->count; i++)
		if (binding->keys[i] != key)
			binding->keys[kept++] = binding->keys[i];
	binding->count = kept;
}

/* A key does one thing in a context: who had it before loses it. */
static void set_keys(
	struct keymap *keymap, enum context context, enum action action, const int *keys, size_t count)
{
	struct binding *binding = find_binding(keymap, context, action);

	if (!binding) {
		keymap->bindings = array_room(
			keymap->bindings, keymap->count, &keymap->room, sizeof *keymap->bindings);
		binding = &keymap->bindings[keymap->count++];
		*binding = (struct binding){.context = context, .action = action};
	}
	binding->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct binding *before = holder_of(keymap, context, keys[i]);

		if (before)
			drop_key(before, keys[i]);
	}
	binding->file = keymap->file;
	binding->count = count;
	if (count)
		memcpy(binding->keys, keys, count * sizeof *keys);
}

/* The words of a value as keys; words that are no key are complained about and left out. */
static size_t read_keys(const struct ini_entry *entry, int keys[KEYS_MOST], struct faults *faults)
{
	char *words = memory_copy(entry->value);
	char *rest = NULL;
	size_t count = 0;

	for (char *word = strtok_r(words, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
		int key = input_key_by_name(word);
		bool twice = false;

		for (size_t i = 0; i < count; i++)
			twice = twice || keys[i] == key;
		if (!key)
			ini_fault(entry, faults,
				"tombol \"%s\" tidak dikenal; tulis misalnya F2, C-s, M-b, PgDn, n.", word);
		else if (!twice && count == KEYS_MOST)
			ini_fault(entry, faults, "lebih dari %d tombol untuk satu tindakan; \"%s\" dilewati.",
				KEYS_MOST, word);
		else if (!twice)
			keys[count++] = key;
	}
	free(words);
	return count;
}

static void read_section(struct reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	reading->context = -1;
	for (int context = 0; context < CONTEXT_COUNT; context++)
		if (strcmp(contexts[context].word, entry->section) == 0)
			reading->context = context;
	if (reading->context < 0)
		ini_fault(entry, faults, "bagian [%s] tidak dikenal; isinya dilewati.", entry->section);
}

static void read_binding(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct reading *reading = context;
	struct keymap *keymap = reading->keymap;
	enum action action;
	int keys[KEYS_MOST];
	size_t count;

	if (!entry->key) {
		read_section(reading, entry, faults);
		return;
	}
	if (reading->context < 0)
		return;
	action = action_by_word(entry->key);
	if (action == ACTION_NONE) {
		ini_fault(entry, faults, "tindakan \"%s\" tidak dikenal; daftarnya ada pada siko keys.",
			entry->key);
		return;
	}
	count = read_keys(entry, keys, faults);
	if (!count && *entry->value) /* nothing valid: what was bound stays */
		return;
	for (size_t i = 0; i < count; i++) {
		const struct binding *before = holder_of(keymap, (enum context)reading->context, keys[i]);

		if (before && before->file == keymap->file && before->action != action)
			ini_fault(entry, faults,
				"tombol %s sudah dipakai untuk %s di bagian ini; kini untuk %s.",
				input_key_name(keys[i]), action_info(before->action)->word, entry->key);
	}
	set_keys(keymap, (enum context)reading->context, action, keys, count);
}

void keymap_read(
	struct keymap *keymap, const char *name, const char *text, size_t size, struct faults *faults)
{
	struct reading reading = {.keymap = keymap, .context = -1};

	keymap->file++;
	ini_read(name, text, size, read_binding, &reading, faults);
}

enum action keymap_find(const struct keymap *keymap, enum context context, int key)
{
	const struct binding *binding = holder_of(keymap, context, key);

	if (!binding && context != CONTEXT_GLOBAL)
		binding = holder_of(keymap, CONTEXT_GLOBAL, key);
	return binding ? binding->action : ACTION_NONE;
}

int keymap_key(const struct keymap *keymap, enum context context, enum action action, size_t n)
{
	const struct binding *own = find_binding(keymap, context, action);
	const struct binding *global = find_binding(keymap, CONTEXT_GLOBAL, action);
	size_t seen = 0;

	for (size_t i = 0; own && i < own->count; i++)
		if (seen++ == n)
			return own->keys[i];
	for (size_t i = 0; global && global != own && i < global->count; i++) {
		int key = global->keys[i];

		/* Not the keys that mean something else here. */
		if (keymap_find(keymap, context, key) != action || (own && has_key(own, key)))
			continue;
		if (seen++ == n)
			return key;
	}
	return 0;
}

/* A key that works while text is typed too. */
static bool reachable(const struct keymap *keymap, enum context context, enum action action)
{
	int key;

	for (size_t n = 0; (key = keymap_key(keymap, context, action, n)); n++)
		if (key >= INPUT_F1)
			return true;
	return false;
}

static void put_back(struct keymap *keymap, enum context context, enum action action, int key)
{
	const struct binding *binding = find_binding(keymap, context, action);
	int keys[KEYS_MOST] = {0};
	size_t count = binding ? binding->count : 0;

	if (count == KEYS_MOST)
		count--;
	if (count)
		memcpy(keys, binding->keys, count * sizeof *keys);
	keys[count++] = key;
	set_keys(keymap, context, action, keys, count);
}

/* What nobody may take away, and the key it comes back by. */
static const struct {
	enum action action;
	int key;
} needed[] = {
	{ACTION_HELP, INPUT_F1},
	{ACTION_BACK, INPUT_ESC},
	{ACTION_QUIT, INPUT_CTRL + 'q' - '`'},
};

enum { NEEDED = sizeof needed / sizeof *needed };

static size_t first_unreachable(const struct keymap *keymap, enum context context)
{
	size_t i = 0;

	while (i < NEEDED && reachable(keymap, context, needed[i].action))
		i++;
	return i;
}

void keymap_seal(struct keymap *keymap, struct faults *faults)
{
	for (int context = 0; context < CONTEXT_COUNT; context++) {
		size_t i;

		/* Asked anew each time: a key that comes back may have been the last one of another of them. */
		while ((i = first_unreachable(keymap, (enum context)context)) < NEEDED) {
			put_back(keymap, (enum context)context, needed[i].action, needed[i].key);
			faults_add(faults,
				"Tindakan \"%s\" harus selalu punya tombol; %s dikembalikan untuknya di [%s].",
				action_info(needed[i].action)->word, input_key_name(needed[i].key),
				contexts[context].word);
		}
	}
}
