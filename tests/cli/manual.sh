# manual.sh: the manual as it is built: sound, complete, and true to what the program knows.
theme=manual
new_store manual
pages="$(dirname "$SIKO")/man"
source="$top/src/model"

said="mandoc"
(cd "$pages" && mandoc -T lint -- *) >"$work/lint" 2>&1
[ ! -s "$work/lint" ] && good || bad "mandoc -T lint: $(head -5 "$work/lint")"
[ "$(ls "$pages" | tr '\n' ' ')" = "siko-layar.5 siko-tombol.5 siko.1 " ] && good || bad "pages: $(ls "$pages")"
grep -q '^@' "$pages"/* && bad "a page was not filled in: $(grep -l '^@' "$pages"/*)" || good

# siko(1) names every command and every option that the program's own help names.
ok boss --help
for word in $(sed -n '/^Perintah:/,/^Status/s/^  \([a-z][a-z-]*\).*/\1/p' "$work/out"); do
	grep -q "Cm $word\b" "$pages/siko.1" && good || bad "siko.1 lacks the command $word"
done
for option in $(grep -o -e '--[a-z][a-z-]*' "$work/out" | sort -u | cut -c3-); do
	grep -q "Fl Fl $option\b" "$pages/siko.1" && good || bad "siko.1 lacks --$option"
done

# Every binding, and every section, is in siko-tombol(5); an action without a key is named there too.
ok boss keys
while read -r word equals keys; do
	case $word in
	'') continue ;;
	\[*) grep -qF "$word\\&" "$pages/siko-tombol.5" && good || bad "siko-tombol.5 lacks the section $word" ;;
	*) grep -q "^\.It Cm $word = Ic \\\\*&*${keys%%[ ?]*}" "$pages/siko-tombol.5" && good ||
		bad "siko-tombol.5 lacks $word = $keys" ;;
	esac
done <"$work/out"
for word in $(awk -F '"' '/^\tX\(/ { print $2 }' "$top/src/ui/action.h"); do
	grep -q "^\.It Cm $word\( =.*\)*$" "$pages/siko-tombol.5" && good || bad "siko-tombol.5 lacks $word"
done
for keys in F1 Ctrl-S Shift-Tab; do
	grep -q "^\.It .*Ic $keys\b" "$pages/siko.1" && good || bad "siko.1 lacks the key $keys"
done

# siko-layar(5): what the readers compare with is described there ("id" is only refused as a key).
sed -n -e 's/.*strn*cmp([a-z>-]*, "\([a-z0-9-]*\) *"[,)].*/\1/p' "$source"/definition_form.c "$source"/definition_list.c \
	"$source"/definition_rules.c "$source"/definition_sheet.c | sort -u | grep -vx -e id -e ya -e tidak -e yes -e no >"$work/known"
grep -o '{"[a-z]*", FIELD_' "$source/definition_form.c" | cut -d '"' -f 2 >>"$work/known"
[ "$(wc -l <"$work/known")" -gt 50 ] && good || bad "only $(wc -l <"$work/known") words found in the readers"
while read -r word; do
	[ "$word" != level ] || word=level1
	grep -q -e "^\.It Cm \[*$word\(=.*\| .*\|\]\)*$" -e "^\.Ss Bagian \[$word\b" -e "Cm $word$" "$pages/siko-layar.5" &&
		good || bad "siko-layar.5 does not describe '$word', which a reader accepts"
done <"$work/known"

# try FILE SECTION LINE: what the reader says of the built-in FILE with that at its end.
try() {
	rm -rf "$work/layar"
	mkdir -p "$work/layar/iid-2026"
	{
		cat "$top/screens/$1"
		printf '\n%s\n%s\n' "$2" "$3"
	} >"$work/layar/$1"
	as boss screens check "$work/layar"
}

# described FILE SECTION BEFORE WORD: a reader accepts the word, and one like it is refused.
described() {
	try "$1" "$2" "$3$4"
	if grep -q -e 'tidak dikenal' -e 'bukan bilangan seperti' "$work/err"; then
		bad "siko-layar.5 describes '$4' but: $(cat "$work/err")"
	else
		good
	fi
	case $4 in
	\[*) try "$1" "$2" "[x${4#[}" ;;
	*) try "$1" "$2" "$3x$4" ;;
	esac
	grep -q -e 'tidak dikenal' -e 'bukan bilangan seperti' "$work/err" && good || bad "'x$4' is accepted in $1"
}

# … and what is described there, the readers accept: one line a word, as the page writes it.
awk '/^\.Ss / { section = $0; sub(/^\.Ss (Bagian )?/, "", section); gsub(/[][\\&]/, "", section) }
	/^\.It Cm / {
		word = substr($0, 8)
		gsub(/ Ns Cm \\&/, "", word)
		gsub(/ Ns (Ar|Cm) /, "", word)
		gsub(/ Ar /, " ", word)
		print section "|" word
	}' "$pages/siko-layar.5" >"$work/described"
[ "$(wc -l <"$work/described")" -gt 50 ] && good || bad "only $(wc -l <"$work/described") words described"
while IFS='|' read -r section word; do
	entry="${word%%=*} = ${word#*=}"
	case $section in
	formulir) described opd.form '' '' "$word" ;;
	'Jenis isian') described opd.form '[page Uji]' 'uji = ' "$word \"Uji\"" ;;
	'Sifat isian') described opd.form '[page Uji]' 'uji = text "Uji" ' "$word" ;;
	'indicator KODE') described iid-2026/innovation.sheet '[indicator 99]' '' "$entry" ;;
	'basis KODE HURUF') described iid-2026/innovation.sheet '[basis 16 z]' '' "$entry" ;;
	sheet | checksum) described iid-2026/innovation.sheet "[$section]" '' "$entry" ;;
	list) described opd.list '[list]' '' "$entry" ;;
	columns) described opd.list '[columns]' 'uji = "Uji" ' "$word" ;;
	menu) described home.menu '[menu]' 'layar-unit = "Unit" ' "$word" ;;
	*) described iid-2026/index.rules "[$section]" '' "$entry" ;;
	esac
done <"$work/described"
