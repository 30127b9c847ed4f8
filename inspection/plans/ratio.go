package plans

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
)

var (
	// wholeAndFraction is how spreadsheet programs show a fraction: “0 1/3”.
	wholeAndFraction = regexp.MustCompile(`^0\s+(\d+/\d+)$`)
	// fraction is a decimal fraction whose zero before the point nobody wrote: “.1” is 0.1,
	// a tenth, and “.5%” is 0.5%.
	fraction = regexp.MustCompile(`^\.\d+\s*%?$`)
	// boundOrCount is what stands in a ratio that is no number: a bound, a span, entities, visits.
	boundOrCount = regexp.MustCompile(`[≥≤><~～约]|不低于|不少于|不超过|不高于|至少|以上|以下|左右|[%％]\s*[-—–至到]|[家户次个名人批件]`)
)

// readRatio puts a ratio as it was typed into the form in which it is kept. told says how
// a cell was understood that shows something else.
func readRatio(cell string) (ratio, told string, err error) {
	kept := strings.ReplaceAll(strings.TrimSpace(cell), "％", "%")
	if _, err := draw.ParseRatio(kept); err == nil {
		return kept, "", CheckRatio(kept)
	}
	read := strings.TrimRightFunc(plain(kept), func(r rune) bool { return r == '。' || unicode.IsSpace(r) })
	if m := wholeAndFraction.FindStringSubmatch(read); m != nil {
		read = m[1]
	}
	if fraction.MatchString(read) {
		read = "0" + read
		told = "抽查比例“" + kept + "”读作“" + read + "”，请核对。"
	}
	err = CheckRatio(read)
	switch {
	case err == nil:
		return read, told, nil
	case strings.Contains(kept, "全覆盖"):
		err = errors.New("全部检查的，写作“100%”")
	case boundOrCount.MatchString(kept):
		err = errors.New("“" + kept + "”不是一个确定的比例；请只写一个百分数，例如“10%”，户数、次数请换算成百分数")
	case strings.Contains(kept, "‰"):
		err = errors.New("千分数请换算成百分数，例如“3‰”写作“0.3%”")
	}
	return kept, "", err
}

// CheckRatio checks the ratio of a task, which draws somebody.
func CheckRatio(text string) error {
	ratio, err := draw.ParseRatio(text)
	if err == nil && ratio.CeilOf(1) == 0 {
		return errors.New("抽查比例不能为0")
	}
	return Plainly(err)
}

// Plainly is the draw's error in its words for people, without its code.
func Plainly(err error) error {
	var d *draw.Error
	if errors.As(err, &d) {
		return law.Errorf(law.KindInvalid, d.Code, "%s", d.Message)
	}
	return err
}
