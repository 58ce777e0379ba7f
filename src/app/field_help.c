#include "app/field_help.h"

#include "base/buffer.h"

#define SIDE	     12 /* columns of the word before a choice or an example */
#define CHOICES_MOST 60 /* of more it is quicker to type a part of the name than to read them all */

/* How a value of this type is typed, where the label alone does not say. */
static const char *how_typed(enum field_type type)
{
	switch (type) {
	case FIELD_LONG:
		return "Enter membuka penyunting; yang ditempel dari Word menjadi teks bersih.";
	case FIELD_CHOICE:
		return "Enter membuka pilihan; ketik huruf-huruf awalnya, lalu Enter.";
	case FIELD_UNIT:
		return "Ketik kode atau sebagian nama unit, lalu Enter.";
	case FIELD_INNOVATION:
		return "Ketik nomor atau sebagian nama inovasi, lalu Enter.";
	case FIELD_YESNO:
		return "Ketik y atau t, lalu Enter.";
	case FIELD_MONEY:
		return "Rupiah penuh, tanpa Rp dan tanpa sen; titik boleh ditulis.";
	case FIELD_NUMBER:
		return "Bilangan bulat, 0 atau lebih.";
	case FIELD_DATE:
	case FIELD_TEXT:
		break;
	}
	return "";
}

static void add_limits(const struct field_definition *field, struct buffer *to)
{
	if (field->required)
		buffer_add_text(to, "Wajib diisi saat menyimpan. ");
	else if (field->required_submit)
		buffer_add_text(to, "Boleh dikosongkan dahulu; wajib diisi saat mengajukan. ");
	else
		buffer_add_text(to, "Boleh kosong. ");
	if (field->min_words)
		buffer_printf(to, "Sekurangnya %zu kata saat mengajukan. ", field->min_words);
	if (field->most && field->type == FIELD_TEXT)
		buffer_printf(to, "Paling banyak %zu huruf. ", field->most);
}

static void add_choices(struct text_view *view, const struct choices *choices)
{
	for (size_t i = 0; i < choices->count && choices->count <= CHOICES_MOST; i++)
		text_view_add_pair(view, SIDE, i ? "" : "Pilihan", choices->choice[i].label);
}

void field_help_add(struct text_view *view, const struct field_definition *field, const char *fault)
{
	struct buffer limits = {0};

	text_view_heading(view, field->label);
	if (*field->help)
		text_view_add(view, STYLE_PLAIN, 0, field->help);
	if (fault)
		text_view_add(view, STYLE_WARN, 0, fault);
	if (*field->example)
		text_view_add_pair(view, SIDE, "Contoh", field->example);
	if (field->choices)
		add_choices(view, field->choices);
	if (*how_typed(field->type))
		text_view_add(view, STYLE_DIM, 0, how_typed(field->type));
	add_limits(field, &limits);
	text_view_add(view, STYLE_DIM, 0, buffer_text(&limits));
	text_view_add(view, STYLE_PLAIN, 0, "");
	buffer_free(&limits);
}
