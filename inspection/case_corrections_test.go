package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

const (
	serviceSeq = 3 // open, issue, serve
	visitSeq   = 5 // …, file, record
)

func TestCorrectEntryNamesAnEntry(t *testing.T) {
	r := visited(t)
	require.Equal(t, visitSeq, r.c.Visit.Seq)
	r.refused("entry_unknown", "head", inspection.CorrectEntry{}, reasoned)
	r.refused("entry_unknown", "head", inspection.CorrectEntry{Seq: r.c.Seq + 1}, reasoned)
	r.refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: 2, ServedOn: april(8)}, reasoned)
	r.refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: 2, Ended: r.now}, reasoned)
	r.refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(8), Ended: r.now}, reasoned)
	before := encoded(t, r.c.Deadlines)
	r.do("head", inspection.CorrectEntry{Seq: 4}) // only the record's text
	require.Equal(t, before, encoded(t, r.c.Deadlines))
}

func TestCorrectedServiceMovesTheWindow(t *testing.T) {
	r := openCase(t, april(8)).issue().onDay(april(12)).serve()
	require.True(t, r.met(inspection.DeadlineNotify).Late)
	require.Equal(t, april(26), r.deadline(inspection.DeadlineSelfCheck).Last)
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineSelfCheck, By: working(1)})
	generation := r.deadline(inspection.DeadlineSelfCheck).Generation
	r.told = nil
	r.do("head", inspection.CorrectEntry{Seq: r.c.Service.Seq, ServedOn: april(10)})
	require.Equal(t, april(10), r.c.Service.On)
	require.False(t, r.met(inspection.DeadlineNotify).Late, "the 10th was in time")
	d := r.deadline(inspection.DeadlineSelfCheck)
	require.Equal(t, april(25), d.Last, "10 and 1 working days")
	require.Greater(t, d.Generation, generation)
	require.Len(t, r.told, 1)
	require.Contains(t, r.told[0].Text, "2024年4月28日改为2024年4月25日")
	require.Equal(t, entityCode, r.told[0].To.Entity)
	r.refused("out_of_order", "head", inspection.CorrectEntry{Seq: r.c.Service.Seq, ServedOn: april(7)}, reasoned)
	r.refused("in_the_future", "head", inspection.CorrectEntry{Seq: r.c.Service.Seq, ServedOn: april(13)}, reasoned)
}

// TestWindowThatLapsedByMistakeGoesOn for the entity, as long as nobody visited.
func TestWindowThatLapsedByMistakeGoesOn(t *testing.T) {
	lapsed := func() *caseRun { return served(t).onDay(april(23)) }
	correct := inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(12)}
	t.Run("nothing filed", func(t *testing.T) {
		r := lapsed()
		r.do("head", correct)
		require.Equal(t, inspection.StageSelfCheck, r.c.Stage)
		require.Nil(t, r.c.SelfCheck)
		require.Len(t, r.c.Deadlines, 1)
		require.Equal(t, april(26), r.deadline(inspection.DeadlineSelfCheck).Last)
		require.Len(t, r.c.Met, 1)
		r.onDay(april(26)).file()
		require.False(t, r.c.SelfCheck.Late)
		require.Equal(t, may(27), r.deadline(inspection.DeadlineOnSite).Last)
	})
	t.Run("while the case stands still", func(t *testing.T) {
		r := lapsed().suspend()
		r.do("head", correct)
		require.Equal(t, inspection.StageSelfCheck, r.c.Stage)
		require.Nil(t, r.deadline(inspection.DeadlineSelfCheck).Next)
		r.onDay(april(25)).resume()
		// Up to the 22nd six of ten days were used, 23 to 25 April stood still.
		require.Equal(t, april(30), r.deadline(inspection.DeadlineSelfCheck).Last)
	})
	t.Run("the right window has run out too", func(t *testing.T) {
		r := served(t).onDay(april(24))
		r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)})
		require.Equal(t, inspection.StageOnSite, r.c.Stage)
		require.Equal(t, april(23), r.met(inspection.DeadlineSelfCheck).Last)
		require.Equal(t, april(23), calendar.DateOf(r.deadline(inspection.DeadlineOnSite).From))
	})
	t.Run("visited meanwhile", func(t *testing.T) {
		r := lapsed().visit(clear())
		r.do("head", correct)
		require.Equal(t, inspection.StageOnSite, r.c.Stage)
		require.Equal(t, april(26), r.met(inspection.DeadlineSelfCheck).Last)
	})
	t.Run("filed late", func(t *testing.T) {
		r := lapsed().file()
		require.True(t, r.c.SelfCheck.Late)
		r.do("head", correct)
		require.False(t, r.c.SelfCheck.Late, "within the right window")
		require.False(t, r.met(inspection.DeadlineSelfCheck).Late)
	})
}

