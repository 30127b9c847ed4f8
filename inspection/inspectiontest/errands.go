package inspectiontest

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// errandSubject is what runs beside a case.
type errandSubject[S any] interface {
	Permit(law.Act) error
	Apply(law.Act, law.Law) (S, proceedings.Effects, error)
	Allowed(law.Actor) []law.Allowance
}

// ErrandKind is how the rig looks into a subject.
type ErrandKind[S any] struct {
	Docket func(S) law.Docket
	Stage  func(S) string
	Seq    func(S) int
	Reason func(S, law.ActKind) bool
	// Led holds a change of stage against the row of the act that made it.
	Led func(t require.TestingT, before, after S, act law.ActKind)
}

// Errand is one subject on its way, with the business clock and all that was told.
type Errand[S errandSubject[S]] struct {
	T     failer
	Kind  ErrandKind[S]
	S     S
	Law   law.Law
	Now   time.Time
	Told  []law.Notice
	Entry *proceedings.PublicEntry
	// Corrects: the last act replaced the entry of the inspection's result.
	Corrects bool
}

func (r *Errand[S]) Attempt(actor law.Actor, facts law.Facts, tweaks ...Tweak) error {
	r.T.Helper()
	a, err := law.NewAct(actor, r.Now, facts)
	require.NoError(r.T, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before := Encoded(r.T, r.S)
	next, effects, err := r.S.Apply(a, r.Law)
	fieldsStandIn(r.T, facts, err)
	require.Equal(r.T, before, Encoded(r.T, r.S), "Apply changed its receiver")
	if permitted := r.S.Permit(a); permitted != nil {
		require.Equal(r.T, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Equal(r.T, before, Encoded(r.T, next), "a refusal changes nothing")
		require.Empty(r.T, effects.Notices)
		require.Nil(r.T, effects.Entry)
		return err
	}
	require.Equal(r.T, r.Kind.Seq(r.S)+1, r.Kind.Seq(next))
	r.Kind.Led(r.T, r.S, next, a.Kind)
	accepted(r.T, forms.Proceeding, a)
	r.S, r.Told, r.Entry, r.Corrects = next, append(r.Told, effects.Notices...), effects.Entry, effects.Corrects
	var back S
	require.NoError(r.T, json.Unmarshal([]byte(Encoded(r.T, next)), &back))
	require.Equal(r.T, Encoded(r.T, next), Encoded(r.T, back), "round trip through JSON")
	return nil
}

// Do applies an act that must be accepted, with a reason where the table asks.
func (r *Errand[S]) Do(who string, facts law.Facts, tweaks ...Tweak) *Errand[S] {
	r.T.Helper()
	if r.Kind.Reason(r.S, facts.Kind()) {
		tweaks = append(tweaks, Reasoned)
	}
	require.NoError(r.T, r.Attempt(People[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
	return r
}

func (r *Errand[S]) Refused(code, who string, facts law.Facts, tweaks ...Tweak) *law.Error {
	r.T.Helper()
	if r.Kind.Reason(r.S, facts.Kind()) && code != "reason_required" {
		tweaks = append(tweaks, Reasoned)
	}
	return RefusedAs(r.T, code, r.Attempt(People[who], facts, tweaks...))
}

// At moves the clock, and with it what lapses on the way.
func (r *Errand[S]) At(to time.Time) *Errand[S] {
	r.T.Helper()
	for {
		m, ok := r.Kind.Docket(r.S).Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			break
		}
		r.Now = m.At
		r.Do("system", law.Lapse{Moment: m})
	}
	r.Now = to
	return r
}

func (r *Errand[S]) OnDay(day calendar.Date) *Errand[S] { return r.At(day.At(16, 0)) }

func (r *Errand[S]) Today() calendar.Date { return calendar.DateOf(r.Now) }

func (r *Errand[S]) Deadline(kind law.DeadlineKind) law.Deadline {
	r.T.Helper()
	d, ok := r.Kind.Docket(r.S).Deadlines.Find(kind)
	require.True(r.T, ok, "no period %s runs", kind)
	return d
}

func (r *Errand[S]) Running() []law.DeadlineKind {
	out := []law.DeadlineKind{}
	for _, d := range r.Kind.Docket(r.S).Deadlines {
		out = append(out, d.Kind)
	}
	return out
}

func (r *Errand[S]) Met(kind law.DeadlineKind) law.MetDeadline {
	r.T.Helper()
	for _, m := range slices.Backward(r.Kind.Docket(r.S).Met) {
		if m.Kind == kind {
			return m
		}
	}
	require.Fail(r.T, "period has not ended", string(kind))
	return law.MetDeadline{}
}

func (r *Errand[S]) Count(kind law.NoticeKind) int {
	n := 0
	for _, notice := range r.Told {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}

// ErrandCell is what the procedure says of one act at one stage, written down a
// second time: how the subject comes to stand so that it is due, and who may.
type ErrandCell[S errandSubject[S]] struct {
	Act   law.ActKind
	Stage string
	Scene func(testing.TB) *Errand[S]
	Who   []string
	Facts func(*Errand[S]) law.Facts
	// Code refuses even those of who.
	Code string
}

func Fixed[S errandSubject[S]](f law.Facts) func(*Errand[S]) law.Facts {
	return func(*Errand[S]) law.Facts { return f }
}

// EveryCell tries each act at each stage by each person.
func EveryCell[S errandSubject[S]](t *testing.T, acts []law.ActKind, scenes map[string]func(testing.TB) *Errand[S], cells []ErrandCell[S]) {
	cells = slices.Concat(cells, commonCells(t, acts, scenes))
	for _, act := range acts {
		require.True(t, slices.ContainsFunc(cells, func(c ErrandCell[S]) bool { return c.Act == act }), "%s has no cell", act)
		for _, stage := range Names(scenes) {
			due := slices.DeleteFunc(slices.Clone(cells), func(c ErrandCell[S]) bool { return c.Act != act || c.Stage != stage })
			t.Run(fmt.Sprintf("%s/%s", act, stage), func(t *testing.T) {
				if len(due) == 0 {
					notHere(t, act, scenes[stage](t), cells)
				}
				for _, c := range due {
					tryCell(t, c)
				}
			})
		}
	}
}

func notHere[S errandSubject[S]](t *testing.T, act law.ActKind, r *Errand[S], cells []ErrandCell[S]) {
	any := cells[slices.IndexFunc(cells, func(c ErrandCell[S]) bool { return c.Act == act })]
	facts := any.Facts(any.Scene(t))
	for _, who := range Names(People) {
		e := RefusedAs(t, "act_not_at_this_stage", r.Attempt(People[who], facts, Reasoned))
		require.Contains(t, e.Message, "现")
		for _, a := range r.S.Allowed(People[who]) {
			require.NotEqual(t, act, a.Act)
		}
	}
}

func tryCell[S errandSubject[S]](t *testing.T, c ErrandCell[S]) {
	start := c.Scene(t)
	require.Equal(t, c.Stage, start.Kind.Stage(start.S))
	for _, who := range Names(People) {
		r := *start
		facts := c.Facts(&r)
		offered := slices.ContainsFunc(r.S.Allowed(People[who]), func(a law.Allowance) bool { return a.Act == c.Act && a.Mine })
		bare := r
		switch err := r.Attempt(People[who], facts, Reasoned); {
		case !slices.Contains(c.Who, who):
			RefusedAs(t, "not_your_act", err)
			require.False(t, offered)
		case c.Code != "":
			RefusedAs(t, c.Code, err)
			require.False(t, offered, who)
		default:
			require.NoError(t, err, who)
			require.Equal(t, who != "system", offered, who)
			if r.Kind.Reason(start.S, c.Act) {
				RefusedAs(t, "reason_required", bare.Attempt(People[who], facts))
			}
		}
	}
}

// commonCells are those of the acts that every subject has at every stage at which
// a period runs.
func commonCells[S errandSubject[S]](t *testing.T, acts []law.ActKind, scenes map[string]func(testing.TB) *Errand[S]) []ErrandCell[S] {
	var out []ErrandCell[S]
	for _, stage := range Names(scenes) {
		scene := scenes[stage]
		r := scene(t)
		if len(r.Kind.Docket(r.S).Deadlines) == 0 {
			continue // not begun, or closed
		}
		out = append(out, ErrandCell[S]{Act: law.ActLapse, Stage: stage, Scene: scene, Who: []string{"system"}, Facts: func(r *Errand[S]) law.Facts {
			m, _ := r.Kind.Docket(r.S).Deadlines.NextMoment()
			r.Now = m.At
			return law.Lapse{Moment: m}
		}}, ErrandCell[S]{Act: law.ActRecount, Stage: stage, Scene: scene, Who: []string{"system"}, Facts: func(r *Errand[S]) law.Facts {
			r.Law.Calendar = NewerCalendar(r.T, 2027)
			return law.Recount{Calendar: r.Law.Calendar.Version()}
		}})
		extend := ErrandCell[S]{Act: law.ActExtendDeadline, Stage: stage, Scene: scene, Who: []string{"head", "director"}, Code: "deadline_never_extended",
			Facts: Fixed[S](law.ExtendDeadline{})}
		for _, d := range r.Kind.Docket(r.S).Deadlines {
			if p, _ := r.Law.Edition.Period(d.Kind); p.ExtendBy != "" {
				extend.Who, extend.Code = []string{map[law.Role]string{law.RoleSectionHead: "head", law.RoleBureauHead: "director"}[p.ExtendBy]}, ""
				extend.Facts = Fixed[S](law.ExtendDeadline{Deadline: d.Kind, By: Working(1)})
				break
			}
		}
		out = append(out, extend)
		if slices.Contains(acts, proceedings.ActReplaceInvestigator) {
			out = append(out, ErrandCell[S]{Act: proceedings.ActReplaceInvestigator, Stage: stage, Scene: scene, Who: []string{"director"},
				Facts: Fixed[S](proceedings.ReplaceInvestigator{Out: "Z2", In: "Z3"})})
		}
		if slices.Contains(acts, law.ActSuspend) {
			out = append(out, ErrandCell[S]{Act: law.ActSuspend, Stage: stage, Scene: scene, Who: []string{"director"},
				Facts: func(r *Errand[S]) law.Facts { return law.Suspend{On: r.Today()} }},
				ErrandCell[S]{Act: law.ActResume, Stage: stage, Who: []string{"director"},
					Scene: func(t testing.TB) *Errand[S] {
						r := scene(t)
						return r.Do("director", law.Suspend{On: r.Today()})
					},
					Facts: func(r *Errand[S]) law.Facts { return law.Resume{On: r.Today()} }})
		}
	}
	return out
}

// ErrandPeriod is one period within its procedure: how it comes to run, its last
// day, and the act that it is for.
type ErrandPeriod[S errandSubject[S]] struct {
	Kind law.DeadlineKind
	Last calendar.Date
	Open func(testing.TB) *Errand[S]
	Meet func(*Errand[S])
}

// PeriodsHold: the day before and the last day, up to 24:00, are in time; the day
// after is overdue, recorded and told once, and what is done then is late.
func PeriodsHold[S errandSubject[S]](t *testing.T, all []ErrandPeriod[S]) {
	for _, p := range all {
		t.Run(string(p.Kind), func(t *testing.T) {
			start := p.Open(t)
			d := start.Deadline(p.Kind)
			require.Equal(t, p.Last, d.Last)
			require.Equal(t, p.Last.End(), d.Due)
			for _, test := range []struct {
				at   time.Time
				late bool
			}{{p.Last.AddDays(-1).At(16, 0), false}, {p.Last.End().Add(-time.Second), false}, {p.Last.End(), true}, {p.Last.AddDays(1).At(8, 0), true}} {
				if test.at.Before(start.Now) {
					test.at = start.Now // periods of which the day before is that of the event
				}
				r := *start
				r.Told = nil
				r.At(test.at)
				overdue := slices.DeleteFunc(slices.Clone(r.Told), func(n law.Notice) bool {
					return n.Kind != law.NoticeOverdue || n.Key != fmt.Sprintf("deadline/%s/%d/%s", p.Kind, d.Generation, law.StepOverdue)
				})
				require.Len(t, overdue, map[bool]int{true: 1, false: 0}[test.late], test.at)
				require.Equal(t, test.late, r.Deadline(p.Kind).Overdue)
				p.Meet(&r)
				require.Equal(t, test.late, r.Met(p.Kind).Late, test.at)
				require.False(t, r.Met(p.Kind).Lapsed)
			}
		})
	}
}
