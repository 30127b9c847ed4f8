package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"go.temporal.io/sdk/client"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
	"shuangsuiji/workflows"
)

// database says where the record is, for processes of their own.
type database struct {
	Driver  string `help:"mysql or sqlite" default:"mysql" env:"SSJ_DATABASE_DRIVER"`
	DSN     string `help:"user:password@tcp(host:port)/database, or a file" env:"SSJ_DATABASE_DSN"`
	DSNFile string `help:"file that holds the DSN" name:"dsn-file" env:"SSJ_DATABASE_DSN_FILE"`
	CA      string `help:"PEM file of the authority by which MySQL is known; with it, nothing but TLS" name:"database-ca" type:"path" env:"SSJ_DATABASE_CA"`
}

func (d database) config(log *slog.Logger) (store.Config, error) {
	dsn := d.DSN
	if d.DSNFile != "" {
		raw, err := os.ReadFile(d.DSNFile)
		if err != nil {
			return store.Config{}, fmt.Errorf("read DSN: %w", err)
		}
		dsn = strings.TrimSpace(string(raw))
	}
	return store.Config{Driver: d.Driver, DSN: dsn, CA: d.CA, Logger: log}, nil
}

func (d database) open(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	cfg, err := d.config(log)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, cfg)
}

// newOffice stands the use cases on a record and a Temporal client.
func newOffice(ctx context.Context, s *store.Store, c client.Client, log *slog.Logger, options ...bureau.Option) (*bureau.Office, error) {
	clock, err := s.Clock(ctx)
	if err != nil {
		return nil, err
	}
	return bureau.New(s, newDispatcher(s, c), log, clock.Standing, options...), nil
}

// newDispatcher makes a dispatcher that tells the record of workflows in its way.
func newDispatcher(s *store.Store, c client.Client) *workflows.Dispatcher {
	d := workflows.NewDispatcher(c)
	d.Occupied = activities.Occupied(s, time.Now)
	return d
}

// listen opens the address, or says in one line that it is taken.
func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, law.Errorf(law.KindNotAllowed, "port_in_use", "不能监听%s：%v。请用参数换一个端口。", address, err)
	}
	return l, nil
}

// serve answers HTTP until the context ends, then lets requests under way finish.
func serve(ctx context.Context, l net.Listener, handler http.Handler, log *slog.Logger) error {
	server := newServer(handler, log)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}
