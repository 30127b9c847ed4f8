package documents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
)

// A certificate's list may have the first day too: what counts is the last one.
func TestTheLastDayOfAStretchOfTime(t *testing.T) {
	const head = "执法证号,姓名,部门,有效期\n"
	for cell, want := range map[string]string{
		"2029-12-31": "2029-12-31", "2024-01-01至2029-12-31": "2029-12-31", "2024年1月1日-2029年12月31日": "2029-12-31",
		"2024.01.01—2029.12.31": "2029-12-31", "2024/1/1 ~ 2029/12/31": "2029-12-31", "20240101-20291231": "2029-12-31",
		"2024-01-01-2029-12-31": "2029-12-31", "自2024年1月1日起至2029年12月31日止": "2029-12-31", "2024-01-01至2024-01-01": "2024-01-01",
	} {
		read := read(t, documents.Inspectors(), head+"A1,甲,大队,"+cell+"\n")
		require.Empty(t, read.Bad, cell)
		require.Equal(t, want, read.Good[0].Value.ValidThrough.String(), cell)
		if cell == want {
			require.Empty(t, read.Good[0].Warnings)
		} else {
			require.Len(t, read.Good[0].Warnings, 1, cell)
			require.Contains(t, read.Good[0].Warnings[0], "“证件有效期至”列：“"+cell+"”取届满日", cell)
		}
	}
	for cell, want := range map[string]string{"2024-01-01至2023-12-31": "届满日早于起始日", "2024-01-01至长期": "不是有效日期", "2024-01-01至": "不是有效日期"} {
		bad := read(t, documents.Inspectors(), head+"A1,甲,大队,"+cell+"\n").Bad
		require.Len(t, bad, 1, cell)
		require.Contains(t, bad[0].Faults[0].Reason, want, cell)
	}
}
