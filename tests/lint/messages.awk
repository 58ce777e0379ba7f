# messages.awk: every sentence that siko may say, with the place that says it: FILE:LINE<tab>SENTENCE.
# A sentence is the texts inside a call of one of the functions that make them.
FNR == 1 { collecting = 0 }
{
	line = $0
	if (!collecting && match(line, /(^|[^a-z_])(error_set|error_wrap|frame_say|faults_add|cli_fail|cli_wrong|damage_add|fault_add|refuse|judge_refuse|say[a-z_]*|judge_faults_add|fault_here|fault|ini_fault|rows_fault|lmdb_error|list_view_empty|ask_line|ask_choice|ask_confirm)\(/)) {
		collecting = 1
		text = ""
		where = FILENAME ":" FNR
		line = substr(line, RSTART)
	}
	if (!collecting)
		next
	rest = line
	while (match(rest, /"([^"\\]|\\.)*"/)) {
		text = text substr(rest, RSTART + 1, RLENGTH - 2)
		rest = substr(rest, RSTART + RLENGTH)
	}
	if (rest ~ /;[ \t]*$/ || rest ~ /\{[ \t]*$/) {
		if (text ~ / .* /)
			print where "\t" text
		collecting = 0
	}
}
