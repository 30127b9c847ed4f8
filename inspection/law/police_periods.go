package law

import "shuangsuiji/inspection/calendar"

// The periods of a referral to the police.
const (
	DeadlinePoliceReport          DeadlineKind = "police_report"
	DeadlinePoliceApproval        DeadlineKind = "police_approval"
	DeadlinePoliceTransfer        DeadlineKind = "police_transfer"
	DeadlinePoliceCopy            DeadlineKind = "police_copy"
	DeadlinePolicePenaltyCopy     DeadlineKind = "police_penalty_copy"
	DeadlinePoliceReceipt         DeadlineKind = "police_receipt"
	DeadlinePoliceDecision        DeadlineKind = "police_decision"
	DeadlinePoliceObjection       DeadlineKind = "police_objection"
	DeadlinePoliceReconsideration DeadlineKind = "police_reconsideration"
	DeadlinePoliceSupervision     DeadlineKind = "police_supervision"
	DeadlinePoliceProcuratorate   DeadlineKind = "police_procuratorate"
	DeadlinePoliceEvidence        DeadlineKind = "police_evidence"
)

// TransferRules are 行政执法机关移送涉嫌犯罪案件的规定 (国务院令第310号) as revised.
const TransferRules = "行政执法机关移送涉嫌犯罪案件的规定"

// threeDays: the regulation's 三日 are calendar days; 行政处罚法第85条 holds for
// that law only. They bind offices, and the regulation moves none of them to a working
// day: an office does not lengthen its own duty by a holiday.
var threeDays = calendar.Period{Amount: 3, Unit: calendar.Days}

var policePeriods = []LegalPeriod{
	{Kind: DeadlinePoliceReport, Name: "核实并提出移送报告", Period: workingDays(5), From: "立项之日", Clause: "本单位规定（" + TransferRules + "第5条第1款）",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
	{Kind: DeadlinePoliceApproval, Name: "决定是否移送公安机关", Period: threeDays, NoRoll: true, From: "接到移送报告之日", Clause: TransferRules + "第5条第2款",
		Responsible: []Role{RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePoliceTransfer, Name: "向公安机关移送", Period: calendar.Period{Amount: 24, Unit: calendar.Hours}, From: "批准移送之时", Clause: TransferRules + "第5条第2款",
		Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
	// With the transfer, on the same day: no day of grace is any rule's.
	{Kind: DeadlinePoliceCopy, Name: "抄送人民检察院", Period: calendar.Period{Amount: 0, Unit: calendar.Days}, NoRoll: true, From: "移送公安机关之日（与移送同时）", Clause: "高检会〔2006〕2号",
		Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePolicePenaltyCopy, Name: "向公安机关和人民检察院抄送行政处罚决定书", Period: calendar.Period{Amount: 10, Unit: calendar.Days}, NoRoll: true, From: "移送公安机关之日", Clause: "高检会〔2006〕2号",
		Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
	{Kind: DeadlinePoliceReceipt, Name: "取得移送书回执", Period: workingDays(3), From: "移送或者转送之日", Clause: "本单位规定（" + TransferRules + "第7条）",
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePoliceDecision, Name: "公安机关立案审查", Period: threeDays, NoRoll: true, From: "公安机关接受移送之日", Clause: TransferRules + "第8条",
		Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
	{Kind: DeadlinePoliceObjection, Name: "提请复议或者建议立案监督", Period: threeDays, NoRoll: true, From: "接到不予立案通知书之日", Clause: TransferRules + "第9条第1款",
		Responsible: []Role{RoleInspector, RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePoliceReconsideration, Name: "公安机关复议", Period: threeDays, NoRoll: true, From: "公安机关收到提请复议的文件之日", Clause: TransferRules + "第9条第2款",
		Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
	{Kind: DeadlinePoliceSupervision, Name: "对复议决定建议立案监督", Period: threeDays, NoRoll: true, From: "收到复议决定通知书之日", Clause: TransferRules + "第9条第2款",
		Responsible: []Role{RoleInspector, RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePoliceProcuratorate, Name: "催询立案监督结果", Period: workingDays(20), From: "建议立案监督之日", Clause: "本单位规定（" + TransferRules + "第9条第3款）",
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePoliceEvidence, Name: "移交涉案物品和材料", Period: threeDays, NoRoll: true, From: "接到立案通知书之日", Clause: TransferRules + "第12条",
		Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
}
