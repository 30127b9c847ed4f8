package temporalui

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/headers"
	"github.com/temporalio/ui-server/v2/server/route"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)

// Config says which server the UI shows, and where it is mounted.
type Config struct {
	// Frontend is the host:port of the Temporal frontend.
	Frontend string
	// TLS is what the UI shows to the frontend and asks of it.
	TLS *tls.Config
	// Namespace is the one that the UI opens.
	Namespace string
	// PublicPath is the path below which the UI is served, such as "/temporal"; the
	// handler expects requests with it.
	PublicPath string
	// Log receives what the UI says; nil discards it.
	Log *slog.Logger
}

var (
	namespaceName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	publicPath    = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)+$`)
)

func (c Config) validate() error {
	switch {
	case c.TLS == nil:
		return errors.New("temporalui: Config.TLS is missing")
	case !namespaceName.MatchString(c.Namespace):
		return fmt.Errorf("temporalui: Config.Namespace %q has other characters than A-Z a-z 0-9 . - _", c.Namespace)
	case !publicPath.MatchString(c.PublicPath):
		return fmt.Errorf("temporalui: Config.PublicPath %q is not of the form /a/b", c.PublicPath)
	}
	return nil
}

// UI is the handler. It may be used by many requests at once.
type UI struct {
	http.Handler
	conn *grpc.ClientConn
}

// New makes the UI. It connects to the frontend when it is first asked for
// something, and again whenever the frontend was away.
func New(cfg Config) (*UI, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	conn, err := grpc.NewClient("passthrough:///"+cfg.Frontend,
		grpc.WithTransportCredentials(credentials.NewTLS(cfg.TLS)),
		grpc.WithNoProxy(), // of the environment: the frontend is ours
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessageBytes)),
		grpc.WithChainUnaryInterceptor(refuseWrites),
		grpc.WithChainStreamInterceptor(refuseStreams),
	)
	if err != nil {
		return nil, fmt.Errorf("connect to the Temporal frontend: %w", err)
	}
	handler, err := newHandler(cfg, conn)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("build the Temporal UI: %w", err), conn.Close())
	}
	return &UI{Handler: handler, conn: conn}, nil
}

// maxMessageBytes lets a page of a long history through.
const maxMessageBytes = 64 << 20

// Close ends the connection to the frontend.
func (u *UI) Close() error { return u.conn.Close() }

// newHandler is the UI's pages and the part of Temporal's API that they use. The
// ui-server's middleware against other sites' pages is left to whoever mounts it,
// with the question who is calling.
func newHandler(cfg Config, conn *grpc.ClientConn) (http.Handler, error) {
	settings, err := uiconfig.NewConfigProviderWithRefresh(uiSettings(cfg))
	if err != nil {
		return nil, err
	}
	forwarded := []api.Middleware{headers.WithForwardHeaders([]string{"Caller-Type"})}

	e := echo.New()
	e.Logger.SetOutput(slog.NewLogLogger(cfg.Log.Handler(), slog.LevelWarn).Writer())
	e.Pre(onlyReading(cfg.PublicPath), route.PublicPath(cfg.PublicPath))
	e.Use(middleware.Recover(), middleware.Gzip())

	calls := e.Group("/api/v1")
	calls.GET("/settings", api.GetSettings(settings))
	calls.GET("/releases", api.GetLatestReleases(settings, api.NewReleaseChecker()))
	calls.GET("/ui-extensions", api.GetUIExtensions(settings, api.TemporalAccessCheck(conn, forwarded)))
	calls.GET(api.WorkflowRawHistoryUrl, api.WorkflowRawHistoryHandler(workflowservice.NewWorkflowServiceClient(conn)))
	calls.Match([]string{http.MethodGet, http.MethodPost}, "/*", api.TemporalAPIHandler(settings, forwarded, conn))

	pages, err := newPages(cfg.PublicPath)
	if err != nil {
		return nil, err
	}
	home := cfg.PublicPath + "/namespaces/" + cfg.Namespace + "/workflows"
	e.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusFound, home) })
	e.GET("/*", echo.WrapHandler(pages))
	route.SetRenderRoute(e, "/") // text of histories as a page without scripts
	return e, nil
}

// uiSettings is what the pages are told. News and version checks stay off: the
// UI must work where there is no internet.
func uiSettings(cfg Config) *uiconfig.Config {
	return &uiconfig.Config{
		PublicPath:                cfg.PublicPath,
		EnableUI:                  true,
		DefaultNamespace:          cfg.Namespace,
		DisableNewsFetch:          true,
		NotifyOnNewVersion:        false,
		DisableWriteActions:       true,
		WorkflowTerminateDisabled: true,
		WorkflowCancelDisabled:    true,
		WorkflowSignalDisabled:    true,
		WorkflowUpdateDisabled:    true,
		WorkflowResetDisabled:     true,
		WorkflowPauseDisabled:     true,
		BatchActionsDisabled:      true,
		StartWorkflowDisabled:     true,
		ActivityCommandsDisabled:  true,
	}
}

// onlyReading lets GET and HEAD through, and the one call that only reads and is a
// POST all the same: the query of a workflow. The path is taken as it was sent, in
// which a workflow's id cannot bring slashes of its own.
func onlyReading(publicPath string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodPost && isQuery(r.URL.EscapedPath(), publicPath) {
				return next(c)
			}
			return echo.NewHTTPError(http.StatusMethodNotAllowed, readOnly)
		}
	}
}

var queryPath = regexp.MustCompile(`^/api/v1/namespaces/[^/]+/workflows/[^/]+/query/[^/]+$`)

func isQuery(path, publicPath string) bool {
	path, under := strings.CutPrefix(path, publicPath)
	return under && queryPath.MatchString(path)
}
