package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// factNames are the facts' fields in the words of the forms, for the reference.
// The domain's types carry no texts of an interface; a test finds a field that has
// none here.
var factNames = map[reflect.Type]map[string]string{
	reflect.TypeFor[cases.ServeNotice]():     {"method": "送达方式", "on": "送达日期"},
	reflect.TypeFor[cases.RecordNotServed](): {"on": "未能送达的日期"},
	reflect.TypeFor[cases.FileSelfCheck]():   {"on": "提交日期", "answers": "逐项自查结果，键为抽查事项代码"},
	reflect.TypeFor[cases.SelfCheckAnswer](): {"problem": "自查发现问题", "corrected": "已经自行改正"},
	reflect.TypeFor[cases.AgreeVisit]():      {"on": "约定的检查日期"},
	reflect.TypeFor[cases.JoinVisit]():       {"with": "主办案件的编号"},
	reflect.TypeFor[cases.RecordVisit](): {"mode": "核查方式", "started": "检查开始时间", "ended": "检查结束时间，公示期限自此日起算",
		"attempt": "检查未能进行时的结果", "urgent": "紧急检查：未经事先批准，须写明理由并立即补办审批", "certificatesShown": "是否出示执法证件", "findings": "逐项结论，键为抽查事项代码；不能有未答的事项", "entitySignature": "检查对象签字情况"},
	reflect.TypeFor[cases.RequestRecusal]():   {"certificate": "申请其回避的检查人员的执法证件号", "on": "申请日期"},
	reflect.TypeFor[cases.DecideRecusal]():    {"certificate": "被申请回避的检查人员的执法证件号", "upheld": "是否应当回避"},
	reflect.TypeFor[cases.EnterScanLate]():    {"at": "实际入企时间"},
	reflect.TypeFor[cases.TellResult]():       {"method": "告知方式", "on": "告知日期"},
	reflect.TypeFor[cases.RateVisit]():        {"stars": "评价，1至5星，5星最好"},
	reflect.TypeFor[cases.SignRecord]():       {"revision": "所签检查记录的版本"},
	reflect.TypeFor[cases.ProposeResult]():    {"outcome": "检查结果", "items": "有问题的事项及其结果，键为抽查事项代码"},
	reflect.TypeFor[cases.ItemResult]():       {"outcome": "该事项的结果", "branches": "另行处理的方式"},
	reflect.TypeFor[cases.OrderCorrection]():  {"on": "责令改正通知书送达日期", "within": "改正期限，不填为规则版本规定的期限"},
	reflect.TypeFor[cases.ReportCorrection](): {"on": "提交整改报告的日期"},
	reflect.TypeFor[cases.Reinspect]():        {"on": "复查日期", "corrected": "逐项是否已经改正，键为抽查事项代码"},
	reflect.TypeFor[law.ExtendDeadline]():     {"deadline": "延长哪一期限", "by": "延长多久"},
	reflect.TypeFor[law.Suspend]():            {"on": "中止日期"},
	reflect.TypeFor[law.Resume]():             {"on": "恢复日期"},
	reflect.TypeFor[cases.CorrectEntry]():     {"seq": "被更正的记录号", "servedOn": "正确的送达日期", "ended": "正确的检查结束时间"},
	reflect.TypeFor[tasks.AdoptScheme]():      {"name": "实施方案的任务名称", "mode": "抽取方式", "items": "抽查事项代码", "lengths": "各期限的长度", "finishBy": "任务办结日期"},
	reflect.TypeFor[tasks.PutOff]():           {"to": "推迟到的日期"},
	reflect.TypeFor[tasks.PrepareDraw]():      {"rules": "抽取规则", "joint": "联合处室（经办确认）"},
	reflect.TypeFor[tasks.DrawRules](): {"mode": "抽取方式", "ratio": "抽查比例，如10%", "gradeRatios": "各风险等级的比例，空键为未分级", "conditions": "定向抽取的条件",
		"items": "抽查事项代码，空为全部适用的", "teamSize": "检查组人数，不少于2", "witnesses": "见证人数，0为无人见证", "capPerYear": "每户每年抽查上限，0为不限",
		"caseLoad": "每名执法人员同时在办的户数上限（含本次抽取），0为不限", "openDrawn": "随公开证据公布抽中名单", "lengths": "各期限的长度"},
	reflect.TypeFor[tasks.SealEntry]():     {"witness": "见证人", "seal": "封存值，64位十六进制数", "unsealed": "未封存、由经办代为录入", "entry": "见证内容（只用于未封存的）"},
	reflect.TypeFor[tasks.OpenEntry]():     {"witness": "见证人", "entry": "见证内容", "salt": "盐值，十六进制，不少于16字节"},
	reflect.TypeFor[tasks.VoidDraw]():      {"witness": "没有启封的见证人"},
	reflect.TypeFor[tasks.FormTeam]():      {"case": "尚未组成检查组的案件编号"},
	reflect.TypeFor[tasks.LeaveOut]():      {"case": "尚未组成检查组的案件编号"},
	reflect.TypeFor[tasks.ReplaceEntity](): {"case": "被替换的案件编号"},
	reflect.TypeFor[calendar.Period]():     {"amount": "数量", "unit": "单位"},
}

// nameFacts puts the names into the schemas, before the meanings of codes.
func nameFacts(r huma.Registry) {
	for t, names := range factNames {
		schema := r.SchemaFromRef(r.Schema(t, true, "").Ref)
		for field, name := range names {
			property, known := schema.Properties[field]
			if !known {
				continue
			}
			if property.Description != "" && len(property.Enum) > 0 {
				name += "：" + property.Description
			}
			property.Description = name
		}
	}
}
