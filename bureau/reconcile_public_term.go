package bureau

import (
	"context"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/proceedings"
)

// termToRecount looks for a decision whose public term was counted before the software
// knew the credit rules of the day, or of a day to come while it is shown. In mend mode
// its workflow has it counted again, once.
func (r *reconciliation) termToRecount(ctx context.Context, p proceedings.Proceeding) (*Difference, error) {
	clock, err := r.office.clock(ctx)
	if err != nil {
		return nil, err
	}
	rules, due := p.TermRules(calendar.DateOf(clock.Now))
	if !due {
		return nil, nil
	}
	d := &Difference{Subject: p.No, Record: "公示期尚未按" + rules.Clause + "计算", Workflow: p.Stage.Chinese()}
	if !r.mend {
		return d, nil
	}
	err = r.office.procedures.TellProceeding(ctx, p.No, activities.UpdateCreditRules, "", activities.Announcement{Rules: rules.Code})
	d.Mended = err == nil
	return d, err
}
