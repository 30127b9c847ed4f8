package cases

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Enforcers are those whose certificates must be valid for the act, and the day: the
// one who acts for the team, and the whole team where it goes to the entity together
// (行政处罚法第42条第一款). None for an act that is not the team's.
func (c Case) Enforcers(a law.Act) (law.Enforcers, error) {
	rule, _ := RuleOf(a.Kind)
	e := law.Enforcers{Replacement: nameOfReplacement}
	switch {
	case a.Kind == ActStartVisit || a.Kind == ActRecordVisit || a.Kind == ActReinspect:
		e.Certificates = c.Team
	case law.OnlyAsTeam(c, rule.Who, a.Actor):
		e.Certificates = []string{a.Actor.Certificate}
	default:
		return law.Enforcers{}, nil
	}
	// Only who inspected can sign for it, and nobody takes the place of one whose
	// colleague has signed: what counts is that the inspection was lawful.
	if a.Kind == ActSignRecord && c.Visit != nil {
		e.On = calendar.DateOf(c.Visit.Ended)
		return e, nil
	}
	var err error
	e.On, err = a.DoneOn()
	return e, err
}
