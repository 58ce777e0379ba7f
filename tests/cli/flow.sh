# flow.sh: the way of an innovation through its statuses.
theme=flow
new_store flow

ok op new inovasi opd=KEC nama=Kosong
kosong=$(cat "$work/out")
unchanged op submit "$kosong"
for key in tahapan inisiator rancang_bangun urusan 16 17 32 33 35; do
	err_has "'$key'"
done
complete op KEC Lengkap
ok op submit "$id"
value_is inovasi "$id" status diajukan
unchanged op set inovasi "$id" nama=Lain
unchanged op submit "$id"
ok op withdraw "$id"
value_is inovasi "$id" status draf
ok op submit "$id"
unchanged op accept "$id"
unchanged op return "$id" --note x
unchanged ver return "$id"
err_has catatan
unchanged ver return "$id" --note "  "
ok ver accept "$id" 16
value_is inovasi "$id" 16.verifikasi diterima
unchanged op withdraw "$id"
unchanged ver accept "$id" 99
unchanged ver reject "$id" 17
wrong ver reject "$id" --note x
ok ver reject "$id" 17 --note "tautan mati"
value_is inovasi "$id" 17.verifikasi ditolak
value_is inovasi "$id" 17.catatan "tautan mati"
ok ver return "$id" --note "perbaiki 17"
value_is inovasi "$id" status dikembalikan
value_is inovasi "$id" 16.verifikasi diterima
ok op set inovasi "$id" 17.tautan=https://b.id
value_is inovasi "$id" 17.verifikasi menunggu
value_is inovasi "$id" 16.verifikasi diterima
ok op submit "$id"
ok ver accept "$id"
value_is inovasi "$id" status terverifikasi
unchanged op register "$id" REG-1 2026-02-01
unchanged ver register "$id" REG-1 2026-02-31
wrong ver register "$id" REG-1
ok ver register "$id" REG-1 2026-02-01
value_is inovasi "$id" status dilaporkan
value_is inovasi "$id" nomor_registrasi REG-1
value_is inovasi "$id" tanggal_registrasi 2026-02-01
unchanged ver set inovasi "$id" nama=Lain
unchanged ver reopen "$id" --note x
unchanged boss reopen "$id"
ok boss reopen "$id" --note "salah ketik"
value_is inovasi "$id" status terverifikasi
unchanged op archive "$id"
ok ver archive "$id"
value_is inovasi "$id" status arsip
unchanged op unarchive "$id"
err_has "diarsipkan dari status "
err_has "minta verifikator"
ok ver unarchive "$id"
value_is inovasi "$id" status draf
ok op archive "$kosong"
ok op unarchive "$kosong"
value_is inovasi "$kosong" status draf

# Four eyes: who changed an answer last does not accept it.
complete op KEC "Empat mata"
ok op submit "$id"
ok ver set inovasi "$id" 16=3
unchanged ver accept "$id" 16
ok boss accept "$id" 16
no op submit 2026-JB-99999
wrong op submit
wrong op submit a b
ok boss check
