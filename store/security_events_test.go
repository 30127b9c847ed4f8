package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/record"
	"shuangsuiji/store"
)

// securityEvents: lines are read from the latest on, narrowed and in pages; what a
// stranger makes too long is cut, not lost; nothing is changed afterwards.
func securityEvents(t *testing.T, s *store.Store) {
	ctx := t.Context()
	for i, e := range []record.SecurityEvent{
		{Kind: record.EventLoginFailed, Address: "10.0.0.9", Subject: strings.Repeat("长", 100)},
		{Kind: record.EventLogin, Account: "u-1", Address: "10.0.0.9"},
		{Kind: record.EventExported, Account: "u-1", Subject: "entities", Detail: "导出检查对象名录库"},
	} {
		e.At = monday.Add(time.Duration(i) * time.Hour)
		require.NoError(t, s.NoteSecurityEvent(ctx, e))
	}
	first, err := s.SecurityEvents(ctx, record.SecurityEventFilter{}, record.Page{Limit: 2})
	require.NoError(t, err)
	require.Len(t, first.Items, 2)
	require.Equal(t, record.EventExported, first.Items[0].Kind)
	require.Equal(t, monday.Add(2*time.Hour), first.Items[0].At)
	rest, err := s.SecurityEvents(ctx, record.SecurityEventFilter{}, record.Page{After: first.Next})
	require.NoError(t, err)
	require.Len(t, rest.Items, 1)
	require.Empty(t, rest.Next)
	require.Equal(t, strings.Repeat("长", 64), rest.Items[0].Subject)
	for _, c := range []struct {
		f    record.SecurityEventFilter
		want int
	}{{record.SecurityEventFilter{Account: "u-1"}, 2}, {record.SecurityEventFilter{Kind: record.EventLogin}, 1}, {record.SecurityEventFilter{Since: monday.Add(time.Hour)}, 2}} {
		listed, err := s.SecurityEvents(ctx, c.f, record.Page{})
		require.NoError(t, err)
		require.Len(t, listed.Items, c.want, "%+v", c.f)
	}
	require.Error(t, store.Exec(ctx, s, "UPDATE security_events SET account = 'u-2'"))
	require.Error(t, store.Exec(ctx, s, "DELETE FROM security_events"))
}
