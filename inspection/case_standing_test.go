package inspection_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func TestSuspendAndResume(t *testing.T) {
	r := served(t).onDay(april(11)).suspend() // the 9th and 10th are used
	require.True(t, r.c.Suspended())
	d := r.deadline(inspection.DeadlineSelfCheck)
	require.Nil(t, d.Next)
	require.True(t, d.Suspended())
	_, running := r.c.Deadlines.NextDue()
	require.False(t, running, "nobody knows the end")
	_, pending := r.c.Deadlines.NextMoment()
	require.False(t, pending)
	r.onDay(april(30))
	require.Equal(t, inspection.StageSelfCheck, r.c.Stage, "the clock stands")
	r.refused("out_of_order", "director", inspection.Resume{On: april(10)}, reasoned)
	r.do("director", inspection.Resume{On: april(18)}, reasoned)
	require.False(t, r.c.Suspended())
	d = r.deadline(inspection.DeadlineSelfCheck)
	require.Equal(t, date(2024, 4, 29), d.Last, "eight days from the 19th: 19, 22–26, 28, 29")
	require.Equal(t, 2, d.Generation, "counted again")
	require.Equal(t, inspection.StepOverdue, d.Next.Step)
	require.Equal(t, r.now, d.Next.At, "it has passed already: at once")
	r.refused("case_not_suspended", "director", inspection.Resume{On: april(30)})
	r.at(r.now)
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	r.refused("out_of_order", "director", inspection.Suspend{On: april(17)}, reasoned)
}

// TestSuspendedWhileOverdue: what has run out stays so; nobody is urged meanwhile.
func TestSuspendedWhileOverdue(t *testing.T) {
	r := visited(t).sign().onDay(april(16))
	require.True(t, r.deadline(inspection.DeadlineResult).Overdue)
	r.suspend()
	r.told = nil
	r.onDay(april(25))
	require.Empty(t, r.told)
	require.True(t, r.deadline(inspection.DeadlineResult).Overdue)
	r.resume()
	d := r.deadline(inspection.DeadlineResult)
	require.True(t, d.Overdue)
	require.Equal(t, april(15), d.Last)
	require.Equal(t, april(26).At(9, 0), d.Next.At)
	r.onDay(april(26))
	require.Equal(t, 1, r.count(inspection.NoticeOverdue), "urged again, not recorded again")
	require.Equal(t, may(17), r.deadline(inspection.DeadlinePublication).Last, "five days used, fifteen from 26 April on")
}

// TestSuspensionFromADayBeforeThePassing takes the passing back.
func TestSuspensionFromADayBeforeThePassing(t *testing.T) {
	r := visited(t).sign().onDay(april(16))
	r.do("director", inspection.Suspend{On: april(11)})
	r.resume()
	d := r.deadline(inspection.DeadlineResult)
	require.False(t, d.Overdue)
	require.Equal(t, april(19), d.Last)
}

// TestLaterPeriodsPassOverEarlierSuspensions, where what starts them is entered
// late.
func TestLaterPeriodsPassOverEarlierSuspensions(t *testing.T) {
	r := served(t).file()
	f := r.visitFacts(clear())
	f.Started, f.Ended = april(8).At(10, 0), april(9).At(11, 0)
	r.onDay(april(10)).suspend().onDay(april(12)).resume().onDay(april(15))
	r.do("lead", f, reasoned)
	require.Equal(t, april(19), r.deadline(inspection.DeadlineResult).Last, "10 to 12 April stood still")
}

func TestRecountWhileSuspended(t *testing.T) {
	r := openCase(t, date(2026, 12, 17)).issue().serve().suspend()
	r.law.Calendar = newerCalendar(t, 2027)
	before := r.deadline(inspection.DeadlineSelfCheck)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	require.Equal(t, before, r.deadline(inspection.DeadlineSelfCheck))
	r.resume()
	require.Equal(t, r.law.Calendar.Version(), r.deadline(inspection.DeadlineSelfCheck).Calendar)
	require.False(t, r.deadline(inspection.DeadlineSelfCheck).Provisional)
}

