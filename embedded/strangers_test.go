//go:build !slim

package embedded

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/query/v1"
	"go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/update/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/server/api/adminservice/v1"
	"go.temporal.io/server/api/historyservice/v1"
	"go.temporal.io/server/api/matchingservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

// strangers are those who reach the ports: any user of the machine.
func strangers(t *testing.T, s *Server) map[string]credentials.TransportCredentials {
	t.Helper()
	other, err := openKeys(t.TempDir(), time.Now())
	require.NoError(t, err)
	ours := s.ClientTLS()
	bare := ours.Clone()
	bare.Certificates = nil
	foreign := ours.Clone()
	foreign.Certificates = []tls.Certificate{other.client}
	foreign.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &other.client, nil }
	// The server's certificate is no client's, and its key is as well kept.
	mine, err := readKeys(shared.dir, time.Now())
	require.NoError(t, err)
	server := ours.Clone()
	server.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &mine.server, nil }
	return map[string]credentials.TransportCredentials{
		"without TLS":                  insecure.NewCredentials(),
		"without a certificate":        credentials.NewTLS(bare),
		"with another authority's":     credentials.NewTLS(foreign),
		"with a certificate of server": credentials.NewTLS(server),
		"without asking whom it meets": credentials.NewTLS(&tls.Config{InsecureSkipVerify: true}),
	}
}

// calls are one of every kind, to the workflow.
func calls(id string) map[string]func(context.Context, *grpc.ClientConn) error {
	at := &common.WorkflowExecution{WorkflowId: id}
	const namespace = "office"
	workflow := func(do func(context.Context, workflowservice.WorkflowServiceClient) error) func(context.Context, *grpc.ClientConn) error {
		return func(ctx context.Context, conn *grpc.ClientConn) error {
			return do(ctx, workflowservice.NewWorkflowServiceClient(conn))
		}
	}
	type frontend = workflowservice.WorkflowServiceClient
	return map[string]func(context.Context, *grpc.ClientConn) error{
		"update": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.UpdateWorkflowExecution(ctx, &workflowservice.UpdateWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at,
				Request: &update.Request{Meta: &update.Meta{UpdateId: "u"}, Input: &update.Input{Name: "act"}}})
			return err
		}),
		"signal": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.SignalWorkflowExecution(ctx, &workflowservice.SignalWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at, SignalName: "s"})
			return err
		}),
		"query": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.QueryWorkflow(ctx, &workflowservice.QueryWorkflowRequest{Namespace: namespace, Execution: at, Query: &query.WorkflowQuery{QueryType: "q"}})
			return err
		}),
		"start": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.StartWorkflowExecution(ctx, &workflowservice.StartWorkflowExecutionRequest{Namespace: namespace, WorkflowId: "by a stranger",
				WorkflowType: &common.WorkflowType{Name: "x"}, TaskQueue: &taskqueue.TaskQueue{Name: "nobody"}, RequestId: "r"})
			return err
		}),
		"terminate": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.TerminateWorkflowExecution(ctx, &workflowservice.TerminateWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at})
			return err
		}),
		"cancel": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.RequestCancelWorkflowExecution(ctx, &workflowservice.RequestCancelWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at})
			return err
		}),
		"reset": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.ResetWorkflowExecution(ctx, &workflowservice.ResetWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at,
				WorkflowTaskFinishEventId: 3, RequestId: "r"})
			return err
		}),
		"delete": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.DeleteWorkflowExecution(ctx, &workflowservice.DeleteWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at})
			return err
		}),
		"list": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.ListWorkflowExecutions(ctx, &workflowservice.ListWorkflowExecutionsRequest{Namespace: namespace})
			return err
		}),
		"history": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.GetWorkflowExecutionHistory(ctx, &workflowservice.GetWorkflowExecutionHistoryRequest{Namespace: namespace, Execution: at})
			return err
		}),
		"poll": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.PollWorkflowTaskQueue(ctx, &workflowservice.PollWorkflowTaskQueueRequest{Namespace: namespace, TaskQueue: &taskqueue.TaskQueue{Name: testQueue}})
			return err
		}),
		"describe namespace": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: namespace})
			return err
		}),
		"version": workflow(func(ctx context.Context, f frontend) error {
			_, err := f.GetSystemInfo(ctx, &workflowservice.GetSystemInfoRequest{})
			return err
		}),
		"operator": func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := operatorservice.NewOperatorServiceClient(conn).ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: namespace})
			return err
		},
		"admin": func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := adminservice.NewAdminServiceClient(conn).DescribeCluster(ctx, &adminservice.DescribeClusterRequest{})
			return err
		},
		"history service": func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := historyservice.NewHistoryServiceClient(conn).DescribeHistoryHost(ctx, &historyservice.DescribeHistoryHostRequest{ShardId: 1})
			return err
		},
		"matching service": func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := matchingservice.NewMatchingServiceClient(conn).ListTaskQueuePartitions(ctx, &matchingservice.ListTaskQueuePartitionsRequest{
				Namespace: namespace, TaskQueue: &taskqueue.TaskQueue{Name: testQueue}})
			return err
		},
		"health": func(ctx context.Context, conn *grpc.ClientConn) error {
			_, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
			return err
		},
	}
}

