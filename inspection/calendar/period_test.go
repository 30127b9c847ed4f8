package calendar

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestPeriodString(t *testing.T) {
	for want, p := range map[string]Period{
		"20个工作日": {Amount: 20, Unit: WorkingDays},
		"15日":    {Amount: 15, Unit: Days},
		"24小时":   {Amount: 24, Unit: Hours},
		"3个月":    {Amount: 3, Unit: Months},
		"2年":     {Amount: 2, Unit: Years},
		"7周":     {Amount: 7, Unit: "周"},
	} {
		require.Equal(t, want, p.String())
	}
}

func TestPeriodValidate(t *testing.T) {
	for _, p := range []Period{{Amount: 0, Unit: WorkingDays}, {Amount: 1, Unit: Days}, {Amount: MaxAmount, Unit: Hours}} {
		require.NoError(t, p.Validate())
	}
	require.ErrorContains(t, PeriodOf(-1, Days).Validate(), "期限数值-1无效")
	require.ErrorContains(t, PeriodOf(MaxAmount+1, Days).Validate(), "期限数值10000无效，应在0至9999之间")
	require.ErrorContains(t, PeriodOf(1, "weeks").Validate(), "“weeks”无效")
	require.ErrorContains(t, Period{}.Validate(), "“”无效")
}

func TestParsePeriod(t *testing.T) {
	for _, s := range []string{"", "日", "15", "15天", "-3日", "3:日", "3 个月", "99999999999999999999日", "十日", "15日内"} {
		_, err := ParsePeriod(s)
		require.ErrorContains(t, err, "“"+s+"”不是有效期限", s)
	}
	_, err := ParsePeriod("10000日")
	require.ErrorContains(t, err, "期限数值10000无效")
}

func periods() *rapid.Generator[Period] {
	return rapid.Custom(func(t *rapid.T) Period {
		unit := rapid.SampledFrom([]Unit{WorkingDays, Days, Hours, Months, Years}).Draw(t, "unit")
		most := map[Unit]int{WorkingDays: 120, Days: 200, Hours: 500, Months: 12, Years: 2}[unit]
		return PeriodOf(rapid.IntRange(0, most).Draw(t, "amount"), unit)
	})
}

func TestPeriodTextAndJSONComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := periods().Draw(t, "period")
		parsed, err := ParsePeriod(p.String())
		require.NoError(t, err)
		require.Equal(t, p, parsed)
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var decoded Period
		require.NoError(t, json.Unmarshal(text, &decoded))
		require.Equal(t, p, decoded)
	})
}

func TestPeriodJSONForm(t *testing.T) {
	text, err := json.Marshal(PeriodOf(20, WorkingDays))
	require.NoError(t, err)
	require.JSONEq(t, `{"amount":20,"unit":"working_days"}`, string(text))
}
