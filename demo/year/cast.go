package year

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/tasks"
)

// cast is what the scripts know of each other's subjects.
type cast struct {
	// drawnOn is the day of each task's last draw.
	drawnOn map[string]calendar.Date
	tasks   map[string]tasks.Task
	cases   map[string][]cases.Case // by task
	// inspectors are the certificates of all, in order.
	inspectors []string
}

func newCast() *cast {
	return &cast{drawnOn: map[string]calendar.Date{}, tasks: map[string]tasks.Task{}, cases: map[string][]cases.Case{}}
}

func (c *cast) firstCase(task string) string {
	if len(c.cases[task]) == 0 {
		return ""
	}
	return c.cases[task][0].No
}

// confirmed reports whether the case has its result.
func (c *cast) confirmed(no string) bool {
	for _, of := range c.cases {
		for _, one := range of {
			if one.No == no {
				return one.Result != nil && one.Result.ConfirmedBy != ""
			}
		}
	}
	return false
}
