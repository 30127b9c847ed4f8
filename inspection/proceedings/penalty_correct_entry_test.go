package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func rightly(r *inspectiontest.ProceedingRun, day int) cases.CorrectEntry {
	f := cases.CorrectEntry{ServedOn: inspectiontest.April(day), Seq: r.Proceeding.Penalty.Execution.ServedSeq}
	if r.Proceeding.Stage == proceedings.PenaltyDefence {
		f.Seq = r.Proceeding.Penalty.Notice.Seq
	}
	return f
}

// TestNoticeServedOnAnotherDay: the window for the defence follows, also where it is
// over at once; what the entity did within it stays within it.
func TestNoticeServedOnAnotherDay(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).InvestigateFor(inspectiontest.Fine(50_000)).OnDay(inspectiontest.April(10)).Tell()
	require.Equal(t, inspectiontest.April(17), r.Deadline(law.DeadlineDefence).Last)
	r.Refused("out_of_order", "head", rightly(r, 7))
	r.Refused("in_the_future", "head", rightly(r, 11))
	r.Refused("not_your_act", "director", rightly(r, 8))
	r.Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: 1, ServedOn: inspectiontest.April(8)})
	r.Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: r.Proceeding.Penalty.Notice.Seq})
	moved := r.Copied().Do("head", rightly(r, 8))
	require.Equal(t, inspectiontest.April(15), moved.Deadline(law.DeadlineDefence).Last)
	moved.OnDay(inspectiontest.April(16))
	require.Equal(t, proceedings.PenaltyDecision, moved.Proceeding.Stage)
	moved.Refused("act_not_at_this_stage", "head", rightly(moved, 8))

	over := r.Copied().OnDay(inspectiontest.April(17)).Do("head", rightly(r, 8))
	require.True(t, over.Deadline(law.DeadlineDefence).Last.Before(over.Today()), "it was over before; its end follows by itself")

	later := inspectiontest.PenaltyFiled(t).InvestigateFor(inspectiontest.Fine(50_000)).Tell().Do("entity", proceedings.RecordDefence{}).HearingAsked().OnDay(inspectiontest.April(10))
	later.Refused("out_of_order", "head", rightly(later, 9))
}

// TestDecisionServedOnAnotherDay: what runs from it and what has ended in it follow.
func TestDecisionServedOnAnotherDay(t *testing.T) {
	late := func() *inspectiontest.ProceedingRun {
		return inspectiontest.PenaltyDecided(t).OnDay(inspectiontest.April(20)).ServeDecision()
	}
	r := late()
	require.Equal(t, inspectiontest.Date(2024, 10, 21), r.Deadline(law.DeadlineLitigation).Last, "20 October is a Sunday")
	r.Do("head", rightly(r, 16))
	require.Equal(t, inspectiontest.May(6), r.Deadline(law.DeadlinePayment).Last)
	require.Equal(t, inspectiontest.Date(2024, 6, 17), r.Deadline(law.DeadlineReconsideration).Last)
	require.Equal(t, inspectiontest.Date(2024, 10, 16), r.Deadline(law.DeadlineLitigation).Last)

	// Served on 24 April, paid on 8 May: in time. Served on the 16th: two days late.
	paid := inspectiontest.PenaltyDecided(t).OnDay(inspectiontest.April(24)).ServeDecision().PublishPenalty().OnDay(inspectiontest.May(8)).Pay(50_000)
	require.True(t, paid.Runs(law.DeadlinePenaltyClosing))
	require.False(t, paid.Met(law.DeadlinePayment).Late)
	paid.Do("head", rightly(paid, 16))
	require.True(t, paid.Met(law.DeadlinePayment).Late)
	require.Equal(t, int64(3_000_00), paid.Proceeding.Owed(inspectiontest.May(8)).Surcharge)
	require.False(t, paid.Runs(law.DeadlinePenaltyClosing), "the surcharge is owed now")
}

// TestServiceOnWhichSomethingRests is not corrected any more.
func TestServiceOnWhichSomethingRests(t *testing.T) {
	for name, r := range map[string]*inspectiontest.ProceedingRun{
		"a remedy":              inspectiontest.PenaltyServed(t).Do("clerk", litigate(16)),
		"a plan asked for":      inspectiontest.PenaltyServed(t).Do("clerk", proceedings.AskInstalments{On: inspectiontest.April(16), Parts: []proceedings.Instalment{{On: inspectiontest.May(20), Fen: 50_000_00}}}),
		"a remission":           inspectiontest.PenaltyServed(t).OnDay(inspectiontest.May(8)).Do("director", proceedings.RemitSurcharge{Fen: 1}),
		"a demand":              inspectiontest.PenaltyServed(t).OnDay(inspectiontest.May(8)).Do("lead", proceedings.ServeDemand{Service: inspectiontest.InPerson(inspectiontest.May(8))}),
		"the time for remedies": inspectiontest.PenaltyServed(t).OnDay(inspectiontest.Date(2024, 6, 18)),
		"a penalty on the spot": inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(inspectiontest.Fine(1_000)[0]),
	} {
		t.Run(name, func(*testing.T) { r.Refused("entry_final", "head", rightly(r, 16)) })
	}
	inspectiontest.PenaltyServed(t).OnDay(inspectiontest.Date(2024, 6, 17)).Do("head", rightly(inspectiontest.PenaltyServed(t), 16))
}
