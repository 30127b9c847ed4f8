package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"shuangsuiji/activities"
	"shuangsuiji/upkeep"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

type workerCommand struct {
	database
	temporalServer
	sealing
	mailSettings
}

func (w workerCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	keys, err := w.ring(log)
	if err != nil {
		return err
	}
	c, err := connect(ctx, w.database, w.temporalServer, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	if err := keysFit(ctx, c.record, keys); err != nil {
		return err
	}
	c.record.SealActs(keys)
	at := worker.New(c.temporal, activities.New(c.record, workflows.NewDispatcher(c.temporal), activities.WithSeals(keys)), worker.Options{})
	if err := at.Start(); err != nil {
		return err
	}
	defer at.Stop()
	fmt.Fprintln(out, "工作进程已启动 worker started")
	var background sync.WaitGroup
	defer background.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	background.Go(func() { upkeep.New(c.record, log).Run(ctx) })
	return w.send(ctx, c.record, log)
}
