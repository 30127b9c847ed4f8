package inspectiontest

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

	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

const (
	Department = "劳动保障监察大队"
	Elsewhere  = "社会保险科"
	ThirdParty = "社会保险中心"
	EntityCode = "91130227MA07ABCD12"
	CaseNo     = "2024001-001-0001"
)

// People are one actor of each role and scope, by the name that the tests use.
var People = map[string]law.Actor{
	"lead":            {ID: "u-lead", Roles: []law.Role{law.RoleInspector}, Department: Department, Certificate: "Z1"},
	"member":          {ID: "u-member", Roles: []law.Role{law.RoleInspector}, Department: Elsewhere, Certificate: "Z2"},
	"other inspector": {ID: "u-other", Roles: []law.Role{law.RoleInspector}, Department: Department, Certificate: "Z3"},
	"clerk":           {ID: "u-clerk", Roles: []law.Role{law.RoleClerk}, Department: Department},
	"other clerk":     {ID: "u-clerk-2", Roles: []law.Role{law.RoleClerk}, Department: Elsewhere},
	"head":            {ID: "u-head", Roles: []law.Role{law.RoleSectionHead}, Department: Department},
	"joint head":      {ID: "u-head-2", Roles: []law.Role{law.RoleSectionHead}, Department: Elsewhere},
	"far head":        {ID: "u-head-3", Roles: []law.Role{law.RoleSectionHead}, Department: "办公室"},
	"director":        {ID: "u-director", Roles: []law.Role{law.RoleBureauHead}, Department: "局领导"},
	"reviewer":        {ID: "u-reviewer", Roles: []law.Role{law.RoleLegalReviewer}, Department: Department},
	"supervisor":      {ID: "u-supervisor", Roles: []law.Role{law.RoleSupervisor}, Department: "机关纪委"},
	"administrator":   {ID: "u-admin", Roles: []law.Role{law.RoleAdministrator}, Department: Department},
	"entity":          {ID: EntityCode, Roles: []law.Role{law.RoleEntity}},
	"other entity":    {ID: "91130227MA07ZZZZ34", Roles: []law.Role{law.RoleEntity}},
	"witness":         {ID: "w-1", Roles: []law.Role{law.RoleWitness}},
	"system":          law.System,
	"nobody":          {ID: "u-nobody", Department: Department},
}

func Date(year int, month time.Month, day int) calendar.Date {
	return calendar.NewDate(year, month, day)
}

func April(day int) calendar.Date { return Date(2024, time.April, day) }

func May(day int) calendar.Date { return Date(2024, time.May, day) }

func Working(n int) calendar.Period { return calendar.PeriodOf(n, calendar.WorkingDays) }

func Edition2024(t testing.TB) *law.Edition {
	t.Helper()
	e, err := law.EditionOf("2024")
	require.NoError(t, err)
	return e
}

func LawOf2024(t testing.TB) law.Law {
	t.Helper()
	return law.Law{Edition: Edition2024(t), Calendar: calendar.Embedded(), Reminders: law.DefaultReminders}
}

// failer is a test, or one try of a property.
type failer interface {
	require.TestingT
	Helper()
}

// CaseRun is one case on its way, with the business clock and all that was told.
type CaseRun struct {
	T    failer
	Case cases.Case
	Law  law.Law
	Now  time.Time
	Told []law.Notice
}

func Opening(at time.Time) cases.Opening {
	return cases.Opening{No: CaseNo, Task: "2024001-001", Entity: EntityCode, Kind: "人力资源服务机构", Grade: "C", Edition: "2024",
		Department: Department, Items: []string{"R1", "R2"}, Team: law.Team{"Z1", "Z2"}, At: at}
}

func OpenCase(t testing.TB, day calendar.Date) *CaseRun {
	t.Helper()
	r := &CaseRun{T: t, Law: LawOf2024(t), Now: day.At(9, 0)}
	c, err := cases.Open(Opening(r.Now), r.Law)
	require.NoError(t, err)
	c.Seq = 1
	r.Case = c
	return r
}

type Tweak func(*law.Act)

func Reasoned(a *law.Act) { a.Reasoned = true }

func Happened(at time.Time) Tweak { return func(a *law.Act) { a.Happened = at } }

