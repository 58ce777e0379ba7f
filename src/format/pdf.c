#include "format/pdf.h"

#include <stdlib.h>
#include <string.h>

#include <hpdf.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "format/library.h"

/* Points. */
#define PAGE_WIDTH  842
#define PAGE_HEIGHT 595
#define MARGIN	    28
#define GAP	    6	/* between two columns */
#define NAMES_LEAST 100 /* for the widest column of texts; smaller letters before it gets less */
#define TEXT_MOST   120 /* for each other column of texts */
#define SIZE_MOST   8.0F
#define SIZE_LEAST  4.0F
#define ELLIPSIS    "\x85"

/* The functions of the library that are used. */
#define PDF_CALLS(X)                \
	X(HPDF_New)                 \
	X(HPDF_Free)                \
	X(HPDF_SetCompressionMode)  \
	X(HPDF_SetInfoAttr)         \
	X(HPDF_GetFont)             \
	X(HPDF_Font_TextWidth)      \
	X(HPDF_AddPage)             \
	X(HPDF_Page_SetWidth)       \
	X(HPDF_Page_SetHeight)      \
	X(HPDF_Page_SetFontAndSize) \
	X(HPDF_Page_BeginText)      \
	X(HPDF_Page_TextOut)        \
	X(HPDF_Page_EndText)        \
	X(HPDF_Page_SetLineWidth)   \
	X(HPDF_Page_MoveTo)         \
	X(HPDF_Page_LineTo)         \
	X(HPDF_Page_Stroke)         \
	X(HPDF_SaveToStream)        \
	X(HPDF_ReadFromStream)      \
	X(HPDF_ResetStream)

#define PDF_NAME(name) #name,
#define PDF_CALL(name) __typeof__(name) *(name);

struct calls {
	PDF_CALLS(PDF_CALL)
};

struct pdf {
	struct calls call;
	HPDF_Doc document;
	HPDF_Font plain, bold;
	HPDF_Page *page; /* the last one is being written */
	size_t pages, room;
	char *title, *below; /* WinAnsi, as every text here */
	float y;	     /* of the last line written; text goes below it */
	bool failed;	     /* nothing is written any more */
};

/* A table being written: its cells in WinAnsi, where its columns are, how large its letters. */
struct layout {
	const struct table_text *table;
	char **label, **cell;
	float *x, *width;
	float size;
};

