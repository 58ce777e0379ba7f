# formats.sh: workbook, page and print say what CSV says; a name is only a name in each; what cannot be made leaves nothing.
theme=formats
new_store formats
name="<script>&\"' =SUM(1) _x0041_"
ok boss set opd DIN "nama=$name"
ok boss new opd PJG jenis=dinas "nama=Dinas $(words 30 | cut -c1-120) Пaнjang €"
complete op KEC "Lengkap, dengan \"kutip\""
ok op submit "$id"
ok ver accept "$id" 16 17
ok boss new inovasi opd=DIN nama="=HYPERLINK(1)" tujuan="'=dua" manfaat="-x" hasil=" tepi " catatan="satu
dua; tiga, empat" anggaran=25000000 pic_kontak=081234 17=2 17.tautan=u 19=1 19.tautan=u 16=1 16.tautan=u
ok boss new inovasi opd=DIN nama=lain 16=1 16.tautan=u
ok boss set daerah 2026 1=2 1.tautan=https://a.id/1 2a=3 5a=3 5a.tautan=u
ok boss set opd KEC target=3

# sheet FILE NUMBER: as CSV, in $work/sheet
sheet() {
	unzip -p "$1" "xl/worksheets/sheet$2.xml" | awk -v types="${3:-0}" -f "$here/sheet.awk" >"$work/sheet"
}

# Every cell of every table, and all of them texts.
for table in opd pengguna inovasi daerah; do
	ok boss export $table --format xlsx -o "$work/$table.xlsx"
	ok boss export $table
	tail -c +4 "$work/out" >"$work/csv"
	sheet "$work/$table.xlsx" 1
	same "$work/csv" "$work/sheet" "the sheet of $table is its CSV"
	unzip -p "$work/$table.xlsx" xl/worksheets/sheet1.xml >"$work/out"
	out_lacks '<v>'
	out_lacks '<f>'
	out_has 'state="frozen"'
done
unzip -p "$work/inovasi.xlsx" xl/worksheets/sheet1.xml >"$work/out"
out_has '>=HYPERLINK(1)</t>'
out_has '>081234</t>'
out_has '>25000000</t>'
unzip -tq "$work/inovasi.xlsx" >"$work/out" 2>&1 && good || bad "unzip -t: $(cat "$work/out")"
ok boss export inovasi opd=KEC --format xlsx -o "$work/satu.xlsx"
sheet "$work/satu.xlsx" 1
[ "$(grep -c 2026-JB- "$work/sheet")" -eq 1 ] && good || bad "a filter on xlsx"
# What comes by standard output is the same; an operator's holds what he may read.
ok boss export inovasi --format xlsx
same "$work/inovasi.xlsx" "$work/out" "xlsx by standard output"
ok din export inovasi --format xlsx
cp "$work/out" "$work/din.xlsx"
sheet "$work/din.xlsx" 1
grep -q Lengkap "$work/sheet" && bad "an operator's xlsx shows another unit" || good
no din export pengguna --format xlsx

# Longer than a cell may be: cut where it shows. Bytes: 40,000 letters fit a record, not a cell.
long=$(awk 'BEGIN { for (i = 0; i < 4000; i++) printf "abcdefghi " }')
printf 'id,opd,nama,tujuan\nP,KEC,panjang,"%s"\nQ,KEC,beranda,"%s"\n' "$long" \
	"$(awk 'BEGIN { for (i = 0; i < 16383; i++) printf "😀"; printf "x" }')" >"$work/panjang.csv"
ok boss import inovasi "$work/panjang.csv"
ok boss export inovasi nama=panjang --format xlsx -o "$work/panjang.xlsx"
unzip -p "$work/panjang.xlsx" xl/worksheets/sheet1.xml | grep -o '>abcdefghi [^<]*<' | tr -d '<>\n' >"$work/out"
[ "$(wc -m <"$work/out")" -eq 32767 ] && good || bad "a long text: $(wc -m <"$work/out") characters"
[ "$(tail -c 3 "$work/out")" = … ] && good || bad "a long text ends with $(tail -c 3 "$work/out")"
ok boss export inovasi nama=beranda --format xlsx -o "$work/panjang.xlsx"
unzip -p "$work/panjang.xlsx" xl/worksheets/sheet1.xml | grep -o '😀[^<]*<' | tr -d '<\n' >"$work/out"
[ "$(tail -c 1 "$work/out")" = x ] && good || bad "a text of as many units as a cell takes was cut"
ok boss archive P
ok boss archive Q

