package settings

import (
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// PublicBodies is the bureau's word on whether inspections of those that are no
// enterprises are under 国办发〔2024〕54号 too.
var PublicBodies = setting[bool]{
	about: About{Name: "public_bodies", Title: "公共机构适用涉企行政检查规定",
		Meaning: "对社保经办机构等非企业检查对象，是否同样适用国办发〔2024〕54号（行政检查审批、扫码入企、书面告知、频次上限等）。自此后立项的案件起适用；已立项的案件不变。",
		Bounds:  "true为适用，false为不适用。",
		Who:     access.ChangeRuleSettings.Roles()},
	standard: func() bool { return false },
	check:    func(*bool, *law.Invalid) {},
}