func TestRecountMovesOpenPeriods(t *testing.T) {
	r := endedOn(t, date(2026, 12, 25))
	require.True(t, r.deadline(inspection.DeadlinePublication).Provisional)
	require.Equal(t, date(2027, 1, 1), r.deadline(inspection.DeadlineResult).Last)
	r.told = nil
	r.refused("already_recounted", "system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	r.law.Calendar = newerCalendar(t, 2027)
	r.refused("calendar_not_current", "system", inspection.Recount{Calendar: "other"})
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	publication, result := r.deadline(inspection.DeadlinePublication), r.deadline(inspection.DeadlineResult)
	require.Equal(t, date(2027, 1, 25), publication.Last)
	require.Equal(t, date(2027, 1, 4), result.Last)
	require.False(t, publication.Provisional)
	require.Equal(t, 2, publication.Generation)
	require.Len(t, r.told, 2)
	require.Equal(t, inspection.NoticeChange, r.told[0].Kind)
	require.Contains(t, r.told[0].Text, "2027年1月1日改为2027年1月4日")
	r.refused("already_recounted", "system", inspection.Recount{Calendar: r.law.Calendar.Version()})
}

// TestRecountKeepsOverdue: a passing stays on record where the end stays past, is
// not recorded twice, and is taken back where the end moves into the future.
func TestRecountKeepsOverdue(t *testing.T) {
	r := visited(t).sign().onDay(april(16))
	r.told = nil
	r.law.Calendar = newerCalendar(t, 2027)
	before := r.deadline(inspection.DeadlineResult)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	after := r.deadline(inspection.DeadlineResult)
	require.True(t, after.Overdue)
	require.Equal(t, before.Generation, after.Generation, "nothing moved")
	require.Equal(t, before.Next, after.Next)
	require.Empty(t, r.told)

	r = visited(t).sign().at(april(15).End()) // at the very moment of the passing
	r.law.Calendar = newerCalendar(t, 2027)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	require.True(t, r.deadline(inspection.DeadlineResult).Overdue)

	r = endedOn(t, date(2026, 12, 25)).sign()
	r.at(date(2027, 1, 1).End())
	require.True(t, r.deadline(inspection.DeadlineResult).Overdue)
	r.law.Calendar = newerCalendar(t, 2027)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	require.False(t, r.deadline(inspection.DeadlineResult).Overdue)
	require.Equal(t, date(2027, 1, 4), r.deadline(inspection.DeadlineResult).Last)
}

// TestRecountRenewsRemindersThatMoved: the end may stay while a reminder that
// counts working days before it moves; its old moment is then no longer meant.
func TestRecountRenewsRemindersThatMoved(t *testing.T) {
	r := servedOn(t, date(2026, 12, 25)).file()
	last := r.deadline(inspection.DeadlineOnSite).Last // 22 January 2027, provisional
	exceptions := []calendar.Exception{
		{Date: date(2027, 1, 20), Holiday: "测试", Notice: "测试〔2026〕1号"}, {Date: date(2027, 1, 16), Working: true, Holiday: "测试", Notice: "测试〔2026〕1号"}}
	cal, err := calendar.Embedded().With("", 2027, exceptions)
	require.NoError(t, err)
	r.at(date(2027, 1, 15).At(10, 0))
	require.Equal(t, "before_3", r.deadline(inspection.DeadlineOnSite).Next.Step)
	old := *r.deadline(inspection.DeadlineOnSite).Next
	r.law.Calendar = cal
	r.do("system", inspection.Recount{Calendar: cal.Version()})
	d := r.deadline(inspection.DeadlineOnSite)
	require.Equal(t, last, d.Last)
	require.Equal(t, date(2027, 1, 18).At(9, 0), d.Next.At, "three working days before were the 19th")
	require.NotEqual(t, old.Generation, d.Next.Generation)
	r.now = old.At
	r.refused("moment_not_meant", "system", inspection.Lapse{Moment: old})
}

// TestGenerationGrowsOnlyWithWhatMoved: with the end of a period, or with the
// next moment at which somebody is told.
func TestGenerationGrowsOnlyWithWhatMoved(t *testing.T) {
	r := visited(t).sign().onDay(april(25))
	generation := func() int { return r.deadline(inspection.DeadlineResult).Generation }
	next := 2027
	recount := func() {
		r.law.Calendar = newerCalendar(t, next)
		next++
		r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	}
	require.Equal(t, 1, generation())
	r.do("head", inspection.CorrectEntry{Seq: visitSeq, Ended: april(9).At(10, 0)})
	require.Equal(t, april(16), r.deadline(inspection.DeadlineResult).Last, "another end, as long past as before")
	require.Equal(t, 2, generation())
	recount()
	require.Equal(t, 2, generation())
	r.law.Reminders.DailyAfter = false
	recount()
	require.Nil(t, r.deadline(inspection.DeadlineResult).Next)
	require.Equal(t, 3, generation(), "nobody is urged any more")
	recount()
	require.Equal(t, 3, generation())
	r.law.Reminders.DailyAfter = true
	recount()
	require.Equal(t, 4, generation(), "urged again")
}

func TestExtension(t *testing.T) {
	r := served(t)
	extend := func(n int) inspection.ExtendDeadline {
		return inspection.ExtendDeadline{Deadline: inspection.DeadlineSelfCheck, By: working(n)}
	}
	r.do("head", extend(2))
	r.do("head", extend(1))
	require.Equal(t, april(25), r.deadline(inspection.DeadlineSelfCheck).Last, "more than once")
	most := *r
	most.do("head", extend(calendar.MaxAmount))
	for _, bad := range []calendar.Period{working(0), working(-1), working(10000), calendar.PeriodOf(3, calendar.Days)} {
		r.refused("extension_invalid", "head", inspection.ExtendDeadline{Deadline: inspection.DeadlineSelfCheck, By: bad}, reasoned)
	}
	r.refused("deadline_not_running", "head", inspection.ExtendDeadline{Deadline: inspection.DeadlineResult, By: working(1)}, reasoned)
	r.refused("not_your_act", "director", extend(1), reasoned)

	r = visited(t).sign()
	r.refused("deadline_never_extended", "head", inspection.ExtendDeadline{Deadline: inspection.DeadlinePublication, By: working(1)}, reasoned)
	byResult := inspection.ExtendDeadline{Deadline: inspection.DeadlineResult, By: working(5)}
	r.at(april(16).At(0, 0))
	e := r.refused("deadline_passed", "head", byResult, reasoned)
	require.Contains(t, e.Message, "2024年4月15日")
	// Granted in time, entered the day after: the passing is taken back.
	r.do("head", byResult, happened(april(15).At(17, 0)), reasoned)
	require.False(t, r.deadline(inspection.DeadlineResult).Overdue)
	require.Equal(t, april(22), r.deadline(inspection.DeadlineResult).Last)

	// A head of two sections extends nothing of the section that is not his.
	both := people["director"]
	both.Roles = append([]inspection.Role{inspection.RoleSectionHead}, both.Roles...)
	refusedAs(t, "not_your_act", visited(t).attempt(both, byResult, reasoned))
}

// TestEachPeriodIsExtendedByItsOwnHead, where an edition names different ones.
func TestEachPeriodIsExtendedByItsOwnHead(t *testing.T) {
	edition := editionWith(t, func(e *inspection.Edition) {
		e.Periods = slices.Clone(e.Periods)
		i := slices.IndexFunc(e.Periods, func(p inspection.LegalPeriod) bool { return p.Kind == inspection.DeadlinePublication })
		e.Periods[i].ExtendBy = inspection.RoleBureauHead
	})
	r := visited(t)
	r.c.Edition, r.law.Edition = edition.Code, edition
	publication := inspection.ExtendDeadline{Deadline: inspection.DeadlinePublication, By: working(1)}
	require.Contains(t, r.refused("not_your_act", "head", publication, reasoned).Message, "“公示检查结果”期限应由局负责人延长")
	r.refused("not_your_act", "director", inspection.ExtendDeadline{Deadline: inspection.DeadlineResult, By: working(1)}, reasoned)
	r.do("director", publication)
	r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineResult, By: working(1)})
}

