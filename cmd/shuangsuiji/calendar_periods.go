package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"shuangsuiji/inspection"
)

type calendarPeriodsCommand struct {
	edition
	JSON bool `name:"json" help:"print JSON"`
}

// edition says whose periods are meant.
type edition struct {
	Edition string `help:"code of the rule edition" default:"2025"`
}

// Help shows the command at work.
func (calendarPeriodsCommand) Help() string {
	return `每行一项：代码、名称、期限、起算日、依据、施行日期。代码和名称都可用于 calendar due。

  shuangsuiji calendar periods
  shuangsuiji calendar periods --edition 2024 --json`
}

func (p calendarPeriodsCommand) Run(out io.Writer) error {
	e, err := inspection.EditionOf(p.Edition)
	if err != nil {
		return err
	}
	if p.JSON {
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(struct {
			Code    string                   `json:"code"`
			Name    string                   `json:"name"`
			Periods []inspection.LegalPeriod `json:"periods"`
		}{e.Code, e.Name, e.Periods})
	}
	rows := [][]string{{"代码", "名称", "期限", "起算", "依据", "施行日期"}}
	for _, l := range e.Periods {
		rows = append(rows, []string{string(l.Kind), l.Name, l.Period.String(), l.From, l.Clause, l.Since.String()})
	}
	return printColumns(out, rows)
}

// printColumns sets the cells of each column under each other on a screen on
// which a Chinese character is as wide as two Latin ones.
func printColumns(out io.Writer, rows [][]string) error {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], screenWidth(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-screenWidth(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(out, line.String()); err != nil {
			return err
		}
	}
	return nil
}

// screenWidth takes every character beyond Latin for a wide one, which is true of
// all that stands in an edition.
func screenWidth(s string) (n int) {
	for _, r := range s {
		if n++; utf8.RuneLen(r) > 2 {
			n++
		}
	}
	return n
}
