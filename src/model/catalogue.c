#include "model/catalogue.h"

#include <string.h>

int catalogue_find(const struct catalogue *catalogue, const char *code)
{
	for (size_t i = 0; i < catalogue->count; i++)
		if (strcmp(catalogue->indicator[i].code, code) == 0)
			return (int)i;
	return -1;
}

const struct basis *indicator_basis(const struct indicator *indicator, const char *letter)
{
	for (size_t i = 0; i < indicator->basis_count; i++)
		if (letter[0] == indicator->basis[i].letter && !letter[1])
			return &indicator->basis[i];
	return NULL;
}
