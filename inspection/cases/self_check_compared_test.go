package cases_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func TestSelfCheckCompared(t *testing.T) {
	c := cases.Case{Items: []string{"R1", "R2", "R3", "R4", "R5", "R6"}}
	require.Empty(t, c.SelfCheckCompared())
	c.SelfCheck = &cases.SelfCheck{Filed: true, Answers: map[string]cases.SelfCheckAnswer{"R1": {}}}
	require.Empty(t, c.SelfCheckCompared(), "nobody has visited yet")
	c.SelfCheck = nil
	c.Visit = &cases.Visit{Findings: map[string]law.Finding{"R1": law.FindingClear, "R2": law.FindingProblem, "R3": law.FindingClear,
		"R4": law.FindingClear, "R5": law.FindingNotApplicable, "R6": law.FindingProblem}}
	require.Empty(t, c.SelfCheckCompared(), "nothing was filed")
	c.SelfCheck = &cases.SelfCheck{Answers: map[string]cases.SelfCheckAnswer{"R1": {}}}
	require.Empty(t, c.SelfCheckCompared(), "未按要求自查")
	c.SelfCheck = &cases.SelfCheck{Filed: true, Answers: map[string]cases.SelfCheckAnswer{"R1": {}, "R2": {}, "R3": {Problem: true}, "R4": {Problem: true, Corrected: true}, "R5": {}}}
	shown := map[string]cases.Compared{}
	for _, i := range c.SelfCheckCompared() {
		shown[i.Item] = i.Compared
		require.NotEmpty(t, i.Compared.Chinese())
		require.Equal(t, c.SelfCheck.Answers[i.Item], i.SelfCheck)
		require.Equal(t, c.Visit.Findings[i.Item], i.Finding)
	}
	require.Equal(t, map[string]cases.Compared{"R1": cases.ComparedAgreeing, "R2": cases.ComparedUnreported,
		"R3": cases.ComparedNotFound, "R4": cases.ComparedCorrected}, shown)
}

// TestWhatWasReportedIsNotConcealed: an item that the entity named in its
// self-check can't be held to be false; one that it denied can.
func TestWhatWasReportedIsNotConcealed(t *testing.T) {
	propose := func(answer cases.SelfCheckAnswer) error {
		r := inspectiontest.Served(t)
		answers := map[string]cases.SelfCheckAnswer{}
		for _, code := range r.Case.Items {
			answers[code] = cases.SelfCheckAnswer{}
		}
		answers["R1"] = answer
		r.Do("entity", cases.FileSelfCheck{On: r.Today(), Answers: answers})
		r.Visit(inspectiontest.ProblemOn("R1")).Sign()
		return r.Attempt(inspectiontest.People["lead"], cases.ProposeResult{Outcome: law.OutcomeConcealed,
			Items: map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeConcealed, Branches: []law.ProceedingKind{law.ProceedingPenalty}}}})
	}
	require.NoError(t, propose(cases.SelfCheckAnswer{}))
	e := inspectiontest.RefusedAs(t, "result_invalid", propose(cases.SelfCheckAnswer{Problem: true}))
	require.Contains(t, e.Fields[0].Message, "如实报告")
}
