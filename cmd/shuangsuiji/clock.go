package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"shuangsuiji/apiclient"
)

// clockCommand shows the business clock, and moves that of a demonstration.
type clockCommand struct {
	Show clockShowCommand `cmd:"" default:"withargs" help:"show the business clock. 显示业务时钟"`
	Next clockNextCommand `cmd:"" help:"to the end of the period that ends next. 拨到下一个期限"`
	To   clockToCommand   `cmd:"" help:"to a date, or a time of it. 拨到某日某时"`
	Days clockDaysCommand `cmd:"" help:"forward by so many days. 向后拨若干日"`
}

// Help teaches the group.
func (clockCommand) Help() string {
	return `演示和培训数据的业务时钟停住不动，只按命令向后拨；拨动后，到期的提醒和逾期随即出现。正式数据的业务时钟与真实时间一致，不能拨动。

  shuangsuiji clock                        现在的业务时间
  shuangsuiji clock next                   拨到下一个期限届满之时，或者下一任务的抽查月份
  shuangsuiji clock to 2024-05-06          拨到当日9时
  shuangsuiji clock to 2024-05-06T14:30    拨到当日14时30分
  shuangsuiji clock days 3                 向后拨3日` + helpAccess
}

// clockReply is the clock as the API tells it.
type clockReply struct {
	Standing bool
	Local    string
	Jumps    int
	Told     int
}

func (c clockReply) print(out io.Writer) error {
	state := "与真实时间一致"
	if c.Standing {
		state = fmt.Sprintf("停住，按命令拨动，已拨动%d次", c.Jumps)
	}
	_, err := fmt.Fprintf(out, "业务时钟：%s（%s）\n", c.Local, state)
	return err
}

type clockShowCommand struct{ apiAccess }

func (s clockShowCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return s.visit(ctx, log, func(c *apiclient.Client) error {
		var now clockReply
		if err := c.Get(ctx, "/api/clock", &now); err != nil {
			return err
		}
		return now.print(out)
	})
}

type clockNextCommand struct{ apiAccess }

func (n clockNextCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return n.jump(ctx, log, out, map[string]any{"nextDeadline": true})
}

type clockDaysCommand struct {
	apiAccess
	Days int `arg:"" help:"how many days, at least 1"`
}

// Validate refuses what is no way forward.
func (d clockDaysCommand) Validate() error {
	if d.Days < 1 {
		return fmt.Errorf("日数应为1以上的整数，业务时钟只能向后拨")
	}
	return nil
}

func (d clockDaysCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return d.jump(ctx, log, out, map[string]any{"days": d.Days})
}

type clockToCommand struct {
	apiAccess
	Moment clockMoment `arg:"" help:"2024-05-06, which is 9 o'clock, or 2024-05-06T14:30"`
}

func (t clockToCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return t.jump(ctx, log, out, map[string]any{"to": time.Time(t.Moment)})
}

// jump moves the clock once: it is not to be repeated, since a jump that was made
// is not made again by the same request but by another.
func (a apiAccess) jump(ctx context.Context, log *slog.Logger, out io.Writer, to map[string]any) error {
	return a.visit(ctx, log, func(c *apiclient.Client) error {
		var now clockReply
		if err := c.Send(ctx, http.MethodPost, "/api/clock", to, &now); err != nil {
			return err
		}
		if err := now.print(out); err != nil {
			return err
		}
		_, err := fmt.Fprintf(out, "已告知没有办结的任务和案件%d项\n", now.Told)
		return err
	})
}
