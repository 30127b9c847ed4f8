package inspection

import "slices"

// CaseRule is one row of the case's transition table.
type CaseRule = Rule[Case, Stage, caseTransition]

var (
	beforeResult = []Stage{StageNotify, StageSelfCheck, StageOnSite}
	// suspendable: archiving is the system's and at once, there is nothing to suspend.
	suspendable = []Stage{StageNotify, StageSelfCheck, StageOnSite, StageResult, StageHandling, StagePublication, StageFollowUp}
	// cancellable: once the result is public, it is brought to its end.
	cancellable = []Stage{StageNotify, StageSelfCheck, StageOnSite, StageResult, StageHandling, StagePublication}
	afterResult = []Stage{StageHandling, StagePublication, StageFollowUp, StageArchiving}
	publishing  = []Stage{StageHandling, StagePublication}
	// approvable: an urgent visit is approved after it was made.
	approvable = []Stage{StageNotify, StageSelfCheck, StageOnSite, StageResult}
	inspected  = []Stage{StageOnSite, StageResult, StageHandling, StagePublication, StageFollowUp}
)

// CaseRules is the transition table of a case: who may do what at which stage,
// and the clause it rests on. The order is that of the procedure.
var CaseRules = []CaseRule{
	// The system's own step must not fail for a suspension that came first.
	{Act: ActIssueNotice, Name: "制发检查通知书", Stages: []Stage{StageNotify}, Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "文件四(三)", ready: Case.noticeNotIssued, apply: with((*caseTransition).issueNotice)},
	{Act: ActServeNotice, Name: "送达检查通知书", Stages: []Stage{StageNotify}, Who: []Who{team},
		Clause: "文件四(三)", ready: Case.noticeIssued, apply: with((*caseTransition).serveNotice)},
	{Act: ActRecordNotServed, Name: "记录未能送达", Stages: []Stage{StageNotify}, Who: []Who{team}, Reason: true,
		Clause: "文件四(三)", ready: Case.noticeIssued, apply: with((*caseTransition).recordNotServed)},
	{Act: ActFileSelfCheck, Name: "提交自查报告", Stages: []Stage{StageSelfCheck, StageOnSite}, Who: []Who{entityItself, clerk},
		Clause: "文件四(三)", ready: Case.selfCheckOpen, apply: with((*caseTransition).fileSelfCheck)},
	{Act: ActAgreeVisit, Name: "约定检查日期", Stages: []Stage{StageSelfCheck, StageOnSite}, Who: []Who{team},
		Clause: "文件四(三)", ready: both(Case.alone, Case.notVisited), apply: with((*caseTransition).agreeVisit)},
	{Act: ActJoinVisit, Name: "合并检查", Stages: []Stage{StageOnSite}, Who: []Who{clerk}, Aside: true,
		Clause: "文件四(二)", ready: Case.joinable, apply: with((*caseTransition).joinVisit)},
	{Act: ActPartVisit, Name: "分开检查", Stages: []Stage{StageOnSite}, Who: []Who{clerk}, Reason: true, WhileSuspended: true,
		Clause: "文件四(二)", ready: Case.joined, apply: with((*caseTransition).partVisit)},
	{Act: ActRequestRecusal, Name: "申请回避", Stages: beforeResult, Who: []Who{entityItself, clerk}, Reason: true, Duty: DutyEntityRights, Aside: true,
		Clause: "国办发〔2024〕54号；行政处罚法第43条", ready: Case.notInspected, apply: with((*caseTransition).requestRecusal)},
	{Act: ActDecideRecusal, Name: "决定是否回避", Stages: beforeResult, Who: []Who{sectionHead, bureauHead}, Reason: true, Duty: DutyEntityRights,
		Clause: "国办发〔2024〕54号；行政处罚法第43条", ready: Case.recusalRequested, apply: with((*caseTransition).decideRecusal)},
	{Act: ActProposeVisit, Name: "提请行政检查审批", Stages: approvable, Who: []Who{lead}, Reason: true, Duty: DutyVisitApproval,
		Clause: "国办发〔2024〕54号", ready: both(Case.alone, Case.visitProposable), apply: with((*caseTransition).proposeVisit)},
	{Act: ActReturnVisit, Name: "退回行政检查审批", Stages: approvable, Who: []Who{bureauHead}, Reason: true, Duty: DutyVisitApproval,
		Clause: "国办发〔2024〕54号", ready: Case.visitProposed, apply: with((*caseTransition).returnVisit)},
	{Act: ActApproveVisit, Name: "批准行政检查", Stages: approvable, Who: []Who{bureauHead}, Duty: DutyVisitApproval,
		Clause: "国办发〔2024〕54号", ready: Case.visitProposed, barred: Case.ownVisit, apply: with((*caseTransition).approveVisit)},
	{Act: ActStartVisit, Name: "扫码入企", Stages: []Stage{StageOnSite}, Who: []Who{entityItself}, Duty: DutyVisitCode,
		Clause: "国办发〔2024〕54号", ready: both(Case.alone, Case.visitStartable), apply: with((*caseTransition).startVisit)},
	{Act: ActEnterScanLate, Name: "补录入企时间", Stages: []Stage{StageOnSite}, Who: []Who{team}, Reason: true, Duty: DutyVisitCode,
		Clause: "国办发〔2024〕54号", ready: both(Case.alone, Case.notVisitedYet), apply: with((*caseTransition).enterScanLate)},
	{Act: ActRecordVisit, Name: "填写检查记录表", Stages: []Stage{StageOnSite}, Who: []Who{team},
		Clause: "文件四(三)；行政处罚法第42条、第55条", ready: both(both(Case.alone, Case.recordUnsigned), Case.recusalsSettled), apply: with((*caseTransition).recordVisit)},
	{Act: ActSignRecord, Name: "检查人员签字", Stages: []Stage{StageOnSite}, Who: []Who{team},
		Clause: "文件四(三)；行政处罚法第55条", ready: Case.recordComplete, barred: Case.signedAlready, apply: with((*caseTransition).signRecord)},
	{Act: ActProposeResult, Name: "提出认定意见", Stages: []Stage{StageResult}, Who: []Who{lead},
		Clause: "文件四(四)、(五)", ready: both(Case.nothingProposed, Case.urgentApproved), apply: with((*caseTransition).proposeResult)},
	{Act: ActConfirmResult, Name: "认定检查结果", Stages: []Stage{StageResult}, Who: []Who{sectionHead},
		Clause: "文件四(四)、(五)", ready: Case.resultProposed, barred: Case.ownInspection, apply: with((*caseTransition).confirmResult)},
	{Act: ActSendBackRecord, Name: "审核退回", Stages: []Stage{StageResult}, Who: []Who{sectionHead}, Reason: true,
		Clause: "文件四(五)（对抽查结果的合法性、准确性负责）", apply: with((*caseTransition).sendBackRecord)},
	{Act: ActTellResult, Name: "书面告知检查结果", Stages: []Stage{StageHandling, StagePublication, StageFollowUp}, Who: []Who{team}, Duty: DutyWrittenResult,
		Clause: "国办发〔2024〕54号", ready: Case.resultUntold, apply: with((*caseTransition).tellResult)},
	{Act: ActRateVisit, Name: "评价检查", Stages: inspected, Who: []Who{entityItself}, Duty: DutyEntityRights, Confidential: true,
		Clause: "国办发〔2024〕54号", ready: both(Case.visitHeld, Case.unrated), apply: with((*caseTransition).rateVisit)},
	{Act: ActComplain, Name: "投诉检查行为", Stages: inspected, Who: []Who{entityItself}, Reason: true, Duty: DutyEntityRights, Confidential: true, Aside: true,
		Clause: "国办发〔2024〕54号", ready: Case.visitHeld, apply: with((*caseTransition).complain)},
	{Act: ActOrderCorrection, Name: "责令改正", Stages: []Stage{StageHandling}, Who: []Who{lead},
		Clause: "文件四(四)；行政处罚法第28条", ready: Case.correctionNotOrdered, apply: with((*caseTransition).orderCorrection)},
	{Act: ActReportCorrection, Name: "提交整改报告", Stages: []Stage{StageHandling}, Who: []Who{entityItself, clerk, team},
		Clause: "文件四(四)", ready: Case.correctionReportable, apply: with((*caseTransition).reportCorrection)},
	{Act: ActReinspect, Name: "复查", Stages: []Stage{StageHandling}, Who: []Who{lead},
		Clause: "文件四(四)", ready: Case.reinspectable, apply: with((*caseTransition).reinspect)},
	{Act: ActPreparePublication, Name: "拟定公示内容", Stages: publishing, Who: []Who{clerk},
		Clause: "文件四(五)", ready: Case.publishable, apply: with((*caseTransition).preparePublication)},
	{Act: ActReturnPublication, Name: "退回公示稿", Stages: publishing, Who: []Who{bureauHead}, Reason: true,
		Clause: "文件四(五)", ready: Case.publicationPrepared, apply: with((*caseTransition).returnPublication)},
	{Act: ActApprovePublication, Name: "批准公示", Stages: publishing, Who: []Who{bureauHead},
		Clause: "文件四(五)", ready: both(Case.publicationPrepared, Case.resultToldFirst), barred: Case.ownDraft, apply: with((*caseTransition).approvePublication)},
	{Act: ActArchive, Name: "归档", Stages: []Stage{StageArchiving}, Who: []Who{theSystem},
		Clause: "文件四(三)（全程记录）", apply: with((*caseTransition).archive)},
	{Act: ActExtendDeadline, Name: "延长期限", Stages: OpenStages, Who: []Who{sectionHead, bureauHead}, Reason: true, Aside: true,
		Clause: "各期限条款", ready: extendable[Case], narrow: extenders[Case], apply: with((*caseTransition).extendDeadline)},
	{Act: ActSuspend, Name: "中止", Stages: suspendable, Who: []Who{bureauHead}, Reason: true, Aside: true,
		Clause: "本单位规定", apply: with((*caseTransition).suspend)},
	{Act: ActResume, Name: "恢复", Stages: suspendable, Who: []Who{bureauHead}, WhileSuspended: true,
		Clause: "本单位规定", ready: standingStill[Case], apply: with((*caseTransition).resume)},
	{Act: ActCorrectEntry, Name: "更正记录", Stages: OpenStages, Who: []Who{sectionHead}, Reason: true, WhileSuspended: true, Aside: true,
		Clause: "文件四(三)、(五)", apply: with((*caseTransition).correctEntry)},
	{Act: ActReplaceInspector, Name: "更换检查人员", Stages: beforeResult, Who: []Who{sectionHead}, Reason: true, WhileSuspended: true, Aside: true,
		Clause: "文件四(一)；行政处罚法第43条", ready: Case.teamOpen, apply: with((*caseTransition).replaceInspector)},
	{Act: ActLeadJointVisit, Name: "主办合并检查", Stages: beforeResult, Who: []Who{theSystem},
		Clause: "文件四(二)", ready: Case.joinable, apply: with((*caseTransition).leadJointVisit)},
	// What follows for the one case from the other must not fail for a suspension.
	{Act: ActEndJointVisit, Name: "合并检查终止", Stages: beforeResult, Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "文件四(二)", ready: Case.jointVisitAgreed, apply: with((*caseTransition).endJointVisit)},
	{Act: ActTakeJointRecord, Name: "采用合并检查记录", Stages: []Stage{StageOnSite}, Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "文件四(二)", ready: Case.joined, apply: with((*caseTransition).takeJointRecord)},
	{Act: ActMarkReplaced, Name: "标注已递补", Stages: append(slices.Clone(OpenStages), StageClosed), Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "文件四(一)", ready: Case.notReplaced, apply: with((*caseTransition).markReplaced)},
	{Act: ActCancelCase, Name: "随任务取消", Stages: cancellable, Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "文件四(一)", ready: Case.nothingPublic, apply: with((*caseTransition).cancel)},
	{Act: ActSettleBranch, Name: "后续处理已移交或者办结", Stages: afterResult, Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "文件四(四)、(五)", apply: with((*caseTransition).settleBranch)},
	{Act: ActLapse, Name: "期限提醒与届满", Stages: OpenStages, Who: []Who{theSystem},
		Clause: "各期限条款", apply: with((*caseTransition).lapse)},
	{Act: ActRecount, Name: "按新日历重算期限", Stages: OpenStages, Who: []Who{theSystem}, WhileSuspended: true,
		Clause: "国务院办公厅节假日安排通知", apply: with((*caseTransition).recount)},
}

// both asks for one condition and then for the other.
func both(first, second func(Case) error) func(Case) error {
	return func(c Case) error {
		if err := first(c); err != nil {
			return err
		}
		return second(c)
	}
}

// CaseRuleOf returns the row of an act.
func CaseRuleOf(kind ActKind) (CaseRule, bool) { return ruleOf(CaseRules, kind) }

// CaseRulesIn are the rows of the case's table that the edition has.
func CaseRulesIn(e *Edition) []CaseRule {
	return slices.DeleteFunc(slices.Clone(CaseRules), func(r CaseRule) bool {
		_, has := e.Duty(r.Duty)
		return r.Duty != "" && !has
	})
}
