package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func actRecorded(t *testing.T, s *store.Store) {
	before := oneCase(t, s)
	saveAccounts(t, s, account("u1", law.RoleInspector))
	written := keep(t, s, `{"note":"已送达"}`)
	shanghai := time.FixedZone("CST", 8*60*60)
	happened := time.Date(2024, time.April, 2, 9, 0, 0, 987654321, shanghai)
	got, repeated, err := s.RecordCase(t.Context(), before.No, "serve", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		require.Empty(t, cmp.Diff(before, c), "build sees the case as it was opened")
		w, err := step("serve", func(c *cases.Case) {
			c.Stage, c.Deadlines = cases.StageSelfCheck, nil
			c.Service = &cases.Service{Served: true, Method: law.ServedByMail, On: calendar.NewDate(2024, time.April, 2), Seq: 2}
		})(c, law.Actor{})
		w.Act.Happened, w.Act.PayloadID, w.Act.PayloadHash, w.Act.Delegation = happened, written.ID, written.Hash, "d1"
		w.Inbox = []record.Message{{Account: "u1", Key: "act/2/0", Kind: law.NoticeTask, Text: "请办理", Created: monday}}
		w.Mail = []record.Mail{{MessageID: "<m1@ssj>", To: "a@example.org", Subject: "通知", Body: "正文", Created: monday}}
		return w, err
	})
	require.NoError(t, err)
	require.False(t, repeated)
	require.Equal(t, cases.StageSelfCheck, got.Stage)

	kept, err := s.Case(t.Context(), before.No)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(got, kept))
	acts, err := s.Acts(t.Context(), before.No, record.Page{})
	require.NoError(t, err)
	require.Len(t, acts.Items, 2)
	require.Empty(t, cmp.Diff(record.Act{Subject: before.No, Seq: 2, Kind: cases.ActServeNotice, Name: "送达检查通知书", Clause: "文件四(三)",
		Actor: "u1", ActorRole: law.RoleInspector, Delegation: "d1", Happened: time.Date(2024, time.April, 2, 1, 0, 0, 987654000, time.UTC),
		Entered: monday, Recorded: monday, Facts: json.RawMessage(`{"method": "in_person"}`), PayloadID: written.ID, PayloadHash: written.Hash, Key: "serve"}, acts.Items[1]))
	inbox, err := s.Inbox(t.Context(), "u1", true, record.Page{})
	require.NoError(t, err)
	require.Len(t, inbox.Items, 1)
	require.Equal(t, before.No, inbox.Items[0].Subject, "the subject is the act's where it is left out")
	mail, err := s.PendingMail(t.Context(), monday, 10)
	require.NoError(t, err)
	require.Len(t, mail, 1)
}

func actKeyWritesOnce(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	first, repeated, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, step("k", func(c *cases.Case) { c.Stage = cases.StageSelfCheck }))
	require.NoError(t, err)
	require.False(t, repeated)
	_, _, err = s.RecordCase(t.Context(), c.No, "later", record.Asking{}, step("later", func(c *cases.Case) { c.Stage = cases.StageOnSite }))
	require.NoError(t, err)

	again, repeated, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(cases.Case, law.Actor) (record.CaseWrite, error) {
		t.Error("build must not be called for a key on record")
		return record.CaseWrite{}, nil
	})
	require.NoError(t, err)
	require.True(t, repeated)
	require.Equal(t, cases.StageSelfCheck, first.Stage)
	require.Equal(t, cases.StageOnSite, again.Stage, "the case is answered as it is now")
	require.Equal(t, 3, again.Seq)

	for key, want := range map[string]bool{"open": true, "k": true, "later": true, "other": false} {
		found, err := s.OnRecord(t.Context(), c.No, key)
		require.NoError(t, err)
		require.Equal(t, want, found, key)
	}
	_, _, err = s.RecordCase(t.Context(), "2024001-001-0999", "k", record.Asking{}, step("k", func(*cases.Case) {}))
	requireCode(t, err, law.KindNotFound, "case_not_found")
}

