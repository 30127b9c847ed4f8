package cases_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

const (
	serviceSeq = 3 // open, issue, serve
	visitSeq   = 5 // …, file, record
)

func TestCorrectEntryNamesAnEntry(t *testing.T) {
	r := inspectiontest.Visited(t)
	require.Equal(t, visitSeq, r.Case.Visit.Seq)
	r.Refused("entry_unknown", "head", cases.CorrectEntry{}, inspectiontest.Reasoned)
	r.Refused("entry_unknown", "head", cases.CorrectEntry{Seq: r.Case.Seq + 1}, inspectiontest.Reasoned)
	r.Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: 2, ServedOn: inspectiontest.April(8)}, inspectiontest.Reasoned)
	r.Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: 2, Ended: r.Now}, inspectiontest.Reasoned)
	r.Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(8), Ended: r.Now}, inspectiontest.Reasoned)
	before := inspectiontest.Encoded(t, r.Case.Deadlines)
	r.Do("head", cases.CorrectEntry{Seq: 4}) // only the record's text
	require.Equal(t, before, inspectiontest.Encoded(t, r.Case.Deadlines))
}

func TestCorrectedServiceMovesTheWindow(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().OnDay(inspectiontest.April(12)).Serve()
	require.True(t, r.Met(law.DeadlineNotify).Late)
	require.Equal(t, inspectiontest.April(26), r.Deadline(law.DeadlineSelfCheck).Last)
	r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: inspectiontest.Working(1)})
	generation := r.Deadline(law.DeadlineSelfCheck).Generation
	r.Told = nil
	r.Do("head", cases.CorrectEntry{Seq: r.Case.Service.Seq, ServedOn: inspectiontest.April(10)})
	require.Equal(t, inspectiontest.April(10), r.Case.Service.On)
	require.False(t, r.Met(law.DeadlineNotify).Late, "the 10th was in time")
	d := r.Deadline(law.DeadlineSelfCheck)
	require.Equal(t, inspectiontest.April(25), d.Last, "10 and 1 working days")
	require.Greater(t, d.Generation, generation)
	require.Len(t, r.Told, 1)
	require.Contains(t, r.Told[0].Text, "2024年4月28日改为2024年4月25日")
	require.Equal(t, inspectiontest.EntityCode, r.Told[0].To.Entity)
	r.Refused("out_of_order", "head", cases.CorrectEntry{Seq: r.Case.Service.Seq, ServedOn: inspectiontest.April(7)}, inspectiontest.Reasoned)
	r.Refused("in_the_future", "head", cases.CorrectEntry{Seq: r.Case.Service.Seq, ServedOn: inspectiontest.April(13)}, inspectiontest.Reasoned)
}

