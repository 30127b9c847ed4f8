package names

import (
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"

	"shuangsuiji/inspection/law"
)

// keyParts stands between the parts of a search key. It is white space, which no folded
// text has: nothing is found across two parts.
const keyParts = "\n"

// SearchKey is what is looked through for a thing: its name and its codes folded, the
// name's pinyin and its initials. Where a name or this function changes, a kept key is
// stale.
func SearchKey(name string, codes ...string) string {
	folded := foldSearch(name)
	parts := make([]string, 1, len(codes)+3)
	parts[0] = folded
	for _, c := range codes {
		parts = append(parts, foldSearch(c))
	}
	if full, initials := pinyinOf(folded); full != "" {
		parts = append(parts, full, initials)
	}
	return strings.Join(parts, keyParts)
}

// Sought is a text folded for looking it up in search keys, "" where nothing was typed.
type Sought string

// Seek folds what somebody looks for. Less than a Chinese character or two letters or
// figures would find nearly everything, and is search_too_short.
func Seek(typed string) (Sought, error) {
	if strings.TrimSpace(typed) == "" {
		return "", nil
	}
	folded := foldSearch(typed)
	weight := 0
	for _, r := range folded {
		switch {
		case unicode.Is(unicode.Han, r):
			weight += 2
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			weight++
		}
	}
	if weight < 2 {
		return "", law.Errorf(law.KindInvalid, "search_too_short", "查找的内容太短，请至少输入一个汉字，或者两个字母、数字。")
	}
	return Sought(folded), nil
}

// In reports whether the key has what was sought; that nothing was sought narrows
// nothing.
func (s Sought) In(key string) bool { return strings.Contains(key, string(s)) }

// foldSearch makes alike what people take for the same: compatibility forms (width, Kangxi
// radicals), capitals, kinds of brackets, middle dots and dashes. White space, accents and
// what is not seen is left out; decomposed (NFKD, not NFKC), what is left can't join to
// something else, so that folding twice changes nothing.
func foldSearch(text string) string {
	return strings.Map(foldRune, norm.NFKD.String(strings.ToLower(norm.NFKD.String(text))))
}

func foldRune(r rune) rune {
	switch r {
	case '【', '〔', '〖', '[', '{':
		return '('
	case '】', '〕', '〗', ']', '}':
		return ')'
	case '•', '‧', '・', '∙', '⋅':
		return '·'
	case '‐', '‒', '–', '—', '―', '−':
		return '-'
	}
	if blank[r] || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Mn) {
		return -1
	}
	return r
}

// syllables is the most frequent reading of each character. It is made once: the library
// reads its table anew for every character, which with a million names takes half a minute.
var syllables = sync.OnceValue(func() map[rune]string {
	args := pinyin.NewArgs()
	of := make(map[rune]string, len(pinyin.PinyinDict))
	for r := range pinyin.PinyinDict {
		if readings := pinyin.SinglePinyin(rune(r), args); len(readings) > 0 {
			of[rune(r)] = readings[0]
		}
	}
	return of
})

// pinyinOf is the pinyin of a folded name and its initials, with the name's own letters and
// figures between them, "" where it has no Chinese character.
func pinyinOf(folded string) (full, initials string) {
	var all, first strings.Builder
	chinese, readings := false, syllables()
	for _, r := range folded {
		if syllable := readings[r]; syllable != "" {
			chinese = true
			all.WriteString(syllable)
			first.WriteByte(syllable[0])
		} else if unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsDigit(r) {
			all.WriteRune(r)
			first.WriteRune(r)
		}
	}
	if !chinese {
		return "", ""
	}
	return all.String(), first.String()
}
