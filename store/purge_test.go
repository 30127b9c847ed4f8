package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// forgotten: what has had its time goes, in as many transactions as it takes; what
// an act carries stays whatever its age.
func forgotten(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	begin := func(key string, at time.Time) record.Written {
		w, err := record.NewWritten([]byte(`{"narrative": "` + key + `"}`))
		require.NoError(t, err)
		_, err = s.BeginRequest(ctx, record.Request{Person: "u1", Route: "r", Key: key, BodyHash: "h", Created: at, Written: w})
		require.NoError(t, err)
		return w
	}
	old, recent := monday.AddDate(0, 0, -40), monday.AddDate(0, 0, -1)
	carried, orphan, young := begin("carried", old), begin("orphan", old), begin("young", recent)
	_, _, err := s.RecordCase(ctx, c.No, "k", record.Asking{}, func(c cases.Case, a law.Actor) (record.CaseWrite, error) {
		w, err := step("k", func(*cases.Case) {})(c, a)
		w.Act.PayloadID, w.Act.PayloadHash = carried.ID, carried.Hash
		return w, err
	})
	require.NoError(t, err)
	for n := range 1200 {
		_, err := s.BeginRequest(ctx, record.Request{Person: "u2", Route: "r", Key: fmt.Sprint(n), BodyHash: "h", Created: old})
		require.NoError(t, err)
	}
	requireNone(t, together(func(int) error {
		_, err := s.PurgeRequests(ctx, monday.AddDate(0, 0, -30))
		return err
	}))
	var left []string
	require.NoError(t, store.Select(ctx, s, &left, "SELECT request_key FROM requests"))
	require.Equal(t, []string{"young"}, left)

	requireNone(t, together(func(int) error {
		_, err := s.EraseOrphans(ctx, monday.AddDate(0, 0, -30), monday)
		return err
	}))
	for id, want := range map[string]bool{carried.ID: false, orphan.ID: true, young.ID: false} {
		p, err := s.Payload(ctx, id)
		require.NoError(t, err)
		require.Equal(t, want, !p.Erased.IsZero())
		require.Equal(t, want, len(p.Body) == 0)
	}
	again, err := s.EraseOrphans(ctx, monday.AddDate(0, 0, -30), monday)
	require.NoError(t, err)
	require.Zero(t, again)
}
