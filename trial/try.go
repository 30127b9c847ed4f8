package trial

import (
	"errors"
	"fmt"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/refold"
)

// subjectOf is what a trial needs to know of a kind of subject.
type subjectOf[S any] struct {
	no, edition, calendar string
	deadlines             func(S) law.Deadlines
	stage                 func(S) (code, name string)
	apply                 func(S, law.Act, law.Law) (S, error)
}

// try judges each act of the folded subject by the trial's edition.
func try[S any](t *trial, s subjectOf[S], f refold.Folded[S], err error) error {
	if err != nil {
		return t.unfolded(s.no, err)
	}
	if f.Stopped != nil {
		if err := t.unfolded(s.no, nil); err != nil {
			return err
		}
	}
	l, err := t.past.Law(t.edition.Code, s.calendar)
	if err != nil {
		return err
	}
	before := f.Began
	for _, step := range f.Steps {
		t.done.Acts++
		var other S
		var refused error
		switch step.Judged.Kind {
		case law.ActRecount: // of the calendar, whatever the edition
			before = step.After
			continue
		case "":
			other, refused = f.Open(l)
		default:
			other, refused = s.apply(before, step.Judged, l)
		}
		if err := s.compare(t, step, before, other, refused); err != nil {
			return err
		}
		before = step.After
	}
	return nil
}

// compare tells where the act's effect by the trial's edition is another one.
func (s subjectOf[S]) compare(t *trial, step refold.Step[S], before, other S, refused error) error {
	tell := func(kind Kind, code, format string, args ...any) error {
		return t.found(Difference{Subject: s.no, Edition: s.edition, Seq: step.Act.Seq, Act: step.Act.Kind, Name: step.Act.Name, Happened: step.Act.Happened,
			Kind: kind, Code: code, Text: fmt.Sprintf(format, args...)})
	}
	if refused != nil {
		var why *law.Error
		if !errors.As(refused, &why) {
			return refused
		}
		return tell(Refused, why.Code, "%s", why.Message)
	}
	own, mine := begun(s.deadlines(before), s.deadlines(step.After)), begun(s.deadlines(before), s.deadlines(other))
	for _, d := range mine {
		o, runs := own.Find(d.Kind)
		var err error
		switch {
		case !runs:
			err = tell(Period, string(d.Kind), "另计“%s”期限%s，至%s", d.Name, d.Period, d.Last.ChineseString())
		case o.Last != d.Last:
			err = tell(Period, string(d.Kind), "“%s”期限由%s（至%s）变为%s（至%s）", d.Name, o.Period, o.Last.ChineseString(), d.Period, d.Last.ChineseString())
		}
		if err != nil {
			return err
		}
	}
	for _, o := range own {
		if _, runs := mine.Find(o.Kind); !runs {
			if err := tell(Period, string(o.Kind), "不计“%s”期限（原至%s）", o.Name, o.Last.ChineseString()); err != nil {
				return err
			}
		}
	}
	_, had := s.stage(step.After)
	if code, name := s.stage(other); name != had {
		return tell(Course, code, "办理后转入“%s”，不是“%s”", name, had)
	}
	return nil
}

// begun are the periods that began, or were counted anew, with the act.
func begun(before, after law.Deadlines) law.Deadlines {
	return slices.DeleteFunc(slices.Clone(after), func(d law.Deadline) bool {
		was, ran := before.Find(d.Kind)
		return ran && was.Last == d.Last && was.From.Equal(d.From)
	})
}
