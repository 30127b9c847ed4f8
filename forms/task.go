package forms

import (
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// taskForms are those of the acts that people perform on a task, in the order of the
// procedure.
var taskForms = []Form{
	{Act: tasks.ActAdoptScheme, Narrative: "实施方案", Follows: "未填写的各项，以年度计划为准。", Fields: []Field{
		text("name", "实施方案的任务名称").optional().longest(200),
		only(choice[plans.DrawMode]("mode", "抽取方式"), plans.DrawTargeted, plans.DrawUntargeted).optional(),
		code("items", "抽查事项").from(FromCatalogue).several().optional(),
		eachByKey(FromLengths, "lengths", "各期限的长度", period("", "").optional()).optional().help("不填的，按规则版本规定的期限"),
		day("finishBy", "任务办结日期").optional(),
	}},
	{Act: tasks.ActStartEarly, Follows: "任务立即转入准备阶段。"},
	{Act: tasks.ActPutOff, Fields: []Field{day("to", "推迟到的日期")}},
	{Act: tasks.ActPrepareDraw, Follows: "报局负责人批准。", Fields: []Field{
		group("rules", "抽取规则",
			only(choice[plans.DrawMode]("mode", "抽取方式"), plans.DrawTargeted, plans.DrawUntargeted).optional().suggest(OnRecord),
			text("ratio", "抽查比例").optional().longest(20).example("10%").suggest(OnRecord).help("全部检查对象适用同一比例的填写"),
			eachByKey(FromGrades, "gradeRatios", "各风险等级的比例", text("", "").optional().longest(20).example("10%")).optional().help("按风险等级分别确定比例的填写"),
			eachByKey(FromConditions, "conditions", "定向抽取的条件", lines("", "").optional()).optional().help("每行一个；定向抽取的至少填写一项"),
			code("items", "抽查事项").from(FromCatalogue).several().optional().suggest(OnRecord).help("不选的，适用全部在用的事项"),
			number("teamSize", "检查组人数").suggest(OnRecord).help("不少于2人"),
			number("witnesses", "见证人数").help("0为无人见证"),
			number("capPerYear", "每户每年抽查上限").optional().help("不填为不限"),
			number("caseLoad", "每名执法人员同时在办的户数上限（含本次抽取）").optional().help("不填为不限"),
			tick("openDrawn", "随公开证据公布抽中名单"),
			eachByKey(FromLengths, "lengths", "各期限的长度", period("", "").optional()).optional().help("不填的，按规则版本规定的期限")),
		code("kinds", "抽查对象范围（检查对象类别）").from(FromKinds).several().optional().suggest(OnRecord).exactly().help("已选的是本任务现有的类别；与名录库不符的在此更正，以选定的为准"),
		code("joint", "联合处室（经办确认）").from(FromDepartments).several().optional().suggest(OnRecord).exactly().help("已选的是本任务现有的联合处室，请核对；以选定的为准，都不选即没有联合处室"),
	}},
	{Act: tasks.ActReturnDraw, Upon: true},
	{Act: tasks.ActApproveDraw, Upon: true, Grave: true, Follows: "名单即行锁定，抽取承诺向社会公布，不能更改。"},
	{Act: tasks.ActSealEntry, Fields: []Field{
		text("witness", "见证人").longest(100),
		tick("unsealed", "未封存、由经办代为录入").help("公开证据中将注明未经封存"),
		text("seal", "封存值").longest(64).help("64位十六进制数，由见证人提供").onlyWhen(isNot("unsealed", "true")),
		text("entry", "见证内容").longest(1024).onlyWhen(is("unsealed", "true")),
	}},
	{Act: tasks.ActOpenEntry, Fields: []Field{
		code("witness", "见证人").from(FromWitnesses),
		text("entry", "见证内容").longest(1024),
		text("salt", "盐值").longest(128).help("十六进制，不少于16字节"),
	}},
	{Act: tasks.ActVoidDraw, Grave: true, Follows: "本次抽取作废并公布，须重新准备抽取。", Fields: []Field{
		code("witness", "没有启封的见证人").from(FromWitnesses),
	}},
	{Act: tasks.ActFormTeam, Follows: "由系统在今日可以执法的人员中随机抽取检查组。", Fields: []Field{
		code("case", "尚未组成检查组的案件编号").from(FromTeamless),
	}},
	{Act: tasks.ActLeaveOut, Grave: true, Fields: []Field{
		code("case", "尚未组成检查组的案件编号").from(FromTeamless),
	}},
	{Act: tasks.ActReplaceEntity, Follows: "由抽取顺序中的下一名检查对象递补。", Fields: []Field{
		code("case", "被替换的案件编号").from(FromCases),
	}},
	{Act: tasks.ActWriteSummary, Narrative: "任务总结"},
	{Act: tasks.ActConfirmSummary, Upon: true},
	{Act: tasks.ActReturnSummary, Upon: true},
	{Act: tasks.ActApproveSummary, Upon: true, Follows: "任务办结。"},
	{Act: tasks.ActCancelTask, Grave: true, Follows: "任务及其未公示的案件随即终止，不能恢复。"},
}

// witnessForms are those of an outside witness, whose name is the link's.
var witnessForms = []Form{
	{Act: tasks.ActSealEntry, Fields: []Field{
		text("seal", "封存值，由抽取承诺、姓名、内容和盐值算得").longest(64),
	}},
	{Act: tasks.ActOpenEntry, Fields: []Field{
		text("entry", "见证内容").longest(1024),
		text("salt", "盐值").longest(128),
	}},
}
