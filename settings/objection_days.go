package settings

import (
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// longestObjection is in working days.
const longestObjection = 60

// ObjectionDays is within how many working days an objection to a published result
// is answered; no law sets it.
var ObjectionDays = setting[int]{
	about: About{Name: "objection_days", Title: "答复异议的期限",
		Meaning: "检查对象对公示的检查结果提出异议的，自收到异议之日起答复的期限，单位为工作日。自下一件异议起适用；已提出的异议不受影响。",
		Bounds:  "1至60个工作日的整数。",
		Who:     access.ChangeRuleSettings.Roles()},
	standard: func() int { return 20 },
	check: func(days *int, bad *law.Invalid) {
		if *days < 1 || *days > longestObjection {
			bad.Add("", text(*days), "答复异议的期限应为1至%d个工作日", longestObjection)
		}
	},
}
