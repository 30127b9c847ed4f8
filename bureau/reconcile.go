package bureau

import (
	"context"
	"fmt"

	"shuangsuiji/inspection"
)

// Difference is a task or case on which record and workflow do not agree.
type Difference struct {
	Subject  string `json:"subject"`
	Record   string `json:"record"`
	Workflow string `json:"workflow"`
	Mended   bool   `json:"mended"`
}

// Comparison is what a comparison of record and workflows found.
type Comparison struct {
	Compared    int          `json:"compared"`
	Differences []Difference `json:"differences"`
}

// Compare lets a supervisor or administrator compare the record with the running
// workflows; only the administrator mends.
func (o *Office) Compare(ctx context.Context, actor inspection.Actor, mend bool) (Comparison, error) {
	who := []inspection.Role{inspection.RoleAdministrator}
	if !mend {
		who = append(who, inspection.RoleSupervisor)
	}
	if err := require(actor, "核对案卷与流程", who...); err != nil {
		return Comparison{}, err
	}
	differences, n, err := o.Reconcile(ctx, mend)
	if differences == nil {
		differences = []Difference{}
	}
	return Comparison{Compared: n, Differences: differences}, err
}

// Reconcile compares the record with the running workflows. With mend it starts
// again, from the record, each workflow that the Temporal server has lost.
func (o *Office) Reconcile(ctx context.Context, mend bool) ([]Difference, int, error) {
	var out []Difference
	n := 0
	after := ""
	for {
		ids, err := o.record.OpenTaskIDs(ctx, after, 500)
		if err != nil {
			return out, n, err
		}
		for _, id := range ids {
			after = id
			n++
			d, err := o.compareTask(ctx, id, mend)
			if err != nil {
				return out, n, err
			}
			if d != nil {
				out = append(out, *d)
			}
		}
		if len(ids) < 500 {
			break
		}
	}
	after = ""
	for {
		numbers, err := o.record.OpenCaseNumbers(ctx, "", after, 500)
		if err != nil {
			return out, n, err
		}
		for _, no := range numbers {
			after = no
			n++
			d, err := o.compareCase(ctx, no, mend)
			if err != nil {
				return out, n, err
			}
			if d != nil {
				out = append(out, *d)
			}
		}
		if len(numbers) < 500 {
			return out, n, nil
		}
	}
}

func (o *Office) compareCase(ctx context.Context, no string, mend bool) (*Difference, error) {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return nil, err
	}
	onRecord := fmt.Sprintf("%s，第%d号记录", c.Stage.Chinese(), c.Seq)
	running, err := o.procedures.Running(ctx, no)
	if err != nil {
		return nil, err
	}
	if !running {
		d := &Difference{Subject: no, Record: onRecord, Workflow: "没有运行"}
		if mend && c.Stage.Open() {
			d.Mended = true
			return d, o.restartCase(ctx, c)
		}
		return d, nil
	}
	w, err := o.procedures.CaseState(ctx, no)
	if err != nil {
		return nil, err
	}
	if w.Seq == c.Seq && w.Stage == c.Stage {
		return nil, nil
	}
	return &Difference{Subject: no, Record: onRecord, Workflow: fmt.Sprintf("%s，第%d号记录", w.Stage.Chinese(), w.Seq)}, nil
}

func (o *Office) compareTask(ctx context.Context, id string, mend bool) (*Difference, error) {
	t, err := o.record.Task(ctx, id)
	if err != nil {
		return nil, err
	}
	onRecord := fmt.Sprintf("%s，第%d号记录", t.Stage.Chinese(), t.Seq)
	running, err := o.procedures.Running(ctx, id)
	if err != nil {
		return nil, err
	}
	if !running {
		d := &Difference{Subject: id, Record: onRecord, Workflow: "没有运行"}
		if mend {
			d.Mended = true
			return d, o.restartTask(ctx, t)
		}
		return d, nil
	}
	w, err := o.procedures.TaskState(ctx, id)
	if err != nil {
		return nil, err
	}
	if w.Seq == t.Seq && w.Stage == t.Stage {
		return nil, nil
	}
	return &Difference{Subject: id, Record: onRecord, Workflow: fmt.Sprintf("%s，第%d号记录", w.Stage.Chinese(), w.Seq)}, nil
}
