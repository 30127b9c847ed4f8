package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"sync"

	"go.temporal.io/sdk/client"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
	"shuangsuiji/upkeep"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

type upCommand struct {
	mailSettings
	frontDoor
	Data         string `help:"data folder; default under the user's state directory" type:"path" env:"SSJ_DATA"`
	Demo         bool   `help:"a demonstration: sample data, and a clock that stands still and jumps on command"`
	Host         string `help:"IP address on which the office's pages and API listen; everything else stays on this machine" default:"127.0.0.1"`
	Port         int    `help:"port of the pages and the API" default:"8080"`
	TemporalPort int    `name:"temporal-port" help:"port of the Temporal frontend, on the loopback interface" default:"7233"`
	// For fault runs: limits that are reached soon.
	TemporalSettings map[string]int `name:"temporal-setting" help:"override a number of Temporal's dynamic configuration: KEY=NUMBER" hidden:""`
}

// namespace is the office's namespace on the embedded server.
const namespace = "shuangsuiji"

// temporalFolder is the embedded server's folder in the data folder.
const temporalFolder = "temporal"

// parts are what runs in this process, stopped in the reverse order of their
// start.
type parts struct{ stops []func() error }

func (p *parts) later(stop func() error) { p.stops = append(p.stops, stop) }

func (p *parts) stop() error {
	var all error
	for i := len(p.stops) - 1; i >= 0; i-- {
		all = errors.Join(all, p.stops[i]())
	}
	return all
}

func (u upCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	var running parts
	defer func() { err = errors.Join(err, running.stop()) }()

	path, err := folderOr(u.Data, u.Demo)
	if err != nil {
		return err
	}
	f, err := openFolder(path)
	if err != nil {
		return err
	}
	running.later(f.close)
	f.tell(out)
	// The port is taken before anything is started or written: a busy one costs nothing.
	l, err := listen(net.JoinHostPort(u.Host, strconv.Itoa(u.Port)))
	if err != nil {
		return err
	}
	served := false
	running.later(func() error {
		if served {
			return nil
		}
		return l.Close()
	})
	s, err := u.openRecord(ctx, f, log)
	if err != nil {
		return err
	}
	running.later(s.Close)
	keys, err := f.ring(ctx, s, log)
	if err != nil {
		return err
	}
	s.SealActs(keys)

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	server, c, err := u.startTemporal(ctx, f, log, &running)
	if err != nil {
		return err
	}
	dispatcher := newDispatcher(s, c)
	at := worker.New(c, activities.New(s, dispatcher, activities.WithSeals(keys)), worker.Options{})
	if err := at.Start(); err != nil {
		return err
	}
	running.later(func() error { at.Stop(); return nil })

	office, err := newOffice(ctx, s, c, log, bureau.WithSeals(keys))
	if err != nil {
		return err
	}
	first, err := u.settle(ctx, f, office, s)
	if err != nil {
		return err
	}
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel(nil)
	background.Go(func() {
		if err := u.send(ctx, s, log); err != nil {
			cancel(err)
		}
	})
	background.Go(func() { resumeAnnouncements(ctx, office, log) })
	background.Go(func() { upkeep.New(s, log).Run(ctx) })
	background.Go(func() {
		select {
		case err := <-server.Failed():
			cancel(err)
		case <-ctx.Done():
		}
	})
	ui, err := newTemporalUI(server.FrontendAddress(), namespace, server.ClientTLS(), log)
	if err != nil {
		return err
	}
	running.later(ui.Close)
	accounts, err := shownAccounts(ctx, f, office)
	if err != nil {
		return err
	}
	handler, err := u.handler(behindDoor{listening: u.Host, store: s, office: office, keys: keys, temporalUI: ui, namespace: namespace, accounts: accounts, log: log})
	if err != nil {
		return err
	}
	u.greet(out, l.Addr().String(), f, office, first)
	served = true
	if err := u.open(ctx, l, handler, log); err != nil {
		return err
	}
	fmt.Fprintln(out, "正在停止，数据已保存 stopping, everything is kept")
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

// openRecord opens the record, of this version, and refuses to run a
// demonstration as a real office or the other way round.
func (u upCommand) openRecord(ctx context.Context, f *folder, log *slog.Logger) (*store.Store, error) {
	cfg := store.Config{Driver: store.SQLite, DSN: f.file(recordFile), Logger: log}
	begins, err := f.begins(ctx, cfg, u.Demo)
	if err != nil {
		return nil, err
	}
	if err := f.sound(ctx, log); err != nil {
		return nil, err
	}
	if err := store.Migrate(ctx, cfg); err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if begins && u.Demo {
		if err := markAsDemonstration(ctx, s); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	_, marked, err := s.Mark(ctx, markDemonstration)
	if err == nil && marked != u.Demo {
		message := "数据文件夹%s是演示数据，不能作为正式数据使用；请用--demo启动，或者另选文件夹。"
		if u.Demo {
			message = "数据文件夹%s是正式数据，不能用作演示；请去掉--demo，或者另选文件夹。"
		}
		err = law.Errorf(law.KindNotAllowed, "folder_kind", message, f.path)
	}
	if err == nil && !f.filled {
		err = f.founding(u.Demo)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (u upCommand) startTemporal(ctx context.Context, f *folder, log *slog.Logger, running *parts) (*embedded.Server, client.Client, error) {
	dynamic := map[string]any{}
	for key, value := range u.TemporalSettings {
		dynamic[key] = value
	}
	server, err := embedded.Start(ctx, embedded.Config{Dir: f.file(temporalFolder), Namespace: namespace, SearchAttributes: workflows.SearchAttributes(), Retention: workflows.Retention,
		FrontendPort: u.TemporalPort, DynamicConfig: dynamic, Logger: log})
	if err != nil {
		return nil, nil, err
	}
	running.later(server.Stop)
	c, err := dialTemporal(ctx, server.FrontendAddress(), namespace, server.ClientTLS(), log)
	if err != nil {
		return nil, nil, err
	}
	running.later(func() error { c.Close(); return nil })
	return server, c, nil
}

// settle fills an empty folder, and in a used one makes what entities are found by and
// brings workflows that are lost back from the record.
func (u upCommand) settle(ctx context.Context, f *folder, office *bureau.Office, s *store.Store) (first []seededAccount, err error) {
	if first, err = seed(ctx, f.file(accountsFile), office, s, u.Demo); err != nil {
		return nil, err
	}
	if err := f.settled(u.Demo); err != nil {
		return nil, err
	}
	if _, err := s.FillSearchKeys(ctx); err != nil {
		return nil, err
	}
	if _, _, err := office.Reconcile(ctx, true); err != nil {
		return nil, err
	}
	return first, nil
}