func actRefused(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	refusal := law.Errorf(law.KindNotAllowed, "act_not_at_this_stage", "现在不能办理。")
	_, _, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(cases.Case, law.Actor) (record.CaseWrite, error) { return record.CaseWrite{}, refusal })
	require.Equal(t, refusal, err, "the refusal comes back as it is")

	// A message for nobody fails after the act was inserted: all of it is undone.
	_, _, err = s.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		w, err := step("k", func(c *cases.Case) { c.Stage = cases.StageOnSite })(c, law.Actor{})
		w.Inbox = []record.Message{{Account: "nobody", Key: "x", Created: monday}}
		return w, err
	})
	requireCode(t, err, law.KindInvalid, "reference_missing")
	kept, err := s.Case(t.Context(), c.No)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(c, kept))
	acts, err := s.Acts(t.Context(), c.No, record.Page{})
	require.NoError(t, err)
	require.Len(t, acts.Items, 1)
}

func actOutOfOrder(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	for name, change := range map[string]func(*record.CaseWrite){
		"case runs ahead": func(w *record.CaseWrite) { w.Case.Seq++ },
		"case stays":      func(w *record.CaseWrite) { w.Case.Seq-- },
		"act's number":    func(w *record.CaseWrite) { w.Act.Seq = 7 },
		"act's key":       func(w *record.CaseWrite) { w.Act.Key = "other" },
		"act's subject":   func(w *record.CaseWrite) { w.Act.Subject = "other" },
	} {
		_, _, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
			w, err := step("k", func(*cases.Case) {})(c, law.Actor{})
			change(&w)
			return w, err
		})
		require.Error(t, err, name)
		requireCode(t, err, law.KindCorrupt, "act_out_of_order")
	}
	acts, err := s.Acts(t.Context(), c.No, record.Page{})
	require.NoError(t, err)
	require.Len(t, acts.Items, 1)
}

// actsAreForEver tries by hand what no code of the store does. On MySQL the
// service's user lacks the right, on SQLite triggers refuse.
func actsAreForEver(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	publishCase(t, s, c.No, 1)
	_, _, _, err := s.SaveEntities(t.Context(), "other", monday, []registers.Entity{{Code: entityCode(1), Name: "改", Kind: "k"}})
	require.NoError(t, err)
	drawOf(t, s, 1, record.DrawCommitted)
	keep(t, s, `{}`)
	require.NoError(t, s.SetMark(t.Context(), store.MarkDemonstration, "1", monday))
	for _, statement := range []string{
		"UPDATE acts SET actor = 'x'", "DELETE FROM acts",
		"UPDATE publications SET outcome = 'x'", "DELETE FROM publications",
		"UPDATE register_history SET changed_by = 'x'", "DELETE FROM register_history",
		"UPDATE item_sets SET body = 'x'", "DELETE FROM item_sets",
		"UPDATE draw_parts SET hash = 'x'", "DELETE FROM draw_parts",
		"UPDATE draw_pieces SET body = X'00'", "DELETE FROM draw_pieces",
		"UPDATE draws SET nonce = X'00'", "DELETE FROM draws",
		"UPDATE payloads SET hash = 'x'", "DELETE FROM payloads",
		"UPDATE marks SET value = 'x'", "DELETE FROM marks",
		"REPLACE INTO marks (name, value, set_at) SELECT name, 'x', set_at FROM marks", "REPLACE INTO acts SELECT * FROM acts",
	} {
		err := store.Exec(t.Context(), s, statement)
		require.Error(t, err, statement)
		requireCode(t, err, law.KindInternal, "append_only")
	}
}

func actsPaged(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	for n := range 11 {
		key := fmt.Sprintf("k%d", n)
		_, _, err := s.RecordCase(t.Context(), c.No, key, record.Asking{}, step(key, func(*cases.Case) {}))
		require.NoError(t, err)
	}
	acts := allPages(t, 5, func(p record.Page) (record.Listed[record.Act], error) { return s.Acts(t.Context(), c.No, p) })
	require.Len(t, acts, 12)
	for i, a := range acts {
		require.Equal(t, i+1, a.Seq)
	}
	_, err := s.Acts(t.Context(), c.No, record.Page{After: "what"})
	requireCode(t, err, law.KindInvalid, "cursor_invalid")
}

