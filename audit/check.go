package audit

import (
	"context"
	"errors"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// page is how many subjects of nothing are read at once.
const page = 200

// check is one look through the record.
type check struct {
	record Reader
	report func(Finding) error
	// verifier is nil where the office's keys are not at hand.
	verifier Verifier
	done     Checked
	past     *refold.Past
	tasks    refold.DrawnTasks
	told     told      // by the subject that is being looked at
	latest   time.Time // at which anything was entered
	// keptSince is when the record began to keep attachments.
	keptSince time.Time
	// readAnew is when the law was last read anew: what began before was judged by the
	// reading of then.
	readAnew time.Time
	// stopped is the error of who takes the findings.
	stopped error
}

func (c *check) readPast(ctx context.Context) (err error) {
	c.past, err = refold.ReadPast(ctx, c.record)
	return err
}

// Check looks through the whole record and reports each finding as it comes. Its
// error is of the reading or of report, never of the record. Without the office's
// keys (v is nil) the seals of acts are not looked at.
func Check(ctx context.Context, r Reader, v Verifier, report func(Finding) error) (Checked, error) {
	c := &check{record: r, verifier: v, report: report}
	for _, part := range []func(context.Context) error{c.readPast, c.marks, c.accounts, c.registers, c.itemSets, c.files, c.allTasks, c.allCases, c.allProceedings, c.subjectsOfNothing, c.clock} {
		if err := part(ctx); err != nil {
			return c.done, err
		}
	}
	return c.done, nil
}

// goingOn makes a finding of an error that says no more than that something in the
// subject's rows can't be read. An error of the database as a whole ends the check,
// and so does one of who takes the findings.
func goingOn[S any](c *check, table string, do func(context.Context, record.Held[S]) error) func(context.Context, record.Held[S]) error {
	return func(ctx context.Context, h record.Held[S]) error {
		err := do(ctx, h)
		if err == nil || c.stopped != nil || ctx.Err() != nil || law.KindOf(err) != law.KindInternal {
			return err
		}
		return c.found(table, h.No, "row_unreadable", "%s的案卷内容无法读取：%v", h.No, err)
	}
}

// row reports what a row says against its own state; false: there is no state to
// go on with.
func row[S any](c *check, table, what string, h record.Held[S]) (bool, error) {
	if h.Unreadable {
		return false, c.found(table, h.No, "state_unreadable", "%s%s的状态无法读取。", what, h.No)
	}
	for _, column := range h.Columns {
		if err := c.found(table, h.No, "column_differs", "%s%s的列%s与其状态不符。", what, h.No, column); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (c *check) allTasks(ctx context.Context) error {
	return refold.Each(ctx, c.record.HeldTasks, goingOn(c, "tasks", func(ctx context.Context, h record.Held[tasks.Task]) error {
		c.done.Tasks++
		if ok, err := row(c, "tasks", "任务", h); !ok {
			return err
		}
		return c.task(ctx, h)
	}))
}

func (c *check) allCases(ctx context.Context) error {
	numbers := numbersOf{check: c}
	if err := refold.Each(ctx, c.record.HeldCases, goingOn(c, "cases", func(ctx context.Context, h record.Held[cases.Case]) error {
		c.done.Cases++
		if err := numbers.next(ctx, h.No); err != nil {
			return err
		}
		if ok, err := row(c, "cases", "案件", h); !ok {
			return err
		}
		return c.caseOf(ctx, h)
	})); err != nil {
		return err
	}
	return numbers.end(ctx)
}

func (c *check) allProceedings(ctx context.Context) error {
	return refold.Each(ctx, c.record.HeldProceedings, goingOn(c, "proceedings", func(ctx context.Context, h record.Held[proceedings.Proceeding]) error {
		c.done.Proceedings++
		if ok, err := row(c, "proceedings", "后续处理程序", h); !ok {
			return err
		}
		return c.proceeding(ctx, h)
	}))
}

// subjectsOfNothing: acts outlive what they were about only where somebody removed
// it.
func (c *check) subjectsOfNothing(ctx context.Context) error {
	after := ""
	for {
		subjects, err := c.record.SubjectsOfNothing(ctx, after, page)
		if err != nil {
			return err
		}
		for _, s := range subjects {
			after = s
			if err := c.found("acts", s, "subject_missing", "有%s的办理记录，但案卷中没有%s。", s, s); err != nil {
				return err
			}
		}
		if len(subjects) < page {
			return nil
		}
	}
}

// codeOf is the stable code of an error of the domain.
func codeOf(err error) string {
	var e *law.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return "unexpected"
}