// TestWindowThatLapsedByMistakeGoesOn for the entity, as long as nobody visited.
func TestWindowThatLapsedByMistakeGoesOn(t *testing.T) {
	lapsed := func() *inspectiontest.CaseRun { return inspectiontest.Served(t).OnDay(inspectiontest.April(23)) }
	correct := cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(12)}
	t.Run("nothing filed", func(t *testing.T) {
		r := lapsed()
		r.Do("head", correct)
		require.Equal(t, cases.StageSelfCheck, r.Case.Stage)
		require.Nil(t, r.Case.SelfCheck)
		require.Len(t, r.Case.Deadlines, 1)
		require.Equal(t, inspectiontest.April(26), r.Deadline(law.DeadlineSelfCheck).Last)
		require.Len(t, r.Case.Met, 1)
		r.OnDay(inspectiontest.April(26)).File()
		require.False(t, r.Case.SelfCheck.Late)
		require.Equal(t, inspectiontest.May(27), r.Deadline(law.DeadlineOnSite).Last)
	})
	t.Run("while the case stands still", func(t *testing.T) {
		r := lapsed().Suspend()
		r.Do("head", correct)
		require.Equal(t, cases.StageSelfCheck, r.Case.Stage)
		require.Nil(t, r.Deadline(law.DeadlineSelfCheck).Next)
		r.OnDay(inspectiontest.April(25)).Resume()
		// Up to the 22nd six of ten days were used, 23 to 25 April stood still.
		require.Equal(t, inspectiontest.April(30), r.Deadline(law.DeadlineSelfCheck).Last)
	})
	t.Run("the right window has run out too", func(t *testing.T) {
		r := inspectiontest.Served(t).OnDay(inspectiontest.April(24))
		r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)})
		require.Equal(t, cases.StageOnSite, r.Case.Stage)
		require.Equal(t, inspectiontest.April(23), r.Met(law.DeadlineSelfCheck).Last)
		require.Equal(t, inspectiontest.April(23), calendar.DateOf(r.Deadline(law.DeadlineOnSite).From))
	})
	t.Run("visited meanwhile", func(t *testing.T) {
		r := lapsed().Visit(inspectiontest.Clear())
		r.Do("head", correct)
		require.Equal(t, cases.StageOnSite, r.Case.Stage)
		require.Equal(t, inspectiontest.April(26), r.Met(law.DeadlineSelfCheck).Last)
	})
	t.Run("filed late", func(t *testing.T) {
		r := lapsed().File()
		require.True(t, r.Case.SelfCheck.Late)
		r.Do("head", correct)
		require.False(t, r.Case.SelfCheck.Late, "within the right window")
		require.False(t, r.Met(law.DeadlineSelfCheck).Late)
	})
}

func TestCorrectedServiceStaysInOrder(t *testing.T) {
	r := inspectiontest.Served(t).OnDay(inspectiontest.April(10)).File()
	r.OnDay(inspectiontest.April(12))
	r.Refused("out_of_order", "head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(11)}, inspectiontest.Reasoned)
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)})
	require.Equal(t, inspectiontest.April(10), calendar.DateOf(r.Deadline(law.DeadlineOnSite).From), "filing ended the wait")

	r = inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().NotServed()
	r.OnDay(inspectiontest.April(10)).VisitAttempt(law.OutcomeUnreachable).OnDay(inspectiontest.April(12))
	r.Refused("out_of_order", "head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(11)}, inspectiontest.Reasoned)
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)})
	require.Equal(t, inspectiontest.May(9), r.Met(law.DeadlineOnSite).Last)
}

func TestCorrectedAttemptMovesTheVisitsPeriod(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().NotServed().OnDay(inspectiontest.April(9))
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)})
	require.Equal(t, inspectiontest.May(9), r.Deadline(law.DeadlineOnSite).Last)
}

func TestCorrectedEndMovesResultAndPublication(t *testing.T) {
	r := inspectiontest.Visited(t).OnDay(inspectiontest.April(10))
	end := inspectiontest.April(9).At(11, 0)
	r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: end})
	require.Equal(t, end, r.Case.Visit.Ended)
	require.Equal(t, end, r.Met(law.DeadlineOnSite).Met)
	require.Equal(t, inspectiontest.April(16), r.Deadline(law.DeadlineResult).Last)
	require.Equal(t, inspectiontest.May(9), r.Deadline(law.DeadlinePublication).Last)
	require.Len(t, r.Case.Visit.Signed, 0)
	r.Refused("visit_invalid", "head", cases.CorrectEntry{Seq: visitSeq, Ended: r.Case.Visit.Started.Add(-time.Second)}, inspectiontest.Reasoned)
	r.Refused("visit_invalid", "head", cases.CorrectEntry{Seq: visitSeq, Ended: r.Now.Add(time.Second)}, inspectiontest.Reasoned)
}

