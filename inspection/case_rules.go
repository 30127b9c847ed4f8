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
		Clause: "文件四(三)", ready: Case.notVisited, apply: with((*caseTransition).agreeVisit)},
	{Act: ActRecordVisit, Name: "填写检查记录表", Stages: []Stage{StageOnSite}, Who: []Who{team},
		Clause: "文件四(三)；行政处罚法第42条、第55条", ready: Case.recordUnsigned, apply: with((*caseTransition).recordVisit)},
	{Act: ActSignRecord, Name: "检查人员签字", Stages: []Stage{StageOnSite}, Who: []Who{team},
		Clause: "文件四(三)；行政处罚法第55条", ready: Case.recordComplete, barred: Case.signedAlready, apply: with((*caseTransition).signRecord)},
	{Act: ActProposeResult, Name: "提出认定意见", Stages: []Stage{StageResult}, Who: []Who{lead},
		Clause: "文件四(四)、(五)", ready: Case.nothingProposed, apply: with((*caseTransition).proposeResult)},
	{Act: ActConfirmResult, Name: "认定检查结果", Stages: []Stage{StageResult}, Who: []Who{sectionHead},
		Clause: "文件四(四)、(五)", ready: Case.resultProposed, barred: Case.ownInspection, apply: with((*caseTransition).confirmResult)},
	{Act: ActSendBackRecord, Name: "审核退回", Stages: []Stage{StageResult}, Who: []Who{sectionHead}, Reason: true,
		Clause: "文件四(五)（对抽查结果的合法性、准确性负责）", apply: with((*caseTransition).sendBackRecord)},
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
		Clause: "文件四(五)", ready: Case.publicationPrepared, barred: Case.ownDraft, apply: with((*caseTransition).approvePublication)},
	{Act: ActArchive, Name: "归档", Stages: []Stage{StageArchiving}, Who: []Who{theSystem},
		Clause: "文件四(三)（全程记录）", apply: with((*caseTransition).archive)},
	{Act: ActExtendDeadline, Name: "延长期限", Stages: OpenStages, Who: []Who{sectionHead, bureauHead}, Reason: true,
		Clause: "各期限条款", ready: extendable[Case], narrow: extenders[Case], apply: with((*caseTransition).extendDeadline)},
	{Act: ActSuspend, Name: "中止", Stages: suspendable, Who: []Who{bureauHead}, Reason: true,
		Clause: "本单位规定", apply: with((*caseTransition).suspend)},
	{Act: ActResume, Name: "恢复", Stages: suspendable, Who: []Who{bureauHead}, WhileSuspended: true,
		Clause: "本单位规定", ready: standingStill[Case], apply: with((*caseTransition).resume)},
	{Act: ActCorrectEntry, Name: "更正记录", Stages: OpenStages, Who: []Who{sectionHead}, Reason: true, WhileSuspended: true,
		Clause: "文件四(三)、(五)", apply: with((*caseTransition).correctEntry)},
	{Act: ActReplaceInspector, Name: "更换检查人员", Stages: beforeResult, Who: []Who{sectionHead}, Reason: true, WhileSuspended: true,
		Clause: "文件四(一)；行政处罚法第43条", ready: Case.teamOpen, apply: with((*caseTransition).replaceInspector)},
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

// CaseRuleOf returns the row of an act.
func CaseRuleOf(kind ActKind) (CaseRule, bool) { return ruleOf(CaseRules, kind) }
