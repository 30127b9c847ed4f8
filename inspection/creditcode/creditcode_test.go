package creditcode

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// known are codes that their owners print on invoices and public pages.
var known = map[string]string{
	"阿里巴巴（中国）网络技术有限公司":  "91330100799655058B",
	"深圳市腾讯计算机系统有限公司":    "9144030071526726XG",
	"华为技术有限公司":          "914403001922038216",
	"北京百度网讯科技有限公司":      "91110000802100433B",
	"小米科技有限责任公司":        "91110108551385082Q",
	"贵州茅台酒股份有限公司":       "9152000071430580XT",
	"中国工商银行股份有限公司":      "91100000100003962T",
	"中国石油化工股份有限公司":      "91110000710926094P",
	"中国移动通信集团有限公司":      "911100007109250324",
	"清华大学（事业单位）":        "12100000400000624D",
	"北京大学（事业单位）":        "12100000400002259P",
	"上海的一家企业，组织机构代码含字母": "91310115MA1K3BTP2B",
}

func TestParseAcceptsKnownCodes(t *testing.T) {
	for name, text := range known {
		code, err := Parse(text)
		require.NoError(t, err, name)
		require.Equal(t, text, code.String(), name)
		require.True(t, code.Valid(), name)
		require.True(t, code.OrganisationCodeConsistent(), name)

		digit, err := CheckDigit(text[:17])
		require.NoError(t, err, name)
		require.Equal(t, text[17], digit, name)
		completed, err := Complete(text[:17])
		require.NoError(t, err, name)
		require.Equal(t, code, completed, name)
		inner, err := OrganisationCheckDigit(text[8:16])
		require.NoError(t, err, name)
		require.Equal(t, text[16], inner, name)
	}
}

func TestParseNormalises(t *testing.T) {
	const want = Code("9144030071526726XG")
	for _, text := range []string{
		"9144030071526726xg",
		"  9144030071526726XG\r\n",
		"\u3000９１４４０３００７１５２６７２６ｘｇ\u00a0",
		"9144 0300 7152 6726 XG",
		"\uFEFF9144030071526726XG\u200b",
	} {
		code, err := Parse(text)
		require.NoError(t, err, "%q", text)
		require.Equal(t, want, code, "%q", text)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct {
		name, text string
		kind       *Error
		position   int
		message    string
	}{
		{"empty", "", ErrEmpty, 0, "不能为空"},
		{"blank", " \u3000\t", ErrEmpty, 0, "不能为空"},
		{"17 characters", "91330100799655058", ErrWrongLength, 0, "应为18位，现为17位"},
		{"19 characters", "91330100799655058BB", ErrWrongLength, 0, "应为18位，现为19位"},
		{"a name in its place", "迁西县人力资源服务有限公司", ErrWrongLength, 0, "现为13位"},
		{"spreadsheet's notation", "9.14403E+17", ErrWrongLength, 0, "科学计数法"},
		{"spreadsheet's notation of 18 characters", "9.144030019220E+17", ErrWrongLength, 0, "科学计数法"},
		{"old registration number", "130227000001234", ErrRegistrationNumber, 0, "请换领统一社会信用代码"},
		{"old registration number, full width", "１３０２２７０００００１２３４", ErrRegistrationNumber, 0, "旧工商注册号"},
		{"15 characters, not all digits", "13022700000123X", ErrWrongLength, 0, "现为15位"},
		{"15 characters, the first no digit", "X30227000001234", ErrWrongLength, 0, "现为15位"},
		{"15 characters, one before the digits", "1302270-0001234", ErrWrongLength, 0, "现为15位"},
		{"15 characters, one behind the digits", "1302270:0001234", ErrWrongLength, 0, "现为15位"},
		{"O for 0", "9133O100799655058B", ErrIllegalCharacter, 5, "第5位“O”不是允许的字符，只能用数字和大写英文字母，且不使用I、O、Z、S、V，是否为0"},
		{"I for 1", "9I330100799655058B", ErrIllegalCharacter, 2, "是否为1"},
		{"Z for 2", "91330100799655058Z", ErrIllegalCharacter, 18, "第18位“Z”"},
		{"hyphen", "91330100-79965505B", ErrIllegalCharacter, 9, "第9位“-”"},
		{"Chinese character", "9133010079965505捌B", ErrIllegalCharacter, 17, "第17位“捌”"},
		{"control character", "9133010079965505\x01B", ErrIllegalCharacter, 17, "第17位“U+0001”"},
		{"not UTF-8", "9133010079965505\xffB", ErrIllegalCharacter, 17, "第17位“U+FFFD”"},
		{"letter in the division", "913A0100799655058B", ErrIllegalCharacter, 4, "行政区划码，只能用数字"},
		{"letter at the division's start", "91A30100799655058B", ErrIllegalCharacter, 3, "第3位“A”有误"},
		{"letter at the division's end", "9133010A799655058B", ErrIllegalCharacter, 8, "第8位“A”有误"},
		{"wrong check character", "91330100799655058C", ErrCheckCharacter, 18, "第18位应为“B”，现为“C”"},
		{"two digits exchanged", "91330100796955058B", ErrCheckCharacter, 18, "校验码不符"},
		{"rounded by a spreadsheet", "914403001922038000", ErrCheckCharacter, 18, "电子表格"},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, err := Parse(test.text)
			require.Empty(t, code)
			require.ErrorIs(t, err, test.kind)
			require.ErrorContains(t, err, test.message)
			var got *Error
			require.ErrorAs(t, err, &got)
			require.Equal(t, test.position, got.Position)
		})
	}
}

