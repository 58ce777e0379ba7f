# A disk that fails (disk_shim.c): every save says one sentence, changes nothing, and works again when the disk does.
# Read by run, which has is, ok and siko.
shim=$(dirname "$SIKO")/tests/faults/disk_shim.so
store=$work/disk
script=$work/naskah

failing() { # failing FAULT COMMAND…: runs it with the fault; its words are in $work/out
	fault=$1
	faults=$((faults + 1))
	shift
	DISK_FAULT=$fault LD_PRELOAD=$shim ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0" "$@" >"$work/out" 2>&1
}

everything() {
	for table in opd inovasi daerah pengguna; do
		"$SIKO" --store "$store" export $table --format json
	done
	"$SIKO" --store "$store" log
}

one_sentence() { # one_sentence WHAT: one line, ours, with what to do after the semicolon
	is "$1: lines" 1 "$(grep -c . "$work/out")"
	is "$1: the sentence" 1 "$(grep -c '^siko: .*; .*\.$' "$work/out")"
	is "$1: no English" 0 "$(grep -ciE 'error|no space|denied|failed|success|read-only' "$work/out")"
}

refused() { # refused FAULT COMMAND…: exit 1, one sentence, nothing in the journal
	cp "$store/jurnal.jsonl" "$work/jurnal"
	what="$*"
	fault=$1
	shift
	failing "$fault" "$SIKO" --store "$store" "$@"
	is "$what: status" 1 $?
	one_sentence "$what"
	# It also stands on the status line, without "siko: ".
	is "$what: fits a line" yes "$([ "$(wc -L <"$work/out")" -le 84 ] && echo yes || cat "$work/out")"
	ok "$what: check" siko check
	ok "$what: the journal is as it was" cmp "$work/jurnal" "$store/jurnal.jsonl"
}

ok "disk: init" siko init
ok "disk: import opd" siko import opd "$work/opd.csv"
ok "disk: new" siko new inovasi opd=A nama=nol
ok "disk: set" siko set inovasi 2026-JB-00001 catatan=satu
ok "disk: user" siko user add budi --role operator --opd A
printf 'id,nama,jenis\nB,Unit B,badan\nC,Unit C,badan\n' >"$work/dua.csv"

turn=0
for fault in 'fdatasync jurnal.jsonl EIO' 'pwrite jurnal.jsonl ENOSPC' 'pwrite jurnal.jsonl EIO 2' \
	'pwrite jurnal.jsonl short 1,pwrite jurnal.jsonl ENOSPC 2' 'pwrite data.mdb ENOSPC' 'pwrite data.mdb EIO' \
	'pwrite data.mdb EIO 2' 'fdatasync data.mdb EIO' 'meta data.mdb EIO' 'meta data.mdb ENOSPC 1'; do
	turn=$((turn + 1))
	everything >"$work/before"
	refused "$fault" set inovasi 2026-JB-00001 "nama=baru $turn"
	refused "$fault" new inovasi opd=A "nama=lain $turn"
	refused "$fault" import opd "$work/dua.csv"
	refused "$fault" user disable budi
	refused "$fault" undo inovasi 2026-JB-00001
	everything >"$work/after"
	ok "$fault: nothing changed" cmp "$work/before" "$work/after"
	ok "$fault: gone, a save" siko set inovasi 2026-JB-00001 "nama=sesudah $turn"
	ok "$fault: gone, check" siko check
done

# The data file made anew: the old one stays where the new one cannot be written.
for fault in 'pwrite data.mdb ENOSPC' 'pwrite data.mdb EIO 3' 'fdatasync data.mdb EIO' 'meta data.mdb EIO'; do
	everything >"$work/before"
	refused "$fault" rebuild
	everything >"$work/after"
	ok "$fault, rebuild: nothing changed" cmp "$work/before" "$work/after"
	is "$fault, rebuild: only the store" 6 "$(ls "$store" | grep -c .)"
done
ok "rebuild when the disk is well" siko rebuild

# A write that stops half way is gone on with.
failing 'pwrite jurnal.jsonl short' "$SIKO" --store "$store" set inovasi 2026-JB-00001 nama=sepotong
is "short writes: saved" 0 $?
is "short writes: the name" sepotong "$(name)"
ok "short writes: check" siko check

# The journal cannot even be cut back: the next one does it.
failing 'pwrite jurnal.jsonl short 1,pwrite jurnal.jsonl EIO 2,ftruncate jurnal.jsonl EIO' \
	"$SIKO" --store "$store" set inovasi 2026-JB-00001 nama=setengah
