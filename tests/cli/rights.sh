# rights.sh: who sees and changes what.
theme=rights
new_store rights
one_of_each_unit

ok op list inovasi --format csv
out_has "$kec"
out_has "$kel"
out_lacks "$din"
ok kel list inovasi --format csv
out_has "$kel"
out_lacks "$kec"
no kel show inovasi "$kec"
no din show inovasi "$kec"
unchanged kel set inovasi "$kec" nama=x
unchanged kel set inovasi "$din" nama=x
ok op set inovasi "$kel" nama="Diubah kecamatan"
unchanged kel set inovasi "$kel" opd=DIN
unchanged kel new inovasi opd=KEC nama=x
unchanged kel submit "$din"
unchanged pim set inovasi "$kec" nama=x
unchanged pim new inovasi opd=DIN nama=x
unchanged pim idea DIN x
unchanged pim submit "$kec"
unchanged pim import inovasi /dev/null
ok pim list inovasi --format csv
out_has "$din"
ok pim show inovasi "$din"
unchanged ver user add x --role admin
ok ver set inovasi "$din" nama="Diubah verifikator"
no op list pengguna
no ver list pengguna
for who in op pim ver kel; do
	ok $who report --format csv
	out_has "DIN,Dinas Kesehatan"
	ok $who index --format json
	out_has '"klaim"'
done

# An operator's import: his units, his locks, no verdicts of his own.
printf 'id,nama\n%s,x\n' "$din" >"$work/masuk.csv"
unchanged op import inovasi "$work/masuk.csv"
err_has "$work/masuk.csv:2: "
printf 'id,nama\n%s,Lewat berkas\n' "$kec" >"$work/masuk.csv"
ok op import inovasi "$work/masuk.csv"
value_is inovasi "$kec" nama "Lewat berkas"
printf 'id,status\n%s,terverifikasi\n' "$kec" >"$work/masuk.csv"
unchanged op import inovasi "$work/masuk.csv"
err_has "$work/masuk.csv:2: kolom 'status': "
printf 'id,status\n%s,draf\n' "$kec" >"$work/masuk.csv"
ok op import inovasi "$work/masuk.csv"
printf 'id,16,16.verifikasi\n%s,1,diterima\n' "$kec" >"$work/masuk.csv"
unchanged op import inovasi "$work/masuk.csv"
printf 'id,nama\nU1,x\n' >"$work/masuk.csv"
unchanged op import opd "$work/masuk.csv"
complete op KEC Terkunci
ok op submit "$id"
printf 'id,nama\n%s,x\n' "$id" >"$work/masuk.csv"
unchanged op import inovasi "$work/masuk.csv"
ok ver accept "$id" 16
ok ver return "$id" --note ulangi
printf 'id,16\n%s,3\n' "$id" >"$work/masuk.csv"
ok op import inovasi "$work/masuk.csv"
value_is inovasi "$id" 16.verifikasi menunggu
ok boss check
