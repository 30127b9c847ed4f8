package activities

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// enforced is what a team performs: a case or a proceeding.
type enforced interface {
	Enforcers(law.Act) (law.Enforcers, error)
}

// uncertified is why the team may not perform the act: the certificate of one whom it
// takes was not valid on its day; nil: all were. Only the register knows, and an act
// that is on record already is not judged again.
func (a *Activities) uncertified(ctx context.Context, s enforced, act law.Act) (refusal, err error) {
	e, err := s.Enforcers(act)
	if err != nil || len(e.Certificates) == 0 {
		return nil, err
	}
	register, err := a.record.AllInspectors(ctx)
	if err != nil {
		return nil, err
	}
	return registers.Certified(register, e), nil
}

// expired are the certificates that are not valid on the day: who has one of them does
// not come to a team.
func (a *Activities) expired(ctx context.Context, on calendar.Date) ([]string, error) {
	register, err := a.record.AllInspectors(ctx)
	var out []string
	for _, i := range register {
		if on.After(i.ValidThrough) {
			out = append(out, i.Certificate)
		}
	}
	return out, err
}
