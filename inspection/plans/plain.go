package plans

import "strings"

// plain writes full-width letters, digits and signs, as a Chinese input method gives
// them, as ordinary ones.
func plain(s string) string {
	const first, last, apart = '！', '～', '！' - '!'
	return strings.Map(func(r rune) rune {
		switch {
		case r >= first && r <= last:
			return r - apart
		case r == '﹪': // the small form
			return '%'
		case r == '　':
			return ' '
		}
		return r
	}, s)
}
