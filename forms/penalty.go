package forms

import (
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// inMoney: a penalty of these kinds is an amount.
var inMoney = is("kind", string(proceedings.PenaltyFine), string(proceedings.PenaltyConfiscation))

// penaltyFields are those of one penalty.
func penaltyFields() []Field {
	return []Field{
		choice[proceedings.PenaltyKind]("kind", "处罚种类"),
		money("金额").onlyWhen(inMoney),
	}
}

// decisionOf are the fields of a decision's terms.
func decisionOf(name, label string) Field {
	punished := is("kind", string(proceedings.DecisionPenalty))
	return group(name, label,
		choice[proceedings.DecisionKind]("kind", "决定种类"),
		rows("penalties", "处罚", penaltyFields()...).onlyWhen(punished).help("不得重于告知的处罚"),
		lines("articles", "所依据的条款").from(FromArticles).help("每行一条"),
		choice[proceedings.DiscretionGrade]("grade", "裁量档次").onlyWhen(punished),
		choice[proceedings.Leniency]("leniency", "从轻、减轻或者不予处罚"),
		only(choice[law.ProceedingKind]("transfer", "移送的去向"), law.ProceedingReferral, law.ProceedingPolice).onlyWhen(is("kind", string(proceedings.DecisionTransfer))),
	)
}

// serviceOf are the fields of a paper's service.
func serviceOf(name, label string) Field {
	return group(name, label,
		choice[law.ServiceMethod]("method", "送达方式"),
		day("on", "交付、留置、签收、到达或者发出公告的日期").suggest(Today),
		tick("witnessed", "留置送达有见证或者有记录").must().onlyWhen(is("method", string(law.ServedLeft))),
		tick("consented", "当事人签署确认书同意以该方式送达").must().onlyWhen(is("method", string(law.ServedByEmail), string(law.ServedBySMS))),
		tick("othersFailed", "下落不明或者以其他方式无法送达").must().onlyWhen(is("method", string(law.ServedByAnnouncement))),
	)
}

// moneyFor is what a payment is for.
func moneyFor() Field {
	return only(choice[proceedings.PenaltyKind]("for", "款项"), proceedings.PenaltyFine, proceedings.PenaltyConfiscation).optional().help("不填为罚款")
}

// penaltyForms are those of the penalty case (行政处罚案件).
var penaltyForms = []Form{
	{Act: proceedings.ActProposeFiling, Narrative: "违法事实和立案理由", Follows: "报局负责人决定是否立案。", Fields: []Field{
		choice[proceedings.PartyKind]("party", "当事人类型"),
		tick("continuing", "违法行为仍在继续"),
		day("endedOn", "违法行为终了之日").onlyWhen(isNot("continuing", "true")),
	}},
	{Act: proceedings.ActApproveFiling, Upon: true, Fields: []Field{
		code("team", "办案人员的执法证件号").from(FromInspectors).several().onlyWhen(fact(WithoutTeam)).help("首位为组长"),
	}},
	{Act: proceedings.ActRefuseFiling, Upon: true, Grave: true, Follows: "本案终结。"},
	{Act: proceedings.ActPunishOnTheSpot, Grave: true, Narrative: "违法事实", Fields: []Field{
		day("on", "作出并交付决定的日期").suggest(Today),
		group("penalty", "警告或者罚款",
			only(choice[proceedings.PenaltyKind]("kind", "处罚种类"), proceedings.PenaltyWarning, proceedings.PenaltyFine),
			money("金额").onlyWhen(inMoney)),
		lines("articles", "所依据的条款").from(FromArticles).help("每行一条"),
	}},
	{Act: proceedings.ActEndInvestigation, Narrative: "调查终结报告", Fields: []Field{
		day("on", "调查终结日期").suggest(Today),
		yesNo("established", "违法事实成立"),
		choice[proceedings.DecisionKind]("decision", "建议作出的决定"),
		rows("penalties", "建议的处罚", penaltyFields()...).onlyWhen(is("decision", string(proceedings.DecisionPenalty))),
		choice[proceedings.DiscretionGrade]("grade", "裁量档次").requiredWhen(is("decision", string(proceedings.DecisionPenalty))),
		group("weight", "是否重大、复杂",
			tick("grave", "重大违法"),
			tick("complex", "疑难复杂或者涉及多个法律关系"),
			tick("publicInterest", "涉及重大公共利益")).optional(),
		group("mitigation", "有利于当事人的情节",
			tick("cooperated", "配合调查"),
			tick("corrected", "已经改正"),
			tick("firstTime", "初次违法"),
			tick("slight", "违法行为或者危害后果轻微"),
			tick("noHarm", "没有造成危害后果")).optional(),
		tick("newFacts", "补充调查发现了新的事实"),
	}},
	{Act: proceedings.ActServePriorNotice, Narrative: "事先告知书内容", Follows: "当事人可以陈述、申辩，符合条件的可以要求听证。", Fields: []Field{
		serviceOf("service", "送达情况"),
	}},
	{Act: proceedings.ActRecordDefence, Narrative: "陈述、申辩的内容", Fields: []Field{
		day("on", "陈述申辩的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: proceedings.ActWaiveDefence, Grave: true, Fields: []Field{
		day("on", "放弃的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: proceedings.ActRequestHearing, Fields: []Field{
		day("on", "要求听证的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: proceedings.ActNotifyHearing, Fields: []Field{
		day("on", "听证通知书送达日期").suggest(Today),
		day("day", "听证日期"),
		code("presider", "听证主持人的账号").from(FromAccounts),
		code("presiderCertificate", "听证主持人的执法证件号").from(FromInspectors).optional().help("没有执法证件的不填"),
	}},
	{Act: proceedings.ActRecordHearing, Narrative: "听证情况", Fields: []Field{
		day("on", "听证日期").suggest(OnRecord),
		tick("abandoned", "当事人无正当理由不出席或者中途退出，视为放弃"),
	}},
	{Act: proceedings.ActReviewDefence, Upon: true, Narrative: "复核情况", Fields: []Field{
		day("on", "复核日期").suggest(Today),
		choice[proceedings.DefenceView]("view", "复核意见"),
		rows("penalties", "复核后建议的处罚", penaltyFields()...).optional().suggest(OnRecord).help("不得重于告知的处罚；不建议处罚的不填"),
	}},
	{Act: proceedings.ActReturnInvestigation, Upon: true},
	{Act: proceedings.ActProposeDecision, Upon: true, Narrative: "处理意见", Fields: []Field{decisionOf("terms", "建议的决定").suggest(OnRecord)}},
	{Act: proceedings.ActReviewLegally, Upon: true, Narrative: "审核意见", Fields: []Field{
		yesNo("passed", "审核通过").help("未通过的必须写明理由"),
	}},
	{Act: proceedings.ActDiscussDecision, Upon: true, Narrative: "集体讨论记录", Fields: []Field{
		day("on", "集体讨论日期").suggest(Today),
	}},
	{Act: proceedings.ActDecidePenaltyCase, Upon: true, Grave: true, Narrative: "决定的理由", Follows: "决定作出后应当依法送达并公示。", Fields: []Field{decisionOf("terms", "决定").suggest(OnRecord)}},
	{Act: proceedings.ActServeDecision, Follows: "缴款和申请救济的期限自送达起计算。", Fields: []Field{
		serviceOf("service", "送达情况"),
	}},
	{Act: proceedings.ActReportOnTheSpot, Fields: []Field{day("on", "备案日期").suggest(Today)}},
	{Act: proceedings.ActPreparePenaltyEntry, Upon: true, Narrative: "公示内容的说明", Follows: "报局负责人批准。"},
	{Act: proceedings.ActReturnPenaltyEntry, Upon: true},
	{Act: proceedings.ActApprovePenaltyEntry, Upon: true, Grave: true, Follows: "处理决定向社会公示。"},
	{Act: proceedings.ActRecordPayment, Fields: []Field{
		day("on", "缴款日期").suggest(Today),
		money("金额"),
		moneyFor(),
	}},
	{Act: proceedings.ActRecordRefund, Fields: []Field{
		day("on", "退还日期").suggest(Today),
		money("金额"),
		moneyFor(),
	}},
	{Act: proceedings.ActAskInstalments, Fields: []Field{
		day("on", "申请日期").suggest(Today).requiredWhen(fact(OnPaper)),
		rows("parts", "各期的日期和金额",
			day("on", "该期的最后一日"),
			money("金额")).help("只有一期即为延期"),
	}},
	{Act: proceedings.ActApproveInstalments, Upon: true},
	{Act: proceedings.ActRefuseInstalments, Upon: true},
	{Act: proceedings.ActRemitSurcharge, Fields: []Field{money("减免的金额")}},
	{Act: proceedings.ActRecordPerformance, Fields: []Field{day("on", "履行完毕的日期").suggest(Today)}},
	{Act: proceedings.ActRecordRemedy, Fields: []Field{
		choice[proceedings.RemedyKind]("remedy", "复议或者诉讼"),
		day("on", "申请或者起诉的日期"),
	}},
	{Act: proceedings.ActRecordRemedyOutcome, Fields: []Field{
		day("on", "复议决定书送达或者裁判生效的日期"),
		choice[proceedings.RemedyOutcome]("outcome", "结果"),
		rows("penalties", "变更后的处罚", penaltyFields()...).onlyWhen(is("outcome", string(proceedings.RemedyChanged))),
		group("anew", "撤销并责令重新作出决定",
			number("within", "决定或者判决限定的天数").optional().help("没有限定的不填"),
			tick("procedural", "以违反法定程序为由撤销")).optional().onlyWhen(is("outcome", string(proceedings.RemedyQuashed))).help("没有责令的不填"),
	}},
	correctServiceEntry,
	{Act: proceedings.ActWithdrawEntry, Upon: true, Grave: true, Follows: "公示内容从公示页面撤下。"},
	{Act: proceedings.ActServeDemand, Fields: []Field{serviceOf("service", "送达情况")}},
	{Act: proceedings.ActApplyToCourt, Fields: []Field{day("on", "申请日期").suggest(Today)}},
	{Act: proceedings.ActRecordCourtResult, Fields: []Field{
		day("on", "裁定或者执行的日期"),
		choice[proceedings.CourtResult]("result", "结果"),
	}},
	{Act: proceedings.ActClosePenaltyCase, Upon: true, Grave: true, Narrative: "结案报告", Follows: "本案办结。"},
	{Act: proceedings.ActAskCreditRepair, Fields: []Field{day("on", "申请日期").suggest(Today).requiredWhen(fact(OnPaper))}},
	{Act: proceedings.ActApproveCreditRepair, Upon: true, Follows: "公示期提前终止。"},
	{Act: proceedings.ActRefuseCreditRepair, Upon: true},
	{Act: proceedings.ActRequestInvestigatorRecusal, FromPaper: true, Fields: []Field{
		code("certificate", "被申请回避人员的执法证件号").from(FromTeam),
		day("on", "收到书面申请的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: proceedings.ActDecideInvestigatorRecusal, Upon: true, Fields: []Field{
		code("certificate", "被申请回避人员的执法证件号").from(FromRecusals),
		yesNo("upheld", "应当回避"),
		code("in", "接替人员的执法证件号").from(FromInspectors).optional().onlyWhen(is("upheld", "true")).help("被申请回避人员仍在检查组的必须填写"),
	}},
	{Act: proceedings.ActRecordCriminalReturn, Follows: "各项期限恢复计算，本案继续办理。", Fields: []Field{
		choice[proceedings.CriminalOutcome]("outcome", "移回的原因"),
		day("on", "收到移回案件的日期").suggest(Today),
		tick("opinion", "附有检察意见书"),
		day("answerBy", "检察意见书限定的回复日期").optional().onlyWhen(is("opinion", "true")).help("没有限定的不填写，按本单位规定的期限回复"),
	}},
	{Act: proceedings.ActAnswerProcuratorate, Narrative: "回复内容", Fields: []Field{day("on", "书面回复的日期").suggest(Today)}},
	{Act: proceedings.ActEndByJudgment, Grave: true, Follows: "本案终结，不再作出处罚决定。", Fields: []Field{day("on", "刑事判决生效的日期")}},
}

// correctServiceEntry: of a penalty case only a day of service can be corrected.
var correctServiceEntry = Form{Act: cases.ActCorrectEntry, Follows: correctEntry.Follows, Fields: []Field{
	number("seq", "被更正的记录号").from(FromEntries),
	day("servedOn", "正确的送达日期"),
	moment("ended", "正确的检查结束时间").onlyWhen(Never),
}}

// partyForms are those of the entity in a penalty case by its link. On which day it
// acts is the day on which it does.
var partyForms = []Form{
	byLink(mustOf(penaltyForms, proceedings.ActRecordDefence)),
	byLink(mustOf(penaltyForms, proceedings.ActWaiveDefence)),
	byLink(mustOf(penaltyForms, proceedings.ActRequestHearing)),
	byLink(mustOf(penaltyForms, proceedings.ActAskInstalments)),
	byLink(mustOf(penaltyForms, proceedings.ActAskCreditRepair)),
	byLink(mustOf(penaltyForms, proceedings.ActRequestInvestigatorRecusal)),
}

// byLink is the form without the day on which a paper came in.
func byLink(f Form) Form {
	fields := make([]Field, len(f.Fields))
	for i, one := range f.Fields {
		if one.Name == "on" {
			one = one.onlyWhen(Never)
		}
		fields[i] = one
	}
	f.Fields, f.FromPaper = fields, false
	return f
}
