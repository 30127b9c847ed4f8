package topology

import (
	"bufio"
	"context"
	"crypto/tls"
	"database/sql"
	"encoding/hex"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/query/v1"
	"go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/update/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"shuangsuiji/mutual"
	"shuangsuiji/store"
)

// strangersGetNothing tries every port that a process of the system listens on as
// somebody who has no certificate of this installation.
func strangersGetNothing(t *testing.T, s *System) {
	others := filepath.Join(t.TempDir(), "secrets")
	require.NoError(t, s.tool(exec.CommandContext(t.Context(), "bash", filepath.Join(root, "deploy/certificates.sh"), others)))
	at := func(folder, name string) mutual.Files {
		return mutual.Files{CA: s.authority(), Certificate: filepath.Join(folder, name+"_certificate"), Key: filepath.Join(folder, name+"_key")}
	}
	shows := map[string]*tls.Config{"no TLS": nil, "no certificate": {InsecureSkipVerify: true}}
	for what, files := range map[string]mutual.Files{"one of another installation": at(others, "worker"), "the database's": at(s.secrets(), "mysql")} {
		config, err := files.Client()
		require.NoError(t, err)
		shown := config.Certificates[0] // also where the server names other authorities
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &shown, nil }
		config.InsecureSkipVerify = true
		shows[what] = config
	}

	ports := map[string][]string{}
	for _, p := range s.Processes() {
		ports[p.Name] = listening(t, p.PID())
		for _, address := range ports[p.Name] {
			require.True(t, strings.HasPrefix(address, "127.0.0.1:"), "%s listens on %s", p.Name, address)
		}
	}
	require.Len(t, ports["temporal"], 8, "four services, and their membership")
	require.Len(t, ports["mysql"], 1)
	require.Len(t, ports["postgresql"], 1)
	require.Empty(t, slices.Concat(ports["worker-1"], ports["worker-2"]))
	require.Len(t, ports["api-1"], 1)

	before := running(t, s)
	var membership []string
	for name, port := range s.ports {
		if strings.HasPrefix(name, "temporal/membershipPort") {
			membership = append(membership, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		}
	}
	require.Subset(t, ports["temporal"], membership)
	for what, config := range shows {
		for _, address := range ports["temporal"] {
			if slices.Contains(membership, address) {
				saysNothing(t, address, what, config)
			} else {
				callsFail(t, address, what, config, before[0])
			}
		}
	}
	require.Equal(t, before, running(t, s), "nothing was started, and nothing ended")

	driver, dsn, err := s.Record()
	require.NoError(t, err)
	plain, err := sql.Open(driver, dsn)
	require.NoError(t, err)
	defer func() { require.NoError(t, plain.Close()) }()
	refused := plain.PingContext(t.Context())
	require.Error(t, refused, "the database takes nobody without TLS, though he knows the password")
	require.Regexp(t, "denied|insecure transport", refused.Error()) // MariaDB's words, and MySQL's
	ours, err := store.Open(t.Context(), store.Config{Driver: driver, DSN: dsn, CA: s.RecordCA()})
	require.NoError(t, err)
	require.NoError(t, ours.Close())
	_, err = store.Open(t.Context(), store.Config{Driver: driver, DSN: dsn, CA: filepath.Join(others, "authority_certificate")})
	require.ErrorAs(t, err, new(*tls.CertificateVerificationError), "nor is a database believed that is not ours")
	password, err := s.secret("temporal_database_password")
	require.NoError(t, err)
	psql := exec.CommandContext(t.Context(), "psql", "-w", "-c", "SELECT 1", "sslmode=disable host=127.0.0.1 user=temporal dbname=temporal port="+strconv.Itoa(s.ports["postgresql"]))
	psql.Env = append(os.Environ(), "PGPASSWORD="+password)
	said, err := psql.CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(said), "no encryption")

	for _, api := range s.APIs() {
		reply, err := http.Get(api + "/temporal/api/v1/namespaces")
		require.NoError(t, err)
		require.NoError(t, reply.Body.Close())
		require.Equal(t, http.StatusUnauthorized, reply.StatusCode, "the Temporal UI asks the office's session")
	}
}

// running are the workflows that run, as who has a certificate sees them.
func running(t *testing.T, s *System) (ids []string) {
	t.Helper()
	c, err := s.DialTemporal(t.Context(), client.Options{Namespace: "shuangsuiji"})
	require.NoError(t, err)
	defer c.Close()
	list, err := c.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{PageSize: 1000, Query: "ExecutionStatus='Running'"})
	require.NoError(t, err)
	for _, e := range list.GetExecutions() {
		require.Equal(t, enums.WORKFLOW_EXECUTION_STATUS_RUNNING, e.GetStatus())
		ids = append(ids, e.GetExecution().GetWorkflowId())
	}
	require.NotEmpty(t, ids)
	slices.Sort(ids)
	return ids
}

