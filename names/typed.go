package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Typed is a name as somebody typed it, in the form in which it is kept: composed
// (NFC), without blanks at its ends, with single blanks within. Characters that are not
// seen or that turn others round (U+200B, U+202E), control characters and what is no
// UTF-8 are refused: with them two names look alike that are not, or one looks like
// another. An empty name is for the caller to judge.
func Typed(typed string) (name string, ok bool) {
	if !utf8.ValidString(typed) {
		return "", false
	}
	name = strings.Join(strings.FieldsFunc(norm.NFC.String(typed), func(r rune) bool { return r == ' ' || r == '\u3000' }), " ")
	for _, r := range name {
		if !unicode.IsGraphic(r) || unicode.Is(unicode.Zs, r) && r != ' ' || blank[r] {
			return "", false
		}
	}
	return name, true
}

// blank are letters that show nothing (Hangul fillers, the blank braille pattern).
var blank = map[rune]bool{'\u115F': true, '\u1160': true, '\u3164': true, '\uFFA0': true, '\u2800': true}
