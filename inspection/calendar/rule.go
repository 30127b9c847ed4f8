package calendar

// A rule says which weekdays are off in a year whose notice is not known. Its number
// is part of [Calendar.Version], so that what was counted by another one is known as
// such and counted again. Whoever changes which days a rule gives off, for example
// with a revision of the law, adds a rule and leaves the others as they are.
type rule uint8

const (
	weekendsAlone rule = iota // none; no version names it
	byLaw                     // those that the law fixes, see [StatutoryHoliday]

	ruleOfToday = byLaw
)

// holiday names the holiday for which the rule gives the day off, "" when it does not.
func (r rule) holiday(d Date) string {
	if r == weekendsAlone {
		return ""
	}
	return StatutoryHoliday(d)
}

// ByWeekendsAlone is the same table as it was counted before the law's own days were
// off in a year without notice, with the version of then. By it what was recorded at
// that time is checked; nothing new is counted by it.
func (c *Calendar) ByWeekendsAlone() *Calendar {
	before := &Calendar{years: c.years, exceptions: c.exceptions, rule: weekendsAlone}
	before.version = before.fingerprint()
	before.fillDays()
	return before
}
