package bureau

import (
	"context"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/tasks"
)

// outOfCase looks for what the case should have been told by others that are gone.
func (r *reconciliation) outOfCase(ctx context.Context, c cases.Case) (*Difference, error) {
	for _, look := range []func(context.Context, cases.Case) (*Difference, error){r.cancelledWithTask, r.owedByPartner, r.branchesEnded} {
		if d, err := look(ctx, c); err != nil || d != nil {
			return d, err
		}
	}
	return nil, nil
}

// cancelledWithTask looks for an open case of a task that is cancelled on record, while
// nothing is under way that would end it: the workflow of the task was lost before it
// had told its cases. In mend mode the case is told.
func (r *reconciliation) cancelledWithTask(ctx context.Context, c cases.Case) (*Difference, error) {
	o := r.office
	t, err := o.record.Task(ctx, c.Task)
	if err != nil || t.Stage != tasks.StageCancelled {
		return nil, err
	}
	if run, err := o.procedures.Look(ctx, t.ID); err != nil || run.Running {
		return nil, err
	}
	now, err := o.record.Case(ctx, c.No)
	if err != nil || !now.Stage.Open() {
		return nil, err // it was ended since
	}
	d := &Difference{Subject: c.No, Record: "抽查任务" + t.ID + "已取消，本案尚未终止", Workflow: c.Stage.Chinese()}
	if !r.mend {
		return d, nil
	}
	err = o.procedures.TellCase(ctx, c.No, activities.UpdateCancelled, "", activities.Announcement{Update: activities.UpdateCancelled})
	d.Mended = err == nil
	return d, err
}

// owedByPartner looks for what follows for a case from the other case of its joint
// visit and is not on record in it, while nothing is under way that would put it there:
// the other's workflow was lost in between. In mend mode the case takes it over.
func (r *reconciliation) owedByPartner(ctx context.Context, c cases.Case) (*Difference, error) {
	o := r.office
	if c.Joint == nil {
		return nil, nil
	}
	other, err := o.record.Case(ctx, c.Joint.With)
	if err != nil || c.OwedBy(other) == nil {
		return nil, err
	}
	for _, no := range []string{c.No, other.No} {
		if run, err := o.procedures.Look(ctx, no); err != nil || run.Busy {
			return nil, err
		}
	}
	now, err := o.record.Case(ctx, c.No)
	if err != nil || now.OwedBy(other) == nil {
		return nil, err // it has taken it over since
	}
	d := &Difference{Subject: c.No, Record: "合并检查的案件" + other.No + "已办理，本案尚未补记", Workflow: c.Stage.Chinese()}
	if !r.mend {
		return d, nil
	}
	err = o.procedures.TellCase(ctx, c.No, activities.UpdateOwed, "", activities.Announcement{Update: activities.UpdateOwed})
	d.Mended = err == nil
	return d, err
}
