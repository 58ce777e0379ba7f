# start.sh: the program itself: help, options, a store's beginning.
theme=start
store="$work/start"

ok boss --version
out_has siko
ok boss --help
for command in init import export list show new set idea adopt-idea copy submit withdraw accept reject return register reopen \
	archive unarchive undo evidence report compare index check backup restore rebuild log user screens keys gate; do
	out_has "  $command"
done

wrong boss terbang
err_has terbang
wrong boss --terbang
wrong boss --year dua report
wrong boss --script /dev/null --size lebar
err_has lebar

# No store yet: nothing makes one but init.
no boss report
[ ! -e "$store" ] && good || bad "report made a store"
wrong boss
err_has "siko report"
no boss check

store="$work/start"
no boss --year 1999 init
[ ! -e "$store" ] && good || bad "init without a definition made a store"
no boss init --office PANJANG
ok boss init --region "Kota Contoh" --office XY
no boss init
wrong boss list opd --terbang
err_has "tidak dikenal di sini"
wrong boss report --year 2027
err_has "di depan perintah: siko --year … report"
wrong boss report -y2027
err_has "di depan perintah"
wrong boss report --yearly
err_has "tidak dikenal di sini"
wrong boss list
wrong boss list kapal
wrong boss show opd
ok boss list --help
out_has "Pemakaian: siko list"
ok boss index --format json
out_has '"wilayah":"Kota Contoh"'
out_has '"tahun":2026'
value_is pengguna boss peran admin
wrong boss report --format kertas
no nobody report
no boss --year 1999 report

store="$work/start2027"
ok boss --year 2027 init
ok boss index --format json
out_has '"tahun":2027'
out_has '"pembagi":14'

store="$work/sample"
ok boss init --sample
ok boss report
ok boss check
out_has "Penyimpanan baik"
for status_word in ide draf diajukan dikembalikan terverifikasi dilaporkan arsip; do
	ok boss list inovasi status=$status_word --format csv
	[ "$(wc -l <"$work/out")" -gt 1 ] && good || bad "sample without $status_word"
done

# The store is found by option, by variable, by home.
said="SIKO_STORE"
SIKO_STORE="$store" "$SIKO" --user boss report >"$work/out" 2>&1 && good || bad "SIKO_STORE"
XDG_DATA_HOME="$work/xdg" "$SIKO" --user boss init >"$work/out" 2>&1
[ -d "$work/xdg/siko" ] && good || bad "XDG_DATA_HOME"
HOME="$work/rumah" "$SIKO" --user boss init >"$work/out" 2>&1
[ -d "$work/rumah/.local/share/siko" ] && good || bad "HOME"

# -o writes whole files, and leaves an old one alone when it cannot.
ok boss report --format csv -o "$work/laporan.csv"
[ ! -s "$work/out" ] && good || bad "-o wrote to standard output"
head -1 "$work/laporan.csv" | grep -q '^opd,nama,jenis' && good || bad "-o: no report"
no boss report --format csv -o "$work/tidak/ada.csv"
ls "$work" | grep -q 'baru$' && bad "-o left a file beside" || good
ok boss keys
mv "$work/out" "$work/tombol"
ok boss keys -o "$work/tombol.txt"
same "$work/tombol" "$work/tombol.txt" "keys -o"
printf '[umum]\nnonsens = F7\n' >"$work/salah.keys"
as boss keys --keymap "$work/salah.keys" -o "$work/salah.txt"
expect_status 1
[ -e "$work/salah.txt" ] && bad "keys -o: a file in spite of faults" || good
wrong boss keys umum
err_has "--keymap"

# With its outputs closed, what siko says lands in none of the store's own files.
closed() {
	said="$*, with its outputs closed"
	cksum "$store"/*.* >"$work/before"
	"$SIKO" --store "$store" --user boss "$@" >&- 2>"$work/err" <&-
	status=$?
	expect_status 1
	err_has "tertutup"
	"$SIKO" --store "$store" --user boss "$@" >&- 2>&- <&-
	status=$?
	expect_status 1
	cksum "$store"/*.* >"$work/after"
	same "$work/before" "$work/after" "$said changed a file of the store"
}
closed export inovasi
closed set opd BPKAD kontak=x
said="a command with standard input and error closed"
"$SIKO" --store "$store" --user boss set opd BPKAD kontak=x 2>&- <&- >"$work/out"
status=$?
expect_status 0
ok boss check

# Where address space is scarce a smaller map does: reading and saving go on (the sanitizers want more than there is then).
if ! nm "$SIKO" 2>/dev/null | grep -q __asan_init; then
	said="with 3 GB of address space"
	(ulimit -v 3000000; exec "$SIKO" --store "$store" --user boss set opd BPKAD kontak=y) >"$work/out" 2>"$work/err"
	status=$?
	expect_status 0
	ok boss show opd BPKAD
	out_has "Kontak"
fi
