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
			return done, o.checkProceedings(ctx, "", &done) // of no case
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
	return o.checkProceedings(ctx, t.ID, done)
}

// checkProceedings of a task, "" for those of none.
func (o *Office) checkProceedings(ctx context.Context, task string, done *Checked) error {
	after := ""
	for {
		page, err := o.record.TaskProceedings(ctx, task, after, streamed)
		if err != nil {
			return err
		}
		for _, p := range page {
			done.Proceedings++
			if err := o.checkActs(ctx, p.No, p.Seq, done); err != nil {
				return err
			}
		}
		if len(page) < streamed {
			return nil
		}
		after = page[len(page)-1].No
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
	beside, err := o.record.ProceedingsOfCase(ctx, c.No)
	if err != nil {
		return err
	}
	want := c.Publication.Entries
	for _, p := range beside {
		if p.Objection != nil { // it may have corrected what is published
			want += p.Objection.Correction.Entries
		}
	}
	done.Publications += len(entries)
	if len(entries) != want {
		return inspection.Errorf(inspection.KindCorrupt, "publications_differ", "案件%s应有%d条公示，实有%d条。", c.No, want, len(entries))
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