# The report: sheet 1 is the CSV, sheet 2 the index, sheet 3 what is verified.
ok boss report --format xlsx -o "$work/laporan.xlsx"
ok boss report --format csv
cp "$work/out" "$work/laporan.csv"
sheet "$work/laporan.xlsx" 1
same "$work/laporan.csv" "$work/sheet" "the first sheet of report is its CSV"
sheet "$work/laporan.xlsx" 1 1
head -2 "$work/sheet" | tail -1 | grep -q ',n:' && good || bad "numbers are numbers"
sheet "$work/laporan.xlsx" 2
cp "$work/sheet" "$work/out"
ok boss index --format json
index=$(sed 's/.*"indeks":\([0-9.]*\),.*"indeks":\([0-9.]*\),.*/Indeks,\1,\2/' "$work/out")
said="sheet 2"
cp "$work/sheet" "$work/out"
out_has "$index"
out_has "Predikat,Kurang Inovatif,"
sheet "$work/laporan.xlsx" 3
awk -v RS='\r\n' -F, 'NR == 1 { print $1 "," $2 "," $35 "," $56 }' "$work/laporan.csv" >"$work/expected"
awk -v RS='\r\n' -F, 'NR == 1 { print $1 "," $2 "," $3 "," $24 }' "$work/sheet" >"$work/out"
same "$work/expected" "$work/out" "the head of Verif"
grep '^KEC' "$work/laporan.csv" | cut -d, -f1-2,35- >"$work/expected"
grep '^KEC' "$work/sheet" >"$work/out"
same "$work/expected" "$work/out" "a row of Verif"
unzip -p "$work/laporan.xlsx" xl/workbook.xml >"$work/out"
out_has 'name="Laporan"'
out_has 'name="Indeks"'
out_has 'name="Verif"'

# The page: escaped, whole, nothing from elsewhere.
ok boss report --format html
out_has '&lt;script&gt;&amp;&quot;&#39; =SUM(1) _x0041_'
out_lacks '<script'
out_lacks 'http'
out_has 'Laporan inovasi Kota Jambi, penilaian 2026'
out_has 'Keadaan 01-03-2026'
out_has '<td>Jumlah</td>'
out_has '<td class="n">4,25</td>'
out_has 'Kecamatan Danau Sipin'
out_has 'A4 landscape'
grep -o '</\{0,1\}[a-z][a-z0-9]*[ >]' "$work/out" | tr -d '<> ' | awk '
	$1 == "meta" { next }
	/^\// { if (open[depth--] != substr($1, 2)) wrong++; next }
	{ open[++depth] = $1 }
	END { exit !(NR > 50 && depth == 0 && !wrong) }' && good || bad "html: tags are not closed as they are opened"
[ "$(grep -c '<tr>' "$work/out")" -gt 20 ] && good || bad "html: rows"
# The sum of the claims of all rows stands in the row of sums.
sum=$(awk -v RS='\r\n' -F, 'NR > 1 { sum += $(NF - 23) } END { print sum }' "$work/laporan.csv" | tr . ,)
grep -F '<td>Jumlah</td>' "$work/out" | head -1 >"$work/jumlah"
has jumlah "<td class=\"n\">$sum</td>"

