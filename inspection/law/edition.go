package law

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// Edition is one state of the law as data: what a case that began under it is
// handled by until its end.
type Edition struct {
	Code    string        `json:"code"`
	Name    string        `json:"name"`
	From    calendar.Date `json:"from"`           // first day on which a task may begin under it
	Until   calendar.Date `json:"until,omitzero"` // first day on which it may not any more; zero: open
	Periods []LegalPeriod `json:"periods"`
	// Outcomes from light to grave.
	Outcomes []OutcomeRule `json:"outcomes"`
	// PublishProblemsAsFound: a problem is published within the same period as a
	// normal result, with 后续处理中, and supplemented after it was handled. If
	// false the bureau publishes a problem once, after it was handled.
	PublishProblemsAsFound bool `json:"publishProblemsAsFound"`
	// SmallestTeam is the least number of inspectors of a team (文件 四(一)).
	SmallestTeam int `json:"smallestTeam"`
	// Amounts of money on which something of the law depends.
	Amounts []LegalAmount `json:"amounts,omitempty"`
	// Duties are what it asks for beside the document's own steps.
	Duties []Duty `json:"duties,omitempty"`
	// LateEntry is after how long an act that is entered later than it happened needs
	// a reason (补录).
	LateEntry LegalPeriod `json:"lateEntry"`
	// TaskEnd is the task's own end, for a task whose plan or scheme sets one: a day,
	// and therefore no length.
	TaskEnd LegalPeriod `json:"taskEnd"`
	// LateScans are until when a visit's start may be entered that nobody scanned at
	// the door, by cause.
	LateScans []LateScan `json:"lateScans,omitempty"`
}

// Editions are all editions this software knows, oldest first.
var Editions = []*Edition{edition2024, edition2025, edition2026}

// EditionOf returns the edition with the code.
func EditionOf(code string) (*Edition, error) {
	for _, e := range Editions {
		if e.Code == code {
			return e, nil
		}
	}
	return nil, Errorf(KindNotFound, "edition_unknown", "没有规则版本“%s”。", code)
}

// EditionFor returns the edition that a task takes when it is set going on the
// day: the one in force. A historic task (of a plan whose time has passed) and a
// demonstration may take the nearest where none was in force; the task is marked so.
func EditionFor(day calendar.Date, historic bool) (*Edition, error) {
	e := EditionNearest(day)
	switch {
	case historic:
	case day.Before(e.From):
		return nil, Errorf(KindNotAllowed, "edition_missing", "%s之前没有可适用的规则版本，只能按历史计划补录。", e.From.ChineseString())
	case !e.Until.IsZero() && !day.Before(e.Until):
		return nil, Errorf(KindNotAllowed, "edition_missing",
			"%s不再适用于自%s起启动的任务，本系统尚未提供其后的规则版本；目前只能办理历史计划或演示任务。", e.Name, e.Until.ChineseString())
	}
	return e, nil
}

// EditionNearest is the edition in force on the day; before the first one that one,
// after the end of the last one the last.
func EditionNearest(day calendar.Date) *Edition {
	nearest := Editions[0]
	for _, e := range Editions {
		if !day.Before(e.From) {
			nearest = e
		}
	}
	return nearest
}

// Period returns the legal period of the kind.
func (e *Edition) Period(kind DeadlineKind) (LegalPeriod, bool) {
	i := slices.IndexFunc(e.Periods, func(p LegalPeriod) bool { return p.Kind == kind })
	if i < 0 {
		return LegalPeriod{}, false
	}
	return e.Periods[i], true
}

// Outcome returns the rule of an outcome.
func (e *Edition) Outcome(o Outcome) (OutcomeRule, bool) {
	i := slices.IndexFunc(e.Outcomes, func(r OutcomeRule) bool { return r.Outcome == o })
	if i < 0 {
		return OutcomeRule{}, false
	}
	return e.Outcomes[i], true
}

// Gravest is the gravest of the outcomes in the edition's order.
func (e *Edition) Gravest(outcomes []Outcome) Outcome {
	worst := -1
	for _, o := range outcomes {
		worst = max(worst, slices.IndexFunc(e.Outcomes, func(r OutcomeRule) bool { return r.Outcome == o }))
	}
	if worst < 0 {
		return ""
	}
	return e.Outcomes[worst].Outcome
}

// EditionMismatch refuses to handle a subject by another edition than it began with.
func EditionMismatch(subject string) error {
	return Errorf(KindInternal, "edition_mismatch", "%s没有按其启动时的规则版本办理。", subject)
}
