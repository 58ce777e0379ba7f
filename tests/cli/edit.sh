# edit.sh: new, set, show, idea, undo, user.
theme=edit
new_store edit

ok op new inovasi opd=KEC nama="Pertama"
out_is 2026-JB-00001
value_is inovasi 2026-JB-00001 nama Pertama
value_is inovasi 2026-JB-00001 tahun 2026
value_is inovasi 2026-JB-00001 status draf
ok op set inovasi 2026-JB-00001 jenis=digital 16=2 16.tautan=https://a.id tujuan="satu
dua"
value_is inovasi 2026-JB-00001 jenis digital
ok op set inovasi 2026-JB-00001 jenis=
value_is inovasi 2026-JB-00001 jenis ""
ok op set inovasi 2026-JB-00001 nama=Pertama
out_has tetap

for given in id=x tahun=2027 status=diajukan 16.verifikasi=diterima 16.catatan=x 16.berkas.ab=x nomor_registrasi=1 \
	tanggal_registrasi=2026-01-01; do
	unchanged boss set inovasi 2026-JB-00001 "$given"
	unchanged boss new inovasi opd=DIN nama=a "$given"
done
unchanged op set inovasi 2026-JB-00001 16=4
err_has 16
unchanged op set inovasi 2026-JB-00001 nama=
# A name of blanks only is none.
unchanged op set inovasi 2026-JB-00001 nama="   "
err_has "'nama': Nama inovasi tidak boleh kosong"
unchanged op new inovasi opd=KEC nama="$(printf '\302\240 ')"
err_has "'nama': Nama inovasi tidak boleh kosong"
unchanged op idea KEL " "
err_has "'nama'"
unchanged boss set opd KEL nama=" "
err_has "'nama'"
unchanged op set inovasi 2026-JB-00001 penerapan=2023-02-29 anggaran=x
err_has penerapan
err_has anggaran
unchanged op set inovasi 2026-JB-00001 warna=merah
unchanged op new inovasi opd=KEC
err_has nama
unchanged op new inovasi opd=TIDAK-ADA nama=a
no op set inovasi 2026-JB-99999 nama=a
wrong op set inovasi 2026-JB-00001
wrong op set inovasi 2026-JB-00001 nama
wrong op set inovasi 2026-JB-00001 nama=a nama=b
wrong op new inovasi

ok op show inovasi 2026-JB-00001
out_has "Pertama"
out_has "Kecamatan Danau Sipin"
out_has "16 Regulasi"
no op show inovasi 2026-JB-99999
wrong op show inovasi
ok boss show opd KEL --format json
out_is '{"id":"KEL","nama":"Kelurahan Legok","jenis":"kelurahan","induk":"KEC","target":"1","aktif":"ya"}'

ok op idea KEL "Antar obat" --note "dari rapat"
ide=$(cat "$work/out")
value_is inovasi "$ide" status ide
value_is inovasi "$ide" catatan "dari rapat"
ok kel adopt-idea "$ide"
value_is inovasi "$ide" status draf
no kel adopt-idea "$ide"
wrong op idea KEL

ok op undo inovasi 2026-JB-00001
value_is inovasi 2026-JB-00001 jenis digital
no din undo inovasi 2026-JB-00001
ok boss set inovasi 2026-JB-00001 jenis=non_digital
no op undo inovasi 2026-JB-00001

ok boss set opd KEL target=3
value_is opd KEL target 3
ok boss new opd SD1 nama="SD Negeri 1" jenis=sekolah induk=KEL
out_is SD1
no boss new opd SD1 nama=lagi jenis=sekolah
no op set opd KEL target=2
ok boss new daerah 3=1
out_is 2026
no boss new daerah 3=1
err_has "sudah ada"
ok boss set daerah 2026 1=2 2a=1 2a.tautan=https://a.id
value_is daerah 2026 2a 1
no op set daerah 2026 1=1
no boss set daerah 1999 1=1
no boss set daerah 2026 1=4

ok boss user add baru --role operator --opd DIN
ok baru list inovasi
no boss user add baru --role operator --opd DIN
no boss user add lain --role raja
no boss user add lain --role operator
no op user add lain --role operator --opd KEC
ok boss user disable baru
no baru list inovasi
no boss user disable tidakada
no boss user disable boss
ok boss user list
out_has ver
wrong boss user add lain
wrong boss user pecat lain
no mati list inovasi
ok boss check

# A day is written as profile fields are, and what commands fill in stands below no page of the form.
ok op set inovasi 2026-JB-00001 16.tanggal=2025-06-12 penerapan=2025-03-04
ok op show inovasi 2026-JB-00001
out_has "Tanggal dokumen                     12-06-2025"
out_has "Penerapan                           04-03-2025"
grep -B1 "^Status  " "$work/out" | grep -q "^Alur kerja$" && good || bad "the status stands below a page of the form"
