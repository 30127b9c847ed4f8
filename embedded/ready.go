//go:build !slim

package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)

const (
	probeInterval = 10 * time.Millisecond
	probeTimeout  = 5 * time.Second
)

// awaitReady asks until every part that a caller depends on has answered once.
func awaitReady(ctx context.Context, cfg Config, address string, k keys, failed <-chan error) (err error) {
	conn, err := dialFrontend(address, k)
	if err != nil {
		return err
	}
	defer func() { err = joinUndone(err, conn.Close()) }()
	client := workflowservice.NewWorkflowServiceClient(conn)

	for {
		notReady := probe(ctx, client, cfg)
		if notReady == nil {
			return nil
		}
		select {
		case err := <-failed:
			return err
		case <-ctx.Done():
			return fmt.Errorf("wait for the Temporal server: %w; its last answer: %w", ctx.Err(), notReady)
		case <-time.After(probeInterval):
		}
	}
}

// probe asks the frontend for the namespace, the history service for a
// workflow (which it can deny only once it owns the shard) and the visibility
// store for a count by every search attribute.
func probe(ctx context.Context, client workflowservice.WorkflowServiceClient, cfg Config) error {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()

	if _, err := client.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: cfg.Namespace}); err != nil {
		return serviceerror.FromStatus(serviceerror.ToStatus(err))
	}
	_, err := client.DescribeWorkflowExecution(ctx, &workflowservice.DescribeWorkflowExecutionRequest{
		Namespace: cfg.Namespace,
		Execution: &common.WorkflowExecution{WorkflowId: "embedded-readiness-probe"},
	})
	err = serviceerror.FromStatus(serviceerror.ToStatus(err))
	if absent := (*serviceerror.NotFound)(nil); err != nil && !errors.As(err, &absent) {
		return err
	}
	_, err = client.CountWorkflowExecutions(ctx, &workflowservice.CountWorkflowExecutionsRequest{
		Namespace: cfg.Namespace,
		Query:     probeQuery(cfg),
	})
	return err
}

func probeQuery(cfg Config) string {
	terms := []string{"WorkflowId = 'embedded-readiness-probe'"}
	for _, name := range slices.Sorted(maps.Keys(cfg.SearchAttributes)) {
		terms = append(terms, "`"+name+"` IS NOT NULL")
	}
	return strings.Join(terms, " AND ")
}

// dialFrontend connects within this machine: never through a proxy that the
// environment names.
func dialFrontend(address string, k keys) (*grpc.ClientConn, error) {
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(credentials.NewTLS(k.clientTLS())), grpc.WithNoProxy())
	if err != nil {
		return nil, fmt.Errorf("connect to the Temporal frontend: %w", err)
	}
	return conn, nil
}
