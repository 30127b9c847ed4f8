package activities

import (
	"context"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// How often an entity was visited is the system's to count, never the proposer's
// (国办发〔2024〕54号).

// ProposeVisit records the lead's proposal of a visit with the number of visits
// that the entity had.
func (a *Activities) ProposeVisit(ctx context.Context, in CaseAct) (CaseState, error) {
	state, err := admittedCase(ctx, a, in, a.proposeVisit)
	return state, Refusal(err)
}

func (a *Activities) proposeVisit(ctx context.Context, in CaseAct) (CaseState, error) {
	f, err := law.FactsOf[cases.ProposeVisit](in.Act)
	if err != nil {
		return CaseState{}, err
	}
	c, err := a.record.Case(ctx, in.Case)
	if err != nil {
		return CaseState{}, err
	}
	f.Count = cases.VisitCount{}
	if !f.From.IsZero() && !f.To.Before(f.From) {
		if f.Count, err = a.visitCount(ctx, c, f.Type, f.From, f.To); err != nil {
			return CaseState{}, err
		}
	}
	if in.Act, err = restated(in.Act, f); err != nil {
		return CaseState{}, err
	}
	return a.recordCaseAct(ctx, in)
}

// restated is the same act with its facts completed by the system.
func restated(act law.Act, facts law.Facts) (law.Act, error) {
	out, err := law.NewAct(act.Actor, act.Entered, facts)
	out.Happened, out.Reasoned = act.Happened, act.Reasoned
	return out, err
}

// visitCount counts what the entity had in the year of the first day, and around
// the days on which the next visit is to be.
func (a *Activities) visitCount(ctx context.Context, c cases.Case, as cases.VisitType, from, to calendar.Date) (cases.VisitCount, error) {
	limits, err := settings.VisitLimits.Read(ctx, a.record)
	if err != nil {
		return cases.VisitCount{}, err
	}
	// A week or a month may reach beyond the year.
	since := calendar.NewDate(from.Year()-1, time.December, 1)
	until := calendar.NewDate(to.Year()+1, time.January, 31)
	visits, err := a.record.EntityVisits(ctx, c.Entity, since, until)
	if err != nil {
		return cases.VisitCount{}, err
	}
	return limits.Count(except(visits, c.No), c.Grade, c.Team, as, from, to), nil
}

// except leaves the case's own visit out.
func except(visits []cases.PastVisit, no string) []cases.PastVisit {
	var others []cases.PastVisit
	for _, v := range visits {
		if v.Case != no {
			others = append(others, v)
		}
	}
	return others
}

// noticeCount is what the notice says of the entity's visits; nil where the case
// is not under 国办发〔2024〕54号.
func (a *Activities) noticeCount(ctx context.Context, no string) (*cases.VisitCount, error) {
	c, err := a.record.Case(ctx, no)
	if err != nil || !c.Under54 {
		return nil, err
	}
	clock, err := a.clock(ctx)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(clock.Now)
	count, err := a.visitCount(ctx, c, cases.VisitRoutine, today, today)
	return &cases.VisitCount{ThisYear: count.ThisYear, Cap: count.Cap, Counted: count.Counted}, err
}

// rating is what a case's act says of its visit; nil for every other act.
func rating(act law.Act, c cases.Case) (*record.Rating, error) {
	if act.Kind != cases.ActRateVisit {
		return nil, nil
	}
	f, err := law.FactsOf[cases.RateVisit](act)
	return &record.Rating{Department: c.Department, Stars: f.Stars, Entered: act.Entered}, err
}

// bound says of which entities the inspections are under 国办发〔2024〕54号 in a task
// of the edition.
func (a *Activities) bound(ctx context.Context, edition *law.Edition) (func(registers.Entity) bool, error) {
	publicBodies, err := settings.PublicBodies.Read(ctx, a.record)
	return func(e registers.Entity) bool {
		public, _ := e.PublicBody()
		return edition.Binds(public, publicBodies)
	}, err
}
