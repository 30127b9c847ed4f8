package amendment

import "shuangsuiji/inspection/law"

// Part is what of an edition differs.
type Part string

// The parts of an edition.
const (
	PartEdition Part = "edition" // what it sets beside its tables
	PartDuty    Part = "duty"
	PartAct     Part = "act"
	PartPeriod  Part = "period"
	PartAmount  Part = "amount"
	PartOutcome Part = "outcome"
)

var partNames = map[Part]string{PartEdition: "总则", PartDuty: "要求", PartAct: "事项", PartPeriod: "期限", PartAmount: "数额", PartOutcome: "结果类别"}

// Parts are all of them, as they are shown.
var Parts = []Part{PartEdition, PartDuty, PartAct, PartPeriod, PartAmount, PartOutcome}

// Chinese is the part's name.
func (p Part) Chinese() string { return partNames[p] }

// Change is how it differs.
type Change string

// The changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

var changeNames = map[Change]string{Added: "新增", Removed: "取消", Changed: "修改"}

// Changes are all of them.
var Changes = []Change{Added, Removed, Changed}

// Chinese is the change's name.
func (c Change) Chinese() string { return changeNames[c] }

// Difference is one thing that an edition has otherwise than another.
type Difference struct {
	Part   Part   `json:"part"`
	Change Change `json:"change"`
	// Code is that of the period, duty, act, …; an act's begins with its subject:
	// case/approve_visit.
	Code string `json:"code"`
	Name string `json:"name"`
	// Before and After say in Chinese what each edition sets: all of it where the
	// other has nothing, else what differs.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Clause is the source in the edition that has it, the later one where both do.
	Clause string `json:"clause,omitempty"`
	law.InForce
}
