package inspectiontest

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// ProceedingRun is one proceeding on its way, with the business clock, all that
// was told and all that became public.
type ProceedingRun struct {
	T          failer
	Proceeding proceedings.Proceeding
	Law        law.Law
	Now        time.Time
	Told       []law.Notice
	Entries    []proceedings.PublicEntry
}

// openProceeding opens a proceeding of the kind at 09:00 of the day, from the
// case of the fixtures unless a change says otherwise.
func openProceeding(t testing.TB, kind law.ProceedingKind, day calendar.Date, changes ...func(*proceedings.Opening)) *ProceedingRun {
	t.Helper()
	o := proceedings.Opening{No: law.ProceedingNo(CaseNo, kind, 1), Kind: kind, Case: CaseNo, Task: "2024001-001", Entity: EntityCode,
		Edition: "2024", Department: Department, Items: []string{"R1"}, Team: law.Team{"Z1", "Z2"}, At: day.At(9, 0)}
	for _, change := range changes {
		change(&o)
	}
	r := &ProceedingRun{T: t, Law: LawOf2024(t), Now: o.At}
	p, told, err := proceedings.Open(o, r.Law)
	require.NoError(t, err)
	r.Proceeding, r.Told = p, told
	return r
}

// Attempt applies an act and answers what the domain says; a refusal must leave
// the proceeding as it was.
func (r *ProceedingRun) Attempt(actor law.Actor, facts law.Facts, tweaks ...Tweak) error {
	r.T.Helper()
	a, err := law.NewAct(actor, r.Now, facts)
	require.NoError(r.T, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before := r.Proceeding
	snapshot := Encoded(r.T, r.Proceeding)
	next, effects, err := r.Proceeding.Apply(a, r.Law)
	fieldsStandIn(r.T, facts, err)
	require.Equal(r.T, snapshot, Encoded(r.T, r.Proceeding), "Apply changed its receiver")
	if permitted := r.Proceeding.Permit(a); permitted != nil {
		require.Equal(r.T, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Equal(r.T, snapshot, Encoded(r.T, next))
		require.Empty(r.T, effects)
		return err
	}
	require.Equal(r.T, before.Seq+1, next.Seq)
	ProceedingLed(r.T, before, next, a.Kind)
	accepted(r.T, forms.Proceeding, a)
	r.Proceeding, r.Told = next, append(slices.Clip(r.Told), effects.Notices...)
	if effects.Entry != nil {
		r.Entries = append(slices.Clip(r.Entries), *effects.Entry)
	}
	return nil
}

// Do applies an act that must be accepted, with a reason where the table asks.
func (r *ProceedingRun) Do(who string, facts law.Facts, tweaks ...Tweak) *ProceedingRun {
	r.T.Helper()
	if rule, _ := proceedings.RuleOf(r.Proceeding.Kind, facts.Kind()); rule.Reason {
		tweaks = append(tweaks, Reasoned)
	}
	require.NoError(r.T, r.Attempt(People[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
	return r
}

// Refused applies an act that must be refused with the code.
func (r *ProceedingRun) Refused(code, who string, facts law.Facts, tweaks ...Tweak) *law.Error {
	r.T.Helper()
	if rule, _ := proceedings.RuleOf(r.Proceeding.Kind, facts.Kind()); rule.Reason && code != "reason_required" {
		tweaks = append(tweaks, Reasoned)
	}
	return RefusedAs(r.T, code, r.Attempt(People[who], facts, tweaks...))
}

// At moves the business clock, and with it what lapses on the way, each moment at
// its time.
func (r *ProceedingRun) At(to time.Time) *ProceedingRun {
	r.T.Helper()
	for {
		m, ok := r.Proceeding.Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			break
		}
		r.Now = m.At
		r.Do("system", law.Lapse{Moment: m})
	}
	r.Now = to
	return r
}

// OnDay takes the run to 16:00 of the day.
func (r *ProceedingRun) OnDay(day calendar.Date) *ProceedingRun { return r.At(day.At(16, 0)) }

func (r *ProceedingRun) Today() calendar.Date { return calendar.DateOf(r.Now) }

// Copied is the run as it stands, to go on from in another way.
func (r *ProceedingRun) Copied() *ProceedingRun {
	c := *r
	return &c
}

func (r *ProceedingRun) Deadline(kind law.DeadlineKind) law.Deadline {
	r.T.Helper()
	d, ok := r.Proceeding.Deadlines.Find(kind)
	require.True(r.T, ok, "no period %s runs", kind)
	return d
}

func (r *ProceedingRun) Runs(kind law.DeadlineKind) bool {
	_, ok := r.Proceeding.Deadlines.Find(kind)
	return ok
}

func (r *ProceedingRun) Met(kind law.DeadlineKind) law.MetDeadline {
	r.T.Helper()
	for _, m := range slices.Backward(r.Proceeding.Met) {
		if m.Kind == kind {
			return m
		}
	}
	require.Fail(r.T, "period has not ended", string(kind))
	return law.MetDeadline{}
}

func (r *ProceedingRun) Count(kind law.NoticeKind) int {
	n := 0
	for _, notice := range r.Told {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}
