# evidence.sh: files that prove answers: what is taken, what it changes at once, who may, what comes out again.
theme=evidence
new_store evidence

printf '%%PDF-1.4\nsatu\n%%%%EOF\n' >"$work/sk.pdf"
printf '%%PDF-1.4\ndua\n%%%%EOF\n' >"$work/sk dua.pdf"
printf '\377\330\377\340foto' >"$work/foto.jpg"
printf '\211PNG\r\n\032\nlayar' >"$work/layar.png"
printf '\0\0\0\030ftypmp42\0\0\0\0mp42isomfilm' >"$work/film.mp4"
printf '\0\0\0\024ftypqt  \0\0\0\0qt  film' >"$work/film.mov"
printf 'bukan pdf' >"$work/palsu.pdf"
: >"$work/kosong.pdf"

hash_of() {
	b2sum -l 256 "$1" | cut -d' ' -f1
}

# sends USER FILE ARGUMENTS…: the file on standard input.
sends() {
	user=$1
	sent=$2
	shift 2
	said="$user: siko $* <$sent"
	"$SIKO" --store "$store" --user "$user" "$@" >"$work/out" 2>"$work/err" <"$sent"
	status=$?
}

sk=$(hash_of "$work/sk.pdf")
ok op new inovasi opd=KEC nama=Berbukti 16=3 19=2 35=1
id=$(cat "$work/out")

# The hash alone on a line; the bytes in the folder under it, for the owner's eyes only.
ok op evidence add "$id" 16 "$work/sk.pdf"
out_is "$sk"
stored="$store/bukti/$(echo "$sk" | cut -c1-2)/$sk"
same "$work/sk.pdf" "$stored" "the stored file"
[ "$(stat -c %a "$stored")" = 600 ] && [ "$(stat -c %a "$store/bukti")" = 700 ] && good || bad "bukti/ is open to others"
[ -z "$(find "$store/bukti" -name 'baru.*')" ] && good || bad "a temporary file was left"
value_is inovasi "$id" "16.berkas.$sk" sk.pdf
ok boss export inovasi
out_lacks berkas

# Several on one answer, none over another; by path, by pipe, with a name of its own.
ok op evidence add "$id" 16 "$work/sk dua.pdf"
sends op "$work/sk.pdf" evidence add "$id" 18 -
expect_status 0
out_is "$sk"
value_is inovasi "$id" "18.berkas.$sk" berkas.pdf
sends op "$work/sk.pdf" evidence add "$id" 20 - --name "Surat Keputusan.pdf"
value_is inovasi "$id" "20.berkas.$sk" "Surat Keputusan.pdf"
ok op evidence list "$id"
out_has "sk dua.pdf"
out_has "$sk"
[ "$(grep -c "$sk" "$work/out")" = 3 ] && good || bad "list: $(cat "$work/out")"
ok op show inovasi "$id"
out_has "sk dua.pdf"

# The same file again changes nothing, and says so.
snapshot before
before=$(wc -c <"$store/jurnal.jsonl")
ok op evidence add "$id" 16 "$work/sk.pdf" --name lain.pdf
out_is "$sk"
err_has "sudah ada"
[ "$(wc -c <"$store/jurnal.jsonl")" = "$before" ] && good || bad "the same file was committed again"

# By content, never by name; the sentence names what is asked for and offers the link.
for type in foto.jpg layar.png; do
	ok op evidence add "$id" 19 "$work/$type"
	unchanged op evidence add "$id" 16 "$work/$type"
	err_has "meminta pdf"
	err_has tautan
done
for type in film.mp4 film.mov; do
	ok op evidence add "$id" 35 "$work/$type"
	unchanged op evidence add "$id" 19 "$work/$type"
done
unchanged op evidence add "$id" 16 "$work/palsu.pdf"
unchanged op evidence add "$id" 16 "$work/kosong.pdf"
err_has kosong
unchanged op evidence add "$id" 35 "$work/sk.pdf"

