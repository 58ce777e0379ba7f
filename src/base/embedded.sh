#!/bin/sh
# embedded.sh [FILE...]: writes the C source of embedded_files (embedded.h) to standard output.
# screens/NAME is embedded as NAME, src/NAME (src/sample/…) as NAME, anything else under its own path.
# Only what every Debian has (od, sed, wc, sort): the bytes become one literal of octal escapes, which keeps
# every byte as it is and compiles in no time.
set -eu
LC_ALL=C
export LC_ALL

names()
{
	for file; do
		if [ ! -f "$file" ]; then
			echo "$file: no such file to embed" >&2
			return 1
		fi
		case $file in
		*[!A-Za-z0-9._/-]*)
			echo "$file: only letters, digits and . _ - are allowed in the name of an embedded file" >&2
			return 1
			;;
		screens/*) echo "${file#screens/} $file" ;;
		src/*) echo "${file#src/} $file" ;;
		*) echo "$file $file" ;;
		esac
	done
}

list=$(names "$@")
list=$(printf '%s\n' "$list" | sort)
twice=$(printf '%s\n' "$list" | cut -d ' ' -f 1 | uniq -d)
if [ -n "$twice" ]; then
	echo "two files would be embedded under one name: $twice" >&2
	exit 1
fi
# From here on "$@" is the files in the order of their names.
# shellcheck disable=SC2046
set -- $(printf '%s\n' "$list" | cut -d ' ' -f 2)

printf '/* Written by src/base/embedded.sh. */\n#include "base/embedded.h"\n\nstatic const char bytes[] = ""\n'
for file; do
	cat -- "$file"
	printf '\0'
done | od -A n -v -t o1 | sed 's/ /\\/g; s/.*/"&"/'
printf ';\n\nconst struct embedded_file embedded_files[] = {\n'
offset=0
printf '%s\n' "$list" | while read -r name file; do
	[ -n "$file" ] || continue
	size=$(wc -c <"$file")
	printf '\t{"%s", bytes + %d, %d},\n' "$name" "$offset" "$size"
	offset=$((offset + size + 1))
done
printf '\t{"", bytes, 0}, /* not counted */\n};\n\nconst size_t embedded_count = %d;\n' $#
