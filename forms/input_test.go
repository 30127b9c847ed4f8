package forms_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
)

// Notes stand beside the answers of their items, unless one is on an item that is no
// longer asked about: then all keep their own place, and no input stands twice.
func TestNotesStandBesideAnswers(t *testing.T) {
	form, known := forms.Of(forms.Case, cases.ActRecordVisit)
	require.True(t, known)
	about := forms.About{Options: map[forms.Source][]forms.Option{forms.FromItems: {{Value: "A", Name: "甲"}, {Value: "B", Name: "乙"}}}}
	for _, stray := range []bool{false, true} {
		values := url.Values{"items.A.facts": {"事实"}}
		if stray {
			values.Set("items.X.facts", "从前的事项")
		}
		times := map[string]int{}
		var count func([]forms.Input)
		count = func(all []forms.Input) {
			for _, in := range all {
				times[in.Name]++
				count(in.Parts)
				for _, row := range in.Rows {
					count(row.Inputs)
				}
			}
		}
		count(about.Inputs(form.Parts(false), values, nil))
		for name, n := range times {
			require.LessOrEqual(t, n, 1, name)
		}
	}
}
