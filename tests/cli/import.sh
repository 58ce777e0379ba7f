# import.sh: files in: all rows or none, and every fault with file, line and column.
theme=import
new_store import

# refused TABLE EXPECTED…: the bytes on standard input as a file; each EXPECTED stands in the faults.
refused() {
	table=$1
	shift
	cat >"$work/masuk.csv"
	unchanged boss import "$table" "$work/masuk.csv"
	for expected; do
		err_has "$work/masuk.csv:$expected"
	done
}

# one_fault TABLE EXPECTED: refused, and nothing is said of what only follows from that fault.
one_fault() {
	refused "$@"
	[ "$(wc -l <"$work/err")" -eq 1 ] && good || bad "$said: more than one fault: $(cat "$work/err")"
}

accepted() {
	table=$1
	shift
	cat >"$work/masuk.csv"
	ok boss import "$table" "$work/masuk.csv"
}

accepted inovasi <<'CSV'
id,opd,nama,16,16.tautan,33,33.basis,anggaran
2026-JB-00007,DIN,Tujuh,2,https://a.id,1,c,1000000
,KEC,Tanpa nomor,0,,,,
CSV
out_is "2 catatan diimpor: 2 baru, 0 berubah, 0 tetap."
value_is inovasi 2026-JB-00007 status draf
value_is inovasi 2026-JB-00007 tahun 2026
value_is inovasi 2026-JB-00007 anggaran 1000000
accepted inovasi <<'CSV'
id,nama,16.tautan
2026-JB-00007,Tujuh baru,
CSV
out_is "1 catatan diimpor: 0 baru, 1 berubah, 0 tetap."
value_is inovasi 2026-JB-00007 nama "Tujuh baru"
value_is inovasi 2026-JB-00007 16.tautan ""
value_is inovasi 2026-JB-00007 16 2
ok boss import inovasi "$work/masuk.csv"
out_is "1 catatan diimpor: 0 baru, 0 berubah, 1 tetap."

refused inovasi "2: kolom '16': " <<'CSV'
id,16
2026-JB-00007,4
CSV
refused inovasi "3: kolom 'opd': " <<'CSV'
opd,nama
DIN,Baik
TIDAK-ADA,Unit tak dikenal
CSV
refused inovasi "1: kolom 'warna': " <<'CSV'
opd,nama,warna
DIN,a,merah
CSV
one_fault inovasi "1: kolom 'nama': " <<'CSV'
opd,nama,nama
DIN,a,b
CSV
refused inovasi "2: kolom 'penerapan': " <<'CSV'
opd,nama,penerapan
DIN,a,2024-02-30
CSV
refused inovasi "2: kolom 'penerapan': " <<'CSV'
opd,nama,penerapan
DIN,a,01-02-2024
CSV
refused inovasi "2: kolom '33.basis': " <<'CSV'
opd,nama,33
DIN,a,1
CSV
one_fault inovasi "2: kolom '33.basis': dasar 'g'" <<'CSV'
opd,nama,33,33.basis
DIN,a,1,g
CSV
one_fault inovasi "2: kolom 'nama': isi sel memuat bita NUL" <<'JSON'
[{"opd":"DIN","nama":"a"},
{"opd":"DIN","nama":"a\u0000b"}]
JSON
one_fault inovasi "1: kolom 'nama': nilainya harus teks" <<'JSON'
[{"opd":"DIN","nama":["a"]}]
JSON
one_fault pengguna "2: kolom 'opd': unit 'TIDAK-ADA'" <<'CSV'
id,peran,opd
baru,operator,TIDAK-ADA
CSV
refused inovasi "3: kolom 'nama': " <<'CSV'
opd,nama
DIN,a
DIN,"tidak ditutup
KEC,c
CSV
refused inovasi "2: kolom 'nama': " <<'CSV'
opd,nama
DIN,"a"b
CSV
refused inovasi "2: kolom 'jenis': " "3: kolom 'jenis': " <<'CSV'
opd,nama,jenis
DIN,pendek
DIN,panjang,digital,lagi
CSV
refused inovasi "2: kolom 'jenis': " <<'CSV'
opd,nama,jenis
DIN,a,analog
CSV
refused inovasi "2: kolom 'anggaran': " <<'CSV'
opd,nama,anggaran
DIN,a,12.5
CSV
refused inovasi "2: kolom 'nama': " "3: kolom 'opd': " <<'CSV'
opd,nama
DIN,
,b
CSV
one_fault inovasi "2: kolom 'nama': Nama inovasi tidak boleh kosong" <<'CSV'
opd,nama
DIN,"  "
CSV
refused inovasi "2: kolom 'status': " <<'CSV'
opd,nama,status
DIN,a,selesai
CSV
refused inovasi "2: kolom '16.verifikasi': " <<'CSV'
opd,nama,16.verifikasi
DIN,a,mungkin
CSV
refused inovasi "2: kolom 'tahun': " <<'CSV'
opd,nama,tahun
DIN,a,1999
CSV
refused inovasi "1: kolom '16.berkas.abc': " <<'CSV'
opd,nama,16.berkas.abc
DIN,a,x
CSV
refused inovasi "3: kolom 'id': " <<'CSV'
id,nama
2026-JB-00007,a
2026-JB-00007,b
CSV
printf 'opd,nama\nDIN,\377\376\n' | refused inovasi "2: kolom 'nama': "
printf 'opd,nama\nDIN,a\000b\n' | refused inovasi "2: kolom 'nama': "
printf 'opd,nama\nDIN,a\033[31mb\n' | refused inovasi "2: kolom 'nama': "
printf 'opd,nama\nDIN,a\tb\n' | refused inovasi "2: kolom 'nama': "
printf 'opd,na\033[31mma\nDIN,a\n' | refused inovasi "1: kolom "
if grep -q "$(printf '\033')" "$work/err"; then bad "an escape sequence reached the terminal"; else good; fi
printf '' | refused inovasi "1: "
refused opd "2: kolom 'induk': " <<'CSV'
id,nama,jenis,induk
A,a,dinas,TIDAKADA
CSV
refused opd "2: kolom 'induk': " <<'CSV'
id,nama,jenis,induk
A,a,dinas,B
B,b,dinas,A
CSV
refused opd "2: kolom 'induk': " <<'CSV'
id,induk
KEC,KEL
CSV
refused opd "2: kolom 'id': " <<'CSV'
id,nama,jenis
,tanpa kode,dinas
CSV
refused pengguna "2: kolom 'peran': " <<'CSV'
id,peran
baru,raja
CSV
refused pengguna "2: kolom 'opd': " <<'CSV'
id,peran,opd
baru,operator,
CSV
# All faults of a file are told at once, in the order of their lines.
cat >"$work/masuk.csv" <<'CSV'
opd,nama,16,warna
DIN,a,4,
TIDAK-ADA,b,0,
DIN,c
CSV
no boss import inovasi "$work/masuk.csv"
cut -d: -f2 "$work/err" | tr '\n' ' ' >"$work/lines"
[ "$(cat "$work/lines")" = "1 2 3 4 " ] && good || bad "faults in lines $(cat "$work/lines")"

