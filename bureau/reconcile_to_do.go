package bureau

import (
	"context"
	"fmt"
)

// toDo compares the list of what is to do with the record. What differs is one
// difference, however much it is: all of it after a version without the list.
func (r *reconciliation) toDo(ctx context.Context) error {
	differing, err := r.office.record.CompareToDo(ctx, r.mend)
	if len(differing) > 0 {
		r.add(&Difference{Subject: "待办清单", Record: fmt.Sprintf("有%d件与案卷不符，如%s", len(differing), differing[0]), Workflow: "不涉及", Mended: r.mend && err == nil})
	}
	return err
}
