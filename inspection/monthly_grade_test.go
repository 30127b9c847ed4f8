package inspection_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func TestGradePush(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		month, source string
		today         calendar.Date
		code          string
	}{
		{"2024-04", "省平台", date(2024, 3, 31), "grade_month_to_come"},
		{"2024-04", "省平台", april(1), ""},
		{"2024-04", "省平台", april(2), ""},
		{"2023-12", "省平台", april(2), ""},
		{"2024-4", "省平台", april(2), "grade_month_invalid"},
		{"2024-13", "省平台", april(2), "grade_month_invalid"},
		{"2024-04", "  ", april(2), "grade_source_required"},
		{"2024-04", strings.Repeat("省", 201), april(2), "grade_source_required"},
	} {
		push, err := inspection.NewGradePush(tc.month, tc.source, tc.today)
		if tc.code != "" {
			require.ErrorIs(t, err, &inspection.Error{Code: tc.code}, "%v", tc)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, 1, push.Month.Day())
	}
}

func TestMonthlyGrade(t *testing.T) {
	t.Parallel()
	g := inspection.MonthlyGrade{Code: " 91999999MADEM0011y", Grade: "E"}
	require.NoError(t, g.Validate(inspection.HebeiScale))
	require.Equal(t, "91999999MADEM0011Y", g.Code)
	for _, bad := range []inspection.MonthlyGrade{{Code: "91999999MADEM0011X", Grade: "E"}, {Code: "91999999MADEM0011Y", Grade: "F"}, {Code: "91999999MADEM0011Y"}} {
		require.ErrorIs(t, bad.Validate(inspection.HebeiScale), &inspection.Error{Code: "monthly_grade_invalid"})
	}
}
