package present

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// everAllowed are acts that are possible at nearly every stage and say nothing of what
// comes next.
var everAllowed = []law.ActKind{law.ActExtendDeadline, law.ActSuspend, cases.ActCorrectEntry, cases.ActReplaceInspector, tasks.ActCancelTask}

// NextActs are the acts that are possible now, with those who may perform them.
func NextActs(allowed []law.Allowance) string {
	var out []string
	for _, a := range allowed {
		if !slices.Contains(everAllowed, a.Act) {
			out = append(out, a.Name+"（"+law.NamesOf(a.Who)+"）")
		}
	}
	return strings.Join(out, "；")
}

// standing is the row of the stage, and of its standing still.
func standing(stage string, docket law.Docket) Row {
	row := Row{Name: "阶段", Lead: stage}
	if docket.Suspended() {
		row.Value = "（自" + docket.SuspendedOn.ChineseString() + "起中止）"
	}
	return row
}
