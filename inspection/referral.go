package inspection

// ReferralFile is what only this kind of proceeding knows.
type ReferralFile struct{}

var referralEndings = map[Ending]string{}

func referralRules() []ProceedingRule { return nil }

func beginReferral(t *proceedingTransition) { t.p.Stage = referralStages[0] }
