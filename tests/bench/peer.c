/* peer hello | list | form: the least a curses program can be, to measure against: a greeting; a list of a thousand
 * lines with a moving mark; a libform form of six fields. Ends with Esc or q. */
#include <form.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#define LIST_LINES 1000
#define FIELDS	   6

static void hello(void)
{
	mvaddstr(LINES / 2, 30, "Selamat datang");
	refresh();
	getch();
}

static void paint_list(int top, int current)
{
	char line[128];

	for (int row = 0; row < LINES - 2; row++) {
		int number = top + row;

		snprintf(line, sizeof line, "%c %05d  Layanan warga nomor %-6d  unit-%03d  draf  %2d dari 20",
			number == current ? '>' : ' ', number + 1, number * 31 % 997, number % 400,
			number % 21);
		mvprintw(row + 1, 0, "%-79.79s", line);
	}
	mvprintw(LINES - 1, 0, " panah pindah   q keluar  %4d/%d", current + 1, LIST_LINES);
	refresh();
}

static void list(void)
{
	int top = 0;
	int current = 0;
	int key;

	idlok(stdscr, TRUE);
	curs_set(0);
	mvaddstr(0, 0, " Daftar");
	paint_list(top, current);
	while ((key = getch()) != 'q' && key != ERR) {
		int height = LINES - 2;

		current += (key == KEY_DOWN) - (key == KEY_UP) +
			   height * ((key == KEY_NPAGE) - (key == KEY_PPAGE));
		current = current < 0 ? 0 : current >= LIST_LINES ? LIST_LINES - 1 : current;
		if (current < top)
			top = current;
		if (current >= top + height)
			top = current - height + 1;
		paint_list(top, current);
	}
}

static void form(void)
{
	FIELD *field[FIELDS + 1] = {NULL};
	FORM *fields;
	int key;

	for (int i = 0; i < FIELDS; i++) {
		field[i] = new_field(1, 50, 2 + 2 * i, 20, 0, 0);
		field_opts_off(field[i], O_AUTOSKIP);
	}
	fields = new_form(field);
	post_form(fields);
	for (int i = 0; i < FIELDS; i++)
		mvprintw(2 + 2 * i, 4, "Isian %d", i + 1);
	pos_form_cursor(fields);
	refresh();
	while ((key = getch()) != 27 && key != ERR) {
		if (key == KEY_BACKSPACE || key == 127)
			form_driver(fields, REQ_DEL_PREV);
		else
			form_driver(fields, key == KEY_DOWN ? REQ_NEXT_FIELD : key);
		refresh();
	}
	unpost_form(fields);
	free_form(fields);
	for (int i = 0; i < FIELDS; i++)
		free_field(field[i]);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "hello";

	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	if (strcmp(what, "list") == 0)
		list();
	else if (strcmp(what, "form") == 0)
		form();
	else
		hello();
	endwin();
	return 0;
}
