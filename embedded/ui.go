//go:build !slim

package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/cors"
	"github.com/temporalio/ui-server/v2/server/csrf"
	"github.com/temporalio/ui-server/v2/server/headers"
	"github.com/temporalio/ui-server/v2/server/route"
	"github.com/temporalio/ui-server/v2/ui"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const (
	uiHeaderTimeout = 10 * time.Second
	uiStopLimit     = 2 * time.Second
)

// uiServer is the Temporal UI on a listener of ours.
type uiServer struct {
	address string
	http    *http.Server
	conn    *grpc.ClientConn
}

// serveUI puts the parts of the ui-server module together itself instead of
// calling its server.NewServer, whose Start ends the process when its port is
// taken, and which never closes its connection to the frontend.
func serveUI(cfg Config, frontendAddress string, listener net.Listener, log *logger) (*uiServer, error) {
	var options []grpc.DialOption
	if cfg.UIDisableWrites {
		options = append(options, grpc.WithChainUnaryInterceptor(refuseWrites))
	}
	conn, err := dialFrontend(frontendAddress, options...)
	if err != nil {
		return nil, err
	}
	handler, err := uiHandler(cfg, conn, log)
	if err != nil {
		return nil, joinUndone(fmt.Errorf("build the Temporal UI: %w", err), conn.Close())
	}

	port := listener.Addr().(*net.TCPAddr).Port
	s := &uiServer{
		address: fmt.Sprintf("http://%s%s", net.JoinHostPort(dialHost(cfg.Host), fmt.Sprint(port)), cfg.UIPublicPath),
		conn:    conn,
		http: &http.Server{
			Handler:           handler,
			ReadHeaderTimeout: uiHeaderTimeout,
			ErrorLog:          slog.NewLogLogger(log.slog.Handler(), slog.LevelWarn),
		},
	}
	go func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.fail(fmt.Errorf("the Temporal UI has stopped: %w", err))
		}
	}()
	return s, nil
}

func (s *uiServer) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), uiStopLimit)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	return errors.Join(err, s.conn.Close())
}

// uiHandler is the UI's pages and the part of Temporal's API that they use, in
// the order of middleware and routes of the ui-server module.
func uiHandler(cfg Config, conn *grpc.ClientConn, log *logger) (http.Handler, error) {
	settings, err := uiconfig.NewConfigProviderWithRefresh(uiSettings(cfg))
	if err != nil {
		return nil, err
	}
	const csrfCookieSecure = false // served over plain HTTP on this machine
	forwarded := []api.Middleware{headers.WithForwardHeaders([]string{"Caller-Type"})}

	e := echo.New()
	e.Logger.SetOutput(slog.NewLogLogger(log.slog.Handler(), slog.LevelWarn).Writer())
	e.Pre(route.PublicPath(cfg.UIPublicPath))
	e.Use(
		middleware.Recover(),
		middleware.Gzip(),
		cors.CORSMiddleware(cors.CORSConfig{ConfigProvider: settings}),
		middleware.Secure(),
		csrf.EnsureTokenCookie(csrfCookieSecure),
		middleware.CSRFWithConfig(csrf.MiddlewareConfig(settings, csrfCookieSecure)),
	)

	route.SetHealthRoute(e)
	calls := e.Group("/api/v1")
	calls.GET("/settings", api.GetSettings(settings))
	calls.GET("/releases", api.GetLatestReleases(settings, api.NewReleaseChecker()))
	calls.GET("/ui-extensions", api.GetUIExtensions(settings, api.TemporalAccessCheck(conn, forwarded)))
	calls.GET(api.WorkflowRawHistoryUrl, api.WorkflowRawHistoryHandler(workflowservice.NewWorkflowServiceClient(conn)))
	calls.Match(
		[]string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete},
		"/*", api.TemporalAPIHandler(settings, forwarded, conn), route.DisableWriteMiddleware(settings),
	)

	assets, err := ui.Assets()
	if err != nil {
		return nil, err
	}
	pages, err := fs.Sub(assets, "local")
	if err != nil {
		return nil, err
	}
	if pages, err = movePages(pages, cfg.UIPublicPath); err != nil {
		return nil, err
	}
	home := cfg.UIPublicPath + "/namespaces/" + cfg.Namespace + "/workflows"
	e.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusFound, home) })
	if err := route.SetUIRoutes(e, "", pages, settings); err != nil {
		return nil, err
	}
	route.SetRenderRoute(e, "/")
	return e, nil
}

// uiSettings is what the pages are told. News and version checks stay off: the
// UI must work where there is no internet.
func uiSettings(cfg Config) *uiconfig.Config {
	readOnly := cfg.UIDisableWrites
	return &uiconfig.Config{
		PublicPath:         cfg.UIPublicPath,
		EnableUI:           true,
		DefaultNamespace:   cfg.Namespace,
		DisableNewsFetch:   true,
		NotifyOnNewVersion: false,
		Codec: uiconfig.Codec{
			Endpoint:           cfg.UICodecEndpoint,
			IncludeCredentials: cfg.UICodecCredentials,
		},
		DisableWriteActions:       readOnly,
		WorkflowTerminateDisabled: readOnly,
		WorkflowCancelDisabled:    readOnly,
		WorkflowSignalDisabled:    readOnly,
		WorkflowUpdateDisabled:    readOnly,
		WorkflowResetDisabled:     readOnly,
		WorkflowPauseDisabled:     readOnly,
		BatchActionsDisabled:      readOnly,
		StartWorkflowDisabled:     readOnly,
		ActivityCommandsDisabled:  readOnly,
	}
}

// reading begins the names of the methods of Temporal's services that change
// nothing.
var reading = []string{"Get", "List", "Describe", "Count", "Scan", "Query"}

var errReadOnly = status.Error(codes.PermissionDenied, "流程界面仅供查看，不能在此操作")

// refuseWrites lets only reading calls through to the frontend. The ui-server's
// own check looks at the decoded URL path for "/query/", which a workflow id or
// signal name containing it satisfies as well.
func refuseWrites(
	ctx context.Context, method string, request, reply any,
	conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	name := method[strings.LastIndexByte(method, '/')+1:]
	for _, prefix := range reading {
		if strings.HasPrefix(name, prefix) {
			return invoke(ctx, method, request, reply, conn, options...)
		}
	}
	return errReadOnly
}
