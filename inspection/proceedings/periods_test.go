package proceedings_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// TestEveryPeriodBesideACaseIsHeld: each has a row in the test of its kind of
// proceeding, or a test of its own.
func TestEveryPeriodBesideACaseIsHeld(t *testing.T) {
	held := append(slices.Clone(heldElsewhere), law.DeadlinePoliceTransfer) // TestTwentyFourHoursRunFromTheMinute
	for _, p := range penaltyPeriods2024 {
		held = append(held, p.kind)
	}
	for _, of := range [][]inspectiontest.ErrandPeriod[proceedings.Proceeding]{referralPeriods2024, policePeriods2024, feedbackPeriods2024, objectionPeriods2024, oversightPeriods2024} {
		for _, p := range of {
			held = append(held, p.Kind)
		}
	}
	// What is published of a case in the end is the case's own period.
	held = slices.DeleteFunc(held, func(k law.DeadlineKind) bool { return k == law.DeadlineSupplement })
	var asked []law.DeadlineKind
	for _, p := range inspectiontest.Edition2024(t).Periods {
		if law.BesideCases(p.Kind) {
			asked = append(asked, p.Kind)
		}
	}
	require.ElementsMatch(t, asked, held)
}