// callsFail makes one call of every kind.
func callsFail(t *testing.T, address, what string, config *tls.Config, workflow string) {
	t.Helper()
	shown := insecure.NewCredentials()
	if config != nil {
		shown = credentials.NewTLS(config)
	}
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(shown), grpc.WithNoProxy())
	require.NoError(t, err)
	defer func() { require.NoError(t, conn.Close()) }()
	f := workflowservice.NewWorkflowServiceClient(conn)
	const in = "shuangsuiji"
	at := &common.WorkflowExecution{WorkflowId: workflow}
	for kind, call := range map[string]func(context.Context) error{
		"update": func(ctx context.Context) error {
			_, err := f.UpdateWorkflowExecution(ctx, &workflowservice.UpdateWorkflowExecutionRequest{Namespace: in, WorkflowExecution: at,
				Request: &update.Request{Meta: &update.Meta{UpdateId: "u"}, Input: &update.Input{Name: "approve_result"}}})
			return err
		},
		"signal": func(ctx context.Context) error {
			_, err := f.SignalWorkflowExecution(ctx, &workflowservice.SignalWorkflowExecutionRequest{Namespace: in, WorkflowExecution: at, SignalName: "s"})
			return err
		},
		"query": func(ctx context.Context) error {
			_, err := f.QueryWorkflow(ctx, &workflowservice.QueryWorkflowRequest{Namespace: in, Execution: at, Query: &query.WorkflowQuery{QueryType: "q"}})
			return err
		},
		"start": func(ctx context.Context) error {
			_, err := f.StartWorkflowExecution(ctx, &workflowservice.StartWorkflowExecutionRequest{Namespace: in, WorkflowId: "by a stranger",
				WorkflowType: &common.WorkflowType{Name: "x"}, TaskQueue: &taskqueue.TaskQueue{Name: "nobody"}, RequestId: "r"})
			return err
		},
		"terminate": func(ctx context.Context) error {
			_, err := f.TerminateWorkflowExecution(ctx, &workflowservice.TerminateWorkflowExecutionRequest{Namespace: in, WorkflowExecution: at})
			return err
		},
		"reset": func(ctx context.Context) error {
			_, err := f.ResetWorkflowExecution(ctx, &workflowservice.ResetWorkflowExecutionRequest{Namespace: in, WorkflowExecution: at, WorkflowTaskFinishEventId: 3, RequestId: "r"})
			return err
		},
		"list": func(ctx context.Context) error {
			_, err := f.ListWorkflowExecutions(ctx, &workflowservice.ListWorkflowExecutionsRequest{Namespace: in})
			return err
		},
		"describe namespace": func(ctx context.Context) error {
			_, err := f.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: in})
			return err
		},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		err := call(ctx)
		cancel()
		require.Equal(t, codes.Unavailable, status.Code(err), "%s with %s at %s: %v", kind, what, address, err)
	}
}

// saysNothing connects and asks; the other end hangs up without an answer.
func saysNothing(t *testing.T, address, what string, config *tls.Config) {
	t.Helper()
	c, err := net.DialTimeout("tcp", address, 10*time.Second)
	require.NoError(t, err)
	defer func() { _ = c.Close() }()
	require.NoError(t, c.SetDeadline(time.Now().Add(10*time.Second)))
	if config != nil {
		c = tls.Client(c, config)
	}
	// A request of tchannel's: init, with nothing in it.
	_, _ = c.Write([]byte{0, 16, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}) // may have been hung up already
	answer := make([]byte, 1)
	n, err := c.Read(answer)
	if config == nil && n == 1 {
		require.Equal(t, byte(21), answer[0], "more than TLS's alert, at %s", address)
		return
	}
	require.Error(t, err, "%s at %s", what, address)
	require.Zero(t, n)
	require.False(t, os.IsTimeout(err), "it hangs up")
}

// listening are the addresses on which the kernel has a process wait for
// connections.
func listening(t *testing.T, pid int) (addresses []string) {
	t.Helper()
	mine := map[string]bool{}
	links, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "fd", "*"))
	require.NoError(t, err)
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil { // a file may be closed meanwhile
			mine[target] = true
		}
	}
	const state = "0A"
	for _, table := range []string{"tcp", "tcp6"} {
		file, err := os.Open(filepath.Join("/proc", strconv.Itoa(pid), "net", table))
		require.NoError(t, err)
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if fields[3] != state || !mine["socket:["+fields[9]+"]"] {
				continue
			}
			address, port, _ := strings.Cut(fields[1], ":")
			raw, err := hex.DecodeString(address)
			require.NoError(t, err)
			for at := 0; at < len(raw); at += 4 {
				slices.Reverse(raw[at : at+4]) // words of the machine's order
			}
			number, err := strconv.ParseUint(port, 16, 16)
			require.NoError(t, err)
			addresses = append(addresses, net.JoinHostPort(net.IP(raw).String(), strconv.FormatUint(number, 10)))
		}
		require.NoError(t, lines.Err())
		require.NoError(t, file.Close())
	}
	return addresses
}
