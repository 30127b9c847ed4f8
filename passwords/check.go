package passwords

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"shuangsuiji/inspection/law"
)

// Shortest is the length that a password must have, in characters.
const Shortest = 10

// fewestChoices is how many characters of a password must not follow from the one
// before; below, the rest is a run over the alphabet or the keyboard.
const fewestChoices = 6

// Check refuses a password that is easily guessed. own are the words that belong to its
// owner: login, name, department, certificate, address.
//
// Errors: password_too_short, password_too_simple, password_common,
// password_own_words.
func Check(password string, own ...string) error {
	if utf8.RuneCountInString(password) < Shortest {
		return refused("password_too_short", "密码不能少于%d个字符。", Shortest)
	}
	plain := plainOf(password)
	if choices(plain) < fewestChoices || !strings.ContainsFunc(plain, func(r rune) bool { return !unicode.IsDigit(r) }) {
		return refused("password_too_simple", "密码过于简单：不能只有数字，不能由重复或者顺序排列的字符组成。")
	}
	if isCommon(plain) {
		return refused("password_common", "该密码（或者其中主要的部分）属于最常用的密码，容易被猜中，请另换一个。")
	}
	if word := ownWord(plain, own); word != "" {
		return refused("password_own_words", "密码不能主要由本人的用户名、姓名（含拼音）、部门、证件号或者邮箱组成。")
	}
	return nil
}

func refused(code, format string, args ...any) error {
	return law.Errorf(law.KindInvalid, code, format, args...)
}

// plainOf is a password without what makes no difference to who guesses: NFKC, small
// letters.
func plainOf(password string) string { return strings.ToLower(norm.NFKC.String(password)) }

// rows are what a finger runs along.
var rows = []string{"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "!@#$%^&*()_+"}

// choices counts the characters that do not follow from the one before, of what is
// left where the whole is a repetition.
func choices(plain string) int {
	runes := once([]rune(plain))
	n := 0
	for i, r := range runes {
		if i == 0 || !follows(runes[i-1], r) {
			n++
		}
	}
	return n
}

// follows reports whether b is a again, or its neighbour in the alphabet or on the
// keyboard.
func follows(a, b rune) bool {
	if d := a - b; -1 <= d && d <= 1 {
		return true
	}
	for _, row := range rows {
		i, j := strings.IndexRune(row, a), strings.IndexRune(row, b)
		if i >= 0 && j >= 0 && (i-j == 1 || j-i == 1) {
			return true
		}
	}
	return false
}

// once is the part that the text repeats, the text itself where it repeats none. The last
// repetition may be cut short.
func once(text []rune) []rune {
	for period := 1; period <= len(text)/2; period++ {
		same := true
		for i := period; i < len(text) && same; i++ {
			same = text[i] == text[i-period]
		}
		if same {
			return text[:period]
		}
	}
	return text
}
