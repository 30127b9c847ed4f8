package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

func TestCalendarAdd(t *testing.T) {
	for _, c := range []struct {
		args, want  string
		provisional bool
	}{
		{args: "2024-04-19 20", want: "2024-05-20 星期一"},
		{args: "2024-04-19 0", want: "2024-04-19 星期五"},
		{args: "2024-02-08 1", want: "2024-02-09 星期五"},         // New Year's Eve of 2024 was worked
		{args: "2024-02-09 1", want: "2024-02-18 星期日"},         // the Spring Festival, then a make-up Sunday
		{args: "2024-02-09 2", want: "2024-02-19 星期一"},         //
		{args: "2024-09-27 1", want: "2024-09-29 星期日"},         // make-up Sunday before National Day
		{args: "2024-09-30 1", want: "2024-10-08 星期二"},         // National Day
		{args: "2024-10-08 5", want: "2024-10-14 星期一"},         // with the make-up Saturday of 12 October
		{args: "2025-01-27 1", want: "2025-02-05 星期三"},         // 2025: eight days from New Year's Eve
		{args: "2024-04-15 15 --days", want: "2024-04-30 星期二"}, // ends on a working day
		{args: "2024-04-16 15 --days", want: "2024-05-06 星期一"}, // would end on Labour Day
		{args: "2024-05-04 7 --days", want: "2024-05-11 星期六"},  // ends on a make-up Saturday, which is no day of rest
		{args: "2024-05-05 7 --days", want: "2024-05-13 星期一"},
		{args: "2026-12-24 1", want: "2026-12-25 星期五"},
		{args: "2026-12-25 1", want: "2026-12-28 星期一", provisional: true},
		{args: "2027-01-04 5", want: "2027-01-11 星期一", provisional: true},
		{args: "2022-06-01 1", want: "2022-06-02 星期四", provisional: true},
	} {
		want := c.want + "\n"
		if c.provisional {
			want = c.want + "（暂按周末推算 provisional）\n"
		}
		require.Equal(t, want, done(t, append([]string{"calendar", "add"}, strings.Fields(c.args)...)...), c.args)
	}
}

func TestCalendarBetween(t *testing.T) {
	for args, want := range map[string]string{
		"2024-04-19 2024-05-20":        "20",
		"2024-05-20 2024-04-19":        "-20",
		"2024-04-19 2024-05-20 --days": "31",
		"2024-04-19 2024-04-19":        "0",
		"2024-02-09 2024-02-17":        "0", // all of the Spring Festival
		"2024-02-09 2024-02-18":        "1", // and its make-up Sunday
		"2024-09-30 2024-10-08":        "1",
		"2024-09-28 2024-09-29":        "1",
	} {
		out := done(t, append([]string{"calendar", "between"}, strings.Fields(args)...)...)
		require.Equal(t, want, firstField(out), args)
		require.Contains(t, out, "当日不计")
		require.NotContains(t, out, "provisional")
	}
	require.Contains(t, done(t, "calendar", "between", "2026-12-25", "2026-12-28"), "（暂按周末推算 provisional）")
	require.NotContains(t, done(t, "calendar", "between", "2026-12-25", "2027-12-28", "--days"), "provisional")
}

func TestCalendarDay(t *testing.T) {
	for day, want := range map[string]string{
		"2024-04-19": "2024-04-19 星期五 工作日\n",
		"2024-04-20": "2024-04-20 星期六 非工作日：周末\n",
		"2024-05-11": "2024-05-11 星期六 工作日：劳动节调休上班（国办发明电〔2023〕7号）\n",
		"2024-10-07": "2024-10-07 星期一 非工作日：国庆节放假（国办发明电〔2023〕7号）\n",
		"2027-09-30": "2027-09-30 星期四 工作日（暂按周末推算 provisional）\n",
		"2027-10-01": "2027-10-01 星期五 非工作日：国庆节放假（全国年节及纪念日放假办法第二条，暂定）（暂按周末推算 provisional）\n",
		"2027-10-04": "2027-10-04 星期一 工作日（暂按周末推算 provisional）\n",
		"2027-02-06": "2027-02-06 星期六 非工作日：周末（暂按周末推算 provisional）\n",
	} {
		require.Equal(t, want, done(t, "calendar", "day", day))
	}
}

