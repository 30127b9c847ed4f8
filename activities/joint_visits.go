package activities

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// A joint visit stands in both cases. Each act is put on record in its own case,
// the leading case's first; what follows for the other case from an act is put on
// record by the act's own activity, whose repetition repeats it.

// JoinVisit records that the case is inspected together with another, which leads.
// The record of the leading case judges first: where it refuses, nothing has
// happened in either.
func (a *Activities) JoinVisit(ctx context.Context, in CaseAct) (CaseState, error) {
	state, err := admittedCase(ctx, a, in, a.joinVisit)
	return state, Refusal(err)
}

func (a *Activities) joinVisit(ctx context.Context, in CaseAct) (CaseState, error) {
	f, err := law.FactsOf[cases.JoinVisit](in.Act)
	if err != nil {
		return CaseState{}, err
	}
	now, err := a.CaseNow(ctx, in.Case)
	if err != nil {
		return CaseState{}, err
	}
	c := now.Case
	l, err := a.law(ctx, c.Edition)
	if err != nil {
		return CaseState{}, err
	}
	act, err := entered(in.Act, false, now.Clock)
	if err != nil {
		return CaseState{}, err
	}
	if _, _, err := c.Apply(act, l); err != nil {
		return a.recordCaseAct(ctx, in) // the record knows whether it was made before
	}
	lead, err := a.record.Case(ctx, f.With)
	if err != nil {
		return CaseState{}, err
	}
	facts, err := c.LedBy(lead, l)
	if err != nil {
		return CaseState{}, err
	}
	if err := a.changeCase(ctx, f.With, "joint/"+in.Key, facts, a.recordCaseAct); err != nil {
		return CaseState{}, err
	}
	state, err := a.recordCaseAct(ctx, in)
	if _, refused := RefusalIn(Refusal(err)); refused {
		// Something came between: the leading case goes on by itself.
		if err := a.changeCase(ctx, f.With, "joint_refused/"+in.Key, cases.EndJointVisit{With: in.Case}, a.changeOfCase); err != nil {
			return state, err
		}
	}
	return state, err
}

// followJointVisit puts on record in the other case of a joint visit what follows
// for it from the act.
func (a *Activities) followJointVisit(ctx context.Context, kind law.ActKind, c cases.Case) error {
	if c.Joint == nil {
		return nil
	}
	var facts law.Facts
	switch kind {
	case cases.ActPartVisit, cases.ActCancelCase:
		if c.Joint.State != cases.JointVisitParted {
			return nil
		}
		facts = cases.EndJointVisit{With: c.No}
	case cases.ActSignRecord:
		record, signed := c.JointRecord()
		if !signed {
			return nil
		}
		facts = record
	default:
		return nil
	}
	return a.changeCase(ctx, c.Joint.With, fromPartner(facts, c), facts, a.changeOfCase)
}

// fromPartner is the key of an act that follows from one of the other case.
func fromPartner(facts law.Facts, other cases.Case) string {
	return fmt.Sprintf("%s/%s/%d", facts.Kind(), other.No, other.Seq)
}

// TakeOwed puts on record in the case what follows for it from where the other case of
// its joint visit stands: that case's act was recorded, and its workflow lost before it
// had done this. Where nothing is owed, nothing changes.
func (a *Activities) TakeOwed(ctx context.Context, no string) (CaseState, error) {
	c, err := a.record.Case(ctx, no)
	if err != nil || c.Joint == nil {
		return CaseState{Case: c}, err
	}
	other, err := a.record.Case(ctx, c.Joint.With)
	if err != nil {
		return CaseState{}, err
	}
	facts := c.OwedBy(other)
	if facts == nil {
		return a.CaseNow(ctx, no)
	}
	act, err := law.NewAct(law.System, time.Time{}, facts)
	if err != nil {
		return CaseState{}, err
	}
	state, err := a.changeOfCase(ctx, CaseAct{Case: no, Key: fromPartner(facts, other), Act: act})
	return state, Refusal(err)
}

// changeCase puts a system's act on record in a case by that writer, and lets its
// workflow know.
func (a *Activities) changeCase(ctx context.Context, no, key string, facts law.Facts, write func(context.Context, CaseAct) (CaseState, error)) error {
	act, err := law.NewAct(law.System, time.Time{}, facts)
	if err != nil {
		return err
	}
	if _, err := write(ctx, CaseAct{Case: no, Key: key, Act: act}); err != nil {
		return err
	}
	return a.procedures.TellCase(ctx, no, UpdateRecordChanged, a.updateID(no, key), Announcement{ID: key, Update: UpdateRecordChanged})
}
