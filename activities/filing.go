package activities

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// Filing is a person's act that begins a proceeding: feedback, an objection, an
// opinion of those who supervise.
type Filing struct {
	Kind law.ProceedingKind `json:"kind"`
	// Origin is how the number begins: with the case's, or with the year.
	Origin string `json:"origin"`
	// Case is what it comes out of; "" for what is about no case, which is
	// Department's then.
	Case       string `json:"case,omitempty"`
	Department string `json:"department,omitempty"`

	Key         string  `json:"key"`
	Act         law.Act `json:"act"`
	PayloadID   string  `json:"payloadId,omitempty"`
	PayloadHash string  `json:"payloadHash,omitempty"`
	// HandedIn is who hands it in, with the office's word for it; none for what
	// follows by itself.
	HandedIn record.HandedIn `json:"handedIn,omitzero"`
	admitted admitted
}

// Subject is what the office vouches for with a filing: the series in which it
// begins.
func (f Filing) Subject() string { return law.ProceedingSeries(f.Origin, f.Kind) }

// Filed is what became of a filing: the number of the proceeding that it opened,
// or why it was refused. A refusal is an answer, not a failure of the procedure.
type Filed struct {
	Proceeding string     `json:"proceeding,omitempty"`
	Refusal    *law.Error `json:"refusal,omitempty"`
}

// File puts a filing on record under a number of its own and starts the
// proceeding's workflow. A repeat finds what the first one opened.
func (a *Activities) File(ctx context.Context, in Filing) (Filed, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return Filed{}, err
	}
	p, err := a.admittedFiling(ctx, in, clock)
	if refused, ok := refusal(err); ok {
		return Filed{Refusal: refused}, nil
	}
	if err != nil || !p.Stage.Open() {
		return Filed{Proceeding: p.No}, err
	}
	name, err := a.entityName(ctx, p.Entity)
	if err != nil {
		return Filed{}, err
	}
	return Filed{Proceeding: p.No}, a.procedures.StartProceeding(ctx, p, name, clock)
}

// admittedFiling files what the office vouches for. What the filing begins in and
// for which department is not the message's to say: the one follows from the case,
// the other from the person.
func (a *Activities) admittedFiling(ctx context.Context, in Filing, clock Clock) (none proceedings.Proceeding, err error) {
	m := message{subject: in.Subject(), key: in.Key, act: in.Act, payloadID: in.PayloadID, hash: in.PayloadHash, handedIn: in.HandedIn, about: in.Case}
	if in.admitted, in.Act.Actor, err = a.admit(ctx, m); err != nil {
		return none, err
	}
	if in.Case != "" && in.Origin != in.Case {
		return none, a.forged(ctx, in.Case, string(in.Act.Kind))
	}
	in.Department = in.Act.Actor.Department
	return a.file(ctx, in, clock)
}

func (a *Activities) file(ctx context.Context, in Filing, clock Clock) (none proceedings.Proceeding, err error) {
	if no, err := a.record.Opened(ctx, law.ProceedingSeries(in.Origin, in.Kind), in.Key); err != nil {
		return none, err
	} else if no != "" {
		return a.record.Proceeding(ctx, no)
	}
	o, err := a.filingOpening(ctx, in, clock)
	if err != nil {
		return none, err
	}
	l, err := a.law(ctx, o.Edition)
	if err != nil {
		return none, err
	}
	act, err := entered(in.Act, false, clock)
	if err != nil {
		return none, err
	}
	// As for every act: a trial tells what to read, the transaction judges.
	var d delivery
	_, effects, err := proceedings.OpenByAct(o, act, l)
	switch {
	case err == nil:
		if d, err = a.delivery(ctx, effects.Notices, a.entity(o.Entity), false, clock); err != nil {
			return none, err
		}
	case law.KindOf(err) == law.KindInternal:
		return none, err
	}
	expected := o.No
	p, _, err := a.record.OpenByAct(ctx, in.Origin, in.Case, in.Kind, in.Key, in.admitted.who, func(no string, actor law.Actor) (record.ProceedingOpening, error) {
		act := act
		act.Actor = actor
		if expected != "" && expected != no {
			return record.ProceedingOpening{}, errMeanwhile
		}
		o.No = no
		p, effects, err := proceedings.OpenByAct(o, act, l)
		if err != nil {
			return record.ProceedingOpening{}, err
		}
		w := record.ProceedingOpening{Proceeding: p, Act: a.proceedingEntry(ProceedingAct{Proceeding: no, Key: in.Key, PayloadID: in.PayloadID, PayloadHash: in.PayloadHash, admitted: in.admitted}, act, p)}
		w.Inbox, w.Mail = d.of(no, effects.Notices, act.Entered)
		return w, nil
	})
	return p, err
}

// entityName is "" for what is about no entity.
func (a *Activities) entityName(ctx context.Context, code string) (string, error) {
	if code == "" {
		return "", nil
	}
	entity, err := a.record.Entity(ctx, code)
	return entity.Name, err
}

// filingOpening is what the proceeding begins with. An objection's depends on the
// objections before it and therefore has its number already.
func (a *Activities) filingOpening(ctx context.Context, in Filing, clock Clock) (proceedings.Opening, error) {
	edition := law.EditionNearest(calendar.DateOf(clock.Now))
	o := proceedings.Opening{Kind: in.Kind, Edition: edition.Code, Department: in.Department}
	var c cases.Case
	var err error
	if in.Case != "" {
		if c, err = a.record.Case(ctx, in.Case); err != nil {
			return o, err
		}
		o = proceedings.OutOf(c, in.Kind)
	}
	o.At = clock.Now
	switch in.Kind {
	case law.ProceedingObjection:
		err = a.addObjection(ctx, &o, c)
	case law.ProceedingOversight:
		o.Oversight = &proceedings.OversightFile{}
		o.Oversight.Lengths, err = workingDays(ctx, a.record, law.DeadlineOversightAnswer, settings.OversightDays.Read)
	case law.ProceedingFeedback, law.ProceedingPenalty, law.ProceedingReferral, law.ProceedingPolice:
	}
	return o, err
}

// workingDays is the period of the kind in the length that the bureau has set.
func workingDays(ctx context.Context, r settings.Reader, kind law.DeadlineKind, set func(context.Context, settings.Reader) (int, error)) (map[law.DeadlineKind]calendar.Period, error) {
	days, err := set(ctx, r)
	return map[law.DeadlineKind]calendar.Period{kind: calendar.PeriodOf(days, calendar.WorkingDays)}, err
}

func (a *Activities) addObjection(ctx context.Context, o *proceedings.Opening, c cases.Case) error {
	beside, err := a.record.ProceedingsOfCase(ctx, c.No)
	if err != nil {
		return err
	}
	about, err := proceedings.ObjectTo(c, beside)
	if err != nil {
		return err
	}
	entries, err := a.record.CasePublications(ctx, c.No)
	if err != nil {
		return err
	}
	if about.Lengths, err = workingDays(ctx, a.record, law.DeadlineObjection, settings.ObjectionDays.Read); err != nil {
		return err
	}
	about.Publication = entries[len(entries)-1].ID
	o.Items, o.Objection = c.Items, &about
	earlier := 0
	for _, p := range beside {
		if p.Kind == law.ProceedingObjection {
			earlier++
		}
	}
	o.No = law.ProceedingNo(c.No, law.ProceedingObjection, earlier+1)
	return nil
}
