package store_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func begun(subject, key string) record.Draft {
	return record.Draft{Subject: subject, Act: "record_visit", Key: key, Entries: map[string][]string{"facts.parts": {"甲𠮷", ""}, "reason": {"<b>"}}, Seen: 3, Saved: monday}
}

// drafts: each account has its own; who saves upon an older revision is told.
func drafts(t *testing.T, s *store.Store) {
	ctx := t.Context()
	first, err := s.SaveDraft(ctx, "u1", begun("case/1", "k1"), 3)
	require.NoError(t, err)
	require.Equal(t, 1, first.Revision)
	got, err := s.Draft(ctx, "u1", "case/1", "record_visit")
	require.NoError(t, err)
	require.Equal(t, first, got)
	_, err = s.Draft(ctx, "u2", "case/1", "record_visit")
	requireCode(t, err, law.KindNotFound, "draft_not_found")

	second := first
	second.Entries, second.Seen, second.Saved = map[string][]string{"reason": {"其二"}}, 4, monday.Add(time.Minute)
	second, err = s.SaveDraft(ctx, "u1", second, 3)
	require.NoError(t, err)
	require.Equal(t, 2, second.Revision)
	for _, stale := range []record.Draft{begun("case/1", "k1"), first} {
		_, err = s.SaveDraft(ctx, "u1", stale, 3)
		requireCode(t, err, law.KindStale, "draft_stale")
	}
	got, err = s.Draft(ctx, "u1", "case/1", "record_visit")
	require.NoError(t, err)
	require.Equal(t, second, got)

	for _, subject := range []string{"case/2", "case/3"} {
		d := begun(subject, subject)
		d.Saved = monday.Add(time.Hour)
		_, err = s.SaveDraft(ctx, "u1", d, 3)
		require.NoError(t, err)
	}
	_, err = s.SaveDraft(ctx, "u1", begun("case/4", "k4"), 3)
	requireCode(t, err, law.KindTooMany, "drafts_too_many")
	_, err = s.SaveDraft(ctx, "u2", begun("case/1", "k1"), 3)
	require.NoError(t, err)
	listed, err := s.Drafts(ctx, "u1")
	require.NoError(t, err)
	var order []string
	for _, d := range listed {
		order = append(order, d.Subject)
		require.Nil(t, d.Entries)
	}
	require.Equal(t, []string{"case/2", "case/3", "case/1"}, order)

	require.NoError(t, s.DropDraft(ctx, "u1", "case/2", "record_visit"))
	require.NoError(t, s.DropDraft(ctx, "u1", "case/2", "record_visit"))
	gone := begun("case/2", "case/2")
	gone.Revision = 1
	_, err = s.SaveDraft(ctx, "u1", gone, 3)
	requireCode(t, err, law.KindStale, "draft_stale")
	purged, err := s.PurgeDrafts(ctx, monday.Add(30*time.Minute))
	require.NoError(t, err)
	require.Equal(t, 2, purged)
	listed, err = s.Drafts(ctx, "u1")
	require.NoError(t, err)
	require.Len(t, listed, 1)
}

// draftsHandedIn: a draft goes with the answer to its request and not before; a page
// that is slow to save does not bring it back.
func draftsHandedIn(t *testing.T, s *store.Store) {
	ctx := t.Context()
	for _, d := range []record.Draft{begun("case/1", "k1"), begun("case/2", "k2")} {
		_, err := s.SaveDraft(ctx, "u1", d, 9)
		require.NoError(t, err)
	}
	_, err := s.SaveDraft(ctx, "u2", begun("case/1", "k1"), 9)
	require.NoError(t, err)
	request := record.Request{Person: "u1", Route: "POST /acts", Key: "k1", BodyHash: "h", Created: monday}
	_, err = s.BeginRequest(ctx, request)
	require.NoError(t, err)
	require.NoError(t, s.DropRequest(ctx, "u1", request.Route, "k1"), "refused")
	kept, err := s.Draft(ctx, "u1", "case/1", "record_visit")
	require.NoError(t, err)
	_, err = s.BeginRequest(ctx, request)
	require.NoError(t, err)
	kept, err = s.SaveDraft(ctx, "u1", kept, 9)
	require.NoError(t, err, "under way")
	require.NoError(t, s.FinishRequest(ctx, "u1", request.Route, "k1", 200, []byte("{}")))
	_, err = s.Draft(ctx, "u1", "case/1", "record_visit")
	requireCode(t, err, law.KindNotFound, "draft_not_found")
	for _, late := range []record.Draft{kept, begun("case/1", "k1")} {
		_, err = s.SaveDraft(ctx, "u1", late, 9)
		requireCode(t, err, law.KindStale, "draft_handed_in")
	}
	for account, subject := range map[string]string{"u1": "case/2", "u2": "case/1"} {
		_, err = s.Draft(ctx, account, subject, "record_visit")
		require.NoError(t, err)
	}
}

// draftsAtOnce: of several windows that save upon the same revision one does.
func draftsAtOnce(t *testing.T, s *store.Store) {
	var saved atomic.Int32
	requireNone(t, together(func(int) error {
		_, err := s.SaveDraft(t.Context(), "u1", begun("case/1", "k1"), 9)
		if law.KindOf(err) == law.KindStale {
			return nil
		}
		saved.Add(1)
		return err
	}))
	require.EqualValues(t, 1, saved.Load())
}
