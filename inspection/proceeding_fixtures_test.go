package inspection_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// proceedingPeriods are the periods of an edition that the tests of each kind of
// proceeding hold; each adds its own.
var proceedingPeriods []inspection.DeadlineKind

// proceedingRun is one proceeding on its way, with the business clock, all that
// was told and all that became public.
type proceedingRun struct {
	t       failer
	p       inspection.Proceeding
	law     inspection.Law
	now     time.Time
	told    []inspection.Notice
	entries []inspection.PublicEntry
}

// openProceeding opens a proceeding of the kind at 09:00 of the day, from the
// case of the fixtures unless a change says otherwise.
func openProceeding(t testing.TB, kind inspection.ProceedingKind, day calendar.Date, changes ...func(*inspection.ProceedingOpening)) *proceedingRun {
	t.Helper()
	o := inspection.ProceedingOpening{No: inspection.ProceedingNo(caseNo, kind, 1), Kind: kind, Case: caseNo, Task: "2024001-001", Entity: entityCode,
		Edition: "2024", Department: department, Items: []string{"R1"}, Team: inspection.Team{"Z1", "Z2"}, At: day.At(9, 0)}
	for _, change := range changes {
		change(&o)
	}
	r := &proceedingRun{t: t, law: lawOf2024(t), now: o.At}
	p, told, err := inspection.OpenProceeding(o, r.law)
	require.NoError(t, err)
	r.p, r.told = p, told
	return r
}

// attempt applies an act and answers what the domain says; a refusal must leave
// the proceeding as it was.
func (r *proceedingRun) attempt(actor inspection.Actor, facts inspection.Facts, tweaks ...tweak) error {
	r.t.Helper()
	a, err := inspection.NewAct(actor, r.now, facts)
	require.NoError(r.t, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before := r.p
	snapshot := encoded(r.t, r.p)
	next, effects, err := r.p.Apply(a, r.law)
	require.Equal(r.t, snapshot, encoded(r.t, r.p), "Apply changed its receiver")
	if permitted := r.p.Permit(a); permitted != nil {
		require.Equal(r.t, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Equal(r.t, snapshot, encoded(r.t, next))
		require.Empty(r.t, effects)
		return err
	}
	require.Equal(r.t, before.Seq+1, next.Seq)
	r.p, r.told = next, append(slices.Clip(r.told), effects.Notices...)
	if effects.Entry != nil {
		r.entries = append(slices.Clip(r.entries), *effects.Entry)
	}
	return nil
}

// do applies an act that must be accepted, with a reason where the table asks.
func (r *proceedingRun) do(who string, facts inspection.Facts, tweaks ...tweak) *proceedingRun {
	r.t.Helper()
	if rule, _ := inspection.ProceedingRuleOf(r.p.Kind, facts.Kind()); rule.Reason {
		tweaks = append(tweaks, reasoned)
	}
	require.NoError(r.t, r.attempt(people[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
	return r
}

// refused applies an act that must be refused with the code.
func (r *proceedingRun) refused(code, who string, facts inspection.Facts, tweaks ...tweak) *inspection.Error {
	r.t.Helper()
	if rule, _ := inspection.ProceedingRuleOf(r.p.Kind, facts.Kind()); rule.Reason && code != "reason_required" {
		tweaks = append(tweaks, reasoned)
	}
	return refusedAs(r.t, code, r.attempt(people[who], facts, tweaks...))
}

// at moves the business clock, and with it what lapses on the way, each moment at
// its time.
func (r *proceedingRun) at(to time.Time) *proceedingRun {
	r.t.Helper()
	for {
		m, ok := r.p.Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			break
		}
		r.now = m.At
		r.do("system", inspection.Lapse{Moment: m})
	}
	r.now = to
	return r
}

// onDay takes the run to 16:00 of the day.
func (r *proceedingRun) onDay(day calendar.Date) *proceedingRun { return r.at(day.At(16, 0)) }

func (r *proceedingRun) today() calendar.Date { return calendar.DateOf(r.now) }

// copied is the run as it stands, to go on from in another way.
func (r *proceedingRun) copied() *proceedingRun {
	c := *r
	return &c
}

func (r *proceedingRun) deadline(kind inspection.DeadlineKind) inspection.Deadline {
	r.t.Helper()
	d, ok := r.p.Deadlines.Find(kind)
	require.True(r.t, ok, "no period %s runs", kind)
	return d
}

func (r *proceedingRun) runs(kind inspection.DeadlineKind) bool {
	_, ok := r.p.Deadlines.Find(kind)
	return ok
}

func (r *proceedingRun) met(kind inspection.DeadlineKind) inspection.MetDeadline {
	r.t.Helper()
	for _, m := range slices.Backward(r.p.Met) {
		if m.Kind == kind {
			return m
		}
	}
	require.Fail(r.t, "period has not ended", string(kind))
	return inspection.MetDeadline{}
}

func (r *proceedingRun) count(kind inspection.NoticeKind) int {
	n := 0
	for _, notice := range r.told {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}
