package workflows

import (
	"fmt"
	"strings"

	"shuangsuiji/present"
)

// details is the table that the Temporal UI shows of a subject, in Markdown.
type details struct{ strings.Builder }

func newDetails(rows ...present.Rows) *details {
	d := &details{}
	d.WriteString("| 项目 | 内容 |\n|---|---|\n")
	for _, part := range rows {
		for _, r := range part {
			d.row(r)
		}
	}
	return d
}

func (d *details) row(r present.Row) {
	text := r.Value
	if r.Lead != "" {
		text = "**" + r.Lead + "**" + text
	}
	if r.Mark != "" {
		text += " **" + r.Mark + "**"
	}
	fmt.Fprintf(d, "| %s | %s |\n", r.Name, text)
}
