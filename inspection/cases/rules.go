package cases

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// Rule is one row of the case's transition table.
type Rule = law.Rule[Case, Stage, transition]

// leads are where an act leads, by the stage at which it is performed.
type leads = law.Leads[Stage]

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

// nameOfReplacement is the act to which a refusal for a certificate points.
const nameOfReplacement = "更换检查人员"

// Rules is the transition table of a case: who may do what at which stage,
// and the clause it rests on. The order is that of the procedure.
var Rules = law.Dated([]Rule{
	// The system's own step must not fail for a suspension that came first.
	{Act: ActIssueNotice, Name: "制发检查通知书", Stages: []Stage{StageNotify}, Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "文件四(三)", Ready: Case.noticeNotIssued, Apply: law.With((*transition).issueNotice)},
	{Act: ActServeNotice, Name: "送达检查通知书", Stages: []Stage{StageNotify}, Leads: leads{StageNotify: {StageSelfCheck}}, Who: []law.Who{law.ByTeam},
		Clause: "文件四(三)", Ready: Case.noticeIssued, Apply: law.With((*transition).serveNotice)},
	{Act: ActRecordNotServed, Name: "记录未能送达", Stages: []Stage{StageNotify}, Leads: leads{StageNotify: {StageOnSite}}, Who: []law.Who{law.ByTeam}, Reason: true,
		Clause: "文件四(三)", Ready: Case.noticeIssued, Apply: law.With((*transition).recordNotServed)},
	{Act: ActFileSelfCheck, Name: "提交自查报告", Stages: []Stage{StageSelfCheck, StageOnSite}, Leads: leads{StageSelfCheck: {StageOnSite}}, Who: []law.Who{law.ByEntity, law.ByClerk},
		Clause: "文件四(三)", Ready: Case.selfCheckOpen, Apply: law.With((*transition).fileSelfCheck)},
	{Act: ActAgreeVisit, Name: "约定检查日期", Stages: []Stage{StageSelfCheck, StageOnSite}, Who: []law.Who{law.ByTeam},
		Clause: "文件四(三)", Ready: both(Case.alone, Case.notVisited), Apply: law.With((*transition).agreeVisit)},
	{Act: ActJoinVisit, Name: "合并检查", Stages: []Stage{StageOnSite}, Who: []law.Who{law.ByClerk}, Aside: true,
		Clause: "文件四(二)", Ready: Case.joinable, Apply: law.With((*transition).joinVisit)},
	{Act: ActPartVisit, Name: "分开检查", Stages: []Stage{StageOnSite}, Who: []law.Who{law.ByClerk}, Reason: true, WhileSuspended: true,
		Clause: "文件四(二)", Ready: Case.joined, Apply: law.With((*transition).partVisit)},
	{Act: ActRequestRecusal, Name: "申请回避", Stages: beforeResult, Who: []law.Who{law.ByEntity, law.ByClerk}, Reason: true, Duty: law.DutyEntityRights, Aside: true,
		Clause: "国办发〔2024〕54号；行政处罚法第43条", Ready: Case.notInspected, Apply: law.With((*transition).requestRecusal)},
	{Act: ActDecideRecusal, Name: "决定是否回避", Stages: approvable, Who: []law.Who{law.ByBureauHead}, Reason: true, Duty: law.DutyEntityRights,
		Clause: "国办发〔2024〕54号；行政处罚法第43条第三款", Ready: Case.recusalRequested, Apply: law.With((*transition).decideRecusal)},
	{Act: ActProposeVisit, Name: "提请行政检查审批", Stages: approvable, Who: []law.Who{law.ByLead}, Reason: true, Duty: law.DutyVisitApproval,
		Clause: "国办发〔2024〕54号", Ready: both(Case.alone, Case.visitProposable), Apply: law.With((*transition).proposeVisit)},
	{Act: ActReturnVisit, Name: "退回行政检查审批", Stages: approvable, Who: []law.Who{law.ByBureauHead}, Reason: true, Duty: law.DutyVisitApproval,
		Clause: "国办发〔2024〕54号", Ready: Case.visitProposed, Apply: law.With((*transition).returnVisit)},
	{Act: ActApproveVisit, Name: "批准行政检查", Stages: approvable, Who: []law.Who{law.ByBureauHead}, Duty: law.DutyVisitApproval,
		Clause: "国办发〔2024〕54号", Ready: Case.visitProposed, Barred: Case.ownVisit, Apply: law.With((*transition).approveVisit)},
	{Act: ActStartVisit, Name: "扫码入企", Stages: []Stage{StageOnSite}, Who: []law.Who{law.ByEntity}, Duty: law.DutyVisitCode,
		Clause: "国办发〔2024〕54号", Ready: both(Case.alone, Case.visitStartable), Apply: law.With((*transition).startVisit)},
	{Act: ActEnterScanLate, Name: "补录入企时间", Stages: []Stage{StageOnSite}, Who: []law.Who{law.ByTeam}, Reason: true, Duty: law.DutyVisitCode,
		Clause: "国办发〔2024〕54号", Ready: both(Case.alone, Case.notVisitedYet), Apply: law.With((*transition).enterScanLate)},
	{Act: ActOrderCooperation, Name: "责令配合检查", Stages: []Stage{StageOnSite, StageResult}, Who: []law.Who{law.ByTeam}, Aside: true,
		Clause: "劳动保障监察条例第30条；社会保险经办条例第53条", Ready: Case.cooperationOrderable, Apply: law.With((*transition).orderCooperation)},
	{Act: ActRecordVisit, Name: "填写检查记录表", Stages: []Stage{StageOnSite}, Who: []law.Who{law.ByTeam},
		Clause: "文件四(三)；行政处罚法第42条、第55条", Ready: both(both(Case.alone, Case.recordUnsigned), Case.recusalsHeeded), Apply: law.With((*transition).recordVisit)},
	{Act: ActSignRecord, Name: "检查人员签字", Stages: []Stage{StageOnSite}, Leads: leads{StageOnSite: {StageResult}}, Who: []law.Who{law.ByTeam},
		Clause: "文件四(三)；行政处罚法第55条", Ready: Case.recordComplete, Barred: Case.signedAlready, Apply: law.With((*transition).signRecord)},
	{Act: ActProposeResult, Name: "提出认定意见", Stages: []Stage{StageResult}, Who: []law.Who{law.ByLead},
		Clause: "文件四(四)、(五)", Ready: both(Case.nothingProposed, Case.urgentApproved), Apply: law.With((*transition).proposeResult)},
	{Act: ActConfirmResult, Name: "认定检查结果", Stages: []Stage{StageResult}, Leads: leads{StageResult: {StageHandling, StagePublication, StageFollowUp}}, Who: []law.Who{law.BySectionHead},
		Clause: "文件四(四)、(五)", Ready: both(Case.resultProposed, Case.recusalsDecided), Barred: Case.ownInspection, Apply: law.With((*transition).confirmResult)},
	{Act: ActSendBackRecord, Name: "审核退回", Stages: []Stage{StageResult}, Leads: leads{StageResult: {StageOnSite}}, Who: []law.Who{law.BySectionHead}, Reason: true,
		Clause: "文件四(五)（对抽查结果的合法性、准确性负责）", Apply: law.With((*transition).sendBackRecord)},
	{Act: ActTellResult, Name: "书面告知检查结果", Stages: []Stage{StageHandling, StagePublication, StageFollowUp}, Who: []law.Who{law.ByTeam}, Duty: law.DutyWrittenResult,
		Clause: "国办发〔2024〕54号", Ready: Case.resultUntold, Apply: law.With((*transition).tellResult)},
	{Act: ActRateVisit, Name: "评价检查", Stages: inspected, Who: []law.Who{law.ByEntity}, Duty: law.DutyEntityRights, Confidential: true,
		Clause: "国办发〔2024〕54号", Ready: both(Case.visitHeld, Case.unrated), Apply: law.With((*transition).rateVisit)},
	{Act: ActComplain, Name: "投诉检查行为", Stages: inspected, Who: []law.Who{law.ByEntity}, Reason: true, Duty: law.DutyEntityRights, Confidential: true, Aside: true,
		Clause: "国办发〔2024〕54号", Ready: Case.visitHeld, Apply: law.With((*transition).complain)},
	{Act: ActOrderCorrection, Name: "责令改正", Stages: []Stage{StageHandling}, Who: []law.Who{law.ByLead},
		Clause: "文件四(四)；行政处罚法第28条", Ready: Case.correctionNotOrdered, Apply: law.With((*transition).orderCorrection)},
	{Act: ActReportCorrection, Name: "提交整改报告", Stages: []Stage{StageHandling}, Who: []law.Who{law.ByEntity, law.ByClerk, law.ByTeam},
		Clause: "文件四(四)", Ready: Case.correctionReportable, Apply: law.With((*transition).reportCorrection)},
	{Act: ActReinspect, Name: "复查", Stages: []Stage{StageHandling}, Leads: leads{StageHandling: {StagePublication, StageFollowUp}}, Who: []law.Who{law.ByLead},
		Clause: "文件四(四)", Ready: Case.reinspectable, Apply: law.With((*transition).reinspect)},
	{Act: ActPreparePublication, Name: "拟定公示内容", Stages: publishing, Who: []law.Who{law.ByClerk},
		Clause: "文件四(五)", Ready: Case.publishable, Apply: law.With((*transition).preparePublication)},
	{Act: ActReturnPublication, Name: "退回公示稿", Stages: publishing, Who: []law.Who{law.ByBureauHead}, Reason: true,
		Clause: "文件四(五)", Ready: Case.publicationPrepared, Apply: law.With((*transition).returnPublication)},
	{Act: ActApprovePublication, Name: "批准公示", Stages: publishing, Leads: leads{StagePublication: {StageFollowUp, StageArchiving}}, Who: []law.Who{law.ByBureauHead},
		Clause: "文件四(五)", Ready: both(Case.publicationPrepared, Case.resultToldFirst), Barred: Case.ownDraft, Apply: law.With((*transition).approvePublication)},
	{Act: ActArchive, Name: "归档", Stages: []Stage{StageArchiving}, Leads: leads{StageArchiving: {StageClosed}}, Who: []law.Who{law.BySystem},
		Clause: "文件四(三)（全程记录）", Apply: law.With((*transition).archive)},
	{Act: law.ActExtendDeadline, Name: "延长期限", Stages: OpenStages, Who: []law.Who{law.BySectionHead, law.ByBureauHead}, Reason: true, Aside: true,
		Clause: "各期限条款", Ready: law.Extendable[Case], Narrow: law.Extenders[Case], Apply: law.With((*transition).ExtendDeadline)},
	{Act: law.ActSuspend, Name: "中止", Stages: suspendable, Who: []law.Who{law.ByBureauHead}, Reason: true, Aside: true,
		Clause: "本单位规定", Apply: law.With((*transition).Suspend)},
	{Act: law.ActResume, Name: "恢复", Stages: suspendable, Who: []law.Who{law.ByBureauHead}, WhileSuspended: true,
		Clause: "本单位规定", Ready: law.StandingStill[Case], Apply: law.With((*transition).Resume)},
	{Act: ActCorrectEntry, Name: "更正记录", Stages: OpenStages, Leads: leads{StageOnSite: {StageSelfCheck}}, Who: []law.Who{law.BySectionHead}, Reason: true, WhileSuspended: true, Aside: true,
		Clause: "文件四(三)、(五)", Apply: law.With((*transition).correctEntry)},
	{Act: ActReplaceInspector, Name: nameOfReplacement, Stages: suspendable, Who: []law.Who{law.BySectionHead}, Reason: true, WhileSuspended: true, Aside: true,
		Clause: "文件四(一)；行政处罚法第42条、第43条", Ready: Case.teamOpen, Apply: law.With((*transition).replaceInspector)},
	{Act: ActLeadJointVisit, Name: "主办合并检查", Stages: beforeResult, Who: []law.Who{law.BySystem},
		Clause: "文件四(二)", Ready: Case.joinable, Apply: law.With((*transition).leadJointVisit)},
	// What follows for the one case from the other must not fail for a suspension.
	{Act: ActEndJointVisit, Name: "合并检查终止", Stages: beforeResult, Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "文件四(二)", Ready: Case.jointVisitAgreed, Apply: law.With((*transition).endJointVisit)},
	{Act: ActTakeJointRecord, Name: "采用合并检查记录", Stages: []Stage{StageOnSite}, Leads: leads{StageOnSite: {StageResult}}, Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "文件四(二)", Ready: Case.joined, Apply: law.With((*transition).takeJointRecord)},
	{Act: ActMarkReplaced, Name: "标注已递补", Stages: append(slices.Clone(OpenStages), StageClosed), Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "文件四(一)", Ready: Case.notReplaced, Apply: law.With((*transition).markReplaced)},
	{Act: ActCancelCase, Name: "随任务取消", Stages: cancellable, Leads: law.From(cancellable, StageCancelled), Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "文件四(一)", Ready: Case.nothingPublic, Apply: law.With((*transition).cancel)},
	{Act: ActSettleBranch, Name: "后续处理已移交或者办结", Stages: afterResult, Leads: leads{StageFollowUp: {StagePublication, StageArchiving}}, Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "文件四(四)、(五)", Apply: law.With((*transition).settleBranch)},
	{Act: law.ActLapse, Name: "期限提醒与届满", Stages: OpenStages, Leads: leads{StageSelfCheck: {StageOnSite}}, Who: []law.Who{law.BySystem},
		Clause: "各期限条款", Apply: law.With((*transition).lapse)},
	{Act: law.ActRecount, Name: "按新日历重算期限", Stages: OpenStages, Who: []law.Who{law.BySystem}, WhileSuspended: true,
		Clause: "国务院办公厅节假日安排通知", Apply: law.With((*transition).Recount)},
})

// both asks for one condition and then for the other.
func both(first, second func(Case) error) func(Case) error {
	return func(c Case) error {
		if err := first(c); err != nil {
			return err
		}
		return second(c)
	}
}

// RuleOf returns the row of an act.
func RuleOf(kind law.ActKind) (Rule, bool) { return law.RuleOf(Rules, kind) }

// RulesIn are the rows of the case's table that the edition has.
func RulesIn(e *law.Edition) []Rule {
	return slices.DeleteFunc(slices.Clone(Rules), func(r Rule) bool {
		_, has := e.Duty(r.Duty)
		return r.Duty != "" && !has
	})
}

// ConfidentialActs are those of which only the supervisor reads what was said.
func ConfidentialActs() []law.ActKind {
	var kinds []law.ActKind
	for _, r := range Rules {
		if r.Confidential {
			kinds = append(kinds, r.Act)
		}
	}
	return kinds
}
