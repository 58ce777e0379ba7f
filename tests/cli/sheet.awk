# sheet.awk: a sheet of a workbook (its XML) as CSV as siko writes it: unzip -p FILE xl/worksheets/sheet1.xml | awk -f sheet.awk
# Knows what a reader must know: cells name their place, blank ones are not there, texts are inline and escaped.
# With types=1 a text is preceded by t: and a number by n:.
BEGIN { RS = "<c "; row = 0 }

function cell(text) {
	if (text ~ /^'*[=+@-]/ && text !~ /^n:/ && kind == "t")
		text = "'" text
	if (text ~ /[",\r\n]/) {
		gsub(/"/, "\"\"", text)
		text = "\"" text "\""
	}
	return text
}

function fill(to) {
	while (at < to) {
		printf "%s", (at ? "," : "")
		at++
	}
}

function place(letters,    n, i) {
	n = 0
	for (i = 1; i <= length(letters); i++)
		n = n * 26 + index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", substr(letters, i, 1))
	return n
}

function end_row() {
	if (!row)
		return
	if (width < at)
		width = at
	fill(width)
	printf "\r\n"
}

NR > 1 {
	match($0, /r="[A-Z]+/)
	column = place(substr($0, RSTART + 3, RLENGTH - 3))
	match($0, /r="[A-Z]+[0-9]+"/)
	number = substr($0, RSTART, RLENGTH)
	gsub(/[^0-9]/, "", number)
	if (number != row) {
		end_row()
		row = number
		at = 0
	}
	kind = /t="inlineStr"/ ? "t" : "n"
	if (kind == "t")
		match($0, /<t[^>]*>/)
	else
		match($0, /<v>/)
	text = substr($0, RSTART + RLENGTH)
	sub(kind == "t" ? "</t>.*" : "</v>.*", "", text)
	gsub(/&lt;/, "<", text)
	gsub(/&gt;/, ">", text)
	gsub(/&quot;/, "\"", text)
	gsub(/&amp;/, "\\&", text)
	gsub(/_x005F_/, "_", text)
	fill(column - 1)
	printf "%s%s%s", (at ? "," : ""), (types ? kind ":" : ""), cell(text)
	at++
}

END { end_row() }
