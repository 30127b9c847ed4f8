package main

import (
	"cmp"
	"fmt"
	"io"

	"shuangsuiji/columns"
	"shuangsuiji/inspection/amendment"
	"shuangsuiji/inspection/law"
)

type rulesDiffCommand struct {
	From string `arg:"" help:"code of the earlier edition, as 2024"`
	To   string `arg:"" help:"code of the later edition, as 2025"`
	JSON bool   `name:"json" help:"print JSON"`
}

// Help shows the command at work.
func (rulesDiffCommand) Help() string {
	return `每行一处不同：部分、增减、名称、原规定、现规定、依据、施行日期。

  shuangsuiji rules diff 2024 2025
  shuangsuiji rules diff 2025 2026 --json`
}

// Run prints the differences.
func (d rulesDiffCommand) Run(out io.Writer) error {
	from, err := law.EditionOf(d.From)
	if err != nil {
		return err
	}
	to, err := law.EditionOf(d.To)
	if err != nil {
		return err
	}
	all := amendment.Between(from, to)
	if d.JSON {
		return printJSON(out, append([]amendment.Difference{}, all...))
	}
	if len(all) == 0 {
		_, err := fmt.Fprintf(out, "%s与%s没有不同\n", from.Name, to.Name)
		return err
	}
	rows := [][]string{{"部分", "增减", "名称", "原规定", "现规定", "依据", "施行日期"}}
	for _, one := range all {
		rows = append(rows, []string{one.Part.Chinese(), one.Change.Chinese(), one.Name, cmp.Or(one.Before, none), cmp.Or(one.After, none), one.Clause, one.SinceText()})
	}
	return columns.Write(out, rows)
}

// none stands in a table where there is nothing.
const none = "—"
