package law

import "shuangsuiji/inspection/calendar"

// PublicityGrade is how grave a decision is for its publicity (失信信息的轻微、一般、严重),
// fixed with the decision: how long it is shown depends on it, and nothing else does.
// It is not the grade of discretion (裁量档次).
type PublicityGrade string

// The grades, from light to grave.
const (
	PublicityMinor    PublicityGrade = "minor"    // 轻微
	PublicityOrdinary PublicityGrade = "ordinary" // 一般
	PublicitySerious  PublicityGrade = "serious"  // 严重
)

// PublicityGrades are all of them, from light to grave.
var PublicityGrades = []PublicityGrade{PublicityMinor, PublicityOrdinary, PublicitySerious}

var publicityNames = map[PublicityGrade]string{PublicityMinor: "轻微", PublicityOrdinary: "一般", PublicitySerious: "严重"}

// ByDefault: a decision of the grade is shown without anybody saying so. Otherwise it
// is shown only where the bureau head finds that necessary.
func (g PublicityGrade) ByDefault() bool { return g != PublicityMinor }

// Chinese is the grade's name.
func (g PublicityGrade) Chinese() string { return publicityNames[g] }

// PublicityTerm is how long decisions of a grade are shown, from the day of the
// decision on.
type PublicityTerm struct {
	Grade PublicityGrade `json:"grade"`
	// Shortest is after how long credit may be repaired; zero: as soon as what was
	// ordered is done.
	Shortest calendar.Period `json:"shortest,omitzero"`
	Longest  calendar.Period `json:"longest"`
}

// Outlasts reports whether a decision of the day is still shown on the other one.
func (t PublicityTerm) Outlasts(decided, day calendar.Date) bool {
	return !PlainEnd(decided, t.Longest).Before(day)
}
