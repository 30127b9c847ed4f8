package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// newProceeding is a case's first penalty case.
func newProceeding(c cases.Case, kind law.ProceedingKind, n int) proceedings.Proceeding {
	p := proceedings.Proceeding{No: law.ProceedingNo(c.No, kind, n), Kind: kind, Case: c.No, Task: c.Task, Entity: c.Entity, Edition: c.Edition,
		Department: c.Department, Items: c.Items[:1], Team: c.Team, Stage: proceedings.Stages(kind)[0], Seq: 1, Opened: monday, Docket: c.Docket}
	switch kind {
	case law.ProceedingPenalty:
		p.Penalty = &proceedings.PenaltyFile{}
	case law.ProceedingReferral:
		p.Referral = &proceedings.ReferralFile{}
	case law.ProceedingPolice:
		p.Police = &proceedings.PoliceFile{}
	case law.ProceedingFeedback:
		p.Feedback = &proceedings.FeedbackFile{}
	case law.ProceedingObjection:
		p.Objection = &proceedings.ObjectionFile{}
	case law.ProceedingOversight:
		p.Oversight = &proceedings.OversightFile{}
	}
	return p
}

func openProceeding(t *testing.T, s *store.Store, p proceedings.Proceeding) proceedings.Proceeding {
	t.Helper()
	got, err := s.OpenProceeding(t.Context(), record.ProceedingOpening{Proceeding: p, Act: record.Act{Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(四)",
		Actor: "system", ActorRole: law.RoleSystem, Happened: monday, Entered: monday, Recorded: monday}})
	require.NoError(t, err)
	return got
}

func proceedingsKept(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	p := newProceeding(c, law.ProceedingPenalty, 1)
	require.Empty(t, cmp.Diff(p, openProceeding(t, s, p)))
	later := p
	later.Stage = proceedings.PenaltyDecision
	require.Equal(t, proceedings.PenaltyFiling, openProceeding(t, s, later).Stage, "opened once")
	openProceeding(t, s, newProceeding(c, law.ProceedingPenalty, 10))
	openProceeding(t, s, newProceeding(c, law.ProceedingPenalty, 9))
	lead := newProceeding(c, law.ProceedingReferral, 1)
	lead.Case, lead.No, lead.Team, lead.Deadlines = "", "2024001-001-L1-R1", law.Team{"冀B09"}, nil
	openProceeding(t, s, lead)

	write := func(decision *record.Decision) func(proceedings.Proceeding, law.Actor) (record.ProceedingWrite, error) {
		return func(p proceedings.Proceeding, _ law.Actor) (record.ProceedingWrite, error) {
			p.Seq++
			p.Stage, p.Team = proceedings.PenaltyExecution, law.Team{"冀B02", "冀B03"}
			return record.ProceedingWrite{Proceeding: p, Decision: decision, Act: record.Act{Seq: p.Seq, Kind: "decide", Name: "作出决定", Clause: "行政处罚法第57条",
				Actor: "u", ActorRole: law.RoleBureauHead, Happened: monday, Entered: monday, Recorded: monday}}, nil
		}
	}
	until := calendar.NewDate(2024, 6, 30)
	entry := record.Decision{Proceeding: p.No, Task: p.Task, Entity: p.Entity, Name: "甲公司", Agency: "某县人社局", Kind: p.Kind, Outcome: "罚款5000元", Published: monday, Until: until}
	got, repeated, err := s.RecordProceeding(ctx, p.No, "k", record.Asking{}, write(&entry))
	require.NoError(t, err)
	require.False(t, repeated)
	kept, err := s.Proceeding(ctx, p.No)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(got, kept))
	again, repeated, err := s.RecordProceeding(ctx, p.No, "k", record.Asking{}, write(&entry))
	require.NoError(t, err)
	require.True(t, repeated)
	require.Equal(t, 2, again.Seq)
	withdrawn := entry
	withdrawn.Outcome, withdrawn.Withdrawn = "撤回公示", true
	_, _, err = s.RecordProceeding(ctx, p.No, "k2", record.Asking{}, write(&withdrawn))
	require.NoError(t, err)
	_, _, err = s.RecordProceeding(ctx, "nothing", "k", record.Asking{}, write(nil))
	requireCode(t, err, law.KindNotFound, "proceeding_not_found")

	entries, err := s.ProceedingDecisions(ctx, p.No)
	require.NoError(t, err)
	require.Len(t, entries, 2)
	require.Equal(t, []string{p.No + "/1", p.No + "/2", p.No + "/1"}, []string{entries[0].ID, entries[1].ID, entries[1].Replaces})
	shown := func(f record.DecisionFilter) (ids []string) {
		l, err := s.Decisions(ctx, f, record.Page{})
		require.NoError(t, err)
		for _, d := range l.Items {
			ids = append(ids, d.ID)
		}
		return ids
	}
	require.Equal(t, []string{p.No + "/2", p.No + "/1"}, shown(record.DecisionFilter{Entity: p.Entity}))
	require.Equal(t, []string{p.No + "/2"}, shown(record.DecisionFilter{CurrentOnly: true, Text: "甲公"}))
	require.Len(t, shown(record.DecisionFilter{On: until}), 2, "shown on the last day")
	require.Empty(t, shown(record.DecisionFilter{On: until.AddDays(1)}))

	numbers := func(f record.ProceedingFilter) (out []string) {
		page := record.Page{Limit: 1}
		for {
			l, err := s.Proceedings(ctx, f, page)
			require.NoError(t, err)
			for _, r := range l.Items {
				require.NotEmpty(t, r.EntityName)
				out = append(out, r.No)
			}
			if page.After = l.Next; page.After == "" {
				return out
			}
		}
	}
	all := []string{p.No, law.ProceedingNo(c.No, law.ProceedingPenalty, 9), law.ProceedingNo(c.No, law.ProceedingPenalty, 10), lead.No}
	require.Equal(t, all, numbers(record.ProceedingFilter{}))
	require.Equal(t, all[:3], numbers(record.ProceedingFilter{Case: c.No}))
	require.Equal(t, all[3:], numbers(record.ProceedingFilter{Kind: law.ProceedingReferral, Open: true}))
	require.Equal(t, all[:1], numbers(record.ProceedingFilter{Certificate: "冀B03"}), "the team changed with the act")
	require.Empty(t, numbers(record.ProceedingFilter{Overdue: true, Department: c.Department}))
	due, err := s.NextDueAfter(ctx, monday)
	require.NoError(t, err)
	require.Equal(t, c.Deadlines[0].Due, due)
	ofCase, err := s.ProceedingsOfCase(ctx, c.No)
	require.NoError(t, err)
	require.Len(t, ofCase, 3)
	open, err := s.OpenProceedingNumbers(ctx, p.No, 10)
	require.NoError(t, err)
	require.Equal(t, all[1:], open)
}

