package activities

import (
	"context"

	"go.temporal.io/sdk/activity"
)

// The updates with which the office tells open work that something around it
// has changed.
const (
	UpdateClockMoved      = "clock_moved"
	UpdateCalendarChanged = "calendar_changed"
	UpdateCancelled       = "cancelled"
	UpdateRecordChanged   = "record_changed"
)

// Announcement is one thing that every open task and case must hear of, exactly
// once: ID makes a repeat harmless.
type Announcement struct {
	ID     string `json:"id"`
	Update string `json:"update"`
	// Clock or Calendar is what has changed.
	Clock    Clock  `json:"clock,omitzero"`
	Calendar string `json:"calendar,omitempty"`
}

// told is how far an announcement has come.
type told struct {
	TasksAfter string `json:"tasksAfter"`
	TasksDone  bool   `json:"tasksDone"`
	CasesAfter string `json:"casesAfter"`
	CasesDone  bool   `json:"casesDone,omitempty"`
	// ProceedingsAfter is the last proceeding that was told.
	ProceedingsAfter string `json:"proceedingsAfter,omitempty"`
	Count            int    `json:"count"`
}

const tellBatch = 200

// Announce tells every open task and case, page by page.
func (a *Activities) Announce(ctx context.Context, in Announcement) (int, error) {
	var at told
	if activity.HasHeartbeatDetails(ctx) {
		if err := activity.GetHeartbeatDetails(ctx, &at); err != nil {
			return 0, err
		}
	}
	for !at.TasksDone {
		ids, err := a.record.OpenTaskIDs(ctx, at.TasksAfter, tellBatch)
		if err != nil {
			return at.Count, err
		}
		for _, id := range ids {
			if err := a.procedures.TellTask(ctx, id, in.Update, in.ID, in); err != nil {
				return at.Count, err
			}
			at.TasksAfter = id
			at.Count++
			activity.RecordHeartbeat(ctx, at)
		}
		at.TasksDone = len(ids) < tellBatch
	}
	if !at.CasesDone {
		err := a.eachOpenCase(ctx, "", at.CasesAfter, func(no string) error {
			if err := a.procedures.TellCase(ctx, no, in.Update, in.ID, in); err != nil {
				return err
			}
			at.CasesAfter = no
			at.Count++
			activity.RecordHeartbeat(ctx, at)
			return nil
		})
		if err != nil {
			return at.Count, err
		}
		at.CasesDone = true
	}
	err := each(ctx, at.ProceedingsAfter, a.record.OpenProceedingNumbers, func(no string) error {
		if err := a.procedures.TellProceeding(ctx, no, in.Update, in.ID, in); err != nil {
			return err
		}
		at.ProceedingsAfter = no
		at.Count++
		activity.RecordHeartbeat(ctx, at)
		return nil
	})
	return at.Count, err
}

// CancelCases ends every open case of a task that was cancelled after its draw.
func (a *Activities) CancelCases(ctx context.Context, task string) (int, error) {
	n := 0
	err := a.eachOpenCase(ctx, task, "", func(no string) error {
		n++
		activity.RecordHeartbeat(ctx, n)
		return a.procedures.TellCase(ctx, no, UpdateCancelled, "cancelled", Announcement{ID: "cancelled"})
	})
	return n, err
}

func (a *Activities) eachOpenCase(ctx context.Context, task, after string, do func(no string) error) error {
	return each(ctx, after, func(ctx context.Context, after string, limit int) ([]string, error) {
		return a.record.OpenCaseNumbers(ctx, task, after, limit)
	}, do)
}

// each does something for every number of a list that is read page by page.
func each(ctx context.Context, after string, page func(ctx context.Context, after string, limit int) ([]string, error), do func(no string) error) error {
	for {
		numbers, err := page(ctx, after, tellBatch)
		if err != nil {
			return err
		}
		for _, no := range numbers {
			if err := do(no); err != nil {
				return err
			}
			after = no
		}
		if len(numbers) < tellBatch {
			return nil
		}
	}
}