func TestCalendarPeriods(t *testing.T) {
	edition := law.Editions[len(law.Editions)-1]
	out := strings.Split(strings.TrimSpace(done(t, "calendar", "periods", "--edition", edition.Code)), "\n")
	require.Len(t, out, len(edition.Periods)+1)
	for i, p := range edition.Periods {
		for _, part := range []string{string(p.Kind), p.Name, p.Period.String(), p.Clause, p.Since.String()} {
			require.Contains(t, out[i+1], part)
		}
	}
	var listed struct {
		Code    string            `json:"code"`
		Periods []law.LegalPeriod `json:"periods"`
	}
	require.NoError(t, json.Unmarshal([]byte(done(t, "calendar", "periods", "--json")), &listed))
	require.Equal(t, edition.Code, listed.Code, "the one in force")
	require.Equal(t, edition.Periods, listed.Periods)
	require.Contains(t, fails(t, exitFailed, "calendar", "periods", "--edition", "1999"), "（edition_unknown）")
}

func TestCalendarDueTellsHowItWasCounted(t *testing.T) {
	want := `2024-02-19 星期一 24时届满
期限：送达检查通知书（notify），3个工作日，自抽取结果产生之日起
依据：本单位规定（文件四(三)）
起算：2024-02-08 星期四，当日不计，自次日起算
计入：3日
其中调休上班，计入：
  2024-02-18 星期日 春节调休上班（国办发明电〔2023〕7号）
不计入：
  2024-02-10 星期六 春节放假（国办发明电〔2023〕7号）
  2024-02-11 星期日 春节放假（国办发明电〔2023〕7号）
  2024-02-12 星期一 春节放假（国办发明电〔2023〕7号）
  2024-02-13 星期二 春节放假（国办发明电〔2023〕7号）
  2024-02-14 星期三 春节放假（国办发明电〔2023〕7号）
  2024-02-15 星期四 春节放假（国办发明电〔2023〕7号）
  2024-02-16 星期五 春节放假（国办发明电〔2023〕7号）
  2024-02-17 星期六 春节放假（国办发明电〔2023〕7号）
节假日表：`
	out := done(t, "calendar", "due", "notify", "2024-02-08")
	require.True(t, strings.HasPrefix(out, want), out)
	require.Equal(t, out, done(t, "calendar", "due", "送达检查通知书", "2024-02-08T16:00"))
	require.Contains(t, done(t, "calendar", "due", "publication", "2024-04-19"), "\n  2024-04-20 星期六 周末\n")
}