is "not cut back: status" 1 $?
is "not cut back: the name" sepotong "$(name)"
ok "not cut back: check" siko check
ok "not cut back: the next save" siko set inovasi 2026-JB-00001 catatan=lanjut
is "not cut back: nothing of it" sepotong "$(name)"
ok "not cut back: check after it" siko check

# Within one session: after a failed fsync nothing is written until siko is opened again.
printf 'key Enter\nkey e\ntype x\nkey C-s\nsnapshot %s\nkey C-s\nsnapshot %s\n' "$work/satu" "$work/dua" >"$script"
everything >"$work/before"
failing 'fdatasync jurnal.jsonl EIO 1' "$SIKO" --store "$store" --script "$script"
is "session: the save is refused" 1 "$(grep -c 'elum tersimpan' "$work/satu")"
is "session: the next one as well" 1 "$(grep -c 'jurnal tadi gagal ditulis' "$work/dua")"
everything >"$work/after"
ok "session: nothing changed" cmp "$work/before" "$work/after"
ok "session: check" siko check
ok "session: opened again" siko set inovasi 2026-JB-00001 nama=lagi
rm -f "$store"/draf/* # what was typed and could not be saved

# A store that cannot be made leaves nothing, and can be made when the disk is well.
store=$work/lahir
for fault in 'pwrite jurnal.jsonl ENOSPC' 'fdatasync jurnal.jsonl EIO' 'pwrite data.mdb ENOSPC' 'pwrite data.mdb EIO 3' \
	'fdatasync data.mdb EIO' 'meta data.mdb EIO' 'ftruncate lock.mdb ENOSPC' 'fdatasync lahir EIO'; do
	failing "$fault" "$SIKO" --store "$store" init
	is "init, $fault: status" 1 $?
	one_sentence "init, $fault"
	is "init, $fault: nothing is left" no "$([ -e "$store" ] && echo yes || echo no)"
done
failing 'pwrite jurnal.jsonl ENOSPC 6' "$SIKO" --store "$store" init --sample
is "init --sample: status" 1 $?
is "init --sample: nothing is left" no "$([ -e "$store" ] && echo yes || echo no)"
ok "init when the disk is well" siko init
ok "init: check" siko check

# Drafts: the store's disk is full, so they go to the run-time folder, and are found there.
store=$work/disk
printf 'key Enter\nkey n\ntype Belum Disimpan\n' >"$script"
for fault in 'pwrite /draf/ ENOSPC' 'fdatasync /draf/ EIO'; do
	failing "$fault" "$SIKO" --store "$store" --script "$script"
	is "draft, $fault: none in the store" 0 "$(ls "$store/draf" | wc -l)"
	is "draft, $fault: in the run-time folder" 1 "$(cat "$work"/siko-draf-*/* | grep -c 'Belum Disimpan')"
	printf 'key Enter\nkey n\nsnapshot %s\n' "$work/satu" >"$work/lihat"
	ok "draft, $fault: opened again" siko --script "$work/lihat"
	is "draft, $fault: found again" 1 "$(grep -c 'Belum Disimpan' "$work/satu")"
	rm -rf "$work"/siko-draf-* "$store"/draf/*
done
failing 'pwrite /draf/ short' "$SIKO" --store "$store" --script "$script"
is "draft, short writes: in the store" 1 "$(cat "$store"/draf/* | grep -c 'Belum Disimpan')"
rm -rf "$store"/draf/*

# What may not be read is not "not there".
failing 'access disk/ EACCES' "$SIKO" --store "$store" list inovasi
is "no permission: status" 1 $?
one_sentence "no permission"
is "no permission: it says so" 1 "$(grep -c 'tidak boleh dibaca' "$work/out")"

# A file that cannot be written whole is not there at all.
failing 'fdatasync keluaran ENOSPC' "$SIKO" --store "$store" export inovasi -o "$work/keluaran.csv"
is "export: status" 1 $?
one_sentence "export"
is "export: no file" 0 "$(ls "$work" | grep -c keluaran)"
for format in xlsx html pdf; do
	failing 'fdatasync keluaran ENOSPC' "$SIKO" --store "$store" report --format $format -o "$work/keluaran.$format"
	is "report $format: status" 1 $?
	one_sentence "report $format"
	is "report $format: no file" 0 "$(ls "$work" | grep -c keluaran)"
done
failing 'fdatasync keluaran ENOSPC' "$SIKO" --store "$store" export inovasi --format xlsx -o "$work/keluaran.xlsx"
is "export xlsx: status" 1 $?
one_sentence "export xlsx"
is "export xlsx: no file" 0 "$(ls "$work" | grep -c keluaran)"

# A backup that cannot be written whole is not there at all, and neither is what it was made from.
for fault in 'pwrite cadangan- ENOSPC' 'pwrite keluaran.tar ENOSPC' 'pwrite keluaran.tar EIO 3' 'fdatasync keluaran.tar EIO'; do
	refused "$fault" backup "$work/keluaran.tar"
	is "$fault, backup: no file" 0 "$(ls "$work" | grep -c keluaran)"
	is "$fault, backup: no folder" 0 "$(ls "$store" | grep -c cadangan-)"
done
ok "backup when the disk is well" siko backup "$work/baik.tar"
mkdir "$work/tempat"
for call in 'pwrite tempat/ ENOSPC' 'pwrite tempat/ EIO' 'fdatasync tempat EIO'; do
	turn=1
	while ! failing "$call $turn" "$SIKO" --store "$work/tempat/pulih" restore "$work/baik.tar"; do
		one_sentence "$call $turn, restore"
		is "$call $turn, restore: nothing" 0 "$(ls "$work/tempat" | grep -c .)"
		turn=$((turn + 1))
	done
	is "$call, restore: some failed" yes "$([ $turn -gt 3 ] && echo yes || echo $turn)"
	ok "$call, restore: then it is whole" "$SIKO" --store "$work/tempat/pulih" check --evidence
	rm -rf "$work/tempat/pulih"
done

# A file of evidence that cannot be written whole is neither there nor named.
printf '%%PDF-1.4\nbukti\n%%%%EOF\n' >"$work/sk.pdf"
for fault in 'write /bukti ENOSPC' 'write /bukti EIO' 'fdatasync /bukti EIO' 'fdatasync /bukti EIO 2' 'pwrite jurnal.jsonl ENOSPC'; do
	refused "$fault" evidence add 2026-JB-00001 16 "$work/sk.pdf"
	is "$fault, evidence: none listed" 0 "$(siko evidence list 2026-JB-00001 | grep -c sk.pdf)"
	ok "$fault, evidence: check" siko check --evidence
done
failing 'write /bukti short' "$SIKO" --store "$store" evidence add 2026-JB-00001 16 "$work/sk.pdf"
is "evidence, short writes: status" 0 $?
ok "evidence: check" siko check --evidence

# Within one session: the disk is full for one save. The form stands as it was, says why, and saves when there is room.
printf 'key Enter\nkey n\ntype Penuh lalu lega\nkey Tab\nkey Enter\nkey Enter\nkey F2\nsnapshot %s\nkey F2\nsnapshot %s\n' "$work/satu" "$work/dua" >"$script"
for fault in 'pwrite jurnal.jsonl ENOSPC 1' 'pwrite data.mdb ENOSPC 1'; do
	rm -f "$store"/draf/*
	failing "$fault" "$SIKO" --store "$store" --script "$script"
	is "session, $fault: the form stands" 1 "$(grep -c 'Penuh lalu lega' "$work/satu")"
	is "session, $fault: it says why" 1 "$(grep -c 'elum tersimpan: disk penuh' "$work/satu")"
	is "session, $fault: then it is saved" 0 "$(grep -c 'elum tersimpan' "$work/dua")"
	is "session, $fault: once" 1 "$(siko list inovasi | grep -c 'Penuh lalu lega')"
	ok "session, $fault: check" siko check
	siko set inovasi "$(siko list inovasi --format csv | sed -n 's/^\([^,]*\),.*Penuh lalu lega.*/\1/p')" nama=dulu >"$work/out"
done

# A network file system (NFS, SMB, FUSE as statfs names them) is refused before anything of the store is opened or made.
for type in 0x6969 0xFF534D42 0x65735546; do
	DISK_TYPE=$type failing 'access tidak-ada EIO' "$SIKO" --store "$store" list opd
	is "file system $type: status" 1 $?
	one_sentence "file system $type"
	is "file system $type: the sentence" 1 "$(grep -c 'sistem berkas jaringan' "$work/out")"
	DISK_TYPE=$type failing 'access tidak-ada EIO' "$SIKO" --store "$work/jauh" init
	is "init on file system $type: status" 1 $?
	is "init on file system $type: nothing" 0 "$(ls "$work/jauh" 2>/dev/null | grep -c .)"
done
DISK_TYPE=0xEF53 failing 'access tidak-ada EIO' "$SIKO" --store "$store" list opd
is "file system ext4: status" 0 $?
