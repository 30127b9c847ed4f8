// Package citizenid reads and checks the citizen's number (公民身份号码, GB 11643-1999):
// six digits of the division, eight of the day of birth, three in a row, and a check
// character, modulus 11 (ISO 7064, MOD 11-2). A number that passes is well formed;
// whose it is only the police can say.
package citizenid

import (
	"strings"
	"time"

	"shuangsuiji/inspection/law"
)

const (
	length     = 18
	birthStart = 6
	birthEnd   = 14
	// shown are the characters at the beginning and at the end that stand in a masked
	// number: the division down to the city, and the last two.
	shownFirst, shownLast = 4, 2
)

// weights are 2^(18-i) mod 11 for the positions 1 to 17.
var weights = [length - 1]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// checks are the check characters by the weighted sum mod 11.
const checks = "10X98765432"

// plain is the full-width character's ordinary form.
func plain(r rune) rune {
	const first, last, apart = '！', '～', '！' - '!'
	if r >= first && r <= last {
		return r - apart
	}
	return r
}

// Parse reads a number as people enter it: blanks are dropped, full-width characters and
// a small x become plain. The message does not repeat the number.
//
// Errors: citizen_number_invalid.
func Parse(typed string) (string, error) {
	number := strings.ToUpper(strings.Join(strings.Fields(strings.Map(plain, typed)), ""))
	refuse := func(why string) (string, error) {
		return "", law.Errorf(law.KindInvalid, "citizen_number_invalid", "公民身份号码%s，请按证件逐位核对。", why)
	}
	if len(number) != length || strings.Trim(number[:length-1], "0123456789") != "" {
		return refuse("应为18位，前17位为数字")
	}
	if _, err := time.Parse("20060102", number[birthStart:birthEnd]); err != nil {
		return refuse("第7至14位不是出生日期")
	}
	sum := 0
	for i, w := range weights {
		sum += int(number[i]-'0') * w
	}
	if number[length-1] != checks[sum%len(checks)] {
		return refuse("的校验码不符")
	}
	return number, nil
}

// Masked is the number of an identity document as those see it who need not know it.
func Masked(number string) string {
	if len(number) <= shownFirst+shownLast {
		return strings.Repeat("*", len(number))
	}
	return number[:shownFirst] + strings.Repeat("*", len(number)-shownFirst-shownLast) + number[len(number)-shownLast:]
}
