package calendar

import (
	"strings"
	"testing"
)

func TestLinesComeBack(t *testing.T) {
	t.Parallel()
	for _, year := range Embedded().Years() {
		want := Embedded().Exceptions(year)
		got, err := ParseLines(Lines(want), want[0].Notice)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) {
			t.Fatalf("%d: %d days of %d", year, len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%d: %v, not %v", year, got[i], want[i])
			}
		}
	}
}

func TestWrongLines(t *testing.T) {
	t.Parallel()
	for line, reason := range map[string]string{
		"2027-01-01 元旦":                     "应写作",
		"2027-01-01 元旦 休息":                  "应写作",
		"2027-01-01至2026-01-01 元旦 放假":       "结束日期",
		"2027-01-01至2027-03-01 元旦 放假":       "结束日期",
		"2027-13-01 元旦 放假":                  "2027-13-01",
		"2027-01-01至一月三日 元旦 放假":             "一月三日",
		"\n2027-01-01 元旦 放假\n元旦 2027-01-02": "第3行",
	} {
		_, err := ParseLines(line, "号")
		if err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: %v does not say %s", line, err, reason)
		}
	}
}
