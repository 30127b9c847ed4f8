package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/amendment"
	"shuangsuiji/trial"
)

func TestRulesDiff(t *testing.T) {
	out := done(t, "rules", "diff", "2024", "2025")
	require.Regexp(t, `(?m)^要求 +新增 +凡检查必审批 +— +依据：国办发〔2024〕54号 +国办发〔2024〕54号 +2025-01-03$`, out)
	require.Regexp(t, `(?m)^事项 +新增 +批准行政检查（案件） `, out)
	require.Contains(t, done(t, "rules", "diff", "2025", "2026"), "国家发展改革委令第36号")
	require.Equal(t, "2024年版（迁人社字〔2024〕5号）与2024年版（迁人社字〔2024〕5号）没有不同\n", done(t, "rules", "diff", "2024", "2024"))
	var all []amendment.Difference
	require.NoError(t, json.Unmarshal([]byte(done(t, "rules", "diff", "2025", "2024", "--json")), &all))
	require.NotEmpty(t, all)
	require.Equal(t, "[]\n", done(t, "rules", "diff", "2024", "2024", "--json"))
	for _, args := range [][]string{{"2024", "1999"}, {"1999", "2024"}} {
		require.Contains(t, fails(t, exitFailed, append([]string{"rules", "diff"}, args...)...), "（edition_unknown）")
	}
	require.Contains(t, fails(t, exitFailed, "rules", "try", "1999", "--year", "2024"), "（edition_unknown）")
	require.Contains(t, fails(t, exitFailed, "rules", "try", "2025", "--year", "25"), "（year_invalid）")
	require.Contains(t, fails(t, exitFailed, "rules", "try", "2025", "--year", "2024", "--data", filepath.Join(t.TempDir(), "none")), "（record_missing）")
}

// tryRules: the demonstration's tasks are tried, and nothing of them changes.
func tryRules(t *testing.T, u *up) {
	folder := copyOf(t, u.folder)
	before := contentOf(t, filepath.Join(folder, recordFile))
	require.Regexp(t, `(?m)^2024年度按2025年版（.*）试算：任务\d+项，案件\d+件，后续处理\d+件，办理记录\d+条；不同之处：要求\d+处，不能办理\d+处，期限\d+处，阶段\d+处$`,
		requireDone(t, "rules", "try", "2025", "--year", "2024", "--data", folder))
	var told struct {
		Edition string             `json:"edition"`
		Year    int                `json:"year"`
		Tried   trial.Tried        `json:"tried"`
		Items   []trial.Difference `json:"items"`
	}
	require.NoError(t, json.Unmarshal([]byte(requireDone(t, "rules", "try", "2025", "--year", "2024", "--json", "--data", folder)), &told))
	require.Equal(t, "2025", told.Edition)
	require.Equal(t, 2024, told.Year)
	require.Positive(t, told.Tried.Tasks)
	require.Equal(t, before, contentOf(t, filepath.Join(folder, recordFile)))
}
