package activities

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// ProceedingAct is one act of a proceeding to be put on record; see [CaseAct].
type ProceedingAct struct {
	Proceeding  string   `json:"proceeding"`
	Key         string   `json:"key"`
	Act         law.Act  `json:"act"`
	PayloadID   string   `json:"payloadId,omitempty"`
	PayloadHash string   `json:"payloadHash,omitempty"`
	Seen        law.Seen `json:"seen,omitzero"`
	Timer       bool     `json:"timer,omitempty"`
	// HandedIn is who hands it in, with the office's word for it; none for what
	// follows by itself.
	HandedIn record.HandedIn `json:"handedIn,omitzero"`
	admitted admitted
}

// ProceedingState is a proceeding as the record has it now, and the business
// clock.
type ProceedingState struct {
	Proceeding proceedings.Proceeding `json:"proceeding"`
	Clock      Clock                  `json:"clock"`
}

// RecordProceedingAct puts a person's act on record and returns the proceeding as
// it stands afterwards. A refused act writes nothing.
func (a *Activities) RecordProceedingAct(ctx context.Context, in ProceedingAct) (ProceedingState, error) {
	var err error
	in.admitted, in.Act.Actor, err = a.admit(ctx, message{subject: in.Proceeding, key: in.Key, act: in.Act, payloadID: in.PayloadID, hash: in.PayloadHash, seen: in.Seen, handedIn: in.HandedIn})
	if err != nil {
		return ProceedingState{}, Refusal(err)
	}
	state, err := a.recordProceeding(ctx, in)
	return state, Refusal(err)
}

// RecordProceedingChange records what follows by itself: a deadline's moment, a new
// calendar or credit rules that the entry does not know of, as the record bears it out. What is no longer meant changes
// nothing.
func (a *Activities) RecordProceedingChange(ctx context.Context, in ProceedingAct) (ProceedingState, error) {
	in.Act.Actor, in.HandedIn = law.System, record.HandedIn{}
	p, err := a.record.Proceeding(ctx, in.Proceeding)
	if err != nil {
		return ProceedingState{}, err
	}
	var known bool
	if in.Key, known = keyOf(in.Act, in.Key, p.Seq); !known || !slices.Contains(changesOfProceedings, in.Act.Kind) {
		return ProceedingState{}, Refusal(a.forged(ctx, in.Proceeding, string(in.Act.Kind)))
	}
	return a.changeOfProceeding(ctx, in)
}

// changesOfProceedings are what a workflow may ask for: each is judged by the law, on
// the record's periods, calendar and entries.
var changesOfProceedings = []law.ActKind{law.ActLapse, law.ActRecount, proceedings.ActRecountPublicTerm}

// changeOfProceeding records an act of the system; see [Activities.changeOfCase].
func (a *Activities) changeOfProceeding(ctx context.Context, in ProceedingAct) (ProceedingState, error) {
	state, err := a.recordProceeding(ctx, in)
	if overtaken(err) {
		return a.ProceedingNow(ctx, in.Proceeding)
	}
	return state, err
}

// ProceedingNow reads the proceeding as it stands on record.
func (a *Activities) ProceedingNow(ctx context.Context, no string) (ProceedingState, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return ProceedingState{}, err
	}
	p, err := a.record.Proceeding(ctx, no)
	return ProceedingState{Proceeding: p, Clock: clock}, err
}

func (a *Activities) recordProceeding(ctx context.Context, in ProceedingAct) (ProceedingState, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return ProceedingState{}, err
	}
	current, err := a.record.Proceeding(ctx, in.Proceeding)
	if err != nil {
		return ProceedingState{}, err
	}
	l, err := a.law(ctx, current.Edition)
	if err != nil {
		return ProceedingState{}, err
	}
	if in.Act, err = a.withDecided(ctx, in.Act, current); err != nil {
		return ProceedingState{}, err
	}
	act, err := entered(in.Act, in.Timer, clock)
	if err != nil {
		return ProceedingState{}, err
	}
	unfit, err := a.unfit(ctx, act, current, clock)
	if err != nil {
		return ProceedingState{}, err
	}
	if unfit == nil {
		if unfit, err = a.uncertified(ctx, current, act); err != nil {
			return ProceedingState{}, err
		}
	}
	// As for a case: a trial tells what to read, the transaction judges.
	var extra proceedingExtra
	trial, effects, err := current.Apply(act, l)
	switch {
	case err == nil:
		if extra, err = a.prepareProceeding(ctx, in, act, trial, effects, clock); err != nil {
			return ProceedingState{}, err
		}
	case law.KindOf(err) == law.KindInternal:
		return ProceedingState{}, err
	}
	p, _, err := a.record.RecordProceeding(ctx, in.Proceeding, in.Key, in.admitted.who, func(p proceedings.Proceeding, actor law.Actor) (record.ProceedingWrite, error) {
		act := act
		act.Actor = actor
		if err := in.Seen.StillOf(p.Standing()); err != nil {
			return record.ProceedingWrite{}, err
		}
		next, effects, err := p.Apply(act, l)
		if err != nil {
			return record.ProceedingWrite{}, err
		}
		if unfit != nil {
			return record.ProceedingWrite{}, unfit
		}
		if p.Seq != current.Seq {
			return record.ProceedingWrite{}, errMeanwhile
		}
		w := record.ProceedingWrite{Proceeding: next, Party: extra.party, Decision: extra.decision, Publication: extra.publication, Act: a.proceedingEntry(in, act, next)}
		w.Inbox, w.Mail = extra.of(in.Proceeding, effects.Notices, act.Entered)
		return w, nil
	})
	if err == nil && act.Kind == proceedings.ActRecordRemedyOutcome {
		err = a.decideAnew(ctx, p)
	}
	if err == nil && act.Kind == proceedings.ActReferFoundCrime {
		err = a.referCrime(ctx, p)
	}
	return ProceedingState{Proceeding: p, Clock: clock}, err
}

