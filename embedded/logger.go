//go:build !slim

package embedded

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"strings"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// logger hands Temporal's messages to slog and keeps Temporal from ending the
// process: Temporal reports what it cannot live with through Fatal, whose
// ordinary implementations call os.Exit.
type logger struct {
	slog *slog.Logger
	// failed holds the first fatal message, if there was one.
	failed chan error
}

var (
	_ log.Logger      = (*logger)(nil)
	_ log.SLogWrapper = (*logger)(nil)
)

func newLogger(target *slog.Logger, level slog.Leveler) *logger {
	return &logger{
		slog:   slog.New(levelHandler{Handler: target.Handler(), level: level}),
		failed: make(chan error, 1),
	}
}

// SLog lets the SDK clients inside the server write to the same place.
func (l *logger) SLog() *slog.Logger { return l.slog }

func (l *logger) Debug(msg string, tags ...tag.Tag)  { l.log(slog.LevelDebug, msg, tags) }
func (l *logger) Info(msg string, tags ...tag.Tag)   { l.log(slog.LevelInfo, msg, tags) }
func (l *logger) Warn(msg string, tags ...tag.Tag)   { l.log(slog.LevelWarn, msg, tags) }
func (l *logger) Error(msg string, tags ...tag.Tag)  { l.log(slog.LevelError, msg, tags) }
func (l *logger) DPanic(msg string, tags ...tag.Tag) { l.log(slog.LevelError, msg, tags) }

// Panic keeps its contract: its callers rely on not going on.
func (l *logger) Panic(msg string, tags ...tag.Tag) {
	l.log(slog.LevelError, msg, tags)
	panic(newFatalError(msg, tags))
}

// Fatal reports the failure and ends the calling goroutine only; its callers
// rely on not going on.
func (l *logger) Fatal(msg string, tags ...tag.Tag) {
	l.log(slog.LevelError, msg, tags)
	l.fail(newFatalError(msg, tags))
	runtime.Goexit()
}

// fail keeps the first failure; the later ones are mostly its consequences.
func (l *logger) fail(err error) {
	select {
	case l.failed <- err:
	default:
	}
}

func (l *logger) log(level slog.Level, msg string, tags []tag.Tag) {
	ctx := context.Background()
	if !l.slog.Enabled(ctx, level) {
		return
	}
	attrs := make([]slog.Attr, len(tags))
	for i, t := range tags {
		attrs[i] = slog.Any(t.Key(), t.Value())
	}
	l.slog.LogAttrs(ctx, level, msg, attrs...)
}

// listenerFailed is the message with which a service reports that its port is
// taken.
const listenerFailed = "Failed to start gRPC listener"

// fatalError is a message that Temporal would have ended the process with.
type fatalError struct{ message, detail string }

func newFatalError(msg string, tags []tag.Tag) *fatalError {
	var detail strings.Builder
	for _, t := range tags {
		fmt.Fprintf(&detail, "; %s: %v", t.Key(), t.Value())
	}
	return &fatalError{message: msg, detail: detail.String()}
}

func (e *fatalError) Error() string { return "temporal: " + e.message + e.detail }

// levelHandler drops what is below level, whatever the handler behind it
// would take.
type levelHandler struct {
	slog.Handler
	level slog.Leveler
}

func (h levelHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= h.level.Level() && h.Handler.Enabled(ctx, level)
}

func (h levelHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return levelHandler{Handler: h.Handler.WithAttrs(attrs), level: h.level}
}

func (h levelHandler) WithGroup(name string) slog.Handler {
	return levelHandler{Handler: h.Handler.WithGroup(name), level: h.level}
}
