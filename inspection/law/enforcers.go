package law

import (
	"encoding/json"
	"time"

	"shuangsuiji/inspection/calendar"
)

// 行政执法资格 (行政处罚法 art. 42(1); 国办发〔2024〕54号): whoever inspects, investigates or
// serves has a certificate that is valid on the day of the act.

// Enforcers are those whose certificates must be valid on the day of an act.
type Enforcers struct {
	Certificates []string
	On           calendar.Date
	// Replacement is the act by which another takes the place of one of them.
	Replacement string
}

// OnlyAsTeam reports whether the actor may perform the act for being on the team and
// for nothing else: whoever also may as clerk, head or entity needs no certificate.
func OnlyAsTeam(s Subject, who []Who, a Actor) bool {
	asTeam := false
	for _, w := range who {
		switch {
		case !s.Is(a, w):
		case w.Scope != ScopeTeam && w.Scope != ScopeLead:
			return false
		default:
			asTeam = true
		}
	}
	return asTeam
}

// DoneOn is the day on which somebody did what the act enters: the one that its facts
// name, if it has come, otherwise the day of the act.
func (a Act) DoneOn() (calendar.Date, error) {
	happened := calendar.DateOf(a.Happened)
	if len(a.Facts) == 0 {
		return happened, nil
	}
	var named struct {
		On      calendar.Date `json:"on"`
		At      time.Time     `json:"at"`
		Ended   time.Time     `json:"ended"`
		Service struct {
			On calendar.Date `json:"on"`
		} `json:"service"`
	}
	if err := json.Unmarshal(a.Facts, &named); err != nil {
		return calendar.Date{}, err
	}
	for _, day := range []calendar.Date{named.On, named.Service.On, dayOf(named.At), dayOf(named.Ended)} {
		if !day.IsZero() && day.Before(happened) {
			return day, nil
		}
	}
	return happened, nil
}

func dayOf(moment time.Time) calendar.Date {
	if moment.IsZero() {
		return calendar.Date{}
	}
	return calendar.DateOf(moment)
}
