package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestSelfCheckCompared(t *testing.T) {
	c := inspection.Case{Items: []string{"R1", "R2", "R3", "R4", "R5", "R6"}}
	require.Empty(t, c.SelfCheckCompared())
	c.SelfCheck = &inspection.SelfCheck{Filed: true, Answers: map[string]inspection.SelfCheckAnswer{"R1": {}}}
	require.Empty(t, c.SelfCheckCompared(), "nobody has visited yet")
	c.SelfCheck = nil
	c.Visit = &inspection.Visit{Findings: map[string]inspection.Finding{"R1": inspection.FindingClear, "R2": inspection.FindingProblem, "R3": inspection.FindingClear,
		"R4": inspection.FindingClear, "R5": inspection.FindingNotApplicable, "R6": inspection.FindingProblem}}
	require.Empty(t, c.SelfCheckCompared(), "nothing was filed")
	c.SelfCheck = &inspection.SelfCheck{Answers: map[string]inspection.SelfCheckAnswer{"R1": {}}}
	require.Empty(t, c.SelfCheckCompared(), "未按要求自查")
	c.SelfCheck = &inspection.SelfCheck{Filed: true, Answers: map[string]inspection.SelfCheckAnswer{"R1": {}, "R2": {}, "R3": {Problem: true}, "R4": {Problem: true, Corrected: true}, "R5": {}}}
	shown := map[string]inspection.Compared{}
	for _, i := range c.SelfCheckCompared() {
		shown[i.Item] = i.Compared
		require.NotEmpty(t, i.Compared.Chinese())
		require.Equal(t, c.SelfCheck.Answers[i.Item], i.SelfCheck)
		require.Equal(t, c.Visit.Findings[i.Item], i.Finding)
	}
	require.Equal(t, map[string]inspection.Compared{"R1": inspection.ComparedAgreeing, "R2": inspection.ComparedUnreported,
		"R3": inspection.ComparedNotFound, "R4": inspection.ComparedCorrected}, shown)
}

// TestWhatWasReportedIsNotConcealed: an item that the entity named in its
// self-check can't be held to be false; one that it denied can.
func TestWhatWasReportedIsNotConcealed(t *testing.T) {
	propose := func(answer inspection.SelfCheckAnswer) error {
		r := served(t)
		answers := map[string]inspection.SelfCheckAnswer{}
		for _, code := range r.c.Items {
			answers[code] = inspection.SelfCheckAnswer{}
		}
		answers["R1"] = answer
		r.do("entity", inspection.FileSelfCheck{On: r.today(), Answers: answers})
		r.visit(problemOn("R1")).sign()
		return r.attempt(people["lead"], inspection.ProposeResult{Outcome: inspection.OutcomeConcealed,
			Items: map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeConcealed, Branches: []inspection.ProceedingKind{inspection.ProceedingPenalty}}}})
	}
	require.NoError(t, propose(inspection.SelfCheckAnswer{}))
	e := refusedAs(t, "result_invalid", propose(inspection.SelfCheckAnswer{Problem: true}))
	require.Contains(t, e.Fields[0].Message, "如实报告")
}