# The print: every unit and the sums, on pages that are numbered; what Helvetica lacks is a "?".
ok boss report --format pdf -o "$work/laporan.pdf"
head -c 5 "$work/laporan.pdf" | grep -q '%PDF-' && good || bad "no PDF"
pdftotext -layout "$work/laporan.pdf" "$work/out" 2>"$work/err" && [ ! -s "$work/err" ] && good || bad "pdftotext: $(cat "$work/err")"
said="pdf"
out_has 'Laporan inovasi Kota Jambi, penilaian 2026'
out_has 'Keadaan 01-03-2026'
out_has 'Kelurahan Legok'
out_has "<script>&\"' =SUM(1) _x0041_"
out_has 'halaman 1 dari 3'
out_has 'halaman 3 dari 3'
out_has 'Predikat'
out_has 4,25
out_has '…'
grep 'Jumlah  ' "$work/out" | head -1 >"$work/jumlah"
has jumlah "$sum"
ok boss set opd PJG "nama=Пaнjang €"
ok boss report --format pdf --opd PJG
pdftotext -layout "$work/out" "$work/teks" && mv "$work/teks" "$work/out"
out_has '?a?jang €'
out_lacks 'Kelurahan Legok'
# Heads come again on every page.
awk 'BEGIN { print "id,nama,jenis"; for (i = 1; i <= 120; i++) printf "U%03d,Unit ke-%d,dinas\n", i, i }' >"$work/banyak.csv"
ok boss import opd "$work/banyak.csv"
ok boss report --format pdf
pdftotext -layout "$work/out" "$work/teks" && mv "$work/teks" "$work/out"
pages=$(grep -c 'halaman [0-9]* dari' "$work/out")
[ "$pages" -gt 6 ] && [ "$(grep -c '^OPD  *Unit ' "$work/out")" -eq "$pages" ] && good || bad "pdf: heads on $pages pages"
for unit in 1 60 120; do
	[ "$(grep -c "Unit ke-$unit " "$work/out")" -eq 3 ] && good || bad "pdf: unit $unit is not on three tables"
done

# Where it goes: as with CSV. A file that is there is replaced and keeps its mode; a folder is none.
for format in xlsx html pdf; do
	echo lama >"$work/ada"
	chmod 640 "$work/ada"
	ok boss report --format $format -o "$work/ada"
	[ "$(stat -c %a "$work/ada")" = 640 ] && good || bad "$format: mode $(stat -c %a "$work/ada")"
	ok boss report --format $format
	same "$work/ada" "$work/out" "$format to a file and to standard output"
	no boss report --format $format -o "$work"
	no boss report --format $format -o "$work/tidak/ada"
	no boss report --format $format --opd TIDAK-ADA
	no nobody report --format $format
	said="gate report --format $format -o"
	SSH_ORIGINAL_COMMAND="report --format $format -o $work/bocor" \
		"$SIKO" --store "$store" gate boss >"$work/out" 2>"$work/err" </dev/null
	status=$?
	expect_status 1
	[ ! -e "$work/bocor" ] && good || bad "$said wrote a file"
	said="gate report --format $format"
	SSH_ORIGINAL_COMMAND="report --format $format" \
		"$SIKO" --store "$store" gate boss >"$work/out" 2>"$work/err" </dev/null
	status=$?
	expect_status 0
	same "$work/ada" "$work/out" "$format through the gate"
done
wrong boss export inovasi --format pdf
wrong boss report --format kertas

# Not to a terminal.
for command in "report --format xlsx" "report --format pdf" "export inovasi --format xlsx"; do
	said="$command on a terminal"
	script -qec "'$SIKO' --store '$store' --user boss $command" /dev/null >"$work/out" 2>"$work/err" </dev/null
	status=$?
	expect_status 1
	out_has 'pakai -o BERKAS'
done

# Without its library a form is refused, and the others go on.
mkdir -p "$work/tanpa-pustaka"
for library in libxlsxwriter.so.4 libhpdf-2.3.0.so; do
	echo bukan >"$work/tanpa-pustaka/$library"
done
export LD_LIBRARY_PATH="$work/tanpa-pustaka"
no boss report --format xlsx -o "$work/tidak-jadi"
err_has 'XLSX perlu pustaka libxlsxwriter'
no boss export inovasi --format xlsx
no boss report --format pdf -o "$work/tidak-jadi"
err_has 'PDF perlu pustaka libhpdf'
ok boss report --format html
ok boss report
unset LD_LIBRARY_PATH
[ ! -e "$work/tidak-jadi" ] && good || bad "a file without a library"

# No room for what is made before it is handed over: TMPDIR that is not there, and files that may not grow far enough.
export TMPDIR="$work/tidak-ada"
no boss report --format xlsx
err_has TMPDIR
export TMPDIR="$work"
size=$(unzip -lv "$work/inovasi.xlsx" xl/worksheets/sheet1.xml | awk '/sheet1/ { print $1 }')
for blocks in 0 1 2 4 $((size / 512 - 2)) $((size / 512)); do
	said="export xlsx, files of $blocks blocks"
	(trap '' XFSZ; ulimit -f $blocks; "$SIKO" --store "$store" --user boss export inovasi --format xlsx 2>&1) |
		cat >"$work/out"
	out_has 'XLSX tidak dapat ditulis sampai selesai'
done
unset TMPDIR
