package bureau

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// reconciliation is one comparison at work.
type reconciliation struct {
	office   *Office
	mend     bool
	compared int
	found    []Difference
	differs  map[string]bool // the subjects found
}

func (r *reconciliation) add(d *Difference) {
	if d != nil {
		r.found, r.differs[d.Subject] = append(r.found, *d), true
	}
}

// answerWithin is how long a workflow may take to say how it knows its subject, and
// how long what is under way may take to end.
const answerWithin = 10 * time.Second

// counterpart is a kind of subject S with what its workflow knows, K.
type counterpart[S, K any] struct {
	read  func(context.Context, string) (S, error)
	ask   func(context.Context, string) (K, error)
	known func(K) (S, activities.Clock)
	look  func(S) standing
	name  func(S) string // of its workflow
	// owed is what the workflow takes for done and the record doesn't have; "" nothing.
	owed    func(context.Context, S, K) (string, error)
	restart func(context.Context, S) error
	// untold looks for what the workflow waits to be told by another that is gone.
	untold func(context.Context, S) (*Difference, error)
}

// standing is where a subject stands, for record and workflow alike.
type standing struct {
	no, stage string
	seq       int
	open      bool
	next      law.Moment
}

func (s standing) String() string { return fmt.Sprintf("%s，第%d号记录", s.stage, s.seq) }

func (r *reconciliation) tasks() counterpart[tasks.Task, workflows.TaskInput] {
	o := r.office
	return counterpart[tasks.Task, workflows.TaskInput]{
		read: o.record.Task, ask: o.procedures.KnownTask, restart: o.restartTask, owed: o.casesOwed, untold: r.casesSettled,
		known: func(k workflows.TaskInput) (tasks.Task, activities.Clock) { return k.Task, k.Clock },
		look: func(t tasks.Task) standing {
			next, _ := t.Deadlines.NextMoment()
			if t.Stage == tasks.StagePlanned {
				next = law.Moment{At: t.WakesAt()}
			}
			return standing{t.ID, t.Stage.Chinese(), t.Seq, t.Stage.Open(), next}
		},
		name: func(tasks.Task) string { return workflows.InspectionTaskName },
	}
}

func (r *reconciliation) cases() counterpart[cases.Case, workflows.CaseInput] {
	o := r.office
	return counterpart[cases.Case, workflows.CaseInput]{
		read: o.record.Case, ask: o.procedures.KnownCase, restart: o.restartCase, owed: o.branchesOwed, untold: r.outOfCase,
		known: func(k workflows.CaseInput) (cases.Case, activities.Clock) { return k.Case, k.Clock },
		look: func(c cases.Case) standing {
			next, _ := c.Deadlines.NextMoment()
			return standing{c.No, c.Stage.Chinese(), c.Seq, c.Stage.Open(), next}
		},
		name: func(cases.Case) string { return workflows.InspectionCaseName },
	}
}

func (r *reconciliation) proceedings() counterpart[proceedings.Proceeding, workflows.ProceedingInput] {
	o := r.office
	return counterpart[proceedings.Proceeding, workflows.ProceedingInput]{
		read: o.record.Proceeding, ask: o.procedures.KnownProceeding, restart: o.restartProceeding,
		known: func(k workflows.ProceedingInput) (proceedings.Proceeding, activities.Clock) {
			return k.Proceeding, k.Clock
		},
		look: func(p proceedings.Proceeding) standing {
			next, _ := p.Deadlines.NextMoment()
			return standing{p.No, p.Stage.Chinese(), p.Seq, p.Stage.Open(), next}
		},
		name: func(p proceedings.Proceeding) string { return workflows.ProceedingName(p.Kind) },
		owed: func(context.Context, proceedings.Proceeding, workflows.ProceedingInput) (string, error) {
			return "", nil
		},
		untold: r.termToRecount,
	}
}

// compareOpen compares one open subject; nil: nothing differs. A subject that can't
// be read, or whose workflow does not answer, differs and holds up no other.
func compareOpen[S, K any](r *reconciliation, of counterpart[S, K]) func(context.Context, string) (*Difference, error) {
	return func(ctx context.Context, no string) (*Difference, error) {
		o := r.office
		s, err := of.read(ctx, no)
		if err != nil && law.KindOf(err) == law.KindInternal && ctx.Err() == nil {
			o.log.ErrorContext(ctx, "subject can't be read from the record", "subject", no, "error", err)
			return &Difference{Subject: no, Record: "无法读取，请查看日志", Workflow: "未核对"}, nil
		}
		if err != nil {
			return nil, err
		}
		run, err := o.procedures.Look(ctx, no)
		if err != nil {
			return nil, err
		}
		switch {
		case !run.Running:
			if s, err = of.read(ctx, no); err != nil || !of.look(s).open {
				return nil, err // it has ended since
			}
			return r.again(ctx, &Difference{Subject: no, Record: of.look(s).String(), Workflow: "没有运行"}, of.again(s))
		case !run.Of(of.name(s)):
			return r.replace(ctx, run, &Difference{Subject: no, Record: of.look(s).String(), Workflow: "不是本系统启动的流程" + run.Name}, of.again(s))
		case run.Broken:
			return r.rebuild(ctx, run, &Difference{Subject: no, Record: of.look(s).String(), Workflow: "流程程序连续出错"}, of.again(s))
		}
		d, err := of.settle(ctx, r, run, of.look(s))
		if err == nil && d == nil {
			d, err = of.untold(ctx, s)
		}
		return d, err
	}
}

