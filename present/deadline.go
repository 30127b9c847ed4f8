package present

import (
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// markOverdue warns of a period that has passed.
const markOverdue = "已逾期"

// Until is the end of a running period: 2024年5月20日24时.
func Until(d law.Deadline) string {
	text := d.Last.ChineseString() + "24时"
	if d.Provisional {
		text += "（暂按周末推算）"
	}
	return text
}

// DeadlineRows are the running periods.
func DeadlineRows(running law.Deadlines) Rows {
	var out Rows
	for _, d := range running {
		row := Row{Name: d.Name + "期限", Value: Until(d)}
		if d.Overdue {
			row.Mark = markOverdue
		}
		out = append(out, row)
	}
	return out
}

// LateSteps are the periods that ended late, with the day on which they should have.
func LateSteps(met []law.MetDeadline, edition string) []string {
	var out []string
	for _, m := range met {
		if m.Late {
			out = append(out, "逾期："+PeriodName(edition, m.Kind)+"（"+m.Last.ChineseString()+"届满）")
		}
	}
	return out
}

// Moment says what comes at a moment of a running period; "" where none of the kind
// runs.
func Moment(running law.Deadlines, m law.Moment) string {
	d, ok := running.Find(m.Deadline)
	if !ok {
		return ""
	}
	if m.Step == law.StepOverdue {
		return fmt.Sprintf("“%s”期限届满（%s24时）", d.Name, d.Last.ChineseString())
	}
	if d.Overdue {
		return fmt.Sprintf("“%s”逾期催办（%s）", d.Name, day(m.At))
	}
	return fmt.Sprintf("“%s”期限提醒（%s届满）", d.Name, d.Last.ChineseString())
}

func day(t time.Time) string { return calendar.DateOf(t).ChineseString() }
