# backup.sh: a backup and what becomes of it: equal to the original, whole or not there, and nothing hostile gets in.
theme=backup
new_store cadangan
printf '%%PDF-1.4\nsatu\n%%%%EOF\n' >"$work/sk.pdf"
printf '%%PDF-1.4\ndua\n%%%%EOF\n' >"$work/dua.pdf"
printf '%%PDF-1.4\ntiga\n%%%%EOF\n' >"$work/tiga.pdf"
original=$store
ok op new inovasi opd=KEC nama=Berbukti 16=3 18=1
id=$(cat "$work/out")
ok op evidence add "$id" 16 "$work/sk.pdf"
ok op evidence add "$id" 18 "$work/dua.pdf"
dua=$(cat "$work/out")
ok op evidence remove "$id" 18 "$dua"
ok boss check
out_has "Belum ada cadangan."

# whole NAME: everything that can be asked of $store, for comparing.
whole() {
	for table in opd pengguna inovasi daerah; do
		"$SIKO" --store "$store" --user boss export "$table" --format json
	done >"$work/$1" 2>&1
	"$SIKO" --store "$store" --user boss log --format json >>"$work/$1" 2>&1
}

# nothing_left WHAT: no temporary file or folder of a backup or restore anywhere.
nothing_left() {
	found=$(find "$work" -name '*.pulih-*' -o -name 'cadangan-*' -o -name '*.belum-*')
	[ -z "$found" ] && good || bad "$1: left behind: $found"
}

whole before
ok boss backup "$work/a.tar"
out_has "2 berkas bukti"
[ "$(stat -c %a "$work/a.tar")" = 600 ] && good || bad "a.tar is open to others"
tar tf "$work/a.tar" >"$work/names" 2>&1 && good || bad "tar cannot read it: $(cat "$work/names")"
[ "$(head -2 "$work/names" | tr '\n' ' ')$(tail -1 "$work/names")" = "data.mdb jurnal.jsonl cadangan.jsonl" ] && good || bad "names: $(cat "$work/names")"
nothing_left backup
ok boss check
out_has "Cadangan terakhir kurang dari sehari lalu."
SIKO_CLOCK=2026-03-13T09:00:00Z ok boss check
out_has "Cadangan terakhir 12 hari lalu."

# The administrator's first screen says so, nobody else's does.
printf 'snapshot home.txt\n' >"$work/layar.script"
for who in boss ver; do
	said="$who: the first screen"
	(cd "$work" && SIKO_CLOCK=2026-03-13T09:00:00Z "$SIKO" --store "$store" --user "$who" --script layar.script --size 24x80) >"$work/out" 2>&1
	cp "$work/home.txt" "$work/$who.txt"
done
has boss.txt "Cadangan terakhir 12 hari lalu; siko backup BERKAS"
lacks ver.txt "Cadangan"

# Never over something; rights; wrong usage.
cp "$work/a.tar" "$work/kept.tar"
no boss backup "$work/a.tar"
err_has "sudah ada"
same "$work/a.tar" "$work/kept.tar" "a refused backup changed the old one"
for user in op ver pim mati siapa; do
	no "$user" backup "$work/lain.tar"
done
no boss backup "$work/tidak/ada.tar"
wrong boss backup
wrong boss backup "$work/x" "$work/y"
wrong boss restore
[ -e "$work/lain.tar" ] && bad "a refused backup is there" || good
nothing_left "refused backups"

# Restored into an absent and into an empty folder: the same in all that can be asked, undo of a removal included.
store="$work/dipulihkan/dalam"
ok boss restore "$work/a.tar"
whole after
same "$work/before" "$work/after" "restore"
same "$original/jurnal.jsonl" "$store/jurnal.jsonl" "the journal"
ok boss check --evidence
out_has "1 berkas bukti"
out_has "Cadangan terakhir kurang dari sehari lalu."
[ -f "$store/bukti/$(echo "$dua" | cut -c1-2)/$dua" ] && good || bad "a file that only the history names was not kept"
[ "$(stat -c %a "$store" "$store/jurnal.jsonl" "$store/data.mdb" "$store/bukti" | sort -u | tr '\n' ' ')" = "600 700 " ] && good || bad "the restored store is open to others"
ok op set inovasi "$id" catatan=lanjut
ok boss check
mkdir "$work/kosong"
store="$work/kosong"
ok boss restore "$work/a.tar"
no boss restore "$work/a.tar"
err_has "tidak kosong"
ok boss check --evidence