// TestAPeriodThatTheEditionDoesNotHaveDoesNotRun.
func TestAPeriodThatTheEditionDoesNotHaveDoesNotRun(t *testing.T) {
	r := openCase(t, april(8)).issue()
	edition := editionWith(t, func(e *inspection.Edition) {
		e.Periods = slices.DeleteFunc(slices.Clone(e.Periods), func(p inspection.LegalPeriod) bool { return p.Kind == inspection.DeadlineSelfCheck })
	})
	r.c.Edition, r.law.Edition = edition.Code, edition
	r.serve()
	require.Empty(t, r.c.Deadlines)
}

func TestReplaceInspector(t *testing.T) {
	r := served(t)
	for name, f := range map[string]inspection.ReplaceInspector{
		"nobody comes":       {Out: "Z2", Team: inspection.Team{"Z1"}},
		"leaver stays":       {Out: "Z2", Team: inspection.Team{"Z1", "Z2"}},
		"other one is gone":  {Out: "Z2", Team: inspection.Team{"Z8", "Z9"}},
		"twice the same":     {Out: "Z2", Team: inspection.Team{"Z1", "Z1"}},
		"nobody by no name":  {Out: "Z2", Team: inspection.Team{"Z1", ""}},
		"who stays, twice":   {Out: "Z2", Team: inspection.Team{"Z1", "Z1", "Z9"}},
		"a larger team":      {Out: "Z2", Team: inspection.Team{"Z1", "Z8", "Z9"}},
		"no team was worked": {Out: "Z2"},
	} {
		t.Run(name, func(*testing.T) { r.refused("replacement_invalid", "head", f, reasoned) })
	}
	three := *r
	three.c.Team = inspection.Team{"Z1", "Z2", "Z3"}
	three.refused("replacement_invalid", "head", inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z1", "Z9"}}, reasoned)
	r.refused("not_on_team", "head", inspection.ReplaceInspector{Out: "Z7", Team: inspection.Team{"Z1", "Z9"}}, reasoned)

	r.told = nil
	r.do("head", inspection.ReplaceInspector{Out: "Z1", Team: inspection.Team{"Z2", "Z9"}}) // the lead
	require.Equal(t, "Z2", r.c.Team.Lead())
	require.Equal(t, []string{"Z1"}, r.c.Left)
	require.ElementsMatch(t, []string{"Z1", "Z2", "Z9"}, r.told[0].To.Certificates)
	r.refused("replacement_invalid", "head", inspection.ReplaceInspector{Out: "Z9", Team: inspection.Team{"Z2", "Z1"}}, reasoned)
	filled := *r
	filled.file().at(april(8).At(16, 0)).do("member", filled.visitFacts(clear()))
	filled.do("head", inspection.ReplaceInspector{Out: "Z9", Team: inspection.Team{"Z2", "Z3"}}) // nobody has signed yet
	r.file().at(april(8).At(16, 0))
	r.refused("not_your_act", "lead", r.visitFacts(clear()))
	r.do("member", r.visitFacts(clear()))
	third := people["other inspector"]
	third.Certificate = "Z9"
	require.NoError(t, r.attempt(third, inspection.SignRecord{Revision: 1}))
	r.refused("record_signed", "head", inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z9", "Z8"}}, reasoned)
	r.do("member", inspection.SignRecord{Revision: 1})
	r.refused("not_your_act", "lead", inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})
	r.do("member", inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem}) // the new lead
}

