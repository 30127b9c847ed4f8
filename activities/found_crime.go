package activities

import (
	"context"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// referCrime opens the referral to the police that a crime found after the decision asks
// for, and starts its workflow.
func (a *Activities) referCrime(ctx context.Context, p proceedings.Proceeding) error {
	if o, found := p.FoundCrimeReferral(); found {
		return a.openProceeding(ctx, o, law.System)
	}
	return nil
}

// withDecided completes the sending of a file to the police by what the record knows of
// penalties for the same facts; every other act stays as it is.
func (a *Activities) withDecided(ctx context.Context, act law.Act, referral proceedings.Proceeding) (law.Act, error) {
	if act.Kind != proceedings.ActSendPoliceFile {
		return act, nil
	}
	f, err := law.FactsOf[proceedings.SendPoliceFile](act)
	if err != nil {
		return act, err
	}
	if f.Decided, err = a.decidedPenalties(ctx, referral); err != nil {
		return act, err
	}
	return restated(act, f)
}

// decidedPenalties are those of the penalty case out of which the referral came, and of
// the others of its inspection.
func (a *Activities) decidedPenalties(ctx context.Context, referral proceedings.Proceeding) ([]proceedings.DecidedPenalty, error) {
	var found []proceedings.Proceeding
	if referral.Case != "" {
		siblings, err := a.record.ProceedingsOfCase(ctx, referral.Case)
		if err != nil {
			return nil, err
		}
		found = siblings
	} else {
		before, err := a.record.Proceeding(ctx, referral.ReferredBy())
		if err != nil && law.KindOf(err) != law.KindNotFound {
			return nil, err
		}
		if err == nil {
			found = append(found, before)
		}
	}
	var out []proceedings.DecidedPenalty
	for _, p := range found {
		if d, decided := p.PenaltyDecided(referral); decided {
			out = append(out, d)
		}
	}
	return out, nil
}
