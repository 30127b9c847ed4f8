package proceedings

import "shuangsuiji/inspection/law"

// Enforcers are those whose certificates must be valid for the act, and the day
// (行政处罚法第42条第一款): who acts for the team, and the whole team where it punishes
// on the spot (第52条第一款). None for an act that is not the team's.
func (p Proceeding) Enforcers(a law.Act) (law.Enforcers, error) {
	rule, _ := RuleOf(p.Kind, a.Kind)
	e := law.Enforcers{Replacement: nameOfReplacement}
	switch {
	case a.Kind == ActPunishOnTheSpot:
		e.Certificates = p.Team
	case law.OnlyAsTeam(p, rule.Who, a.Actor):
		e.Certificates = []string{a.Actor.Certificate}
	default:
		return law.Enforcers{}, nil
	}
	var err error
	e.On, err = a.DoneOn()
	return e, err
}