func actsOfOtherSubjects(t *testing.T, s *store.Store) {
	for n := range 3 {
		repeated, err := s.RecordAct(t.Context(), record.Act{Subject: "clock", Kind: "jump", Key: fmt.Sprintf("jump/%d", n), Seq: 99,
			Happened: monday, Entered: monday, Recorded: monday})
		require.NoError(t, err)
		require.False(t, repeated)
	}
	repeated, err := s.RecordAct(t.Context(), record.Act{Subject: "clock", Kind: "jump", Key: "jump/1", Happened: monday, Entered: monday, Recorded: monday})
	require.NoError(t, err)
	require.True(t, repeated)
	acts, err := s.Acts(t.Context(), "clock", record.Page{})
	require.NoError(t, err)
	require.Len(t, acts.Items, 3)
	require.Equal(t, 3, acts.Items[2].Seq)
}

func payloads(t *testing.T, s *store.Store) {
	ctx := t.Context()
	body := `{"narrative":"现场情况……𠮷","names":["甲"]}`
	one, other := keep(t, s, body), keep(t, s, body)
	require.NotEqual(t, one.Hash, other.Hash, "the salt makes equal texts unlike")

	act := record.Act{Subject: "case", Seq: 2, PayloadID: one.ID, PayloadHash: one.Hash}
	require.NoError(t, s.VerifyPayload(ctx, act))
	require.NoError(t, s.VerifyPayload(ctx, record.Act{}))
	require.NoError(t, store.Exec(ctx, s, "UPDATE payloads SET body = ? WHERE id = ?", `{"narrative":"改"}`, one.ID))
	requireCode(t, s.VerifyPayload(ctx, act), law.KindCorrupt, "payload_altered")
	requireCode(t, s.VerifyPayload(ctx, record.Act{PayloadID: "gone", PayloadHash: one.Hash}), law.KindCorrupt, "payload_missing")

	require.NoError(t, s.DiscardPayload(ctx, other.ID, monday))
	require.NoError(t, s.DiscardPayload(ctx, other.ID, monday.Add(time.Hour)))
	p, err := s.Payload(ctx, other.ID)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(record.Payload{ID: other.ID, Erased: monday}, p))
	require.NoError(t, s.VerifyPayload(ctx, record.Act{PayloadID: other.ID, PayloadHash: other.Hash}), "the hash stands for what was erased")
	require.True(t, errors.Is(s.DiscardPayload(ctx, "nothing", monday), &law.Error{Code: "payload_not_found"}))
}

// keep has the body kept with a request of its own.
func keep(t *testing.T, s *store.Store, body string) record.Written {
	t.Helper()
	w := written(t, body)
	existing, err := s.BeginRequest(t.Context(), record.Request{Person: "u1", Route: "r", Key: w.ID, Created: monday, Written: w})
	require.NoError(t, err)
	require.Nil(t, existing)
	return w
}

// payloadOfARefusedAct: what was written with an act on record is not discarded,
// whatever its caller was told; an act whose payload was discarded is not
// recorded any more.
func payloadOfARefusedAct(t *testing.T, s *store.Store) {
	c, ctx := oneCase(t, s), t.Context()
	put := func(key string, written record.Written) error {
		_, _, err := s.RecordCase(ctx, c.No, key, record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
			w, err := step(key, func(*cases.Case) {})(c, law.Actor{})
			w.Act.PayloadID, w.Act.PayloadHash = written.ID, written.Hash
			return w, err
		})
		return err
	}
	body := func(id string) string {
		p, err := s.Payload(ctx, id)
		require.NoError(t, err)
		return string(p.Body)
	}
	const narrative = `{"narrative":"已送达"}`
	recorded := keep(t, s, narrative)
	require.NoError(t, put("k1", recorded))
	require.NoError(t, s.DiscardPayload(ctx, recorded.ID, monday))
	require.JSONEq(t, narrative, body(recorded.ID), "the act is on record")

	refused := keep(t, s, narrative)
	require.NoError(t, s.DiscardPayload(ctx, refused.ID, monday))
	require.Empty(t, body(refused.ID), "the act under the key carries another try's payload")
	requireCode(t, put("k2", refused), law.KindStale, "payload_discarded")
	found, err := s.OnRecord(ctx, c.No, "k2")
	require.NoError(t, err)
	require.False(t, found)
}
