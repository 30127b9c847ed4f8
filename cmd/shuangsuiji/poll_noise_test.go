package main

import (
	"bytes"
	"errors"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
	sdklog "go.temporal.io/sdk/log"
)

// TestStopIsNoFailedPoll: of a poll that failed only the stop itself is left out,
// however the SDK has added to its logger before.
func TestStopIsNoFailedPoll(t *testing.T) {
	var out bytes.Buffer
	log := sdklog.With(sdklog.NewStructuredLogger(slog.New(withoutStopNoise{slog.NewTextHandler(&out, nil)})), "Namespace", "shuangsuiji")
	log.Warn("Failed to poll for task.", "WorkerType", "WorkflowWorker", "Error", errors.New("worker stopping"))
	require.Empty(t, out.String())
	log.Warn("Failed to poll for task.", "WorkerType", "WorkflowWorker", "Error", errors.New("connection refused"))
	require.Contains(t, out.String(), "connection refused")
	out.Reset()
	log.Warn("Task processing failed with error", "Error", errors.New("worker stopping"))
	require.Contains(t, out.String(), "worker stopping")
}
