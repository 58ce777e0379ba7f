# keys.awk: the bindings as mdoc, for the manual: awk -v by=key|action -f keys.awk action.h keymap.c KEYS
# KEYS is what `siko keys` prints; what an action does and what a section is called come from the program's own tables.
# by=key: for whoever types (siko.1); by=action: for whoever writes a key file (siko-tombol.5); by=none: the actions
# that no key has.

function spoken(key)
{
	if (key ~ /^C-.$/)
		key = toupper(key)
	sub(/^C-/, "Ctrl-", key)
	sub(/^M-/, "Alt-", key)
	sub(/^S-/, "Shift-", key)
	return key
}

# As an argument of a macro: alone, a mark would be taken for punctuation.
function quoted(key)
{
	return key ~ /^[^A-Za-z0-9]/ ? "\\&" key : key
}

function end_list()
{
	if (open)
		print ".El"
	open = 0
}

BEGIN { FS = "\"" }

FILENAME ~ /action\.h$/ {
	if (/^\tX\(/) {
		help[$2] = $6
		order[++actions] = $2
	}
	next
}
FILENAME ~ /keymap\.c$/ {
	if (/^\t\[CONTEXT_/)
		title[$2] = $4
	next
}

{ FS = " " }
by == "none" {
	if (/ = /)
		delete help[$1]
	next
}
/^\[/ {
	end_list()
	context = substr($0, 2, index($0, "]") - 2)
	print ".Ss " title[context] (by == "action" ? " [" context "]\\&" : "")
	print ".Bl -tag -width Ds"
	open = 1
}
/ = / {
	count = split($0, word, / +/)
	line = ""
	for (i = 3; i <= count; i++)
		line = line (i > 3 ? " , " : "") "Ic " quoted(by == "key" ? spoken(word[i]) : word[i])
	if (!(word[1] in help)) {
		print "keys.awk: no help for " word[1] >"/dev/stderr"
		exit 1
	}
	if (by == "key")
		print ".It " line "\n" help[word[1]] "."
	else
		print ".It Cm " word[1] " = " line "\n" help[word[1]] "."
}
END {
	end_list()
	for (i = 1; by == "none" && i <= actions; i++)
		if (order[i] in help)
			print ".It Cm " order[i] "\n" help[order[i]] "."
}
