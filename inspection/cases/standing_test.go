package cases_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func TestSuspendAndResume(t *testing.T) {
	r := inspectiontest.Served(t).OnDay(inspectiontest.April(11)).Suspend() // the 9th and 10th are used
	require.True(t, r.Case.Suspended())
	d := r.Deadline(law.DeadlineSelfCheck)
	require.Nil(t, d.Next)
	require.True(t, d.Suspended())
	_, running := r.Case.Deadlines.NextDue()
	require.False(t, running, "nobody knows the end")
	_, pending := r.Case.Deadlines.NextMoment()
	require.False(t, pending)
	r.OnDay(inspectiontest.April(30))
	require.Equal(t, cases.StageSelfCheck, r.Case.Stage, "the clock stands")
	r.Refused("out_of_order", "director", law.Resume{On: inspectiontest.April(10)}, inspectiontest.Reasoned)
	r.Do("director", law.Resume{On: inspectiontest.April(18)}, inspectiontest.Reasoned)
	require.False(t, r.Case.Suspended())
	d = r.Deadline(law.DeadlineSelfCheck)
	require.Equal(t, inspectiontest.Date(2024, 4, 29), d.Last, "eight days from the 19th: 19, 22–26, 28, 29")
	require.Equal(t, 2, d.Generation, "counted again")
	require.Equal(t, law.StepOverdue, d.Next.Step)
	require.Equal(t, r.Now, d.Next.At, "it has passed already: at once")
	r.Refused("case_not_suspended", "director", law.Resume{On: inspectiontest.April(30)})
	r.At(r.Now)
	require.Equal(t, cases.StageOnSite, r.Case.Stage)
	r.Refused("out_of_order", "director", law.Suspend{On: inspectiontest.April(17)}, inspectiontest.Reasoned)
}

// TestSuspendedWhileOverdue: what has run out stays so; nobody is urged meanwhile.
func TestSuspendedWhileOverdue(t *testing.T) {
	r := inspectiontest.Visited(t).Sign().OnDay(inspectiontest.April(16))
	require.True(t, r.Deadline(law.DeadlineResult).Overdue)
	r.Suspend()
	r.Told = nil
	r.OnDay(inspectiontest.April(25))
	require.Empty(t, r.Told)
	require.True(t, r.Deadline(law.DeadlineResult).Overdue)
	r.Resume()
	d := r.Deadline(law.DeadlineResult)
	require.True(t, d.Overdue)
	require.Equal(t, inspectiontest.April(15), d.Last)
	require.Equal(t, inspectiontest.April(26).At(9, 0), d.Next.At)
	r.OnDay(inspectiontest.April(26))
	require.Equal(t, 1, r.Count(law.NoticeOverdue), "urged again, not recorded again")
	require.Equal(t, inspectiontest.May(17), r.Deadline(law.DeadlinePublication).Last, "five days used, fifteen from 26 April on")
}

// TestSuspensionFromADayBeforeThePassing takes the passing back.
func TestSuspensionFromADayBeforeThePassing(t *testing.T) {
	r := inspectiontest.Visited(t).Sign().OnDay(inspectiontest.April(16))
	r.Do("director", law.Suspend{On: inspectiontest.April(11)})
	r.Resume()
	d := r.Deadline(law.DeadlineResult)
	require.False(t, d.Overdue)
	require.Equal(t, inspectiontest.April(19), d.Last)
}

// TestLaterPeriodsPassOverEarlierSuspensions, where what starts them is entered
// late.
func TestLaterPeriodsPassOverEarlierSuspensions(t *testing.T) {
	r := inspectiontest.Served(t).File()
	f := r.VisitFacts(inspectiontest.Clear())
	f.Started, f.Ended = inspectiontest.April(8).At(10, 0), inspectiontest.April(9).At(11, 0)
	r.OnDay(inspectiontest.April(10)).Suspend().OnDay(inspectiontest.April(12)).Resume().OnDay(inspectiontest.April(15))
	r.Do("lead", f, inspectiontest.Reasoned)
	require.Equal(t, inspectiontest.April(19), r.Deadline(law.DeadlineResult).Last, "10 to 12 April stood still")
}

