package forms

import (
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// caseForms are those of the acts that people perform on a case, in the order of the
// procedure.
var caseForms = []Form{
	{Act: cases.ActServeNotice, Follows: "自查期限自送达次日起计算。", Fields: []Field{
		choice[law.ServiceMethod]("method", "送达方式"),
		day("on", "送达日期").suggest(Today),
	}},
	{Act: cases.ActRecordNotServed, Follows: "通知书在检查时当场送达，不再安排自查。", Fields: []Field{
		day("on", "未能送达的日期").suggest(Today),
	}},
	{Act: cases.ActFileSelfCheck, FromPaper: true, Notes: "自查情况", NotesOn: FromItems, Narrative: "自查报告", Follows: "转入现场检查阶段。", Fields: []Field{
		day("on", "提交日期").suggest(Today).requiredWhen(fact(OnPaper)).help("收到自查报告的日期"),
		byKey(FromItems, "answers", "逐项自查结果",
			yesNo("problem", "自查发现问题"),
			tick("corrected", "已经自行改正").onlyWhen(is("problem", "true"))),
	}},
	{Act: cases.ActAgreeVisit, Fields: []Field{day("on", "约定的检查日期")}},
	{Act: cases.ActJoinVisit, Follows: "本案并入主办案件，采用主办案件的检查记录。", Fields: []Field{
		code("with", "主办案件的编号").from(FromOthers),
	}},
	{Act: cases.ActPartVisit, Follows: "本案单独检查。"},
	{Act: cases.ActRequestRecusal, FromPaper: true, Fields: []Field{
		code("certificate", "申请其回避的检查人员的执法证件号").from(FromTeam),
		day("on", "申请日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: cases.ActDecideRecusal, Upon: true, Fields: []Field{
		code("certificate", "被申请回避的检查人员的执法证件号").from(FromRecusals),
		yesNo("upheld", "是否应当回避"),
	}},
	{Act: cases.ActProposeVisit, Follows: "报局负责人批准；批准前不得检查（情况紧急的除外）。", Fields: []Field{
		choice[cases.VisitMode]("mode", "核查方式"),
		choice[cases.VisitType]("type", "检查类型").optional().help("不选的为日常检查（包括双随机抽查），计入年度频次上限；投诉举报、转办交办、数据监测线索、检查对象申请、复查为个案检查，上级部署的为专项检查，理由中写明来源"),
		day("from", "拟检查起日"),
		day("to", "拟检查止日（含当日）"),
		text("repeatReason", "连续多次检查未发现问题仍需检查的理由").optional().longest(4000).help("只在系统提示该检查对象连续多次检查未发现问题时填写"),
	}},
	{Act: cases.ActReturnVisit, Upon: true},
	{Act: cases.ActApproveVisit, Upon: true, Follows: "检查组可以在批准的日期之内实施检查。"},
	{Act: cases.ActEnterScanLate, Fields: []Field{
		moment("at", "实际入企时间"),
		choice[law.LateScanCause]("cause", "未能扫码的原因").optional().help("不选的为不能扫码；情况紧急未能扫码的，限检查当日补录"),
	}},
	{Act: cases.ActOrderCooperation, Narrative: "责令改正的内容", Follows: "改正的继续检查；拒不改正的，在检查记录表中如实记录。", Fields: []Field{
		serviceOf("责令改正文书送达情况"),
		day("by", "改正期限的最后一日").optional().help("要求立即改正的不填"),
	}},
	{Act: cases.ActRecordVisit, Narrative: "检查情况", Notes: "查明的事实", NotesOn: FromItems, Follows: "由两名检查人员核对签字；首次签字前可以重新填写。", Fields: []Field{
		choice[cases.VisitMode]("mode", "核查方式"),
		moment("started", "检查开始时间"),
		moment("ended", "检查结束时间").help("公示期限自此日起算"),
		code("attempt", "检查未能进行时的结果").from(FromAttempts).optional().help("检查正常进行的不填"),
		tick("urgent", "紧急检查").onlyWhen(fact(NotApproved)).help("未经事先批准，须写明理由并立即补办审批"),
		yesNo("certificatesShown", "是否出示执法证件"),
		only(choice[law.ServiceMethod]("noticeHanded", "检查通知书当场送达方式"), law.ServedInPerson, law.ServedLeft).optional().onlyWhen(fact(NotNotified)).help("此前未能送达的，检查时当场交付；拒收的留置。无人在场的不填"),
		eachByKey(FromItems, "findings", "逐项结论", choice[law.Finding]("", "")).requiredWhen(empty("attempt")).help("不能有未答的事项"),
		choice[cases.EntitySignature]("entitySignature", "检查对象签字情况"),
	}},
	{Act: cases.ActSignRecord, Upon: true, Grave: true, Follows: "两名检查人员签字后，记录不再修改，转入结果认定。", Fields: []Field{
		number("revision", "所签检查记录的版本").suggest(OnRecord).help("请核对以下记录后签字"),
	}},
	{Act: cases.ActProposeResult, Upon: true, Narrative: "认定意见", Notes: "认定的事实和理由", NotesOn: FromProblems, Follows: "报科室负责人认定。", Fields: []Field{
		code("outcome", "检查结果").from(FromOutcomes).help("各事项中最重的一项"),
		byKey(FromProblems, "items", "有问题的事项及其结果",
			code("outcome", "该事项的结果").from(FromItemResults),
			only(choices[law.ProceedingKind]("branches", "另行处理的方式"), law.BranchKinds...).optional()).optional(),
		only(choices[law.ProceedingKind]("branches", "检查未能进行时另行处理的方式"), law.BranchKinds...).optional().folded().
			help("只在不配合检查或者弄虚作假时填写，不填为行政处罚（社会保险经办机构为移送有关主管部门）；构成违反治安管理行为的选移送有关主管部门（公安机关），涉嫌犯罪的选移送公安机关"),
	}},
	{Act: cases.ActConfirmResult, Upon: true, Grave: true, Follows: "检查结果成立，转入处理或者公示。"},
	{Act: cases.ActSendBackRecord, Upon: true, Follows: "退回检查组，重新填写检查记录表。"},
	{Act: cases.ActTellResult, Upon: true, Narrative: "告知书内容", Fields: []Field{
		choice[law.ServiceMethod]("method", "告知方式"),
		day("on", "告知日期").suggest(Today),
	}},
	{Act: cases.ActOrderCorrection, Upon: true, Narrative: "责令改正的内容", Follows: "改正期限自送达次日起计算。", Fields: []Field{
		serviceOf("责令改正通知书送达情况"),
		period("within", "改正期限").optional().help("不填为规则版本规定的期限"),
	}},
	{Act: cases.ActReportCorrection, FromPaper: true, Narrative: "整改报告", Notes: "改正情况", NotesOn: FromProblems, Follows: "检查组应当复查。", Fields: []Field{
		day("on", "提交整改报告的日期").suggest(Today).requiredWhen(fact(OnPaper)),
	}},
	{Act: cases.ActReinspect, Narrative: "复查情况", Notes: "复查查明的事实", NotesOn: FromProblems, Fields: []Field{
		day("on", "复查日期").suggest(Today),
		eachByKey(FromCorrected, "corrected", "逐项是否已经改正", yesNo("", "")),
	}},
	{Act: cases.ActPreparePublication, Upon: true, Narrative: "公示内容的说明", Follows: "报局负责人批准。"},
	{Act: cases.ActReturnPublication, Upon: true},
	{Act: cases.ActApprovePublication, Upon: true, Grave: true, Follows: "检查结果向社会公示，不能撤回。"},
	extendDeadline, suspend, resume,
	correctEntry,
	{Act: cases.ActReplaceInspector, Follows: "由抽取顺序中的下一名执法人员接替，不由任何人指定。", Fields: []Field{
		code("out", "被更换人员的执法证件号").from(FromTeam).longest(64),
	}},
}

// extendDeadline, suspend and resume are forms of every subject with periods.
var (
	extendDeadline = Form{Act: law.ActExtendDeadline, Fields: []Field{
		code("deadline", "延长哪一期限").from(FromPeriods),
		period("by", "延长多久"),
	}}
	suspend = Form{Act: law.ActSuspend, Follows: "各项期限停止计算，恢复后继续计算。", Fields: []Field{
		day("on", "中止日期").suggest(Today),
	}}
	resume = Form{Act: law.ActResume, Fields: []Field{
		day("on", "恢复日期").suggest(Today),
	}}
	correctEntry = Form{Act: cases.ActCorrectEntry, Follows: "原记录保留，另记更正；有关期限随之重算。", Fields: []Field{
		number("seq", "被更正的记录号").from(FromEntries),
		day("servedOn", "正确的送达日期").onlyWhen(fact(ServiceCounted)).optional().help("被更正的是送达记录时填写"),
		moment("ended", "正确的检查结束时间").onlyWhen(fact(VisitCounted)).optional().help("被更正的是检查记录表时填写"),
	}}
)

// entityForms are those of the entity by its link.
var entityForms = []Form{
	byLink(mustOf(caseForms, cases.ActFileSelfCheck)),
	byLink(mustOf(caseForms, cases.ActRequestRecusal)),
	{Act: cases.ActRateVisit, Fields: []Field{number("stars", "评价，1至5星，5星最好")}},
	{Act: cases.ActComplain, Narrative: "投诉内容"},
	byLink(mustOf(caseForms, cases.ActReportCorrection)),
}
