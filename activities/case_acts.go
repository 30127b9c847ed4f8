package activities

import (
	"context"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// CaseAct is one act to be put on record. Key is its semantic key: the request's
// for a person's act, a name of the step for the system's.
type CaseAct struct {
	Case        string  `json:"case"`
	Key         string  `json:"key"`
	Act         law.Act `json:"act"`
	PayloadID   string  `json:"payloadId,omitempty"`
	PayloadHash string  `json:"payloadHash,omitempty"`
	// Seen is what the person saw of it; see [law.Seen].
	Seen law.Seen `json:"seen,omitzero"`
	// Timer: the workflow's timer fired; its server's clock decides that the
	// moment has come, not this machine's.
	Timer bool `json:"timer,omitempty"`
	// HandedIn is who hands it in, with the office's word for it; none for what
	// follows by itself.
	HandedIn record.HandedIn `json:"handedIn,omitzero"`
	admitted admitted
}

// CaseState is a case as the record has it now, and the business clock.
type CaseState struct {
	Case  cases.Case `json:"case"`
	Clock Clock      `json:"clock"`
}

// RecordCaseAct puts an act on record and returns the case as it stands
// afterwards. A refused act writes nothing.
func (a *Activities) RecordCaseAct(ctx context.Context, in CaseAct) (CaseState, error) {
	state, err := admittedCase(ctx, a, in, a.recordCaseAct)
	return state, Refusal(err)
}

// admittedCase performs do on a person's act that the office vouches for.
func admittedCase[R any](ctx context.Context, a *Activities, in CaseAct, do func(context.Context, CaseAct) (R, error)) (none R, err error) {
	in.admitted, in.Act.Actor, err = a.admit(ctx, message{subject: in.Case, key: in.Key, act: in.Act, payloadID: in.PayloadID, hash: in.PayloadHash, seen: in.Seen, handedIn: in.HandedIn})
	if err != nil {
		return none, err
	}
	return do(ctx, in)
}

// RecordCaseMoment records that a deadline's moment has come. A moment that is no
// longer meant, because the deadline moved or was met, changes nothing.
func (a *Activities) RecordCaseMoment(ctx context.Context, in CaseAct) (CaseState, error) {
	return a.RecordCaseChange(ctx, in)
}

// RecordCaseChange records what follows by itself or was announced by the office
// (a new calendar, the task's cancellation). What the case no longer needs changes
// nothing. Of what a workflow says only that is taken which the record bears out.
func (a *Activities) RecordCaseChange(ctx context.Context, in CaseAct) (CaseState, error) {
	in.Act.Actor, in.HandedIn = law.System, record.HandedIn{}
	c, err := a.record.Case(ctx, in.Case)
	if err != nil {
		return CaseState{}, err
	}
	var known bool
	if in.Key, known = keyOf(in.Act, in.Key, c.Seq); !known || in.Act.Kind == tasks.ActMonthCome {
		return CaseState{}, Refusal(a.forged(ctx, in.Case, string(in.Act.Kind)))
	}
	// A moment and a calendar are judged by the law, on the record's periods and calendar.
	if in.Act.Kind == cases.ActCancelCase {
		if err := a.taskCancelled(ctx, c); err != nil {
			return CaseState{}, Refusal(err)
		}
	}
	return a.changeOfCase(ctx, in)
}

// taskCancelled refuses to end a case whose task was not cancelled.
func (a *Activities) taskCancelled(ctx context.Context, c cases.Case) error {
	t, err := a.record.Task(ctx, c.Task)
	if err == nil && t.Stage != tasks.StageCancelled {
		err = a.forged(ctx, c.No, string(cases.ActCancelCase))
	}
	return err
}

// changeOfCase records an act of the system; one that is no longer meant changes
// nothing.
func (a *Activities) changeOfCase(ctx context.Context, in CaseAct) (CaseState, error) {
	state, err := a.recordCaseAct(ctx, in)
	if overtaken(err) {
		return a.CaseNow(ctx, in.Case)
	}
	return state, err
}

// CaseNow reads the case as it stands on record.
func (a *Activities) CaseNow(ctx context.Context, no string) (CaseState, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return CaseState{}, err
	}
	c, err := a.record.Case(ctx, no)
	return CaseState{Case: c, Clock: clock}, err
}

func (a *Activities) recordCaseAct(ctx context.Context, in CaseAct) (CaseState, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return CaseState{}, err
	}
	current, err := a.record.Case(ctx, in.Case)
	if err != nil {
		return CaseState{}, err
	}
	l, err := a.law(ctx, current.Edition)
	if err != nil {
		return CaseState{}, err
	}
	act, err := entered(in.Act, in.Timer, clock)
	if err != nil {
		return CaseState{}, err
	}
	unlawful, err := a.uncertified(ctx, current, act)
	if err == nil && unlawful == nil {
		unlawful, err = a.unfounded(ctx, act, current)
	}
	if err != nil {
		return CaseState{}, err
	}
	// What the write needs besides the case is read before the transaction, from
	// a trial on the case as it stands; the transaction repeats the judgement.
	// A refusal here does not yet say that the act was never recorded: only the
	// record's key does.
	var extra caseExtra
	trial, notices, err := current.Apply(act, l)
	switch {
	case err == nil:
		if extra, err = a.prepare(ctx, act, trial, notices, clock); err != nil {
			return CaseState{}, err
		}
	case law.KindOf(err) == law.KindInternal:
		return CaseState{}, err
	}
	c, _, err := a.record.RecordCase(ctx, in.Case, in.Key, in.admitted.who, func(c cases.Case, actor law.Actor) (record.CaseWrite, error) {
		act := act
		act.Actor = actor
		if err := in.Seen.StillOf(c.Standing()); err != nil {
			return record.CaseWrite{}, err
		}
		next, notices, err := c.Apply(act, l)
		if err != nil {
			return record.CaseWrite{}, err
		}
		if unlawful != nil { // as the registers know it
			return record.CaseWrite{}, unlawful
		}
		if c.Seq != current.Seq {
			return record.CaseWrite{}, errMeanwhile
		}
		return a.caseWrite(in, act, next, notices, extra), nil
	})
	if err == nil {
		err = a.followJointVisit(ctx, act.Kind, c)
	}
	return CaseState{Case: c, Clock: clock}, err
}

