package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"shuangsuiji/bureau"
)

type checkCommand struct{ database }

func (c checkCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	s, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	done, err := bureau.New(s, nil, log, false).CheckRecord(ctx)
	fmt.Fprintf(out, "已核对：任务%d项，案件%d件，后续处理%d件，办理记录%d条，抽取%d次，公示%d条\n", done.Tasks, done.Cases, done.Proceedings, done.Acts, done.Draws, done.Publications)
	if err == nil {
		fmt.Fprintln(out, "案卷完整一致")
	}
	return err
}
