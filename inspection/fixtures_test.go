package inspection_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

const (
	department = "劳动保障监察大队"
	elsewhere  = "社会保险科"
	thirdParty = "社会保险中心"
	entityCode = "91130227MA07ABCD12"
	caseNo     = "2024001-001-0001"
)

// people are one actor of each role and scope, by the name that the tests use.
var people = map[string]inspection.Actor{
	"lead":            {ID: "u-lead", Roles: []inspection.Role{inspection.RoleInspector}, Department: department, Certificate: "Z1"},
	"member":          {ID: "u-member", Roles: []inspection.Role{inspection.RoleInspector}, Department: elsewhere, Certificate: "Z2"},
	"other inspector": {ID: "u-other", Roles: []inspection.Role{inspection.RoleInspector}, Department: department, Certificate: "Z3"},
	"clerk":           {ID: "u-clerk", Roles: []inspection.Role{inspection.RoleClerk}, Department: department},
	"other clerk":     {ID: "u-clerk-2", Roles: []inspection.Role{inspection.RoleClerk}, Department: elsewhere},
	"head":            {ID: "u-head", Roles: []inspection.Role{inspection.RoleSectionHead}, Department: department},
	"joint head":      {ID: "u-head-2", Roles: []inspection.Role{inspection.RoleSectionHead}, Department: elsewhere},
	"far head":        {ID: "u-head-3", Roles: []inspection.Role{inspection.RoleSectionHead}, Department: "办公室"},
	"director":        {ID: "u-director", Roles: []inspection.Role{inspection.RoleBureauHead}, Department: "局领导"},
	"reviewer":        {ID: "u-reviewer", Roles: []inspection.Role{inspection.RoleLegalReviewer}, Department: department},
	"supervisor":      {ID: "u-supervisor", Roles: []inspection.Role{inspection.RoleSupervisor}, Department: "机关纪委"},
	"administrator":   {ID: "u-admin", Roles: []inspection.Role{inspection.RoleAdministrator}, Department: department},
	"entity":          {ID: entityCode, Roles: []inspection.Role{inspection.RoleEntity}},
	"other entity":    {ID: "91130227MA07ZZZZ34", Roles: []inspection.Role{inspection.RoleEntity}},
	"witness":         {ID: "w-1", Roles: []inspection.Role{inspection.RoleWitness}},
	"system":          inspection.System,
	"nobody":          {ID: "u-nobody", Department: department},
}

func date(year int, month time.Month, day int) calendar.Date {
	return calendar.NewDate(year, month, day)
}

func april(day int) calendar.Date { return date(2024, time.April, day) }

func may(day int) calendar.Date { return date(2024, time.May, day) }

func working(n int) calendar.Period { return calendar.PeriodOf(n, calendar.WorkingDays) }

func edition2024(t testing.TB) *inspection.Edition {
	t.Helper()
	e, err := inspection.EditionOf("2024")
	require.NoError(t, err)
	return e
}

func lawOf2024(t testing.TB) inspection.Law {
	t.Helper()
	return inspection.Law{Edition: edition2024(t), Calendar: calendar.Embedded(), Reminders: inspection.DefaultReminders}
}

// failer is a test, or one try of a property.
type failer interface {
	require.TestingT
	Helper()
}

// caseRun is one case on its way, with the business clock and all that was told.
type caseRun struct {
	t    failer
	c    inspection.Case
	law  inspection.Law
	now  time.Time
	told []inspection.Notice
}

func opening(at time.Time) inspection.Opening {
	return inspection.Opening{No: caseNo, Task: "2024001-001", Entity: entityCode, Kind: "人力资源服务机构", Grade: "C", Edition: "2024",
		Department: department, Items: []string{"R1", "R2"}, Team: inspection.Team{"Z1", "Z2"}, At: at}
}

func openCase(t testing.TB, day calendar.Date) *caseRun {
	t.Helper()
	r := &caseRun{t: t, law: lawOf2024(t), now: day.At(9, 0)}
	c, err := inspection.Open(opening(r.now), r.law)
	require.NoError(t, err)
	c.Seq = 1
	r.c = c
	return r
}

type tweak func(*inspection.Act)

func reasoned(a *inspection.Act) { a.Reasoned = true }

func happened(at time.Time) tweak { return func(a *inspection.Act) { a.Happened = at } }

