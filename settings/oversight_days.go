package settings

import (
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// longestOversight is in working days.
const longestOversight = 60

// OversightDays is within how many working days an opinion of those who supervise
// enforcement is answered, where it names no day itself.
var OversightDays = setting[int]{
	about: About{Name: "oversight_days", Title: "答复监督意见的期限",
		Meaning: "司法行政部门、上级主管部门或者热线等渠道的监督意见没有写明答复日期的，自收到之日起答复的期限，单位为工作日（条文待核对，由本单位确定）。自下一件监督意见起适用；已登记的不受影响。",
		Bounds:  "1至60个工作日的整数。",
		Who:     access.ChangeRuleSettings.Roles()},
	standard: func() int { return 20 },
	check: func(days *int, bad *law.Invalid) {
		if *days < 1 || *days > longestOversight {
			bad.Add("", text(*days), "答复监督意见的期限应为1至%d个工作日", longestOversight)
		}
	},
}
