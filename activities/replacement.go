package activities

import (
	"context"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// OpenedCase is the case that a head's order opened, and the task after it.
type OpenedCase struct {
	State TaskState `json:"state"`
	Case  string    `json:"case"`
}

// ReplaceEntity puts the next alternate of the stratum in the place of an entity
// that turned out deregistered or unreachable, as the section head ordered. There
// is no new randomness: the order is the draw's.
func (a *Activities) ReplaceEntity(ctx context.Context, in TaskAct) (OpenedCase, error) {
	out, err := admittedTask(ctx, a, in, a.replaceEntity)
	return out, Refusal(err)
}

func (a *Activities) replaceEntity(ctx context.Context, in TaskAct) (OpenedCase, error) {
	f, err := law.FactsOf[tasks.ReplaceEntity](in.Act)
	if err != nil {
		return OpenedCase{}, err
	}
	t, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return OpenedCase{}, err
	}
	old, err := a.record.Case(ctx, f.Case)
	if err != nil {
		return OpenedCase{}, err
	}
	full, err := evidence(ctx, a.record, t)
	if err != nil {
		return OpenedCase{}, err
	}
	taken, err := a.alternatesTaken(ctx, t, old, full)
	if err != nil {
		return OpenedCase{}, err
	}
	if again := taken.replacement; again != nil && old.Replaced {
		return a.replacedBefore(ctx, in, old.No, again.No)
	}
	opening, name, clock, err := a.alternate(ctx, t, old, full, taken)
	if err != nil {
		return OpenedCase{}, err
	}
	state, err := a.recordTask(ctx, in, nil)
	if err != nil {
		return OpenedCase{}, err
	}
	if err := a.startCases(ctx, t.ID, []record.CaseOpening{opening}, []string{name}, clock); err != nil {
		return OpenedCase{}, err
	}
	mark, err := law.NewAct(law.System, time.Time{}, cases.MarkReplaced{})
	if err != nil {
		return OpenedCase{}, err
	}
	if _, err := a.recordCaseAct(ctx, CaseAct{Case: old.No, Key: "replaced", Act: mark}); err != nil {
		return OpenedCase{}, err
	}
	err = a.procedures.TellCase(ctx, old.No, UpdateRecordChanged, a.updateID(old.No, in.Key), Announcement{ID: in.Key, Update: UpdateRecordChanged})
	return OpenedCase{State: state, Case: opening.Case.No}, err
}

// replacedBefore answers the repeat of an order that was carried out, and refuses
// a second order for the same case.
func (a *Activities) replacedBefore(ctx context.Context, in TaskAct, old, by string) (OpenedCase, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return OpenedCase{}, err
	}
	t, _, err := a.record.RecordTask(ctx, in.Task, in.Key, in.admitted.who, func(record.TaskAtHand) (record.TaskWrite, error) {
		return record.TaskWrite{}, law.Errorf(law.KindDuplicate, "already_replaced", "案件%s已经递补。", old)
	})
	return OpenedCase{State: TaskState{Task: t, Clock: clock}, Case: by}, err
}

// alternate finds the next alternate and draws its team; where an earlier try
// opened the replacement's case already, that one.
func (a *Activities) alternate(ctx context.Context, t tasks.Task, old cases.Case, full *draw.FullEvidence, taken takenAlternates) (record.CaseOpening, string, Clock, error) {
	fail := func(err error) (record.CaseOpening, string, Clock, error) {
		return record.CaseOpening{}, "", Clock{}, err
	}
	opener, err := a.opener(ctx, t)
	if err != nil {
		return fail(err)
	}
	if again := taken.replacement; again != nil {
		opening, name, err := opener.open(ctx, again.No, again.Entity, again.Team, old.No)
		return opening, name, opener.clock, err
	}
	if err := old.Replaceable(); err != nil {
		return fail(err)
	}
	position, err := full.Alternate(taken.stratum, taken.inStratum)
	if err != nil {
		return fail(err)
	}
	number, code := full.NextCaseNumber(taken.all+1), full.Inside.Roster[position-1].Code
	team, err := a.drawTeam(ctx, t, opener, full, number, code)
	if err != nil {
		return fail(err)
	}
	opening, name, err := opener.open(ctx, number, code, team, old.No)
	return opening, name, opener.clock, err
}

// takenAlternates are the alternates that already took a place.
type takenAlternates struct {
	stratum        int // of the entity to be replaced
	inStratum, all int
	replacement    *cases.Case // of this very case, by an earlier try
}

func (a *Activities) alternatesTaken(ctx context.Context, t tasks.Task, old cases.Case, full *draw.FullEvidence) (takenAlternates, error) {
	strata := map[string]int{}
	for i, line := range full.Roster {
		strata[full.Inside.Roster[i].Code] = line.Stratum
	}
	taken := takenAlternates{stratum: strata[old.Entity]}
	last, err := a.record.LastCaseNumber(ctx, t.ID)
	if err != nil {
		return taken, err
	}
	for n := full.Rules.FirstCase + full.Quotas.Drawn(); n <= last; n++ {
		c, err := a.record.Case(ctx, registers.No(t.ID, n))
		if err != nil {
			return taken, err
		}
		taken.all++
		if strata[c.Entity] == taken.stratum {
			taken.inStratum++
		}
		if c.Replaces == old.No {
			taken.replacement = &c
		}
	}
	return taken, nil
}