# Separators, byte order mark, line ends, quoted line feeds, one formula mark.
printf '\357\273\277opd;nama;tujuan\r\nDIN;Titik koma;"satu\r\ndua; tiga ""empat"""\r\n' | accepted inovasi
ok boss list inovasi nama="Titik koma" --format csv
id=$(sed -n 2p "$work/out" | cut -d, -f1)
ok boss show inovasi "$id" --format json
out_has '"tujuan":"satu\ndua; tiga \"empat\""'
printf "opd\tnama\nDIN\t'=1+1\n" | accepted inovasi
ok boss list inovasi nama==1+1 --format json
out_has '"nama":"=1+1"'
# A line is where the row starts, however long the rows before it are.
refused inovasi "5: kolom '16': " <<'CSV'
opd,nama,16,tujuan
DIN,a,1,"satu
dua
tiga"
DIN,b,9,x
CSV

# JSON says the same things.
cat >"$work/masuk.json" <<'JSON'
[
 {"opd": "DIN", "nama": "Dari JSON", "16": 2, "anggaran": 5000, "tujuan": "a\nb", "hasil": null},
 {"opd": "KEC", "nama": "Kedua"}
]
JSON
ok boss import inovasi "$work/masuk.json"
out_is "2 catatan diimpor: 2 baru, 0 berubah, 0 tetap."
printf '[\n{"opd":"DIN","nama":"a"},\n{"opd":"DIN","nama":"b","16":4}]' >"$work/masuk.json"
unchanged boss import inovasi "$work/masuk.json"
err_has "$work/masuk.json:3: kolom '16': "
printf '[\n{"opd":"DIN","nama":"a",}]' >"$work/masuk.json"
unchanged boss import inovasi "$work/masuk.json"
err_has "$work/masuk.json:2: "
printf '[{"opd":"DIN","nama":"a","nama":"b"}]' >"$work/masuk.json"
unchanged boss import inovasi "$work/masuk.json"
err_has "$work/masuk.json:1: kolom 'nama': "
printf '[{"opd":"DIN","nama":["a"]}]' >"$work/masuk.json"
unchanged boss import inovasi "$work/masuk.json"
err_has "$work/masuk.json:1: kolom 'nama': "

# Standard input, a dry run, a file that is not there.
said="import -"
printf 'opd,nama\nDIN,Lewat pipa\n' | "$SIKO" --store "$store" --user boss import inovasi - >"$work/out" 2>"$work/err" &&
	good || bad "import -"
