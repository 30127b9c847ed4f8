package documents

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// breaks is what becomes of line breaks within a column's cells.
type breaks int

const (
	breaksJoin breaks = iota // the column has one line: dropped, told; between two words a blank
	breaksDrop               // as breaksJoin, but nothing has a blank there
	breaksList               // several things below each other: “、” between them, told
	breaksKeep               // the column may have several lines
)

// escapedBreaks are line breaks as xlsx writes them within its texts; programs that
// make a csv of one leave them there.
var escapedBreaks = strings.NewReplacer("_x000D_", "\n", "_x000d_", "\n", "_x000A_", "\n", "_x000a_", "\n")

// lineBreaks makes all that ends a line somewhere into LF.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// breaksDropped is a text in one line, to be shown.
func breaksDropped(s string) string {
	return strings.ReplaceAll(lineBreaks.Replace(escapedBreaks.Replace(s)), "\n", "")
}

// tidied is a cell's text freed of what nobody sees in it, and what is to be told of
// that: a mark between two characters makes a name that looks like another and is
// none.
func tidied(s string, b breaks) (text string, told []string) {
	if plain(s) {
		return s, nil
	}
	text, marks := withoutMarks(s)
	if len(marks) > 0 {
		told = append(told, "看不见的字符（"+strings.Join(marks, "、")+"）已去掉")
	}
	text = lineBreaks.Replace(escapedBreaks.Replace(text))
	if b != breaksKeep && strings.Contains(trim(text), "\n") {
		text = inOneLine(text, b)
		told = append(told, "换行已去掉")
	}
	text, folded, private := commonForms(text)
	told = append(told, folded...)
	if len(told) > 0 {
		told = []string{"中的" + strings.Join(told, "，") + "：“" + visible(s) + "”读作“" + excerpt(trim(text), 60) + "”，请核对"}
	}
	if len(private) > 0 {
		told = append(told, "的“"+excerpt(trim(text), 60)+"”中有自造字或者部首（"+strings.Join(private, "、")+"），在其他电脑上可能显示为别的字，请改用标准字")
	}
	return text, told
}

// plain reports whether a text holds none of it, as nearly all do.
func plain(s string) bool {
	for i, r := range s {
		switch {
		case r >= 0x4E00 && r <= 0x9FFF:
		case r < ' ' && r != '\t', r == '_' && strings.HasPrefix(s[i:], "_x00"), r >= 0x7F && odd(r):
			return false
		}
	}
	return true
}

func odd(r rune) bool {
	return r == 0x85 || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || compatible(r)
}

// compatible reports whether r is the radical of a character, or its form kept for
// an older encoding, in place of the character.
func compatible(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FDF || r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
}

// turnsRound reports whether what follows r is shown from right to left: what somebody
// saw was another text than what is stored.
func turnsRound(r rune) bool { return r == '\u202B' || r == '\u202E' || r == '\u2067' }

// withoutMarks drops the zero-width marks, but for those that make a text read
// backwards; named are those that stood within it.
func withoutMarks(s string) (text string, named []string) {
	within := trim(s)
	text = strings.Map(func(r rune) rune {
		if !unicode.Is(unicode.Cf, r) || turnsRound(r) {
			return r
		}
		if strings.ContainsRune(within, r) {
			named = appendNew(named, point(r))
		}
		return -1
	}, s)
	return text, named
}

// inOneLine joins the lines within a text; the white space around it stays.
func inOneLine(s string, b breaks) string {
	core := trim(s)
	at := strings.Index(s, core)
	between := ""
	var out strings.Builder
	for part := range strings.SplitSeq(core, "\n") {
		part = trim(part)
		if part == "" {
			continue
		}
		if out.Len() > 0 {
			between = ""
			last, _ := utf8.DecodeLastRuneInString(out.String())
			first, _ := utf8.DecodeRuneInString(part)
			switch {
			case b == breaksList && !isListSeparator(last) && !isListSeparator(first):
				between = "、"
			case b == breaksJoin && isWord(last) && isWord(first):
				between = " "
			}
		}
		out.WriteString(between + part)
	}
	return s[:at] + out.String() + s[at+len(core):]
}

// isWord reports whether r is of a word that a blank parts from the next.
func isWord(r rune) bool {
	return r < utf8.RuneSelf && unicode.IsLetter(r)
}

// commonForms puts characters in place of their compatible forms, and names what has
// no common form: characters that somebody made.
func commonForms(s string) (text string, told, private []string) {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Co, r):
			private = appendNew(private, point(r))
		case compatible(r):
			common, size := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
			if common != r && size > 0 {
				told = appendNew(told, fmt.Sprintf("兼容字（%s）已改为通用的“%c”", point(r), common))
				return common
			}
			if unicode.Is(unicode.Radical, r) {
				private = appendNew(private, point(r))
			}
		}
		return r
	}, s)
	return text, told, private
}

func appendNew(names []string, name string) []string {
	for _, n := range names {
		if n == name {
			return names
		}
	}
	return append(names, name)
}

func point(r rune) string { return fmt.Sprintf("U+%04X", r) }

// visible is a text with what nobody sees made visible.
func visible(s string) string {
	s = strings.ReplaceAll(trim(lineBreaks.Replace(escapedBreaks.Replace(s))), "\n", "↵")
	var out strings.Builder
	for _, r := range s {
		if unicode.Is(unicode.Cf, r) {
			out.WriteString("[" + point(r) + "]")
			continue
		}
		out.WriteRune(r)
	}
	return excerpt(out.String(), 60)
}