// openByAct: what begins with a person's act is numbered where it is written, once
// under a key.
func openByAct(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	file := func(origin, key string) (proceedings.Proceeding, bool) {
		t.Helper()
		p, repeated, err := s.OpenByAct(ctx, origin, "", law.ProceedingFeedback, key, record.Asking{}, func(no string, _ law.Actor) (record.ProceedingOpening, error) {
			p := newProceeding(c, law.ProceedingFeedback, 1)
			if p.No = no; origin != c.No {
				p.Case, p.Task, p.Entity, p.Items = "", "", "", nil
			}
			return record.ProceedingOpening{Proceeding: p, Act: record.Act{Seq: 1, Kind: proceedings.ActFileFeedback, Name: "提交反馈", Clause: "文件四(五)", Actor: "u",
				ActorRole: law.RoleInspector, Happened: monday, Entered: monday, Recorded: monday}}, nil
		})
		require.NoError(t, err)
		return p, repeated
	}
	first, repeated := file(c.No, "k1")
	require.Equal(t, c.No+"-F1", first.No)
	require.False(t, repeated)
	again, repeated := file(c.No, "k1")
	require.Empty(t, cmp.Diff(first, again))
	require.True(t, repeated)
	for n := 2; n <= 11; n++ {
		p, _ := file(c.No, fmt.Sprintf("k%d", n))
		require.Equal(t, fmt.Sprintf("%s-F%d", c.No, n), p.No)
	}
	ofNoCase, _ := file("2024", "k1")
	require.Equal(t, "2024-F1", ofNoCase.No, "another series, the same key")
	kept, err := s.Proceeding(ctx, "2024-F1")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(ofNoCase, kept))
	no, err := s.Opened(ctx, law.ProceedingSeries(c.No, law.ProceedingFeedback), "k11")
	require.NoError(t, err)
	require.Equal(t, c.No+"-F11", no)
	no, err = s.Opened(ctx, law.ProceedingSeries(c.No, law.ProceedingObjection), "k11")
	require.NoError(t, err)
	require.Empty(t, no)
	listed, err := s.Proceedings(ctx, record.ProceedingFilter{Kind: law.ProceedingFeedback}, record.Page{Limit: 100})
	require.NoError(t, err)
	require.Len(t, listed.Items, 12)
	require.Equal(t, []string{"2024-F1", ""}, []string{listed.Items[0].No, listed.Items[0].EntityName})
	require.Equal(t, c.No+"-F11", listed.Items[11].No, "by number, not by its letters")

	of := func(task, after string, limit int) (out []string) {
		all, err := s.TaskProceedings(ctx, task, after, limit)
		require.NoError(t, err)
		for _, p := range all {
			out = append(out, p.No)
		}
		return out
	}
	require.Equal(t, []string{"2024-F1"}, of("", "", 5))
	require.Equal(t, []string{c.No + "-F1", c.No + "-F2"}, of(c.Task, "", 2))
	require.Equal(t, []string{c.No + "-F10", c.No + "-F11"}, of(c.Task, c.No+"-F9", 5))
	require.Empty(t, of("", "2024-F1", 5))

	refused := law.Errorf(law.KindForbidden, "not_your_act", "不能办理")
	_, _, err = s.OpenByAct(ctx, c.No, "", law.ProceedingObjection, "k", record.Asking{}, func(string, law.Actor) (record.ProceedingOpening, error) {
		return record.ProceedingOpening{}, refused
	})
	require.ErrorIs(t, err, refused)
	_, err = s.Proceeding(ctx, c.No+"-Y1")
	requireCode(t, err, law.KindNotFound, "proceeding_not_found")
}
