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
