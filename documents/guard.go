package documents

import "strings"

// Spreadsheet programs take a cell that begins with one of these for a formula,
// and csv has no other way to say that it is text. The full-width forms count
// too: Chinese and Japanese versions accept them. LF is among them because some
// programs drop leading white space before they look.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// guard puts an apostrophe before a value that a spreadsheet program would
// compute, and before one that would otherwise read like a guarded value, so that
// unguard gives back every value exactly.
func guard(s string) string {
	if guardable(s) {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if strings.HasPrefix(s, "'") && guardable(s) {
		return s[1:]
	}
	return s
}

// unquoted is the text of a formula that is nothing but a text, by which programs keep
// the zeros of a code from spreadsheet programs: ="0302270012".
func unquoted(s string) string {
	inner, is := strings.CutPrefix(s, `="`)
	if !is {
		return s
	}
	inner, is = strings.CutSuffix(inner, `"`)
	if !is || inner == "" || strings.Contains(inner, `"`) {
		return s
	}
	return inner
}

func guardable(s string) bool {
	s = strings.TrimLeft(s, "'")
	for _, r := range s {
		return strings.ContainsRune(formulaStarts, r)
	}
	return false
}