// A spreadsheet is blamed only for what it makes: a number in its notation, or
// one of all digits that ends in noughts.
func TestOnlyASpreadsheetsNumberIsCalledOne(t *testing.T) {
	for _, text := range []string{
		"E+17", "9.1.4E+17", "X.14E+17", "9.14E+1X", "9.14403", "9E+1E+7",
		"91330100799655058C", "914403001922038210", "91440300MA1922K000",
	} {
		_, err := Parse(text)
		require.Error(t, err, text)
		require.NotContains(t, err.Error(), "电子表格", text)
	}
}

func TestOnlyALookalikeIsAskedAbout(t *testing.T) {
	_, err := Parse("91330100-79965505B")
	require.ErrorContains(t, err, "第9位“-”")
	require.NotContains(t, err.Error(), "是否为")
}

func TestFullWidthFormsAndSmallLettersAreRead(t *testing.T) {
	require.Equal(t, "!~", normalise("！～"))
	require.Equal(t, "\uFF00｟", normalise("\uFF00｟"), "what stands beside them is left for the message")
	require.Equal(t, "`AZ{", normalise("`az{"))
}

func TestErrorKindsAreDistinct(t *testing.T) {
	kinds := []*Error{ErrEmpty, ErrWrongLength, ErrRegistrationNumber, ErrIllegalCharacter, ErrCheckCharacter}
	for i, a := range kinds {
		for j, b := range kinds {
			require.Equal(t, i == j, errors.Is(a, b), "%s, %s", a.Code, b.Code)
		}
		require.NotErrorIs(t, errors.New(a.Message), a)
		require.NotErrorIs(t, a, errors.New(a.Message))
	}
}

// For one of 31 bodies the sum has no remainder; 31 − 0 is then written 0.
func TestCheckCharacterZero(t *testing.T) {
	zero := 0
	for n := range len(alphabet) {
		code, err := Complete("9113022700000000" + string(alphabet[n]))
		require.NoError(t, err)
		require.True(t, code.Valid())
		if code[17] == '0' {
			zero++
		}
	}
	require.Equal(t, 1, zero)
}

func TestCodesForSampleDataAreRefusedWhenWrong(t *testing.T) {
	for text, kind := range map[string]*Error{
		"":                   ErrEmpty,
		"9133010079965505":   ErrWrongLength,
		"91330100799655058B": ErrWrongLength,
		"9133O100799655058":  ErrIllegalCharacter,
		"913A0100799655058":  ErrIllegalCharacter,
	} {
		_, err := CheckDigit(text)
		require.ErrorIs(t, err, kind, text)
		code, err := Complete(text)
		require.ErrorIs(t, err, kind, text)
		require.Empty(t, code)
	}
	for text, kind := range map[string]*Error{
		"": ErrEmpty, "7996550": ErrWrongLength, "799655058": ErrWrongLength, "7996550O": ErrIllegalCharacter, "七九六五五零五八": ErrIllegalCharacter,
	} {
		_, err := OrganisationCheckDigit(text)
		require.ErrorIs(t, err, kind, text)
	}
}

