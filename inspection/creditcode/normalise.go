package creditcode

import (
	"strings"
	"unicode"
)

// The full-width forms of ! to ~ stand at a fixed distance from them.
const (
	fullWidthFirst = '！'
	fullWidthLast  = '～'
	fullWidthShift = fullWidthFirst - '!'
)

// normalise drops blanks and characters without a width, which copying from
// pages and spreadsheets brings along, and turns full-width forms and small
// letters into half-width capitals. Other characters stay for the checks to name.
func normalise(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			return -1
		case fullWidthFirst <= r && r <= fullWidthLast:
			r -= fullWidthShift
		}
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}, s)
}
