package store_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// actsWritten: a history comes with what was written, a page of it in few bytes
// whatever the limit, and page after page nothing is missing.
func actsWritten(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	long := fmt.Sprintf(`{"narrative": "%s"}`, bytes.Repeat([]byte("x"), 3<<20))
	bodies := []string{long, "", `{"narrative": "短"}`, long, long, long}
	for i, body := range bodies {
		key := fmt.Sprintf("k%d", i)
		var w record.Written
		if body != "" {
			w = written(t, body)
			_, err := s.BeginRequest(ctx, record.Request{Person: "u1", Route: "r", Key: key, BodyHash: "h", Created: monday, Written: w})
			require.NoError(t, err)
		}
		_, _, err := s.RecordCase(ctx, c.No, key, record.Asking{}, func(c cases.Case, a law.Actor) (record.CaseWrite, error) {
			cw, err := step(key, func(*cases.Case) {})(c, a)
			cw.Act.PayloadID, cw.Act.PayloadHash = w.ID, w.Hash
			return cw, err
		})
		require.NoError(t, err)
	}
	var got []string
	var pages []int
	page := record.Page{Limit: 500}
	for {
		listed, err := s.ActsWritten(ctx, c.No, page)
		require.NoError(t, err)
		pages = append(pages, len(listed.Items))
		for _, a := range listed.Items {
			got = append(got, string(a.Payload.Body))
		}
		if page.After = listed.Next; page.After == "" {
			break
		}
	}
	require.Equal(t, append([]string{""}, bodies...), got, "the opening and the acts")
	require.Equal(t, []int{5, 2}, pages, "two long ones a page")
}

func planVersion(t *testing.T, s *store.Store) {
	ctx := t.Context()
	first := plan()
	require.NoError(t, s.ImportPlan(ctx, first, nil, importAct))
	second := plan()
	second.Name, second.Reason = "变更后的计划", "增加任务"
	require.NoError(t, s.ImportPlan(ctx, second, nil, importAct))
	p, err := s.PlanVersion(ctx, planNo, 1)
	require.NoError(t, err)
	require.Equal(t, first.Name, p.Name)
	require.Equal(t, 1, p.Version)
	_, err = s.PlanVersion(ctx, planNo, 7)
	requireCode(t, err, law.KindCorrupt, "plan_version_missing")
}

// TestNobodyWaitsForAnothersCalendar: one query that hangs hangs alone.
func TestNobodyWaitsForAnothersCalendar(t *testing.T) {
	t.Parallel()
	s := backend{"sqlite", emptySQLite}.fresh(t)
	hanging, release := make(chan struct{}), make(chan struct{})
	first := true
	require.NoError(t, store.HoldQueries(s, func() {
		if first {
			first = false
			close(hanging)
			<-release
		}
	}))
	ended := make(chan error, 1)
	go func() {
		_, err := s.Calendar(t.Context())
		ended <- err
	}()
	<-hanging
	_, err := s.Calendar(t.Context())
	require.NoError(t, err)
	close(release)
	require.NoError(t, <-ended)
}
