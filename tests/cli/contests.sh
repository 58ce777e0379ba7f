# contests.sh: the table lomba: a plain record belongs to an innovation, and all else follows from its two text files.
theme=contests
tables="$tables lomba"
new_store contests
one_of_each_unit
before=$(wc -c <"$store/jurnal.jsonl")

# Numbered by the program, in a row of its own; kept as given.
ok kel new lomba inovasi="$kel" nama="Lomba Kota" tingkat=kota tahun=2025 hasil=juara_1 catatan="Piala bergilir"
out_is lomba-JB-00001
one=lomba-JB-00001
ok din new lomba inovasi="$din" nama=IGA tingkat=nasional tahun=2025
out_is lomba-JB-00002
ok ver new lomba inovasi="$kec" nama=KIPP tingkat=internasional tahun=2026 hasil=batal
for pair in inovasi="$kel" "nama=Lomba Kota" tingkat=kota tahun=2025 hasil=juara_1 "catatan=Piala bergilir"; do
	value_is lomba "$one" "${pair%%=*}" "${pair#*=}"
done
ok boss new inovasi opd=DIN nama="Nomor sendiri"
out_is 2026-JB-00004

# What is refused, and at which field.
unchanged boss new lomba inovasi=2026-JB-99999 nama=x tingkat=kota tahun=2025
err_has "kolom 'inovasi': inovasi '2026-JB-99999' tidak ada"
unchanged boss new lomba nama=x tingkat=kota tahun=2025
err_has "kolom 'inovasi': Inovasi belum diisi"
unchanged boss new lomba inovasi="$kel" nama=x tingkat=desa tahun=205
err_has "kolom 'tingkat': 'desa' bukan pilihan"
err_has "kolom 'tahun': bilangan '205' terlalu kecil"
unchanged boss set lomba "$one" inovasi=
unchanged boss set lomba "$one" inovasi=tak-ada
unchanged boss set lomba "$one" status=draf
unchanged boss set lomba "$one" id=x
unchanged boss set lomba lomba-JB-00099 nama=x
unchanged boss archive "$one"

# Its unit, and those above it, read and change it in every status of the innovation; others do not know of it.
complete kel KEL Terkunci
locked=$id
ok kel submit "$locked"
ok kel new lomba inovasi="$locked" nama="Saat terkunci" tingkat=kota tahun=2026
ok op set lomba "$one" hasil=juara_2
ok kel set lomba "$one" hasil=juara_1
unchanged din set lomba "$one" hasil=peserta
no din show lomba "$one"
no din log lomba "$one"
no din undo lomba "$one"
unchanged kel set lomba "$one" inovasi="$din"
err_has "tidak ada, atau di luar unit Anda"
unchanged kel new lomba inovasi="$kec" nama=x tingkat=kota tahun=2025
unchanged din import lomba "$work/opd.csv"
for who in kel op; do
	ok $who list lomba --format csv
	out_has "$one"
	out_lacks lomba-JB-00002
done
ok din export lomba
out_has lomba-JB-00002
out_lacks "$one"
ok kel log
out_has "lomba $one"
out_lacks lomba-JB-00002
for who in pim ver boss; do
	ok $who list lomba --format csv
	out_has "$one"
	out_has lomba-JB-00002
done
unchanged pim set lomba "$one" hasil=peserta
unchanged pim new lomba inovasi="$kel" nama=x tingkat=kota tahun=2025

# When an innovation moves to another unit, what it won goes along.
ok boss set inovasi "$kel" opd=DIN
no kel show lomba "$one"
ok din show lomba "$one"
out_has "2026-JB-00002 Milik kelurahan"
ok boss set inovasi "$kel" opd=KEL

# Undo, history, filters, order.
ok kel set lomba "$one" hasil=finalis
ok kel undo lomba "$one"
value_is lomba "$one" hasil juara_1
no din undo lomba lomba-JB-00002
err_has "ubah isiannya satu per satu"
ok boss log lomba "$one" --format json
out_has '"tindakan":"batalkan"'
ok boss list lomba opd=KEL tingkat=kota --sort -nama --format csv
[ "$(sed 1d "$work/out" | cut -d, -f1 | tr '\n' ' ')" = "lomba-JB-00004 $one " ] && good || bad "list lomba: $(cat "$work/out")"
ok boss list lomba hasil=juara_1
out_has "Juara 1"
out_has "Kelurahan Legok"
ok boss --year 2027 list lomba --format csv
out_has "$one"

