package embedded

import (
	"context"
	"crypto/tls"
	"sync"
)

// Server is a running Temporal server.
type Server struct {
	frontendAddress string
	clientTLS       *tls.Config
	listening       []string // every address, the frontend's too
	failed          chan error

	stopOnce sync.Once
	stop     func() error
	stopErr  error
}

// Start brings the server up and returns when it can be used; see the package
// documentation for what that means. ctx bounds the start only, which also has
// a limit of its own of one minute.
//
// Errors that a person at the machine can mend have types of their own:
// PortInUseError, DirInUseError, StateVersionError; and ErrNotIncluded in a
// slim build. After an error nothing is left running.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	return start(ctx, cfg)
}

// FrontendAddress is the host:port for Temporal clients on this machine.
func (s *Server) FrontendAddress() string { return s.frontendAddress }

// ClientTLS is what a client in this process shows and asks for; another program
// of this user reads the files of ClientKeys.
func (s *Server) ClientTLS() *tls.Config { return s.clientTLS.Clone() }

// Failed delivers at most one error: the reason why the running server can no
// longer be relied on. The owner should then Stop it and end.
func (s *Server) Failed() <-chan error { return s.failed }

// Stop ends the server, writes the database's log back into its file and
// frees the folder. It may be called more than once and from several
// goroutines; every call returns the first one's result. It takes at most half
// a minute: beyond that it returns an error and leaves the folder locked,
// since something may still be writing.
func (s *Server) Stop() error {
	s.stopOnce.Do(func() { s.stopErr = s.stop() })
	return s.stopErr
}
