package law

import (
	"slices"
)

// The periods that edition 2025 adds.
const (
	DeadlineLateApproval DeadlineKind = "late_approval"
	DeadlineTellResult   DeadlineKind = "tell_result"
	DeadlineRecusal      DeadlineKind = "recusal"
)

// edition2025 is edition 2024 with 国务院办公厅关于严格规范涉企行政检查的意见
// (国办发〔2024〕54号) on top. What it does not name is as it was.
var edition2025 = &Edition{
	Code: "2025", Name: "2025年版（迁人社字〔2024〕5号、国办发〔2024〕54号）",
	From:                   order54Day,
	Until:                  order36Day,
	SmallestTeam:           edition2024.SmallestTeam,
	PublishProblemsAsFound: edition2024.PublishProblemsAsFound,
	Outcomes:               edition2024.Outcomes,
	Amounts:                edition2024.Amounts,
	LateEntry:              edition2024.LateEntry,
	TaskEnd:                edition2024.TaskEnd,
	Periods: slices.Concat(edition2024.Periods, Dated([]LegalPeriod{
		// The day of the visit or the next working day.
		{Kind: DeadlineLateApproval, Name: "补办行政检查审批", Period: workingDays(1), From: "紧急检查结束之日", Clause: "国办发〔2024〕54号；期限为本单位规定",
			Responsible: []Role{RoleInspector, RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		// Three days of the rules on 劳动保障监察, whose article no source at hand confirms.
		{Kind: DeadlineRecusal, Name: "决定是否回避", Period: workingDays(3), From: "申请回避之日", Clause: "本单位规定（行政处罚法第43条；关于实施《劳动保障监察条例》若干规定）",
			Responsible: []Role{RoleBureauHead}, Escalate: []Role{RoleSupervisor}},
		{Kind: DeadlineTellResult, Name: "书面告知检查结果", Period: workingDays(5), From: "认定之日", Clause: "国办发〔2024〕54号；期限为本单位规定",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	})),
	Duties: Dated([]Duty{
		{Kind: DutyPublishedItems, Name: "清单之外无检查", Clause: "国办发〔2024〕54号"},
		{Kind: DutyLawfulBasis, Name: "没有法律、法规、规章或者国务院决定依据的不检查", Clause: "国办发〔2024〕54号"},
		{Kind: DutyVisitApproval, Name: "凡检查必审批", Clause: "国办发〔2024〕54号"},
		{Kind: DutyVisitCode, Name: "扫码入企、亮码检查", Clause: "国办发〔2024〕54号；扫码入企工作要求"},
		{Kind: DutyEntityRights, Name: "申请回避、评价和投诉", Clause: "国办发〔2024〕54号"},
		{Kind: DutyWrittenResult, Name: "书面告知检查结果", Clause: "国办发〔2024〕54号"},
		{Kind: DutyVisitLimits, Name: "年度检查频次上限", Clause: "国办发〔2024〕54号"},
	}),
	LateScans: lateScans2025,
}
