package workflows

import (
	"fmt"
	"strings"

	"shuangsuiji/inspection/law"
)

// details is the table that the Temporal UI shows of a subject, in Markdown.
type details struct{ strings.Builder }

func newDetails() *details {
	d := &details{}
	d.WriteString("| 项目 | 内容 |\n|---|---|\n")
	return d
}

func (d *details) row(name, value string) {
	if value != "" {
		fmt.Fprintf(d, "| %s | %s |\n", name, value)
	}
}

func (d *details) stage(name string, docket law.Docket) {
	text := "**" + name + "**"
	if docket.Suspended() {
		text += "（自" + docket.SuspendedOn.ChineseString() + "起中止）"
	}
	d.row("阶段", text)
}

func (d *details) deadlines(running law.Deadlines) {
	for _, r := range running {
		d.row(r.Name+"期限", deadlineText(r))
	}
}

// late lists what was done late.
func (d *details) late(met []law.MetDeadline, edition string) {
	d.row("办理中逾期", strings.Join(lateSteps(met, edition), "；"))
}
