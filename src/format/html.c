#include "format/html.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const char style[] =
	"body{font:14px/1.35 sans-serif;margin:1.5em;color:#111}"
	"h1{font-size:1.4em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .4em}p{margin:.2em 0 1em;color:#444}"
	"table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
	"th,td{padding:.2em .6em;text-align:left;vertical-align:top;border-bottom:1px solid #ccc}"
	"th{position:sticky;top:0;background:#e8eef4}"
	".n{text-align:right;white-space:nowrap}"
	"tfoot td{font-weight:bold;border-top:2px solid #111}"
	"@page{size:A4 landscape;margin:10mm}"
	"@media print{body{margin:0;font-size:7pt}th{position:static}"
	"th,td{padding:.1em .3em}tr{break-inside:avoid}thead{display:table-header-group}"
	"tfoot{display:table-row-group}}";

static void add_escaped(struct buffer *to, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buffer_add_text(to, "&amp;");
			break;
		case '<':
			buffer_add_text(to, "&lt;");
			break;
		case '>':
			buffer_add_text(to, "&gt;");
			break;
		case '"':
			buffer_add_text(to, "&quot;");
			break;
		case '\'':
			buffer_add_text(to, "&#39;");
			break;
		default:
			buffer_add_byte(to, *text);
		}
	}
}

/* <h1>text</h1>: whatever the text holds, and bytes that are none made visible. */
static void add_element(struct buffer *to, const char *name, const char *text)
{
	char *shown = text_for_screen(text, strlen(text), false);

	buffer_printf(to, "<%s>", name);
	add_escaped(to, shown);
	buffer_printf(to, "</%s>\n", name);
	free(shown);
}

void html_start(struct buffer *to, const char *title, const char *below)
{
	buffer_add_text(to, "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"UTF-8\"/>\n");
	add_element(to, "title", title);
	add_element(to, "style", style);
	buffer_add_text(to, "</head>\n<body>\n");
	add_element(to, "h1", title);
	add_element(to, "p", below);
}

static void add_cell(struct buffer *to, const char *name, bool right, const char *text)
{
	buffer_printf(to, right ? "<%s class=\"n\">" : "<%s>", name);
	add_escaped(to, text);
	buffer_printf(to, "</%s>", name);
}

static void add_row(struct buffer *to, const struct table_text *table, size_t row)
{
	buffer_add_text(to, "<tr>");
	for (size_t i = 0; i < table->count; i++)
		add_cell(to, "td", table->column[i].right, table->cell[row * table->count + i]);
	buffer_add_text(to, "</tr>\n");
}

void html_add_table(struct buffer *to, const char *heading, const struct table_text *table, bool total)
{
	size_t rows = table->count ? table->cell_count / table->count : 0;
	size_t body = total && rows ? rows - 1 : rows;

	if (heading)
		add_element(to, "h2", heading);
	buffer_add_text(to, "<table>\n<thead><tr>");
	for (size_t i = 0; i < table->count; i++)
		add_cell(to, "th", table->column[i].right, table->column[i].label);
	buffer_add_text(to, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < body; row++)
		add_row(to, table, row);
	buffer_add_text(to, "</tbody>\n");
	if (body < rows) {
		buffer_add_text(to, "<tfoot>\n");
		add_row(to, table, body);
		buffer_add_text(to, "</tfoot>\n");
	}
	buffer_add_text(to, "</table>\n");
}

void html_end(struct buffer *to)
{
	buffer_add_text(to, "</body>\n</html>\n");
}
