package settings

import (
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// PublicBodies is the bureau's word on whether inspections of those that are no
// enterprises are under 国办发〔2024〕54号 too.
var PublicBodies = setting[bool]{
	about: About{Name: "public_bodies", Title: "公共机构适用涉企行政检查规定",
		Meaning: "对非企业检查对象（事业单位、社会团体、社会服务机构、公共人力资源服务机构、社保经办机构，按名录库的企业类型、企业性质判断），是否同样适用国办发〔2024〕54号（行政检查审批、扫码入企、书面告知、频次上限等）。自此后立项的案件起适用；已立项的案件不变。",
		Bounds:  "true为适用，false为不适用。",
		Who:     access.ChangeRuleSettings.Roles()},
	standard: func() bool { return false },
	check:    func(*bool, *law.Invalid) {},
}