// rebuild ends a run of the office's own, in mend mode, and starts it again.
func (r *reconciliation) rebuild(ctx context.Context, run workflows.Run, d *Difference, again func(context.Context) error) (*Difference, error) {
	if !r.mend {
		return d, nil
	}
	if err := r.office.procedures.End(ctx, run, "与案卷不一致，由案卷重建"); err != nil {
		return d, err
	}
	return r.again(ctx, d, again)
}

// again starts the subject's workflow again from the record, where it is open still.
func (of counterpart[S, K]) again(s S) func(context.Context) error {
	return func(ctx context.Context) error {
		now, err := of.read(ctx, of.look(s).no)
		if err != nil || !of.look(now).open {
			return err
		}
		return of.restart(ctx, now)
	}
}

// settle compares a subject with what its workflow knows, and mends what differs.
func (of counterpart[S, K]) settle(ctx context.Context, r *reconciliation, run workflows.Run, onRecord standing) (*Difference, error) {
	o := r.office
	found, err := of.judge(ctx, r, run.ID)
	switch {
	case err != nil && ctx.Err() == nil && o.procedures.Healthy(ctx) == nil:
		o.log.ErrorContext(ctx, "workflow does not answer", "subject", run.ID, "error", err)
		return &Difference{Subject: run.ID, Record: onRecord.String(), Workflow: "没有答复，请查看日志"}, nil
	case err != nil || found == nil:
		return nil, err
	}
	d := &Difference{Subject: run.ID, Record: found.record, Workflow: found.workflow}
	if !r.mend {
		return d, nil
	}
	if found.verdict == behind {
		asked, cancel := context.WithTimeout(ctx, answerWithin)
		defer cancel()
		if err := o.procedures.Refresh(asked, run.ID); err == nil {
			if again, err := of.judge(ctx, r, run.ID); err == nil && again == nil {
				d.Mended = true
				return d, nil
			}
		}
	}
	s, err := of.read(ctx, run.ID)
	if err != nil {
		return d, err
	}
	if found.verdict == foreign {
		return r.replace(ctx, run, d, of.again(s))
	}
	return r.rebuild(ctx, run, d, of.again(s))
}

// verdict is what a difference amounts to.
type verdict int

const (
	// behind: the workflow knows less than the record: it was reset, or missed an
	// announcement.
	behind verdict = iota + 1
	// foreign: it knows what the record never said, so that the office can't have
	// started it.
	foreign
)

// difference is one that holds, and no act under way.
type difference struct {
	verdict          verdict
	record, workflow string
}

// judge asks the workflow and reads the record after it, which by then has all that
// the workflow can know. A workflow that is behind may have the rest of an act on
// its way: it is asked again until it has nothing under way.
func (of counterpart[S, K]) judge(ctx context.Context, r *reconciliation, no string) (*difference, error) {
	asked, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	for {
		run, err := r.office.procedures.Look(asked, no)
		if err != nil || !run.Running {
			return nil, err
		}
		k, err := of.ask(asked, no)
		if err != nil {
			return nil, err
		}
		s, err := of.read(asked, no)
		if err != nil {
			return nil, err
		}
		clock, err := r.office.clock(asked)
		if err != nil {
			return nil, err
		}
		found, err := of.compare(ctx, s, k, clock)
		if found == nil || err != nil || found.verdict == foreign {
			return found, err
		}
		after, err := r.office.procedures.Look(asked, no)
		if err != nil {
			return nil, err
		}
		if !run.Busy && after == run {
			return found, nil
		}
		select {
		case <-time.After(pause):
		case <-asked.Done():
			return found, ctx.Err()
		}
	}
}

// pause is how long one waits before a busy workflow is asked again.
const pause = 50 * time.Millisecond

// compare holds what the workflow knows against the record.
func (of counterpart[S, K]) compare(ctx context.Context, s S, k K, clock activities.Clock) (*difference, error) {
	knows, hears := of.known(k)
	onRecord, known := of.look(s), of.look(knows)
	found := func(v verdict, workflow string) (*difference, error) {
		return &difference{v, onRecord.String(), workflow}, nil
	}
	switch {
	case known.no != onRecord.no:
		return found(foreign, "办理的是"+known.no)
	case known.seq > onRecord.seq:
		return found(foreign, known.String())
	case hears.Standing != clock.Standing, hears.Standing && hears.Now.After(clock.Now):
		return found(foreign, known.String()+"，业务时钟与本系统不一致")
	case known.seq < onRecord.seq:
		return found(behind, known.String())
	}
	if same, err := equal(s, knows); err != nil {
		return nil, err
	} else if !same {
		return found(foreign, known.String()+"，内容与案卷不一致")
	}
	if hears.Standing && onRecord.open && !onRecord.next.At.IsZero() && hears.Now.Before(onRecord.next.At) && !clock.Now.Before(onRecord.next.At) {
		return found(behind, known.String()+"，尚未得知业务时钟已拨动")
	}
	owed, err := of.owed(ctx, s, k)
	if err != nil || owed == "" {
		return nil, err
	}
	return found(foreign, known.String()+"，"+owed)
}
