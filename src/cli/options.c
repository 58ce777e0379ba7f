#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"

/* Long options without a letter. */
enum {
	OPTION_SCRIPT = 256,
	OPTION_SIZE,
	OPTION_MONO,
	OPTION_ASCII,
	OPTION_THEME,
	OPTION_PLAIN,
	OPTION_READER
};

static const struct option long_options[] = {
	{"store", required_argument, NULL, 'C'},
	{"user", required_argument, NULL, 'u'},
	{"year", required_argument, NULL, 'y'},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},
	{"script", required_argument, NULL, OPTION_SCRIPT},
	{"size", required_argument, NULL, OPTION_SIZE},
	{"mono", no_argument, NULL, OPTION_MONO},
	{"ascii", no_argument, NULL, OPTION_ASCII},
	{"theme", required_argument, NULL, OPTION_THEME},
	{"plain", no_argument, NULL, OPTION_PLAIN},
	{"reader", no_argument, NULL, OPTION_READER},
	{NULL, 0, NULL, 0},
};

int options_usage(void)
{
	fprintf(stderr, "Lihat siko --help.\n");
	return CLI_USAGE;
}

void options_help(void)
{
	printf("SIKO: inovasi daerah, dari ide sampai indeks.\n\n"
	       "Pemakaian: siko [--store FOLDER] [--user NAMA] [--year TAHUN] [PERINTAH [ARGUMEN]]\n\n"
	       "Tanpa perintah: layar siko di terminal ini.\n\n"
	       "  -C, --store FOLDER   folder penyimpanan ($SIKO_STORE, atau ~/.local/share/siko)\n"
	       "  -u, --user NAMA      bertindak sebagai pengguna ini (hanya pemilik penyimpanan)\n"
	       "  -y, --year TAHUN     tahun penilaian (bawaan: tahun penyimpanan)\n"
	       "      --mono           tanpa warna\n"
	       "      --ascii          semua yang tampil dengan ASCII saja\n"
	       "      --theme NAMA     tema warna: bawaan, kontras, mono, atau buatan sendiri\n"
	       "      --plain          tanpa garis dan batang, untuk sambungan lambat\n"
	       "      --reader         untuk pembaca layar: satu baris diumumkan setiap tindakan\n"
	       "      --script BERKAS  menjalankan layar dari berkas, tanpa terminal; --size BARISxKOLOM\n"
	       "  -h, --help           keterangan ini\n"
	       "  -V, --version        nomor versi\n\n"
	       "Perintah:\n");
	cli_help(stdout);
	printf("  keys [--keymap BERKAS] [-o BERKAS]\n        tombol yang berlaku, menurut tempatnya\n"
	       "  gate NAMA\n        untuk perintah paksa sshd: bertindak sebagai NAMA\n\n"
	       "Status keluar: 0 selesai, 1 ditolak atau gagal, 2 salah pemakaian.\n");
}

static bool read_year(const char *text, int *year)
{
	uint64_t number;

	if (strlen(text) != 4 || !text_number(text, 9999, &number) || number < 1900) {
		cli_fail("tahun %s tidak dimengerti; tulis empat angka, misalnya 2026.", text);
		return false;
	}
	*year = (int)number;
	return true;
}

/* Behind a gate everybody is the owner, so nobody may say where the store is or who he is, or name a file. */
static bool allowed_through_gate(int letter)
{
	return letter != 'C' && letter != 'u' && letter != OPTION_SCRIPT && letter != OPTION_SIZE;
}

static const char *option_name(int letter)
{
	switch (letter) {
	case 'C':
		return "--store";
	case 'u':
		return "--user";
	case OPTION_SCRIPT:
		return "--script";
	default:
		return "--size";
	}
}

int options_read(struct options *options, int argc, char **argv)
{
	int letter;

	optind = 0; /* a gate reads a second line of words */
	opterr = 0; /* its sentences are English */
	while ((letter = getopt_long(argc, argv, "+:C:u:y:hV", long_options, NULL)) != -1) {
		if (options->gate && !allowed_through_gate(letter))
			return cli_fail(
				"lewat gerbang ini pilihan %s tidak boleh dipakai.", option_name(letter));
		switch (letter) {
		case 'C':
			options->store = optarg;
			break;
		case 'u':
			options->user = optarg;
			break;
		case 'y':
			if (!read_year(optarg, &options->year))
				return options_usage();
			break;
		case 'h':
			options->help = true;
			break;
		case 'V':
			options->version = true;
			break;
		case OPTION_SCRIPT:
			options->script = optarg;
			break;
		case OPTION_SIZE:
			options->size = optarg;
			break;
		case OPTION_MONO:
			options->mono = true;
			break;
		case OPTION_ASCII:
			options->ascii = true;
			break;
		case OPTION_THEME:
			options->theme = optarg;
			break;
		case OPTION_PLAIN:
			options->plain = true;
			break;
		case OPTION_READER:
			options->reader = true;
			break;
		case ':':
			cli_fail("pilihan %s memerlukan nilai.", argv[optind - 1]);
			return options_usage();
		default:
			cli_fail("pilihan %s tidak dikenal.", argv[optind - 1]);
			return options_usage();
		}
	}
	options->argc = argc - optind;
	options->argv = argv + optind;
	return CLI_DONE;
}