out_is "1 catatan diimpor: 1 baru, 0 berubah, 0 tetap."
printf 'opd,nama\nDIN,a\nTIDAK-ADA,b\n' | "$SIKO" --store "$store" --user boss import inovasi - >"$work/out" 2>"$work/err" &&
	bad "import - took a bad file" || good
err_has "-:3: kolom 'opd': "
snapshot before
printf 'opd,nama\nDIN,Hanya coba\n' >"$work/masuk.csv"
ok boss import inovasi "$work/masuk.csv" --dry-run
out_has "1 baru"
snapshot after
same "$work/before" "$work/after" "a dry run changed something"
printf 'opd,nama\nDIN,Hanya coba\nDIN,\n' >"$work/masuk.csv"
unchanged boss import inovasi "$work/masuk.csv" --dry-run
err_has "$work/masuk.csv:3: kolom 'nama': "
no boss import inovasi "$work/tidak-ada.csv"
no boss import inovasi "$work"
wrong boss import inovasi

# What is, as a file describes it: any status and verdict; a verdict holds for the answer of its row.
accepted inovasi <<'CSV'
id,opd,nama,status,16,16.tautan,16.verifikasi,17,17.verifikasi
LAMA-1,DIN,Lama,terverifikasi,3,https://a.id,diterima,2,ditolak
CSV
value_is inovasi LAMA-1 status terverifikasi
value_is inovasi LAMA-1 16.verifikasi diterima
accepted inovasi <<'CSV'
id,16,16.verifikasi
LAMA-1,2,diterima
CSV
value_is inovasi LAMA-1 16 2
value_is inovasi LAMA-1 16.verifikasi diterima
accepted inovasi <<'CSV'
id,16
LAMA-1,1
CSV
value_is inovasi LAMA-1 16.verifikasi menunggu
err_has "1 jawaban yang sudah diterima kini menunggu verifikasi lagi: LAMA-1 (16)."
ok boss check

# A unit's file that changes accepted answers says whose acceptances end: the first ones by name, a dry run too.
{
	echo "id,opd,nama,status,16,16.tautan,16.verifikasi,17,17.tautan,17.verifikasi"
	for n in 1 2 3 4; do
		echo "JATUH-$n,DIN,Jatuh $n,dikembalikan,3,https://a.id/16,diterima,2,https://a.id/17,diterima"
	done
	echo "JATUH-5,DIN,Jatuh 5,dikembalikan,3,https://a.id/16,diterima,2,https://a.id/17,ditolak"
} >"$work/masuk.csv"
ok boss import inovasi "$work/masuk.csv"
[ -s "$work/err" ] && bad "$said: an acceptance that comes is none that falls" || good
cat >"$work/masuk.csv" <<'CSV'
id,16,17.tautan
JATUH-1,2,https://a.id/17
JATUH-2,2,https://a.id/lain
JATUH-3,3,
JATUH-4,1,https://a.id/17
JATUH-5,0,https://a.id/lain
CSV
ok din import inovasi "$work/masuk.csv" --dry-run
err_has "6 jawaban yang sudah diterima akan menunggu verifikasi lagi: JATUH-1 (16), JATUH-2 (16, 17), JATUH-3 (17) dan 2 catatan lagi."
value_is inovasi JATUH-1 16.verifikasi diterima
ok din import inovasi "$work/masuk.csv"
out_is "5 catatan diimpor: 0 baru, 5 berubah, 0 tetap."
err_has "6 jawaban yang sudah diterima kini menunggu verifikasi lagi: JATUH-1 (16), JATUH-2 (16, 17), JATUH-3 (17) dan 2 catatan lagi."
value_is inovasi JATUH-1 16.verifikasi menunggu
value_is inovasi JATUH-1 17.verifikasi diterima
ok din import inovasi "$work/masuk.csv"
[ -s "$work/err" ] && bad "$said: nothing falls twice" || good

# Many rows at once, and more than a file may have.
awk 'BEGIN { print "opd,nama"; for (i = 1; i <= 5000; i++) print "DIN,Inovasi " i }' >"$work/masuk.csv"
ok boss import inovasi "$work/masuk.csv"
out_has "5000 baru"
awk 'BEGIN { print "opd,nama"; for (i = 1; i <= 100001; i++) print "DIN,Inovasi " i }' >"$work/masuk.csv"
unchanged boss import inovasi "$work/masuk.csv"
err_has "$work/masuk.csv:100002: "
awk 'BEGIN { print "opd,nama,16"; for (i = 1; i <= 300; i++) print "DIN,Inovasi " i ",7" }' >"$work/masuk.csv"
no boss import inovasi "$work/masuk.csv"
err_has "200 kesalahan lagi"