/* 0x80..0x9F of WinAnsi (PDF 32000-1, annex D); the rest of it is Latin-1. */
static const uint16_t winansi[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
	0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
	0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

static char winansi_of(uint32_t code)
{
	if ((code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF))
		return (char)code;
	for (int i = 0; i < 32; i++)
		if (winansi[i] && winansi[i] == code)
			return (char)(0x80 + i);
	return '?';
}

static char *to_winansi(const char *text)
{
	size_t size = strlen(text);
	char *normal = text_for_screen(text, size, false);
	struct buffer to = {0};
	uint32_t code;
	size_t length;

	size = strlen(normal);
	for (size_t at = 0; (length = text_decode(normal + at, size - at, &code)) > 0; at += length)
		buffer_add_byte(&to, winansi_of(code));
	free(normal);
	return buffer_take(&to);
}

static bool load(struct calls *call, struct error *err)
{
	static const char *const name[] = {PDF_CALLS(PDF_NAME)};
	void *found[sizeof name / sizeof name[0]];

	if (!library_load(LIBHPDF, "PDF", name, found, sizeof name / sizeof name[0], err))
		return false;
	memcpy(call, found, sizeof found);
	return true;
}

/* The library calls this and returns; what follows is skipped. */
static void note_fault(HPDF_STATUS status, HPDF_STATUS detail, void *context)
{
	struct pdf *pdf = context;

	(void)status;
	(void)detail;
	pdf->failed = true;
}

static bool fail(struct error *err)
{
	return error_set(err, "PDF tidak dapat dibuat; pakai bentuk html, lalu cetak dari peramban.");
}

static void open_document(struct pdf *pdf)
{
	const struct calls *call = &pdf->call;

	pdf->document = call->HPDF_New(note_fault, pdf);
	if (!pdf->document)
		return;
	call->HPDF_SetCompressionMode(pdf->document, HPDF_COMP_ALL);
	call->HPDF_SetInfoAttr(pdf->document, HPDF_INFO_TITLE, pdf->title);
	pdf->plain = call->HPDF_GetFont(pdf->document, "Helvetica", "WinAnsiEncoding");
	pdf->bold = call->HPDF_GetFont(pdf->document, "Helvetica-Bold", "WinAnsiEncoding");
}

struct pdf *pdf_open(const char *title, const char *below, struct error *err)
{
	struct pdf *pdf = memory_alloc(sizeof *pdf);

	if (load(&pdf->call, err)) {
		pdf->title = to_winansi(title);
		pdf->below = to_winansi(below);
		open_document(pdf);
		if (pdf->document && !pdf->failed)
			return pdf;
		fail(err);
	}
	pdf_drop(pdf);
	return NULL;
}

static float width_of(const struct pdf *pdf, HPDF_Font font, const char *text, size_t size, float letters)
{
	HPDF_TextWidth width = pdf->call.HPDF_Font_TextWidth(font, (const HPDF_BYTE *)text, (HPDF_UINT)size);

	return (float)width.width * letters / 1000;
}

/* On the page, from x on; baseline at y. */
static void put(
	struct pdf *pdf, HPDF_Page page, HPDF_Font font, float letters, float x, float y, const char *text)
{
	const struct calls *call = &pdf->call;

	if (pdf->failed || !*text)
		return;
	call->HPDF_Page_SetFontAndSize(page, font, letters);
	call->HPDF_Page_BeginText(page);
	call->HPDF_Page_TextOut(page, x, y, text);
	call->HPDF_Page_EndText(page);
}

/* A line under what was last written, as long as the table is wide. */
static void rule(struct pdf *pdf, const struct layout *layout)
{
	HPDF_Page page = pdf->page[pdf->pages - 1];
	size_t last = layout->table->count - 1;

	pdf->y -= 3;
	if (pdf->failed)
		return;
	pdf->call.HPDF_Page_SetLineWidth(page, 0.5F);
	pdf->call.HPDF_Page_MoveTo(page, MARGIN, pdf->y);
	pdf->call.HPDF_Page_LineTo(page, layout->x[last] + layout->width[last], pdf->y);
	pdf->call.HPDF_Page_Stroke(page);
}

static void start_page(struct pdf *pdf)
{
	HPDF_Page page = pdf->failed ? NULL : pdf->call.HPDF_AddPage(pdf->document);

	if (!page) {
		pdf->failed = true;
		return;
	}
	pdf->page = array_room(pdf->page, pdf->pages, &pdf->room, sizeof *pdf->page);
	pdf->page[pdf->pages++] = page;
	pdf->call.HPDF_Page_SetWidth(page, PAGE_WIDTH);
	pdf->call.HPDF_Page_SetHeight(page, PAGE_HEIGHT);
	put(pdf, page, pdf->bold, 12, MARGIN, PAGE_HEIGHT - MARGIN - 12, pdf->title);
	put(pdf, page, pdf->plain, 8, MARGIN, PAGE_HEIGHT - MARGIN - 24, pdf->below);
	pdf->y = PAGE_HEIGHT - MARGIN - 32;
}

/* As much of the text as is as wide, then "…"; a number is never cut. */
static void put_cell(struct pdf *pdf, const struct layout *layout, size_t column, HPDF_Font font, float y,
	const char *text)
{
	HPDF_Page page = pdf->page[pdf->pages - 1];
	float most = layout->width[column];
	size_t size = strlen(text);
	float width = width_of(pdf, font, text, size, layout->size);
	char *cut;

	if (layout->table->column[column].right) {
		put(pdf, page, font, layout->size, layout->x[column] + most - width, y, text);
		return;
	}
	if (width <= most) {
		put(pdf, page, font, layout->size, layout->x[column], y, text);
		return;
	}
	most -= width_of(pdf, font, ELLIPSIS, 1, layout->size);
	while (size && width_of(pdf, font, text, size, layout->size) > most)
		size--;
	cut = memory_alloc(size + sizeof ELLIPSIS);
	memcpy(cut, text, size);
	memcpy(cut + size, ELLIPSIS, sizeof ELLIPSIS);
	put(pdf, page, font, layout->size, layout->x[column], y, cut);
	free(cut);
}

static void put_row(struct pdf *pdf, const struct layout *layout, HPDF_Font font, char **cell)
{
	pdf->y -= layout->size * 1.4F;
	for (size_t i = 0; i < layout->table->count && !pdf->failed; i++)
		put_cell(pdf, layout, i, font, pdf->y, cell[i]);
}

static void put_heads(struct pdf *pdf, const struct layout *layout, const char *heading)
{
	if (pdf->failed)
		return;
	if (*heading) {
		pdf->y -= 14;
		put(pdf, pdf->page[pdf->pages - 1], pdf->bold, 9, MARGIN, pdf->y, heading);
		pdf->y -= 4;
	}
	put_row(pdf, layout, pdf->bold, layout->label);
	rule(pdf, layout);
}

/* The widest text of a column, at the layout's size; heads and sums are bold. */
static float widest(const struct pdf *pdf, const struct layout *layout, size_t column)
{
	const struct table_text *table = layout->table;
	float most = width_of(
		pdf, pdf->bold, layout->label[column], strlen(layout->label[column]), layout->size);

	for (size_t i = column; i < table->cell_count; i += table->count) {
		float width = width_of(
			pdf, pdf->bold, layout->cell[i], strlen(layout->cell[i]), layout->size);

		if (width > most)
			most = width;
	}
	return most;
}

/* What the others leave is for the widest column of texts: the names. False: too little of it, the letters are too large. */
static bool fit(const struct pdf *pdf, struct layout *layout)
{
	const struct table_text *table = layout->table;
	float room = PAGE_WIDTH - 2 * MARGIN - GAP * (float)(table->count - 1);
	size_t names = 0;
	float x = MARGIN;
	bool well;

	for (size_t i = 0; i < table->count; i++) {
		layout->width[i] = widest(pdf, layout, i);
		if (!table->column[i].right && layout->width[i] > layout->width[names])
			names = i;
	}
	for (size_t i = 0; i < table->count; i++) {
		if (i != names && !table->column[i].right && layout->width[i] > TEXT_MOST)
			layout->width[i] = TEXT_MOST;
		room -= i == names ? 0 : layout->width[i];
	}
	well = room >= layout->width[names] || room >= NAMES_LEAST;
	if (room < layout->width[names])
		layout->width[names] = room > 0 ? room : 0;
	for (size_t i = 0; i < table->count; i++) {
		layout->x[i] = x;
		x += layout->width[i] + GAP;
	}
	return well;
}

static void open_layout(const struct pdf *pdf, struct layout *layout, const struct table_text *table)
{
	*layout = (struct layout){.table = table, .size = SIZE_MOST};
	layout->label = memory_alloc(table->count * sizeof *layout->label);
	layout->cell = memory_alloc((table->cell_count + 1) * sizeof *layout->cell);
	layout->x = memory_alloc(table->count * sizeof *layout->x);
	layout->width = memory_alloc(table->count * sizeof *layout->width);
	for (size_t i = 0; i < table->count; i++)
		layout->label[i] = to_winansi(table->column[i].label);
	for (size_t i = 0; i < table->cell_count; i++)
		layout->cell[i] = to_winansi(table->cell[i]);
	while (!fit(pdf, layout) && layout->size > SIZE_LEAST)
		layout->size -= 0.5F;
}

static void free_layout(struct layout *layout)
{
	for (size_t i = 0; i < layout->table->count; i++)
		free(layout->label[i]);
	for (size_t i = 0; i < layout->table->cell_count; i++)
		free(layout->cell[i]);
	free(layout->label);
	free(layout->cell);
	free(layout->x);
	free(layout->width);
}

void pdf_add_table(
	struct pdf *pdf, const char *heading, const struct table_text *table, bool total, bool follows)
{
	struct layout layout;
	char *above = to_winansi(heading);

	open_layout(pdf, &layout, table);
	if (follows && pdf->pages)
		pdf->y -= 10;
	else
		start_page(pdf);
	put_heads(pdf, &layout, above);
	for (size_t i = 0; i < table->cell_count && !pdf->failed; i += table->count) {
		bool sum = total && i + table->count == table->cell_count;

		if (pdf->y - layout.size * 3 < MARGIN + 10) {
			start_page(pdf);
			put_heads(pdf, &layout, above);
		}
		if (sum && !pdf->failed)
			rule(pdf, &layout);
		put_row(pdf, &layout, sum ? pdf->bold : pdf->plain, layout.cell + i);
	}
	free_layout(&layout);
	free(above);
}

/* Only now it is known how many there are. */
static void number_pages(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->pages; i++) {
		char text[64];

		snprintf(text, sizeof text, "halaman %zu dari %zu", i + 1, pdf->pages);
		put(pdf, pdf->page[i], pdf->plain, 8,
			PAGE_WIDTH - MARGIN - width_of(pdf, pdf->plain, text, strlen(text), 8), MARGIN - 8,
			text);
	}
}

static void hand_over(struct pdf *pdf, file_take *take, void *context)
{
	HPDF_BYTE piece[16384];
	HPDF_UINT32 size;

	pdf->call.HPDF_ResetStream(pdf->document);
	do {
		size = sizeof piece;
		pdf->call.HPDF_ReadFromStream(pdf->document, piece, &size);
		take(context, (const char *)piece, size);
	} while (size == sizeof piece);
}

bool pdf_finish(struct pdf *pdf, file_take *take, void *context, struct error *err)
{
	bool done;

	number_pages(pdf);
	done = !pdf->failed && pdf->call.HPDF_SaveToStream(pdf->document) == HPDF_OK;
	if (done)
		hand_over(pdf, take, context);
	else
		fail(err);
	pdf_drop(pdf);
	return done;
}

void pdf_drop(struct pdf *pdf)
{
	if (!pdf)
		return;
	if (pdf->document)
		pdf->call.HPDF_Free(pdf->document);
	free(pdf->page);
	free(pdf->title);
	free(pdf->below);
	free(pdf);
}
