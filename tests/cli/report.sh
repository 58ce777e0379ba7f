# report.sh: totals and index against numbers computed by hand.
theme=report
six_innovations report
ok boss set opd KEC target=3
ok boss report --format csv
head -1 "$work/out" | tr -d '\r' >"$work/header"
cat >"$work/expected" <<'CSV'
opd,nama,jenis,inovasi,draf,diajukan,dikembalikan,terverifikasi,dilaporkan,layak,target,memenuhi,klaim_16,klaim_17,klaim_18,klaim_19,klaim_20,klaim_21,klaim_22,klaim_23,klaim_24,klaim_25,klaim_26,klaim_27,klaim_28,klaim_29,klaim_30,klaim_31,klaim_32,klaim_33,klaim_34,klaim_35,klaim,rata_klaim,verif_16,verif_17,verif_18,verif_19,verif_20,verif_21,verif_22,verif_23,verif_24,verif_25,verif_26,verif_27,verif_28,verif_29,verif_30,verif_31,verif_32,verif_33,verif_34,verif_35,verif,rata_verif
CSV
same "$work/expected" "$work/header" "header of report"
tr -d '\r' <"$work/out" | sed 1d >"$work/rows"
cat >"$work/expected" <<'CSV'
DIN,Dinas Kesehatan,dinas,2,1,0,0,1,0,1,1,ya,9,2,0,0,0,0,0,0,0,0,0,0,0,0,0,6,2,9,0,8,36,18,6,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,0,0,17,17
KEC,Kecamatan Danau Sipin,kecamatan,2,0,1,0,0,1,0,3,tidak,9,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,4.5,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
KEL,Kelurahan Legok,kelurahan,0,0,0,0,0,0,0,1,tidak,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
CSV
sed -i 's/,4\.50,/,4.5,/' "$work/rows"
same "$work/expected" "$work/rows" "rows of report"
ok boss report --format csv --opd DIN
[ "$(wc -l <"$work/out")" -eq 2 ] && good || bad "--opd: one row"
ok boss report --format json --opd DIN
out_has '"opd":"DIN"'
out_has '"inovasi":2,'
out_has '"memenuhi":"ya"'
out_has '"klaim_16":9,'
out_has '"rata_klaim":18,'
no boss report --opd TIDAK-ADA
ok boss report
out_has "Dinas Kesehatan"
wrong boss report apa
ok boss set opd KEL aktif=tidak
ok boss report --format csv
out_lacks KEL

# Index: claimed n = 4 (A B C F), 27 + 9 + 9 + 0 = 45 / 12 = 3.75; yandas kesehatan pendidikan sosial = 3, so no count score.
# Region: 1 (weight 1) level 2, 5a (0.75) level 3, both with evidence; 2a without: 2 + 2.25 = 4.25. Total 8, index 3.2.
# Verified: A alone, 17 / 12 = 1.4166…; total 5.6666…, index 2.2666… = 2.27.
ok boss set daerah 2026 1=2 1.tautan=u 5a=3 5a.tautan=u 2a=3
ok boss index --format json
out_is '{"tahun":2026,"wilayah":"Kota Jambi","klaim":{"inovasi":4,"pembagi":12,"kursi_kosong":8,"spd":4.25,"kematangan":3.75,"yandas":3,"yandas_kosong":["pupr","perumahan","trantibumlinmas"],"skor_jumlah":0,"total":8,"indeks":3.2,"predikat":"Kurang Inovatif"},"terverifikasi":{"inovasi":1,"pembagi":12,"kursi_kosong":11,"spd":4.25,"kematangan":1.42,"yandas":1,"yandas_kosong":["pendidikan","pupr","perumahan","trantibumlinmas","sosial"],"skor_jumlah":0,"total":5.67,"indeks":2.27,"predikat":"Kurang Inovatif"}}'
ok boss index
out_has "Kurang Inovatif"
cat >"$work/masuk.csv" <<'CSV'
id,opd,nama,urusan
G,DIN,g,pupr
H,DIN,h,perumahan
CSV
ok boss import inovasi "$work/masuk.csv"
# Five of six are enough: 6 x 0.38 = 2.28; 45 / 12 + 4.25 + 2.28 = 10.28; index 4.112 = 4.11.
ok boss index --format json
out_has '"yandas":5,"yandas_kosong":["trantibumlinmas"],"skor_jumlah":2.28,"total":10.28,"indeks":4.11,'
ok boss --year 2027 index --format json
out_has '"tahun":2027,"wilayah":"Kota Jambi","klaim":{"inovasi":0,"pembagi":14,"kursi_kosong":14,'
out_has 'Tidak Dapat Dinilai'
wrong boss index apa
