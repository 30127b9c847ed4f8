package temporalui

import (
	"context"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const readOnly = "流程界面仅供查看，不能在此操作"

var errReadOnly = status.Error(codes.PermissionDenied, readOnly)

// reading begins the names of the methods of Temporal's services that change
// nothing.
var reading = []string{"Get", "List", "Describe", "Count", "Scan", "Query"}

// refuseWrites is the second lock behind onlyReading, at the connection itself:
// whatever a path may be read as, no call that changes something leaves for the
// frontend.
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

// refuseStreams: Temporal's public services have none.
func refuseStreams(context.Context, *grpc.StreamDesc, *grpc.ClientConn, string, grpc.Streamer, ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, errReadOnly
}
