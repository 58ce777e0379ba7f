# hostile.sh: texts that a terminal, a table or a path would take for something else: refused with a sentence, or shown harmless.
theme=hostile
new_store musuh
esc=$(printf '\033')
c1=$(printf '\302\233')      # U+009B, one byte of ESC [
bidi=$(printf '\342\200\256') # U+202E, right to left from here on
zero=$(printf '\342\200\213') # U+200B, of no width
tag=$(printf '\363\240\201\201') # U+E0041, an invisible letter

# harmless FILE: what would act on a terminal does not stand in it.
harmless() {
	if grep -qF -e "$esc" -e "$c1" -e "$bidi" -e "$zero" -e "$tag" "$work/$1"; then
		bad "$said: $1 would act on a terminal"
	else
		good
	fi
}

# Typed or imported, controls never come in.
ok op new inovasi opd=KEC nama=Biasa
id=$(cat "$work/out")
for text in "satu${esc}[2Jdua" "satu${c1}2Jdua" "$(printf 'satu\rdua')" "$(printf 'satu\007dua')" "$(printf 'rusak\377')"; do
	no op set inovasi "$id" "nama=$text"
	harmless err
	printf 'id,opd,nama\n,KEC,%s\n' "$text" >"$work/musuh.csv"
	no op import inovasi "$work/musuh.csv"
	harmless err
done

# What is hidden is not taken when it is typed, and left out where a file brings it (other programs put it there).
for text in "satu${bidi}dua" "satu${zero}dua" "satu${tag}dua"; do
	no op set inovasi "$id" "nama=$text"
	harmless err
	printf 'id,nama\n%s,%s\n' "$id" "$text" >"$work/musuh.csv"
	as op import inovasi "$work/musuh.csv"
	[ "$status" -le 1 ] && good || bad "$said: status $status"
	for what in out err; do
		harmless $what
	done
done

# Stored all the same, it reaches no terminal.
printf '%s\n' 'key Enter' 'snapshot daftar.txt' 'key e' 'snapshot isian.txt' 'key Esc' 'key h' 'snapshot riwayat.txt' >"$work/layar.script"
(cd "$work" && "$SIKO" --store "$store" --user op --script layar.script --size 24x80) >"$work/out" 2>&1
said="screens with hidden characters"
for shot in daftar isian riwayat; do
	has "$shot.txt" satu
	harmless "$shot.txt"
done
printf '%%PDF-1.4\nsatu\n%%%%EOF\n' >"$work/sk${bidi}.pdf"
as op evidence add "$id" 16 "$work/sk${bidi}.pdf"
harmless err
file=$(cat "$work/out")
for what in "evidence list $id" "list inovasi" "show inovasi $id" "log inovasi $id" "advise $id"; do
	# shellcheck disable=SC2086
	ok op $what
	harmless out
done
if [ -n "$file" ]; then
	ok op evidence remove "$id" 16 "$file"
	harmless out
fi

# 100 kB in one line: too long for a field is a sentence; in a file as well, and it names the line.
long=$(head -c 100000 /dev/zero | tr '\0' x)
no op set inovasi "$id" "nama=$long"
[ "$(wc -c <"$work/err")" -lt 1000 ] && good || bad "a long text is thrown back at the terminal whole"
printf 'opd,nama\nKEC,%s\n' "$long" >"$work/panjang.csv"
no op import inovasi "$work/panjang.csv"
err_has "panjang.csv:2"
printf '{"opd":"KEC","nama":"%s"}' "$long" >"$work/panjang.json"
no op import inovasi "$work/panjang.json"
printf 'key Enter\nkey e\npaste %s\nkey F2\nsnapshot panjang.txt\n' "$long" >"$work/layar.script"
(cd "$work" && "$SIKO" --store "$store" --user op --script layar.script --size 24x80) >"$work/out" 2>&1 && good ||
	bad "a paste of 100 kB: $(head -2 "$work/out")"
ok boss check

# Ids with what parts keys, paths and columns.
for bad_id in 'a/b' '../x' '.' "$(printf 'a\tb')" 'a,b' 'a;b' "a${esc}b" "$(head -c 300 /dev/zero | tr '\0' i)" ''; do
	printf 'id,nama,jenis\n"%s",Unit,dinas\n' "$bad_id" >"$work/id.csv"
	as boss import opd "$work/id.csv"
	case $status in
	0) # then everything must be able to live with it
		ok boss show opd "$bad_id"
		harmless out
		ok boss check
		;;
	1) [ -s "$work/err" ] && good || bad "an id is refused without a sentence" ;;
	*) bad "id '$bad_id': status $status" ;;
	esac
done
[ -z "$(find "$work" -name 'x*' -newer "$work/id.csv")" ] && good || bad "an id became a path"

# A tree of units that bites its tail: on import, by hand, over several steps.
printf 'id,nama,jenis,induk\nP1,Satu,dinas,P3\nP2,Dua,dinas,P1\nP3,Tiga,dinas,P2\n' >"$work/lingkar.csv"
no boss import opd "$work/lingkar.csv"
printf 'id,nama,jenis,induk\nP1,Satu,dinas,\nP2,Dua,dinas,P1\nP3,Tiga,dinas,P2\n' >"$work/pohon.csv"
ok boss import opd "$work/pohon.csv"
no boss set opd P1 induk=P3
no boss set opd P1 induk=P1
no op set opd P2 induk=P2
ok boss report
ok boss check
