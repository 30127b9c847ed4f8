package hostile

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/update/v1"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

// gRPCTime bounds a call at a port of Temporal's.
const gRPCTime = 5 * time.Second

// keyless are those who reach Temporal's ports without a key of this installation.
func keyless() (map[string]credentials.TransportCredentials, error) {
	foreign, err := ownCertificate()
	if err != nil {
		return nil, err
	}
	return map[string]credentials.TransportCredentials{
		"without TLS":                     insecure.NewCredentials(),
		"without a certificate":           credentials.NewTLS(&tls.Config{InsecureSkipVerify: true}),
		"with a certificate of his own":   credentials.NewTLS(&tls.Config{InsecureSkipVerify: true, GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &foreign, nil }}),
		"with TLS of before certificates": credentials.NewTLS(&tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS12}),
	}, nil
}

// ownCertificate is one that its holder has signed.
func ownCertificate() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "embedded Temporal client"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}, err
}

// call is one of a kind at a port of Temporal's.
type call struct {
	name string
	do   func(context.Context, *grpc.ClientConn) error
}

// calls are what somebody without the key would do, to the workflow.
func calls(workflow string) []call {
	at := &common.WorkflowExecution{WorkflowId: workflow}
	frontend := func(name string, do func(context.Context, workflowservice.WorkflowServiceClient) error) call {
		return call{name, func(ctx context.Context, conn *grpc.ClientConn) error {
			return do(ctx, workflowservice.NewWorkflowServiceClient(conn))
		}}
	}
	type client = workflowservice.WorkflowServiceClient
	return []call{
		frontend("list", func(ctx context.Context, f client) error {
			_, err := f.ListWorkflowExecutions(ctx, &workflowservice.ListWorkflowExecutionsRequest{Namespace: namespace})
			return err
		}),
		frontend("history", func(ctx context.Context, f client) error {
			_, err := f.GetWorkflowExecutionHistory(ctx, &workflowservice.GetWorkflowExecutionHistoryRequest{Namespace: namespace, Execution: at})
			return err
		}),
		frontend("update", func(ctx context.Context, f client) error {
			_, err := f.UpdateWorkflowExecution(ctx, &workflowservice.UpdateWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at,
				Request: &update.Request{Meta: &update.Meta{UpdateId: "u"}, Input: &update.Input{Name: "suspend"}}})
			return err
		}),
		frontend("start", func(ctx context.Context, f client) error {
			_, err := f.StartWorkflowExecution(ctx, &workflowservice.StartWorkflowExecutionRequest{Namespace: namespace, WorkflowId: byStranger,
				WorkflowType: &common.WorkflowType{Name: "InspectionCase"}, TaskQueue: &taskqueue.TaskQueue{Name: "nobody"}, RequestId: "r"})
			return err
		}),
		frontend("terminate", func(ctx context.Context, f client) error {
			_, err := f.TerminateWorkflowExecution(ctx, &workflowservice.TerminateWorkflowExecutionRequest{Namespace: namespace, WorkflowExecution: at})
			return err
		}),
		{"health", health},
	}
}

// byStranger is the id of a workflow that a stranger tries to start.
const byStranger = "started-by-a-stranger"

func health(ctx context.Context, conn *grpc.ClientConn) error {
	_, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	return err
}

// at makes one call at the port.
func (c call) at(ctx context.Context, address string, shows credentials.TransportCredentials) (err error) {
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(shows), grpc.WithNoProxy())
	if err != nil {
		return err
	}
	defer func() {
		if closed := conn.Close(); err == nil {
			err = closed
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, gRPCTime)
	defer cancel()
	return c.do(ctx, conn)
}

// temporal tries every kind of call without the key at each port that is not the
// office's own.
func (o *office) temporal(ctx context.Context, ports []string, a *Attack) error {
	who, err := keyless()
	if err != nil {
		return err
	}
	config, err := o.system.TemporalKeys().Client()
	if err != nil {
		return err
	}
	holder := credentials.NewTLS(config)
	workflow := o.task(crewTask).ID
	for name, shows := range who {
		for _, port := range ports {
			for _, c := range calls(workflow) {
				err := c.at(ctx, port, shows)
				a.try(status.Code(err) == codes.Unavailable, "%s %s at %s: %v", c.name, name, port, err)
			}
		}
	}
	for _, port := range ports {
		err := call{"health", health}.at(ctx, port, holder)
		// The services behind the frontend know no such question; who has the key is answered.
		a.control(err == nil || status.Code(err) == codes.Unimplemented || status.Code(err) == codes.NotFound, "who has the key, at %s: %v", port, err)
	}
	err = calls(workflow)[0].at(ctx, o.system.Temporal(), holder)
	a.control(err == nil, "who has the key lists workflows: %v", err)
	describe := call{"describe", func(ctx context.Context, conn *grpc.ClientConn) error {
		_, err := workflowservice.NewWorkflowServiceClient(conn).DescribeWorkflowExecution(ctx, &workflowservice.DescribeWorkflowExecutionRequest{
			Namespace: namespace, Execution: &common.WorkflowExecution{WorkflowId: byStranger}})
		return err
	}}
	err = describe.at(ctx, o.system.Temporal(), holder)
	a.try(status.Code(err) == codes.NotFound, "a workflow that a stranger started is there: %v", err)
	return nil
}

// reached reports whether somebody answers at the address.
func reached(address string) bool {
	conn, err := net.DialTimeout("tcp", address, 2*time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}
