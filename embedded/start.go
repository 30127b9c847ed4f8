//go:build !slim

package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

const (
	startLimit = time.Minute
	stopLimit  = 30 * time.Second
)

// start runs the steps in the order in which they can fail cheaply: ports and
// folder first, then the state, then the processes. undo holds what must be
// taken back, last first, by a failed start and by Stop alike.
func start(ctx context.Context, cfg Config) (_ *Server, err error) {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()

	var undo undoList
	defer func() {
		if err != nil && !errors.Is(err, errStillRunning) {
			err = joinUndone(err, undo.run())
		}
	}()

	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("create the folder of the Temporal state: %w", err)
	}
	if err := checkPortFree(cfg.FrontendPort, "FrontendPort"); err != nil {
		return nil, err
	}

	lock, err := lockDir(ctx, cfg.Dir)
	if err != nil {
		return nil, err
	}
	undo.add(lock.release)
	keys, err := openKeys(cfg.Dir, time.Now())
	if err != nil {
		return nil, err
	}

	state := newStateFile(cfg.Dir)
	if err := state.prepare(ctx); err != nil {
		return nil, err
	}
	if err := prepareNamespace(ctx, state.sqlConfig(), cfg); err != nil {
		return nil, err
	}
	undo.add(state.checkpoint)

	logger := newLogger(cfg.Logger, cfg.LogLevel)
	temporal, err := launch(ctx, cfg, keys, state.sqlConfig(), logger)
	if err != nil {
		return nil, err
	}
	undo.add(temporal.stop)
	if err := awaitReady(ctx, cfg, temporal.frontendAddress, keys, logger.failed); err != nil {
		return nil, err
	}

	return &Server{
		frontendAddress: temporal.frontendAddress,
		clientTLS:       keys.clientTLS(),
		listening:       temporal.listening,
		failed:          logger.failed,
		stop:            undo.run,
	}, nil
}

// undoList is what has been set up so far.
type undoList struct{ steps []func() error }

func (u *undoList) add(step func() error) { u.steps = append(u.steps, step) }

// run takes the steps back, last first. It stops at errStillRunning: what lies
// below it (the folder's lock above all) may still be in use.
func (u *undoList) run() error {
	var errs []error
	for i := len(u.steps) - 1; i >= 0; i-- {
		err := u.steps[i]()
		errs = append(errs, err)
		if errors.Is(err, errStillRunning) {
			break
		}
	}
	return errors.Join(errs...)
}

// joinUndone keeps an error's own type and text when taking back went well.
func joinUndone(err, undone error) error {
	if undone == nil {
		return err
	}
	return errors.Join(err, undone)
}