# A store in which nothing was done since init is empty, too; one with a unit, or a draft, is not.
store="$work/baru"
ok boss init --region "Kota Lain"
ok boss restore "$work/a.tar"
whole after
same "$work/before" "$work/after" "restore into a new store"
same "$original/jurnal.jsonl" "$store/jurnal.jsonl" "its journal"
ok op set inovasi "$id" catatan=lanjut
ok boss check --evidence
store="$work/baru2"
ok boss init
ok boss new opd SATU nama=Satu
no boss restore "$work/a.tar"
err_has "tidak kosong"
ok boss show opd SATU
store="$work/baru3"
ok boss init
: >"$store/draf/boss"
no boss restore "$work/a.tar"
[ -e "$store/draf/boss" ] && good || bad "$said: a draft was thrown away"
rm "$store/draf/boss"
: >"$store/catatan.txt"
no boss restore "$work/a.tar"
[ -e "$store/catatan.txt" ] && good || bad "$said: a file was thrown away"
rm "$store/catatan.txt"
ln -s "$store" "$work/tautan"
store="$work/tautan"
no boss restore "$work/a.tar"
[ -L "$store" ] && good || bad "$said: the link is gone"
ok boss check
store="$work/baru3/"
ok boss restore "$work/a.tar"
store="$work/baru4"
ok boss init
no boss restore "$work/sk.pdf"
ok boss check
nothing_left "restores into new stores"

# Through pipes.
store=$original
said="backup - | restore -"
"$SIKO" --store "$store" --user boss backup - 2>"$work/err" | "$SIKO" --store "$work/pipa" restore - >"$work/out" 2>>"$work/err" && good || bad "$said: $(cat "$work/err")"
store="$work/pipa"
whole after
same "$work/before" "$work/after" "$said"
nothing_left "$said"

# Only what is new: a chain of them, by file and by number.
store=$original
no boss backup "$work/b.tar" --since "$work/a.tar"
err_has "tidak ada simpanan baru"
ok op evidence add "$id" 18 "$work/tiga.pdf"
ok boss backup "$work/b.tar" --since "$work/a.tar"
out_has "1 berkas bukti"
tar tf "$work/b.tar" | grep -q data.mdb && bad "an increment holds the data file" || good
ok op set inovasi "$id" tujuan=akhir
ok boss backup "$work/c.tar" --since "$work/b.tar"
whole before
store="$work/rantai"
ok boss restore "$work/a.tar" "$work/b.tar" "$work/c.tar"
whole after
same "$work/before" "$work/after" "a chain"
ok boss check --evidence
out_has "2 berkas bukti"
store="$work/rantai2"
no boss restore "$work/b.tar"
err_has "cadangan penuhnya"
no boss restore "$work/a.tar" "$work/c.tar"
err_has "tidak menyambung"
no boss restore "$work/a.tar" "$work/c.tar" "$work/b.tar"
no boss restore "$work/a.tar" "$work/a.tar"
[ -e "$store" ] && bad "a refused restore left $store" || good
store=$original
ok boss backup "$work/d.tar" --since 1
no boss backup "$work/e.tar" --since "$work/sk.pdf"
no boss backup "$work/e.tar" --since "$work/tidak-ada"
no boss backup "$work/e.tar" --since 0
nothing_left "increments"

# Evidence that is not there or not what it was: told, and the rest is kept.
sk=$(b2sum -l 256 "$work/sk.pdf" | cut -d' ' -f1)
kept="$original/bukti/$(echo "$sk" | cut -c1-2)/$sk"
printf 'lain' >>"$kept"
SIKO_CLOCK=2027-01-01T00:00:00Z ok boss backup "$work/rusak.tar"
err_has "rusak, jadi tidak ikut"
err_has "rusak.tar dibuat tanpa 1 berkas bukti itu"
[ -f "$work/rusak.tar" ] && good || bad "nothing is kept where one file is damaged"
SIKO_CLOCK=2027-01-01T00:00:00Z ok boss check
out_lacks "kurang dari sehari lalu"
rm "$kept"
ok boss backup "$work/hilang.tar"
err_has "hilang, jadi tidak ikut"
store="$work/tanpa"
ok boss restore "$work/rusak.tar"
err_has "tidak ada di"
no boss check --evidence
store=$original
cp "$work/sk.pdf" "$kept"

# A backup that was killed leaves its unfinished file; the next one of that name clears it, and nothing else.
for point in backup-data backup-verified; do
	(SIKO_FAIL=$point "$SIKO" --store "$store" --user boss backup "$work/mati.tar" >"$work/out" 2>&1) 2>/dev/null