func TestCalendarDue(t *testing.T) {
	for args, first := range map[string]string{
		"publication 2024-04-19":  "2024-05-20 星期一 24时届满",
		"公示检查结果 2024-04-19":       "2024-05-20 星期一 24时届满",
		"correction 2024-04-16":   "2024-05-06 星期一 24时届满",
		"supplement 2024-09-14":   "2024-10-18 星期五 24时届满",
		"1个月 2024-01-31":          "2024-02-29 星期四 24时届满",
		"2年 2024-02-29":           "2026-02-28 星期六 24时届满", // a make-up Saturday
		"24小时 2024-04-19T16:30":   "2024-04-20 16:30 星期六届满",
		"24小时 2024-04-19":         "2024-04-20 星期六 24时届满",
		"notify 2026-12-25":       "2026-12-30 星期三 24时届满（暂按周末推算 provisional）",
		"10个工作日 2024-04-19":       "2024-05-07 星期二 24时届满",
		"self_check 2024-04-19":   "2024-05-07 星期二 24时届满",
		"reinspection 2024-09-24": "2024-09-30 星期一 24时届满",
		// What does not roll.
		"penalty_limitation 2024-10-03":     "2026-10-03 星期六 24时届满",
		"public_term 2025-10-03":            "2026-10-03 星期六 24时届满",
		"shortest_public_term 2026-07-03":   "2026-10-03 星期六 24时届满",
		"police_approval 2026-02-13":        "2026-02-16 星期一 24时届满",
		"police_evidence 2026-09-29":        "2026-10-02 星期五 24时届满",
		"police_objection 2026-09-29":       "2026-10-02 星期五 24时届满",
		"police_decision 2026-02-12":        "2026-02-15 星期日 24时届满",
		"police_reconsideration 2026-02-11": "2026-02-14 星期六 24时届满",
	} {
		out := done(t, append([]string{"calendar", "due"}, strings.Fields(args)...)...)
		line, _, _ := strings.Cut(out, "\n")
		require.Equal(t, first, line, args)
	}
	require.Contains(t, done(t, "calendar", "due", "correction", "2024-04-16"), "最后一日逢休息日，顺延至：\n  2024-05-06 星期一 工作日\n")
	require.Contains(t, done(t, "calendar", "due", "penalty_limitation", "2024-10-03"), "\n最后一日逢休息日的，不顺延\n")
}

// A newer table of one year leaves the others as they are.
func TestCalendarWithANewerTable(t *testing.T) {
	table := fileWith(t, "2027.csv", "date,day,holiday,notice\n2027-01-01,off,元旦,演示通知\n2027-01-05,off,元旦,演示通知\n2027-01-09,work,元旦,演示通知\n"+
		"2027-02-05,off,春节,演示通知\n2027-04-05,off,清明节,演示通知\n2027-06-09,off,端午节,演示通知\n2027-09-15,off,中秋节,演示通知\n2027-10-01,off,国庆节,演示通知\n")
	require.Equal(t, "2027-01-06 星期三\n", done(t, "calendar", "add", "2027-01-04", "1", "--calendar", table))
	require.Equal(t, "2027-01-09 星期六\n", done(t, "calendar", "add", "2027-01-08", "1", "--calendar", table))
	require.Equal(t, "2024-05-20 星期一\n", done(t, "calendar", "add", "2024-04-19", "20", "--calendar", table))
	amending := fileWith(t, "amending.csv", "date,day,holiday,notice\n2024-05-06,off,劳动节,补充通知\n")
	require.Contains(t, fails(t, exitFailed, "calendar", "add", "2024-04-19", "20", "--calendar", amending), "2024年缺少法定节假日2024-01-01（元旦）、春节")
	wrong := fileWith(t, "wrong.csv", "date,day,holiday,notice\n2027-01-05,work,元旦,演示通知\n")
	require.Contains(t, fails(t, exitFailed, "calendar", "day", "2027-01-05", "--calendar", wrong), "节假日表第2行“day”列的值“work”")
}

func TestCalendarRefuses(t *testing.T) {
	for args, want := range map[string]string{
		"add 2024-02-30 1":         "“2024-02-30”不是有效日期",
		"add 2024-04-19 x":         "<n>",
		"add 2024-04-19 10000":     "（period_invalid）",
		"add":                      "（date_required）",
		"between 2024-04-19":       "（date_required）",
		"add 2024-04-19 -- -1":     "（period_invalid）",
		"day 20240419":             "不是有效日期",
		"add 2024-04-19 1 --weeks": "--weeks",
	} {
		require.Contains(t, fails(t, exitUsage, append([]string{"calendar"}, strings.Fields(args)...)...), want, args)
	}
	for args, want := range map[string]string{
		"due nothing 2024-04-19":             "（period_unknown）",
		"due notify yesterday":               "（start_invalid）",
		"due notify 2024-04-19T25:00":        "（start_invalid）",
		"due notify 2024-04-19 --edition 99": "（edition_unknown）",
	} {
		require.Contains(t, fails(t, exitFailed, append([]string{"calendar"}, strings.Fields(args)...)...), want, args)
	}
}
