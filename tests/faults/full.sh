#!/bin/sh
# tests/faults/full.sh FOLDER: a disk that is really full, a small file system of its own (run gives it a name space to mount in).
# Whatever is asked of siko then: done, or refused in one sentence; never a signal, never half, and well again when there is room.
set -u
: "${SIKO:?path of the siko binary}"
work=$1
disk=$work/kecil
store=$disk/store
passed=0
failed=0
faults=0 # refused for want of room
mkdir -p "$disk"
mount -t tmpfs -o size=24m,mode=700 tmpfs "$disk" || exit 1

good() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "GAGAL $*"
}
siko() { "$SIKO" --store "$store" "$@"; }

must() { # must ARGUMENTS…: done, room or not
	if siko "$@" >"$work/out" 2>&1; then good; else bad "$left kB left, siko $*: $(cat "$work/out")"; fi
}

# May be done or refused; what is refused changed nothing.
try() {
	cp "$store/jurnal.jsonl" "$work/jurnal"
	siko "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	if [ $status = 0 ]; then
		good
	elif [ $status = 1 ] && [ "$(grep -c . "$work/err")" = 1 ] && grep -q '^siko: .*; .*\.$' "$work/err"; then
		refused=$((refused + 1))
		faults=$((faults + 1))
		cmp -s "$work/jurnal" "$store/jurnal.jsonl" && good || bad "$left kB left, siko $*: refused, but the journal changed"
	else
		bad "$left kB left, siko $*: status $status: $(head -3 "$work/err")"
	fi
}

# leave KILOBYTES: fills the disk but for them.
leave() {
	rm -f "$disk/isi"
	left=$1
	room=$(df -k --output=avail "$disk" | tail -n 1)
	head -c $(((room - left) * 1024)) /dev/zero >"$disk/isi"
}

left=all
must init
printf 'id,nama,jenis\nA,Unit A,dinas\n' >"$work/opd.csv"
must import opd "$work/opd.csv"
long=$(awk 'BEGIN { for (i = 0; i < 300; i++) printf "kata%d ", i }')
{
	echo "id,opd,nama,status,tahapan,inisiator,nama_inisiator,jenis,bentuk,asal,urusan,uji_coba,penerapan,rancang_bangun,tujuan,manfaat,hasil,16,16.tautan,17,17.tautan,32,32.tautan,33,33.basis,33.tautan,35,35.tautan"
	for pair in ide:ide draf:draf diajukan:diajukan periksa:terverifikasi lapor:terverifikasi dilaporkan:dilaporkan arsip:arsip; do
		echo "${pair%:*},A,Nama ${pair%:*},${pair#*:},penerapan,asn,Tim,digital,pelayanan_publik,baru,kesehatan,2024-01-15,2024-06-01,$long,t,m,h,2,https://a.id,1,https://a.id,1,https://a.id,3,b,https://a.id,2,https://a.id"
	done
} >"$work/inovasi.csv"
must import inovasi "$work/inovasi.csv"
must user add budi --role operator --opd A
must user add op --role operator --opd A
must backup "$work/baik.tar"
printf '%%PDF-1.4\n%s\n%%%%EOF\n' "$long" >"$work/sk.pdf"
{
	echo "opd,nama,rancang_bangun"
	for i in $(seq 200); do echo "A,Banyak $i,$long"; done
} >"$work/banyak.csv"
printf 'key Enter\nkey n\ntype Ketikan Penuh\nkey C-s\nsnapshot %s\n' "$work/layar" >"$work/ketik"

cp -a "$store" "$work/utuh"

for kilobytes in 0 12 200; do
	refused=0
	rm -rf "$store"
	cp -a "$work/utuh" "$store"
	leave $kilobytes
	try import inovasi "$work/banyak.csv"
	try new inovasi opd=A nama=lain "rancang_bangun=$long"
	try idea A "Gagasan"
	try adopt-idea ide
	try accept diajukan 16
	try reject diajukan 17 --note kurang
	try accept diajukan
	try return periksa --note ulang
	try reopen dilaporkan --note keliru
	try register lapor N-1 2026-05-01
	try set inovasi draf "nama=Penuh $kilobytes"
	siko list inovasi | grep -q Penuh && try undo inovasi draf
	try submit draf
	siko list inovasi id=draf | grep -q diajukan && try withdraw draf
	try unarchive arsip
	try archive draf
	try copy draf --to 2027
	try new lomba nama=Lomba inovasi=draf tingkat=kota tahun=2025
	try evidence add dilaporkan 16 "$work/sk.pdf"
	try user add siti --role operator --opd A
	try user disable budi
	for format in csv json xlsx; do try export inovasi --format $format -o "$disk/keluar.$format"; done
	for format in table csv json xlsx html pdf; do try report --format $format -o "$disk/keluar.$format"; done
	try log -o "$disk/keluar.log"
	try backup "$disk/salinan.tar"
	try rebuild
	rm -f "$disk"/keluar.* "$disk/salinan.tar"
	must check --evidence
	must report
	[ $kilobytes -gt 0 ] || [ $refused -gt 15 ] && good || bad "$left kB left: only $refused were refused"
	# On the screen: what was typed is saved, or stands there with the reason and is a draft.
	siko --user op --script "$work/ketik" >"$work/out" 2>&1 && good || bad "$left kB left, on the screen: $(head -3 "$work/out")"
	if ! siko list inovasi | grep -q 'Ketikan Penuh'; then
		grep -q 'Ketikan Penuh' "$work/layar" && good || bad "$left kB left: the form is gone"
		grep -q 'disk' "$work/layar" && good || bad "$left kB left: the screen does not say why"
		cat "$store"/draf/* "${XDG_RUNTIME_DIR:-$HOME}"/siko-draf-*/* 2>&1 | grep -q 'Ketikan Penuh' && good || bad "$left kB left: no draft"
	fi
	# What makes files that were not there asks first: no signal, nothing left behind.
	before=$(ls "$disk")
	for command in "init" "restore $work/baik.tar"; do
		"$SIKO" --store "$disk/baru" $command >"$work/out" 2>&1
		status=$?
		[ $status = 1 ] && grep -q '^siko: .*; .*\.$' "$work/out" && good || bad "$left kB left, $command: $status: $(cat "$work/out")"
		[ "$(ls "$disk")" = "$before" ] && good || bad "$left kB left, $command: left behind: $(ls "$disk")"
	done
	mv "$store/lock.mdb" "$work/lock.mdb"
	siko list inovasi >"$work/out" 2>&1
	status=$?
	[ $status = 1 ] && grep -q 'disk hampir penuh' "$work/out" && good || bad "$left kB left, no lock file: $status: $(cat "$work/out")"
	rm -f "$store/lock.mdb"
	rm -f "$disk/isi"
	left=all
	must set inovasi draf "catatan=Lega $kilobytes"
	must check
	rm -rf "$store"/draf/* "${XDG_RUNTIME_DIR:-$HOME}"/siko-draf-*
done
"$SIKO" --store "$disk/baru" restore "$work/baik.tar" >"$work/out" 2>&1 && good || bad "restore with room: $(cat "$work/out")"
echo "# faults $faults"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
