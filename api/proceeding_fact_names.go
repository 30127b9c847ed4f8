package api

import (
	"maps"
	"reflect"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func init() { maps.Copy(factNames, proceedingFactNames) }

// proceedingFactNames are those of proceedings.
var proceedingFactNames = map[reflect.Type]map[string]string{
	reflect.TypeFor[proceedings.ProposeFiling]():                {"party": "当事人类型", "endedOn": "违法行为终了之日", "continuing": "违法行为仍在继续"},
	reflect.TypeFor[proceedings.ApproveFiling]():                {"team": "办案人员的执法证件号，首位为组长；只在尚无检查组的案件（线索直接立案）填写"},
	reflect.TypeFor[proceedings.PunishOnTheSpot]():              {"on": "作出并交付决定的日期", "penalty": "警告或者罚款", "articles": "所依据的条款"},
	reflect.TypeFor[proceedings.EndInvestigation]():             {"on": "调查终结日期", "established": "违法事实成立", "decision": "建议作出的决定", "penalties": "建议的处罚", "grade": "裁量档次", "weight": "是否重大、复杂", "mitigation": "有利于当事人的情节", "newFacts": "补充调查发现了新的事实"},
	reflect.TypeFor[proceedings.Weight]():                       {"grave": "重大违法", "complex": "疑难复杂或者涉及多个法律关系", "publicInterest": "涉及重大公共利益"},
	reflect.TypeFor[proceedings.Mitigation]():                   {"cooperated": "配合调查", "corrected": "已经改正", "firstTime": "初次违法", "slight": "违法行为或者危害后果轻微", "noHarm": "没有造成危害后果"},
	reflect.TypeFor[proceedings.Penalty]():                      {"kind": "处罚种类", "fen": "金额，单位为分；不涉及金额的不填"},
	reflect.TypeFor[law.PaperService]():                         {"method": "送达方式", "on": "交付、留置、签收、到达或者发出公告的日期", "witnessed": "留置送达有见证或者有记录", "consented": "当事人签署确认书同意以该方式送达", "othersFailed": "下落不明或者以其他方式无法送达"},
	reflect.TypeFor[proceedings.ServePriorNotice]():             {"service": "送达情况"},
	reflect.TypeFor[proceedings.RecordDefence]():                {"on": "陈述申辩的日期"},
	reflect.TypeFor[proceedings.WaiveDefence]():                 {"on": "放弃的日期"},
	reflect.TypeFor[proceedings.RequestHearing]():               {"on": "要求听证的日期"},
	reflect.TypeFor[proceedings.NotifyHearing]():                {"on": "听证通知书送达日期", "day": "听证日期", "presider": "听证主持人的账号", "presiderCertificate": "听证主持人的执法证件号"},
	reflect.TypeFor[proceedings.RecordHearing]():                {"on": "听证日期", "abandoned": "当事人无正当理由不出席或者中途退出，视为放弃"},
	reflect.TypeFor[proceedings.ReviewDefence]():                {"on": "复核日期", "view": "复核意见", "penalties": "复核后建议的处罚，不得重于告知的处罚"},
	reflect.TypeFor[proceedings.DecisionTerms]():                {"kind": "决定种类", "penalties": "处罚", "articles": "所依据的条款", "grade": "裁量档次", "leniency": "从轻、减轻或者不予处罚", "transfer": "移送的去向"},
	reflect.TypeFor[proceedings.ProposeDecision]():              {"terms": "建议的决定"},
	reflect.TypeFor[proceedings.ReviewLegally]():                {"passed": "审核通过；未通过的必须写明理由"}, //nolint:gosec // a review that is passed, no password
	reflect.TypeFor[proceedings.DiscussDecision]():              {"on": "集体讨论日期"},
	reflect.TypeFor[proceedings.DecidePenaltyCase]():            {"terms": "决定"},
	reflect.TypeFor[proceedings.ServeDecision]():                {"service": "送达情况"},
	reflect.TypeFor[proceedings.ReportOnTheSpot]():              {"on": "备案日期"},
	reflect.TypeFor[proceedings.RecordPayment]():                {"on": "缴款日期", "fen": "金额，单位为分", "for": "款项，不填为罚款"},
	reflect.TypeFor[proceedings.RecordRefund]():                 {"on": "退还日期", "fen": "金额，单位为分", "for": "款项，不填为罚款"},
	reflect.TypeFor[proceedings.AskInstalments]():               {"on": "申请日期", "parts": "各期的日期和金额；只有一期即为延期"},
	reflect.TypeFor[proceedings.Instalment]():                   {"on": "该期的最后一日", "fen": "金额，单位为分"},
	reflect.TypeFor[proceedings.RemitSurcharge]():               {"fen": "减免的金额，单位为分"},
	reflect.TypeFor[proceedings.RecordPerformance]():            {"on": "履行完毕的日期"},
	reflect.TypeFor[proceedings.RecordRemedy]():                 {"remedy": "复议或者诉讼", "on": "申请或者起诉的日期"},
	reflect.TypeFor[proceedings.RecordRemedyOutcome]():          {"on": "复议决定书送达或者裁判生效的日期", "outcome": "结果", "penalties": "变更后的处罚", "anew": "撤销并责令重新作出决定；没有责令的不填"},
	reflect.TypeFor[proceedings.Anew]():                         {"within": "决定或者判决限定的天数；没有限定的不填", "procedural": "以违反法定程序为由撤销"},
	reflect.TypeFor[proceedings.ServeDemand]():                  {"service": "送达情况"},
	reflect.TypeFor[proceedings.ApplyToCourt]():                 {"on": "申请日期"},
	reflect.TypeFor[proceedings.RecordCourtResult]():            {"on": "裁定或者执行的日期", "result": "结果"},
	reflect.TypeFor[proceedings.AskCreditRepair]():              {"on": "申请日期"},
	reflect.TypeFor[proceedings.ProposeReferral]():              {"to": "接收单位"},
	reflect.TypeFor[law.Addressee]():                            {"place": "本局其他科室或者其他部门", "name": "单位名称，如市场监督管理局"},
	reflect.TypeFor[proceedings.HandOverReferral]():             {"on": "移交日期", "method": "移交方式"},
	reflect.TypeFor[proceedings.RecordReferralReceipt]():        {"on": "回执日期"},
	reflect.TypeFor[proceedings.RecordReferralReply]():          {"on": "答复日期", "answer": "是否受理", "result": "办理结果，只在已受理时填写"},
	reflect.TypeFor[proceedings.SendPoliceFile]():               {"at": "移送案卷的时间，自决定之时起24小时内", "method": "移交方式", "penalty": "移送前是否已作出行政处罚决定"},
	reflect.TypeFor[proceedings.RecordProcuratorateCopy]():      {"on": "抄送日期"},
	reflect.TypeFor[proceedings.RecordPoliceReceipt]():          {"on": "回执日期"},
	reflect.TypeFor[proceedings.RecordPoliceForwarding]():       {"on": "公安机关转送的日期"},
	reflect.TypeFor[proceedings.RecordPoliceDecision]():         {"answer": "是否立案", "decidedOn": "决定日期", "toldOn": "收到通知的日期", "returnedOn": "案卷退回的日期"},
	reflect.TypeFor[proceedings.RequestPoliceReconsideration](): {"on": "公安机关收到复议申请的日期"},
	reflect.TypeFor[proceedings.RecordPoliceReconsideration]():  {"answer": "复议后是否立案", "decidedOn": "复议决定日期", "toldOn": "收到通知的日期"},
	reflect.TypeFor[proceedings.SuggestSupervision]():           {"on": "建议日期"},
	reflect.TypeFor[proceedings.RecordSupervision]():            {"answer": "监督后是否立案", "toldOn": "收到通知的日期"},
	reflect.TypeFor[proceedings.HandOverEvidence]():             {"on": "移交完毕的日期"},
	reflect.TypeFor[proceedings.ReplaceInvestigator]():          {"out": "被更换人员的执法证件号", "in": "接替人员的执法证件号"},
	reflect.TypeFor[proceedings.RequestInvestigatorRecusal]():   {"certificate": "被申请回避人员的执法证件号", "on": "收到书面申请的日期；当事人通过链接申请的不填"},
	reflect.TypeFor[proceedings.DecideInvestigatorRecusal]():    {"certificate": "被申请回避人员的执法证件号", "upheld": "应当回避", "in": "接替人员的执法证件号，只在应当回避时填写"},
	reflect.TypeFor[proceedings.FileFeedback]():                 {"topic": "反馈内容"},
	reflect.TypeFor[proceedings.RouteFeedback]():                {"to": "有关部门"},
	reflect.TypeFor[proceedings.AnswerFeedback]():               {"on": "答复日期", "answer": "答复"},
	reflect.TypeFor[proceedings.RaiseObjection]():               {"on": "收到书面异议的日期；检查对象通过链接提出的不填"},
	reflect.TypeFor[proceedings.CheckObjection]():               {"opinion": "核查意见"},
	reflect.TypeFor[proceedings.DecideObjection]():              {"decision": "决定"},
	reflect.TypeFor[proceedings.PublishedResult]():              {"withdrawn": "撤回公示内容；撤回的，不填检查结果", "outcome": "检查结果，为各事项中最重的一项", "items": "发现问题的事项及其结果，按事项代码；未列出的事项为未发现问题"},
	reflect.TypeFor[proceedings.PrepareCorrectedEntry]():        {"result": "更正后的公示内容"},
	reflect.TypeFor[proceedings.AnswerObjection]():              {"on": "答复送达检查对象的日期", "method": "送达方式"},
}