func TestWhatIsRefusedIsNamed(t *testing.T) {
	_, err := CheckDigit("")
	require.EqualError(t, err, "统一社会信用代码前17位不能为空")
	_, err = CheckDigit("9133010079965505")
	require.EqualError(t, err, "计算校验码需要统一社会信用代码的前17位，现为16位")
	_, err = OrganisationCheckDigit("799655")
	require.EqualError(t, err, "计算校验码需要组织机构代码的前8位，现为6位")
	_, err = OrganisationCheckDigit("79O65505")
	require.EqualError(t, err, "组织机构代码第3位“O”不是允许的字符")
	var got *Error
	require.ErrorAs(t, err, &got)
	require.Equal(t, 3, got.Position)
}

func TestOrganisationCheckDigitOfEveryRemainder(t *testing.T) {
	seen := map[byte]bool{}
	for n := range 11 {
		digit, err := OrganisationCheckDigit("0000000" + string("0123456789A"[n]))
		require.NoError(t, err)
		seen[digit] = true
	}
	require.Len(t, seen, 11)
	require.True(t, seen['X'] && seen['0'])
}

func TestParts(t *testing.T) {
	code := Code("9144030071526726XG")
	require.Equal(t, "440300", code.Division())
	require.Equal(t, "71526726-X", code.OrganisationCode())

	t.Run("an organisation code with another check character is accepted, and told", func(t *testing.T) {
		code, err := Complete("91440300715267261")
		require.NoError(t, err)
		require.True(t, code.Valid())
		require.False(t, code.OrganisationCodeConsistent())
	})

	for _, other := range []Code{"", "9144", "9144030071526726xg", "九一四四零三", "91440300O1526726\x00G"} {
		require.False(t, other.Valid(), other)
		require.False(t, other.OrganisationCodeConsistent(), other)
	}
	require.Empty(t, Code("9144").Division())
	require.Empty(t, Code("9144").OrganisationCode())
}

// codes generates well-formed codes.
func codes() *rapid.Generator[Code] {
	return rapid.Custom(func(t *rapid.T) Code {
		body := rapid.StringMatching(`[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}`).Draw(t, "body")
		code, err := Complete(body)
		require.NoError(t, err)
		return code
	})
}

func TestEveryCompletedCodeParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := codes().Draw(t, "code")
		parsed, err := Parse(strings.ToLower(string(code)))
		require.NoError(t, err)
		require.Equal(t, code, parsed)
	})
}

// The modulus is prime and no weight repeats, which is why the standard's check
// finds these two commonest slips without exception.
func TestEverySlipIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := codes().Draw(t, "code")
		one := []byte(code)
		i := rapid.IntRange(0, length-1).Draw(t, "position")
		one[i] = alphabet[rapid.IntRange(0, len(alphabet)-1).Draw(t, "character")]
		_, err := Parse(string(one))
		require.Equal(t, one[i] != code[i], err != nil, "one character mistyped: %s", one)

		two := []byte(code)
		j := rapid.IntRange(0, bodyLength-1).Draw(t, "other position")
		i = min(i, bodyLength-1)
		two[i], two[j] = two[j], two[i]
		_, err = Parse(string(two))
		require.Equal(t, !slices.Equal(two, []byte(code)), err != nil, "two characters exchanged: %s", two)
	})
}

func FuzzParse(f *testing.F) {
	for _, code := range known {
		f.Add(code)
	}
	for _, text := range []string{"", "130227000001234", "9.13301E+17", "９１４４", "\xff\xfe", "E+", ".E+1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, err := Parse(text)
		if err != nil {
			var got *Error
			require.ErrorAs(t, err, &got)
			require.NotEmpty(t, got.Code)
			require.True(t, utf8.ValidString(got.Message))
			require.Empty(t, code)
			require.False(t, Code(text).Valid())
			return
		}
		again, err := Parse(string(code))
		require.NoError(t, err)
		require.Equal(t, code, again)
		require.Len(t, string(code), length)
		completed, err := Complete(string(code[:bodyLength]))
		require.NoError(t, err)
		require.Equal(t, code, completed)
		require.Len(t, code.OrganisationCode(), 10)
	})
}
