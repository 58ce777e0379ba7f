#include "ui/term_keys.h"

#include <curses.h>
#include <string.h>

#include "ui/input.h"

#define OWN_KEYS 0x7000 /* curses key codes are 16 bits; ours begin above its own */

/* What clients send though the terminal's description does not know it: both cursor key modes, PuTTY (its modes ESC[n~,
 * Linux, Xterm R6, VT100+, SCO and Xterm 216+, standard and rxvt Home and End), the Linux console, tmux and screen, the
 * Windows ssh client, rxvt. PuTTY's VT400 mode sends for Insert Home PgUp Delete End what all others send for
 * Home Insert Delete End PgUp, so it cannot be told apart; siko-tombol(5) says so. Nor can a PuTTY's arrows with Ctrl, which
 * are other clients' plain ones: Alt-b and Alt-f go by words there. Of SCO's keys, those with Shift are left out, which
 * are Shift-Tab and rxvt's arrows elsewhere. A keypad's digits stay digits, whatever mode it is in; but for 7, which is
 * rxvt's End there: we leave the keypad in its plain mode (term.c). */
static const struct sequence {
	const char *bytes;
	int key; /* below 256: that character */
} sequences[] = {
	{"\033[A", INPUT_UP},
	{"\033[B", INPUT_DOWN},
	{"\033[C", INPUT_RIGHT},
	{"\033[D", INPUT_LEFT},
	{"\033OA", INPUT_UP},
	{"\033OB", INPUT_DOWN},
	{"\033OC", INPUT_RIGHT},
	{"\033OD", INPUT_LEFT},
	{"\033[1;2A", INPUT_UP},
	{"\033[1;2B", INPUT_DOWN},
	{"\033[1;2C", INPUT_RIGHT},
	{"\033[1;2D", INPUT_LEFT},
	{"\033[1;3A", INPUT_UP},
	{"\033[1;3B", INPUT_DOWN},
	{"\033[a", INPUT_UP},
	{"\033[b", INPUT_DOWN},
	{"\033[c", INPUT_RIGHT},
	{"\033[d", INPUT_LEFT},
	{"\033[H", INPUT_HOME},
	{"\033OH", INPUT_HOME},
	{"\033[1~", INPUT_HOME},
	{"\033[7~", INPUT_HOME},
	{"\033[F", INPUT_END},
	{"\033OF", INPUT_END},
	{"\033[4~", INPUT_END},
	{"\033[8~", INPUT_END},
	{"\033Ow", INPUT_END},
	{"\033[2~", INPUT_INSERT},
	{"\033[3~", INPUT_DELETE},
	{"\033[5~", INPUT_PAGE_UP},
	{"\033[6~", INPUT_PAGE_DOWN},
	{"\033[Z", INPUT_BACKTAB},
	{"\033[1;5A", INPUT_CTRL_UP},
	{"\033[1;5B", INPUT_CTRL_DOWN},
	{"\033Oa", INPUT_CTRL_UP},
	{"\033Ob", INPUT_CTRL_DOWN},
	{"\033[1;5D", INPUT_CTRL_LEFT},
	{"\033[1;5C", INPUT_CTRL_RIGHT},
	{"\033[1;3D", INPUT_CTRL_LEFT},
	{"\033[1;3C", INPUT_CTRL_RIGHT},
	{"\033Od", INPUT_CTRL_LEFT},
	{"\033Oc", INPUT_CTRL_RIGHT},
	{"\033[1;5H", INPUT_CTRL_HOME},
	{"\033[1;5F", INPUT_CTRL_END},
	{"\033OP", INPUT_F1},
	{"\033OQ", INPUT_F1 + 1},
	{"\033OR", INPUT_F1 + 2},
	{"\033OS", INPUT_F1 + 3},
	{"\033OT", INPUT_F1 + 4},
	{"\033OU", INPUT_F1 + 5},
	{"\033OV", INPUT_F1 + 6},
	{"\033OW", INPUT_F1 + 7},
	{"\033OX", INPUT_F1 + 8},
	{"\033OY", INPUT_F1 + 9},
	{"\033OZ", INPUT_F1 + 10},
	{"\033O[", INPUT_F1 + 11},
	{"\033[[A", INPUT_F1},
	{"\033[[B", INPUT_F1 + 1},
	{"\033[[C", INPUT_F1 + 2},
	{"\033[[D", INPUT_F1 + 3},
	{"\033[[E", INPUT_F1 + 4},
	{"\033[11~", INPUT_F1},
	{"\033[12~", INPUT_F1 + 1},
	{"\033[13~", INPUT_F1 + 2},
	{"\033[14~", INPUT_F1 + 3},
	{"\033[15~", INPUT_F1 + 4},
	{"\033[17~", INPUT_F1 + 5},
	{"\033[18~", INPUT_F1 + 6},
	{"\033[19~", INPUT_F1 + 7},
	{"\033[20~", INPUT_F1 + 8},
	{"\033[21~", INPUT_F1 + 9},
	{"\033[23~", INPUT_F1 + 10},
	{"\033[24~", INPUT_F1 + 11},
	{"\033[M", INPUT_F1},
	{"\033[N", INPUT_F1 + 1},
	{"\033[O", INPUT_F1 + 2},
	{"\033[P", INPUT_F1 + 3},
	{"\033[Q", INPUT_F1 + 4},
	{"\033[R", INPUT_F1 + 5},
	{"\033[S", INPUT_F1 + 6},
	{"\033[T", INPUT_F1 + 7},
	{"\033[U", INPUT_F1 + 8},
	{"\033[V", INPUT_F1 + 9},
	{"\033[W", INPUT_F1 + 10},
	{"\033[X", INPUT_F1 + 11},
	{"\033[L", INPUT_INSERT},
	{"\033[I", INPUT_PAGE_UP},
	{"\033[G", INPUT_PAGE_DOWN},
	{"\033OM", INPUT_ENTER},
	{"\033Oj", '*'},
	{"\033Ok", '+'},
	{"\033Ol", ','},
	{"\033Om", '-'},
	{"\033On", '.'},
	{"\033Oo", '/'},
	{"\033Op", '0'},
	{"\033Oq", '1'},
	{"\033Or", '2'},
	{"\033Os", '3'},
	{"\033Ot", '4'},
	{"\033Ou", '5'},
	{"\033Ov", '6'},
	{"\033Ox", '8'},
	{"\033Oy", '9'},
};