func TestRecountWhileSuspended(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.Date(2026, 12, 17)).Issue().Serve().Suspend()
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	before := r.Deadline(law.DeadlineSelfCheck)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	require.Equal(t, before, r.Deadline(law.DeadlineSelfCheck))
	r.Resume()
	require.Equal(t, r.Law.Calendar.Version(), r.Deadline(law.DeadlineSelfCheck).Calendar)
	require.False(t, r.Deadline(law.DeadlineSelfCheck).Provisional)
}

func TestRecountMovesOpenPeriods(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.Date(2026, 12, 25))
	require.True(t, r.Deadline(law.DeadlinePublication).Provisional)
	require.Equal(t, inspectiontest.Date(2027, 1, 4), r.Deadline(law.DeadlineResult).Last)
	r.Told = nil
	r.Refused("already_recounted", "system", law.Recount{Calendar: r.Law.Calendar.Version()})
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	r.Refused("calendar_not_current", "system", law.Recount{Calendar: "other"})
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	publication, result := r.Deadline(law.DeadlinePublication), r.Deadline(law.DeadlineResult)
	require.Equal(t, inspectiontest.Date(2027, 1, 26), publication.Last)
	require.Equal(t, inspectiontest.Date(2027, 1, 5), result.Last)
	require.False(t, publication.Provisional)
	require.Equal(t, 2, publication.Generation)
	require.Len(t, r.Told, 2)
	require.Equal(t, law.NoticeChange, r.Told[0].Kind)
	require.Contains(t, r.Told[0].Text, "2027年1月4日改为2027年1月5日")
	r.Refused("already_recounted", "system", law.Recount{Calendar: r.Law.Calendar.Version()})
}

// TestRecountKeepsOverdue: a passing stays on record where the end stays past, is
// not recorded twice, and is taken back where the end moves into the future.
func TestRecountKeepsOverdue(t *testing.T) {
	r := inspectiontest.Visited(t).Sign().OnDay(inspectiontest.April(16))
	r.Told = nil
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	before := r.Deadline(law.DeadlineResult)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	after := r.Deadline(law.DeadlineResult)
	require.True(t, after.Overdue)
	require.Equal(t, before.Generation, after.Generation, "nothing moved")
	require.Equal(t, before.Next, after.Next)
	require.Empty(t, r.Told)

	r = inspectiontest.Visited(t).Sign().At(inspectiontest.April(15).End()) // at the very moment of the passing
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	require.True(t, r.Deadline(law.DeadlineResult).Overdue)

	r = inspectiontest.EndedOn(t, inspectiontest.Date(2026, 12, 25)).Sign()
	r.At(inspectiontest.Date(2027, 1, 4).End())
	require.True(t, r.Deadline(law.DeadlineResult).Overdue)
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	require.False(t, r.Deadline(law.DeadlineResult).Overdue)
	require.Equal(t, inspectiontest.Date(2027, 1, 5), r.Deadline(law.DeadlineResult).Last)
}

// TestRecountRenewsRemindersThatMoved: the end may stay while a reminder that
// counts working days before it moves; its old moment is then no longer meant.
func TestRecountRenewsRemindersThatMoved(t *testing.T) {
	r := inspectiontest.ServedOn(t, inspectiontest.Date(2026, 12, 25)).File()
	last := r.Deadline(law.DeadlineOnSite).Last // 25 January 2027, provisional
	exceptions := []calendar.Exception{{Date: inspectiontest.Date(2027, 1, 1), Holiday: "元旦", Notice: "测试〔2026〕1号"},
		{Date: inspectiontest.Date(2027, 1, 20), Holiday: "测试", Notice: "测试〔2026〕1号"}, {Date: inspectiontest.Date(2027, 1, 16), Working: true, Holiday: "测试", Notice: "测试〔2026〕1号"}}
	cal, err := calendar.Embedded().With("", 2027, exceptions)
	require.NoError(t, err)
	r.At(inspectiontest.Date(2027, 1, 18).At(10, 0))
	require.Equal(t, "before_3", r.Deadline(law.DeadlineOnSite).Next.Step)
	old := *r.Deadline(law.DeadlineOnSite).Next
	r.Law.Calendar = cal
	r.Do("system", law.Recount{Calendar: cal.Version()})
	d := r.Deadline(law.DeadlineOnSite)
	require.Equal(t, last, d.Last)
	require.Equal(t, inspectiontest.Date(2027, 1, 19).At(9, 0), d.Next.At, "three working days before were the 20th")
	require.NotEqual(t, old.Generation, d.Next.Generation)
	r.Now = old.At
	r.Refused("moment_not_meant", "system", law.Lapse{Moment: old})
}