// Attempt applies an act and answers what the domain says; a refusal must leave
// the case as it was.
func (r *CaseRun) Attempt(actor law.Actor, facts law.Facts, tweaks ...Tweak) error {
	r.T.Helper()
	a, err := law.NewAct(actor, r.Now, facts)
	require.NoError(r.T, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before := r.Case
	snapshot := Encoded(r.T, r.Case)
	next, notices, err := r.Case.Apply(a, r.Law)
	fieldsStandIn(r.T, facts, err)
	require.Equal(r.T, snapshot, Encoded(r.T, r.Case), "Apply changed its receiver")
	if permitted := r.Case.Permit(a); permitted != nil {
		require.Equal(r.T, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Empty(r.T, cmp.Diff(before, next, cmpopts.EquateEmpty()))
		require.Empty(r.T, notices)
		return err
	}
	require.Equal(r.T, before.Seq+1, next.Seq)
	CaseLed(r.T, before, next, a.Kind)
	accepted(r.T, forms.Case, a)
	r.Case, r.Told = next, append(r.Told, notices...)
	return nil
}

// Do applies an act that must be accepted, with a reason where the table asks.
func (r *CaseRun) Do(who string, facts law.Facts, tweaks ...Tweak) {
	r.T.Helper()
	if rule, _ := cases.RuleOf(facts.Kind()); rule.Reason {
		tweaks = append(tweaks, Reasoned)
	}
	require.NoError(r.T, r.Attempt(People[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
}

// Refused applies an act that must be refused with the code.
func (r *CaseRun) Refused(code, who string, facts law.Facts, tweaks ...Tweak) *law.Error {
	r.T.Helper()
	return RefusedAs(r.T, code, r.Attempt(People[who], facts, tweaks...))
}

func RefusedAs(t failer, code string, err error) *law.Error {
	t.Helper()
	var e *law.Error
	require.True(t, errors.As(err, &e), "want %s, got %v", code, err)
	require.Equal(t, code, e.Code, e.Message)
	require.NotEmpty(t, e.Message)
	require.Equal(t, Refusals[code], e.Kind, code)
	return e
}

// At moves the business clock, and with it what lapses on the way, each moment at
// its time.
func (r *CaseRun) At(to time.Time) *CaseRun {
	r.T.Helper()
	for {
		m, ok := r.Case.Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			break
		}
		r.Now = m.At
		r.Do("system", law.Lapse{Moment: m})
	}
	r.Now = to
	return r
}

// Jump moves the clock at once; what has come meanwhile is dealt with afterwards.
func (r *CaseRun) Jump(to time.Time) *CaseRun {
	r.T.Helper()
	r.Now = to
	for {
		m, ok := r.Case.Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			return r
		}
		r.Do("system", law.Lapse{Moment: m})
	}
}

func (r *CaseRun) Today() calendar.Date { return calendar.DateOf(r.Now) }

func (r *CaseRun) Deadline(kind law.DeadlineKind) law.Deadline {
	r.T.Helper()
	d, ok := r.Case.Deadlines.Find(kind)
	require.True(r.T, ok, "no period %s runs", kind)
	return d
}

func (r *CaseRun) Met(kind law.DeadlineKind) law.MetDeadline {
	r.T.Helper()
	for _, m := range slices.Backward(r.Case.Met) {
		if m.Kind == kind {
			return m
		}
	}
	require.Fail(r.T, "period has not ended", string(kind))
	return law.MetDeadline{}
}

func (r *CaseRun) Count(kind law.NoticeKind) int {
	n := 0
	for _, notice := range r.Told {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}

// Answers are a self-check that names a problem on the given items.
func Answers(problems ...string) map[string]cases.SelfCheckAnswer {
	return map[string]cases.SelfCheckAnswer{"R1": {Problem: slices.Contains(problems, "R1")}, "R2": {Problem: slices.Contains(problems, "R2")}}
}

// Clear are findings without a problem; problem puts one on the items.
func Clear() map[string]law.Finding {
	return map[string]law.Finding{"R1": law.FindingClear, "R2": law.FindingNotApplicable}
}

func ProblemOn(items ...string) map[string]law.Finding {
	out := Clear()
	for _, i := range items {
		out[i] = law.FindingProblem
	}
	return out
}

// The steps that lead from stage to stage. Each takes place at the run's clock.

func (r *CaseRun) Issue() *CaseRun {
	r.Do("system", cases.IssueNotice{})
	return r
}

func (r *CaseRun) Serve() *CaseRun {
	r.Do("lead", cases.ServeNotice{Method: law.ServedInPerson, On: r.Today()})
	return r
}

func (r *CaseRun) NotServed() *CaseRun {
	r.Do("lead", cases.RecordNotServed{On: r.Today()})
	return r
}

func (r *CaseRun) File() *CaseRun {
	r.Do("entity", cases.FileSelfCheck{Answers: Answers()})
	return r
}

func (r *CaseRun) VisitFacts(findings map[string]law.Finding) cases.RecordVisit {
	return cases.RecordVisit{Mode: cases.ModeOnSite, Started: r.Now.Add(-time.Hour), Ended: r.Now, CertificatesShown: true,
		Findings: findings, EntitySignature: cases.EntitySigned}
}

func (r *CaseRun) Visit(findings map[string]law.Finding) *CaseRun {
	r.Do("lead", r.VisitFacts(findings))
	return r
}

func (r *CaseRun) VisitAttempt(o law.Outcome) *CaseRun {
	f := r.VisitFacts(nil)
	f.Attempt, f.EntitySignature = o, cases.EntityAbsent
	r.Do("lead", f)
	return r
}

func (r *CaseRun) Sign() *CaseRun {
	r.Do("lead", cases.SignRecord{Revision: r.Case.Visit.Revision})
	r.Do("member", cases.SignRecord{Revision: r.Case.Visit.Revision})
	return r
}

func (r *CaseRun) Propose(o law.Outcome, items map[string]cases.ItemResult) *CaseRun {
	r.Do("lead", cases.ProposeResult{Outcome: o, Items: items})
	return r
}

func (r *CaseRun) Confirm() *CaseRun {
	r.Do("head", cases.ConfirmResult{})
	return r
}

func (r *CaseRun) Prepare() *CaseRun {
	r.Do("clerk", cases.PreparePublication{})
	return r
}

func (r *CaseRun) Publish() *CaseRun {
	r.Prepare()
	r.Do("director", cases.ApprovePublication{})
	return r
}

func (r *CaseRun) Order() *CaseRun {
	r.Do("lead", cases.OrderCorrection{Service: InPerson(r.Today())})
	return r
}

func (r *CaseRun) Report() *CaseRun {
	r.Do("entity", cases.ReportCorrection{})
	return r
}

func (r *CaseRun) Reinspect(corrected bool) *CaseRun {
	r.Do("lead", cases.Reinspect{On: r.Today(), Corrected: map[string]bool{"R1": corrected}})
	return r
}

func (r *CaseRun) Suspend() *CaseRun {
	r.Do("director", law.Suspend{On: r.Today()})
	return r
}

func (r *CaseRun) Resume() *CaseRun {
	r.Do("director", law.Resume{On: r.Today()})
	return r
}

// The whole way to a stage, on the day of opening.

func Served(t testing.TB) *CaseRun { return OpenCase(t, April(8)).Issue().Serve() }

func Filed(t testing.TB) *CaseRun { return Served(t).File().At(April(8).At(16, 0)) }

func Visited(t testing.TB) *CaseRun { return Filed(t).Visit(Clear()) }

func Signed(t testing.TB) *CaseRun { return Visited(t).Sign() }

// Refused is a case of which the record says that the entity refused the inspection.
func Refused(t testing.TB) *CaseRun { return Filed(t).VisitAttempt(law.OutcomeUncooperative).Sign() }

func Proposed(t testing.TB) *CaseRun { return Signed(t).Propose(law.OutcomeNoProblem, nil) }

func Confirmed(t testing.TB) *CaseRun { return Proposed(t).Confirm() }

var CorrectR1 = map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeCorrection}}

func Handling(t testing.TB) *CaseRun {
	return Filed(t).Visit(ProblemOn("R1")).Sign().Propose(law.OutcomeCorrection, CorrectR1).Confirm()
}

// BranchedHandling: one problem is to be corrected, the other is another
// department's.
func BranchedHandling(t testing.TB) *CaseRun {
	return Filed(t).Visit(ProblemOn("R1", "R2")).Sign().Propose(law.OutcomeFollowUp, map[string]cases.ItemResult{
		"R1": {Outcome: law.OutcomeCorrection},
		"R2": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingReferral}},
	}).Confirm()
}

