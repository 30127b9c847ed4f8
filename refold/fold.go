package refold

import (
	"fmt"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// Folded is what became of a subject by its acts.
type Folded[S any] struct {
	Steps []Step[S] // the opening first, where it is an act
	// Began is the subject before the acts that Steps perform, as it stands in no act:
	// a task by its plan's row; empty for what its first act opens.
	Began S
	// Open begins the subject as it began, under the law that is given; nil where
	// something else than an edition made it.
	Open func(law.Law) (S, error)
	// Stopped says why the acts could not all be performed; nil: they were.
	Stopped error
	// Recounted: its periods were counted with a calendar that is no more, and
	// can't be counted again as they were.
	Recounted bool
}

// Step is one act performed again.
type Step[S any] struct {
	Act record.Act
	// Judged is the act as the law judged it; its zero value where an edition opened
	// the subject.
	Judged  law.Act
	After   S
	Notices []law.Notice
	Entry   *proceedings.PublicEntry // what a proceeding's act made public
}

// Last is the subject after the last act that could be performed.
func (f Folded[S]) Last() S {
	if n := len(f.Steps); n > 0 {
		return f.Steps[n-1].After
	}
	return f.Began
}

// Missing is why a subject can't be folded at all: what it begins with isn't on
// record, or can't be read. Table and Subject are where it is missed.
type Missing struct {
	Table, Subject string
	Err            *law.Error
}

func missing(table, subject, code, format string, args ...any) error {
	return &Missing{table, subject, law.Errorf(law.KindCorrupt, code, format, args...)}
}

func (m *Missing) Error() string { return m.Err.Error() }

// Unwrap is the error as others show it.
func (m *Missing) Unwrap() error { return m.Err }

// fold performs the acts one after the other on the subject as it began. The
// judge is the law itself, with the act's person as he was on the day. An act that
// the law refuses ends it.
func fold[S any](p *Past, begin S, acts []record.Act, apply func(S, law.Act) (Step[S], error)) (steps []Step[S], stopped error) {
	now := begin
	for _, a := range acts {
		actors := p.Actors(a)
		if len(actors) == 0 {
			return steps, law.Errorf(law.KindForbidden, "actor_not_active", "第%d号记录的办理人无从查考", a.Seq)
		}
		var next Step[S]
		var err error
		for _, actor := range actors {
			// Whether a reason was given is not on record; it was, or the act would not be.
			judged := law.Act{Kind: a.Kind, Actor: actor, Happened: a.Happened, Entered: a.Entered, Reasoned: true, Facts: a.Facts}
			if next, err = apply(now, judged); err == nil {
				next.Act, next.Judged = a, judged
				break
			}
		}
		if err != nil {
			return steps, fmt.Errorf("第%d号记录：%w", a.Seq, err)
		}
		now = next.After
		steps = append(steps, next)
	}
	return steps, nil
}

// Meant makes the running deadline wait for the very moment that a lapse's facts
// name: when people are reminded is a setting, which acts don't keep. A deadline
// that doesn't run, or another generation of it, is left as it is.
func Meant(ds law.Deadlines, a law.Act, recounted bool) law.Deadlines {
	if a.Kind != law.ActLapse {
		return ds
	}
	f, err := law.FactsOf[law.Lapse](a)
	if err != nil {
		return ds
	}
	out := slices.Clone(ds)
	for i := range out {
		if out[i].Kind != f.Moment.Deadline || out[i].Suspended() {
			continue
		}
		if recounted { // a notice may have moved it
			out[i].Generation = f.Moment.Generation
			if f.Moment.Step == law.StepOverdue && out[i].Due.After(f.Moment.At) {
				out[i].Due = f.Moment.At // it had passed, by the calendar of then
			}
		}
		if out[i].Generation == f.Moment.Generation {
			out[i].Next = &f.Moment
		}
	}
	return out
}

// recounted reports whether the subject's periods were ever counted with a calendar
// that is no more: they can't then be counted again as they were.
func (p *Past) recounted(calendar string, acts []record.Act) bool {
	return p.NoMore(calendar) || slices.ContainsFunc(acts, func(a record.Act) bool { return a.Kind == law.ActRecount })
}

// NoMore reports whether there is no calendar of that version any more.
func (p *Past) NoMore(calendar string) bool { return calendar != p.calendarOf(calendar).Version() }