# 10 MB, film 100 MB: exactly as much is taken, a byte more is not.
large() {
	printf "$1" >"$work/besar"
	truncate -s "$2" "$work/besar"
}
large '%%PDF-1.4\n' 10485760
ok op evidence add "$id" 17 "$work/besar"
large '%%PDF-1.4\n' 10485761
unchanged op evidence add "$id" 18 "$work/besar"
err_has "10 MB"
err_has "18.tautan"
large '\0\0\0\030ftypmp42' 10485761
ok op evidence add "$id" 35 "$work/besar"
large '\0\0\0\030ftypmp42' 104857601
unchanged op evidence add "$id" 35 "$work/besar"
err_has "100 MB"
rm "$work/besar"
[ -z "$(find "$store/bukti" -name 'baru.*')" ] && good || bad "a refused file left a temporary one"

# Names are names, no paths.
for name in ../x a/b . .. "" "$(printf 'a\nb')" "$(printf 'a\377')" "$(words 80)"; do
	unchanged op evidence add "$id" 21 "$work/sk.pdf" --name "$name"
	err_has "nama berkas"
done
unchanged op evidence add "$id" 21 "$work"
err_has folder
unchanged op evidence add "$id" 21 "$work/tidak-ada.pdf"
err_has "tidak ada"
# One that cannot be read: not allowed to whom is not root, and one whose bytes fail to come for whom is.
cp "$work/sk.pdf" "$work/tertutup.pdf"
chmod 0 "$work/tertutup.pdf"
if [ -r "$work/tertutup.pdf" ]; then
	unreadable=/proc/self/mem
else
	unreadable=$work/tertutup.pdf
fi
unchanged op evidence add "$id" 21 "$unreadable"
err_has "tidak dapat di"
unchanged op evidence add "$id" 99 "$work/sk.pdf"
unchanged op evidence add "$id" "16.berkas" "$work/sk.pdf"
unchanged op evidence add 2026-JB-09999 16 "$work/sk.pdf"
wrong op evidence
wrong op evidence tambah
wrong op evidence add "$id" 16
wrong op evidence remove "$id" 16
wrong op evidence get "$id"
wrong op evidence list

# Out again: whole, or not at all.
ok op evidence get "$id" "$sk" -o "$work/keluar.pdf"
same "$work/sk.pdf" "$work/keluar.pdf" "the file written out"
ok op evidence get "$id" "$(echo "$sk" | cut -c1-8)"
same "$work/sk.pdf" "$work/out" "the file on standard output"
no op evidence get "$id" "$(echo "$sk" | cut -c1-7)" -o "$work/tidak.pdf"
no op evidence get "$id" 0123456789abcdef -o "$work/tidak.pdf"
no din evidence get "$id" "$sk" -o "$work/tidak.pdf"
no din evidence list "$id"
[ ! -e "$work/tidak.pdf" ] && good || bad "a refused get wrote a file"
ok pim evidence get "$id" "$sk" -o "$work/keluar.pdf"

# Rights and the lock are those of edits.
unchanged din evidence add "$id" 22 "$work/sk.pdf"
unchanged pim evidence add "$id" 22 "$work/sk.pdf"
unchanged pim evidence remove "$id" 16 "$sk"
unchanged op set inovasi "$id" "16.berkas.$sk="
unchanged op evidence remove "$id" 17 "$sk"

# Whoever accepts sees this very answer: any change of files waits anew, and who attached does not accept.
complete op KEL Dinilai
ok op submit "$id"
unchanged op evidence add "$id" 16 "$work/sk.pdf"
ok ver accept "$id" 16
value_is inovasi "$id" 16.verifikasi diterima
ok boss evidence add "$id" 16 "$work/sk.pdf"
out_is "$sk"
err_has "jawaban 16 sudah diterima; kini menunggu"
value_is inovasi "$id" 16.verifikasi menunggu
unchanged boss accept "$id" 16
ok ver accept "$id" 16
ok boss evidence remove "$id" 16 "$sk"
err_has "jawaban 16 sudah diterima; kini menunggu"
value_is inovasi "$id" 16.verifikasi menunggu
ok ver reject "$id" 16 --note kabur
ok boss evidence add "$id" 16 "$work/sk.pdf"
value_is inovasi "$id" 16.verifikasi menunggu

# The last evidence gone, the answer counts nothing, at once: 16 = 2 (weight 3), 17 = 1, 32 = 1, 33 = 3, 35 = 2.
claims() {
	ok boss report --opd KEL --format json
	out_has "\"klaim_16\":$1"
}
claims 6
ok boss set inovasi "$id" 16.tautan=
claims 6
ok boss evidence remove "$id" 16 "$sk"
claims 0
unchanged ver accept "$id" 16
ok boss evidence add "$id" 16 "$work/sk.pdf"
claims 6

