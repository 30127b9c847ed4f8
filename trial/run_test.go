package trial_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/officetest"
	"shuangsuiji/trial"
)

// run is all that the edition would have had otherwise of the year's record.
func run(t *testing.T, o *officetest.Office, year int, e *law.Edition) ([]trial.Difference, trial.Tried) {
	t.Helper()
	var all []trial.Difference
	done, err := trial.Run(t.Context(), o.Store, year, e, func(d trial.Difference) error {
		all = append(all, d)
		return nil
	})
	require.NoError(t, err)
	require.Empty(t, done.Unfolded)
	n := 0
	for _, k := range trial.Kinds {
		n += done.Differences[k]
	}
	require.Len(t, all, n)
	return all, done
}

func of(all []trial.Difference, subject string, kind trial.Kind, code string) []trial.Difference {
	return slices.DeleteFunc(slices.Clone(all), func(d trial.Difference) bool { return d.Subject != subject || d.Kind != kind || d.Code != code })
}

func TestCasesOf2024UnderEdition2025(t *testing.T) {
	o := officetest.Open(t, officetest.Setup{})
	opened := o.Drawn()
	no := opened[0]
	o.SelfChecked(no)
	item := o.CaseNow(no).Items[0]
	o.Inspected(no, item)
	o.Concluded(no, law.OutcomeFollowUp, map[string]cases.ItemResult{item: {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}}})
	p := o.Proceeded(o.Branch(no, law.ProceedingPenalty), 30_000_00)
	before := o.CaseNow(no)

	all, done := run(t, o, 2024, inspectiontest.Edition2025(t))
	require.Equal(t, len(opened), done.Cases)
	require.Equal(t, 1, done.Proceedings)

	refused := of(all, no, trial.Refused, "visit_not_approved")
	require.Len(t, refused, 1, "the record of a visit that nobody approved")
	require.Equal(t, "填写检查记录表", refused[0].Name)
	require.Positive(t, refused[0].Seq)
	require.Len(t, of(all, no, trial.Duty, string(law.DutyVisitApproval)), 1)
	told := of(all, no, trial.Period, string(law.DeadlineTellResult))
	require.Len(t, told, 1, "from the confirmation on the result is to be told")
	require.Contains(t, told[0].Text, "另计“书面告知检查结果”期限5个工作日")
	require.Empty(t, slices.DeleteFunc(slices.Clone(all), func(d trial.Difference) bool { return d.Subject != p.No }), "the editions treat penalty cases alike")

	require.Equal(t, before, o.CaseNow(no), "nothing is written")
	same, done := run(t, o, 2024, inspectiontest.Edition2024(t))
	require.Empty(t, same)
	require.Zero(t, done.Cases, "cases of the edition itself are not tried")
	other, done := run(t, o, 2025, inspectiontest.Edition2025(t))
	require.Empty(t, other)
	require.Zero(t, done.Tasks)
}

func TestCasesOf2025UnderEdition2024(t *testing.T) {
	o := officetest.Open(t, officetest.Under54())
	no := o.Drawn()[0]
	c := o.SelfChecked(no)
	o.ActOnTheCase(c.Team.Lead(), no, cases.ProposeVisit{Mode: cases.ModeOnSite, From: o.Today(), To: o.Today()}, "按计划实施")

	all, _ := run(t, o, 2024, inspectiontest.Edition2024(t)) // the year is that of the plan, not of its month
	require.Len(t, of(all, no, trial.Refused, "act_not_in_edition"), 1, "the approval that edition 2024 does not know")
	require.Empty(t, of(all, no, trial.Duty, string(law.DutyVisitApproval)))
}