// attempt applies an act and answers what the domain says; a refusal must leave
// the case as it was.
func (r *caseRun) attempt(actor inspection.Actor, facts inspection.Facts, tweaks ...tweak) error {
	r.t.Helper()
	a, err := inspection.NewAct(actor, r.now, facts)
	require.NoError(r.t, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before := r.c
	snapshot := encoded(r.t, r.c)
	next, notices, err := r.c.Apply(a, r.law)
	require.Equal(r.t, snapshot, encoded(r.t, r.c), "Apply changed its receiver")
	if permitted := r.c.Permit(a); permitted != nil {
		require.Equal(r.t, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Empty(r.t, cmp.Diff(before, next, cmpopts.EquateEmpty()))
		require.Empty(r.t, notices)
		return err
	}
	require.Equal(r.t, before.Seq+1, next.Seq)
	r.c, r.told = next, append(r.told, notices...)
	return nil
}

// do applies an act that must be accepted, with a reason where the table asks.
func (r *caseRun) do(who string, facts inspection.Facts, tweaks ...tweak) {
	r.t.Helper()
	if rule, _ := inspection.CaseRuleOf(facts.Kind()); rule.Reason {
		tweaks = append(tweaks, reasoned)
	}
	require.NoError(r.t, r.attempt(people[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
}

// refused applies an act that must be refused with the code.
func (r *caseRun) refused(code, who string, facts inspection.Facts, tweaks ...tweak) *inspection.Error {
	r.t.Helper()
	return refusedAs(r.t, code, r.attempt(people[who], facts, tweaks...))
}

func refusedAs(t failer, code string, err error) *inspection.Error {
	t.Helper()
	var e *inspection.Error
	require.True(t, errors.As(err, &e), "want %s, got %v", code, err)
	require.Equal(t, code, e.Code, e.Message)
	require.NotEmpty(t, e.Message)
	require.Equal(t, refusals[code], e.Kind, code)
	return e
}

// at moves the business clock, and with it what lapses on the way, each moment at
// its time.
func (r *caseRun) at(to time.Time) *caseRun {
	r.t.Helper()
	for {
		m, ok := r.c.Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			break
		}
		r.now = m.At
		r.do("system", inspection.Lapse{Moment: m})
	}
	r.now = to
	return r
}

// jump moves the clock at once; what has come meanwhile is dealt with afterwards.
func (r *caseRun) jump(to time.Time) *caseRun {
	r.t.Helper()
	r.now = to
	for {
		m, ok := r.c.Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			return r
		}
		r.do("system", inspection.Lapse{Moment: m})
	}
}

func (r *caseRun) today() calendar.Date { return calendar.DateOf(r.now) }

func (r *caseRun) deadline(kind inspection.DeadlineKind) inspection.Deadline {
	r.t.Helper()
	d, ok := r.c.Deadlines.Find(kind)
	require.True(r.t, ok, "no period %s runs", kind)
	return d
}

func (r *caseRun) met(kind inspection.DeadlineKind) inspection.MetDeadline {
	r.t.Helper()
	for _, m := range slices.Backward(r.c.Met) {
		if m.Kind == kind {
			return m
		}
	}
	require.Fail(r.t, "period has not ended", string(kind))
	return inspection.MetDeadline{}
}

func (r *caseRun) count(kind inspection.NoticeKind) int {
	n := 0
	for _, notice := range r.told {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}

// answers are a self-check that names a problem on the given items.
func answers(problems ...string) map[string]inspection.SelfCheckAnswer {
	return map[string]inspection.SelfCheckAnswer{"R1": {Problem: slices.Contains(problems, "R1")}, "R2": {Problem: slices.Contains(problems, "R2")}}
}

// clear are findings without a problem; problem puts one on the items.
func clear() map[string]inspection.Finding {
	return map[string]inspection.Finding{"R1": inspection.FindingClear, "R2": inspection.FindingNotApplicable}
}

func problemOn(items ...string) map[string]inspection.Finding {
	out := clear()
	for _, i := range items {
		out[i] = inspection.FindingProblem
	}
	return out
}

// The steps that lead from stage to stage. Each takes place at the run's clock.

func (r *caseRun) issue() *caseRun {
	r.do("system", inspection.IssueNotice{})
	return r
}

func (r *caseRun) serve() *caseRun {
	r.do("lead", inspection.ServeNotice{Method: inspection.ServedInPerson, On: r.today()})
	return r
}

func (r *caseRun) notServed() *caseRun {
	r.do("lead", inspection.RecordNotServed{On: r.today()})
	return r
}

func (r *caseRun) file() *caseRun {
	r.do("entity", inspection.FileSelfCheck{Answers: answers()})
	return r
}

func (r *caseRun) visitFacts(findings map[string]inspection.Finding) inspection.RecordVisit {
	return inspection.RecordVisit{Mode: inspection.ModeOnSite, Started: r.now.Add(-time.Hour), Ended: r.now, CertificatesShown: true,
		Findings: findings, EntitySignature: inspection.EntitySigned}
}

func (r *caseRun) visit(findings map[string]inspection.Finding) *caseRun {
	r.do("lead", r.visitFacts(findings))
	return r
}

func (r *caseRun) visitAttempt(o inspection.Outcome) *caseRun {
	f := r.visitFacts(nil)
	f.Attempt, f.EntitySignature = o, inspection.EntityAbsent
	r.do("lead", f)
	return r
}

func (r *caseRun) sign() *caseRun {
	r.do("lead", inspection.SignRecord{Revision: r.c.Visit.Revision})
	r.do("member", inspection.SignRecord{Revision: r.c.Visit.Revision})
	return r
}

func (r *caseRun) propose(o inspection.Outcome, items map[string]inspection.ItemResult) *caseRun {
	r.do("lead", inspection.ProposeResult{Outcome: o, Items: items})
	return r
}

func (r *caseRun) confirm() *caseRun {
	r.do("head", inspection.ConfirmResult{})
	return r
}

func (r *caseRun) prepare() *caseRun {
	r.do("clerk", inspection.PreparePublication{})
	return r
}

func (r *caseRun) publish() *caseRun {
	r.prepare()
	r.do("director", inspection.ApprovePublication{})
	return r
}

func (r *caseRun) order() *caseRun {
	r.do("lead", inspection.OrderCorrection{On: r.today()})
	return r
}

func (r *caseRun) report() *caseRun {
	r.do("entity", inspection.ReportCorrection{})
	return r
}

func (r *caseRun) reinspect(corrected bool) *caseRun {
	r.do("lead", inspection.Reinspect{On: r.today(), Corrected: map[string]bool{"R1": corrected}})
	return r
}

func (r *caseRun) suspend() *caseRun {
	r.do("director", inspection.Suspend{On: r.today()})
	return r
}

func (r *caseRun) resume() *caseRun {
	r.do("director", inspection.Resume{On: r.today()})
	return r
}

// The whole way to a stage, on the day of opening.

func served(t testing.TB) *caseRun { return openCase(t, april(8)).issue().serve() }

func filed(t testing.TB) *caseRun { return served(t).file().at(april(8).At(16, 0)) }

func visited(t testing.TB) *caseRun { return filed(t).visit(clear()) }

func signed(t testing.TB) *caseRun { return visited(t).sign() }

func proposed(t testing.TB) *caseRun { return signed(t).propose(inspection.OutcomeNoProblem, nil) }

func confirmed(t testing.TB) *caseRun { return proposed(t).confirm() }

var correctR1 = map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection}}

func handling(t testing.TB) *caseRun {
	return filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeCorrection, correctR1).confirm()
}

// branchedHandling: one problem is to be corrected, the other is another
// department's.
func branchedHandling(t testing.TB) *caseRun {
	return filed(t).visit(problemOn("R1", "R2")).sign().propose(inspection.OutcomeFollowUp, map[string]inspection.ItemResult{
		"R1": {Outcome: inspection.OutcomeCorrection},
		"R2": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingReferral}},
	}).confirm()
}

