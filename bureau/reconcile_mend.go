package bureau

import (
	"bytes"
	"context"
	"encoding/json"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// again starts the workflow of a difference again, in mend mode.
func (r *reconciliation) again(ctx context.Context, d *Difference, again func(context.Context) error) (*Difference, error) {
	if !r.mend {
		return d, nil
	}
	d.Mended = true
	return d, again(ctx)
}

// replace ends a run that the office did not start, in mend mode, tells of it, and
// starts the office's own again.
func (r *reconciliation) replace(ctx context.Context, run workflows.Run, d *Difference, again func(context.Context) error) (*Difference, error) {
	if !r.mend {
		return d, nil
	}
	o := r.office
	if err := o.procedures.End(ctx, run, "不是由本系统启动的流程，由与案卷核对终止"); err != nil {
		return d, err
	}
	if err := activities.TellForged(ctx, o.record, o.now(), run.ID, "流程服务中"+run.ID+"名下的流程"+run.Name+"不是由本系统启动的（案卷："+d.Record+"；流程："+d.Workflow+"），已终止。"); err != nil {
		return d, err
	}
	return r.again(ctx, d, again)
}

// stray looks at one running workflow of the server: one whose subject the record
// does not know, or knows as closed and it does not, is not the office's.
func (r *reconciliation) stray(ctx context.Context, run workflows.Run) error {
	if r.differs[run.ID] {
		return nil // told already
	}
	if run.Queue == workflows.TaskQueue && workflows.Transient(run.Name) {
		return nil // it changes nothing that the record does not bear out, and ends
	}
	var d *Difference
	var err error
	switch {
	case run.Of(workflows.InspectionTaskName):
		d, err = strayOf(ctx, r, run, r.tasks())
	case run.Of(workflows.InspectionCaseName):
		d, err = strayOf(ctx, r, run, r.cases())
	case run.Queue == workflows.TaskQueue && workflows.Proceeds(run.Name):
		d, err = strayOf(ctx, r, run, r.proceedings())
	default:
		d, err = r.unknown(ctx, run)
	}
	r.add(d)
	return err
}

// strayOf looks at the workflow of one kind of subject. An open subject was compared
// before.
func strayOf[S, K any](ctx context.Context, r *reconciliation, run workflows.Run, of counterpart[S, K]) (*Difference, error) {
	s, err := of.read(ctx, run.ID)
	switch {
	case law.KindOf(err) == law.KindNotFound:
		return r.unknown(ctx, run)
	case err != nil && law.KindOf(err) == law.KindInternal && ctx.Err() == nil:
		r.office.log.ErrorContext(ctx, "subject can't be read from the record", "subject", run.ID, "error", err)
		return &Difference{Subject: run.ID, Record: "无法读取，请查看日志", Workflow: "未核对"}, nil
	case err != nil || of.look(s).open:
		return nil, err
	}
	now, err := r.office.procedures.Look(ctx, run.ID)
	if err != nil || now.RunID != run.RunID || !now.Running {
		return nil, err // the server listed it late
	}
	if !now.Of(of.name(s)) {
		return r.replace(ctx, now, &Difference{Subject: run.ID, Record: of.look(s).String(), Workflow: "不是本系统启动的流程" + run.Name}, none)
	}
	return of.settle(ctx, r, now, of.look(s))
}

// unknown ends, in mend mode, a workflow under a name that the record does not know.
func (r *reconciliation) unknown(ctx context.Context, run workflows.Run) (*Difference, error) {
	now, err := r.office.procedures.Look(ctx, run.ID)
	if err != nil || now.RunID != run.RunID || !now.Running {
		return nil, err
	}
	return r.replace(ctx, now, &Difference{Subject: run.ID, Record: "没有", Workflow: "正在运行：" + run.Name}, none)
}

func none(context.Context) error { return nil }

// equal holds two states against each other as they are kept.
func equal[S any](a, b S) (bool, error) {
	first, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	second, err := json.Marshal(b)
	return bytes.Equal(first, second), err
}

// casesOwed: the workflow of a task takes the drawn cases for opened.
func (o *Office) casesOwed(ctx context.Context, t tasks.Task, k workflows.TaskInput) (string, error) {
	if t.Stage != tasks.StageRunning || !k.CasesOpened {
		return "", nil
	}
	all, err := activities.AllCasesOpened(ctx, o.record, t)
	if err != nil || all {
		return "", err
	}
	return "抽中的对象尚未全部立项", nil
}

// branchesOwed: the workflow of a case takes its branches for opened.
func (o *Office) branchesOwed(ctx context.Context, c cases.Case, k workflows.CaseInput) (string, error) {
	numbered := 0
	for _, b := range c.Branches {
		if b.No == "" {
			continue // of a time before proceedings
		}
		if numbered++; numbered > k.Begun {
			return "", nil // it has them before it
		}
		_, err := o.record.Proceeding(ctx, b.No)
		if law.KindOf(err) == law.KindNotFound {
			return "后续处理程序" + b.No + "尚未启动", nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", nil
}

// branchesEnded looks for a branch of the case that was handed over or has ended on
// record, while the case has not heard of it and nothing is under way that would tell
// it: the proceeding's workflow, begun again where it stands, tells first.
func (r *reconciliation) branchesEnded(ctx context.Context, c cases.Case) (*Difference, error) {
	o := r.office
	for _, b := range c.Branches {
		if b.No == "" {
			continue // of a time before proceedings
		}
		p, err := o.record.Proceeding(ctx, b.No)
		if law.KindOf(err) == law.KindNotFound {
			continue // the case's workflow has it before it
		}
		if err != nil {
			return nil, err
		}
		if told := b.Done && (p.Stage.Open() || !b.EndedOn.IsZero()); told || !p.HandedOver() {
			continue
		}
		run, err := o.procedures.Look(ctx, p.No)
		if err != nil || run.Busy {
			return nil, err
		}
		now, err := o.record.Case(ctx, c.No)
		if err != nil || now.Seq != c.Seq {
			return nil, err // it has heard since
		}
		d := &Difference{Subject: p.No, Record: p.Stage.Chinese(), Workflow: "原检查案件" + c.No + "尚未得知"}
		again := func(ctx context.Context) error { return o.restartProceeding(ctx, p) }
		if run.Running {
			return r.rebuild(ctx, run, d, again)
		}
		return r.again(ctx, d, again)
	}
	return nil, nil
}

// casesSettled tells a task, in mend mode, that none of its cases is open: the
// workflow of the last may have been ended before it did. The record judges whether
// it is so.
func (r *reconciliation) casesSettled(ctx context.Context, t tasks.Task) (*Difference, error) {
	if !r.mend || t.Stage != tasks.StageRunning {
		return nil, nil
	}
	open, _, err := r.office.record.OpenCaseCount(ctx, t.ID)
	if err != nil || open > 0 {
		return nil, err
	}
	return nil, r.office.procedures.CasesSettled(ctx, t.ID)
}