// TestGenerationGrowsOnlyWithWhatMoved: with the end of a period, or with the
// next moment at which somebody is told.
func TestGenerationGrowsOnlyWithWhatMoved(t *testing.T) {
	r := inspectiontest.Visited(t).Sign().OnDay(inspectiontest.April(25))
	generation := func() int { return r.Deadline(law.DeadlineResult).Generation }
	next := 2027
	recount := func() {
		r.Law.Calendar = inspectiontest.NewerCalendar(t, next)
		next++
		r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	}
	require.Equal(t, 1, generation())
	r.Do("head", cases.CorrectEntry{Seq: visitSeq, Ended: inspectiontest.April(9).At(10, 0)})
	require.Equal(t, inspectiontest.April(16), r.Deadline(law.DeadlineResult).Last, "another end, as long past as before")
	require.Equal(t, 2, generation())
	recount()
	require.Equal(t, 2, generation())
	r.Law.Reminders.DailyAfter = false
	recount()
	require.Nil(t, r.Deadline(law.DeadlineResult).Next)
	require.Equal(t, 3, generation(), "nobody is urged any more")
	recount()
	require.Equal(t, 3, generation())
	r.Law.Reminders.DailyAfter = true
	recount()
	require.Equal(t, 4, generation(), "urged again")
}

func TestExtension(t *testing.T) {
	r := inspectiontest.Served(t)
	extend := func(n int) law.ExtendDeadline {
		return law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: inspectiontest.Working(n)}
	}
	r.Do("head", extend(2))
	r.Do("head", extend(1))
	require.Equal(t, inspectiontest.April(25), r.Deadline(law.DeadlineSelfCheck).Last, "more than once")
	most := *r
	most.Do("head", extend(calendar.MaxAmount))
	for _, bad := range []calendar.Period{inspectiontest.Working(0), inspectiontest.Working(-1), inspectiontest.Working(10000), calendar.PeriodOf(3, calendar.Days)} {
		r.Refused("extension_invalid", "head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: bad}, inspectiontest.Reasoned)
	}
	r.Refused("deadline_not_running", "head", law.ExtendDeadline{Deadline: law.DeadlineResult, By: inspectiontest.Working(1)}, inspectiontest.Reasoned)
	r.Refused("not_your_act", "director", extend(1), inspectiontest.Reasoned)

	r = inspectiontest.Visited(t).Sign()
	r.Refused("deadline_never_extended", "head", law.ExtendDeadline{Deadline: law.DeadlinePublication, By: inspectiontest.Working(1)}, inspectiontest.Reasoned)
	byResult := law.ExtendDeadline{Deadline: law.DeadlineResult, By: inspectiontest.Working(5)}
	r.At(inspectiontest.April(16).At(0, 0))
	e := r.Refused("deadline_passed", "head", byResult, inspectiontest.Reasoned)
	require.Contains(t, e.Message, "2024年4月15日")
	// Granted in time, entered the day after: the passing is taken back.
	r.Do("head", byResult, inspectiontest.Happened(inspectiontest.April(15).At(17, 0)), inspectiontest.Reasoned)
	require.False(t, r.Deadline(law.DeadlineResult).Overdue)
	require.Equal(t, inspectiontest.April(22), r.Deadline(law.DeadlineResult).Last)

	// A head of two sections extends nothing of the section that is not his.
	both := inspectiontest.People["director"]
	both.Roles = append([]law.Role{law.RoleSectionHead}, both.Roles...)
	inspectiontest.RefusedAs(t, "not_your_act", inspectiontest.Visited(t).Attempt(both, byResult, inspectiontest.Reasoned))
}