void term_keys_define(void)
{
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		int key = sequences[i].key;

		define_key(sequences[i].bytes, key < 256 ? key : OWN_KEYS + key - INPUT_F1);
	}
}

/* Keys that curses names but numbers anew in every process: the modified ones of xterm's description. */
static int extended_key(int code)
{
	static const struct {
		const char *name;
		int key;
	} names[] = {
		{"kUP5", INPUT_CTRL_UP},
		{"kDN5", INPUT_CTRL_DOWN},
		{"kLFT5", INPUT_CTRL_LEFT},
		{"kRIT5", INPUT_CTRL_RIGHT},
		{"kLFT3", INPUT_CTRL_LEFT},
		{"kRIT3", INPUT_CTRL_RIGHT},
		{"kHOM5", INPUT_CTRL_HOME},
		{"kEND5", INPUT_CTRL_END},
	};
	const char *name = keyname(code);

	for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].key;
	return -1;
}

int term_keys_translate(int code)
{
	static const int keys[][2] = {
		{KEY_UP, INPUT_UP},
		{KEY_DOWN, INPUT_DOWN},
		{KEY_LEFT, INPUT_LEFT},
		{KEY_RIGHT, INPUT_RIGHT},
		{KEY_SR, INPUT_UP},
		{KEY_SF, INPUT_DOWN},
		{KEY_SLEFT, INPUT_LEFT},
		{KEY_SRIGHT, INPUT_RIGHT},
		{KEY_HOME, INPUT_HOME},
		{KEY_FIND, INPUT_HOME},
		{KEY_END, INPUT_END},
		{KEY_LL, INPUT_END},
		{KEY_SELECT, INPUT_END},
		{KEY_PPAGE, INPUT_PAGE_UP},
		{KEY_NPAGE, INPUT_PAGE_DOWN},
		{KEY_IC, INPUT_INSERT},
		{KEY_DC, INPUT_DELETE},
		{KEY_BACKSPACE, INPUT_BACKSPACE},
		{KEY_ENTER, INPUT_ENTER},
		{KEY_BTAB, INPUT_BACKTAB},
		{KEY_SUSPEND,
			INPUT_CTRL + 26}, /* the Linux console's description calls Ctrl-Z a key of its own */
		{KEY_A1, INPUT_HOME},
		{KEY_A3, INPUT_PAGE_UP},
		{KEY_C1, INPUT_END},
		{KEY_C3, INPUT_PAGE_DOWN},
	};

	if (code >= OWN_KEYS && code < OWN_KEYS + 0x100)
		return INPUT_F1 + code - OWN_KEYS;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i][0] == code)
			return keys[i][1];
	if (code >= KEY_F(1) && code <= KEY_F(24))
		return INPUT_F1 + code - KEY_F(1);
	return code > KEY_MAX ? extended_key(code) : -1;
}
