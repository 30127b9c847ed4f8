package demo

import (
	"context"
	"strconv"
	"strings"

	"shuangsuiji/columns"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// report prints what became of every case.
func (p *play) report(ctx context.Context) error {
	all, err := p.cases(ctx)
	if err != nil {
		return err
	}
	now, err := p.Now(ctx)
	if err != nil {
		return err
	}
	table := [][]string{{"  案件", "历时（日）", "公示", "记录", "阶段", "检查结果", "期限", "情形"}}
	for i, c := range all {
		edition, err := law.EditionOf(c.Edition)
		if err != nil {
			return err
		}
		end := c.Closed
		if end.IsZero() {
			end = now
		}
		days := calendar.DateOf(c.Opened).DaysUntil(calendar.DateOf(end))
		table = append(table, []string{"  " + c.No, strconv.Itoa(days), strconv.Itoa(c.Publication.Entries), strconv.Itoa(c.Seq),
			stageOf(c), outcomeOf(c, edition), punctuality(c, edition), storyOf(i).name})
	}
	return columns.Write(p.Out, table)
}

// stageOf is the case's stage, with the branches that it waits for.
func stageOf(c cases.Case) string {
	var waiting []string
	for _, b := range c.OpenBranches() {
		waiting = append(waiting, b.Kind.Chinese())
	}
	if len(waiting) == 0 {
		return c.Stage.Chinese()
	}
	return c.Stage.Chinese() + "（等待" + strings.Join(waiting, "、") + "）"
}

func outcomeOf(c cases.Case, e *law.Edition) string {
	if c.Result == nil {
		return "未认定"
	}
	rule, _ := e.Outcome(c.Result.Outcome)
	return rule.Name
}

// punctuality names the periods that were not kept.
func punctuality(c cases.Case, e *law.Edition) string {
	var missed []string
	for _, m := range c.Met {
		if m.Late || m.Lapsed {
			period, _ := e.Period(m.Kind)
			missed = append(missed, period.Name)
		}
	}
	if len(missed) == 0 {
		return "均按期"
	}
	return "逾期：" + strings.Join(missed, "、")
}
