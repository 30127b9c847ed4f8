package law

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// The periods that run in a penalty case.
const (
	DeadlinePenaltyFiling      DeadlineKind = "penalty_filing"
	DeadlineInvestigation      DeadlineKind = "penalty_investigation"
	DeadlinePenaltyDecision    DeadlineKind = "penalty_decision"
	DeadlineDefence            DeadlineKind = "penalty_defence"
	DeadlineHearing            DeadlineKind = "penalty_hearing"
	DeadlineOnTheSpotReport    DeadlineKind = "on_the_spot_report"
	DeadlineDecisionService    DeadlineKind = "decision_service"
	DeadlinePenaltyPublication DeadlineKind = "penalty_publication"
	DeadlinePayment            DeadlineKind = "penalty_payment"
	DeadlineRefund             DeadlineKind = "penalty_refund"
	DeadlinePerformance        DeadlineKind = "penalty_performance"
	DeadlineReconsideration    DeadlineKind = "reconsideration"
	DeadlineLitigation         DeadlineKind = "litigation"
	DeadlineLitigationAfter    DeadlineKind = "litigation_after_reconsideration"
	DeadlineRemedyOutcome      DeadlineKind = "remedy_outcome"
	DeadlineWithdrawal         DeadlineKind = "entry_withdrawal"
	DeadlineDemand             DeadlineKind = "penalty_demand"
	DeadlineCourtApplication   DeadlineKind = "court_application"
	DeadlineCourtResult        DeadlineKind = "court_result"
	DeadlineCreditRepair       DeadlineKind = "credit_repair"
	DeadlinePenaltyClosing     DeadlineKind = "penalty_closing"
	DeadlinePublicTerm         DeadlineKind = "public_term"
	DeadlineRedecision         DeadlineKind = "redecision"
	DeadlineExecutionHandover  DeadlineKind = "execution_handover"
	DeadlineOrganResult        DeadlineKind = "organ_result"
	DeadlineSelfCorrection     DeadlineKind = "self_correction"
	DeadlineHandIn             DeadlineKind = "collected_hand_in"
	DeadlineBanking            DeadlineKind = "collected_banking"
	DeadlineCreditRules        DeadlineKind = "credit_rules"

	DeadlineProcuratorialAnswer DeadlineKind = "procuratorial_answer"
)

// Periods that an act is held against, and that nobody has to keep by themselves.
const (
	PeriodLimitation         DeadlineKind = "penalty_limitation"
	PeriodLimitationGrave    DeadlineKind = "penalty_limitation_grave"
	PeriodHearingNotice      DeadlineKind = "hearing_notice"
	PeriodAnnouncement       DeadlineKind = "announced_service"
	PeriodShortestPublicTerm DeadlineKind = "shortest_public_term"

	PeriodJudgmentEnforcement DeadlineKind = "judgment_enforcement"
)

// CalendarDays is a period of n days, working or not.
func CalendarDays(n int) calendar.Period { return calendar.PeriodOf(n, calendar.Days) }

func months(n int) calendar.Period { return calendar.PeriodOf(n, calendar.Months) }

func years(n int) calendar.Period { return calendar.PeriodOf(n, calendar.Years) }

var (
	byTeam  = []Role{RoleInspector}
	byClerk = []Role{RoleClerk}
	toHeads = []Role{RoleSectionHead, RoleBureauHead, RoleSupervisor}
	nobody  = []Role{}
)

// penaltyPeriods are the periods of a penalty case in the order of the procedure.
// In 行政处罚法 二日, 三日, 五日 and 七日 are working days, its other days are not (第85条).
var penaltyPeriods = slices.Concat(penaltyCasePeriods, creditRules2023.periods(), creditPeriods)

