//go:build !slim

package embedded

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
	"go.uber.org/fx"
)

// launchAttempts bounds the race for free ports.
const launchAttempts = 5

// errStillRunning marks a stop that did not come to its end in time.
var errStillRunning = errors.New("the Temporal server has not stopped in time")

// temporalServer is Temporal's four services.
type temporalServer struct {
	frontendAddress string
	listening       []string

	// done is closed when run has ended; only then may the rest be read.
	done chan struct{}
	err  error
	app  *temporal.ServerFx
	impl *temporal.ServerImpl
}

// launch starts the services, again with other ports if another program took
// one between choice and use.
func launch(ctx context.Context, cfg Config, k keys, sqlConfig *config.SQL, log *logger) (*temporalServer, error) {
	for attempt := 1; ; attempt++ {
		l, err := newLayout(cfg)
		if err != nil {
			return nil, err
		}
		server, err := launchOn(ctx, cfg, k, l, sqlConfig, log)
		if err == nil {
			return server, nil
		}
		var fatal *fatalError
		taken := errors.As(err, &fatal) && fatal.message == listenerFailed
		if !taken || attempt == launchAttempts || errors.Is(err, errStillRunning) {
			return nil, fmt.Errorf("start the Temporal server: %w", err)
		}
		if err := checkPortFree(cfg.FrontendPort, "FrontendPort"); err != nil {
			return nil, err
		}
	}
}

func launchOn(ctx context.Context, cfg Config, k keys, l layout, sqlConfig *config.SQL, log *logger) (*temporalServer, error) {
	s := &temporalServer{
		frontendAddress: l.address(primitives.FrontendService),
		listening:       l.addresses(),
		done:            make(chan struct{}),
	}
	go s.run(
		temporal.WithConfig(temporalConfig(l, sqlConfig)),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(l.staticHosts()),
		temporal.WithDynamicConfigClient(dynamicConfig(cfg.DynamicConfig)),
		temporal.WithLogger(log),
		// Whoever has a key may do everything: there is one user of the server.
		temporal.WithTLSConfigFactory(tlsProvider{k}),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper {
			return authorization.NewNoopClaimMapper()
		}),
	)

	var err error
	select {
	case <-s.done:
		err = s.err
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err == nil {
		return s, nil
	}
	select {
	case err = <-log.failed:
	default:
	}
	return nil, errors.Join(err, s.stop())
}

// run builds and starts the server in a goroutine of its own, because a fatal
// message ends the goroutine that writes it.
func (s *temporalServer) run(options ...temporal.ServerOption) {
	defer close(s.done)
	s.err = errors.New("the start was broken off")
	// Temporal's constructors panic on some errors; and a fatal message inside a
	// sync.OnceValue, where the listeners are opened, arrives here as a panic.
	defer func() {
		if cause := recover(); cause != nil {
			s.err = fmt.Errorf("the start panicked: %v", cause)
		}
	}()
	app, err := temporal.NewServerFx(
		// NewServer hides the implementation; it is needed to stop the services
		// that did start when one of them did not.
		fx.Options(temporal.TopLevelModule, fx.Populate(&s.impl)),
		options...,
	)
	if err != nil {
		s.err = err
		return
	}
	s.app = app
	s.err = app.Start()
}

// stop ends the services, those of a failed start too.
func (s *temporalServer) stop() error {
	ended := make(chan struct{})
	var err error
	go func() {
		defer close(ended)
		<-s.done
		switch {
		case s.impl == nil:
		case s.err == nil:
			err = s.app.Stop()
		default:
			err = s.impl.Stop(context.Background())
		}
	}()
	select {
	case <-ended:
		return err
	case <-time.After(stopLimit):
		return errStillRunning
	}
}
