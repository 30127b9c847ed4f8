package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"path/filepath"
	"strconv"

	"go.temporal.io/sdk/client"

	"shuangsuiji/bureau"
	"shuangsuiji/store"
	"shuangsuiji/workflows"
)

// patient is the installation under examination: what could be opened of it, and
// why the rest could not.
type patient struct {
	doctorCommand
	log *slog.Logger

	path    string // the data folder; "" for separate processes
	running bool   // the folder is in use

	record        *store.Store // nil: recordErr says why
	recordErr     error
	office        *bureau.Office
	demonstration bool

	temporal client.Client // nil until procedures met it
}

func (d doctorCommand) examine(ctx context.Context, log *slog.Logger) (*patient, error) {
	p := &patient{doctorCommand: d, log: log, running: true}
	if !d.separate() {
		path, err := d.folder()
		if err != nil {
			return nil, err
		}
		p.path = path
		p.running = locked(path)
		p.API = "http://" + net.JoinHostPort(d.Host, strconv.Itoa(d.Port))
		p.temporalServer = embeddedServer(net.JoinHostPort("127.0.0.1", strconv.Itoa(d.TemporalPort)), filepath.Join(path, temporalFolder))
	}
	p.record, p.recordErr = d.open(ctx, log)
	if p.recordErr == nil { // otherwise it is what is wrong
		_, p.demonstration, p.recordErr = p.record.Mark(ctx, markDemonstration)
		p.office = bureau.New(p.record, nil, log, p.demonstration)
	}
	return p, nil
}

// meet hands over the client of the Temporal server once it is known.
func (p *patient) meet(c client.Client) {
	p.temporal = c
	if p.record != nil {
		p.office = bureau.New(p.record, workflows.NewDispatcher(c), p.log, p.demonstration)
	}
}

func (p *patient) close() (err error) {
	if p.temporal != nil {
		p.temporal.Close()
	}
	if p.record != nil {
		err = errors.Join(err, p.record.Close())
	}
	return err
}

const (
	noRecord   = "案卷没有打开"
	noFolder   = "没有使用数据文件夹"
	notRunning = "系统没有启动"
)