// TestCorrectedEndHoldsWhatWasDoneAgainstIt: a result that was in time by the
// wrong date is late by the right one, and the other way round.
func TestCorrectedEndHoldsWhatWasDoneAgainstIt(t *testing.T) {
	r := inspectiontest.ServedOn(t, inspectiontest.April(8)).File().OnDay(inspectiontest.April(12)).Visit(inspectiontest.Clear()).Sign()
	r.OnDay(inspectiontest.April(19)).Propose(law.OutcomeNoProblem, nil).Confirm()
	require.False(t, r.Met(law.DeadlineResult).Late)
	r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: inspectiontest.April(12).At(15, 30)})
	require.False(t, r.Met(law.DeadlineResult).Late)

	r = inspectiontest.ServedOn(t, inspectiontest.April(8)).File()
	f := r.VisitFacts(inspectiontest.Clear())
	f.Started, f.Ended = inspectiontest.April(8).At(10, 0), inspectiontest.April(12).At(10, 0)
	r.OnDay(inspectiontest.April(12))
	r.Do("lead", f)
	r.Sign().OnDay(inspectiontest.April(19)).Propose(law.OutcomeNoProblem, nil).Confirm()
	r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: inspectiontest.April(8).At(12, 0)})
	require.True(t, r.Met(law.DeadlineResult).Late, "due on the 15th")
	require.Equal(t, inspectiontest.May(8), r.Deadline(law.DeadlinePublication).Last)
	r.OnDay(inspectiontest.April(22))
	r.Refused("out_of_order", "head", cases.CorrectEntry{Seq: visitSeq, Ended: inspectiontest.April(22).At(9, 0)}, inspectiontest.Reasoned)
}

// TestOverdueIsTakenBackByACorrection that moves the end into the future, and
// recorded anew when that passes.
func TestOverdueIsTakenBackByACorrection(t *testing.T) {
	r := inspectiontest.ServedOn(t, inspectiontest.April(8)).File()
	f := r.VisitFacts(inspectiontest.Clear())
	f.Started, f.Ended = inspectiontest.April(8).At(10, 0), inspectiontest.April(8).At(11, 0)
	r.OnDay(inspectiontest.April(8))
	r.Do("lead", f)
	r.Sign().OnDay(inspectiontest.April(16))
	require.True(t, r.Deadline(law.DeadlineResult).Overdue)
	r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: inspectiontest.April(12).At(10, 0)})
	require.False(t, r.Deadline(law.DeadlineResult).Overdue)
	r.Told = nil
	r.OnDay(inspectiontest.April(20))
	require.Equal(t, 1, r.Count(law.NoticeOverdue))
}

// TestCorrectionsKeepTheOrderOfDays, each at the day itself and the day after.
func TestCorrectionsKeepTheOrderOfDays(t *testing.T) {
	service := func(day calendar.Date) cases.CorrectEntry {
		return cases.CorrectEntry{Seq: serviceSeq, ServedOn: day}
	}
	t.Run("no service yet", func(t *testing.T) {
		inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: 1, ServedOn: inspectiontest.April(8)}, inspectiontest.Reasoned)
	})
	t.Run("no visit yet", func(t *testing.T) {
		r := inspectiontest.Filed(t)
		r.Refused("entry_mismatch", "head", cases.CorrectEntry{Seq: serviceSeq, Ended: r.Now}, inspectiontest.Reasoned)
	})
	t.Run("served on the day of filing", func(t *testing.T) {
		r := inspectiontest.Served(t).OnDay(inspectiontest.April(10)).File().OnDay(inspectiontest.April(11))
		r.Refused("out_of_order", "head", service(inspectiontest.April(11)), inspectiontest.Reasoned)
		r.Do("head", service(inspectiontest.April(10)))
	})
	t.Run("served on the day of the visit", func(t *testing.T) {
		r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().NotServed().OnDay(inspectiontest.April(10)).VisitAttempt(law.OutcomeUnreachable).OnDay(inspectiontest.April(11))
		r.Refused("out_of_order", "head", service(inspectiontest.April(11)), inspectiontest.Reasoned)
		r.Do("head", service(inspectiontest.April(10)))
	})
	t.Run("ended as it started, or just now", func(t *testing.T) {
		r := inspectiontest.Visited(t)
		r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: r.Case.Visit.Started})
		r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: r.Now})
	})
	t.Run("ended on the day of the proposal", func(t *testing.T) {
		r := inspectiontest.Proposed(t)
		day := r.Case.Result.ProposedOn
		r.OnDay(day.AddDays(1))
		r.Refused("out_of_order", "head", cases.CorrectEntry{Seq: visitSeq, Ended: day.End()}, inspectiontest.Reasoned)
		r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: day.End().Add(-time.Minute)})
	})
}

