package law

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// The periods of a case and of a task.
const (
	DeadlineNotify       DeadlineKind = "notify"
	DeadlineSelfCheck    DeadlineKind = "self_check"
	DeadlineOnSite       DeadlineKind = "on_site"
	DeadlineResult       DeadlineKind = "result"
	DeadlineCorrection   DeadlineKind = "correction"
	DeadlineReinspection DeadlineKind = "reinspection"
	DeadlinePublication  DeadlineKind = "publication"
	DeadlineSupplement   DeadlineKind = "supplement"
	DeadlineTask         DeadlineKind = "task"
)

// PeriodLateEntry is the one after which an entry needs a reason.
const PeriodLateEntry DeadlineKind = "late_entry"

func workingDays(n int) calendar.Period {
	return calendar.Period{Amount: n, Unit: calendar.WorkingDays}
}

// edition2024 is 迁人社字〔2024〕5号 with the law of its day, until 国办发〔2024〕54号
// (3 January 2025) asks for more before each visit. Where the document sets no
// period, the bureau's own is named as such.
var edition2024 = &Edition{
	Code: "2024", Name: "2024年版（迁人社字〔2024〕5号）",
	From: documentDay, Until: order54Day,
	SmallestTeam:           2,
	PublishProblemsAsFound: true,
	Amounts:                Dated(penaltyAmounts),
	LateEntry: dated(LegalPeriod{Kind: PeriodLateEntry, Name: "补录", Period: workingDays(1), From: "办理之日", Clause: bureauRule,
		Responsible: nobody, Escalate: nobody}),
	TaskEnd: dated(LegalPeriod{Kind: DeadlineTask, Name: "完成抽查任务", Clause: "实施方案",
		Responsible: []Role{RoleClerk, RoleSectionHead}, Escalate: []Role{RoleBureauHead, RoleSupervisor}}),
	Periods: Dated(slices.Concat([]LegalPeriod{
		{Kind: DeadlineNotify, Name: "送达检查通知书", Period: workingDays(3), From: "抽取结果产生之日", Clause: "本单位规定（文件四(三)）",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		{Kind: DeadlineSelfCheck, Name: "自查", Period: workingDays(10), From: "检查通知书送达之日", Clause: "文件四(三)；期限为本单位规定",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleEntity, RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		{Kind: DeadlineOnSite, Name: "实地检查", Period: workingDays(20), From: "自查期结束之日", Clause: "文件四(三)；期限为本单位规定",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		{Kind: DeadlineResult, Name: "认定检查结果", Period: workingDays(5), From: "检查结束之日", Clause: "本单位规定（文件四(五)）",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector, RoleSectionHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		{Kind: DeadlineCorrection, Name: "责令改正", Period: calendar.Period{Amount: 15, Unit: calendar.Days}, From: "责令改正通知书送达之日", Clause: "行政处罚法第28条；期限为本单位规定",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleEntity, RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		{Kind: DeadlineReinspection, Name: "复查", Period: workingDays(5), From: "提交整改报告或者整改期限届满之日", Clause: "本单位规定（文件四(四)）",
			ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
		{Kind: DeadlinePublication, Name: "公示检查结果", Period: workingDays(20), From: "检查结束之日", Clause: "文件四(五)", Fixed: true,
			Responsible: []Role{RoleClerk}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
		{Kind: DeadlineSupplement, Name: "补充公示处理结果", Period: workingDays(20), From: "作出处理决定之日", Clause: "文件四(五)；国办发〔2018〕118号", Fixed: true,
			Responsible: []Role{RoleClerk}, Escalate: []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}},
	}, periodsBeside)),
	Outcomes: []OutcomeRule{
		{Outcome: OutcomeNoProblem, Name: "未发现问题", Clause: "文件四(五)"},
		{Outcome: OutcomeNoSuchBusiness, Name: "未发现开展本次抽查涉及的经营活动", Attempt: true, Clause: "国家企业信用信息公示系统检查结果类别"},
		{Outcome: OutcomeDeregistered, Name: "注销、停业等其他", Attempt: true, Replaceable: true, Clause: "国家企业信用信息公示系统检查结果类别"},
		{Outcome: OutcomeUnreachable, Name: "通过登记的住所（经营场所）无法联系", Attempt: true, Replaceable: true, Clause: "国家企业信用信息公示系统检查结果类别"},
		{Outcome: OutcomeCorrection, Name: "发现问题已责令改正", Problem: true, Correctable: true, Clause: "文件四(四)；行政处罚法第28条"},
		{Outcome: OutcomeFollowUp, Name: "发现问题待后续处理", Problem: true, Branches: []ProceedingKind{ProceedingPenalty, ProceedingReferral, ProceedingPolice}, Clause: "文件四(四)、(五)"},
		{Outcome: OutcomeUncooperative, Name: "不配合检查情节严重", Problem: true, Attempt: true, Branches: BranchKinds, Unnamed: punished, AtAgency: agencyRefuses, Clause: refusal},
		{Outcome: OutcomeConcealed, Name: "隐瞒真实情况、弄虚作假", Problem: true, Attempt: true, Branches: BranchKinds, Unnamed: punished, AtAgency: agencyRefuses, Clause: refusal},
	},
}

// Who refuses an inspection or deceives it is punished; what offends against public
// security or is a crime is for the police (劳动保障监察条例第30条第2款). A 社保经办机构 is
// ordered, and discipline is proposed to whom it belongs (社会保险经办条例第53条).
const refusal = "文件四(五)第二款；劳动保障监察条例第30条"

var (
	punished      = []ProceedingKind{ProceedingPenalty}
	agencyRefuses = &AgencyHandling{Branches: []ProceedingKind{ProceedingReferral, ProceedingPolice}, Unnamed: []ProceedingKind{ProceedingReferral},
		Clause: "社会保险经办条例第53条"}
)
