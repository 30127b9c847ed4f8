package documents

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// digitRun is what a code or telephone number is that may begin with a zero.
type digitRun int

const (
	digitsFree  digitRun = iota // a number is a number
	digitsCode                  // zeros at either end count
	digitsPhone                 // as digitsCode, but a mobile number has none at its beginning
)

var mobile = regexp.MustCompile(`^1\d{10}$`)

// lostDigits is what is to be told of a code that a cell has as a number.
func (d digitRun) lost(text string) string {
	text = trim(text)
	switch {
	case d == digitsFree, d == digitsPhone && mobile.MatchString(text):
		return ""
	case digitsOnly(text) && text[0] != '0':
		return "的“" + text + "”在文件中是数字，开头的0可能已经丢失，请核对；该列宜设为文本格式"
	case d == digitsCode && strings.Contains(text, ".") && digitsOnly(strings.Replace(text, ".", "", 1)):
		return "的“" + text + "”在文件中是数字，末尾的0可能已经丢失，请核对；该列宜设为文本格式"
	}
	return ""
}

// shownNumber is a number as a cell shows it: 13%, 1,234.5, 0 1/3.
var shownNumber = regexp.MustCompile(`^(-?[\d,]+(?:\.(\d+))?)\s*([%％]?)$|^(?:(\d+)\s+)?(\d+)/(\d+)$`)

// unrounded is the number that is stored where the one shown was rounded; ok is
// whether it was.
func unrounded(shown, stored string) (text string, ok bool) {
	m := shownNumber.FindStringSubmatch(trim(shown))
	is, err := strconv.ParseFloat(stored, 64)
	if m == nil || err != nil {
		return "", false
	}
	if m[6] != "" {
		if fraction, ok := fractionOf(m[4], m[5], m[6]); ok && !near(fraction, is) && math.Abs(fraction-is) < 1/(2*10) {
			return shortest(is), true
		}
		return "", false
	}
	says, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	if err != nil {
		return "", false
	}
	// The sign may be the format's, which shows a hundredfold, or a letter of it.
	values := []float64{is}
	if m[3] != "" {
		values = []float64{is * 100, is}
	}
	half := math.Pow(10, -float64(len(m[2])))/2 + 1e-9
	for _, v := range values {
		switch {
		case near(v, says):
			return "", false
		case math.Abs(v-says) <= half:
			return shortest(v) + strings.ReplaceAll(m[3], "％", "%"), true
		}
	}
	return "", false
}

func fractionOf(whole, over, under string) (float64, bool) {
	w, _ := strconv.ParseFloat("0"+whole, 64)
	o, err := strconv.ParseFloat(over, 64)
	u, err2 := strconv.ParseFloat(under, 64)
	return w + o/u, err == nil && err2 == nil && u != 0
}

// near leaves out what is below the digits that Excel keeps.
func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b))
}

// shortest is the number without what binary fractions add to it.
func shortest(v float64) string {
	const kept = 12
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', kept, 64), 64)
	if err != nil {
		rounded = v
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