// TestWindowCorrectedAtItsVeryEnd: at 24:00 of its right last day it has run out.
func TestWindowCorrectedAtItsVeryEnd(t *testing.T) {
	correct := cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)} // to the 23rd
	r := inspectiontest.Served(t).At(inspectiontest.April(23).End().Add(-time.Second))
	r.Do("head", correct)
	require.Equal(t, cases.StageSelfCheck, r.Case.Stage)

	r = inspectiontest.Served(t).At(inspectiontest.April(23).End())
	r.Do("head", correct)
	require.Equal(t, cases.StageOnSite, r.Case.Stage)
	require.Equal(t, cases.SelfCheck{}, *r.Case.SelfCheck, "nothing was filed, late or not")
	m := r.Met(law.DeadlineSelfCheck)
	require.True(t, m.Lapsed)
	require.Equal(t, inspectiontest.April(23).End(), m.Due)
	require.Equal(t, m.Due, m.Met, "what lapsed ended when it ran out")
	require.Equal(t, inspectiontest.April(23).Start(), r.Deadline(law.DeadlineOnSite).From)
}

// TestReopenedWindowKeepsItsExtension, and everybody concerned is told.
func TestReopenedWindowKeepsItsExtension(t *testing.T) {
	r := inspectiontest.Served(t)
	r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: inspectiontest.Working(2)})
	require.Equal(t, inspectiontest.April(24), r.Deadline(law.DeadlineSelfCheck).Last)
	r.OnDay(inspectiontest.April(25)).Told = nil
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(12)})
	require.Equal(t, inspectiontest.April(29), r.Deadline(law.DeadlineSelfCheck).Last, "ten and two working days, Sunday the 28th one of them")
	require.Len(t, r.Told, 1)
	require.Equal(t, law.NoticeChange, r.Told[0].Kind)
	require.Equal(t, inspectiontest.EntityCode, r.Told[0].To.Entity)
	require.Equal(t, []string{"Z1", "Z2"}, r.Told[0].To.Certificates)
	require.Contains(t, r.Told[0].Text, "恢复至2024年4月29日")
}

// TestFiledLateMovesTheVisit: what began when the window ran out follows its end.
func TestFiledLateMovesTheVisit(t *testing.T) {
	r := inspectiontest.Served(t).OnDay(inspectiontest.April(25)).File()
	require.Equal(t, inspectiontest.April(22).Start(), r.Deadline(law.DeadlineOnSite).From)
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)})
	require.True(t, r.Case.SelfCheck.Late)
	require.Equal(t, inspectiontest.April(23).Start(), r.Deadline(law.DeadlineOnSite).From)
}

// TestCorrectedEntryOfAnExtendedPeriod: what has ended keeps its extension too.
func TestCorrectedEntryOfAnExtendedPeriod(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue()
	r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineNotify, By: inspectiontest.Working(2)})
	r.OnDay(inspectiontest.April(16)).Serve()
	require.True(t, r.Met(law.DeadlineNotify).Late)
	r.Do("head", cases.CorrectEntry{Seq: r.Case.Service.Seq, ServedOn: inspectiontest.April(15)})
	require.False(t, r.Met(law.DeadlineNotify).Late, "three and two working days end on the 15th")
	require.Equal(t, inspectiontest.April(15), r.Met(law.DeadlineNotify).Last)
}

func TestACorrectionThatMovesNothingTellsNobody(t *testing.T) {
	r := inspectiontest.Served(t)
	r.Told = nil
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(8)})
	require.Empty(t, r.Told)
	r.OnDay(inspectiontest.April(9)).Told = nil
	r.Do("head", cases.CorrectEntry{Seq: serviceSeq, ServedOn: inspectiontest.April(9)})
	require.Len(t, r.Told, 1)
	require.Equal(t, law.NoticeChange, r.Told[0].Kind)
}
