package forms

import (
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// addressee is to whom something goes.
func addressee(label string) Field {
	return group("to", label,
		choice[law.Place]("place", "本局其他科室或者其他部门"),
		text("name", "单位名称").longest(100).example("市场监督管理局"))
}

// referralForms are those of the referral to the department in charge.
var referralForms = []Form{
	{Act: proceedings.ActProposeReferral, Narrative: "移送函稿", Follows: "报局负责人批准。", Fields: []Field{addressee("接收单位"),
		choice[proceedings.ReferralPurpose]("purpose", "移送目的").optional().help("不填为移送依法处理；社会保险经办机构不配合检查的，向有权处理的机关、单位提出处分建议；拒绝、阻挠检查构成违反治安管理行为的，移送公安机关治安管理处罚"),
	}},
	{Act: proceedings.ActApproveReferral, Upon: true},
	{Act: proceedings.ActReturnReferral, Upon: true},
	{Act: proceedings.ActRefuseReferral, Upon: true, Grave: true, Follows: "不移送，本程序终结。"},
	{Act: proceedings.ActHandOverReferral, Fields: []Field{
		day("on", "移交日期").suggest(Today),
		choice[law.HandoverMethod]("method", "移交方式"),
	}},
	{Act: proceedings.ActRecordReferralReceipt, Fields: []Field{day("on", "回执日期").suggest(Today)}},
	{Act: proceedings.ActRecordReferralReply, Fields: []Field{
		day("on", "答复日期").suggest(Today),
		choice[proceedings.ReferralAnswer]("answer", "是否受理"),
		choice[proceedings.ReferralResult]("result", "办理结果").optional().onlyWhen(is("answer", string(proceedings.ReferralTaken))).help("已经办结的填写"),
	}},
	{Act: proceedings.ActPrepareReferralResult, Upon: true, Narrative: "公示内容的说明", Follows: "报局负责人批准。"},
	{Act: proceedings.ActReturnReferralResult, Upon: true},
	{Act: proceedings.ActApproveReferralResult, Upon: true, Grave: true, Follows: "办理结果补充公示。"},
}

// policeForms are those of the referral to the police.
var policeForms = []Form{
	{Act: proceedings.ActWritePoliceReport, Narrative: "移送涉嫌犯罪案件的书面报告", Follows: "报局负责人决定。"},
	{Act: proceedings.ActDecideTransfer, Upon: true, Grave: true, Follows: "自决定之时起24小时内移送。"},
	{Act: proceedings.ActDecideNoTransfer, Upon: true, Grave: true, Follows: "不移送的理由记录在案，本程序终结。"},
	{Act: proceedings.ActSendPoliceFile, Fields: []Field{
		moment("at", "移送案卷的时间").help("自决定之时起24小时内"),
		choice[law.HandoverMethod]("method", "移交方式"),
		choice[proceedings.PenaltyEnclosure]("penalty", "移送前是否已作出行政处罚决定").help("已作出的，决定书随案抄送，移送书写明已缴罚款（由系统列明）"),
	}},
	{Act: proceedings.ActRecordProcuratorateCopy, Fields: []Field{day("on", "抄送日期").suggest(Today)}},
	{Act: proceedings.ActRecordPenaltyCopy, Fields: []Field{day("on", "抄送日期").suggest(Today).help("公安机关和人民检察院分别抄送的，填写较晚的日期")}},
	{Act: proceedings.ActRecordPoliceReceipt, Fields: []Field{day("on", "回执日期").suggest(Today)}},
	{Act: proceedings.ActRecordPoliceForwarding, Fields: []Field{day("on", "公安机关转送的日期").suggest(Today)}},
	{Act: proceedings.ActRecordPoliceDecision, Fields: []Field{
		choice[proceedings.PoliceAnswer]("answer", "是否立案"),
		day("decidedOn", "决定日期"),
		day("toldOn", "收到通知的日期").suggest(Today),
		day("returnedOn", "案卷退回的日期").optional().onlyWhen(is("answer", string(proceedings.PoliceRefuses))).help("尚未退回的不填"),
	}},
	{Act: proceedings.ActRequestPoliceReconsideration, Fields: []Field{day("on", "公安机关收到复议申请的日期").suggest(Today)}},
	{Act: proceedings.ActRecordPoliceReconsideration, Fields: []Field{
		choice[proceedings.PoliceAnswer]("answer", "复议后是否立案"),
		day("decidedOn", "复议决定日期"),
		day("toldOn", "收到通知的日期").suggest(Today),
	}},
	{Act: proceedings.ActSuggestSupervision, Fields: []Field{day("on", "建议日期").suggest(Today)}},
	{Act: proceedings.ActRecordSupervision, Fields: []Field{
		choice[proceedings.PoliceAnswer]("answer", "监督后是否立案"),
		day("toldOn", "收到通知的日期").suggest(Today),
	}},
	{Act: proceedings.ActAcceptPoliceRefusal, Upon: true, Grave: true, Follows: "转由行政处理。"},
	{Act: proceedings.ActHandOverEvidence, Fields: []Field{day("on", "移交完毕的日期").suggest(Today)}},
}

// filingForms are those of the acts with which a proceeding begins.
var filingForms = []Form{
	{Act: proceedings.ActFileFeedback, Begins: true, Narrative: "反馈的情况", Fields: []Field{
		choice[proceedings.FeedbackTopic]("topic", "反馈内容"),
	}},
	{Act: proceedings.ActRaiseObjection, Begins: true, FromPaper: true, Narrative: "异议的内容", Fields: []Field{
		day("on", "收到书面异议的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: proceedings.ActRegisterOversight, Begins: true, Narrative: "监督意见的内容", Fields: []Field{
		choice[proceedings.OversightSource]("source", "监督意见的来源"),
		text("from", "提出监督意见的单位"),
		text("letter", "文号或者工单编号").optional(),
		choice[proceedings.OversightTopic]("topic", "主要针对的问题"),
		day("on", "收到日期").suggest(Today),
		day("answerBy", "要求答复的日期").optional().help("监督意见没有写明日期的，按本单位设定的期限答复"),
	}},
}

// oversightForms are those of an opinion of those who supervise, once it is registered.
var oversightForms = []Form{
	{Act: proceedings.ActProposeOversightAnswer, Upon: true, Narrative: "核查和整改情况", Fields: []Field{
		choice[proceedings.OversightReply]("answer", "答复"),
	}},
	{Act: proceedings.ActReturnOversightAnswer, Upon: true},
	{Act: proceedings.ActApproveOversightAnswer, Upon: true, Grave: true, Follows: "由经办报送提出监督意见的单位。"},
	{Act: proceedings.ActDispatchOversightAnswer, Fields: []Field{day("on", "报送日期").suggest(Today)}},
}

// feedbackForms are those of feedback once it is filed.
var feedbackForms = []Form{
	{Act: proceedings.ActRouteFeedback, Fields: []Field{addressee("有关部门")}},
	{Act: proceedings.ActAnswerFeedback, Narrative: "答复内容", Fields: []Field{
		day("on", "答复日期").suggest(Today),
		choice[proceedings.FeedbackAnswer]("answer", "答复"),
	}},
}

// objectionForms are those of an objection once it is raised.
var objectionForms = []Form{
	{Act: proceedings.ActCheckObjection, Upon: true, Narrative: "核查情况", Fields: []Field{
		choice[proceedings.ObjectionView]("opinion", "核查意见"),
	}},
	{Act: proceedings.ActReturnObjection, Upon: true},
	{Act: proceedings.ActDecideObjection, Upon: true, Grave: true, Fields: []Field{
		choice[proceedings.ObjectionView]("decision", "决定"),
	}},
	{Act: proceedings.ActPrepareCorrectedEntry, Follows: "报局负责人批准。", Fields: []Field{
		group("result", "更正后的公示内容",
			tick("withdrawn", "撤回公示内容"),
			code("outcome", "检查结果").from(FromOutcomes).onlyWhen(isNot("withdrawn", "true")).help("各事项中最重的一项"),
			eachByKey(FromItems, "items", "发现问题的事项及其结果", code("", "").from(FromItemResults).optional()).optional().onlyWhen(isNot("withdrawn", "true")).
				help("未列出的事项为未发现问题")),
	}},
	{Act: proceedings.ActReturnCorrectedEntry, Upon: true},
	{Act: proceedings.ActApproveCorrectedEntry, Upon: true, Grave: true, Follows: "更正后的内容向社会公示，原公示内容注明已更正。"},
	{Act: proceedings.ActAnswerObjection, Narrative: "答复内容", Fields: []Field{
		day("on", "答复送达检查对象的日期").suggest(Today),
		choice[law.ServiceMethod]("method", "送达方式"),
	}},
}

// commonForms are those of every kind of proceeding.
var commonForms = []Form{
	{Act: proceedings.ActReplaceInvestigator, Fields: []Field{
		code("out", "被更换人员的执法证件号").from(FromTeam),
		code("in", "接替人员的执法证件号").from(FromInspectors),
	}},
	extendDeadline, suspend, resume,
}
