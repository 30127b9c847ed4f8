package settings

import (
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// farthestNearVisit is in days.
const farthestNearVisit = 366

// NearVisitDays is within how many days two tasks may not visit one entity
// without a warning (文件四(二)).
var NearVisitDays = setting[int]{
	about: About{Name: "near_visit_days", Title: "重复上门提示的天数",
		Meaning: "不同任务在此天数内检查同一检查对象的，在任务的重复上门提示中列出，并建议合并检查（进一次门、查多项事）。修改后即适用。",
		Bounds:  "0至366日的整数；0为只提示同一日的检查。",
		Who:     access.ChangeSettings.Roles()},
	standard: func() int { return 30 },
	check: func(n *int, bad *law.Invalid) {
		if *n < 0 || *n > farthestNearVisit {
			bad.Add("", text(*n), "天数应为0至%d，不能是%d", farthestNearVisit, *n)
		}
	},
}
