//go:build !slim

package embedded

import (
	"bytes"
	"errors"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/log/tag"
)

func TestFatalIsReportedAndEndsItsGoroutineOnly(t *testing.T) {
	t.Parallel()
	l := newLogger(slog.New(slog.DiscardHandler), slog.LevelError)
	ended, wentOn := make(chan struct{}), false
	go func() {
		defer close(ended)
		l.Fatal("first", tag.Error(errors.New("cause")))
		wentOn = true
	}()
	<-ended
	require.False(t, wentOn)
	l.fail(errors.New("second"))
	require.EqualError(t, <-l.failed, "temporal: first; error: cause")
	require.Empty(t, l.failed, "only the first failure is kept")
}

func TestLogLevel(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	target := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	l := newLogger(target, slog.LevelError)
	l.Warn("ordinary")
	l.SLog().With("a", 1).WithGroup("g").Warn("ordinary")
	require.Empty(t, out.String())
	l.Error("serious", tag.NewStringTag("shard", "1"))
	l.SLog().With("a", 1).Error("grave")
	require.Contains(t, out.String(), "msg=serious shard=1")
	require.Contains(t, out.String(), "msg=grave a=1")
}