var penaltyCasePeriods = []LegalPeriod{
	{Kind: PeriodLimitation, Name: "追责时效", Period: years(2), NoRoll: true, From: "违法行为终了之日", Clause: "劳动保障监察条例第20条；行政处罚法第36条",
		Responsible: nobody, Escalate: nobody},
	{Kind: PeriodLimitationGrave, Name: "追责时效（涉及生命健康、金融安全且有危害后果）", Period: years(5), NoRoll: true, From: "违法行为终了之日", Clause: "行政处罚法第36条第一款",
		Responsible: nobody, Escalate: nobody},
	{Kind: DeadlinePenaltyFiling, Name: "立案审批", Period: workingDays(5), From: "转入行政处罚程序之日", Clause: "本单位规定（行政处罚法第54条第二款）",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleInspector, RoleClerk, RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlineInvestigation, Name: "调查取证", Period: workingDays(60), From: "立案之日", Clause: "劳动保障监察条例第17条",
		ExtendBy: RoleBureauHead, ExtendAtMost: workingDays(30), Responsible: byTeam, Escalate: toHeads},
	{Kind: DeadlineRedecision, Name: "重新作出决定", Period: CalendarDays(60), From: "复议决定书送达之日；决定或者判决限定期限的，按其期限", Clause: "本单位规定（行政复议法实施条例第49条）；行政复议法第64条；行政诉讼法第70条",
		Responsible: []Role{RoleInspector, RoleSectionHead, RoleBureauHead}, Escalate: toHeads},
	{Kind: DeadlineOnTheSpotReport, Name: "当场处罚备案", Period: workingDays(2), From: "作出当场处罚决定之日", Clause: "行政处罚法第52条第三款；关于实施《劳动保障监察条例》若干规定第32条；期限为本单位规定",
		Responsible: byTeam, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlinePenaltyDecision, Name: "作出处理决定", Period: workingDays(15), From: "调查终结之日", Clause: "关于实施《劳动保障监察条例》若干规定第37条",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleInspector, RoleSectionHead, RoleBureauHead}, Escalate: toHeads},
	{Kind: DeadlineDefence, Name: "陈述申辩和要求听证", Period: workingDays(5), From: "行政处罚事先告知书送达之日", Clause: "行政处罚法第45条、第63条、第64条第一项、第85条",
		Responsible: []Role{RoleEntity, RoleInspector}, Escalate: nobody},
	{Kind: DeadlineHearing, Name: "举行听证", Period: workingDays(20), From: "当事人要求听证之日", Clause: "本单位规定（行政处罚法第64条）",
		ExtendBy: RoleBureauHead, Responsible: byClerk, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: PeriodHearingNotice, Name: "听证通知提前", Period: workingDays(7), From: "听证通知书送达之日", Clause: "行政处罚法第64条第二项、第85条",
		Responsible: nobody, Escalate: nobody},
	{Kind: DeadlineDecisionService, Name: "送达处罚决定书", Period: workingDays(7), From: "作出决定之日", Clause: "行政处罚法第61条、第85条",
		Responsible: byTeam, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: PeriodAnnouncement, Name: "公告送达", Period: CalendarDays(30), From: "发出公告之日", Clause: "民事诉讼法第95条；行政处罚法第61条",
		Responsible: nobody, Escalate: nobody},
	{Kind: DeadlinePenaltyPublication, Name: "公示处罚决定", Period: workingDays(7), From: "作出或者变更决定之日", Clause: "国办发〔2018〕118号；行政处罚法第48条",
		Responsible: byClerk, Escalate: toHeads},
	{Kind: DeadlinePayment, Name: "缴纳罚没款", Period: CalendarDays(15), From: "收到处罚决定书之日", Clause: "行政处罚法第67条",
		Responsible: []Role{RoleEntity, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlineHandIn, Name: "交回当场收缴的罚款", Period: workingDays(2), From: "收缴罚款之日；水上当场收缴的，抵岸之日", Clause: "行政处罚法第71条、第85条",
		Responsible: byTeam, Escalate: toHeads},
	{Kind: DeadlineBanking, Name: "将当场收缴的罚款缴付银行", Period: workingDays(2), From: "交至行政机关之日", Clause: "行政处罚法第71条、第85条",
		Responsible: byClerk, Escalate: toHeads},
	{Kind: DeadlinePerformance, Name: "履行决定", Period: CalendarDays(15), From: "收到决定书之日", Clause: "行政处罚法第66条第一款；期限为本单位规定",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleEntity, RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlineReconsideration, Name: "申请行政复议", Period: CalendarDays(60), From: "收到决定书之日", Clause: "行政复议法第20条",
		Responsible: []Role{RoleEntity}, Escalate: nobody},
	{Kind: DeadlineLitigation, Name: "提起行政诉讼", Period: months(6), From: "收到决定书之日", Clause: "行政诉讼法第46条",
		Responsible: []Role{RoleEntity}, Escalate: nobody},
	{Kind: DeadlineLitigationAfter, Name: "对复议决定提起行政诉讼", Period: CalendarDays(15), From: "收到复议决定书之日", Clause: "行政诉讼法第45条",
		Responsible: []Role{RoleEntity}, Escalate: nobody},
	{Kind: DeadlineRemedyOutcome, Name: "跟踪复议或者诉讼结果", Period: months(6), From: "申请行政复议或者提起行政诉讼之日", Clause: "本单位规定（行政复议法第62条；行政诉讼法第81条）",
		ExtendBy: RoleBureauHead, Responsible: byClerk, Escalate: []Role{RoleSectionHead}},
	{Kind: DeadlineSelfCorrection, Name: "自行变更或者撤销决定", Period: workingDays(15), From: "提出自行纠正意见之日", Clause: "本单位规定（行政处罚法第75条第二款）",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleBureauHead}, Escalate: []Role{RoleSupervisor}},
	{Kind: DeadlineWithdrawal, Name: "撤回公示的处罚决定", Period: workingDays(3), From: "决定被变更、撤销或者确认违法之日", Clause: "行政处罚法第48条第二款、第85条",
		Responsible: []Role{RoleClerk, RoleBureauHead}, Escalate: toHeads},
	{Kind: DeadlineRefund, Name: "退还罚没款", Period: workingDays(10), From: "决定被变更或者撤销之日", Clause: "本单位规定（行政复议法第72条；国家赔偿法第36条）",
		ExtendBy: RoleBureauHead, Responsible: byClerk, Escalate: toHeads},
	{Kind: DeadlineDemand, Name: "催告履行", Period: workingDays(10), From: "催告书送达之日", Clause: "行政强制法第54条、第69条",
		Responsible: []Role{RoleEntity, RoleInspector}, Escalate: nobody},
	{Kind: DeadlineCourtApplication, Name: "申请人民法院强制执行", Period: months(3), From: "起诉期限届满之日", Clause: "行政强制法第53条；行政处罚法第72条第二款",
		Responsible: []Role{RoleInspector, RoleBureauHead}, Escalate: toHeads},
	{Kind: PeriodJudgmentEnforcement, Name: "申请执行裁判", Period: years(2), From: "裁判、调解书生效之日，延期或者分期缴纳的，其届满之日", Clause: "行政诉讼法第95条；法释〔2018〕1号第153条",
		Responsible: nobody, Escalate: nobody},
	{Kind: DeadlineCourtResult, Name: "跟踪人民法院执行", Period: months(3), From: "申请强制执行之日", Clause: "本单位规定（行政强制法第57条）",
		ExtendBy: RoleBureauHead, Responsible: byClerk, Escalate: []Role{RoleSectionHead}},
	{Kind: DeadlineExecutionHandover, Name: "移交复议机关执行", Period: workingDays(10), From: "对复议决定的起诉期限届满或者调解书、裁判生效之日", Clause: "本单位规定（行政复议法第78条）",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleInspector, RoleBureauHead}, Escalate: toHeads},
	{Kind: DeadlineOrganResult, Name: "跟踪复议机关执行", Period: months(3), From: "移交复议机关执行之日", Clause: "本单位规定（行政复议法第78条）",
		ExtendBy: RoleBureauHead, Responsible: byClerk, Escalate: []Role{RoleSectionHead}},
	{Kind: DeadlinePenaltyClosing, Name: "结案", Period: workingDays(10), From: "决定执行完毕之日", Clause: "本单位规定",
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector, RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	// The law says 及时; the opinion may name a day. Two months are the bureau's own.
	{Kind: DeadlineProcuratorialAnswer, Name: "书面回复检察意见", Period: months(2), NoRoll: true, From: "收到检察意见书之日；意见书限定期限的，按其期限", Clause: "刑事诉讼法第177条；期限为本单位规定",
		Responsible: []Role{RoleInspector, RoleClerk}, Escalate: toHeads},
}

// creditPeriods do not depend on which credit rules are in force.
var creditPeriods = []LegalPeriod{
	{Kind: DeadlineCreditRepair, Name: "办理信用修复申请", Period: workingDays(7), From: "收到申请之日", Clause: CreditClause + "；期限为本单位规定",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleClerk, RoleBureauHead}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	// It ends with the eve of the day, so that the day begins with the new count.
	{Kind: DeadlineCreditRules, Name: "按新规定重新计算公示期", Period: CalendarDays(1), From: "新的信用修复规定施行前第二日", Clause: CreditClause,
		Responsible: byClerk, Escalate: nobody},
}

// PlainEnd is the same day so many months or years later, or that month's last
// day. It is not moved to a working day: it is no time within which somebody has
// to act (民法典第203条), but how long something lasts against the entity.
func PlainEnd(from calendar.Date, p calendar.Period) calendar.Date {
	n := p.Amount
	if p.Unit == calendar.Years {
		n *= 12
	}
	first := calendar.NewDate(from.Year(), from.Month()+time.Month(n), 1)
	last := calendar.NewDate(first.Year(), first.Month()+1, 0)
	return calendar.NewDate(first.Year(), first.Month(), min(from.Day(), last.Day()))
}
