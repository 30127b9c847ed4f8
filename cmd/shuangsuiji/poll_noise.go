package main

import (
	"context"
	"log/slog"
)

// withoutStopNoise leaves out what the SDK warns of when a worker is stopped: its
// pollers learn of the stop a moment before the part that logs does, and then it
// calls the stop, which was asked for, a failed poll. Whoever presses Ctrl-C would
// look for a fault that isn't there.
type withoutStopNoise struct{ slog.Handler }

func (h withoutStopNoise) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "Failed to poll for task." && saysStopping(r) {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

func (h withoutStopNoise) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withoutStopNoise{h.Handler.WithAttrs(attrs)}
}

func (h withoutStopNoise) WithGroup(name string) slog.Handler {
	return withoutStopNoise{h.Handler.WithGroup(name)}
}

func saysStopping(r slog.Record) (found bool) {
	r.Attrs(func(a slog.Attr) bool {
		err, isError := a.Value.Any().(error)
		found = isError && err.Error() == "worker stopping"
		return !found
	})
	return found
}