func TestCorrectedServiceStaysInOrder(t *testing.T) {
	r := served(t).onDay(april(10)).file()
	r.onDay(april(12))
	r.refused("out_of_order", "head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(11)}, reasoned)
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)})
	require.Equal(t, april(10), calendar.DateOf(r.deadline(inspection.DeadlineOnSite).From), "filing ended the wait")

	r = openCase(t, april(8)).issue().notServed()
	r.onDay(april(10)).visitAttempt(inspection.OutcomeUnreachable).onDay(april(12))
	r.refused("out_of_order", "head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(11)}, reasoned)
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)})
	require.Equal(t, may(9), r.met(inspection.DeadlineOnSite).Last)
}

func TestCorrectedAttemptMovesTheVisitsPeriod(t *testing.T) {
	r := openCase(t, april(8)).issue().notServed().onDay(april(9))
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)})
	require.Equal(t, may(9), r.deadline(inspection.DeadlineOnSite).Last)
}

func TestCorrectedEndMovesResultAndPublication(t *testing.T) {
	r := visited(t).onDay(april(10))
	end := april(9).At(11, 0)
	r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: end})
	require.Equal(t, end, r.c.Visit.Ended)
	require.Equal(t, end, r.met(inspection.DeadlineOnSite).Met)
	require.Equal(t, april(16), r.deadline(inspection.DeadlineResult).Last)
	require.Equal(t, may(9), r.deadline(inspection.DeadlinePublication).Last)
	require.Len(t, r.c.Visit.Signed, 0)
	r.refused("visit_invalid", "head", inspection.CorrectEntry{Seq: visitSeq, Ended: r.c.Visit.Started.Add(-time.Second)}, reasoned)
	r.refused("visit_invalid", "head", inspection.CorrectEntry{Seq: visitSeq, Ended: r.now.Add(time.Second)}, reasoned)
}

// TestCorrectedEndHoldsWhatWasDoneAgainstIt: a result that was in time by the
// wrong date is late by the right one, and the other way round.
func TestCorrectedEndHoldsWhatWasDoneAgainstIt(t *testing.T) {
	r := servedOn(t, april(8)).file().onDay(april(12)).visit(clear()).sign()
	r.onDay(april(19)).propose(inspection.OutcomeNoProblem, nil).confirm()
	require.False(t, r.met(inspection.DeadlineResult).Late)
	r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: april(12).At(15, 30)})
	require.False(t, r.met(inspection.DeadlineResult).Late)

	r = servedOn(t, april(8)).file()
	f := r.visitFacts(clear())
	f.Started, f.Ended = april(8).At(10, 0), april(12).At(10, 0)
	r.onDay(april(12))
	r.do("lead", f)
	r.sign().onDay(april(19)).propose(inspection.OutcomeNoProblem, nil).confirm()
	r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: april(8).At(12, 0)})
	require.True(t, r.met(inspection.DeadlineResult).Late, "due on the 15th")
	require.Equal(t, may(8), r.deadline(inspection.DeadlinePublication).Last)
	r.onDay(april(22))
	r.refused("out_of_order", "head", inspection.CorrectEntry{Seq: visitSeq, Ended: april(22).At(9, 0)}, reasoned)
}

// TestOverdueIsTakenBackByACorrection that moves the end into the future, and
// recorded anew when that passes.
func TestOverdueIsTakenBackByACorrection(t *testing.T) {
	r := servedOn(t, april(8)).file()
	f := r.visitFacts(clear())
	f.Started, f.Ended = april(8).At(10, 0), april(8).At(11, 0)
	r.onDay(april(8))
	r.do("lead", f)
	r.sign().onDay(april(16))
	require.True(t, r.deadline(inspection.DeadlineResult).Overdue)
	r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: april(12).At(10, 0)})
	require.False(t, r.deadline(inspection.DeadlineResult).Overdue)
	r.told = nil
	r.onDay(april(20))
	require.Equal(t, 1, r.count(inspection.NoticeOverdue))
}

