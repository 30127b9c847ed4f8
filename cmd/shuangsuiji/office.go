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
	sdklog "go.temporal.io/sdk/log"

	"shuangsuiji/api"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection"
	"shuangsuiji/store"
	"shuangsuiji/workflows"
)

// database says where the record is, for processes of their own.
type database struct {
	Driver  string `help:"mysql or sqlite" default:"mysql" env:"SSJ_DATABASE_DRIVER"`
	DSN     string `help:"user:password@tcp(host:port)/database, or a file" env:"SSJ_DATABASE_DSN"`
	DSNFile string `help:"file that holds the DSN" name:"dsn-file" env:"SSJ_DATABASE_DSN_FILE"`
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
	return store.Config{Driver: d.Driver, DSN: dsn, Logger: log}, nil
}

func (d database) open(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	cfg, err := d.config(log)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, cfg)
}

// temporalServer says where the Temporal server is, for processes of their own.
type temporalServer struct {
	Address   string `help:"host:port of the Temporal frontend" default:"127.0.0.1:7233" env:"SSJ_TEMPORAL_ADDRESS"`
	Namespace string `help:"namespace" default:"shuangsuiji" env:"SSJ_TEMPORAL_NAMESPACE"`
}

func (t temporalServer) dial(ctx context.Context, log *slog.Logger) (client.Client, error) {
	c, err := client.DialContext(ctx, client.Options{HostPort: t.Address, Namespace: t.Namespace, Logger: sdklog.NewStructuredLogger(log)})
	if err != nil {
		return nil, inspection.Errorf(inspection.KindUnavailable, "temporal_away", "连不上流程服务%s：%v", t.Address, err)
	}
	return c, nil
}

// newOffice stands the use cases on a record and a Temporal client.
func newOffice(ctx context.Context, s *store.Store, c client.Client, log *slog.Logger, options ...bureau.Option) (*bureau.Office, error) {
	clock, err := s.Clock(ctx)
	if err != nil {
		return nil, err
	}
	return bureau.New(s, workflows.NewDispatcher(c), log, clock.Standing, options...), nil
}

// listen opens the address, or says in one line that it is taken.
func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, inspection.Errorf(inspection.KindNotAllowed, "port_in_use", "不能监听%s：%v。请用参数换一个端口。", address, err)
	}
	return l, nil
}

// serve answers HTTP until the context ends, then lets requests under way finish.
func serve(ctx context.Context, l net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
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

func newHandler(s *store.Store, o *bureau.Office, temporalUI string, secure bool, log *slog.Logger) http.Handler {
	return api.New(api.Config{Office: o, Sessions: s.Sessions(), TemporalUI: temporalUI, SecureCookies: secure, Log: log})
}

// namespacePage is the address of the office's namespace in the Temporal UI, ""
// without one.
func namespacePage(ui, namespace string) string {
	if ui == "" {
		return ""
	}
	return strings.TrimRight(ui, "/") + "/namespaces/" + namespace
}
