package forms

import (
	"shuangsuiji/codes"
	"shuangsuiji/inspection/law"
)

// What is asked for of the office itself, as the interface takes it.
var (
	// NewAccount is an account to be made, and ChangedAccount one to be changed.
	NewAccount = []Field{
		text("login", "用户名").longest(64).help("小写字母、数字、汉字，中间可以用“.”“_”“-”"),
		text("name", "姓名").longest(100),
		text("department", "部门").longest(100),
		staffRoles("roles", "角色"),
		text("certificate", "执法证件号").optional().longest(64).help("执法人员必填，须在名录库中"),
		text("email", "电子邮件").optional().longest(200),
	}
	ChangedAccount = append(append([]Field(nil), NewAccount...), yesNo("active", "启用").help("停用后不能登录"))
	// Reset is why somebody else's password or second factor is reset.
	Reset = []Field{text("reason", "理由").longest(1000)}
	// NewHandover hands over the work of somebody who leaves (离任交接).
	NewHandover = []Field{
		code("from", "离任人").from(FromAccounts),
		code("to", "接收人").from(FromAccounts).help("须具有离任人的全部角色"),
		text("reason", "理由").longest(1000),
	}
	// ClockMoment is where the clock of a demonstration is moved to.
	ClockMoment = []Field{moment("to", "拨到")}
)

// staffRoles takes several of the roles that an account can have.
func staffRoles(name, label string) Field {
	f := choices[law.Role](name, label)
	f.Codes = f.Codes.Only(rolesOfAccounts()...)
	return f
}

func rolesOfAccounts() []string {
	out := make([]string, len(law.StaffRoles))
	for i, r := range law.StaffRoles {
		out[i] = string(r)
	}
	return out
}

// FromOwnScale are the grades of the bureau's own scale.
const FromOwnScale Source = "own_scale"

// ReasonName is the field in which it is said why a setting is changed, and ValueName
// that of its value.
const (
	ReasonName = "reason"
	ValueName  = "value"
)

// Settings are the forms of the bureau's settings by their names; each has the value and
// the reason.
var Settings = map[string][]Field{
	"reminders": ofSetting(group(ValueName, "",
		lines("daysBefore", "届满前第几个工作日提醒").help("每行一个数，0为届满当日").example("5"),
		number("hour", "提醒的时"), number("minute", "提醒的分"),
		yesNo("dailyAfter", "届满后每个工作日催办"))),
	"grade_scale": ofSetting(group(ValueName, "",
		text("code", "分级代码").longest(32), text("name", "分级名称").longest(200),
		rows("grades", "等级（由低到高）", text("code", "代码").longest(32), text("name", "名称").longest(100), number("weight", "权重")))),
	"agency": ofSetting(text(ValueName, "检查机关名称").longest(200)),
	"visit_limits": ofSetting(group(ValueName, "",
		number("perYear", "日常检查每年上限").help("0为不设上限"),
		eachByKey(FromOwnScale, "byGrade", "日常检查每年上限", number("", "").optional()).optional().help("另按风险等级规定的填写"),
		number("campaign", "专项检查每年上限").help("0为不设上限；上级部署的专项检查不计入，除非本单位另定"),
		number("perDay", "每日提示").help("超过的提示；0为不提示"), number("perWeek", "每周提示"), number("perMonth", "每月提示"),
		number("clearInARow", "连续未发现问题的次数").help("同一检查人员连续若干次未发现问题的，再次检查须写明理由；0为不要求"))),
	"public_bodies": ofSetting(yesNo(ValueName, "公共机构适用涉企行政检查规定")),
	"mail": ofSetting(group(ValueName, "",
		Field{Kind: Choice, Name: "mode", Label: "发送方式", Codes: mailModes, Required: Always, Shown: Always},
		text("domain", "邮件编号所用的本单位域名").longest(120).example("rsj.example.gov.cn"))),
	"near_visit_days": ofSetting(number(ValueName, "天数")),
	"objection_days":  ofSetting(number(ValueName, "工作日数")),
	"oversight_days":  ofSetting(number(ValueName, "工作日数")),
	"oversight_contacts": ofSetting(group(ValueName, "",
		text("office", "行政执法监督机构").longest(100).optional().example("迁安市司法局"), text("telephone", "电话").longest(100).optional(), text("hotline", "热线号码").longest(100).optional())),
	"entity_link_days":          ofSetting(number(ValueName, "天数")),
	"separate_witness_inviters": ofSetting(yesNo(ValueName, "外部见证人须由不同人员分别邀请")),
	"second_factor_roles":       ofSetting(staffRoles(ValueName, "须用动态口令登录的角色").optional()),
}

func ofSetting(value Field) []Field {
	return []Field{value, text(ReasonName, "理由").longest(1000)}
}

var mailModes = codes.List{{Value: "off", Name: "不发邮件"}, {Value: "single", Name: "逐条发送"}, {Value: "single_and_digest", Name: "逐条发送并每日汇总"}, {Value: "digest", Name: "工作人员只收每日汇总"}}
