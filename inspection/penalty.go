package inspection

// PenaltyFile is what only this kind of proceeding knows.
type PenaltyFile struct{}

var penaltyEndings = map[Ending]string{}

func penaltyRules() []ProceedingRule { return nil }

func beginPenalty(t *proceedingTransition) { t.p.Stage = penaltyStages[0] }