// TestStrangersGetNothing tries every kind of call on every port of the server, as
// everybody who has not our key.
func TestStrangersGetNothing(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	c := dial(t, s)
	_, err := c.ExecuteWorkflow(testContext(t), client.StartWorkflowOptions{ID: "quarry", TaskQueue: "nobody"}, waitWorkflow, time.Hour)
	require.NoError(t, err)
	before := eventTypes(t, c, "quarry")

	ports := s.listening
	require.Contains(t, ports, s.FrontendAddress())
	require.Len(t, ports, len(services))
	for who, shows := range strangers(t, s) {
		t.Run(who, func(t *testing.T) {
			for _, port := range ports {
				conn, err := grpc.NewClient("passthrough:///"+port, grpc.WithTransportCredentials(shows), grpc.WithNoProxy())
				require.NoError(t, err)
				for what, call := range calls("quarry") {
					ctx, cancel := context.WithTimeout(testContext(t), 5*time.Second)
					err := call(ctx, conn)
					cancel()
					require.Equal(t, codes.Unavailable, status.Code(err), "%s on %s: %v", what, port, err)
				}
				require.NoError(t, conn.Close())
			}
		})
	}
	for _, port := range ports {
		plain, err := http.Get("http://" + port + "/")
		if err == nil {
			require.NotEqual(t, http.StatusOK, plain.StatusCode)
			require.NoError(t, plain.Body.Close())
		}
	}

	ours, err := grpc.NewClient("passthrough:///"+s.FrontendAddress(), grpc.WithTransportCredentials(credentials.NewTLS(s.ClientTLS())), grpc.WithNoProxy())
	require.NoError(t, err)
	defer func() { require.NoError(t, ours.Close()) }()
	for _, what := range []string{"list", "history", "describe namespace", "version", "operator", "admin", "health"} {
		require.NoError(t, calls("quarry")[what](testContext(t), ours), "%s by who has the key", what)
	}

	require.Equal(t, before, eventTypes(t, c, "quarry"), "nothing has happened to the workflow")
	described, err := c.DescribeWorkflowExecution(testContext(t), "quarry", "")
	require.NoError(t, err)
	require.Equal(t, enums.WORKFLOW_EXECUTION_STATUS_RUNNING, described.GetWorkflowExecutionInfo().GetStatus())
	_, err = c.DescribeWorkflowExecution(testContext(t), "by a stranger", "")
	require.Error(t, err)
	require.NoError(t, c.TerminateWorkflow(testContext(t), "quarry", "", "the test is over"), "who has the key may")
}

// TestClientTakesNoOtherServer: a client of ours does not talk to whoever has taken
// the port.
func TestClientTakesNoOtherServer(t *testing.T) {
	t.Parallel()
	s := sharedServer(t)
	other, err := openKeys(t.TempDir(), time.Now())
	require.NoError(t, err)
	config := other.serverTLS()
	config.ClientAuth = tls.RequestClientCert
	l, err := net.Listen("tcp", net.JoinHostPort(loopback, "0"))
	require.NoError(t, err)
	impostor := grpc.NewServer(grpc.Creds(credentials.NewTLS(config)))
	go func() { _ = impostor.Serve(l) }()
	t.Cleanup(impostor.Stop)
	conn, err := grpc.NewClient("passthrough:///"+l.Addr().String(), grpc.WithTransportCredentials(credentials.NewTLS(s.ClientTLS())), grpc.WithNoProxy())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close()) })
	_, err = workflowservice.NewWorkflowServiceClient(conn).GetSystemInfo(testContext(t), &workflowservice.GetSystemInfoRequest{})
	require.Equal(t, codes.Unavailable, status.Code(err), "%v", err)
	require.ErrorContains(t, err, "unknown authority")
}