// unfit is why one whom the act puts on a team may not be on it; nil: nobody is. An
// act that is on record already is not judged again.
func (a *Activities) unfit(ctx context.Context, act law.Act, p proceedings.Proceeding, clock Clock) (refusal, err error) {
	named, err := proceedings.NamedInspectors(act)
	if err != nil || len(named) == 0 {
		return nil, err
	}
	register, err := a.record.AllInspectors(ctx)
	if err != nil {
		return nil, err
	}
	avoided := []string{p.Entity}
	if p.Party != nil {
		party, err := a.record.Party(ctx, p.Party.No)
		if err != nil {
			return nil, err
		}
		avoided = append(avoided, party.Public())
	}
	for _, certificate := range named {
		i := slices.IndexFunc(register, func(i registers.Inspector) bool { return i.Certificate == certificate })
		if i < 0 {
			return law.Errorf(law.KindInvalid, "inspector_unfit", "执法检查人员名录库中没有证件号%s。", certificate), nil
		}
		for _, code := range avoided {
			if refusal := register[i].MayInvestigate(code, calendar.DateOf(clock.Now)); refusal != nil {
				return refusal, nil
			}
		}
	}
	return nil, nil
}

// proceedingExtra is what a write needs besides the proceeding itself.
type proceedingExtra struct {
	delivery
	party       *record.Party
	decision    *record.Decision
	publication *record.Publication
}

func (a *Activities) prepareProceeding(ctx context.Context, in ProceedingAct, act law.Act, next proceedings.Proceeding, effects proceedings.Effects, clock Clock) (extra proceedingExtra, err error) {
	if extra.party, err = a.named(ctx, in, act, next); err != nil {
		return extra, err
	}
	if extra.delivery, err = a.delivery(ctx, effects.Notices, a.against(next, extra.party), effects.Entry != nil || effects.Corrects, clock); err != nil {
		return extra, err
	}
	if effects.Entry != nil {
		extra.decision, err = a.decision(ctx, next, extra.against, *effects.Entry, act)
	}
	if effects.Corrects {
		extra.publication, err = a.correctedEntry(ctx, next, extra.against.name, act)
	}
	return extra, err
}

// named is the party that the act names, as what was written with it says; nil where it
// names none. It is read from the record and not from the workflow, which has no part
// in it.
func (a *Activities) named(ctx context.Context, in ProceedingAct, act law.Act, next proceedings.Proceeding) (*record.Party, error) {
	if act.Kind != proceedings.ActProposeFiling || next.Party == nil {
		return nil, nil
	}
	written, err := a.record.Payload(ctx, in.PayloadID)
	if err != nil {
		return nil, err
	}
	details, err := record.PartyNamed(act, written.Body)
	if err != nil {
		return nil, err
	}
	return &record.Party{No: next.Party.No, Kind: next.Penalty.Party, PartyDetails: *details, Proceeding: next.No, By: act.Actor.ID, Named: act.Entered}, nil
}

func (a *Activities) proceedingEntry(in ProceedingAct, act law.Act, next proceedings.Proceeding) record.Act {
	rule, _ := proceedings.RuleOf(next.Kind, act.Kind)
	role := roleOf(act.Actor, rule.Who)
	return record.Act{Subject: in.Proceeding, Seq: next.Seq, Kind: act.Kind, Name: rule.Name, Clause: rule.Clause,
		Actor: act.Actor.ID, ActorRole: role, Delegation: act.Actor.DelegationFor(role),
		Happened: act.Happened, Entered: act.Entered, Recorded: registers.Recorded(a.now()),
		Facts: act.Facts, PayloadID: in.PayloadID, PayloadHash: in.PayloadHash, Key: in.Key,
		Via: act.Actor.By.Via, Statement: in.admitted.statement, Proof: in.admitted.proof}
}

// decision is the public entry of a proceeding's decision.
func (a *Activities) decision(ctx context.Context, p proceedings.Proceeding, against addressee, e proceedings.PublicEntry, act law.Act) (*record.Decision, error) {
	task, err := a.record.Task(ctx, p.Task)
	if err != nil {
		return nil, err
	}
	plan, err := a.record.Plan(ctx, task.Plan)
	if err != nil {
		return nil, err
	}
	agency, err := a.agency(ctx, plan)
	if e.Unnamed {
		against = addressee{name: proceedings.UnnamedParty}
	}
	return &record.Decision{Proceeding: p.No, Task: p.Task, Entity: against.code, Name: against.name, Agency: agency, Kind: p.Kind,
		Outcome: e.Outcome, Published: act.Entered, Until: e.Until, Withdrawn: e.Withdrawn, Late: e.Late}, err
}

// ProceedingMomentAct is the system's act for a deadline's moment.
func ProceedingMomentAct(no string, m law.Moment) (ProceedingAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, law.Lapse{Moment: m})
	return ProceedingAct{Proceeding: no, Key: momentKey(m), Act: act, Timer: true}, err
}

// ProceedingRecountAct is the system's act for a newer calendar; see [RecountAct].
func ProceedingRecountAct(no, version string, after int) (ProceedingAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, law.Recount{Calendar: version})
	return ProceedingAct{Proceeding: no, Key: recountKey(version, after), Act: act}, err
}

// PublicTermAct is the system's act for credit rules that the entry does not know of.
func PublicTermAct(no, rules string) (ProceedingAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, proceedings.RecountPublicTerm{Rules: rules})
	return ProceedingAct{Proceeding: no, Key: publicTermKey + rules, Act: act}, err
}
