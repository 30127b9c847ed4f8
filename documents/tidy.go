package documents

import "strings"

// escapedBreaks are line breaks as xlsx writes them within its texts; programs that
// make a csv of one leave them there.
var escapedBreaks = strings.NewReplacer("_x000D_", "\n", "_x000d_", "\n", "_x000A_", "\n", "_x000a_", "\n")

// breaksDropped is a text in one line, to be shown.
func breaksDropped(s string) string { return strings.Join(strings.FieldsFunc(s, isBreak), "") }

func isBreak(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }
