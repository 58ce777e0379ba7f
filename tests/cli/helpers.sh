# helpers.sh: assertions and small stores for the themes of tests/cli/run.

store=
theme=
tables="opd pengguna inovasi daerah" # what unchanged looks at
status=0

good() {
	passed=$((passed + 1))
}

bad() {
	failed=$((failed + 1))
	echo "GAGAL $theme: $*"
}

# as USER ARGUMENTS…: runs siko on $store; leaves $status, $work/out and $work/err.
as() {
	user=$1
	shift
	said="$user: siko $*"
	"$SIKO" --store "$store" --user "$user" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

expect_status() {
	if [ "$status" -eq "$1" ]; then
		good
	else
		bad "$said: status $status, not $1: $(head -3 "$work/err")"
	fi
}

# Done; refused (with a sentence, and nothing on standard output); wrong usage.
ok() {
	as "$@"
	expect_status 0
}

no() {
	as "$@"
	expect_status 1
	if [ -s "$work/err" ] && [ ! -s "$work/out" ]; then
		good
	else
		bad "$said: refused without a sentence, or with output"
	fi
}

wrong() {
	as "$@"
	expect_status 2
	[ -s "$work/err" ] && good || bad "$said: wrong usage without a sentence"
}

has() {
	if grep -qF -e "$2" "$work/$1"; then
		good
	else
		bad "$said: no '$2' in: $(head -5 "$work/$1")"
	fi
}

lacks() {
	if grep -qF -e "$2" "$work/$1"; then
		bad "$said: '$2' in: $(head -5 "$work/$1")"
	else
		good
	fi
}

out_has() {
	has out "$1"
}

out_lacks() {
	lacks out "$1"
}

err_has() {
	has err "$1"
}

out_is() {
	if [ "$(cat "$work/out")" = "$1" ]; then
		good
	else
		bad "$said: '$(head -5 "$work/out")' is not '$1'"
	fi
}

same() {
	if cmp -s "$1" "$2"; then
		good
	else
		bad "$3: $(diff "$1" "$2" | grep '^[<>]' | cut -c1-300 | head -4)"
	fi
}

# value TABLE ID KEY: the stored text, as boss sees it in JSON.
value() {
	"$SIKO" --store "$store" --user boss show "$1" "$2" --format json 2>/dev/null |
		sed -n 's/.*"'"$3"'":"\([^"]*\)".*/\1/p'
}

value_is() {
	got=$(value "$1" "$2" "$3")
	if [ "$got" = "$4" ]; then
		good
	else
		bad "$1 $2 $3 is '$got', not '$4' (after $said)"
	fi
}

snapshot() {
	for table in $tables; do
		"$SIKO" --store "$store" --user boss export "$table" 2>&1
	done >"$work/$1"
}

# unchanged ARGUMENTS of no: refused, and the store holds what it held.
unchanged() {
	snapshot before
	no "$@"
	snapshot after
	same "$work/before" "$work/after" "$said changed something"
}

# Words enough for a rancang bangun.
words() {
	awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "%skata%d", (i == 1 ? "" : " "), i }'
}

# new_store NAME: units KEC > KEL, DIN; people boss, ver, pim, op (KEC), kel (KEL), din (DIN), mati (not active).
new_store() {
	store="$work/$1"
	as boss init
	[ "$status" -eq 0 ] || bad "init $store: $(cat "$work/err")"
	cat >"$work/opd.csv" <<-'UNITS'
		id,nama,jenis,induk
		KEL,Kelurahan Legok,kelurahan,KEC
		KEC,Kecamatan Danau Sipin,kecamatan,
		DIN,Dinas Kesehatan,dinas,
	UNITS
	cat >"$work/pengguna.csv" <<-'USERS'
		id,nama,peran,opd,aktif
		ver,Verifikator,verifikator,,ya
		pim,Pimpinan,pimpinan,,
		op,Operator Kecamatan,operator,KEC,ya
		kel,Operator Kelurahan,operator,KEL,ya
		din,Operator Dinas,operator,DIN,ya
		mati,Sudah Pindah,operator,DIN,tidak
	USERS
	for table in opd pengguna; do
		as boss import "$table" "$work/$table.csv"
		[ "$status" -eq 0 ] || bad "import $table: $(cat "$work/err")"
	done
}

# A whole innovation, ready for submit: complete USER UNIT NAME; its id is in $id.
complete() {
	ok "$1" new inovasi opd="$2" nama="$3" tahapan=penerapan inisiator=asn nama_inisiator=Tim jenis=digital \
		bentuk=pelayanan_publik asal=baru urusan=kesehatan uji_coba=2024-01-15 penerapan=2024-06-01 \
		rancang_bangun="$(words 300)" tujuan=t manfaat=m hasil=h \
		16=2 16.tautan=https://a.id/16 17=1 17.tautan=https://a.id/17 32=1 32.tautan=https://a.id/32 \
		33=3 33.basis=b 33.tautan=https://a.id/33 35=2 35.tautan=https://a.id/35
	id=$(cat "$work/out")
}

# six_innovations NAME: a store of that name with six innovations whose totals were worked out by hand.
# A: DIN, terverifikasi, layak. Answers with evidence: 16=2 (6) accepted, 17=1 (2) accepted, 32=1 (2), 33=3 (9) accepted,
#    35=2 (8) refused; 18=3 without evidence counts nothing. Claim 27, verified 17.
# B: DIN, draf: 16=1 (3), 31=2 (6). Claim 9.
# C: KEC, dilaporkan, words too few: not layak, so not verified. 16=3 (9) accepted. Claim 9.
# D: KEL, ide; E: KEL, arsip: in no set. F: KEC, diajukan, nothing answered. Claim 0.
six_innovations() {
	new_store "$1"
	rancang=$(words 300)
	cat >"$work/inovasi.csv" <<-CSV
		id,opd,nama,status,urusan,penerapan,pengembangan,rancang_bangun,16,16.tautan,16.verifikasi,17,17.tautan,17.verifikasi,18,31,31.tautan,32,32.tautan,33,33.basis,33.tautan,33.verifikasi,35,35.tautan,35.verifikasi
		A,DIN,Alfa,terverifikasi,kesehatan,2023-05-01,2024-02-01,$rancang,2,u,diterima,1,u,diterima,3,,,1,u,3,a,u,diterima,2,u,ditolak
		B,DIN,b,draf,pendidikan,,,,1,u,,,,,,2,u,,,,,,,,,
		C,KEC,c,dilaporkan,sosial,2024-05-01,,pendek,3,u,diterima,,,,,,,,,,,,,,,
		D,KEL,d,ide,pupr,,,,3,u,,,,,,,,,,,,,,,,
		E,KEL,e,arsip,perumahan,,,,3,u,,,,,,,,,,,,,,,,
		F,KEC,f,diajukan,,,,,,,,,,,,,,,,,,,,,,
	CSV
	ok boss import inovasi "$work/inovasi.csv"
}

# An innovation of each of three units, entered by its own operator: $kec, $kel, $din.
one_of_each_unit() {
	ok op new inovasi opd=KEC nama="Milik kecamatan"
	kec=$(cat "$work/out")
	ok kel new inovasi opd=KEL nama="Milik kelurahan"
	kel=$(cat "$work/out")
	ok din new inovasi opd=DIN nama="Milik dinas"
	din=$(cat "$work/out")
}
