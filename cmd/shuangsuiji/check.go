package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"shuangsuiji/audit"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection"
)

type checkCommand struct{ recordPlace }

// Help teaches the command.
func (checkCommand) Help() string {
	return `逐项核对全部案卷：每行一项不符，写明所在的表、编号和原因；只查看，不改动。
退出码：0 完整一致；3 有不符之处；1 不能核对（案卷打不开）。

  shuangsuiji check                                    默认数据文件夹
  shuangsuiji check --demo                             演示数据的默认文件夹` + helpPlace
}

func (c checkCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	s, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	done, err := bureau.New(s, nil, log, false).CheckRecord(ctx, func(f audit.Finding) error {
		_, err := fmt.Fprintln(out, stateAmiss+"  "+f.String())
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "已核对：任务%d项，案件%d件，后续处理%d件，办理记录%d条，抽取%d次，公示%d条，处理决定公示%d条；按办理记录重新推算%d件\n",
		done.Tasks, done.Cases, done.Proceedings, done.Acts, done.Draws, done.Publications, done.Decisions, done.Folded)
	if done.Findings > 0 {
		return inspection.Errorf(inspection.KindCorrupt, "record_differs", "案卷有%d处不符。", done.Findings)
	}
	fmt.Fprintln(out, "案卷完整一致")
	return nil
}
