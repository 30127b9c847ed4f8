package embedded

import (
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"time"

	"go.temporal.io/api/enums/v1"
)

const (
	// loopback is where everything listens. There is no setting for it: the server
	// is for this process and for this user's tools on the same machine.
	loopback = "127.0.0.1"
	// DefaultNamespace is Temporal's own default.
	DefaultNamespace = "default"
	// DefaultRetention is how long a closed workflow stays visible when
	// Config.Retention is zero: ten years of 365 days.
	DefaultRetention = 10 * 365 * 24 * time.Hour
)

// Config says where the server keeps its state, where it listens and what must
// exist in it when Start returns. Only Dir has no default.
type Config struct {
	// Dir is the folder of the state (temporal.db and its companions). It is
	// created if missing; it may be moved or copied while no server uses it.
	Dir string

	// Namespace is created if missing. It travels in a header of each call and is
	// therefore of ASCII letters, digits, dots, dashes and underscores.
	Namespace string
	// Retention is how long closed workflows are kept. An existing namespace's
	// retention is raised to it, never lowered: a smaller setting must not
	// start deleting a record. To lower it, use Temporal's own tools.
	Retention time.Duration
	// SearchAttributes are added to the namespace, an existing one too. SQLite
	// has room for 10 of type Keyword and 3 of each other type. An attribute
	// that exists with another type is an error; none is ever removed.
	SearchAttributes map[string]enums.IndexedValueType

	// FrontendPort (gRPC) is on the loopback interface; 0 chooses a free one.
	FrontendPort int

	// DynamicConfig overrides Temporal's dynamic configuration, by key, such as
	// "limit.historyCount.suggestContinueAsNew".
	DynamicConfig map[string]any

	// Logger receives what Temporal says; nil discards it.
	Logger *slog.Logger
	// LogLevel is the least level passed on. nil means slog.LevelError: in
	// ordinary running Temporal warns of much that needs no one.
	LogLevel slog.Leveler
}

var namespaceName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// withDefaults fills the zero fields and refuses what cannot work.
func (c Config) withDefaults() (Config, error) {
	if c.Dir == "" {
		return c, errors.New("embedded: Config.Dir is empty")
	}
	if c.Namespace == "" {
		c.Namespace = DefaultNamespace
	}
	if !namespaceName.MatchString(c.Namespace) {
		return c, fmt.Errorf("embedded: Config.Namespace %q has other characters than A-Z a-z 0-9 . - _", c.Namespace)
	}
	if c.Retention == 0 {
		c.Retention = DefaultRetention
	}
	if c.Retention < time.Hour {
		return c, fmt.Errorf("embedded: Config.Retention is %s, Temporal's minimum is one hour", c.Retention)
	}
	if c.FrontendPort < 0 || c.FrontendPort > 65535 {
		return c, fmt.Errorf("embedded: port %d is not between 0 and 65535", c.FrontendPort)
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.LogLevel == nil {
		c.LogLevel = slog.LevelError
	}
	return c, nil
}