// Settle hands the case's first branch of the kind over, or ends it.
func (r *CaseRun) Settle(kind law.ProceedingKind, ended bool) *CaseRun {
	r.Do("system", cases.SettleBranch{No: law.ProceedingNo(r.Case.No, kind, 1), Ended: ended, On: r.Today()})
	return r
}

func FollowUp(t testing.TB) *CaseRun {
	items := map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingReferral, law.ProceedingPenalty}}}
	return Filed(t).Visit(ProblemOn("R1")).Sign().Propose(law.OutcomeFollowUp, items).Confirm().Publish()
}

func archiving(t testing.TB) *CaseRun { return Confirmed(t).Publish() }

func Closed(t testing.TB) *CaseRun {
	r := archiving(t)
	r.Do("system", cases.Archive{})
	return r
}

func cancelled(t testing.TB) *CaseRun {
	r := Served(t)
	r.Do("system", cases.CancelCase{})
	return r
}

func Encoded(t failer, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}

func Names[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// NewerCalendar is the embedded one with 1 and 4 January of the year off, which is all
// that the tests ask of a notice that has not come out yet: the first is off by law
// before, the second by the notice only.
func NewerCalendar(t failer, year int) *calendar.Calendar {
	t.Helper()
	off := func(day int) calendar.Exception {
		return calendar.Exception{Date: Date(year, time.January, day), Holiday: "元旦", Notice: "测试〔" + Date(year, 1, 1).String() + "〕1号"}
	}
	cal, err := calendar.Embedded().With("", year, []calendar.Exception{off(1), off(4)})
	require.NoError(t, err)
	return cal
}

func Fields(e *law.Error) []string {
	out := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		out[i] = f.Field
	}
	return out
}

// Read are notices as one can read them: kind, to whom, and the text without the
// subject that it begins with.
func Read(notices []law.Notice) []string {
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

// OnDay takes the run to 16:00 of the day.
func (r *CaseRun) OnDay(day calendar.Date) *CaseRun { return r.At(day.At(16, 0)) }
