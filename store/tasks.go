package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// taskRow holds the columns that lists ask for; State is the task itself.
type taskRow struct {
	ID         string `gorm:"primaryKey"`
	Plan       string
	Department string
	Stage      string
	IsOpen     bool
	Seq        int
	State      string
}

// TableName implements gorm's Tabler.
func (taskRow) TableName() string { return "tasks" }

func taskRowOf(t tasks.Task) (taskRow, error) {
	state, err := json.Marshal(t)
	if err != nil {
		return taskRow{}, fmt.Errorf("store: encode task %s: %w", t.ID, err)
	}
	return taskRow{ID: t.ID, Plan: t.Plan, Department: t.Department, Stage: string(t.Stage), IsOpen: t.Stage.Open(), Seq: t.Seq, State: string(state)}, nil
}

func (r taskRow) task() (tasks.Task, error) {
	var t tasks.Task
	if err := json.Unmarshal([]byte(r.State), &t); err != nil {
		return t, fmt.Errorf("store: decode task %s: %w", r.ID, err)
	}
	return t, nil
}

// Task returns the task as it stands.
func (s *Store) Task(ctx context.Context, id string) (tasks.Task, error) {
	var row taskRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("id = ?", id).Take(&row).Error })
	if err != nil {
		return tasks.Task{}, orNotFound(err, "task_not_found", "没有编号为“%s”的抽查任务。", id)
	}
	return row.task()
}

// RecordTask performs build on the task as it stands and writes what it returns
// in one transaction, the draw included, under the same terms as
// [Store.RecordCase].
func (s *Store) RecordTask(ctx context.Context, id, key string, who record.Asking, build func(record.TaskAtHand) (record.TaskWrite, error)) (t tasks.Task, repeated bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var row taskRow
		if err := s.forUpdate(tx).Where("id = ?", id).Take(&row).Error; err != nil {
			return orNotFound(err, "task_not_found", "没有编号为“%s”的抽查任务。", id)
		}
		current, err := row.task()
		if err != nil {
			return err
		}
		if repeated, err = actExists(tx, id, key); repeated || err != nil {
			t = current
			return err
		}
		actor, err := personOf(tx, who, of{subject: id})
		if err != nil {
			return refused(err)
		}
		witnesses, err := linkRows(tx, record.LinkWitness, id)
		if err != nil {
			return err
		}
		at := record.TaskAtHand{Task: current, Actor: actor}
		if at.Witnesses, err = convertAll(witnesses, linkRow.link); err != nil {
			return err
		}
		w, err := build(at)
		if err != nil {
			return final{err}
		}
		if err := fitAct(&w.Act, id, key, w.Task.Seq, row.Seq); err != nil {
			return err
		}
		if w.Task.ID != id {
			return fmt.Errorf("store: task %s was built from task %s", w.Task.ID, id)
		}
		t = w.Task
		return s.writeTask(tx, w)
	})
	return t, repeated, err
}

func (s *Store) writeTask(tx *gorm.DB, w record.TaskWrite) error {
	row, err := taskRowOf(w.Task)
	if err != nil {
		return err
	}
	if err := s.insertAct(tx, w.Act, row.State); err != nil {
		return err
	}
	if err := updateTask(tx, w.Task, row); err != nil {
		return err
	}
	if err := keepToDo(tx, w.Act, toDoOfTask(w.Task)); err != nil {
		return err
	}
	if err := tell(tx, w.Task.ID, w.Inbox, w.Mail); err != nil {
		return err
	}
	if w.Draw != nil {
		return writeDraw(tx, *w.Draw)
	}
	return nil
}

func updateTask(tx *gorm.DB, t tasks.Task, row taskRow) error {
	if err := tx.Model(&taskRow{}).Where("id = ?", row.ID).Select("*").Omit("id", "plan").Updates(&row).Error; err != nil {
		return err
	}
	return keepJoint(tx, t)
}

// Tasks lists tasks by their id.
func (s *Store) Tasks(ctx context.Context, f record.TaskFilter, page record.Page) (record.Listed[tasks.Task], error) {
	var out record.Listed[tasks.Task]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 1)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := whereEqual(db, "plan", f.Plan)
		q = whereEqual(q, "stage", string(f.Stage))
		q = whereEqual(q, "department", f.Department)
		if f.Open {
			q = q.Where("is_open = ?", true)
		}
		if keys != nil {
			q = q.Where("id > ?", keys[0])
		}
		var rows []taskRow
		if err := q.Order("id").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, taskRow.task, func(r taskRow) string { return cursorOf(r.ID) })
		return err
	})
	return out, err
}

// OpenTaskIDs are the ids of the open tasks in order, after the given one. Fewer
// than limit are the last.
func (s *Store) OpenTaskIDs(ctx context.Context, after string, limit int) ([]string, error) {
	var ids []string
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&taskRow{}).Where("is_open = ? AND id > ?", true, after).Order("id").Limit(limit).Pluck("id", &ids).Error
	})
	return ids, err
}
