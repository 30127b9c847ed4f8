package creditcode

import (
	"strings"
	"unicode/utf8"
)

// alphabet holds the characters of GB 32100-2015 in the order of their values, 0
// to 30: without I, O, Z, S and V.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// weights are 3^(i-1) mod 31 for the positions 1 to 17 (GB 32100-2015, by
// the method of GB/T 17710).
var weights = [bodyLength]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// organisationWeights are those of GB 11714 for the eight characters of an
// organisation code.
var organisationWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// valueOf is the character's value, -1 when it is none of the alphabet.
func valueOf(r rune) int { return strings.IndexRune(alphabet, r) }

// checkCharacter computes position 18 from the first 17 characters, which are of
// the alphabet: 31 less the weighted sum mod 31, where 31 is written 0.
func checkCharacter(code string) byte {
	sum := 0
	for i, weight := range weights {
		sum += valueOf(rune(code[i])) * weight
	}
	return alphabet[(31-sum%31)%31]
}

// CheckDigit returns the check character of the first 17 characters of a code,
// a digit or a letter. They are normalised as by [Parse]; the errors are
// [ErrEmpty], [ErrWrongLength] and [ErrIllegalCharacter].
func CheckDigit(first17 string) (byte, error) {
	body := normalise(first17)
	if err := checkBody(body); err != nil {
		return 0, err
	}
	return checkCharacter(body), nil
}

// Complete returns the code that begins with the given 17 characters. It is for
// sample data: a code made by it belongs to nobody, or to somebody else. Errors
// as for [CheckDigit].
func Complete(first17 string) (Code, error) {
	body := normalise(first17)
	if err := checkBody(body); err != nil {
		return "", err
	}
	return Code(body + string(checkCharacter(body))), nil
}

func checkBody(body string) error {
	if body == "" {
		return newError(ErrEmpty, "统一社会信用代码前%d位不能为空", bodyLength)
	}
	if count := utf8.RuneCountInString(body); count != bodyLength {
		return newError(ErrWrongLength, "计算校验码需要统一社会信用代码的前%d位，现为%d位", bodyLength, count)
	}
	return checkCharacters(body)
}

// OrganisationCheckDigit returns the check character of the first eight
// characters of an organisation code (GB 11714, modulus 11): 0 to 9, or X for 10.
// They are normalised as by [Parse] and are of its alphabet, as in every subject
// identifier; the errors are those of [CheckDigit].
func OrganisationCheckDigit(first8 string) (byte, error) {
	body := normalise(first8)
	if body == "" {
		return 0, newError(ErrEmpty, "组织机构代码前8位不能为空")
	}
	if count := utf8.RuneCountInString(body); count != len(organisationWeights) {
		return 0, newError(ErrWrongLength, "计算校验码需要组织机构代码的前8位，现为%d位", count)
	}
	sum, position := 0, 0
	for _, r := range body {
		if valueOf(r) < 0 {
			return 0, atPosition(position+1, newError(ErrIllegalCharacter,
				"组织机构代码第%d位“%s”不是允许的字符", position+1, printable(r)))
		}
		sum += organisationValue(r) * organisationWeights[position]
		position++
	}
	switch digit := 11 - sum%11; digit {
	case 10:
		return 'X', nil
	case 11:
		return '0', nil
	default:
		return byte('0' + digit), nil
	}
}

// organisationValue is the character's value in GB 11714, which counts all 26
// letters from A = 10, also where GB 32100 leaves some out.
func organisationValue(r rune) int {
	if isDigit(r) {
		return int(r - '0')
	}
	return int(r-'A') + 10
}
