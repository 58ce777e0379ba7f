/* action.h: everything a key can do, as one table.
 * Enum, keymap words, help screen, footer, palette and manual are made from it; no key is named in any other C file.
 * Constant data. A renamed action keeps its old name as an alias in keymap.c (a name is a promise to key files). */
#ifndef SIKO_UI_ACTION_H
#define SIKO_UI_ACTION_H

#include <stdbool.h>

/* X(enum name, name in keymap files, group, label in the footer, help, needs the right to write) */
#define ACTION_TABLE(X)                                                                                      \
	X(HELP, "bantuan", GLOBAL, "bantuan", "Menampilkan bantuan layar ini dan semua tombol", false)       \
	X(PALETTE, "semua-perintah", GLOBAL, "perintah", "Mencari perintah atau layar menurut nama", false)  \
	X(REDRAW, "gambar-ulang", GLOBAL, "gambar ulang", "Menggambar ulang seluruh layar", false)           \
	X(QUIT, "keluar", GLOBAL, "keluar", "Keluar dari siko", false)                                       \
	X(BACK, "kembali", GLOBAL, "kembali", "Kembali ke layar sebelumnya", false)                          \
	X(OPEN, "buka", GLOBAL, "buka", "Membuka yang ditandai, atau maju ke isian berikut", false)          \
	X(UP, "naik", MOVE, "naik", "Satu baris ke atas", false)                                             \
	X(DOWN, "turun", MOVE, "turun", "Satu baris ke bawah", false)                                        \
	X(LEFT, "kiri", MOVE, "kiri", "Ke kiri: kolom atau huruf sebelumnya", false)                         \
	X(RIGHT, "kanan", MOVE, "kanan", "Ke kanan: kolom atau huruf berikutnya", false)                     \
	X(PAGE_UP, "halaman-naik", MOVE, "halaman", "Satu halaman, atau satu jawaban, ke atas", false)       \
	X(PAGE_DOWN, "halaman-turun", MOVE, "halaman", "Satu halaman, atau satu jawaban, ke bawah", false)   \
	X(FIRST, "awal", MOVE, "awal", "Ke baris atau huruf pertama", false)                                 \
	X(LAST, "akhir", MOVE, "akhir", "Ke baris atau huruf terakhir", false)                               \
	X(NEXT, "isian-berikut", MOVE, "berikut", "Ke isian berikutnya", false)                              \
	X(PREVIOUS, "isian-sebelum", MOVE, "sebelum", "Ke isian sebelumnya", false)                          \
	X(WORD_LEFT, "kata-kiri", MOVE, "kata kiri", "Satu kata ke kiri", false)                             \
	X(WORD_RIGHT, "kata-kanan", MOVE, "kata kanan", "Satu kata ke kanan", false)                         \
	X(NUMBER, "angka", MOVE, "angka", "Angka di depan gerakan: berapa kali", false)                      \
	X(PARAGRAPH_UP, "paragraf-naik", MOVE, "paragraf", "Ke awal paragraf, lalu paragraf sebelumnya",     \
		false)                                                                                       \
	X(PARAGRAPH_DOWN, "paragraf-turun", MOVE, "paragraf", "Ke paragraf berikutnya", false)               \
	X(TOP, "puncak", MOVE, "puncak", "Ke awal seluruh teks", false)                                      \
	X(BOTTOM, "dasar", MOVE, "dasar", "Ke akhir seluruh teks", false)                                    \
	X(DELETE_LEFT, "hapus-kiri", TYPE, "hapus", "Menghapus huruf di kiri kursor", false)                 \
	X(DELETE_RIGHT, "hapus-kanan", TYPE, "hapus", "Menghapus huruf di bawah kursor", false)              \
	X(DELETE_WORD, "hapus-kata", TYPE, "hapus kata", "Menghapus kata di kiri kursor", false)             \
	X(DELETE_LINE, "hapus-baris", TYPE, "hapus isian", "Mengosongkan isian atau baris", false)           \
	X(TYPE_UNDO, "urung-ketik", TYPE, "urung ketik", "Membatalkan ketikan terakhir", false)              \
	X(TYPE_REDO, "ulang-ketik", TYPE, "ulang ketik", "Mengulang ketikan yang dibatalkan", false)         \
	X(REPEAT, "seperti-terakhir", RECORD, "seperti tadi",                                                \
		"Mengisi seperti catatan atau jawaban sebelumnya", true)                                     \
	X(CALENDAR, "kalender", RECORD, "kalender", "Memilih tanggal dari kalender", true)                   \
	X(SAVE, "simpan", RECORD, "simpan", "Menyimpan apa yang diketik", false)                             \
	X(FIND, "cari", RECORD, "cari", "Mencari; Esc menghapus pencarian", false)                           \
	X(FIND_NEXT, "cari-lagi", RECORD, "cari lagi", "Ke temuan berikutnya", false)                        \
	X(SORT, "urut", RECORD, "urut", "Mengurutkan menurut kolom berikut", false)                          \
	X(SORT_REVERSE, "balik-urutan", RECORD, "balik urutan", "Membalik arah urutan", false)               \
	X(FILTER, "saring", RECORD, "saring", "Menyaring baris menurut kolom", false)                        \
	X(KIND, "jenis", RECORD, "jenis", "Menyaring menurut jenis unit", false)                             \
	X(DISTRICT, "kecamatan", RECORD, "kecamatan", "Menyaring menurut kecamatan", false)                  \
	X(NEW, "baru", RECORD, "baru", "Membuat catatan baru", true)                                         \
	X(EDIT, "ubah", RECORD, "ubah", "Mengubah catatan ini", true)                                        \
	X(ARCHIVE, "arsip", RECORD, "hapus/arsip", "Mengarsipkan atau mengembalikan; melepas bukti", true)   \
	X(UNDO, "batalkan", RECORD, "batalkan", "Membatalkan simpanan terakhir Anda pada catatan ini", true) \
	X(TO_FILE, "ke-berkas", RECORD, "ke berkas", "Menulis (ekspor, cetak) bukti atau daftar ke berkas",  \
		false)                                                                                       \
	X(HISTORY, "riwayat", RECORD, "riwayat", "Riwayat perubahan catatan ini", false)                     \
	X(COPY, "salin-tahun", RECORD, "salin", "Menyalin inovasi ini ke tahun penilaian berikut", true)     \
	X(SHEET, "lembar", RECORD, "lembar indikator", "Membuka lembar indikator inovasi ini", false)        \
	X(MARK, "tandai", RECORD, "tandai", "Menandai baris untuk tindakan bersama", false)                  \
	X(SUBMIT, "ajukan", REVIEW, "ajukan", "Mengajukan inovasi untuk diverifikasi", true)                 \
	X(ACCEPT, "terima", REVIEW, "terima", "Menerima bukti atau inovasi", true)                           \
	X(REJECT, "tolak", REVIEW, "tolak", "Menolak bukti, atau mengembalikan inovasi", true)               \
	X(ACCEPT_WHOLE, "terima-inovasi", REVIEW, "terima inovasi", "Menerima inovasi ini seluruhnya", true) \
	X(RETURN, "kembalikan", REVIEW, "kembalikan", "Mengembalikan inovasi kepada unitnya", true)          \
	X(WITHDRAW, "tarik", REVIEW, "tarik", "Menarik kembali inovasi yang diajukan", true)                 \
	X(REGISTER, "laporkan", REVIEW, "laporkan", "Mencatat nomor registrasi dari Kemendagri", true)       \
	X(REOPEN, "buka-lagi", REVIEW, "buka lagi", "Membuka lagi inovasi yang sudah dilaporkan", true)      \
	X(ATTACH, "bukti", REVIEW, "bukti", "Membuka berkas bukti indikator ini", false)                     \
	X(LEVEL_0, "tingkat-0", LEVEL, "0", "Mengosongkan tingkat indikator", true)                          \
	X(LEVEL_1, "tingkat-1", LEVEL, "1", "Memilih tingkat 1", true)                                       \
	X(LEVEL_2, "tingkat-2", LEVEL, "2", "Memilih tingkat 2", true)                                       \
	X(LEVEL_3, "tingkat-3", LEVEL, "3", "Memilih tingkat 3", true)                                       \
	X(GO_HOME, "layar-beranda", SCREEN, "Beranda", "Langsung ke Beranda", false)                         \
	X(GO_INNOVATIONS, "layar-inovasi", SCREEN, "inovasi", "Membuka daftar inovasi", false)               \
	X(GO_SEARCH, "layar-cari", SCREEN, "cari di semua", "Mencari di semua tabel, juga di dalam tulisan", \
		false)                                                                                       \
	X(GO_QUEUE, "layar-antrean", SCREEN, "antrean", "Membuka antrean verifikasi", false)                 \
	X(GO_REPORT, "layar-laporan", SCREEN, "laporan", "Membuka laporan per OPD", false)                   \
	X(COMPARE, "layar-banding", SCREEN, "banding", "Membandingkan dua tahun penilaian per unit", false)  \
	X(ADVICE, "layar-saran", SCREEN, "saran", "Membuka saran: apa yang paling menaikkan skor", false)    \
	X(GO_UNITS, "layar-unit", SCREEN, "unit", "Membuka daftar unit", false)                              \
	X(GO_REGION, "layar-daerah", SCREEN, "indikator daerah", "Membuka indikator daerah", false)          \
	X(GO_IDEA, "layar-tangkap-ide", SCREEN, "tangkap ide", "Mencatat ide untuk sebuah unit", true)       \
	X(GO_SPREAD, "layar-sebaran", SCREEN, "penyebaran", "Membuka siapa meniru apa dari siapa", false)    \
	X(GO_CONTESTS, "layar-lomba", SCREEN, "lomba", "Membuka lomba: semua, atau milik ini", false)        \
	X(GO_FIRST_STEPS, "layar-langkah", SCREEN, "langkah pertama", "Empat layar menuju inovasi baru",     \
		true)                                                                                        \
	X(GO_GUIDE, "layar-panduan", SCREEN, "panduan", "Membuka panduan indikator", false)                  \
	X(GO_USERS, "layar-pengguna", SCREEN, "pengguna", "Membuka daftar pengguna", false)                  \
	X(GO_JOURNAL, "layar-jurnal", SCREEN, "jurnal", "Membuka jurnal: semua yang pernah disimpan", false) \
	X(NOTICE_1, "kabar-1", SCREEN, "kabar", "Membuka kabar pertama di Beranda", false)                   \
	X(NOTICE_2, "kabar-2", SCREEN, "kabar 2", "Membuka kabar kedua di Beranda", false)                   \
	X(NOTICE_3, "kabar-3", SCREEN, "kabar 3", "Membuka kabar ketiga di Beranda", false)

enum action {
	ACTION_NONE,
#define X(name, word, group, label, help, writes) ACTION_##name,
	ACTION_TABLE(X)
#undef X
		ACTION_COUNT
};

enum action_group {
	ACTION_GROUP_GLOBAL,
	ACTION_GROUP_MOVE,
	ACTION_GROUP_TYPE,
	ACTION_GROUP_RECORD,
	ACTION_GROUP_REVIEW,
	ACTION_GROUP_LEVEL,
	ACTION_GROUP_SCREEN,
	ACTION_GROUP_COUNT
};

struct action_info {
	const char *word; /* its name in keymap files */
	enum action_group group;
	const char *label; /* a word or two for the footer */
	const char *help;  /* one line for help and palette */
	bool writes;	   /* not for a viewer; the dispatcher asks once */
};

const struct action_info *action_info(enum action action);
enum action action_by_word(const char *word); /* ACTION_NONE when there is none; knows old names */
const char *action_group_title(enum action_group group);

#endif
