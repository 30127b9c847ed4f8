package embedded

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"regexp"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
)

const (
	// DefaultHost keeps frontend and UI on the machine itself; neither of them
	// asks who is calling.
	DefaultHost = "127.0.0.1"
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

	// Namespace is created if missing; it is also the one the UI opens. It
	// travels in a header of each call and is therefore of ASCII letters,
	// digits, dots, dashes and underscores.
	Namespace string
	// Retention is how long closed workflows are kept. An existing namespace's
	// retention is raised to it, never lowered: a smaller setting must not
	// start deleting a record. To lower it, use Temporal's own tools.
	Retention time.Duration
	// SearchAttributes are added to the namespace, an existing one too. SQLite
	// has room for 10 of type Keyword and 3 of each other type. An attribute
	// that exists with another type is an error; none is ever removed.
	SearchAttributes map[string]enums.IndexedValueType

	// Host is the IP address on which frontend and UI listen. The services
	// that only talk to each other always stay on the loopback interface.
	Host string
	// FrontendPort (gRPC) and UIPort (HTTP): 0 chooses a free port.
	FrontendPort, UIPort int

	// UIPublicPath is the path under which a reverse proxy shows the UI, such
	// as "/temporal"; empty for the root. The proxy leaves the path as it is.
	UIPublicPath string
	// UICodecEndpoint is the URL of a remote codec that the browser asks to
	// decode payloads; empty for none.
	UICodecEndpoint string
	// UICodecCredentials makes the browser send its cookies to that endpoint.
	UICodecCredentials bool
	// UIDisableWrites makes the UI a window: buttons are hidden and every call
	// that is not a reading one is refused on the server's side.
	UIDisableWrites bool

	// DynamicConfig overrides Temporal's dynamic configuration, by key, such as
	// "limit.historyCount.suggestContinueAsNew".
	DynamicConfig map[string]any

	// Logger receives what Temporal and the UI say; nil discards it.
	Logger *slog.Logger
	// LogLevel is the least level passed on. nil means slog.LevelError: in
	// ordinary running Temporal warns of much that needs no one.
	LogLevel slog.Leveler
}

var (
	namespaceName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	publicPath    = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)+$`)
)

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
	if c.Host == "" {
		c.Host = DefaultHost
	}
	if net.ParseIP(c.Host) == nil {
		return c, fmt.Errorf("embedded: Config.Host %q is not an IP address", c.Host)
	}
	for _, port := range []int{c.FrontendPort, c.UIPort} {
		if port < 0 || port > 65535 {
			return c, fmt.Errorf("embedded: port %d is not between 0 and 65535", port)
		}
	}
	c.UIPublicPath = strings.TrimSuffix(c.UIPublicPath, "/")
	if c.UIPublicPath != "" && !publicPath.MatchString(c.UIPublicPath) {
		return c, fmt.Errorf("embedded: Config.UIPublicPath %q is not of the form /a/b", c.UIPublicPath)
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.LogLevel == nil {
		c.LogLevel = slog.LevelError
	}
	return c, nil
}
