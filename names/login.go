package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shuangsuiji/inspection/law"
)

// longestLogin is in characters.
const longestLogin = 64

// FoldLogin is a login as it is looked up: compatibility forms are made plain (NFKC),
// capitals small, blanks at its ends cut off.
func FoldLogin(typed string) string {
	return strings.ToLower(strings.TrimSpace(norm.NFKC.String(typed)))
}

// Login is the one form in which a login is kept: small letters a to z, digits,
// Chinese characters, and . _ - between them. There is no Cyrillic а, no full width ａ and
// nothing unseen in it, so that one login has one spelling. Anything else is
// login_invalid.
func Login(typed string) (string, error) {
	login := FoldLogin(typed)
	n := 0
	for i, r := range login {
		if n++; n > longestLogin || !inLogin(r) && (i == 0 || !strings.ContainsRune("._-", r)) {
			n = 0
			break
		}
	}
	if n == 0 {
		return "", law.Errorf(law.KindInvalid, "login_invalid", "用户名由小写字母、数字、汉字组成，中间可以用“.”“_”“-”，不超过%d个字符，不能有空格和其他文字。", longestLogin)
	}
	return login, nil
}

func inLogin(r rune) bool {
	return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || unicode.Is(unicode.Unified_Ideograph, r)
}

// LookAlike reports whether a person may take the one login for the other: they
// are the same but for what looks the same in most fonts.
func LookAlike(a, b string) bool { return lookOf(a) == lookOf(b) }

var looks = strings.NewReplacer("0", "o", "1", "l", "rn", "m", "vv", "w", ".", "", "_", "", "-", "")

func lookOf(login string) string { return looks.Replace(FoldLogin(login)) }