# Totals per unit: prizes are what the form says; what was entered by mistake is nothing.
ok boss list opd --format csv
head -1 "$work/out" | grep -q ',lomba,lomba_menang' && good || bad "list opd has no totals: $(head -1 "$work/out")"
grep -q '^KEL,.*,2,1.\{0,1\}$' "$work/out" && good || bad "KEL: $(cat "$work/out")"
grep -q '^DIN,.*,1,0.\{0,1\}$' "$work/out" && good || bad "DIN: $(cat "$work/out")"
grep -q '^KEC,.*,0,0.\{0,1\}$' "$work/out" && good || bad "KEC: $(cat "$work/out")"
ok boss list opd lomba_menang=1 --format csv
[ "$(wc -l <"$work/out")" -eq 2 ] && good || bad "filter by prizes: $(cat "$work/out")"

# Put aside by that choice it is out of the totals, and in them again when that is undone.
ok kel set lomba "$one" hasil=batal
ok boss list opd --format csv
grep -q '^KEL,.*,1,0.\{0,1\}$' "$work/out" && good || bad "KEL without it: $(cat "$work/out")"
ok kel undo lomba "$one"
value_is lomba "$one" hasil juara_1
ok boss list opd --format csv
grep -q '^KEL,.*,2,1.\{0,1\}$' "$work/out" && good || bad "KEL with it again: $(cat "$work/out")"

# Both files round trip into an empty store, with the innovations first.
for format in csv json; do
	ok boss export inovasi --format $format -o "$work/inovasi.$format"
	ok boss export lomba --format $format -o "$work/lomba.$format"
	from=$store
	new_store "contests-$format"
	unchanged boss import lomba "$work/lomba.$format"
	err_has "kolom 'inovasi': inovasi "
	ok boss import inovasi "$work/inovasi.$format"
	ok boss import lomba "$work/lomba.$format"
	ok boss export lomba --format $format -o "$work/again.$format"
	same "$work/lomba.$format" "$work/again.$format" "lomba as $format"
	ok boss new lomba inovasi="$kel" nama=x tingkat=kota tahun=2025
	out_is lomba-JB-00005
	ok boss check
	store=$from
done
printf 'id,inovasi,nama,tingkat,tahun\n,%s,Baru,kota,2026\n,%s,x,kota,2026\n' "$kel" 2026-JB-99999 >"$work/masuk.csv"
unchanged boss import lomba "$work/masuk.csv"
err_has "$work/masuk.csv:3: kolom 'inovasi': "
printf 'inovasi,nama,tingkat,tahun,opd\n%s,Baru,kota,2026,KEL\n' "$kel" >"$work/masuk.csv"
unchanged boss import lomba "$work/masuk.csv"
err_has "kolom 'opd'"
printf 'inovasi,nama,tingkat,tahun\n%s,Lewat berkas,kota,2026\n' "$kel" >"$work/masuk.csv"
ok kel import lomba "$work/masuk.csv"
value_is lomba lomba-JB-00005 nama "Lewat berkas"

# Both legs of the store hold them.
ok boss export lomba -o "$work/lomba.csv"
ok boss check
ok boss rebuild
ok boss check
ok boss export lomba
same "$work/lomba.csv" "$work/out" "lomba rebuilt"
ok boss backup "$work/lomba.tar"
store="$work/contests-restored"
ok boss restore "$work/lomba.tar"
ok boss check
ok boss export lomba
same "$work/lomba.csv" "$work/out" "lomba restored"
ok boss new lomba inovasi="$kel" nama=x tingkat=kota tahun=2025
out_is lomba-JB-00006

# A store without any is what it was before there was this table: nothing of it is in the files.
new_store contests-none
grep -q lomba "$store/jurnal.jsonl" "$store/data.mdb" && bad "an empty table left something" || good

# One line in the form is a field in the files; a wrong one is named.
mkdir -p "$work/lomba-layar"
sed 's/^catatan = /hadiah = money "Hadiah" column=12\n&/' "$top/screens/lomba.form" >"$work/lomba-layar/lomba.form"
export SIKO_SCREENS="$work/lomba-layar"
store="$work/contests"
ok boss set lomba "$one" hadiah=25000000
ok boss list lomba --format csv
head -1 "$work/out" | grep -q ',hadiah' && good || bad "one line makes no column: $(head -1 "$work/out")"
sed -i 's/wins="juara_1/wins="juara_9/' "$work/lomba-layar/lomba.form"
no boss list lomba
err_has "lomba.form:10: wins menyebut 'juara_9'"
unset SIKO_SCREENS
ok boss export lomba
out_has 25000000
tables=${tables% lomba}
