# messages.sh: what model and app say is said at both doors, so it names no option and no command of one of them. (Whoever runs the
# store itself is told commands: check, rebuild, init, backup.)
theme=messages
said="messages"
grep -nE '"[^"]*(--[a-z]{2}|[` (]siko (list|show|new|set|idea|submit|accept|reject|return|user|evidence)|dengan (set|undo)\b)' \
	"$top"/src/model/*.c "$top"/src/app/*.c "$top"/src/store/history.c "$top"/src/store/evidence.c "$top"/src/store/verdict.c \
	>"$work/out"
[ ! -s "$work/out" ] && good || bad "a sentence for both doors names what only one has: $(cat "$work/out")"

# At this door the next step is in the sentence all the same.
new_store messages
complete op KEC Pesan
ok op submit "$id"
no ver return "$id"
err_has "tulis alasannya"
ok op withdraw "$id"
no op set inovasi "$id" uji_coba=31-13-2024
err_has "misalnya 2025-06-12"
no op set inovasi "$id" opd=TIDAK
err_has "daftar unit"
