package plans

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
)

// The forms of a month, without blanks and with plain digits. What spreadsheet programs
// make of a month that was typed is a date, on its first day.
var (
	planMonth   = regexp.MustCompile(`^(\d{4})(?:年|[-/.])(\d{1,2})月?(?:份)?$|^(\d{4})(\d{2})$`)
	planDay     = regexp.MustCompile(`^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?(?:T?0{1,2}:00(?::00)?)?$|^(\d{4})(\d{2})(\d{2})$`)
	shownMonth  = regexp.MustCompile(`(?i)^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*-(\d{2}|\d{4})$`)
	shortYear   = regexp.MustCompile(`^\d{2}年\d{1,2}月(?:份)?$`)
	withoutYear = regexp.MustCompile(`^\d{1,2}月(?:份)?$`)
	// monthSpan is what only a stretch of time has: an end, a quarter, a part of a month.
	monthSpan = regexp.MustCompile(`[至到~～—–―]|[月日号](?:份)?[-、，,和及]|\d{4}\D.*\d{4}|\d-\d{1,2}月|全年|年度|半年|季|旬|前|后|底|初|末|以内|每|分批`)
)

// The reasons why a month cannot be taken.
const (
	noMonth      = "抽查时间必须填写到月份，例如“2024年4月”（附件备注2）"
	isSpan       = "写的是一段时间；本表只写启动的月份，例如“2024年4月”，结束日期在实施方案中填写"
	isDay        = "写到了日；只写到月份，例如“2024年4月”（附件备注2）"
	noYear       = "没有写明年度；应写作“2024年4月”的形式"
	noFourDigits = "年度应写四位数字，例如“2024年4月”"
	noSuchMonth  = "月份应在1月至12月之间"
)

// readMonth reads the month in which a task starts. wrong says why there is none; told
// says how a cell was understood that shows something else.
func readMonth(cell string) (month calendar.Date, told, wrong string) {
	s := plainDigits(plain(strings.Join(strings.Fields(cell), "")))
	if m := planMonth.FindStringSubmatch(s); m != nil {
		month, wrong = monthOf(m[1]+m[3], m[2]+m[4])
		return month, "", wrong
	}
	if m := planDay.FindStringSubmatch(s); m != nil {
		if day := number(m[3] + m[6]); day != 1 {
			return month, "", isDay
		}
		month, wrong = monthOf(m[1]+m[4], m[2]+m[5])
		return month, toldMonth(cell, month), wrong
	}
	if m := shownMonth.FindStringSubmatch(s); m != nil {
		year := m[2]
		if len(year) == 2 {
			year = "20" + year
		}
		at := slices.Index(shownMonths, strings.ToLower(m[1])) + 1
		month, wrong = monthOf(year, strconv.Itoa(at))
		return month, toldMonth(cell, month), wrong
	}
	switch {
	case shortYear.MatchString(s):
		wrong = noFourDigits
	case withoutYear.MatchString(s):
		wrong = noYear
	case monthSpan.MatchString(s):
		wrong = isSpan
	default:
		wrong = noMonth
	}
	return month, "", wrong
}

var shownMonths = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

func toldMonth(cell string, month calendar.Date) string {
	if month.IsZero() {
		return ""
	}
	return "抽查时间“" + strings.TrimSpace(cell) + "”已按" + strconv.Itoa(month.Year()) + "年" + strconv.Itoa(int(month.Month())) + "月导入，请核对。"
}

func monthOf(year, month string) (calendar.Date, string) {
	m := number(month)
	if m < 1 || m > 12 {
		return calendar.Date{}, noSuchMonth
	}
	return calendar.NewDate(number(year), time.Month(m), 1), ""
}

// number reads digits that a pattern has already bounded to four.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// chineseNumber is a year or month in Chinese digits before its sign.
var chineseNumber = regexp.MustCompile(`[〇○零一二三四五六七八九十]+(?:[年月日]|$)`)

const chineseDigits = "〇一二三四五六七八九"

// plainDigits writes the Chinese digits of dates as plain ones: 二〇二四年十二月 is 2024年12月.
func plainDigits(s string) string {
	return chineseNumber.ReplaceAllStringFunc(s, func(n string) string {
		sign := strings.TrimLeftFunc(n, func(r rune) bool { return !strings.ContainsRune("年月日", r) })
		n = strings.NewReplacer("○", "〇", "零", "〇").Replace(strings.TrimSuffix(n, sign))
		if before, after, tens := strings.Cut(n, "十"); tens { // 十, 十二, 二十
			if before == "" {
				before = "一"
			}
			if after == "" {
				after = "〇"
			}
			n = before + after
		}
		return strings.Map(func(r rune) rune {
			if i := slices.Index([]rune(chineseDigits), r); i >= 0 {
				return '0' + rune(i)
			}
			return r
		}, n) + sign
	})
}