// TestNobodyLeadsNoTeam: who has no certificate is not the lead of a case that
// has no inspectors.
func TestNobodyLeadsNoTeam(t *testing.T) {
	r := signed(t)
	r.c.Team = nil
	someone := people["lead"]
	someone.Certificate = ""
	refusedAs(t, "not_your_act", r.attempt(someone, inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem}))
}

func TestCancelWhileSuspended(t *testing.T) {
	r := confirmed(t).prepare().suspend()
	r.do("system", inspection.CancelCase{})
	require.Equal(t, inspection.StageCancelled, r.c.Stage)
	require.False(t, r.c.Suspended())
	require.Empty(t, r.c.Deadlines)
	require.Empty(t, r.c.Publication.PreparedBy)
	require.Equal(t, r.now, r.c.Closed)
}

// TestPublicResultIsBroughtToItsEnd also where the task was cancelled.
func TestPublicResultIsBroughtToItsEnd(t *testing.T) {
	r := handling(t).publish()
	r.refused("result_public", "system", inspection.CancelCase{})
	r.order().report().reinspect(true).publish()
	finished(t, r)
}

func TestMarkedReplacedOnce(t *testing.T) {
	r := closed(t)
	r.do("system", inspection.MarkReplaced{})
	require.True(t, r.c.Replaced)
	r.refused("already_replaced", "system", inspection.MarkReplaced{})
}

func TestOpenRefuses(t *testing.T) {
	law := lawOf2024(t)
	for _, team := range []inspection.Team{nil, {"Z1"}, {"Z1", "Z1"}, {"Z1", "Z2", "Z2"}} {
		o := opening(april(8).At(9, 0))
		o.Team = team
		_, err := inspection.Open(o, law)
		refusedAs(t, "team_too_small", err)
	}
	for code, change := range map[string]func(*inspection.Opening){
		"no_items":         func(o *inspection.Opening) { o.Items = nil },
		"edition_mismatch": func(o *inspection.Opening) { o.Edition = "2025" },
	} {
		o := opening(april(8).At(9, 0))
		change(&o)
		_, err := inspection.Open(o, law)
		refusedAs(t, code, err)
	}
	_, err := inspection.Open(opening(april(8).At(9, 0)), inspection.Law{Calendar: law.Calendar})
	refusedAs(t, "edition_mismatch", err)
}

