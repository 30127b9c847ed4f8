package law

import (
	"fmt"
	"slices"
	"strings"
)

// ProceedingKind is what a [proceedings.Proceeding] is.
type ProceedingKind string

// The kinds. A case's result may name the first three, its branches.
const (
	ProceedingPenalty   ProceedingKind = "penalty"   // 行政处罚
	ProceedingReferral  ProceedingKind = "referral"  // 移送主管部门
	ProceedingPolice    ProceedingKind = "police"    // 移送公安机关
	ProceedingFeedback  ProceedingKind = "feedback"  // 反馈
	ProceedingObjection ProceedingKind = "objection" // 异议
	// 行政执法监督机构的监督意见
	ProceedingOversight ProceedingKind = "oversight"
)

var proceedingKindNames = map[ProceedingKind]string{
	ProceedingPenalty: "行政处罚案件", ProceedingReferral: "移送有关主管部门", ProceedingPolice: "移送公安机关",
	ProceedingFeedback: "反馈", ProceedingObjection: "异议", ProceedingOversight: "监督意见",
}

// Chinese is the kind's name.
func (k ProceedingKind) Chinese() string {
	if n, ok := proceedingKindNames[k]; ok {
		return n
	}
	return string(k)
}

// The kinds in the order in which they are shown: those that a case's result may
// name, and all.
var (
	BranchKinds     = []ProceedingKind{ProceedingPenalty, ProceedingReferral, ProceedingPolice}
	ProceedingKinds = slices.Concat(BranchKinds, []ProceedingKind{ProceedingFeedback, ProceedingObjection, ProceedingOversight})
)

// proceedingLetter marks the kind in a proceeding's number.
var proceedingLetter = map[ProceedingKind]string{ProceedingPenalty: "P", ProceedingReferral: "R", ProceedingPolice: "G",
	ProceedingFeedback: "F", ProceedingObjection: "Y", ProceedingOversight: "J"}

// ProceedingNo is the number of the n-th proceeding of the kind out of its origin:
// a case, a clear lead, or the year.
func ProceedingNo(origin string, kind ProceedingKind, n int) string {
	return fmt.Sprintf("%s%d", ProceedingSeries(origin, kind), n)
}

// ProceedingSeries is how the numbers of the kind out of one origin begin.
func ProceedingSeries(origin string, kind ProceedingKind) string {
	return origin + "-" + proceedingLetter[kind]
}

// Origin is what a proceeding's number was formed from: a case, a clear lead, the year,
// or another proceeding.
func Origin(no string) string {
	if i := strings.LastIndex(no, "-"); i >= 0 {
		return no[:i]
	}
	return ""
}

// LeadNo is the number of a draw's n-th clear lead, from which a penalty case comes
// without an inspection (文件四(一)).
func LeadNo(task string, n int) string { return fmt.Sprintf("%s-L%04d", task, n) }
