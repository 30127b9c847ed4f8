package chaos

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// Record is what the books are compared with.
type Record interface {
	Tasks(ctx context.Context, f record.TaskFilter, page record.Page) (record.Listed[tasks.Task], error)
	Cases(ctx context.Context, f record.CaseFilter, page record.Page) (record.Listed[record.CaseRow], error)
	Proceedings(ctx context.Context, f record.ProceedingFilter, page record.Page) (record.Listed[record.ProceedingRow], error)
	Acts(ctx context.Context, subject string, page record.Page) (record.Listed[record.Act], error)
	Payload(ctx context.Context, id string) (record.Payload, error)
}

// Books are what the record holds, as far as the comparison asks.
type Books struct {
	Acts, Moments int
	Cases         int
	// Stuck are tasks and cases that did not come to their end.
	Stuck []string
	// Emptied are acts on record of which what was written is gone.
	Emptied []string

	byRequest map[string][]string // acts that carry the request's id
	moments   map[string]int
}

// ReadBooks reads every act of every task and case. The idle tasks are those at
// which nobody works, so that they are not stuck.
func ReadBooks(ctx context.Context, r Record, idle ...string) (*Books, error) {
	b := &Books{byRequest: map[string][]string{}, moments: map[string]int{}}
	page := record.Page{Limit: 200}
	for {
		all, err := r.Tasks(ctx, record.TaskFilter{}, page)
		if err != nil {
			return nil, err
		}
		for _, t := range all.Items {
			if t.Stage.Open() && !slices.Contains(idle, t.ID) {
				b.Stuck = append(b.Stuck, fmt.Sprintf("task %s at %s", t.ID, t.Stage))
			}
			if err := b.readSubject(ctx, r, t.ID); err != nil {
				return nil, err
			}
			if err := b.readCases(ctx, r, t.ID); err != nil {
				return nil, err
			}
			if err := b.readProceedings(ctx, r, t.ID); err != nil {
				return nil, err
			}
		}
		if all.Next == "" {
			return b, nil
		}
		page.After = all.Next
	}
}

func (b *Books) readCases(ctx context.Context, r Record, task string) error {
	page := record.Page{Limit: 200}
	for {
		all, err := r.Cases(ctx, record.CaseFilter{Task: task}, page)
		if err != nil {
			return err
		}
		for _, c := range all.Items {
			b.Cases++
			// What waits for a branch is not stuck: branches need not come to their end.
			if c.Stage.Open() && c.Stage != cases.StageFollowUp {
				b.Stuck = append(b.Stuck, fmt.Sprintf("case %s at %s", c.No, c.Stage))
			}
			if err := b.readSubject(ctx, r, c.No); err != nil {
				return err
			}
		}
		if all.Next == "" {
			return nil
		}
		page.After = all.Next
	}
}

func (b *Books) readProceedings(ctx context.Context, r Record, task string) error {
	page := record.Page{Limit: 200}
	for {
		proceedings, err := r.Proceedings(ctx, record.ProceedingFilter{Task: task}, page)
		if err != nil {
			return err
		}
		for _, p := range proceedings.Items {
			if err := b.readSubject(ctx, r, p.No); err != nil {
				return err
			}
		}
		if proceedings.Next == "" {
			return nil
		}
		page.After = proceedings.Next
	}
}

func (b *Books) readSubject(ctx context.Context, r Record, subject string) error {
	page := record.Page{Limit: 200}
	for {
		acts, err := r.Acts(ctx, subject, page)
		if err != nil {
			return err
		}
		for _, a := range acts.Items {
			var written struct {
				Narrative string `json:"narrative"`
			}
			if a.PayloadID != "" {
				p, err := r.Payload(ctx, a.PayloadID)
				if err != nil {
					return err
				}
				if !p.Erased.IsZero() {
					b.Emptied = append(b.Emptied, fmt.Sprintf("%s, act %d (%s)", subject, a.Seq, a.Kind))
				} else if err := json.Unmarshal(p.Body, &written); err != nil {
					return fmt.Errorf("%s, act %d: %w", subject, a.Seq, err)
				}
			}
			b.add(a, written.Narrative)
		}
		if acts.Next == "" {
			return nil
		}
		page.After = acts.Next
	}
}

func (b *Books) add(a record.Act, narrative string) {
	b.Acts++
	if narrative != "" {
		b.byRequest[narrative] = append(b.byRequest[narrative], a.Subject+"/"+string(a.Kind))
	}
	if a.Kind == law.ActLapse {
		var lapse law.Lapse
		if json.Unmarshal(a.Facts, &lapse) == nil {
			b.Moments++
			b.moments[fmt.Sprintf("%s: %s %d %s", a.Subject, lapse.Moment.Deadline, lapse.Moment.Generation, lapse.Moment.Step)]++
		}
	}
}

// Compare names everything in which clients and record differ; nothing, if all is
// well.
func (b *Books) Compare(requests []Request) (wrong []string) {
	known := map[string]bool{}
	for _, r := range requests {
		known[r.ID] = true
		found := b.byRequest[r.ID]
		happened, refused := slices.Contains(r.Answers, Acknowledged), slices.Contains(r.Answers, Refused)
		what := fmt.Sprintf("%s (%s/%s)", r.ID, r.Subject, r.Act)
		switch {
		case len(found) > 1:
			wrong = append(wrong, fmt.Sprintf("%s is on record %d times: %v", what, len(found), found))
		case happened && len(found) == 0:
			wrong = append(wrong, what+" was acknowledged and is not on record")
		case happened && refused:
			wrong = append(wrong, what+" was both acknowledged and refused")
		case refused && len(found) == 1:
			wrong = append(wrong, what+" was refused and is on record")
		case len(found) == 1 && !r.is(found[0]):
			wrong = append(wrong, what+" is on record as "+found[0])
		}
	}
	for id, found := range b.byRequest {
		if ours(id) && !known[id] {
			wrong = append(wrong, fmt.Sprintf("%s is on record and nobody asked for it: %v", id, found))
		}
	}
	for moment, times := range b.moments {
		if times > 1 {
			wrong = append(wrong, fmt.Sprintf("%s was dealt with %d times", moment, times))
		}
	}
	for _, s := range b.Stuck {
		wrong = append(wrong, "stuck: "+s)
	}
	for _, e := range b.Emptied {
		wrong = append(wrong, "what was written is gone: "+e)
	}
	slices.Sort(wrong)
	return wrong
}
