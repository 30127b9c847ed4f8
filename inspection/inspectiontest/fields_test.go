package inspectiontest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// verdict is a test that another one watches.
type verdict struct{ failed bool }

func (v *verdict) Helper()               {}
func (v *verdict) Errorf(string, ...any) {}
func (v *verdict) FailNow()              { v.failed = true }

type dated struct {
	cases.AgreeVisit
	Dates []*cases.AgreeVisit `json:"dates"`
}

// TestFieldsOfRefusals: the check that every refused act goes through can fail.
func TestFieldsOfRefusals(t *testing.T) {
	for _, tt := range []struct {
		facts  law.Facts
		stands []string
		not    []string
	}{
		{cases.RecordVisit{}, []string{"mode", "ended", "findings.R1"},
			[]string{"", "R1", "Mode", "findings.R1.kind", "ended.year", "mode.0", "fields[0].Value"}},
		{cases.ProposeResult{}, []string{"items.R1", "items.R1.outcome", "items.R1.branches.0", "branches", "branches.0"},
			[]string{"items.R1.branches.first", "items.R1.branches.-1", "items.R1.branches.0.kind", "branch"}},
		{tasks.PrepareDraw{}, []string{"joint", "kinds", "rules.mode", "rules.gradeRatios.", "rules.lengths.notify"}, []string{"mode", "rules.lengths.notify.days"}},
		{proceedings.ProposeDecision{}, []string{"terms.penalties.0.fen", "terms.articles.2"}, []string{"kind", "terms.penalties.fen", "terms.articles.2.1"}},
		{proceedings.RecordRemedyOutcome{}, []string{"anew.within"}, []string{"within"}},
		{cases.ConfirmResult{}, nil, []string{"on"}},
		{dated{}, []string{"on", "dates.3.on"}, []string{"AgreeVisit.on", "dates.on"}},
	} {
		for _, path := range slices.Concat(tt.stands, tt.not) {
			var v verdict
			fieldsStandIn(&v, tt.facts, &law.Error{Fields: []law.FieldError{{Field: path}}})
			require.Equal(t, slices.Contains(tt.not, path), v.failed, "%T %q", tt.facts, path)
		}
	}
}