// settle hands the case's first branch of the kind over, or ends it.
func (r *caseRun) settle(kind inspection.ProceedingKind, ended bool) *caseRun {
	r.do("system", inspection.SettleBranch{No: inspection.ProceedingNo(r.c.No, kind, 1), Ended: ended, On: r.today()})
	return r
}

func followUp(t testing.TB) *caseRun {
	items := map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingReferral, inspection.ProceedingPenalty}}}
	return filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeFollowUp, items).confirm().publish()
}

func archiving(t testing.TB) *caseRun { return confirmed(t).publish() }

func closed(t testing.TB) *caseRun {
	r := archiving(t)
	r.do("system", inspection.Archive{})
	return r
}

func cancelled(t testing.TB) *caseRun {
	r := served(t)
	r.do("system", inspection.CancelCase{})
	return r
}

func encoded(t failer, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}

func names[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// newerCalendar is the embedded one with the year's New Year's Day off, which is
// all that the tests ask of a notice that has not come out yet.
func newerCalendar(t failer, year int) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Embedded().With("", year, []calendar.Exception{{Date: date(year, time.January, 1), Holiday: "元旦", Notice: "测试〔" + date(year, 1, 1).String() + "〕1号"}})
	require.NoError(t, err)
	return cal
}

func fields(e *inspection.Error) []string {
	out := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		out[i] = f.Field
	}
	return out
}

// read are notices as one can read them: kind, to whom, and the text without the
// subject that it begins with.
func read(notices []inspection.Notice) []string {
	out := []string{}
	for _, n := range notices {
		var to []string
		for _, r := range n.To.Roles {
			to = append(to, string(r))
		}
		to = append(append(to, n.To.Certificates...), n.To.Accounts...)
		if n.To.Entity != "" {
			to = append(to, "entity")
		}
		_, text, _ := strings.Cut(n.Text, "：")
		out = append(out, fmt.Sprintf("%s %s %s: %s", n.Kind, strings.Join(to, ","), n.To.Department, text))
	}
	return out
}

// onDay takes the run to 16:00 of the day.
func (r *caseRun) onDay(day calendar.Date) *caseRun { return r.at(day.At(16, 0)) }
