# gate.sh: a forced command under sshd acts as NAME and names no file.
theme=gate
new_store gate
ok op new inovasi opd=KEC nama="Lewat gerbang"

# through NAME COMMAND
through() {
	said="gate $1: $2"
	SSH_ORIGINAL_COMMAND=$2 "$SIKO" --store "$store" gate "$1" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

through op "list inovasi --format csv"
expect_status 0
out_has "Lewat gerbang"
through op "siko list inovasi --format csv"
expect_status 0
through din "list inovasi --format csv"
out_lacks "Lewat gerbang"
through op "new inovasi opd=KEC 'nama=Dua kata' \"tujuan=a; touch $work/disusupi\""
expect_status 0
value_is inovasi 2026-JB-00002 nama "Dua kata"
value_is inovasi 2026-JB-00002 tujuan "a; touch $work/disusupi"
through op 'show inovasi 2026-JB-00001; touch '"$work"'/disusupi'
[ ! -e "$work/disusupi" ] && good || bad "a shell ran"
through op "-y 2027 index --format json"
expect_status 0
out_has '"tahun":2027'
for refused in "--user boss list pengguna" "-u boss list pengguna" "-uboss list pengguna" "--us boss list pengguna" \
	"--store /tmp/x report" "-C /tmp/x report" "export inovasi -o $work/bocor" "export inovasi -o$work/bocor" \
	"export inovasi --output=$work/bocor" "import inovasi /etc/passwd" "list inovasi -o $work/bocor" \
	"report -o $work/bocor" "index -o $work/bocor" "log -o $work/bocor" "screens check /etc" \
	"keys --keymap /etc/passwd" "--script $work/skrip" "gate boss" "rebuild"; do
	through op "$refused"
	expect_status 1
	[ ! -s "$work/out" ] && good || bad "$said wrote $(head -1 "$work/out")"
done
[ ! -e "$work/bocor" ] && good || bad "a file was written through the gate"
said="gate import -"
printf 'opd,nama\nKEC,Lewat pipa\n' |
	SSH_ORIGINAL_COMMAND="import inovasi -" "$SIKO" --store "$store" gate op >"$work/out" 2>"$work/err" && good ||
	bad "import - through the gate: $(cat "$work/err")"
through tidakada "list inovasi"
expect_status 1
through mati "list inovasi"
expect_status 1
through op "list 'inovasi"
expect_status 2
through op ""
expect_status 2
err_has "siko report"
said="gate"
"$SIKO" --store "$store" gate >"$work/out" 2>"$work/err" </dev/null
status=$?
expect_status 2
"$SIKO" --store "$work/tidak-ada" gate op >"$work/out" 2>"$work/err" </dev/null
status=$?
expect_status 1
