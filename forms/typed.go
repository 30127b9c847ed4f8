package forms

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// What people type is put into the one form that JSON takes, where it is plain what is
// meant. What is not is handed on as it was typed, and refused by whoever judges it.

// plainly writes full-width digits and signs as the keyboard's.
func plainly(typed string) string { return norm.NFKC.String(typed) }

var dayPattern = regexp.MustCompile(`^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$|^(\d{4})(\d{2})(\d{2})$`)

// dayOf reads 2024-04-09, 2024-4-9, 2024/4/9, 2024.4.9, 2024年4月9日 and 20240409.
func dayOf(typed string) string {
	m := dayPattern.FindStringSubmatch(plainly(typed))
	if m == nil {
		return typed
	}
	year, month, day := m[1]+m[4], m[2]+m[5], m[3]+m[6]
	return year + "-" + twoDigits(month) + "-" + twoDigits(day)
}

func twoDigits(n string) string {
	if len(n) == 1 {
		return "0" + n
	}
	return n
}

var timePattern = regexp.MustCompile(`^(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?::\d{2})?$|^(\d{2})(\d{2})$`)

// momentOf is a time of the day in Beijing; nil where neither day nor time was typed.
func momentOf(day, clock string) any {
	if day == "" && clock == "" {
		return nil
	}
	m := timePattern.FindStringSubmatch(plainly(clock))
	if m == nil || day == "" {
		return strings.TrimSpace(dayOf(day) + " " + clock)
	}
	hour, minute := m[1]+m[3], m[2]+m[4]
	if minute == "" {
		minute = "00"
	}
	return dayOf(day) + "T" + twoDigits(hour) + ":" + twoDigits(minute) + ":00+08:00"
}

func truth(typed string) any {
	if b, err := strconv.ParseBool(typed); err == nil {
		return b
	}
	return typed
}

func numberOf(typed string) any {
	if n, err := strconv.ParseInt(plainly(typed), 10, 64); err == nil {
		return n
	}
	return typed
}

var yuanPattern = regexp.MustCompile(`^[¥]?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?元?$`)

// longestYuan keeps an amount within what fen can count.
const longestYuan = 15

// fenOf reads an amount in yuan: 5000, 5,000.00, ¥5000.5, 5000元.
func fenOf(typed string) any {
	m := yuanPattern.FindStringSubmatch(strings.ReplaceAll(plainly(typed), " ", ""))
	if m == nil {
		return typed
	}
	yuan := strings.ReplaceAll(m[1], ",", "")
	if len(yuan) > longestYuan {
		return typed
	}
	fen, err := strconv.ParseInt(yuan+(m[2] + "00")[:2], 10, 64)
	if err != nil {
		return typed
	}
	return fen
}
