package passwords

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the lists
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed kept/common.txt.gz
var packed []byte

//go:embed local.txt
var local string

// common is the set of the commonest passwords. It is unpacked when it is first asked,
// which most programs never do.
var common = sync.OnceValue(func() map[string]struct{} {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("passwords: the list in the binary: %v", err))
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Sprintf("passwords: the list in the binary: %v", err))
	}
	set := make(map[string]struct{}, 50_000)
	for _, list := range []string{string(text), local} {
		for word := range strings.Lines(list) {
			set[strings.TrimSpace(word)] = struct{}{}
		}
	}
	return set
})

// leet is how letters are written to look like something else.
var leet = strings.NewReplacer("@", "a", "4", "a", "3", "e", "0", "o", "$", "s", "5", "s", "1", "i", "7", "t")

// isCommon reports whether the password is common, or common but for figures and signs
// put around it, or for letters written as figures.
func isCommon(plain string) bool {
	around := func(r rune) bool { return !unicode.IsLetter(r) && r != '@' && r != '$' }
	figures := func(r rune) bool { return !unicode.IsLetter(r) }
	for _, core := range []string{plain, strings.TrimFunc(plain, around), strings.TrimFunc(plain, figures), strings.TrimRightFunc(plain, figures)} {
		// What is put around may be a password by itself.
		if utf8.RuneCountInString(plain)-utf8.RuneCountInString(core) >= Shortest {
			continue
		}
		for _, word := range []string{core, leet.Replace(core), strings.Map(lettersAndDigits, core)} {
			if _, is := common()[word]; is {
				return true
			}
		}
	}
	return false
}

// lettersAndDigits drops everything else; for [strings.Map].
func lettersAndDigits(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}
