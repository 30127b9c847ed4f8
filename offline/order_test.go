package offline_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/offline"
)

// usual is an order that most tests draw by; change alters it.
func usual(change func(*offline.Order)) offline.Order {
	o := offline.Order{Date: calendar.NewDate(2024, time.April, 15), Ratio: "10%", TeamSize: 2, Number: 1,
		Nonce: strings.Repeat("075a", 16), RosterKey: strings.Repeat("01a5", 16)}
	if change != nil {
		change(&o)
	}
	return o
}

func TestOrdersThatAreRefused(t *testing.T) {
	byGrade := func(ratios string) func(*offline.Order) {
		return func(o *offline.Order) { o.Ratio, o.RatioByGrade = "", ratios }
	}
	where := func(conditions ...string) func(*offline.Order) {
		return func(o *offline.Order) { o.Where = conditions }
	}
	witnesses := func(entries ...string) func(*offline.Order) {
		return func(o *offline.Order) { o.Witnesses = entries }
	}
	for name, c := range map[string]struct {
		change func(*offline.Order)
		code   string
		says   string
	}{
		"no date":              {func(o *offline.Order) { o.Date = calendar.Date{} }, "date_required", "--date"},
		"team of one":          {func(o *offline.Order) { o.TeamSize = 1 }, "team_size_invalid", "2名以上、100名以下"},
		"team of a crowd":      {func(o *offline.Order) { o.TeamSize = 101 }, "team_size_invalid", "--team-size为101"},
		"no ratio":             {func(o *offline.Order) { o.Ratio = "" }, "draw_rules_invalid", ""},
		"two ratios":           {func(o *offline.Order) { o.RatioByGrade = "A=1%" }, "ratio_twice", ""},
		"ratio in words":       {func(o *offline.Order) { o.Ratio = "ten" }, "draw_rules_invalid", "“ten”"},
		"grade alone":          {byGrade("A=1%,B"), "grade_ratio_invalid", "“B”"},
		"ratio alone":          {byGrade("A=1%,=2%"), "grade_ratio_invalid", "“=2%”"},
		"grade twice":          {byGrade("A=1%,A=2%"), "grade_ratio_repeated", "等级A"},
		"ungraded twice":       {byGrade("未分级=1%;未分级=2%"), "grade_ratio_repeated", "等级未分级"},
		"unknown grade":        {byGrade("A=1%,F=2%"), "grade_unknown", "应为A、B、C、D、E"},
		"condition":            {where("地区"), "where_invalid", "“地区”"},
		"condition's column":   {where("法人=甲"), "where_column_unknown", "类别、风险等级、企业类型、企业性质、组织形式、经营规模、市场占有率、地区"},
		"condition's grade":    {where("风险等级=高"), "grade_unknown", "“高”"},
		"witness":              {witnesses("赵某"), "witness_invalid", "“赵某”"},
		"witness twice":        {witnesses("赵某=1", " 赵某=2"), "witness_repeated", "“赵某”"},
		"crowd of witnesses":   {witnesses(make([]string, 101)...), "too_many_witnesses", "100"},
		"short nonce":          {func(o *offline.Order) { o.Nonce = "07" }, "hex_invalid", "--nonce应为64位十六进制数（32字节）"},
		"key in no digits":     {func(o *offline.Order) { o.RosterKey = strings.Repeat("xy", 32) }, "hex_invalid", "--roster-key"},
		"nonce without chance": {func(o *offline.Order) { o.Nonce = strings.Repeat("0", 64) }, "hex_zero", "--nonce"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := usual(c.change).Request()
			requireCode(t, err, c.code)
			require.ErrorContains(t, err, c.says)
		})
	}
	_, err := usual(nil).Request()
	require.NoError(t, err)
}

func requireCode(t *testing.T, err error, code string) {
	t.Helper()
	var refusal *law.Error
	require.True(t, errors.As(err, &refusal), "%v", err)
	require.Equal(t, code, refusal.Code, refusal.Message)
	require.Equal(t, law.KindInvalid, refusal.Kind)
}
