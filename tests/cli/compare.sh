# compare.sh: two years side by side against numbers computed by hand (2026 is helpers.sh's six_innovations).
theme=compare
six_innovations compare
# 2027: three of DIN claim 3 + (3 + 2) + 0 = 8, mean 8/3; one of KEL 9; none is verified.
cat >"$work/masuk.csv" <<'CSV'
id,tahun,opd,nama,status,16,16.tautan,17,17.tautan
P,2027,DIN,p,draf,1,u,,
Q,2027,DIN,q,draf,1,u,1,u
R,2027,DIN,r,diajukan,,,,
S,2027,KEL,s,draf,3,u,,
CSV
ok boss import inovasi "$work/masuk.csv"
cat >"$work/expected" <<'CSV'
opd,nama,jenis,tahun,tahun_lain,inovasi,inovasi_lain,inovasi_selisih,klaim,klaim_lain,klaim_selisih,rata_klaim,rata_klaim_lain,rata_klaim_selisih,verif,verif_lain,verif_selisih,arah
DIN,Dinas Kesehatan,dinas,2027,2026,3,2,1,8,36,-28,2.67,18,-15.33,0,17,-17,turun
KEC,Kecamatan Danau Sipin,kecamatan,2027,2026,0,2,-2,0,9,-9,0,4.5,-4.5,0,0,0,tetap
KEL,Kelurahan Legok,kelurahan,2027,2026,1,0,1,9,0,9,9,0,9,0,0,0,tetap
CSV
ok boss --year 2027 compare --format csv
tr -d '\r' <"$work/out" >"$work/rows"
same "$work/expected" "$work/rows" "2027 beside 2026"
ok boss --year 2027 compare 2026 --format csv --delimiter ';' --opd DIN
[ "$(wc -l <"$work/out")" -eq 2 ] && good || bad "compare --opd: one row"
out_has "DIN;Dinas Kesehatan;dinas;2027;2026;3;2;1;8;36;-28;"

# Seen from the other year only the signs change.
cat >"$work/expected" <<'CSV'
DIN,Dinas Kesehatan,dinas,2026,2027,2,3,-1,36,8,28,18,2.67,15.33,17,0,17,naik
CSV
ok boss compare --format csv --opd DIN
tr -d '\r' <"$work/out" | sed 1d >"$work/rows"
same "$work/expected" "$work/rows" "2026 beside 2027"
ok boss compare --format json
out_has '"tahun":2026,"tahun_lain":2027,"wilayah":"Kota Jambi","klaim":{"indeks":'
out_has '"opd":"DIN","nama":"Dinas Kesehatan","jenis":"dinas","inovasi":2,"inovasi_lain":3,"inovasi_selisih":-1,'
out_has '"verif_selisih":17,"arah":"naik"}'
for year in 2026 2027; do
	ok boss --year $year index --format json
	index=$(sed 's/.*"klaim":{[^}]*"indeks":\([0-9.]*\).*"terverifikasi":{.*/\1/' "$work/out")
	ok boss --year $year compare --format json
	out_has "\"klaim\":{\"indeks\":$index,"
done
ok boss compare
out_has "+15,33"
out_has "-1"
out_has naik
out_has "Kota Jambi 2026  4 inovasi, indeks klaim "
out_has "Kota Jambi 2027  4 inovasi, indeks klaim "

# In any order; units that are not active do not stand here, as in the report.
for order in klaim_selisih:KEL,KEC,DIN -klaim_selisih:DIN,KEC,KEL -klaim_lain:KEL,DIN,KEC; do
	ok boss compare --format csv --sort "${order%%:*}"
	[ "$(sed 1d "$work/out" | cut -d, -f1 | paste -sd,)" = "${order#*:}" ] && good || bad "--sort ${order%%:*}: $(cut -d, -f1 "$work/out")"
done
ok boss set opd KEL aktif=tidak
ok boss compare --format csv
out_lacks KEL

# Open to every role, as the report is; not to strangers.
for who in op pim ver; do
	ok $who compare --format csv
	out_has "DIN,Dinas Kesehatan"
done
no siapa compare
no boss compare 2026
err_has "dirinya sendiri"
no boss compare 2031
err_has "2031"
no boss compare tahun-lalu
no boss compare --opd TIDAK-ADA
wrong boss compare 2027 2028
wrong boss compare --sort nama
wrong boss compare --format pdf
