# export.sh: files out, and in again into an empty store: the same.
theme=export
new_store export
complete op KEC "Lengkap, dengan \"kutip\""
ok op submit "$id"
ok ver accept "$id" 16 17
ok ver reject "$id" 35 --note "tautan mati
baris kedua"
ok boss new inovasi opd=DIN nama="=HYPERLINK(1)" tujuan="'=dua" manfaat="-x" hasil="'kata" catatan="satu
dua; tiga, empat" anggaran=25000000
ok boss idea KEL "Ide; dengan titik koma" --note "catatan ide"
ok boss archive "$(cat "$work/out")"
ok boss set daerah 2026 1=2 1.tautan=https://a.id/1 2a=3

for format in csv json; do
	for table in opd pengguna inovasi daerah; do
		ok boss export $table --format $format -o "$work/$table.$format"
	done
	store="$work/salinan-$format"
	ok boss init
	for table in opd pengguna inovasi daerah; do
		ok boss import $table "$work/$table.$format"
		ok boss export $table --format $format -o "$work/lagi"
		same "$work/$table.$format" "$work/lagi" "$table comes back as $format"
	done
	ok boss check
	for command in "report --format csv" "index --format json"; do
		ok boss $command
		cp "$work/out" "$work/satu"
		store="$work/export"
		ok boss $command
		same "$work/satu" "$work/out" "$command after a round trip through $format"
		store="$work/salinan-$format"
	done
	store="$work/export"
done

ok boss export inovasi
head -c 3 "$work/out" | od -An -tx1 | grep -q 'ef bb bf' && good || bad "no byte order mark"
head -1 "$work/out" | od -An -c | grep -q '\\r' && good || bad "no CR LF"
head -1 "$work/out" | LC_ALL=C grep -q '^...id,tahun,' && good || bad "header: $(head -c 40 "$work/out")"
out_has "'=HYPERLINK(1)"
out_has "''=dua"
out_has "'-x"
out_has ",'kata,"
ok boss export inovasi --delimiter ';'
head -1 "$work/out" | LC_ALL=C grep -q '^...id;tahun;' && good || bad "delimiter"
cp "$work/out" "$work/titik.csv"
ok boss import inovasi "$work/titik.csv"
out_has "0 baru, 0 berubah"
wrong boss export inovasi --delimiter x
ok boss export inovasi opd=DIN --format json
out_has HYPERLINK
out_lacks Lengkap
ok boss export inovasi nama~LENGKAP --format json
out_has Lengkap
out_lacks HYPERLINK
no boss export inovasi warna=merah
wrong boss export inovasi warna
# An operator exports what he may read.
ok din export inovasi --format json
out_has HYPERLINK
out_lacks Lengkap
no din export pengguna
no din export daerah
ok pim export inovasi --format json
out_has Lengkap
