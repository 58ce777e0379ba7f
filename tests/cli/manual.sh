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

# described FILE SECTION BEFORE WORD: that stands at the end of the built-in FILE in the one folder, and one like it in the other.
described() {
	for like in baik salah; do
		[ -f "$work/$like/$1" ] || {
			mkdir -p "$work/$like/iid-2026"
			cp "$top/screens/$1" "$work/$like/$1"
			echo >>"$work/$like/$1"
		}
		[ "$2" = "$before" ] || printf '\n%s\n' "$2" >>"$work/$like/$1"
	done
	before=$2
	printf '%s\n' "$3$4" >>"$work/baik/$1"
	case $4 in
	\[*) printf '%s\n' "[x${4#[}" >>"$work/salah/$1" ;;
	*) printf '%s\n' "$3x$4" >>"$work/salah/$1" ;;
	esac
}

# … and what is described there, the readers accept, and nothing like it: one line a word, as the page writes it.
awk '/^\.Ss / { section = $0; sub(/^\.Ss (Bagian )?/, "", section); gsub(/[][\\&]/, "", section) }
	/^\.It Cm / {
		word = substr($0, 8)
		gsub(/ Ns Cm \\&/, "", word)
		gsub(/ Ns (Ar|Cm) /, "", word)
		gsub(/ Ar /, " ", word)
		print section "|" word
	}' "$pages/siko-layar.5" >"$work/described"
[ "$(wc -l <"$work/described")" -gt 50 ] && good || bad "only $(wc -l <"$work/described") words described"
before=
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
unknown='tidak dikenal|bukan bilangan seperti'
as boss screens check "$work/baik"
if grep -E "$unknown" "$work/err" >"$work/refused"; then
	bad "siko-layar.5 describes what a reader refuses: $(cat "$work/refused")"
else
	good
fi
as boss screens check "$work/salah"
[ "$(grep -cE "$unknown" "$work/err")" = "$(wc -l <"$work/described")" ] && good ||
	bad "a word unlike any is accepted: $(wc -l <"$work/described") tried, refused: $(cat "$work/err")"
