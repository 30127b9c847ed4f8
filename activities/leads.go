package activities

import (
	"context"
	"fmt"
	"slices"

	"go.temporal.io/sdk/activity"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// mostAgainstOne is how many open penalty cases out of one entity's inspections are
// looked through.
const mostAgainstOne = 100

// openLeads opens a penalty case straight away for each entity that the draw left
// out for a clear lead on unlawful conduct (线索明显涉嫌违法, 文件四(一)). Who handles it
// is named when it is filed. An entity against which one runs already gets none.
func (a *Activities) openLeads(ctx context.Context, t tasks.Task, full *draw.FullEvidence, done OpenedCases) error {
	n := 0
	for _, entry := range full.Inside.Roster {
		if entry.Reason != draw.ClearLead {
			continue
		}
		n++
		no := law.ProceedingNo(law.LeadNo(t.ID, n), law.ProceedingPenalty, 1)
		running, err := a.record.Proceedings(ctx, record.ProceedingFilter{Kind: law.ProceedingPenalty, Entity: entry.Code, Open: true}, record.Page{Limit: mostAgainstOne})
		if err != nil {
			return err
		}
		own := func(r record.ProceedingRow) bool { return r.No == no }
		against := func(r record.ProceedingRow) bool { return r.Party == nil } // not somebody else
		if slices.ContainsFunc(running.Items, against) && !slices.ContainsFunc(running.Items, own) {
			continue
		}
		if err := a.openProceeding(ctx, proceedings.Opening{No: no, Kind: law.ProceedingPenalty, Task: t.ID, Entity: entry.Code,
			Edition: t.Edition, Department: t.Department}, law.System); err != nil {
			return fmt.Errorf("open the lead on %s: %w", entry.Code, err)
		}
		activity.RecordHeartbeat(ctx, done)
	}
	return nil
}
