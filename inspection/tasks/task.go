package tasks

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// Task is one inspection task (抽查任务) as the procedure sees it.
type Task struct {
	ID             string        `json:"id"` // 2024001-001
	Plan           string        `json:"plan"`
	Name           string        `json:"name"`
	Department     string        `json:"department"`
	Joint          []string      `json:"joint,omitempty"`
	Kinds          []string      `json:"kinds"`
	Month          calendar.Date `json:"month"`             // first day of the planned month
	StartOn        calendar.Date `json:"startOn"`           // first working day of the month, or the day put off to
	PutOffTo       calendar.Date `json:"putOffTo,omitzero"` // the day asked for, working day or not
	Provisional    bool          `json:"provisional,omitempty"`
	Edition        string        `json:"edition,omitempty"` // taken when the task is set going
	Historic       bool          `json:"historic,omitempty"`
	Demonstration  bool          `json:"demonstration,omitempty"`
	JointConfirmed bool          `json:"jointConfirmed"`

	Stage       Stage                    `json:"stage"`
	Seq         int                      `json:"seq"`
	Deadlines   law.Deadlines            `json:"deadlines,omitempty"`
	Calendar    string                   `json:"calendar,omitempty"`
	Generations map[law.DeadlineKind]int `json:"generations,omitempty"`
	FinishBy    calendar.Date            `json:"finishBy,omitzero"` // set by the plan or scheme

	Scheme  *Scheme     `json:"scheme,omitempty"`
	Rules   DrawRules   `json:"rules"`
	Draw    DrawState   `json:"draw"`
	Summary SummaryWork `json:"summary"`
	Closed  time.Time   `json:"closed,omitzero"`
}

// Scheme is the implementation scheme (实施方案) that a task adopts before its
// draw; the plan's name stays in the record (附件备注1).
type Scheme struct {
	Name      string        `json:"name"`
	AdoptedBy string        `json:"adoptedBy"`
	AdoptedOn calendar.Date `json:"adoptedOn"`
	// What the scheme fixes; the proposal of the draw may not depart from it.
	Mode    plans.DrawMode                       `json:"mode,omitempty"`
	Items   []string                             `json:"items,omitempty"`
	Lengths map[law.DeadlineKind]calendar.Period `json:"lengths,omitempty"`
}

// DrawRules are what a draw is made by.
type DrawRules struct {
	Mode plans.DrawMode `json:"mode,omitempty"`
	// Ratio is one ratio for the task ("10%"); GradeRatios, where given, is a
	// ratio for each grade, with "" for the ungraded.
	Ratio       string              `json:"ratio,omitempty"`
	GradeRatios map[string]string   `json:"gradeRatios,omitempty"`
	Conditions  map[string][]string `json:"conditions,omitempty"` // targeted draw; see ConditionFields
	Items       []string            `json:"items,omitempty"`      // item codes; empty: all active that fit
	TeamSize    int                 `json:"teamSize,omitempty"`
	Witnesses   int                 `json:"witnesses"` // seals asked for; 0: unattended
	// CapPerYear excludes entities already inspected that often this year; 0: no cap.
	CapPerYear int `json:"capPerYear,omitempty"`
	// CaseLoad is the most open cases one inspector carries, this draw's among them;
	// 0: no limit.
	CaseLoad int `json:"caseLoad,omitempty"`
	// OpenDrawn publishes who was drawn with the public evidence at once.
	OpenDrawn bool                                 `json:"openDrawn,omitempty"`
	Lengths   map[law.DeadlineKind]calendar.Period `json:"lengths,omitempty"`
}

// ConditionFields are the conditions of a targeted draw (文件四(一)): field and its
// name in the register's table.
var ConditionFields = []struct{ Field, Name string }{
	{"grade", "风险等级"}, {"enterpriseType", "类型"}, {"nature", "性质"}, {"organisationForm", "组织架构"},
	{"scale", "经营规模"}, {"marketShare", "市场占有率"}, {"region", "地理区域"},
}

// DrawState is where a task's draw stands.
type DrawState struct {
	Number     int    `json:"number"` // 1 for the first draw
	PreparedBy string `json:"preparedBy,omitempty"`
	// PreparedFor is the account whose delegated power the preparer used.
	PreparedFor string         `json:"preparedFor,omitempty"`
	ApprovedBy  string         `json:"approvedBy,omitempty"`
	Commitment  string         `json:"commitment,omitempty"` // hash, hex
	Witnesses   []WitnessState `json:"witnesses,omitempty"`
	Voided      int            `json:"voided,omitempty"` // draws voided so far
	Drawn       int            `json:"drawn,omitempty"`
	NoTeam      int            `json:"noTeam,omitempty"` // drawn without enough inspectors
	// Teamless are the case numbers of those on which the head has not decided yet.
	Teamless []string `json:"teamless,omitempty"`
}

// WitnessState is one witness of the draw; names and entries are published with
// the evidence.
type WitnessState struct {
	Name     string    `json:"name"`
	Seal     string    `json:"seal,omitempty"` // hex
	Entry    string    `json:"entry,omitempty"`
	Salt     string    `json:"salt,omitempty"`
	Opened   bool      `json:"opened,omitempty"`
	Unsealed bool      `json:"unsealed,omitempty"`
	By       string    `json:"by"`
	SealedAt time.Time `json:"sealedAt,omitzero"`
	OpenedAt time.Time `json:"openedAt,omitzero"`
}

// Sealed reports whether every witness asked for has given an entry.
func (t Task) Sealed() bool { return len(t.Draw.Witnesses) >= t.Rules.Witnesses }

// ReadyToReveal reports whether every seal is in and opened.
func (t Task) ReadyToReveal() bool {
	return t.Stage == StageWitnessing && t.Sealed() &&
		!slices.ContainsFunc(t.Draw.Witnesses, func(w WitnessState) bool { return !w.Opened })
}

// SummaryWork is where the task's summary stands.
type SummaryWork struct {
	WrittenBy string `json:"writtenBy,omitempty"`
	// WrittenFor is the account whose delegated power the writer used.
	WrittenFor string            `json:"writtenFor,omitempty"`
	Confirmed  map[string]string `json:"confirmed,omitempty"` // joint department → account
}

// PlanTask makes a task of its plan row, waiting for its month.
func PlanTask(p plans.PlannedTask, cal *calendar.Calendar, demonstration, historic bool) Task {
	t := Task{ID: p.ID, Plan: p.Row.PlanNo, Name: p.Row.TaskName, Department: p.Department, Joint: p.Joint,
		JointConfirmed: p.JointConfirmed, Kinds: p.Kinds, Month: p.Month,
		Calendar: cal.Version(), Stage: StagePlanned, Demonstration: demonstration, Historic: historic,
		Rules: DrawRules{Mode: p.Mode, Ratio: p.Ratio, Witnesses: 1},
		Draw:  DrawState{Number: 1}}
	t.schedule(cal)
	t.Rules.TeamSize = law.EditionNearest(t.StartOn).SmallestTeam
	return t
}

// schedule sets the day on which the task starts by itself: the first working day
// of its month (附件 抽查时间), or from the day put off to.
func (t *Task) schedule(cal *calendar.Calendar) {
	day := t.Month
	if !t.PutOffTo.IsZero() {
		day = t.PutOffTo
	}
	t.StartOn = cal.WorkingDayFrom(day)
	t.Provisional = !cal.Settled(t.StartOn)
}

// Standing is where the task stands.
func (t Task) Standing() law.Standing {
	return law.Standing{Stage: string(t.Stage), Name: t.Stage.Chinese(), Seq: t.Seq}
}
