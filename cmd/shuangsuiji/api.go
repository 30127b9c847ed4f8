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
	sealing
	Listen        string `help:"address to listen on" default:"127.0.0.1:8080" env:"SSJ_LISTEN"`
	TemporalUI    string `help:"address of the Temporal UI, for links" env:"SSJ_TEMPORAL_UI"`
	SecureCookies bool   `help:"cookies only over HTTPS" env:"SSJ_SECURE_COOKIES"`
}

func (a apiCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	keys, err := a.ring()
	if err != nil {
		return err
	}
	c, err := connect(ctx, a.database, a.temporalServer, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	office, err := newOffice(ctx, c.record, c.temporal, log, bureau.WithSeals(keys))
	if err != nil {
		return err
	}
	if err := firstAdministrator(ctx, office, out); err != nil {
		return err
	}
	l, err := listen(a.Listen)
	if err != nil {
		return err
	}
	// What another process announced and could not finish, before it was stopped.
	resuming, cancel := context.WithCancel(ctx)
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()
	background.Go(func() { resumeAnnouncements(resuming, office, log) })
	fmt.Fprintf(out, "接口已启动 API started: http://%s\n", l.Addr())
	return serve(ctx, l, newHandler(c.record, office, namespacePage(a.TemporalUI, a.Namespace), a.SecureCookies, log), log)
}
