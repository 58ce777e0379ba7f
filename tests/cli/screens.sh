# screens.sh: definitions of one's own: a field more, and faults with file and line.
theme=screens
new_store screens
ok boss screens check
ok boss screens check "$top/screens"
no boss screens check "$work/tidak-ada"
wrong boss screens
wrong boss screens periksa

mkdir -p "$work/layar/iid-2026"
awk '{ print } /^pkpn = / { print "kelompok = text \"Kelompok sasaran\" max=20 column=16" }' \
	"$top/screens/iid-2026/profile.form" >"$work/layar/iid-2026/profile.form"
export SIKO_SCREENS="$work/layar"
ok boss screens check
ok boss screens check "$work/layar"
ok op new inovasi opd=KEC nama="Dengan kelompok" kelompok="Ibu hamil"
ok boss list inovasi --format csv
head -1 "$work/out" | grep -q ',kelompok' && good || bad "no column: $(head -1 "$work/out")"
out_has "Ibu hamil"
ok boss list inovasi
out_has "Kelompok sasaran"
ok boss show inovasi 2026-JB-00001
out_has "Kelompok sasaran"
ok boss export inovasi -o "$work/kelompok.csv"
grep -q kelompok "$work/kelompok.csv" && good || bad "not in the CSV"
ok boss export inovasi --format json
out_has '"kelompok":"Ibu hamil"'
ok boss import inovasi "$work/kelompok.csv"
no boss set inovasi 2026-JB-00001 kelompok="jauh lebih dari dua puluh huruf"
# Without the definition the field is carried along, and seen.
unset SIKO_SCREENS
ok op set inovasi 2026-JB-00001 nama="Tanpa definisi"
value_is inovasi 2026-JB-00001 kelompok "Ibu hamil"
ok boss export inovasi
out_has kelompok
no op set inovasi 2026-JB-00001 kelompok=x

printf '[page Satu]\nnama = benang "Nama"\n' >"$work/layar/iid-2026/profile.form"
no boss screens check "$work/layar"
err_has "$work/layar/iid-2026/profile.form:2:"
export SIKO_SCREENS="$work/layar"
no boss report
err_has "$work/layar/iid-2026/profile.form:2:"
unset SIKO_SCREENS
ok boss report
