package main

import (
	"io"

	"shuangsuiji/columns"
	"shuangsuiji/inspection/law"
)

type calendarPeriodsCommand struct {
	edition
	JSON bool `name:"json" help:"print JSON"`
}

// edition says whose periods are meant.
type edition struct {
	Edition string `help:"code of the rule edition" default:"2026"`
}

// Help shows the command at work.
func (calendarPeriodsCommand) Help() string {
	return `每行一项：代码、名称、期限、起算日、依据、施行日期。代码和名称都可用于 calendar due。

  shuangsuiji calendar periods
  shuangsuiji calendar periods --edition 2024 --json`
}

func (p calendarPeriodsCommand) Run(out io.Writer) error {
	e, err := law.EditionOf(p.Edition)
	if err != nil {
		return err
	}
	if p.JSON {
		return printJSON(out, struct {
			Code    string            `json:"code"`
			Name    string            `json:"name"`
			Periods []law.LegalPeriod `json:"periods"`
		}{e.Code, e.Name, e.Periods})
	}
	rows := [][]string{{"代码", "名称", "期限", "起算", "依据", "施行日期"}}
	for _, l := range e.Periods {
		rows = append(rows, []string{string(l.Kind), l.Name, l.Period.String(), l.From, l.Clause, l.SinceText()})
	}
	return columns.Write(out, rows)
}
