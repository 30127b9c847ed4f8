package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/workflows"
)

// Difference is a task or case on which record and workflow do not agree, or the list of
// what is to do.
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
func (o *Office) Compare(ctx context.Context, actor law.Actor, mend bool) (Comparison, error) {
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

// Reconcile compares the record with the running workflows. With mend, what differs
// is brought into agreement with the record, which is the judge: a workflow that is
// behind reads it anew, one that is lost is started again from it, and one that the
// office can't have started is ended first. Who looks after the office hears of each
// of those. The list of what is to do is compared too, which follows from the record
// alone.
func (o *Office) Reconcile(ctx context.Context, mend bool) (out []Difference, n int, err error) {
	r := &reconciliation{office: o, mend: mend, differs: map[string]bool{}}
	defer func() {
		if err == nil {
			o.compared.Store(&LastComparison{At: o.now(), Comparison: Comparison{Compared: n, Differences: out}})
		}
	}()
	compare := func(no string, compare func(context.Context, string) (*Difference, error)) error {
		r.compared++
		d, err := compare(ctx, no)
		r.add(d)
		return err
	}
	if err := eachNumber(ctx, o.record.OpenTaskIDs, func(id string) error { return compare(id, compareOpen(r, r.tasks())) }); err != nil {
		return r.found, r.compared, err
	}
	openCases := func(ctx context.Context, after string, limit int) ([]string, error) {
		return o.record.OpenCaseNumbers(ctx, "", after, limit)
	}
	if err := eachNumber(ctx, openCases, func(no string) error { return compare(no, compareOpen(r, r.cases())) }); err != nil {
		return r.found, r.compared, err
	}
	if err := eachNumber(ctx, o.record.OpenProceedingNumbers, func(no string) error { return compare(no, compareOpen(r, r.proceedings())) }); err != nil {
		return r.found, r.compared, err
	}
	if err := r.toDo(ctx); err != nil {
		return r.found, r.compared, err
	}
	err = o.procedures.EachRunning(ctx, func(run workflows.Run) error { return r.stray(ctx, run) })
	return r.found, r.compared, err
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