done
: >"$work/mati.tar.belum-lama"
: >"$work/mati.tar.backup"
: >"$work/lain.tar.belum-abc123"
if [ "$(find "$work" -name 'mati.tar.belum-??????' | wc -l)" = 0 ]; then
	bad "no backup was killed"
else
	ok boss backup "$work/mati.tar"
	[ "$(find "$work" -name 'mati.tar.belum-??????' | wc -l)" = 0 ] && good || bad "what a killed backup left is still there"
fi
[ -f "$work/mati.tar.belum-lama" ] && [ -f "$work/mati.tar.backup" ] && [ -f "$work/lain.tar.belum-abc123" ] && good ||
	bad "a backup removed what is not its own"
rm -f "$work"/*.belum-* "$work/mati.tar.backup"
find "$store" -name 'cadangan-*' -exec rm -rf {} +

# A store that check finds fault with makes no backup.
cp -r "$original" "$work/cacat"
store="$work/cacat"
sed -i 's/Berbukti/Berbakti/' "$store/jurnal.jsonl"
no boss backup "$work/cacat.tar"
[ -e "$work/cacat.tar" ] && bad "a backup of a damaged store" || good
nothing_left "a damaged store"

# Hostile archives: a sentence, and nothing is left. refuses FILE WHAT
refuses() {
	store="$work/musuh"
	no boss restore "$1"
	err_has "bukan cadangan siko yang utuh"
	[ -e "$store" ] && bad "$2: left $store" || good
}
mkdir "$work/bongkar"
tar xf "$work/a.tar" -C "$work/bongkar"
(cd "$work/bongkar" && tar cf "$work/h1.tar" --format=ustar -P "$work/sk.pdf" data.mdb)
refuses "$work/h1.tar" "an absolute name"
(cd "$work/bongkar/bukti" && tar cf "$work/h2.tar" --format=ustar -P ../jurnal.jsonl)
refuses "$work/h2.tar" "a name with .."
(cd "$work/bongkar" && rm data.mdb && ln -s /etc/passwd data.mdb && tar cf "$work/h3.tar" --format=ustar data.mdb jurnal.jsonl cadangan.jsonl)
refuses "$work/h3.tar" "a link"
(cd "$work/bongkar" && rm data.mdb && mkfifo data.mdb && tar cf "$work/h4.tar" --format=ustar data.mdb jurnal.jsonl cadangan.jsonl)
refuses "$work/h4.tar" "a pipe"
: >"$work/h5.tar"
refuses "$work/h5.tar" "an empty file"
head -c 4096 /dev/zero >"$work/h6.tar"
refuses "$work/h6.tar" "zeros"
refuses "$work/sk.pdf" "another file"
cat "$work/a.tar" "$work/a.tar" >"$work/h7.tar"
refuses "$work/h7.tar" "something behind the end"
size=$(wc -c <"$work/a.tar")
for part in 1 3 7 9; do
	head -c $((size * part / 10)) "$work/a.tar" >"$work/h8.tar"
	refuses "$work/h8.tar" "cut at $part tenths"
	cp "$work/a.tar" "$work/h9.tar"
	at=$((size * part / 10 + 17))
	byte=$(tail -c +$((at + 1)) "$work/a.tar" | head -c 1 | od -An -tu1)
	printf "\\$(printf %o $((byte ^ 4)))" | dd of="$work/h9.tar" bs=1 seek="$at" conv=notrunc 2>/dev/null
	refuses "$work/h9.tar" "a bit at $part tenths"
done
no boss restore "$work/tidak-ada.tar"
nothing_left "hostile archives"

# A file that may not grow further: nothing is left of it.
store=$original
(
	trap '' XFSZ
	ulimit -f 20
	as boss backup "$work/penuh.tar"
	exit "$status"
)
status=$?
said="backup with files of 10 KB at most"
expect_status 1
[ -e "$work/penuh.tar" ] && bad "$said: is there" || good
nothing_left "$said"

# Behind a gate: no path but -, no restore.
through() {
	said="gate boss: $1"
	SSH_ORIGINAL_COMMAND=$1 "$SIKO" --store "$store" gate boss >"$work/out" 2>"$work/err" </dev/null
	status=$?
}
through "backup $work/gerbang.tar"
expect_status 1
through "backup - --since $work/a.tar"
expect_status 1
through "restore -"
expect_status 1
through "backup -"
expect_status 0
cp "$work/out" "$work/gerbang.tar"
store="$work/gerbang"
ok boss restore "$work/gerbang.tar"
