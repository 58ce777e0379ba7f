# advise.sh: what would raise the score most, against numbers computed by hand.
theme=advise
six_innovations advise
ok boss set daerah 2026 1=2 1.tautan=u 5a=3 5a.tautan=u 2a=3

# line JENIS KODE: that line of the JSON in $work/out.
line() {
	grep -F "\"jenis\":\"$1\",\"kode\":\"$2\"," "$work/out" >"$work/line"
}

line_has() {
	line "$1" "$2"
	has line "$3"
}

no_line() {
	line "$1" "$2"
	[ ! -s "$work/line" ] && good || bad "$said: a line $1 $2: $(cat "$work/line")"
}

# sum_is JENIS HUNDREDTHS: of the points that are missing.
sum_is() {
	sum=$(grep -F "\"jenis\":\"$1\"" "$work/out" | sed 's/.*"penuh":{"poin":\([0-9.-]*\).*/\1/' |
		awk '{ sum += $1 * 100 } END { printf "%d", sum }')
	[ "$sum" = "$2" ] && good || bad "$said: the missing points are $sum, not $2"
}

# One innovation. A counts 27 of 111; 18 is at 3 without evidence: 2 x 3 = 6 points, 6 / 12 of 250: 0.2.
ok din advise A --format json
out_has '{"tahun":2026,"wilayah":"Kota Jambi","untuk":"inovasi","id":"A","nama":"Alfa","inovasi":1,"klaim":27,"verif":17,"indeks_klaim":3.2,"indeks_verif":2.27,"saran":['
sum_is indikator 8400
line_has indikator 18 '"tingkat":3,"dihitung":false,"bukti":{"poin":6,"klaim":0.2,"verif":0.2},"berikut":{"poin":6,'
line_has indikator 35 '"poin":8,"tingkat":2,"dihitung":true,"bukti":{"poin":0,"klaim":0,"verif":0},"berikut":{"poin":4,"klaim":0.13,"verif":0.4}'
line_has indikator 19 '"tingkat_berikut":"Manual atau non elektronik","bukti_diminta":"Foto'
line_has indikator 31 '"penuh":{"poin":9,"klaim":0.3,"verif":0.3}'
sed -n 2p "$work/out" >"$work/first"
has first '"kode":"31"'
no_line indikator 33
no_line tambah ''
ok din advise A
out_has 'Saran untuk A, Alfa'
out_has '18 Dukungan anggaran'
out_has 'tingkat 3 tanpa bukti'
out_has '  tingkat       2: '

# No basis was chosen yet.
ok boss advise B --format json
line_has indikator 33 '"tingkat_berikut":"pilih satu dasar dahulu"'
# An idea is in no set: it has points to gain, and the index does not move.
ok boss advise D --format json
line_has indikator 19 "\"poin\":0,\"tingkat\":0,"
line_has indikator 35 '"penuh":{"poin":12,"klaim":0,"verif":0}'

# A unit: 2 x 111 - 36. B has nothing verified. A's 32 waits; its 35 was refused.
ok boss advise --opd DIN --format json
out_has '"untuk":"opd","id":"DIN","nama":"Dinas Kesehatan","inovasi":2,"klaim":36,"verif":17,'
sum_is indikator 18600
line_has indikator 16 '"jumlah":2,"jawaban":0,"poin":9,"tingkat":null,"dihitung":null,'
line_has terima '' '"jumlah":1,"jawaban":1,'
line_has terima '' '"penuh":{"poin":2,"klaim":0,"verif":0.07}'
ok boss advise --opd DIN
out_has 'Saran untuk DIN, Dinas Kesehatan'

# The city: 4 x 111 - 45. The mean is 11.25, of the verified one 17. Seats: 8 x 11.25 / 12, 11 x 17 / 12 of 250.
ok boss advise --format json
out_has '"untuk":"kota","id":"","nama":"","inovasi":4,"klaim":45,"verif":17,"indeks_klaim":3.2,"indeks_verif":2.27,'
sum_is indikator 39900
line_has kursi '' '"jumlah":11,'
line_has kursi '' '"penuh":{"poin":90,"klaim":3,"verif":6.23}'
line_has tambah '' '"penuh":{"poin":11.25,"klaim":0.38,"verif":0.57}'
line_has yandas perumahan '"nama":"Satu inovasi yandas Perumahan'
line_has yandas perumahan '"penuh":{"poin":11.25,"klaim":0.38,"verif":0.57}'
line_has yandas sosial '"klaim":0.38'
no_line yandas kesehatan
line_has terima '' '"jumlah":2,"jawaban":1,'
line_has terima '' '"penuh":{"poin":2,"klaim":0,"verif":0.07}'
line_has daerah 2a '"tingkat":3,"dihitung":false,"bukti":{"poin":'
no_line daerah 5a
# What it promises is what happens: the same acceptance, then the index.
ok ver accept A 32
ok boss index --format json
out_has '"indeks":2.33,'
ok boss advise --format json
line_has terima '' '"jawaban":0,'

# Two more yandas make five: the count score comes back, 6 x 0.38 of 250 with one more innovation.
printf 'id,opd,nama,urusan\nG,DIN,g,pupr\n' >"$work/masuk.csv"
ok boss import inovasi "$work/masuk.csv"
ok boss advise --format json
line_has yandas perumahan '"penuh":{"poin":9,"klaim":1.21,'

# Rights: the city is open to all, the region's answers are not; units and innovations as they are read.
for who in boss ver pim op kel din; do
	ok $who advise
done
ok pim advise --format json
line_has daerah 2a '"jenis"'
ok op advise --format json
no_line daerah 2a
ok op advise --opd KEL
ok op advise C
no kel advise --opd KEC
err_has 'berhak'
no op advise --opd DIN
no op advise A
no kel advise C
err_has 'berhak'
ok pim advise --opd DIN
ok pim advise A
no mati advise

# Faults.
no boss advise TIDAK-ADA
err_has TIDAK-ADA
no boss advise --opd TIDAK-ADA
err_has 'unit TIDAK-ADA'
wrong boss advise A --opd DIN
err_has 'jangan keduanya'
wrong boss advise A B
wrong boss advise --format csv
wrong boss advise --terbang
ok boss advise --opd DIN -o "$work/saran"
[ -s "$work/saran" ] && [ ! -s "$work/out" ] && good || bad "advise -o"
