# list.sh: columns, filters, order and formats of list.
theme=list
new_store list
ok op new inovasi opd=KEC nama="Bank Sampah" urusan=kesehatan 16=3 16.tautan=https://a.id
ok kel new inovasi opd=KEL nama="antar obat 10"
ok kel new inovasi opd=KEL nama="Antar obat 9" jenis=digital
ok din new inovasi opd=DIN nama="Zero"

ok boss list inovasi --format csv
head -1 "$work/out" | grep -q '^id,nama,opd,status,klaim,verif' && good || bad "header $(head -1 "$work/out")"
[ "$(wc -l <"$work/out")" -eq 5 ] && good || bad "four innovations"
out_has "2026-JB-00001,Bank Sampah,KEC,draf,9,0"
ok boss list inovasi --sort nama --format csv
cut -d, -f1 "$work/out" | tr -d '\r' | tr '\n' ' ' >"$work/order"
[ "$(cat "$work/order")" = "id 2026-JB-00003 2026-JB-00002 2026-JB-00001 2026-JB-00004 " ] && good ||
	bad "sort: $(cat "$work/order")"
ok boss list inovasi --sort -klaim --format csv
sed -n 2p "$work/out" | grep -q '^2026-JB-00001' && good || bad "sort -klaim"
ok boss list inovasi nama~ANTAR --format json
out_has 2026-JB-00002
out_has 2026-JB-00003
out_lacks 2026-JB-00001
ok boss list inovasi opd=KEL jenis=digital --format json
out_has 2026-JB-00003
out_lacks 2026-JB-00002
ok boss list inovasi id=2026-JB-00004 --format json
out_has Zero
out_lacks Bank
ok boss list inovasi status=draf klaim=9 --format json
out_has Bank
out_lacks Zero
ok boss list inovasi
out_has "Nama inovasi"
out_has "Kecamatan Danau Sipin"
ok boss --year 2027 list inovasi --format csv
[ "$(wc -l <"$work/out")" -eq 1 ] && good || bad "another year"
no boss list inovasi warna=merah
no boss list inovasi --sort warna
wrong boss list inovasi warna
ok boss list opd --format csv
out_has "KEL,Kelurahan Legok,kelurahan,2,1,ya"
out_has "DIN,Dinas Kesehatan,dinas,1,1,ya"
ok boss list opd memenuhi=ya --format json
ok boss list pengguna --format csv
out_has "op,Operator Kecamatan,operator,KEC,ya"
ok boss list daerah
