package registers_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

func TestGradePush(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		month, source string
		today         calendar.Date
		code          string
	}{
		{"2024-04", "省平台", inspectiontest.Date(2024, 3, 31), "grade_month_to_come"},
		{"2024-04", "省平台", inspectiontest.April(1), ""},
		{"2024-04", "省平台", inspectiontest.April(2), ""},
		{"2023-12", "省平台", inspectiontest.April(2), ""},
		{"2024-4", "省平台", inspectiontest.April(2), "grade_month_invalid"},
		{"2024-13", "省平台", inspectiontest.April(2), "grade_month_invalid"},
		{"2024-04", "  ", inspectiontest.April(2), "grade_source_required"},
		{"2024-04", strings.Repeat("省", 201), inspectiontest.April(2), "grade_source_required"},
	} {
		push, err := registers.NewGradePush(tc.month, tc.source, tc.today)
		if tc.code != "" {
			require.ErrorIs(t, err, &law.Error{Code: tc.code}, "%v", tc)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, 1, push.Month.Day())
	}
}

func TestMonthlyGrade(t *testing.T) {
	t.Parallel()
	g := registers.MonthlyGrade{Code: " 91999999MADEM0011y", Grade: "E"}
	require.NoError(t, g.Validate(registers.HebeiScale))
	require.Equal(t, "91999999MADEM0011Y", g.Code)
	for _, bad := range []registers.MonthlyGrade{{Code: "91999999MADEM0011X", Grade: "E"}, {Code: "91999999MADEM0011Y", Grade: "F"}, {Code: "91999999MADEM0011Y"}} {
		require.ErrorIs(t, bad.Validate(registers.HebeiScale), &law.Error{Code: "monthly_grade_invalid"})
	}
}