func TestOtherEditionIsNotApplied(t *testing.T) {
	r := served(t)
	other := *r.law.Edition
	other.Code = "2025"
	r.law.Edition = &other
	r.refused("edition_mismatch", "lead", inspection.AgreeVisit{On: april(9)})
	r.law.Edition = nil
	r.refused("edition_mismatch", "lead", inspection.AgreeVisit{On: april(9)})
}

// TestUnknownEditionOfACase: a record from a newer software is refused in words.
func TestUnknownEditionOfACase(t *testing.T) {
	r := handling(t)
	r.c.Edition = "2031"
	for _, act := range []inspection.Facts{inspection.PreparePublication{}, inspection.ExtendDeadline{}} {
		a, err := inspection.NewAct(people[map[inspection.ActKind]string{inspection.ActPreparePublication: "clerk", inspection.ActExtendDeadline: "head"}[act.Kind()]], r.now, act)
		require.NoError(t, err)
		refusedAs(t, "edition_unknown", r.c.Permit(a))
	}
}

func TestSchemeLengthsHoldInTheCase(t *testing.T) {
	o := opening(april(8).At(9, 0))
	o.Lengths = map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineSelfCheck: working(3), inspection.DeadlineNotify: working(1)}
	c, err := inspection.Open(o, lawOf2024(t))
	require.NoError(t, err)
	r := &caseRun{t: t, c: c, law: lawOf2024(t), now: april(8).At(9, 0)}
	require.Equal(t, april(9), r.deadline(inspection.DeadlineNotify).Last)
	r.issue().serve()
	require.Equal(t, april(11), r.deadline(inspection.DeadlineSelfCheck).Last)
}

func TestUnreadableFacts(t *testing.T) {
	r := served(t)
	for raw, field := range map[string]string{`{"on": 5`: "", `{"on": {}}`: "on", `{"on": "30 February"}`: ""} {
		_, _, err := r.c.Apply(inspection.Act{Kind: inspection.ActAgreeVisit, Actor: people["lead"], Happened: r.now, Entered: r.now, Facts: []byte(raw)}, r.law)
		e := refusedAs(t, "act_facts_unreadable", err)
		require.NotRegexp(t, "[a-zA-Z]", e.Message, "Chinese only")
		if field != "" {
			require.Equal(t, []inspection.FieldError{{Field: field, Value: "object", Message: "格式不正确"}}, e.Fields)
		}
	}
	_, _, err := r.c.Apply(inspection.Act{Kind: inspection.ActAgreeVisit, Actor: people["lead"], Happened: r.now, Entered: r.now}, r.law)
	refusedAs(t, "in_the_past", err)
}

// TestReplaceable: an alternate takes the place of an entity that is gone or not
// to be found, once the section head has confirmed that, and of no other.
func TestReplaceable(t *testing.T) {
	for outcome, want := range map[inspection.Outcome]string{
		inspection.OutcomeDeregistered:   "",
		inspection.OutcomeUnreachable:    "",
		inspection.OutcomeNoProblem:      "not_replaceable",
		inspection.OutcomeNoSuchBusiness: "not_replaceable",
		inspection.OutcomeCorrection:     "not_replaceable",
		inspection.OutcomeFollowUp:       "not_replaceable",
		inspection.OutcomeUncooperative:  "not_replaceable",
		inspection.OutcomeConcealed:      "not_replaceable",
	} {
		c := inspection.Case{No: caseNo, Edition: "2024"}
		refusedAs(t, "result_not_confirmed", c.Replaceable())
		c.Result = &inspection.Result{Outcome: outcome, ProposedBy: "u-lead"}
		refusedAs(t, "result_not_confirmed", c.Replaceable())
		c.Result.ConfirmedBy = "u-head"
		if want == "" {
			require.NoError(t, c.Replaceable(), outcome)
			continue
		}
		require.Equal(t, inspection.KindNotAllowed, refusedAs(t, want, c.Replaceable()).Kind, outcome)
	}
	refusedAs(t, "edition_unknown", inspection.Case{}.Replaceable())
}
