package law

import "slices"

// DutyKind names what an edition asks for beside the document's own steps.
type DutyKind string

// The duties of 国办发〔2024〕54号.
const (
	DutyPublishedItems DutyKind = "published_items" // 清单之外无检查
	DutyLawfulBasis    DutyKind = "lawful_basis"    // 检查须有法定依据
	DutyVisitApproval  DutyKind = "visit_approval"  // 凡检查必审批
	DutyVisitCode      DutyKind = "visit_code"      // 扫码入企、亮码检查
	DutyEntityRights   DutyKind = "entity_rights"   // 申请回避、评价、投诉
	DutyWrittenResult  DutyKind = "written_result"  // 检查结果书面告知
	DutyVisitLimits    DutyKind = "visit_limits"    // 年度检查频次上限
)

// DutyRepairNotice is 两书同达: with a decision to punish goes the paper that says how
// credit is repaired. It holds by the day of the service, for cases of every edition
// ([CreditRules.RepairNotice]); the edition of its day names it.
const DutyRepairNotice DutyKind = "repair_notice"

// DutyOversight: an opinion of those who supervise enforcement is answered. It can be
// registered in cases of every edition; the edition since whose day the law asks for it
// names it.
const DutyOversight DutyKind = "oversight"

// Duty is one of them as an edition has it: with its source and the day since
// which it holds.
type Duty struct {
	Kind   DutyKind `json:"kind"`
	Name   string   `json:"name"`
	Clause string   `json:"clause"`
	InForce
}

// Basis is the clause, and where the day since which it is in force goes.
func (d *Duty) Basis() (clause string, since *InForce) { return d.Clause, &d.InForce }

// Binds reports whether the edition's duties hold for a case that begins at an entity;
// public: it is no enterprise, publicBodies: the bureau's own word on those.
func (e *Edition) Binds(public, publicBodies bool) bool {
	return len(e.Duties) > 0 && (publicBodies || !public)
}

// Duty returns the edition's duty of the kind.
func (e *Edition) Duty(kind DutyKind) (Duty, bool) {
	i := slices.IndexFunc(e.Duties, func(d Duty) bool { return d.Kind == kind })
	if i < 0 {
		return Duty{}, false
	}
	return e.Duties[i], true
}

// Under: the duties are those of an inspection, not of what runs beside it.
func (Docket) Under(DutyKind) bool { return false }
