package trial

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// Reader is the record as a trial reads it. Pages are read in the order of numbers,
// after the one given; fewer than limit are the last.
type Reader interface {
	refold.Reader
	HeldTasks(ctx context.Context, after string, limit int) ([]record.Held[tasks.Task], error)
	HeldCases(ctx context.Context, after string, limit int) ([]record.Held[cases.Case], error)
	HeldProceedings(ctx context.Context, after string, limit int) ([]record.Held[proceedings.Proceeding], error)
}

// trial is one run.
type trial struct {
	record  Reader
	report  func(Difference) error
	year    int
	edition *law.Edition
	past    *refold.Past
	tasks   refold.DrawnTasks
	done    Tried
}

// Run tries the edition on the tasks of the year's plans with their cases and
// proceedings, and on the proceedings of no task that were opened in the year. Each
// difference is reported as it is found, subject by subject in the order of their
// numbers.
//
// Errors: those of reading and of report.
func Run(ctx context.Context, r Reader, year int, edition *law.Edition, report func(Difference) error) (Tried, error) {
	t := &trial{record: r, report: report, year: year, edition: edition, done: Tried{Differences: map[Kind]int{}}}
	var err error
	if t.past, err = refold.ReadPast(ctx, r); err != nil {
		return t.done, err
	}
	if err := t.past.ReadAccounts(ctx, r); err != nil {
		return t.done, err
	}
	for _, part := range []func() error{
		func() error { return refold.Each(ctx, r.HeldTasks, readable(t.task)) },
		func() error { return refold.Each(ctx, r.HeldCases, readable(t.caseOf)) },
		func() error { return refold.Each(ctx, r.HeldProceedings, readable(t.proceeding)) },
	} {
		if err := part(); err != nil {
			return t.done, err
		}
	}
	return t.done, nil
}

// readable hands on the state of a row; one that can't be read ends the trial.
func readable[S any](do func(context.Context, S) error) func(context.Context, record.Held[S]) error {
	return func(ctx context.Context, h record.Held[S]) error {
		if h.Unreadable {
			return law.Errorf(law.KindCorrupt, "state_unreadable", "%s的状态无法读取，请先核对案卷（check）。", h.No)
		}
		return do(ctx, h.State)
	}
}

// ofYear reports whether what belongs to the task was planned for the year.
func (t *trial) ofYear(task string) bool { return strings.HasPrefix(task, fmt.Sprintf("%04d", t.year)) }

func (t *trial) acts(ctx context.Context, subject string) ([]record.Act, error) {
	return refold.Acts(ctx, t.record, subject, func(record.Act, []record.Act) error { return nil })
}

func (t *trial) task(ctx context.Context, s tasks.Task) error {
	if !t.ofYear(s.ID) || s.Edition == t.edition.Code {
		return nil
	}
	t.done.Tasks++
	acts, err := t.acts(ctx, s.ID)
	if err != nil {
		return err
	}
	folded, err := t.past.Task(ctx, t.record, s, acts)
	return try(t, subjectOf[tasks.Task]{no: s.ID, calendar: s.Calendar, edition: s.Edition, deadlines: func(s tasks.Task) law.Deadlines { return s.Deadlines },
		stage: func(s tasks.Task) (string, string) { return string(s.Stage), s.Stage.Chinese() },
		apply: func(s tasks.Task, a law.Act, l law.Law) (tasks.Task, error) {
			if s.Edition != "" { // until it is set going it has none
				s.Edition = l.Edition.Code
			}
			s.Deadlines = refold.Meant(s.Deadlines, a, true)
			next, _, err := s.Apply(a, l)
			return next, err
		}}, folded, err)
}

func (t *trial) caseOf(ctx context.Context, c cases.Case) error {
	if !t.ofYear(c.Task) || c.Edition == t.edition.Code {
		return nil
	}
	t.done.Cases++
	drawn, err := t.tasks.Of(ctx, t.record, c.Task)
	if err != nil {
		return err
	}
	acts, err := t.acts(ctx, c.No)
	if err != nil {
		return err
	}
	under, err := t.under(c)
	if err != nil {
		return err
	}
	if err := t.duties(c, under); err != nil {
		return err
	}
	folded, err := t.past.Case(c, drawn, acts)
	return try(t, subjectOf[cases.Case]{no: c.No, calendar: c.Calendar, edition: c.Edition, deadlines: func(s cases.Case) law.Deadlines { return s.Deadlines },
		stage: func(s cases.Case) (string, string) { return string(s.Stage), s.Stage.Chinese() },
		apply: func(s cases.Case, a law.Act, l law.Law) (cases.Case, error) {
			s.Edition, s.Under54 = l.Edition.Code, under
			s.Deadlines = refold.Meant(s.Deadlines, a, true)
			next, _, err := s.Apply(a, l)
			return next, err
		}}, folded, err)
}

func (t *trial) proceeding(ctx context.Context, p proceedings.Proceeding) error {
	mine := t.ofYear(p.Task) || p.Task == "" && calendar.DateOf(p.Opened).Year() == t.year
	if !mine || p.Edition == t.edition.Code {
		return nil
	}
	t.done.Proceedings++
	acts, err := t.acts(ctx, p.No)
	if err != nil {
		return err
	}
	folded, err := t.past.Proceeding(ctx, t.record, p, acts)
	return try(t, subjectOf[proceedings.Proceeding]{no: p.No, calendar: p.Calendar, edition: p.Edition, deadlines: func(s proceedings.Proceeding) law.Deadlines { return s.Deadlines },
		stage: func(s proceedings.Proceeding) (string, string) { return string(s.Stage), s.Stage.Chinese() },
		apply: func(s proceedings.Proceeding, a law.Act, l law.Law) (proceedings.Proceeding, error) {
			s.Edition = l.Edition.Code
			s.Deadlines = refold.Meant(s.Deadlines, a, true)
			next, _, err := s.Apply(a, l)
			return next, err
		}}, folded, err)
}

// under: the edition's duties would bind the case. Whether a public body is bound is
// the bureau's own word, which a case of an edition without duties does not keep: it
// is taken not to be.
func (t *trial) under(c cases.Case) (bool, error) {
	own, err := law.EditionOf(c.Edition)
	if err != nil || len(own.Duties) > 0 {
		return c.Under54, err
	}
	return t.edition.Binds(registers.PublicBodyOfKind(c.Kind), false), nil
}

// duties tells what the edition asks for that the case's own does not.
func (t *trial) duties(c cases.Case, under bool) error {
	if !under {
		return nil
	}
	for _, d := range t.edition.Duties {
		if c.Under(d.Kind) {
			continue
		}
		if err := t.found(Difference{Subject: c.No, Edition: c.Edition, Kind: Duty, Code: string(d.Kind), Text: fmt.Sprintf("另须：%s（%s）", d.Name, d.Clause)}); err != nil {
			return err
		}
	}
	return nil
}

func (t *trial) found(d Difference) error {
	t.done.Differences[d.Kind]++
	return t.report(d)
}

// unfolded: the record as it is can't be performed again from here on.
func (t *trial) unfolded(no string, err error) error {
	var missing *refold.Missing
	if err != nil && !errors.As(err, &missing) {
		return err
	}
	t.done.Unfolded = append(t.done.Unfolded, no)
	return nil
}
