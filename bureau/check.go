package bureau

import (
	"context"

	"shuangsuiji/inspection"
	"shuangsuiji/record"
)

// Checked counts what a check of the record looked at.
type Checked struct {
	Tasks, Cases, Proceedings, Acts, Draws, Publications int
}

// CheckRecord goes through the whole record: every subject's acts are numbered
// without a gap and fit what was written with them, every draw that ended
// verifies against its commitment, every case has as many public entries as its
// acts published. It names the first thing that does not hold.
func (o *Office) CheckRecord(ctx context.Context) (Checked, error) {
	var done Checked
	page := record.Page{Limit: 500}
	for {
		tasks, err := o.record.Tasks(ctx, record.TaskFilter{}, page)
		if err != nil {
			return done, err
		}
		for _, t := range tasks.Items {
			if err := o.checkTask(ctx, t, &done); err != nil {
				return done, err
			}
		}
		if tasks.Next == "" {
			return done, nil
		}
		page.After = tasks.Next
	}
}

func (o *Office) checkTask(ctx context.Context, t inspection.Task, done *Checked) error {
	done.Tasks++
	if err := o.checkActs(ctx, t.ID, t.Seq, done); err != nil {
		return err
	}
	for n := 1; n <= t.Draw.Number; n++ {
		v, err := o.VerifyDraw(ctx, t.ID, n)
		switch inspection.KindOf(err) {
		case inspection.KindNotFound, inspection.KindNotAllowed:
			continue // not committed or not ended yet
		}
		if err != nil {
			return err
		}
		done.Draws++
		if !v.Valid {
			return inspection.Errorf(inspection.KindCorrupt, "draw_"+v.Code, "任务%s第%d次抽取的证据不能通过验证：%s", t.ID, n, v.Message)
		}
	}
	page := record.Page{Limit: 500}
	for {
		cases, err := o.record.Cases(ctx, record.CaseFilter{Task: t.ID}, page)
		if err != nil {
			return err
		}
		for _, c := range cases.Items {
			if err := o.checkCase(ctx, c.Case, done); err != nil {
				return err
			}
		}
		if cases.Next == "" {
			break
		}
		page.After = cases.Next
	}
	page = record.Page{Limit: 500}
	for {
		proceedings, err := o.record.Proceedings(ctx, record.ProceedingFilter{Task: t.ID}, page)
		if err != nil {
			return err
		}
		for _, p := range proceedings.Items {
			done.Proceedings++
			if err := o.checkActs(ctx, p.No, p.Seq, done); err != nil {
				return err
			}
		}
		if proceedings.Next == "" {
			return nil
		}
		page.After = proceedings.Next
	}
}

func (o *Office) checkCase(ctx context.Context, c inspection.Case, done *Checked) error {
	done.Cases++
	if err := o.checkActs(ctx, c.No, c.Seq, done); err != nil {
		return err
	}
	entries, err := o.record.CasePublications(ctx, c.No)
	if err != nil {
		return err
	}
	done.Publications += len(entries)
	if len(entries) != c.Publication.Entries {
		return inspection.Errorf(inspection.KindCorrupt, "publications_differ", "案件%s应有%d条公示，实有%d条。", c.No, c.Publication.Entries, len(entries))
	}
	return nil
}

func (o *Office) checkActs(ctx context.Context, subject string, want int, done *Checked) error {
	n := 0
	page := record.Page{Limit: 500}
	for {
		listed, err := o.record.Acts(ctx, subject, page)
		if err != nil {
			return err
		}
		for _, act := range listed.Items {
			n++
			if act.Seq != n {
				return inspection.Errorf(inspection.KindCorrupt, "record_gap", "%s缺少第%d号记录。", subject, n)
			}
			if err := o.record.VerifyPayload(ctx, act); err != nil {
				return err
			}
		}
		if listed.Next == "" {
			break
		}
		page.After = listed.Next
	}
	done.Acts += n
	if n != want {
		return inspection.Errorf(inspection.KindCorrupt, "record_gap", "%s应有%d条记录，实有%d条。", subject, want, n)
	}
	return nil
}