// entered stamps the act with the business clock. A lapse that a timer brought
// is entered at its moment at the earliest; see [CaseAct.Timer].
func entered(act law.Act, byTimer bool, clock Clock) (law.Act, error) {
	act.Entered = clock.Now
	if byTimer && !clock.Standing {
		lapse, err := law.FactsOf[law.Lapse](act)
		if err != nil {
			return act, err
		}
		if ahead := lapse.Moment.At.Sub(act.Entered); ahead > clockSkew {
			return act, errNotCome
		} else if ahead > 0 {
			act.Entered = lapse.Moment.At
		}
	}
	if act.Happened.IsZero() {
		act.Happened = act.Entered
	}
	act.Happened, act.Entered = registers.Recorded(act.Happened), registers.Recorded(act.Entered)
	return act, nil
}

// caseExtra is what a write needs besides the case itself.
type caseExtra struct {
	delivery
	publication *record.Publication
	rating      *record.Rating
}

func (a *Activities) prepare(ctx context.Context, act law.Act, next cases.Case, notices []law.Notice, clock Clock) (extra caseExtra, err error) {
	if extra.rating, err = rating(act, next); err != nil {
		return extra, err
	}
	public := act.Kind == cases.ActApprovePublication
	if extra.delivery, err = a.delivery(ctx, notices, a.entity(next.Entity), public, clock); err != nil || !public {
		return extra, err
	}
	extra.publication, err = a.publication(ctx, next, extra.against.name)
	return extra, err
}

func (a *Activities) caseWrite(in CaseAct, act law.Act, next cases.Case, notices []law.Notice, extra caseExtra) record.CaseWrite {
	rule, _ := cases.RuleOf(act.Kind)
	role := roleOf(act.Actor, rule.Who)
	w := record.CaseWrite{Case: next, Act: record.Act{
		Subject: in.Case, Seq: next.Seq, Kind: act.Kind, Name: rule.Name, Clause: rule.Clause,
		Actor: act.Actor.ID, ActorRole: role, Delegation: act.Actor.DelegationFor(role),
		Happened: act.Happened, Entered: act.Entered, Recorded: registers.Recorded(a.now()),
		Facts: act.Facts, PayloadID: in.PayloadID, PayloadHash: in.PayloadHash, Key: in.Key,
		Via: act.Actor.By.Via, Statement: in.admitted.statement, Proof: in.admitted.proof,
	}}
	w.Rating = extra.rating
	w.Inbox, w.Mail = extra.of(in.Case, notices, act.Entered)
	if extra.publication != nil {
		p := *extra.publication
		p.Published = act.Entered
		p.Late = next.PublishedLate()
		w.Publication = &p
	}
	return w
}

// roleOf is the role under which the actor performed the act.
func roleOf(actor law.Actor, who []law.Who) law.Role {
	for _, w := range who {
		if actor.Has(w.Role) {
			return w.Role
		}
	}
	return ""
}

// IssueNotice makes out the notice of inspection and tells the team, which serves
// it with the entity's own link.
func (a *Activities) IssueNotice(ctx context.Context, no string) (CaseState, error) {
	count, err := a.noticeCount(ctx, no)
	if err != nil {
		return CaseState{}, err
	}
	act, err := law.NewAct(law.System, time.Time{}, cases.IssueNotice{Count: count})
	if err != nil {
		return CaseState{}, err
	}
	return a.changeOfCase(ctx, CaseAct{Case: no, Key: "issue_notice", Act: act})
}

// Archive closes the file of a case whose result is published and whose branches
// are all done.
func (a *Activities) Archive(ctx context.Context, no string) (CaseState, error) {
	act, err := law.NewAct(law.System, time.Time{}, cases.Archive{})
	if err != nil {
		return CaseState{}, err
	}
	return a.changeOfCase(ctx, CaseAct{Case: no, Key: "archive", Act: act})
}

// ReportSettled tells the task when none of its cases is open any more; cases
// that only wait for a branch count as settled (发现问题待后续处理).
func (a *Activities) ReportSettled(ctx context.Context, task string) (int, error) {
	open, _, err := a.record.OpenCaseCount(ctx, task)
	if err != nil {
		return 0, err
	}
	if open > 0 {
		return open, nil
	}
	return 0, a.procedures.CasesSettled(ctx, task)
}
