package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/columns"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/trial"
)

type rulesTryCommand struct {
	Edition string `arg:"" help:"code of the edition to try, as 2025"`
	Year    int    `required:"" help:"year of the plans whose cases are tried"`
	JSON    bool   `name:"json" help:"print JSON"`
	recordPlace
}

// Help teaches the command.
func (rulesTryCommand) Help() string {
	return `逐件、逐项核查：该年度的任务、案件和后续处理，如果适用另一规则版本，哪些事项不能办理、哪些期限不同、另有哪些要求。
只查看，不改动。每一事项都按案卷所载的当时情况判断；按本版本被拒绝的申请案卷中没有，不在其内。

  shuangsuiji rules try 2025 --year 2024                默认数据文件夹
  shuangsuiji rules try 2025 --year 2024 --demo         演示数据的默认文件夹` + helpPlace
}

// Run tries the edition and prints what differs, row by row, and how much was tried.
func (c rulesTryCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	if c.Year < 2000 || c.Year > 9999 {
		return law.Errorf(law.KindInvalid, "year_invalid", "年度应为四位数字，如2025。")
	}
	edition, err := law.EditionOf(c.Edition)
	if err != nil {
		return err
	}
	s, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	all := []trial.Difference{}
	done, err := bureau.New(s, nil, log, false).TryEdition(ctx, c.Year, edition, func(d trial.Difference) error {
		all = append(all, d)
		return nil
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(out, struct {
			Edition string             `json:"edition"`
			Year    int                `json:"year"`
			Tried   trial.Tried        `json:"tried"`
			Items   []trial.Difference `json:"items"`
		}{edition.Code, c.Year, done, all})
	}
	return printTrial(out, edition, c.Year, all, done)
}

func printTrial(out io.Writer, edition *law.Edition, year int, all []trial.Difference, done trial.Tried) error {
	if len(all) > 0 {
		rows := [][]string{{"编号", "版本", "记录", "办理日期", "事项", "差别", "内容"}}
		for _, d := range all {
			seq, day := none, none
			if d.Seq > 0 {
				seq, day = strconv.Itoa(d.Seq), calendar.DateOf(d.Happened).String()
			}
			rows = append(rows, []string{d.Subject, cmp.Or(d.Edition, none), seq, day, cmp.Or(d.Name, none), d.Kind.Chinese(), d.Text})
		}
		if err := columns.Write(out, rows); err != nil {
			return err
		}
	}
	var counts []string
	for _, k := range trial.Kinds {
		counts = append(counts, fmt.Sprintf("%s%d处", k.Chinese(), done.Differences[k]))
	}
	_, err := fmt.Fprintf(out, "%d年度按%s试算：任务%d项，案件%d件，后续处理%d件，办理记录%d条；不同之处：%s\n",
		year, edition.Name, done.Tasks, done.Cases, done.Proceedings, done.Acts, strings.Join(counts, "，"))
	if err == nil && len(done.Unfolded) > 0 {
		_, err = fmt.Fprintf(out, "%s  下列案卷按其本来的规则也不能重新推算，其后的记录没有试算（请运行check核对）：%s\n", stateAmiss, strings.Join(done.Unfolded, "、"))
	}
	return err
}
