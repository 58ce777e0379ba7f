# years.sh: copying into the next year, and years that are closed.
theme=years
new_store years

complete op KEC "Lapor Cepat"
printf '%%PDF-1.4\nsurat\n%%%%EOF\n' >"$work/surat.pdf"
ok op evidence add "$id" 16 "$work/surat.pdf"
hash=$(cat "$work/out")
ok op set inovasi "$id" 16.nomor=1/KEC 16.tanggal=2024-05-01 16.ket="lihat lampiran" catatan="milik kami" asal=adopsi sumber=Bandung
ok op submit "$id"
ok ver accept "$id" 16
ok ver accept "$id"
ok ver register "$id" REG-1 2026-02-01

# All that was asked of it travels; what was decided, and the levels, do not.
ok op copy "$id" --to 2027
copy=$(cat "$work/out")
out_is 2027-JB-00001
for pair in "nama=Lapor Cepat" opd=KEC tahun=2027 status=draf asal=adopsi sumber=Bandung penerapan=2024-06-01 \
	16.tautan=https://a.id/16 16.nomor=1/KEC 16.tanggal=2024-05-01 16= 16.verifikasi= 33= 33.basis= nomor_registrasi= \
	"16.ket=Tingkat 2 pada 2026; nilai ulang. lihat lampiran" "33.ket=Tingkat 3 pada 2026, dasar b; nilai ulang." \
	"catatan=milik kami\\nDisalin dari $id (penilaian 2026)."; do
	value_is inovasi "$copy" "${pair%%=*}" "${pair#*=}"
done
ok op evidence get "$copy" "$hash" -o "$work/kembali.pdf"
same "$work/surat.pdf" "$work/kembali.pdf" "the copy's file"
ok op log inovasi "$copy"
out_has salin
ok boss check --evidence
value_is inovasi "$id" status dilaporkan

# Once, by those who may, all or none.
unchanged op copy "$id"
err_has "$copy"
unchanged op copy "$copy" --to 2027
unchanged op copy "$id" --to 2030
unchanged din copy "$id"
unchanged pim copy "$id"
unchanged op copy 2026-JB-99999
wrong op copy
wrong op copy "$id" --to kelak
wrong op --year 2027 copy "$id"
complete op KEC Kedua
dua=$id
complete op KEC Ketiga
tiga=$id
unchanged op copy "$dua" "$dua"
unchanged op copy "$dua" 2026-JB-99999
ok op idea KEC Gagasan
unchanged op copy "$dua" "$(cat "$work/out")"
ok op copy "$dua" "$tiga"
out_is "2027-JB-00002
2027-JB-00003"

# A closed year is read by all and changed by nobody until its definition opens it.
mkdir -p "$work/tutup/iid-2026"
sed 's/^year = 2026/year = 2026\nclosed = yes/' "$top/screens/iid-2026/index.rules" >"$work/tutup/iid-2026/index.rules"
export SIKO_SCREENS="$work/tutup"
ok boss screens check
for user in op boss; do
	unchanged "$user" set inovasi "$dua" nama=Lain
	err_has "tahun 2026 sudah ditutup"
	unchanged "$user" submit "$dua"
	unchanged "$user" new inovasi opd=KEC nama=Baru
	unchanged "$user" archive "$dua"
	unchanged "$user" undo inovasi "$dua"
	unchanged "$user" evidence add "$dua" 16 "$work/surat.pdf"
done
unchanged boss set daerah 2026 1=2
ok boss set opd KEC kontak=0741
ok op show inovasi "$dua"
ok op report
ok op --year 2027 set inovasi 2027-JB-00002 nama="Kedua lagi"
unset SIKO_SCREENS
ok op set inovasi "$dua" nama=Lain
