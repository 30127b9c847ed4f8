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
		choice[law.PublicityGrade]("publicity", "公示等级").onlyWhen(punished).requiredWhen(When{All: []When{punished, fact(Graded)}}).
			help("仅警告、通报批评的为轻微；决定公示多久"),
		only(choice[law.ProceedingKind]("transfer", "移送的去向"), law.ProceedingReferral, law.ProceedingPolice).onlyWhen(is("kind", string(proceedings.DecisionTransfer))),
		correctionOrder().requiredWhen(punished).help("行政处罚必须填写；移送、撤销立案、终止办理的不填"),
		correctBy(),
		field(Money, "restitutionFen", "责令退赔的金额").optional().help("违法所得依法应当退赔的部分，不予没收；没有的不填"),
		choice[proceedings.TerminationGround]("termination", "终止办理的情形").onlyWhen(is("kind", string(proceedings.DecisionTerminated))),
	)
}

// correctionOrder and correctBy are what a decision says of the correction.
func correctionOrder() Field {
	return choice[proceedings.CorrectionOrder]("correction", "责令改正")
}

func correctBy() Field {
	return day("correctBy", "责令改正的最后一日").onlyWhen(is("correction", string(proceedings.CorrectByDay)))
}

// serviceOf are the fields of a paper's service.
func serviceOf(label string) Field {
	return group("service", label,
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
	{Act: proceedings.ActProposeFiling, NamesParty: true, Narrative: "违法事实和立案理由", Follows: "报局负责人决定是否立案。", Fields: []Field{
		choice[proceedings.PartyKind]("party", "当事人类型"),
		choice[proceedings.PartyRole]("role", "当事人不是检查对象的，其身份").optional().suggest(OnRecord).help("当事人就是检查对象的不填"),
		tick("continuing", "违法行为仍在继续"),
		day("endedOn", "违法行为终了之日").onlyWhen(isNot("continuing", "true")),
		choice[proceedings.KnownBy]("knownBy", "此前已经发现、举报或者投诉").optional().help("检查或者立项之前没有发现、举报、投诉的不填"),
		day("knownOn", "发现、举报或者投诉的日期").onlyWhen(When{Path: "knownBy"}).help("追责时效以此日为准"),
		choice[proceedings.Endangered]("endangers", "适用五年追责时效的情形").optional().help("没有的不填，时效为二年"),
	}},
	{Act: proceedings.ActApproveFiling, Upon: true, Fields: []Field{
		code("team", "办案人员的执法证件号").from(FromInspectors).several().onlyWhen(fact(WithoutTeam)).help("首位为组长"),
	}},
	{Act: proceedings.ActRefuseFiling, Upon: true, Grave: true, Follows: "本案终结。"},
	{Act: proceedings.ActReturnFiling, Upon: true, Follows: "重新提请立案；已经开始的调查期限继续计算。"},
	{Act: proceedings.ActPunishOnTheSpot, Grave: true, Narrative: "违法事实，当事人的意见", Follows: "由另一名执法人员确认后生效。决定书应当告知：对当场处罚不服的，先申请行政复议，对复议决定不服的再提起行政诉讼。", Fields: []Field{
		choice[proceedings.PartyKind]("party", "当事人类型").optional().help("尚未立案的必须填写"),
		tick("toldOrally", "已口头告知拟处罚的内容及事实、理由、依据和依法享有的权利").must(),
		tick("heard", "已听取当事人的陈述和申辩").must(),
		day("on", "作出并交付决定的日期").suggest(Today),
		group("penalty", "警告或者罚款",
			only(choice[proceedings.PenaltyKind]("kind", "处罚种类"), proceedings.PenaltyWarning, proceedings.PenaltyFine),
			money("金额").onlyWhen(inMoney)),
		lines("articles", "所依据的条款").from(FromArticles).help("每行一条"),
		correctionOrder(),
		correctBy(),
		field(Money, "restitutionFen", "责令退赔的金额").optional().help("违法所得依法应当退赔的部分；没有的不填"),
	}},
	{Act: proceedings.ActConfirmOnTheSpot, Upon: true, Grave: true, Follows: "当场处罚决定生效，缴款和申请救济的期限自作出之日起计算。"},
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
			tick("noHarm", "没有造成危害后果"),
			tick("coerced", "受他人胁迫或者诱骗"),
			tick("merit", "配合行政机关查处违法行为有立功表现"),
			tick("noFault", "有证据足以证明没有主观过错").help("法律、行政法规另有规定的不选；选择的，不予行政处罚"),
			tick("under14", "公民不满十四周岁").help("不予行政处罚，责令监护人加以管教"),
			tick("under18", "公民已满十四周岁不满十八周岁"),
			tick("noCapacity", "公民不能辨认或者不能控制自己行为").help("不予行政处罚"),
			tick("limitedCapacity", "公民尚未完全丧失辨认或者控制自己行为能力")).optional(),
		tick("newFacts", "补充调查发现了新的事实"),
	}},
	{Act: proceedings.ActServePriorNotice, Narrative: "事先告知书内容", Follows: "当事人可以陈述、申辩，符合条件的可以要求听证。", Fields: []Field{
		serviceOf("送达情况"),
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
		choice[proceedings.ReviewerStanding]("reviewer", "审核人员的资格").help("初次从事的，应当取得法律职业资格"),
	}},
	{Act: proceedings.ActDiscussDecision, Upon: true, Narrative: "集体讨论记录", Fields: []Field{
		day("on", "集体讨论日期").suggest(Today),
	}},
	{Act: proceedings.ActDecidePenaltyCase, Upon: true, Grave: true, Narrative: "决定的理由", Follows: "决定作出后应当依法送达并公示。", Fields: []Field{decisionOf("terms", "决定").suggest(OnRecord)}},
	{Act: proceedings.ActServeDecision, Follows: "缴款和申请救济的期限自送达起计算。", Fields: []Field{
		serviceOf("送达情况"),
		tick("repairNotice", "信用修复告知书已一并送达").requiredWhen(fact(BothPapers)).help("行政处罚决定书与信用修复告知书同时送达"),
	}},
	{Act: proceedings.ActReportOnTheSpot, Fields: []Field{day("on", "备案日期").suggest(Today)}},
	{Act: proceedings.ActDecidePublicity, Upon: true, Grave: true, Follows: "决定公示的，由本科室经办拟定公示内容。", Fields: []Field{
		yesNo("show", "公示").help("轻微的原则上不公示，确有必要的才公示，最长三个月"),
		tick("named", "写明公民的姓名").onlyWhen(is("show", "true")).help("仅用于对公民的处罚；不选的不写姓名"),
	}},
	{Act: proceedings.ActPreparePenaltyEntry, Upon: true, Narrative: "公示内容的说明", Follows: "报局负责人批准。"},
	{Act: proceedings.ActReturnPenaltyEntry, Upon: true},
	{Act: proceedings.ActApprovePenaltyEntry, Upon: true, Grave: true, Follows: "处理决定向社会公示。"},
	{Act: proceedings.ActRecordPayment, Fields: []Field{
		day("on", "缴款日期").suggest(Today),
		money("金额"),
		moneyFor(),
		choice[proceedings.PaymentChannel]("channel", "缴款方式").optional().help("不填为银行缴纳"),
		text("receipt", "票据号").longest(40).requiredWhen(is("channel", string(proceedings.CollectedOnTheSpot))),
		choice[proceedings.CollectionGround]("ground", "当场收缴的法定情形").onlyWhen(is("channel", string(proceedings.CollectedOnTheSpot))),
	}},
	{Act: proceedings.ActHandInCollected, Fields: []Field{day("on", "交至行政机关的日期").suggest(Today)}},
	{Act: proceedings.ActBankCollected, Fields: []Field{day("on", "缴付银行的日期").suggest(Today)}},
	{Act: proceedings.ActReferFoundCrime, Narrative: "发现的情况", Grave: true, Follows: "转入移送公安机关程序，由专案组核实并提出书面报告；已作出的决定不停止执行。", Fields: []Field{
		day("on", "发现涉嫌犯罪的日期").suggest(Today),
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
	{Act: proceedings.ActRecordEducation, Narrative: "教育的内容和方式", Fields: []Field{day("on", "教育日期").suggest(Today)}},
	{Act: proceedings.ActRecordRemedy, Fields: []Field{
		choice[proceedings.RemedyKind]("remedy", "复议或者诉讼"),
		day("on", "申请或者起诉的日期"),
		choice[proceedings.RemedyApplicant]("by", "申请人或者原告").optional().help("不填为当事人"),
	}},
	{Act: proceedings.ActRecordRemedyOutcome, Fields: []Field{
		day("on", "复议决定书送达或者裁判生效的日期"),
		choice[proceedings.RemedyOutcome]("outcome", "结果"),
		rows("penalties", "变更、部分撤销或者调解后的处罚", penaltyFields()...).onlyWhen(is("outcome", string(proceedings.RemedyChanged), string(proceedings.RemedyPartlyQuashed), string(proceedings.RemedyMediated))).
			help("部分撤销的，写明仍然有效的处罚"),
		tick("opposed", "第三人提出相反请求，或者利害关系人同为原告且诉讼请求相反").onlyWhen(is("outcome", string(proceedings.RemedyChanged))),
		group("anew", "撤销并责令重新作出决定",
			number("within", "决定或者判决限定的天数").optional().help("没有限定的不填"),
			tick("procedural", "以违反法定程序为由撤销")).optional().onlyWhen(is("outcome", string(proceedings.RemedyQuashed), string(proceedings.RemedyPartlyQuashed))).help("没有责令的不填"),
	}},
	correctServiceEntry,
	{Act: proceedings.ActProposeSelfCorrection, Upon: true, Narrative: "发现的错误和纠正意见", Follows: "经法制审核后报局负责人决定。", Fields: []Field{
		choice[proceedings.CorrectionKind]("correction", "变更还是撤销"),
		rows("penalties", "变更后的处罚", penaltyFields()...).onlyWhen(is("correction", string(proceedings.CorrectionChange))).help("不得重于原处罚"),
	}},
	{Act: proceedings.ActReviewSelfCorrection, Upon: true, Narrative: "审核意见", Fields: []Field{
		yesNo("passed", "审核通过").help("未通过的必须写明理由"),
	}},
	{Act: proceedings.ActDecideSelfCorrection, Upon: true, Grave: true, Narrative: "决定的理由", Follows: "变更或者撤销的，三个工作日内撤回公示，多缴的款项退还。", Fields: []Field{
		yesNo("approved", "同意自行变更或者撤销"),
	}},
	{Act: proceedings.ActWithdrawEntry, Upon: true, Grave: true, Follows: "公示内容从公示页面撤下。"},
	{Act: proceedings.ActServeDemand, Fields: []Field{serviceOf("送达情况")}},
	{Act: proceedings.ActApplyToCourt, Fields: []Field{day("on", "申请日期").suggest(Today)}},
	{Act: proceedings.ActRecordCourtResult, Fields: []Field{
		day("on", "裁定或者执行的日期"),
		choice[proceedings.CourtResult]("result", "结果"),
	}},
	{Act: proceedings.ActHandOverExecution, Follows: "由行政复议机关依法强制执行或者申请人民法院强制执行。", Fields: []Field{day("on", "移交日期").suggest(Today)}},
	{Act: proceedings.ActRecordOrganResult, Fields: []Field{
		day("on", "执行完毕或者终结的日期"),
		choice[proceedings.OrganResult]("result", "结果"),
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
	{Act: proceedings.ActRequestPresiderRecusal, FromPaper: true, Follows: "由局负责人在举行听证之前决定。", Fields: []Field{
		day("on", "收到书面申请的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: proceedings.ActDecidePresiderRecusal, Upon: true, Fields: []Field{
		yesNo("upheld", "应当回避"),
		code("in", "另行指定的听证主持人的账号").from(FromAccounts).optional().onlyWhen(is("upheld", "true")).help("尚未另行通知主持人的必须填写"),
		code("inCertificate", "其执法证件号").from(FromInspectors).optional().onlyWhen(is("upheld", "true")).help("没有执法证件的不填"),
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
	byLink(mustOf(penaltyForms, proceedings.ActRequestPresiderRecusal)),
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
