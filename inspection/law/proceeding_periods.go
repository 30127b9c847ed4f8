package law

import "slices"

// periodsBeside are the periods of whatever runs beside the cases. The scheme of a
// task has no say in them.
var periodsBeside = slices.Concat(penaltyPeriods, referralPeriods, policePeriods, feedbackPeriods, objectionPeriods, oversightPeriods)

// BesideCases reports whether the period is one of what runs beside a case.
func BesideCases(kind DeadlineKind) bool {
	return slices.ContainsFunc(periodsBeside, func(p LegalPeriod) bool { return p.Kind == kind })
}
