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
# Blanks fill nothing.
ok op set inovasi "$id" tujuan="  " hasil="
 " asal=adopsi sumber=" "
unchanged op submit "$id"
for key in tujuan hasil sumber; do
	err_has "'$key'"
done
ok op set inovasi "$id" tujuan=Tujuan hasil=Hasil asal=baru sumber=
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
unchanged ver register "$id" " " 2026-02-01
err_has "'nomor_registrasi'"
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
unchanged op archive "$kosong" --note "$(printf 'x\001')"
err_has "catatan "
ok op archive "$kosong" --note "sudah ada di kelurahan"
ok boss log inovasi "$kosong"
out_has "sudah ada di kelurahan"
ok op unarchive "$kosong"
value_is inovasi "$kosong" status draf

# What is so already is said to be, as set says it, and no commit is made of it.
complete op KEC "Dua kali"
ok op submit "$id"
ok ver accept "$id" 16
out_is "$id diterima buktinya."
ok ver reject "$id" 17 --note "tautan mati"
ok boss log inovasi "$id"
mv "$work/out" "$work/log"
ok ver accept "$id" 16
out_is "$id sudah diterima buktinya; tidak ada yang berubah."
ok ver reject "$id" 17 --note "tautan mati"
out_is "$id sudah ditolak buktinya; tidak ada yang berubah."
ok boss log inovasi "$id"
same "$work/log" "$work/out" "what changed nothing stands in the log"
ok ver reject "$id" 17 --note "tautan masih mati"
out_is "$id ditolak buktinya."
ok ver accept "$id" 16 32
out_is "$id diterima buktinya."
ok ver accept "$id"
unchanged ver accept "$id"

# Several reviewers at once: each is judged when its turn comes, and none is refused for the others.
complete op KEC "Serentak"
ok op submit "$id"
said="five accepts at once"
for code in 16 17 32 33 35; do
	"$SIKO" --store "$store" --user ver accept "$id" $code >"$work/out.$code" 2>&1 &
done
wait
for code in 16 17 32 33 35; do
	value_is inovasi "$id" $code.verifikasi diterima
done

# Four eyes: who changed an answer last does not accept it.
complete op KEC "Empat mata"
ok op submit "$id"
ok ver set inovasi "$id" 16=3
unchanged ver accept "$id" 16
ok boss accept "$id" 16

# The region's answers are judged in the same way, under the year's number, and have no statuses.
ok boss set daerah 2026 1=2 1.tautan=https://a.id/1 2a=1 2a.tautan=https://a.id/2 3=3 4=1 4.tautan=https://a.id/4
ok ver set daerah 2026 4=2
unchanged ver reject 2026 1
err_has catatan
wrong ver reject 2026 --note x
ok ver accept 2026 1 2a
out_is "2026 diterima buktinya."
ok ver reject 2026 4 --note "tautan mati"
out_is "2026 ditolak buktinya."
value_is daerah 2026 1.verifikasi diterima
value_is daerah 2026 2a.verifikasi diterima
value_is daerah 2026 4.verifikasi ditolak
value_is daerah 2026 4.catatan "tautan mati"
unchanged ver accept 2026 4
err_has "oleh Anda sendiri"
unchanged ver accept 2026 3
err_has "tidak punya bukti"
unchanged ver accept 2026 16
err_has "'16' tidak ada"
unchanged ver accept 2026
err_has "sebutkan kode indikatornya"
unchanged pim accept 2026 1
unchanged op accept 2026 1
unchanged ver accept 2030 1
unchanged ver accept 2027 1
err_has "2027 tidak ada"
ok boss set daerah 2026 1.tautan=https://a.id/lain
err_has "jawaban 1 sudah diterima; kini menunggu"
ok boss set daerah 2026 2a.ket=lain
lacks err menunggu
value_is daerah 2026 1.verifikasi menunggu
value_is daerah 2026 2a.verifikasi diterima
ok ver log daerah 2026
out_has "tautan mati"

no op submit 2026-JB-99999
wrong op submit
wrong op submit a b
ok boss check
