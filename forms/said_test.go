package forms_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/proceedings"
)

func TestWhatWasFilledInIsSaidInWords(t *testing.T) {
	about := forms.About{Options: map[forms.Source][]forms.Option{forms.FromItems: {{Value: "R1", Name: "R1 许可"}}}}
	visit, _ := forms.Of(forms.Case, cases.ActRecordVisit)
	body, err := forms.Recorded(map[string]any{
		"facts": map[string]any{"mode": "on_site", "started": "2024-04-19T01:30:00Z", "certificatesShown": true, "findings": map[string]any{"R1": "problem", "R9": "clear"}},
		"items": map[string]any{"R1": map[string]any{"facts": "没有台账"}},
	})
	require.NoError(t, err)
	require.Equal(t, []forms.Said{
		{Label: "核查方式", Text: "实地检查"},
		{Label: "检查开始时间", Text: "2024-04-19 09:30"},
		{Label: "是否出示执法证件", Text: "是"},
		{Label: "逐项结论，R1 许可", Text: "发现问题"},
		{Label: "逐项结论，R9", Text: "未发现问题"},
		{Label: "查明的事实，R1 许可，查明的事实", Text: "没有台账"},
	}, forms.EachLine(about.Words().Read(visit.Parts(false), body)))

	decision, _ := forms.Of(forms.Proceeding, proceedings.ActDecidePenaltyCase)
	body, err = forms.Recorded(map[string]any{"facts": map[string]any{"terms": map[string]any{"kind": "penalty", "penalties": []any{map[string]any{"kind": "fine", "fen": 500050}}, "articles": []any{"甲", "乙"}}}})
	require.NoError(t, err)
	require.Equal(t, []forms.Said{
		{Label: "决定，决定种类", Text: "行政处罚"},
		{Label: "决定，处罚，第1项，处罚种类", Text: "罚款"},
		{Label: "决定，处罚，第1项，金额", Text: "5000.50元"},
		{Label: "决定，所依据的条款", Text: "甲、乙"},
	}, forms.EachLine(about.Words().Read(decision.Parts(false), body)))
}
