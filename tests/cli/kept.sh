# kept.sh: one small store of every released format (tests/data/stores/FORMAT): this version opens, checks, reads and rebuilds it,
# and it says what it said then. A folder there is never changed; a new format gets a new one beside it.
theme=kept

# says_the_same FOLDER WHAT: $store exports, tells and sums up what the kept files hold.
says_the_same() {
	ok boss check --evidence
	out_has "1 berkas bukti"
	for table in opd pengguna inovasi daerah; do
		ok boss export "$table" --format json
		same "$1/$table.json" "$work/out" "$2: $table"
	done
	ok boss log --format json
	same "$1/log.json" "$work/out" "$2: log"
	ok boss report --format csv
	same "$1/report.csv" "$work/out" "$2: report"
}

for kept in "$top"/tests/data/stores/*/; do
	kept=${kept%/}
	name=$(basename "$kept")
	store="$work/kept-$name"
	ok boss restore "$kept/cadangan.tar"
	says_the_same "$kept" "format $name restored"
	store="$work/kept-$name-plain"
	mkdir "$store"
	tar xf "$kept/cadangan.tar" -C "$store" && good || bad "tar cannot unpack the kept store $name"
	says_the_same "$kept" "format $name as it lay"
	ok boss rebuild
	says_the_same "$kept" "format $name rebuilt"
	id=$(sed -n 's/.*"id":"\([^"]*\)".*"status":"draf".*/\1/p' "$kept/inovasi.json" | head -1)
	ok boss set inovasi "$id" catatan=lanjut
	ok boss check
	# Tables that came later start empty, and go on in it.
	ok boss export lomba --format json
	[ "$(tr -d '\n' <"$work/out")" = "[]" ] && good || bad "format $name has lomba"
	ok boss new lomba inovasi="$id" nama=IGA tingkat=nasional tahun=2026
	ok boss check
	ok boss rebuild
	value_is lomba lomba-JB-00001 nama IGA
done

# A store of a later version: no command reads it, none writes it, no screen opens; each says why, and it is as it was.
later="$work/kelak"
mkdir "$later"
tar xf "$top/tests/data/stores/1/cadangan.tar" -C "$later"
rm -f "$later/lock.mdb"
LC_ALL=C sed -i 's/^\(.*\)siko 1$/\1siko 2/' "$later/data.mdb"
LC_ALL=C sed -i '1s/{"siko":1/{"siko":2/' "$later/jurnal.jsonl"
bytes_of_later() { cat "$later/data.mdb" "$later/jurnal.jsonl" | sha256sum; }
before=$(bytes_of_later)
store="$later"
printf '%%PDF-1.4\nsatu\n%%%%EOF\n' >"$work/sk.pdf"
printf 'nama,opd\nBaru,A\n' >"$work/baru.csv"
printf 'key Enter\nkey n\ntype Baru\nkey F2\nsnapshot %s\n' "$work/kelak.txt" >"$work/naskah"
while read -r command; do
	no boss $command
	err_has "versi"
done <<COMMANDS
import inovasi $work/baru.csv
export inovasi
list inovasi
show inovasi $id
new inovasi opd=A nama=Baru
set inovasi $id nama=Baru
idea A Gagasan
adopt-idea $id
copy $id --to 2027
submit $id
withdraw $id
accept $id
accept $id 16
reject $id 16 --note kurang
return $id --note kurang
register $id N-1 2026-05-01
reopen $id --note keliru
archive $id
unarchive $id
undo inovasi $id
evidence add $id 16 $work/sk.pdf
evidence list $id
report
compare
index
advise
check
check --evidence
backup $work/kelak.tar
log
log inovasi $id
user add siti --role operator
user list
user disable boss
new lomba inovasi=$id nama=IGA tingkat=nasional tahun=2026
--script $work/naskah
COMMANDS
[ "$(bytes_of_later)" = "$before" ] && good || bad "a store of a later version was changed"
[ ! -e "$work/kelak.txt" ] && good || bad "a screen opened on a store of a later version"
[ ! -e "$work/kelak.tar" ] && good || bad "a backup of a store of a later version"

# The journal alone, whole in its chain: rebuild does not take it for one it knows.
store="$work/kelak-jurnal"
ok boss init
sed '1s/{"siko":1/{"siko":2/; $d' "$store/jurnal.jsonl" >"$work/kelompok"
hash=$({ head -c 32 /dev/zero && cat "$work/kelompok"; } | b2sum -l 256 | cut -d ' ' -f 1)
sed -n '$s/"h":"[^"]*"/"h":"'"$hash"'"/p' "$store/jurnal.jsonl" >>"$work/kelompok"
cp "$work/kelompok" "$store/jurnal.jsonl"
no boss rebuild
err_has "versi"
