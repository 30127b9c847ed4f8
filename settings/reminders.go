package settings

import (
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// The bounds of the reminders.
const (
	mostReminders    = 10
	farthestReminder = 60 // working days before
)

// Reminders says when persons are reminded of a deadline, and at which hour the
// daily digest goes out. A deadline that runs already keeps the moment that it
// waits for; the one after it, and each that an act counts anew, follows the
// setting as it then is.
var Reminders = setting[law.Reminders]{
	about: About{Name: "reminders", Title: "期限提醒",
		Meaning: "期限届满前第几个工作日提醒（daysBefore，0为届满当日）、提醒的时刻（hour、minute，北京时间）、届满后是否每个工作日催办（dailyAfter）；" +
			"每日汇总邮件也在此时刻发出。修改后，正在等待的下一次提醒仍按原时间发出，其后的提醒以及新计算的期限按修改后的参数执行。",
		Bounds: "daysBefore为1至10个不重复的整数，各为0至60；hour为0至23；minute为0至59。",
		Who:    access.ChangeSettings.Roles()},
	standard: func() law.Reminders {
		r := law.DefaultReminders
		r.DaysBefore = slices.Clone(r.DaysBefore)
		return r
	},
	check: func(r *law.Reminders, bad *law.Invalid) {
		slices.Sort(r.DaysBefore)
		slices.Reverse(r.DaysBefore)
		if n := len(r.DaysBefore); n < 1 || n > mostReminders {
			bad.Add("daysBefore", "", "提醒次数应为1至%d次，现为%d次", mostReminders, n)
		}
		for i, n := range r.DaysBefore {
			switch {
			case n < 0 || n > farthestReminder:
				bad.Add("daysBefore", text(n), "提醒应在届满前0至%d个工作日，不能是%d", farthestReminder, n)
			case i > 0 && n == r.DaysBefore[i-1]:
				bad.Add("daysBefore", text(n), "提醒日%d重复", n)
			}
		}
		if r.Hour < 0 || r.Hour > 23 {
			bad.Add("hour", text(r.Hour), "时应为0至23，不能是%d", r.Hour)
		}
		if r.Minute < 0 || r.Minute > 59 {
			bad.Add("minute", text(r.Minute), "分应为0至59，不能是%d", r.Minute)
		}
	},
}
