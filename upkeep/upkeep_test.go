package upkeep_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/upkeep"
)

// kept notes what it was asked to forget, in order.
type kept struct {
	asked  []string
	before []time.Time
	fails  bool
	done   func()
}

func (k *kept) forget(what string, before time.Time) (int, error) {
	k.asked, k.before = append(k.asked, what), append(k.before, before)
	if k.fails && what == "requests" {
		return 3, errors.New("the database is away")
	}
	if what == "drafts" && k.done != nil {
		k.done()
	}
	return 3, nil
}

func (k *kept) PurgeRequests(_ context.Context, before time.Time) (int, error) {
	return k.forget("requests", before)
}

func (k *kept) PurgeSessions(_ context.Context, before time.Time) (int, error) {
	return k.forget("sessions", before)
}

func (k *kept) EraseOrphans(_ context.Context, before, _ time.Time) (int, error) {
	return k.forget("orphans", before)
}

func (k *kept) PurgeUploads(_ context.Context, before time.Time) (int, error) {
	return k.forget("uploads", before)
}

func (k *kept) PurgeDrafts(_ context.Context, before time.Time) (int, error) {
	return k.forget("drafts", before)
}

func TestRound(t *testing.T) {
	var log bytes.Buffer
	k := &kept{}
	require.NoError(t, upkeep.New(k, slog.New(slog.NewTextHandler(&log, nil))).Round(t.Context()))
	require.Equal(t, []string{"sessions", "requests", "orphans", "uploads", "drafts"}, k.asked)
	require.WithinDuration(t, time.Now(), k.before[0], time.Minute)
	require.Equal(t, k.before[1], k.before[2], "nothing is erased whose request is kept")
	require.WithinDuration(t, time.Now().Add(-upkeep.Kept), k.before[1], time.Minute)
	require.Contains(t, log.String(), "forgotten after their time")

	k = &kept{fails: true}
	require.ErrorContains(t, upkeep.New(k, slog.New(slog.DiscardHandler)).Round(t.Context()), "requests: the database is away")
	require.Len(t, k.asked, 5, "what fails holds up nothing else")
}

func TestRunMakesARoundAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	k := &kept{done: cancel}
	upkeep.New(k, slog.New(slog.DiscardHandler)).Run(ctx)
	require.Len(t, k.asked, 5)
}
