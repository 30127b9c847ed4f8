package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"shuangsuiji/bureau"
)

type apiCommand struct {
	database
	temporalServer
	frontDoor
	sealing
	Listen string `help:"address to listen on" default:"127.0.0.1:8080" env:"SSJ_LISTEN"`
}

func (a apiCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	keys, err := a.ring(log)
	if err != nil {
		return err
	}
	c, err := connect(ctx, a.database, a.temporalServer, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	if err := keysFit(ctx, c.record, keys); err != nil {
		return err
	}
	c.record.SealActs(keys)
	office, err := newOffice(ctx, c.record, c.temporal, log, bureau.WithSeals(keys))
	if err != nil {
		return err
	}
	if err := firstAdministrator(ctx, office, out); err != nil {
		return err
	}
	config, err := a.tls()
	if err != nil {
		return err
	}
	ui, err := newTemporalUI(a.Address, a.Namespace, config, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ui.Close()) }()
	l, err := listen(a.Listen)
	if err != nil {
		return err
	}
	handler, err := a.handler(behindDoor{listening: a.Listen, store: c.record, office: office, keys: keys, temporalUI: ui, namespace: a.Namespace, log: log})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	// What another process announced and could not finish, before it was stopped.
	resuming, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()
	background.Go(func() { resumeAnnouncements(resuming, office, log) })
	fmt.Fprintf(out, "接口已启动 API started: http://%s\n", l.Addr())
	return a.frontDoor.open(ctx, l, handler, log)
}
