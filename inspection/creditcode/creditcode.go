// Package creditcode reads and checks the unified social credit code
// (统一社会信用代码) of legal persons and other organisations, GB 32100-2015
// 法人和其他组织统一社会信用代码编码规则.
//
// A code has 18 characters of the digits and the capital letters without I, O, Z,
// S and V:
//
//	 1      registration department (登记管理部门代码)
//	 2      kind of organisation (机构类别代码)
//	 3–8    administrative division of the registration authority, digits (登记管理机关行政区划码)
//	 9–17   subject identifier, which is the organisation code of GB 11714 (主体标识码)
//	18      check character, modulus 31 (校验码)
//
// [Parse] checks the length, the characters, the division's being digits, and the
// check character: what the standard lays down for the code as a whole. It does
// not refuse
//
//   - by the first two characters: their tables have been amended since 2015 and
//     new registration departments were added;
//   - by the organisation code's own check character (position 17, modulus 11 of
//     GB 11714). It was given with the organisation code, not with this one, and
//     whoever enters a code as the licence states it must be able to do so.
//     [Code.OrganisationCodeConsistent] tells whether it agrees, for a warning.
//
// A code that passes is well formed. Whether it was ever given to anybody, and to
// whom, only the registration authority can say.
package creditcode

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Code is a unified social credit code in its normal form: 18 half-width
// characters, letters in capitals. One made by [Parse] or [Complete] is well
// formed; a Code converted from other text may be anything.
type Code string

const (
	length         = 18
	bodyLength     = length - 1
	registryNumber = 15 // digits of the registration number in use before 2015

	divisionStart = 2
	subjectStart  = 8
	subjectEnd    = 17
)

// Parse reads a code as people enter it: blanks anywhere are dropped, full-width
// characters and small letters become half-width capitals. Nothing else is
// mended. The error is always an [*Error] and matches one of the Err variables.
func Parse(s string) (Code, error) {
	code := normalise(s)
	if err := check(code); err != nil {
		return "", err
	}
	return Code(code), nil
}

func check(code string) error {
	if code == "" {
		return newError(ErrEmpty, "统一社会信用代码不能为空")
	}
	if err := checkLength(code); err != nil {
		return err
	}
	if err := checkCharacters(code); err != nil {
		return err
	}
	if want := checkCharacter(code); code[bodyLength] != want {
		return checkCharacterError(code, want)
	}
	return nil
}

func checkLength(code string) error {
	count := utf8.RuneCountInString(code)
	switch {
	case spreadsheetNumber(code):
		return newError(ErrWrongLength,
			"统一社会信用代码被电子表格转成了科学计数法，末尾数字已丢失，请将该列设为文本格式后按证照重新填写")
	case count == length:
		return nil
	case count == registryNumber && allDigits(code):
		return newError(ErrRegistrationNumber,
			"这是15位的旧工商注册号，不是统一社会信用代码，请换领统一社会信用代码后按营业执照上的18位代码填写")
	}
	return newError(ErrWrongLength, "统一社会信用代码应为%d位，现为%d位", length, count)
}

// checkCharacters looks at a text of whatever length, so that CheckDigit can use
// it on 17.
func checkCharacters(code string) error {
	position := 0
	for _, r := range code {
		position++
		inDivision := divisionStart < position && position <= subjectStart
		switch {
		case valueOf(r) < 0:
			return atPosition(position, newError(ErrIllegalCharacter,
				"统一社会信用代码第%d位“%s”不是允许的字符，只能用数字和大写英文字母，且不使用I、O、Z、S、V%s",
				position, printable(r), lookalike(r)))
		case inDivision && !isDigit(r):
			return atPosition(position, newError(ErrIllegalCharacter,
				"统一社会信用代码第%d位“%s”有误，第3至8位是登记管理机关行政区划码，只能用数字", position, printable(r)))
		}
	}
	return nil
}

func checkCharacterError(code string, want byte) error {
	message := fmt.Sprintf("统一社会信用代码校验码不符：第%d位应为“%c”，现为“%c”，请逐位核对",
		length, want, code[bodyLength])
	// A spreadsheet keeps 15 significant digits of a number.
	if allDigits(code) && strings.HasSuffix(code, "000") {
		message += "；末三位均为0，可能是电子表格将其当作数字处理而丢失了末尾数字，请将该列设为文本格式后重新填写"
	}
	return atPosition(length, &Error{Code: ErrCheckCharacter.Code, Message: message})
}

// lookalike names the character that is usually meant by one that the standard
// leaves out because it is misread for it.
func lookalike(r rune) string {
	meant, found := map[rune]string{'I': "1", 'O': "0", 'Z': "2", 'S': "5", 'V': "U或Y"}[r]
	if !found {
		return ""
	}
	return "，是否为" + meant
}

// printable keeps a character that a message could not show from spoiling it.
func printable(r rune) string {
	if r == unicode.ReplacementChar || !unicode.IsGraphic(r) {
		return fmt.Sprintf("%U", r)
	}
	return string(r)
}

// spreadsheetNumber recognises 9.13301E+17, what a spreadsheet makes of a code
// that happens to be all digits.
func spreadsheetNumber(code string) bool {
	mantissa, exponent, _ := strings.Cut(code, "E+")
	return allDigits(strings.Replace(mantissa, ".", "", 1)) && allDigits(exponent)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func allDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !isDigit(r) }) < 0
}

// String returns the code.
func (c Code) String() string { return string(c) }

// Valid reports whether c is a well-formed code in its normal form.
func (c Code) Valid() bool { return check(string(c)) == nil }

// Division returns the administrative division of the registration authority,
// six digits of GB/T 2260 (positions 3 to 8); "" when c is not 18 bytes long.
// It is where the organisation was registered, not where it does business.
func (c Code) Division() string {
	if len(c) != length {
		return ""
	}
	return string(c[divisionStart:subjectStart])
}

// OrganisationCode returns the organisation code inside (主体标识码, positions 9
// to 17) as GB 11714 writes it, with a hyphen before its check character; ""
// when c is not 18 bytes long.
func (c Code) OrganisationCode() string {
	if len(c) != length {
		return ""
	}
	return string(c[subjectStart:subjectEnd-1]) + "-" + string(c[subjectEnd-1])
}

// OrganisationCodeConsistent reports whether position 17 is the check character
// that GB 11714 computes from positions 9 to 16. False is a reason to look at the
// licence again, not to refuse the code; see the package's explanation.
func (c Code) OrganisationCodeConsistent() bool {
	if len(c) != length {
		return false
	}
	want, err := OrganisationCheckDigit(string(c[subjectStart : subjectEnd-1]))
	return err == nil && c[subjectEnd-1] == want
}