// TestEachPeriodIsExtendedByItsOwnHead, where an edition names different ones.
func TestEachPeriodIsExtendedByItsOwnHead(t *testing.T) {
	edition := editionWith(t, func(e *law.Edition) {
		e.Periods = slices.Clone(e.Periods)
		i := slices.IndexFunc(e.Periods, func(p law.LegalPeriod) bool { return p.Kind == law.DeadlinePublication })
		e.Periods[i].ExtendBy = law.RoleBureauHead
	})
	r := inspectiontest.Visited(t)
	r.Case.Edition, r.Law.Edition = edition.Code, edition
	publication := law.ExtendDeadline{Deadline: law.DeadlinePublication, By: inspectiontest.Working(1)}
	require.Contains(t, r.Refused("not_your_act", "head", publication, inspectiontest.Reasoned).Message, "“公示检查结果”期限应由局负责人延长")
	r.Refused("not_your_act", "director", law.ExtendDeadline{Deadline: law.DeadlineResult, By: inspectiontest.Working(1)}, inspectiontest.Reasoned)
	r.Do("director", publication)
	r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineResult, By: inspectiontest.Working(1)})
}

// TestAPeriodThatTheEditionDoesNotHaveDoesNotRun.
func TestAPeriodThatTheEditionDoesNotHaveDoesNotRun(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue()
	edition := editionWith(t, func(e *law.Edition) {
		e.Periods = slices.DeleteFunc(slices.Clone(e.Periods), func(p law.LegalPeriod) bool { return p.Kind == law.DeadlineSelfCheck })
	})
	r.Case.Edition, r.Law.Edition = edition.Code, edition
	r.Serve()
	require.Empty(t, r.Case.Deadlines)
}