# The same file under two innovations is told to who may read both.
ok din new inovasi opd=DIN nama="Berkas yang sama" 16=1
twin=$(cat "$work/out")
ok din evidence add "$twin" 16 "$work/sk.pdf" --name salinan.pdf
ok ver evidence list "$twin" --format json
out_has "\"juga_di\":\"2026-JB-00001, $id\""
ok din evidence list "$twin" --format json
out_has '"juga_di":""'

# A year is the region's record.
ok ver evidence add 2026 2a "$work/sk.pdf"
value_is daerah 2026 "2a.berkas.$sk" sk.pdf
ok ver set daerah 2026 2a=2
ok ver evidence list 2026
out_has sk.pdf
unchanged op evidence add 2026 1 "$work/sk.pdf"
unchanged ver evidence add 2026 16 "$work/sk.pdf"
ok ver evidence remove 2026 2a "$sk"

# Through the gate only a pipe.
said="gate evidence"
SSH_ORIGINAL_COMMAND="evidence add $twin 17 - --name lewat.pdf" "$SIKO" --store "$store" gate din <"$work/sk.pdf" \
	>"$work/out" 2>"$work/err"
status=$?
expect_status 0
out_is "$sk"
for refused in "evidence add $twin 18 /etc/passwd" "evidence get $twin $sk -o $work/bocor" \
	"evidence get $twin $sk -o$work/bocor" "evidence list $twin -o $work/bocor"; do
	SSH_ORIGINAL_COMMAND=$refused "$SIKO" --store "$store" gate din >"$work/out" 2>"$work/err" </dev/null
	status=$?
	expect_status 1
done
[ ! -e "$work/bocor" ] && good || bad "a file was written through the gate"
SSH_ORIGINAL_COMMAND="evidence get $twin $sk" "$SIKO" --store "$store" gate din >"$work/out" 2>"$work/err" </dev/null
same "$work/sk.pdf" "$work/out" "the file through the gate"

# A disk that takes no more: a sentence, no temporary file, no commit.
before=$(wc -c <"$store/jurnal.jsonl")
head -c 200000 /dev/zero | tr '\0' x >"$work/isi"
{ printf '%%PDF-1.4\n'; cat "$work/isi"; } >"$work/sedang.pdf"
said="evidence add on a full disk"
(
	ulimit -f 100
	trap '' XFSZ
	"$SIKO" --store "$store" --user din evidence add "$twin" 18 "$work/sedang.pdf"
) >"$work/out" 2>"$work/err"
status=$?
expect_status 1
err_has "tidak dapat ditulis"
[ "$(wc -c <"$store/jurnal.jsonl")" = "$before" ] && [ -z "$(find "$store/bukti" -name 'baru.*')" ] && good ||
	bad "a full disk left something"

# check --evidence: each fault a line of its own.
ok boss check --evidence
ok boss check
wrong boss check --bukti
printf x >>"$stored"
rm "$store/bukti/"*"/$(hash_of "$work/foto.jpg")"
: >"$store/bukti/$(hash_of "$work/layar.png" | cut -c1-2)/$(hash_of "$work/layar.png")"
no boss check --evidence
err_has "foto.jpg"
err_has hilang
err_has "layar.png"
err_has "kosong"
err_has "salinan.pdf"
err_has rusak
[ "$(grep -c bukti "$work/err")" -ge 7 ] && good || bad "check --evidence: $(cat "$work/err")"
ok boss check
no op evidence get 2026-JB-00001 "$sk" -o "$work/rusak.pdf"
[ ! -e "$work/rusak.pdf" ] && good || bad "a damaged file was written out"
ok op evidence list 2026-JB-00001
out_has hilang
# Attached again, it is whole again.
ok op evidence add 2026-JB-00001 16 "$work/sk.pdf"
ok op evidence add 2026-JB-00001 19 "$work/foto.jpg"
ok op evidence add 2026-JB-00001 19 "$work/layar.png"
ok boss check --evidence
ok boss rebuild
ok boss check --evidence
value_is inovasi 2026-JB-00001 "16.berkas.$sk" sk.pdf
