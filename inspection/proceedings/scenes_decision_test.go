package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// Whole fact patterns of a penalty case up to its decision, each as a bureau meets it.

// TestDefenceUntilTheDecision (行政处罚法第45条、第62条、第64条): a defence is taken on the
// last of the five working days, the day after and until the decision, and reviewed
// each time; a hearing is not to be had after the fifth.
func TestDefenceUntilTheDecision(t *testing.T) {
	punish := inspectiontest.Punishing(inspectiontest.Fine(50_000))
	for _, c := range []struct {
		day  calendar.Date
		late bool
	}{
		{inspectiontest.April(14), false},
		{inspectiontest.April(15), false}, // the fifth working day
		{inspectiontest.April(16), true},
		{inspectiontest.April(22), true},
	} {
		r := inspectiontest.PenaltyTold(t).OnDay(c.day).Do("entity", proceedings.RecordDefence{})
		require.Equal(t, proceedings.Defence{On: c.day, Late: c.late}, *r.Proceeding.Penalty.Defence)
		if c.late {
			r.Refused("hearing_out_of_time", "entity", proceedings.RequestHearing{})
		}
		r.OnDay(inspectiontest.April(23)).Refused("defence_not_reviewed", "lead", proceedings.ProposeDecision{Terms: punish})
		r.Do("lead", proceedings.ReviewDefence{On: r.Today(), View: proceedings.DefenceRejected}).ProposeTerms(punish).Decide(punish)
		r.Refused("act_not_at_this_stage", "entity", proceedings.RecordDefence{})
	}
	drafted := inspectiontest.PenaltyDrafted(t)
	drafted.Told = nil
	drafted.Do("clerk", proceedings.RecordDefence{On: drafted.Today()})
	require.Nil(t, drafted.Proceeding.Penalty.Proposal, "what was proposed before it no longer holds")
	require.Equal(t, []string{"task Z1,Z2 : 当事人在告知的期限届满后陈述申辩，决定作出前仍应听取，请复核并写明是否采纳。"}, inspectiontest.Read(drafted.Told))
}

// TestHearingAskedLateOnAMakeUpDay: the fifth working day is a Saturday that is worked
// instead of a holiday; at 21:00 of it a hearing can still be asked for.
func TestHearingAskedLateOnAMakeUpDay(t *testing.T) {
	r := inspectiontest.PenaltyCase(t, inspectiontest.Date(2024, 9, 8)).OnDay(inspectiontest.Date(2024, 9, 9)).FileCase().InvestigateFor(inspectiontest.Fine(50_000)).Tell()
	makeUp := inspectiontest.Date(2024, 9, 14)
	require.Equal(t, makeUp, r.Deadline(law.DeadlineDefence).Last)
	r.Copied().At(makeUp.At(21, 0)).HearingAsked()
	r.OnDay(makeUp.AddDays(1)).Refused("hearing_out_of_time", "entity", proceedings.RequestHearing{})
}
