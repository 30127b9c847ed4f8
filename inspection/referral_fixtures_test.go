package inspection_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// errandSubject is what runs beside a case.
type errandSubject[S any] interface {
	Permit(inspection.Act) error
	Apply(inspection.Act, inspection.Law) (S, inspection.Effects, error)
	Allowed(inspection.Actor) []inspection.Allowance
}

// errandKind is how the rig looks into a subject.
type errandKind[S any] struct {
	docket func(S) inspection.Docket
	stage  func(S) string
	seq    func(S) int
	reason func(S, inspection.ActKind) bool
}

// errand is one subject on its way, with the business clock and all that was told.
type errand[S errandSubject[S]] struct {
	t     failer
	kind  errandKind[S]
	s     S
	law   inspection.Law
	now   time.Time
	told  []inspection.Notice
	entry *inspection.PublicEntry
	// corrects: the last act replaced the entry of the inspection's result.
	corrects bool
}

func (r *errand[S]) attempt(actor inspection.Actor, facts inspection.Facts, tweaks ...tweak) error {
	r.t.Helper()
	a, err := inspection.NewAct(actor, r.now, facts)
	require.NoError(r.t, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before := encoded(r.t, r.s)
	next, effects, err := r.s.Apply(a, r.law)
	require.Equal(r.t, before, encoded(r.t, r.s), "Apply changed its receiver")
	if permitted := r.s.Permit(a); permitted != nil {
		require.Equal(r.t, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Equal(r.t, before, encoded(r.t, next), "a refusal changes nothing")
		require.Empty(r.t, effects.Notices)
		require.Nil(r.t, effects.Entry)
		return err
	}
	require.Equal(r.t, r.kind.seq(r.s)+1, r.kind.seq(next))
	r.s, r.told, r.entry, r.corrects = next, append(r.told, effects.Notices...), effects.Entry, effects.Corrects
	var back S
	require.NoError(r.t, json.Unmarshal([]byte(encoded(r.t, next)), &back))
	require.Equal(r.t, encoded(r.t, next), encoded(r.t, back), "round trip through JSON")
	return nil
}

// do applies an act that must be accepted, with a reason where the table asks.
func (r *errand[S]) do(who string, facts inspection.Facts, tweaks ...tweak) *errand[S] {
	r.t.Helper()
	if r.kind.reason(r.s, facts.Kind()) {
		tweaks = append(tweaks, reasoned)
	}
	require.NoError(r.t, r.attempt(people[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
	return r
}

func (r *errand[S]) refused(code, who string, facts inspection.Facts, tweaks ...tweak) *inspection.Error {
	r.t.Helper()
	if r.kind.reason(r.s, facts.Kind()) && code != "reason_required" {
		tweaks = append(tweaks, reasoned)
	}
	return refusedAs(r.t, code, r.attempt(people[who], facts, tweaks...))
}

// at moves the clock, and with it what lapses on the way.
func (r *errand[S]) at(to time.Time) *errand[S] {
	r.t.Helper()
	for {
		m, ok := r.kind.docket(r.s).Deadlines.NextMoment()
		if !ok || m.At.After(to) {
			break
		}
		r.now = m.At
		r.do("system", inspection.Lapse{Moment: m})
	}
	r.now = to
	return r
}

func (r *errand[S]) onDay(day calendar.Date) *errand[S] { return r.at(day.At(16, 0)) }

func (r *errand[S]) today() calendar.Date { return calendar.DateOf(r.now) }

func (r *errand[S]) deadline(kind inspection.DeadlineKind) inspection.Deadline {
	r.t.Helper()
	d, ok := r.kind.docket(r.s).Deadlines.Find(kind)
	require.True(r.t, ok, "no period %s runs", kind)
	return d
}

func (r *errand[S]) running() []inspection.DeadlineKind {
	out := []inspection.DeadlineKind{}
	for _, d := range r.kind.docket(r.s).Deadlines {
		out = append(out, d.Kind)
	}
	return out
}

func (r *errand[S]) met(kind inspection.DeadlineKind) inspection.MetDeadline {
	r.t.Helper()
	for _, m := range slices.Backward(r.kind.docket(r.s).Met) {
		if m.Kind == kind {
			return m
		}
	}
	require.Fail(r.t, "period has not ended", string(kind))
	return inspection.MetDeadline{}
}

func (r *errand[S]) count(kind inspection.NoticeKind) int {
	n := 0
	for _, notice := range r.told {
		if notice.Kind == kind {
			n++
		}
	}
	return n
}

// errandCell is what the procedure says of one act at one stage, written down a
// second time: how the subject comes to stand so that it is due, and who may.
type errandCell[S errandSubject[S]] struct {
	act   inspection.ActKind
	stage string
	scene func(testing.TB) *errand[S]
	who   []string
	facts func(*errand[S]) inspection.Facts
	// code refuses even those of who.
	code string
}

func fixed[S errandSubject[S]](f inspection.Facts) func(*errand[S]) inspection.Facts {
	return func(*errand[S]) inspection.Facts { return f }
}

// everyCell tries each act at each stage by each person.
func everyCell[S errandSubject[S]](t *testing.T, acts []inspection.ActKind, scenes map[string]func(testing.TB) *errand[S], cells []errandCell[S]) {
	cells = slices.Concat(cells, commonCells(t, acts, scenes))
	for _, act := range acts {
		require.True(t, slices.ContainsFunc(cells, func(c errandCell[S]) bool { return c.act == act }), "%s has no cell", act)
		for _, stage := range names(scenes) {
			due := slices.DeleteFunc(slices.Clone(cells), func(c errandCell[S]) bool { return c.act != act || c.stage != stage })
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

func notHere[S errandSubject[S]](t *testing.T, act inspection.ActKind, r *errand[S], cells []errandCell[S]) {
	any := cells[slices.IndexFunc(cells, func(c errandCell[S]) bool { return c.act == act })]
	facts := any.facts(any.scene(t))
	for _, who := range names(people) {
		e := refusedAs(t, "act_not_at_this_stage", r.attempt(people[who], facts, reasoned))
		require.Contains(t, e.Message, "现")
		for _, a := range r.s.Allowed(people[who]) {
			require.NotEqual(t, act, a.Act)
		}
	}
}

func tryCell[S errandSubject[S]](t *testing.T, c errandCell[S]) {
	start := c.scene(t)
	require.Equal(t, c.stage, start.kind.stage(start.s))
	for _, who := range names(people) {
		r := *start
		facts := c.facts(&r)
		offered := slices.ContainsFunc(r.s.Allowed(people[who]), func(a inspection.Allowance) bool { return a.Act == c.act && a.Mine })
		bare := r
		switch err := r.attempt(people[who], facts, reasoned); {
		case !slices.Contains(c.who, who):
			refusedAs(t, "not_your_act", err)
			require.False(t, offered)
		case c.code != "":
			refusedAs(t, c.code, err)
			require.False(t, offered, who)
		default:
			require.NoError(t, err, who)
			require.Equal(t, who != "system", offered, who)
			if r.kind.reason(start.s, c.act) {
				refusedAs(t, "reason_required", bare.attempt(people[who], facts))
			}
		}
	}
}

// commonCells are those of the acts that every subject has at every stage at which
// a period runs.
func commonCells[S errandSubject[S]](t *testing.T, acts []inspection.ActKind, scenes map[string]func(testing.TB) *errand[S]) []errandCell[S] {
	var out []errandCell[S]
	for _, stage := range names(scenes) {
		scene := scenes[stage]
		r := scene(t)
		if len(r.kind.docket(r.s).Deadlines) == 0 {
			continue // not begun, or closed
		}
		out = append(out, errandCell[S]{act: inspection.ActLapse, stage: stage, scene: scene, who: []string{"system"}, facts: func(r *errand[S]) inspection.Facts {
			m, _ := r.kind.docket(r.s).Deadlines.NextMoment()
			r.now = m.At
			return inspection.Lapse{Moment: m}
		}}, errandCell[S]{act: inspection.ActRecount, stage: stage, scene: scene, who: []string{"system"}, facts: func(r *errand[S]) inspection.Facts {
			r.law.Calendar = newerCalendar(r.t, 2027)
			return inspection.Recount{Calendar: r.law.Calendar.Version()}
		}})
		extend := errandCell[S]{act: inspection.ActExtendDeadline, stage: stage, scene: scene, who: []string{"head", "director"}, code: "deadline_never_extended",
			facts: fixed[S](inspection.ExtendDeadline{})}
		for _, d := range r.kind.docket(r.s).Deadlines {
			if p, _ := r.law.Edition.Period(d.Kind); p.ExtendBy != "" {
				extend.who, extend.code = []string{map[inspection.Role]string{inspection.RoleSectionHead: "head", inspection.RoleBureauHead: "director"}[p.ExtendBy]}, ""
				extend.facts = fixed[S](inspection.ExtendDeadline{Deadline: d.Kind, By: working(1)})
				break
			}
		}
		out = append(out, extend)
		if slices.Contains(acts, inspection.ActReplaceInvestigator) {
			out = append(out, errandCell[S]{act: inspection.ActReplaceInvestigator, stage: stage, scene: scene, who: []string{"director"},
				facts: fixed[S](inspection.ReplaceInvestigator{Out: "Z2", In: "Z3"})})
		}
		if slices.Contains(acts, inspection.ActSuspend) {
			out = append(out, errandCell[S]{act: inspection.ActSuspend, stage: stage, scene: scene, who: []string{"director"},
				facts: func(r *errand[S]) inspection.Facts { return inspection.Suspend{On: r.today()} }},
				errandCell[S]{act: inspection.ActResume, stage: stage, who: []string{"director"},
					scene: func(t testing.TB) *errand[S] {
						r := scene(t)
						return r.do("director", inspection.Suspend{On: r.today()})
					},
					facts: func(r *errand[S]) inspection.Facts { return inspection.Resume{On: r.today()} }})
		}
	}
	return out
}

// errandPeriod is one period within its procedure: how it comes to run, its last
// day, and the act that it is for.
type errandPeriod[S errandSubject[S]] struct {
	kind inspection.DeadlineKind
	last calendar.Date
	open func(testing.TB) *errand[S]
	meet func(*errand[S])
}

// periodsHold: the day before and the last day, up to 24:00, are in time; the day
// after is overdue, recorded and told once, and what is done then is late.
func periodsHold[S errandSubject[S]](t *testing.T, all []errandPeriod[S]) {
	for _, p := range all {
		t.Run(string(p.kind), func(t *testing.T) {
			start := p.open(t)
			d := start.deadline(p.kind)
			require.Equal(t, p.last, d.Last)
			require.Equal(t, p.last.End(), d.Due)
			for _, test := range []struct {
				at   time.Time
				late bool
			}{{p.last.AddDays(-1).At(16, 0), false}, {p.last.End().Add(-time.Second), false}, {p.last.End(), true}, {p.last.AddDays(1).At(8, 0), true}} {
				if test.at.Before(start.now) {
					test.at = start.now // periods of which the day before is that of the event
				}
				r := *start
				r.told = nil
				r.at(test.at)
				overdue := slices.DeleteFunc(slices.Clone(r.told), func(n inspection.Notice) bool {
					return n.Kind != inspection.NoticeOverdue || n.Key != fmt.Sprintf("deadline/%s/%d/%s", p.kind, d.Generation, inspection.StepOverdue)
				})
				require.Len(t, overdue, map[bool]int{true: 1, false: 0}[test.late], test.at)
				require.Equal(t, test.late, r.deadline(p.kind).Overdue)
				p.meet(&r)
				require.Equal(t, test.late, r.met(p.kind).Late, test.at)
				require.False(t, r.met(p.kind).Lapsed)
			}
		})
	}
}
