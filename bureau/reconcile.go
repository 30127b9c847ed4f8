package bureau

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
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
	right := access.CompareProcedures
	if mend {
		right = access.MendProcedures
	}
	if err := right.Require(actor); err != nil {
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
func (o *Office) Reconcile(ctx context.Context, mend bool) (out []Difference, n int, err error) {
	compare := func(d *Difference, err error) error {
		n++
		if d != nil {
			out = append(out, *d)
		}
		return err
	}
	if err := eachNumber(ctx, o.record.OpenTaskIDs, func(id string) error {
		return compare(reconcile(ctx, o, id, mend, o.record.Task, o.procedures.TaskState, taskStanding, o.restartTask))
	}); err != nil {
		return out, n, err
	}
	openCases := func(ctx context.Context, after string, limit int) ([]string, error) {
		return o.record.OpenCaseNumbers(ctx, "", after, limit)
	}
	if err := eachNumber(ctx, openCases, func(no string) error {
		return compare(reconcile(ctx, o, no, mend, o.record.Case, o.procedures.CaseState, caseStanding, o.restartCase))
	}); err != nil {
		return out, n, err
	}
	err = eachNumber(ctx, o.record.OpenProceedingNumbers, func(no string) error {
		return compare(reconcile(ctx, o, no, mend, o.record.Proceeding, o.procedures.ProceedingState, proceedingStanding, o.restartProceeding))
	})
	return out, n, err
}

// numbersPerPage is how many numbers are read at once.
const numbersPerPage = 500

// eachNumber does something for every number of a list that is read page by page.
func eachNumber(ctx context.Context, page func(ctx context.Context, after string, limit int) ([]string, error), do func(no string) error) error {
	after := ""
	for {
		numbers, err := page(ctx, after, numbersPerPage)
		if err != nil {
			return err
		}
		for _, no := range numbers {
			after = no
			if err := do(no); err != nil {
				return err
			}
		}
		if len(numbers) < numbersPerPage {
			return nil
		}
	}
}

// standing is where a subject stands, for record and workflow alike.
type standing struct {
	stage string
	seq   int
	open  bool
}

func (s standing) String() string { return fmt.Sprintf("%s，第%d号记录", s.stage, s.seq) }

func taskStanding(t inspection.Task) standing {
	return standing{t.Stage.Chinese(), t.Seq, t.Stage.Open()}
}

func caseStanding(c inspection.Case) standing {
	return standing{c.Stage.Chinese(), c.Seq, c.Stage.Open()}
}

func proceedingStanding(p inspection.Proceeding) standing {
	return standing{p.Stage.Chinese(), p.Seq, p.Stage.Open()}
}

// answerWithin is how long a workflow may take to say how it knows its subject.
const answerWithin = 10 * time.Second

// reconcile compares one subject; nil: nothing differs. A subject that can't be
// read, or whose workflow does not answer, differs and holds up no other.
func reconcile[S any](ctx context.Context, o *Office, no string, mend bool, read, ask func(context.Context, string) (S, error),
	look func(S) standing, restart func(context.Context, S) error) (*Difference, error) {
	s, err := read(ctx, no)
	if err != nil && inspection.KindOf(err) == inspection.KindInternal && ctx.Err() == nil {
		o.log.ErrorContext(ctx, "subject can't be read from the record", "subject", no, "error", err)
		return &Difference{Subject: no, Record: "无法读取，请查看日志", Workflow: "未核对"}, nil
	}
	if err != nil {
		return nil, err
	}
	onRecord := look(s)
	running, err := o.procedures.Running(ctx, no)
	if err != nil {
		return nil, err
	}
	if !running {
		d := &Difference{Subject: no, Record: onRecord.String(), Workflow: "没有运行"}
		if mend && onRecord.open {
			d.Mended = true
			return d, restart(ctx, s)
		}
		return d, nil
	}
	asked, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	w, err := ask(asked, no)
	switch {
	case err != nil && ctx.Err() == nil && o.procedures.Healthy(ctx) == nil:
		o.log.ErrorContext(ctx, "workflow does not answer", "subject", no, "error", err)
		return &Difference{Subject: no, Record: onRecord.String(), Workflow: "没有答复，请查看日志"}, nil
	case err != nil || look(w) == onRecord:
		return nil, err
	}
	return &Difference{Subject: no, Record: onRecord.String(), Workflow: look(w).String()}, nil
}
