package inspection

// ProceedingKind is what a [Proceeding] is.
type ProceedingKind string

// The kinds. A case's result may name the first three, its branches.
const (
	ProceedingPenalty   ProceedingKind = "penalty"   // 行政处罚
	ProceedingReferral  ProceedingKind = "referral"  // 移送主管部门
	ProceedingPolice    ProceedingKind = "police"    // 移送公安机关
	ProceedingFeedback  ProceedingKind = "feedback"  // 反馈
	ProceedingObjection ProceedingKind = "objection" // 异议
)

var proceedingKindNames = map[ProceedingKind]string{
	ProceedingPenalty: "行政处罚案件", ProceedingReferral: "移送有关主管部门", ProceedingPolice: "移送公安机关",
	ProceedingFeedback: "反馈", ProceedingObjection: "异议",
}

// Chinese is the kind's name.
func (k ProceedingKind) Chinese() string {
	if n, ok := proceedingKindNames[k]; ok {
		return n
	}
	return string(k)
}
