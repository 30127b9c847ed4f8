package passwords

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// The shortest words that count as somebody's own, in characters: shorter ones stand in
// many a password by chance.
const (
	shortestChinese = 2
	shortestLatin   = 4
	shortestFigures = 6
)

// ownWord is a word of the owner's of which the password mostly consists: without it
// less is left than a password must have. "" where there is none.
func ownWord(plain string, own []string) string {
	bare := strings.Map(lettersAndDigits, plain)
	for _, text := range own {
		for _, word := range wordsOf(text) {
			if rest := strings.ReplaceAll(bare, word, ""); rest != bare && utf8.RuneCountInString(rest) < Shortest {
				return word
			}
		}
	}
	return ""
}

// wordsOf are the words in a text about its owner: the whole, its parts, and for
// Chinese what is typed for it.
func wordsOf(text string) []string {
	text = plainOf(text)
	parts := strings.FieldsFunc(text, func(r rune) bool { return lettersAndDigits(r) < 0 })
	var words []string
	for _, w := range append(parts, strings.Join(parts, "")) {
		words = append(words, w)
		words = append(words, typedFor(w)...)
	}
	kept := words[:0]
	for _, w := range words {
		if utf8.RuneCountInString(w) >= shortestOf(w) {
			kept = append(kept, w)
		}
	}
	return kept
}

func shortestOf(word string) int {
	switch {
	case strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
		return shortestChinese
	case strings.ContainsFunc(word, unicode.IsLetter):
		return shortestLatin
	}
	return shortestFigures
}

// typedFor is what stands for a Chinese name: the given name alone, and the pinyin of
// both, of the given name also alone and before the family name.
func typedFor(word string) []string {
	syllables := pinyin.LazyPinyin(word, pinyin.NewArgs())
	if len(syllables) < shortestChinese {
		return nil
	}
	given := strings.Join(syllables[1:], "")
	_, size := utf8.DecodeRuneInString(word)
	return []string{word[size:], strings.Join(syllables, ""), given, given + syllables[0]}
}
