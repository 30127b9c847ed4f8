package inspection

// PoliceFile is what only this kind of proceeding knows.
type PoliceFile struct{}

var policeEndings = map[Ending]string{}

func policeRules() []ProceedingRule { return nil }

func beginPolice(t *proceedingTransition) { t.p.Stage = policeStages[0] }
