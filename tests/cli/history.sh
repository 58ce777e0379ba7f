# history.sh: log, check, rebuild.
theme=history
new_store history
ok op new inovasi opd=KEC nama=Satu
ok op set inovasi 2026-JB-00001 nama=Dua
ok din new inovasi opd=DIN nama=Rahasia
ok boss log inovasi 2026-JB-00001
out_has "op"
out_has "nama: 'Satu' -> 'Dua'"
sed -n 1p "$work/out" | grep -q ubah && good || bad "newest first: $(head -1 "$work/out")"
ok boss log inovasi 2026-JB-00001 --format json
out_has '"pengguna":"op","tindakan":"ubah","tabel":"inovasi","id":"2026-JB-00001","catatan":"","perubahan":[{"kunci":"nama","sebelum":"Satu","sesudah":"Dua","turunan":false}]'
out_has '"waktu":"2026-03-01T08:00:00Z"'
ok boss log
out_has Rahasia
ok op log
out_has Dua
out_lacks Rahasia
no op log inovasi 2026-JB-00002
# No text passes for the head of a commit.
ok din set inovasi 2026-JB-00002 tujuan="satu
#99  2026-03-01T08:00:00Z  boss  terima  inovasi 2026-JB-00002"
ok boss log inovasi 2026-JB-00002
[ "$(grep -c '^#' "$work/out")" -eq 2 ] && good || bad "$said: a text is shown as a commit: $(cat "$work/out")"
out_has "        #99  2026"
wrong boss log inovasi
ok boss check
out_has "Penyimpanan baik"
ok boss export inovasi -o "$work/sebelum"
ok boss log -o "$work/log-sebelum"
ok boss rebuild
ok boss export inovasi -o "$work/sesudah"
same "$work/sebelum" "$work/sesudah" "rebuild"
ok boss log -o "$work/log-sesudah"
same "$work/log-sebelum" "$work/log-sesudah" "log after rebuild"
ok boss check
ok op new inovasi opd=KEC nama=Lagi
out_is 2026-JB-00003
# Damage is told, one line a fault: a letter of the journal, then pages of the data.
cp -r "$store" "$work/rusak"
store="$work/rusak"
sed -i 's/Dua/Dia/' "$store/jurnal.jsonl"
no boss check
err_has jurnal
# What stands of it is shown; what does not is named, and written into no file.
as boss log
expect_status 1
out_has Rahasia
out_has Lagi
out_lacks Dia
err_has 'jurnal rusak, bita '
as boss log inovasi 2026-JB-00001 --format json
expect_status 1
out_has '"sesudah":"Satu"'
out_lacks Dia
err_has 'jurnal rusak, bita '
no boss log -o "$work/log-rusak"
[ -e "$work/log-rusak" ] && bad "$said: a file of a damaged journal" || good
ok boss log inovasi 2026-JB-00002
no op undo inovasi 2026-JB-00001
value_is inovasi 2026-JB-00001 nama Dua
printf 'key End\nkey Enter\nsnapshot %s\nkey Esc\nkey Home\nkey Enter\nkey /\ntype 00001\nkey Enter\nkey h\nsnapshot %s\n' \
	"$work/jurnal" "$work/riwayat" >"$work/naskah"
ok boss --script "$work/naskah"
cp "$work/jurnal" "$work/out"
out_has 'jurnal rusak, bita '
out_has Rahasia
cp "$work/riwayat" "$work/out"
out_has 'jurnal rusak, bita '
out_has Satu
out_lacks Dia
cp "$work/history/jurnal.jsonl" "$store/jurnal.jsonl"
ok boss check
size=$(wc -c <"$store/data.mdb")
dd if=/dev/urandom of="$store/data.mdb" bs=4096 seek=2 count=$((size / 4096 - 2)) conv=notrunc 2>"$work/dd"
no boss check
ok boss rebuild
ok boss check
ok boss export inovasi -o "$work/pulih"
store="$work/history"
ok boss export inovasi -o "$work/utuh"
same "$work/utuh" "$work/pulih" "rebuild after damage"

# What is no edit is taken back by another act: which, is said by name and by command. Nobody archives a unit or the region.
complete op KEC "Tindakan"
ok op submit "$id"
unchanged op undo inovasi "$id"
err_has "tarik kembali (withdraw)"
ok ver accept "$id" 16
unchanged ver undo inovasi "$id"
err_has "tolak buktinya (reject)"
ok ver return "$id" --note x
unchanged ver undo inovasi "$id"
err_has "mengajukannya lagi (submit)"
ok boss new opd BARU nama=Baru jenis=dinas
unchanged boss undo opd BARU
lacks err arsip
