package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func rightly(r *proceedingRun, day int) inspection.CorrectEntry {
	f := inspection.CorrectEntry{ServedOn: april(day), Seq: r.p.Penalty.Execution.ServedSeq}
	if r.p.Stage == inspection.PenaltyDefence {
		f.Seq = r.p.Penalty.Notice.Seq
	}
	return f
}

// TestNoticeServedOnAnotherDay: the window for the defence follows, also where it is
// over at once; what the entity did within it stays within it.
func TestNoticeServedOnAnotherDay(t *testing.T) {
	r := pFiled(t).investigateFor(fine(50_000)).onDay(april(10)).tell()
	require.Equal(t, april(17), r.deadline(inspection.DeadlineDefence).Last)
	r.refused("out_of_order", "head", rightly(r, 7))
	r.refused("in_the_future", "head", rightly(r, 11))
	r.refused("not_your_act", "director", rightly(r, 8))
	r.refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: 1, ServedOn: april(8)})
	r.refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: r.p.Penalty.Notice.Seq})
	moved := r.copied().do("head", rightly(r, 8))
	require.Equal(t, april(15), moved.deadline(inspection.DeadlineDefence).Last)
	moved.onDay(april(16))
	require.Equal(t, inspection.PenaltyDecision, moved.p.Stage)
	moved.refused("act_not_at_this_stage", "head", rightly(moved, 8))

	over := r.copied().onDay(april(17)).do("head", rightly(r, 8))
	require.True(t, over.deadline(inspection.DeadlineDefence).Last.Before(over.today()), "it was over before; its end follows by itself")

	later := pFiled(t).investigateFor(fine(50_000)).tell().do("entity", inspection.RecordDefence{}).hearingAsked().onDay(april(10))
	later.refused("out_of_order", "head", rightly(later, 9))
}

// TestDecisionServedOnAnotherDay: what runs from it and what has ended in it follow.
func TestDecisionServedOnAnotherDay(t *testing.T) {
	late := func() *proceedingRun { return pDecided(t).onDay(april(20)).serveDecision() }
	r := late()
	require.Equal(t, date(2024, 10, 21), r.deadline(inspection.DeadlineLitigation).Last, "20 October is a Sunday")
	r.do("head", rightly(r, 16))
	require.Equal(t, may(6), r.deadline(inspection.DeadlinePayment).Last)
	require.Equal(t, date(2024, 6, 17), r.deadline(inspection.DeadlineReconsideration).Last)
	require.Equal(t, date(2024, 10, 16), r.deadline(inspection.DeadlineLitigation).Last)

	// Served on 24 April, paid on 8 May: in time. Served on the 16th: two days late.
	paid := pDecided(t).onDay(april(24)).serveDecision().publishPenalty().onDay(may(8)).pay(50_000)
	require.True(t, paid.runs(inspection.DeadlinePenaltyClosing))
	require.False(t, paid.met(inspection.DeadlinePayment).Late)
	paid.do("head", rightly(paid, 16))
	require.True(t, paid.met(inspection.DeadlinePayment).Late)
	require.Equal(t, int64(3_000_00), paid.p.Owed(may(8)).Surcharge)
	require.False(t, paid.runs(inspection.DeadlinePenaltyClosing), "the surcharge is owed now")
}

// TestServiceOnWhichSomethingRests is not corrected any more.
func TestServiceOnWhichSomethingRests(t *testing.T) {
	for name, r := range map[string]*proceedingRun{
		"a remedy":              pServed(t).do("clerk", litigate(16)),
		"a plan asked for":      pServed(t).do("clerk", inspection.AskInstalments{On: april(16), Parts: []inspection.Instalment{{On: may(20), Fen: 50_000_00}}}),
		"a remission":           pServed(t).onDay(may(8)).do("director", inspection.RemitSurcharge{Fen: 1}),
		"a demand":              pServed(t).onDay(may(8)).do("lead", inspection.ServeDemand{Service: inPerson(may(8))}),
		"the time for remedies": pServed(t).onDay(date(2024, 6, 18)),
		"a penalty on the spot": pFiled(t).do("lead", inspection.PunishOnTheSpot{On: april(8), Penalty: fine(1_000)[0], Articles: []string{"A"}}),
	} {
		t.Run(name, func(*testing.T) { r.refused("entry_final", "head", rightly(r, 16)) })
	}
	pServed(t).onDay(date(2024, 6, 17)).do("head", rightly(pServed(t), 16))
}
