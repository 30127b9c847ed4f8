package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
)

type reconcileCommand struct {
	database
	temporalServer
	Mend bool `help:"bring each workflow that differs into agreement with the record: refreshed, started again, or ended"`
}

func (r reconcileCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	c, err := connect(ctx, r.database, r.temporalServer, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	office, err := newOffice(ctx, c.record, c.temporal, log)
	if err != nil {
		return err
	}
	found, compared, err := office.Reconcile(ctx, r.Mend)
	if open := printDifferences(out, found, compared); err == nil && open > 0 {
		return law.Errorf(law.KindCorrupt, "record_and_workflow_differ", "案卷与流程有%d项不一致。", open)
	}
	return err
}

// printDifferences answers how many differences are left open.
func printDifferences(out io.Writer, found []bureau.Difference, compared int) (open int) {
	for _, d := range found {
		state := "未修复"
		if d.Mended {
			state = "已由案卷重建"
		} else {
			open++
		}
		fmt.Fprintf(out, "%s：案卷为“%s”，流程为“%s”，%s\n", d.Subject, d.Record, d.Workflow, state)
	}
	fmt.Fprintf(out, "共核对%d项，不一致%d项\n", compared, len(found))
	return open
}
