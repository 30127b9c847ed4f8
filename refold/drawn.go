package refold

import (
	"context"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// DrawnTask is a task with the cases that its draw made, by number; empty where the
// task isn't there or can't be read.
type DrawnTask struct {
	Task  tasks.Task
	Cases map[string]DrawnCase
}

// DrawnCase is what the evidence says of a case; without a team it waits for the
// head's decision.
type DrawnCase struct {
	Entity string
	Team   law.Team
}

// DrawnTasks keeps the task that is being looked at: cases and proceedings come task
// by task.
type DrawnTasks struct{ now DrawnTask }

// Of is the task with its drawn cases. A draw that can't be read has none.
func (t *DrawnTasks) Of(ctx context.Context, r Reader, id string) (DrawnTask, error) {
	if t.now.Task.ID == id && id != "" {
		return t.now, nil
	}
	task, err := r.Task(ctx, id)
	if err != nil {
		if law.KindOf(err) == law.KindNotFound || law.KindOf(err) == law.KindInternal {
			err = nil
		}
		return DrawnTask{}, err
	}
	t.now = DrawnTask{Task: task, Cases: map[string]DrawnCase{}}
	raw, err := r.DrawPart(ctx, id, task.Draw.Number, record.PartFull)
	if Absent(err) {
		return t.now, nil
	}
	if err != nil {
		return t.now, err
	}
	full, err := draw.ReadFull(raw)
	if err != nil || full.Outcome != draw.Drawn {
		return t.now, nil //nolint:nilerr // whoever looks at draws tells
	}
	for _, one := range full.Cases {
		if one.Position < 1 || one.Position > len(full.Inside.Roster) {
			continue
		}
		d := DrawnCase{Entity: full.Inside.Roster[one.Position-1].Code}
		for _, position := range one.Team {
			if position >= 1 && position <= len(full.Inspectors) {
				d.Team = append(d.Team, full.Inspectors[position-1].Certificate)
			}
		}
		t.now.Cases[one.Number] = d
	}
	return t.now, nil
}

// Absent reports whether the error says that something isn't there or is damaged.
func Absent(err error) bool {
	switch law.KindOf(err) {
	case law.KindNotFound, law.KindCorrupt, law.KindNotAllowed:
		return true
	}
	return false
}