func TestReplaceInspector(t *testing.T) {
	r := inspectiontest.Served(t)
	for name, f := range map[string]cases.ReplaceInspector{
		"nobody comes":       {Out: "Z2", Team: law.Team{"Z1"}},
		"leaver stays":       {Out: "Z2", Team: law.Team{"Z1", "Z2"}},
		"other one is gone":  {Out: "Z2", Team: law.Team{"Z8", "Z9"}},
		"twice the same":     {Out: "Z2", Team: law.Team{"Z1", "Z1"}},
		"nobody by no name":  {Out: "Z2", Team: law.Team{"Z1", ""}},
		"who stays, twice":   {Out: "Z2", Team: law.Team{"Z1", "Z1", "Z9"}},
		"a larger team":      {Out: "Z2", Team: law.Team{"Z1", "Z8", "Z9"}},
		"no team was worked": {Out: "Z2"},
	} {
		t.Run(name, func(*testing.T) { r.Refused("replacement_invalid", "head", f, inspectiontest.Reasoned) })
	}
	three := *r
	three.Case.Team = law.Team{"Z1", "Z2", "Z3"}
	three.Refused("replacement_invalid", "head", cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z1", "Z9"}}, inspectiontest.Reasoned)
	r.Refused("not_on_team", "head", cases.ReplaceInspector{Out: "Z7", Team: law.Team{"Z1", "Z9"}}, inspectiontest.Reasoned)

	r.Told = nil
	r.Do("head", cases.ReplaceInspector{Out: "Z1", Team: law.Team{"Z2", "Z9"}}) // the lead
	require.Equal(t, "Z2", r.Case.Team.Lead())
	require.Equal(t, []string{"Z1"}, r.Case.Left)
	require.ElementsMatch(t, []string{"Z1", "Z2", "Z9"}, r.Told[0].To.Certificates)
	r.Refused("replacement_invalid", "head", cases.ReplaceInspector{Out: "Z9", Team: law.Team{"Z2", "Z1"}}, inspectiontest.Reasoned)
	filled := *r
	filled.File().At(inspectiontest.April(8).At(16, 0)).Do("member", filled.VisitFacts(inspectiontest.Clear()))
	filled.Do("head", cases.ReplaceInspector{Out: "Z9", Team: law.Team{"Z2", "Z3"}}) // nobody has signed yet
	r.File().At(inspectiontest.April(8).At(16, 0))
	r.Refused("not_your_act", "lead", r.VisitFacts(inspectiontest.Clear()))
	r.Do("member", r.VisitFacts(inspectiontest.Clear()))
	third := inspectiontest.People["other inspector"]
	third.Certificate = "Z9"
	require.NoError(t, r.Attempt(third, cases.SignRecord{Revision: 1}))
	r.Refused("record_signed", "head", cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z9", "Z8"}}, inspectiontest.Reasoned)
	r.Do("member", cases.SignRecord{Revision: 1})
	r.Refused("not_your_act", "lead", cases.ProposeResult{Outcome: law.OutcomeNoProblem})
	r.Do("member", cases.ProposeResult{Outcome: law.OutcomeNoProblem}) // the new lead
}

// TestNobodyLeadsNoTeam: who has no certificate is not the lead of a case that
// has no inspectors.
func TestNobodyLeadsNoTeam(t *testing.T) {
	r := inspectiontest.Signed(t)
	r.Case.Team = nil
	someone := inspectiontest.People["lead"]
	someone.Certificate = ""
	inspectiontest.RefusedAs(t, "not_your_act", r.Attempt(someone, cases.ProposeResult{Outcome: law.OutcomeNoProblem}))
}

func TestCancelWhileSuspended(t *testing.T) {
	r := inspectiontest.Confirmed(t).Prepare().Suspend()
	r.Do("system", cases.CancelCase{})
	require.Equal(t, cases.StageCancelled, r.Case.Stage)
	require.False(t, r.Case.Suspended())
	require.Empty(t, r.Case.Deadlines)
	require.Empty(t, r.Case.Publication.PreparedBy)
	require.Equal(t, r.Now, r.Case.Closed)
}

// TestPublicResultIsBroughtToItsEnd also where the task was cancelled.
func TestPublicResultIsBroughtToItsEnd(t *testing.T) {
	r := inspectiontest.Handling(t).Publish()
	r.Refused("result_public", "system", cases.CancelCase{})
	r.Order().Report().Reinspect(true).Publish()
	finished(t, r)
}

func TestMarkedReplacedOnce(t *testing.T) {
	r := inspectiontest.Closed(t)
	r.Do("system", cases.MarkReplaced{})
	require.True(t, r.Case.Replaced)
	r.Refused("already_replaced", "system", cases.MarkReplaced{})
}

func TestOpenRefuses(t *testing.T) {
	l := inspectiontest.LawOf2024(t)
	for _, team := range []law.Team{nil, {"Z1"}, {"Z1", "Z1"}, {"Z1", "Z2", "Z2"}} {
		o := inspectiontest.Opening(inspectiontest.April(8).At(9, 0))
		o.Team = team
		_, err := cases.Open(o, l)
		inspectiontest.RefusedAs(t, "team_too_small", err)
	}
	for code, change := range map[string]func(*cases.Opening){
		"no_items":         func(o *cases.Opening) { o.Items = nil },
		"edition_mismatch": func(o *cases.Opening) { o.Edition = "2025" },
	} {
		o := inspectiontest.Opening(inspectiontest.April(8).At(9, 0))
		change(&o)
		_, err := cases.Open(o, l)
		inspectiontest.RefusedAs(t, code, err)
	}
	_, err := cases.Open(inspectiontest.Opening(inspectiontest.April(8).At(9, 0)), law.Law{Calendar: l.Calendar})
	inspectiontest.RefusedAs(t, "edition_mismatch", err)
}

func TestOtherEditionIsNotApplied(t *testing.T) {
	r := inspectiontest.Served(t)
	other := *r.Law.Edition
	other.Code = "2025"
	r.Law.Edition = &other
	r.Refused("edition_mismatch", "lead", cases.AgreeVisit{On: inspectiontest.April(9)})
	r.Law.Edition = nil
	r.Refused("edition_mismatch", "lead", cases.AgreeVisit{On: inspectiontest.April(9)})
}

// TestUnknownEditionOfACase: a record from a newer software is refused in words.
func TestUnknownEditionOfACase(t *testing.T) {
	r := inspectiontest.Handling(t)
	r.Case.Edition = "2031"
	for _, act := range []law.Facts{cases.PreparePublication{}, law.ExtendDeadline{}} {
		a, err := law.NewAct(inspectiontest.People[map[law.ActKind]string{cases.ActPreparePublication: "clerk", law.ActExtendDeadline: "head"}[act.Kind()]], r.Now, act)
		require.NoError(t, err)
		inspectiontest.RefusedAs(t, "edition_unknown", r.Case.Permit(a))
	}
}

func TestSchemeLengthsHoldInTheCase(t *testing.T) {
	o := inspectiontest.Opening(inspectiontest.April(8).At(9, 0))
	o.Lengths = map[law.DeadlineKind]calendar.Period{law.DeadlineSelfCheck: inspectiontest.Working(3), law.DeadlineNotify: inspectiontest.Working(1)}
	c, err := cases.Open(o, inspectiontest.LawOf2024(t))
	require.NoError(t, err)
	r := &inspectiontest.CaseRun{T: t, Case: c, Law: inspectiontest.LawOf2024(t), Now: inspectiontest.April(8).At(9, 0)}
	require.Equal(t, inspectiontest.April(9), r.Deadline(law.DeadlineNotify).Last)
	r.Issue().Serve()
	require.Equal(t, inspectiontest.April(11), r.Deadline(law.DeadlineSelfCheck).Last)
}

func TestUnreadableFacts(t *testing.T) {
	r := inspectiontest.Served(t)
	for raw, field := range map[string]string{`{"on": 5`: "", `{"on": {}}`: "on", `{"on": "30 February"}`: ""} {
		_, _, err := r.Case.Apply(law.Act{Kind: cases.ActAgreeVisit, Actor: inspectiontest.People["lead"], Happened: r.Now, Entered: r.Now, Facts: []byte(raw)}, r.Law)
		e := inspectiontest.RefusedAs(t, "act_facts_unreadable", err)
		require.NotRegexp(t, "[a-zA-Z]", e.Message, "Chinese only")
		if field != "" {
			require.Equal(t, []law.FieldError{{Field: field, Value: "object", Message: "格式不正确"}}, e.Fields)
		}
	}
	_, _, err := r.Case.Apply(law.Act{Kind: cases.ActAgreeVisit, Actor: inspectiontest.People["lead"], Happened: r.Now, Entered: r.Now}, r.Law)
	inspectiontest.RefusedAs(t, "in_the_past", err)
}

// TestReplaceable: an alternate takes the place of an entity that is gone or not
// to be found, once the section head has confirmed that, and of no other.
func TestReplaceable(t *testing.T) {
	for outcome, want := range map[law.Outcome]string{
		law.OutcomeDeregistered:   "",
		law.OutcomeUnreachable:    "",
		law.OutcomeNoProblem:      "not_replaceable",
		law.OutcomeNoSuchBusiness: "not_replaceable",
		law.OutcomeCorrection:     "not_replaceable",
		law.OutcomeFollowUp:       "not_replaceable",
		law.OutcomeUncooperative:  "not_replaceable",
		law.OutcomeConcealed:      "not_replaceable",
	} {
		c := cases.Case{No: inspectiontest.CaseNo, Edition: "2024"}
		inspectiontest.RefusedAs(t, "result_not_confirmed", c.Replaceable())
		c.Result = &cases.Result{Outcome: outcome, ProposedBy: "u-lead"}
		inspectiontest.RefusedAs(t, "result_not_confirmed", c.Replaceable())
		c.Result.ConfirmedBy = "u-head"
		if want == "" {
			require.NoError(t, c.Replaceable(), outcome)
			continue
		}
		require.Equal(t, law.KindNotAllowed, inspectiontest.RefusedAs(t, want, c.Replaceable()).Kind, outcome)
	}
	inspectiontest.RefusedAs(t, "edition_unknown", cases.Case{}.Replaceable())
}
