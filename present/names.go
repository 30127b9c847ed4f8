package present

import (
	"shuangsuiji/codes"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// GradeName is a risk grade as people read it.
func GradeName(grade string) string {
	if grade == "" {
		return "未分级"
	}
	return grade
}

// OutcomeName is what the edition calls the outcome; an outcome that it does not know is
// its own name.
func OutcomeName(edition string, o law.Outcome) string {
	if e, err := law.EditionOf(edition); err == nil {
		if rule, known := e.Outcome(o); known {
			return rule.Name
		}
	}
	return codes.Of[law.Outcome]().Name(string(o))
}

// PeriodName is what the edition calls the period.
func PeriodName(edition string, kind law.DeadlineKind) string {
	if e, err := law.EditionOf(edition); err == nil {
		if p, known := e.Period(kind); known {
			return p.Name
		}
	}
	return codes.Of[law.DeadlineKind]().Name(string(kind))
}

// CaseOutcome is the confirmed result of the case, "" before there is one.
func CaseOutcome(c cases.Case) string {
	if c.Result == nil || c.Result.ConfirmedBy == "" {
		return ""
	}
	return OutcomeName(c.Edition, c.Result.Outcome)
}