// TestCorrectionsKeepTheOrderOfDays, each at the day itself and the day after.
func TestCorrectionsKeepTheOrderOfDays(t *testing.T) {
	service := func(day calendar.Date) inspection.CorrectEntry {
		return inspection.CorrectEntry{Seq: serviceSeq, ServedOn: day}
	}
	t.Run("no service yet", func(t *testing.T) {
		openCase(t, april(8)).issue().refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: 1, ServedOn: april(8)}, reasoned)
	})
	t.Run("no visit yet", func(t *testing.T) {
		r := filed(t)
		r.refused("entry_mismatch", "head", inspection.CorrectEntry{Seq: serviceSeq, Ended: r.now}, reasoned)
	})
	t.Run("served on the day of filing", func(t *testing.T) {
		r := served(t).onDay(april(10)).file().onDay(april(11))
		r.refused("out_of_order", "head", service(april(11)), reasoned)
		r.do("head", service(april(10)))
	})
	t.Run("served on the day of the visit", func(t *testing.T) {
		r := openCase(t, april(8)).issue().notServed().onDay(april(10)).visitAttempt(inspection.OutcomeUnreachable).onDay(april(11))
		r.refused("out_of_order", "head", service(april(11)), reasoned)
		r.do("head", service(april(10)))
	})
	t.Run("ended as it started, or just now", func(t *testing.T) {
		r := visited(t)
		r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: r.c.Visit.Started})
		r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: r.now})
	})
	t.Run("ended on the day of the proposal", func(t *testing.T) {
		r := proposed(t)
		day := r.c.Result.ProposedOn
		r.onDay(day.AddDays(1))
		r.refused("out_of_order", "head", inspection.CorrectEntry{Seq: visitSeq, Ended: day.End()}, reasoned)
		r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: day.End().Add(-time.Minute)})
	})
}

// TestWindowCorrectedAtItsVeryEnd: at 24:00 of its right last day it has run out.
func TestWindowCorrectedAtItsVeryEnd(t *testing.T) {
	correct := inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)} // to the 23rd
	r := served(t).at(april(23).End().Add(-time.Second))
	r.do("head", correct)
	require.Equal(t, inspection.StageSelfCheck, r.c.Stage)

	r = served(t).at(april(23).End())
	r.do("head", correct)
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	require.Equal(t, inspection.SelfCheck{}, *r.c.SelfCheck, "nothing was filed, late or not")
	m := r.met(inspection.DeadlineSelfCheck)
	require.True(t, m.Lapsed)
	require.Equal(t, april(23).End(), m.Due)
	require.Equal(t, m.Due, m.Met, "what lapsed ended when it ran out")
	require.Equal(t, april(23).Start(), r.deadline(inspection.DeadlineOnSite).From)
}

// TestReopenedWindowKeepsItsExtension, and everybody concerned is told.
func TestReopenedWindowKeepsItsExtension(t *testing.T) {
	r := served(t)
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineSelfCheck, By: working(2)})
	require.Equal(t, april(24), r.deadline(inspection.DeadlineSelfCheck).Last)
	r.onDay(april(25)).told = nil
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(12)})
	require.Equal(t, april(29), r.deadline(inspection.DeadlineSelfCheck).Last, "ten and two working days, Sunday the 28th one of them")
	require.Len(t, r.told, 1)
	require.Equal(t, inspection.NoticeChange, r.told[0].Kind)
	require.Equal(t, entityCode, r.told[0].To.Entity)
	require.Equal(t, []string{"Z1", "Z2"}, r.told[0].To.Certificates)
	require.Contains(t, r.told[0].Text, "恢复至2024年4月29日")
}

// TestFiledLateMovesTheVisit: what began when the window ran out follows its end.
func TestFiledLateMovesTheVisit(t *testing.T) {
	r := served(t).onDay(april(25)).file()
	require.Equal(t, april(22).Start(), r.deadline(inspection.DeadlineOnSite).From)
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)})
	require.True(t, r.c.SelfCheck.Late)
	require.Equal(t, april(23).Start(), r.deadline(inspection.DeadlineOnSite).From)
}

// TestCorrectedEntryOfAnExtendedPeriod: what has ended keeps its extension too.
func TestCorrectedEntryOfAnExtendedPeriod(t *testing.T) {
	r := openCase(t, april(8)).issue()
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineNotify, By: working(2)})
	r.onDay(april(16)).serve()
	require.True(t, r.met(inspection.DeadlineNotify).Late)
	r.do("head", inspection.CorrectEntry{Seq: r.c.Service.Seq, ServedOn: april(15)})
	require.False(t, r.met(inspection.DeadlineNotify).Late, "three and two working days end on the 15th")
	require.Equal(t, april(15), r.met(inspection.DeadlineNotify).Last)
}

func TestACorrectionThatMovesNothingTellsNobody(t *testing.T) {
	r := served(t)
	r.told = nil
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(8)})
	require.Empty(t, r.told)
	r.onDay(april(9)).told = nil
	r.do("head", inspection.CorrectEntry{Seq: serviceSeq, ServedOn: april(9)})
	require.Len(t, r.told, 1)
	require.Equal(t, inspection.NoticeChange, r.told[0].Kind)
}
