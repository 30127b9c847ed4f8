package bureau

import (
	"context"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// Entity is one row of the entities' register.
//
// Errors: not_your_act, not_in_register.
func (o *Office) Entity(ctx context.Context, actor law.Actor, code string) (registers.Entity, error) {
	listed, err := o.Entities(ctx, actor, record.EntityFilter{Text: code}, record.Page{Limit: 1})
	if err != nil {
		return registers.Entity{}, err
	}
	if len(listed.Items) == 0 || listed.Items[0].Code != code {
		return registers.Entity{}, law.Errorf(law.KindNotFound, "not_in_register", "名录库中没有%s。", code)
	}
	return listed.Items[0], nil
}

// EntityVisits is how often an entity was visited this year, by this bureau and by
// other departments, and may be.
type EntityVisits struct {
	Year   int
	Cap    int // 0: none
	Visits []cases.PastVisit
}

// EntityVisits counts the visits to an entity in the year of the business clock.
//
// Errors: not_your_act.
func (o *Office) EntityVisits(ctx context.Context, actor law.Actor, e registers.Entity) (EntityVisits, error) {
	if err := access.ReadRegisters.RequireFor(actor, "查看检查对象名录库"); err != nil {
		return EntityVisits{}, err
	}
	now, err := o.Now(ctx)
	if err != nil {
		return EntityVisits{}, err
	}
	limits, err := settings.VisitLimits.Read(ctx, o.record)
	if err != nil {
		return EntityVisits{}, err
	}
	out := EntityVisits{Year: calendar.DateOf(now).Year(), Cap: limits.Cap(e.Grade)}
	out.Visits, err = o.record.EntityVisits(ctx, e.Code, calendar.NewDate(out.Year, time.January, 1), calendar.NewDate(out.Year, time.December, 31))
	return out, err
}
