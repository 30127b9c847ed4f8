package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/todo"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

var (
	firstInspector  = todo.Holder{Role: law.RoleInspector, Of: "冀B01"}
	secondInspector = todo.Holder{Role: law.RoleInspector, Of: "冀B02"}
	clerkOfCases    = todo.Holder{Role: law.RoleClerk, Of: "劳动关系科"}
)

// issued is a case whose notice was issued: its team is to serve it.
func issued(task string, n, due int) cases.Case {
	c := newCase(task, n, due)
	c.NoticeIssued = true
	return c
}

func toDoFor(t *testing.T, s *store.Store, f record.ToDoFilter, holders ...todo.Holder) []record.ToDo {
	t.Helper()
	return allPages(t, 4, func(p record.Page) (record.Listed[record.ToDo], error) { return s.ToDo(t.Context(), holders, f, p) })
}

// acted moves the case on by an act of the person.
func acted(t *testing.T, s *store.Store, no, key, person string, change func(*cases.Case)) {
	t.Helper()
	_, _, err := s.RecordCase(t.Context(), no, key, record.Asking{}, func(c cases.Case, a law.Actor) (record.CaseWrite, error) {
		w, err := step(key, change)(c, a)
		w.Act.Actor = person
		if person == law.System.ID {
			w.Act.ActorRole = law.RoleSystem
		}
		return w, err
	})
	require.NoError(t, err)
}

// toDoListed: by the end of the period, once for whoever may in several ways, as the
// subjects stand.
func toDoListed(t *testing.T, s *store.Store) {
	saveEntities(t, s, 1, 12)
	importTask(t, s, taskID)
	var all []cases.Case
	for n := range 10 {
		c := issued(taskID, n+1, 1+n%3) // several are due together
		if n == 9 {
			c.Team = law.Team{"冀B02", "冀B03"}
		}
		all = append(all, c)
	}
	openCases(t, s, all...)
	rows := toDoFor(t, s, record.ToDoFilter{}, firstInspector)
	require.NotEmpty(t, rows)
	require.True(t, slices.IsSortedFunc(rows, func(a, b record.ToDo) int { return a.Due.Compare(b.Due) }))
	seen := map[string]bool{}
	for _, r := range rows {
		require.False(t, seen[r.Subject+string(r.Act)])
		seen[r.Subject+string(r.Act)] = true
		require.Equal(t, record.SubjectCase, r.Kind)
		require.Equal(t, r.Subject, r.Case.No)
		require.Equal(t, r.Case.Deadlines[0].Due, r.Due)
		require.NotEmpty(t, r.EntityName)
		require.NotEqual(t, all[9].No, r.Subject)
	}
	serving := record.ToDoFilter{Act: cases.ActServeNotice}
	require.Len(t, toDoFor(t, s, serving, firstInspector), 9)
	require.Len(t, toDoFor(t, s, serving, firstInspector, secondInspector, clerkOfCases), 10, "once")
	require.Empty(t, toDoFor(t, s, record.ToDoFilter{}))
	require.Empty(t, toDoFor(t, s, record.ToDoFilter{Kind: record.SubjectTask}, firstInspector))
	soon := record.ToDoFilter{Act: cases.ActServeNotice, DueBefore: monday.AddDate(0, 0, 2)}
	require.Len(t, toDoFor(t, s, soon, firstInspector), 3)
	soon.DueFrom = monday.AddDate(0, 0, 1).Add(time.Microsecond)
	require.Empty(t, toDoFor(t, s, soon, firstInspector))
	for most, want := range map[int]int64{100: 19, 4: 8} {
		n, err := s.CountToDo(t.Context(), []todo.Holder{secondInspector, firstInspector}, serving, most)
		require.NoError(t, err)
		require.Equal(t, want, n, "each holder's, up to %d", most)
	}
	_, err := s.ToDo(t.Context(), []todo.Holder{firstInspector}, record.ToDoFilter{}, record.Page{After: "x"})
	requireCode(t, err, law.KindInvalid, "cursor_invalid")
}

// toDoFollows: the list is written with the act: who is to act next, and after whom.
func toDoFollows(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveEntities(t, s, 1, 3)
	importTask(t, s, taskID)
	c := issued(taskID, 1, 5)
	openCases(t, s, c)
	head := todo.Holder{Role: law.RoleSectionHead, Of: "劳动关系科"}
	acts := func(holder todo.Holder) []law.ActKind {
		var out []law.ActKind
		for _, r := range toDoFor(t, s, record.ToDoFilter{}, holder) {
			out = append(out, r.Act)
		}
		return out
	}
	waiting := func(person string, own ...todo.Holder) []law.ActKind {
		var out []law.ActKind
		for _, r := range allPages(t, 4, func(p record.Page) (record.Listed[record.ToDo], error) { return s.WaitingFor(ctx, person, own, p) }) {
			require.Equal(t, person, r.AskedBy)
			out = append(out, r.Act)
		}
		return out
	}
	require.Contains(t, acts(firstInspector), cases.ActServeNotice)
	require.NotContains(t, acts(head), cases.ActConfirmResult)

	acted(t, s, c.No, "propose", "u-lead", func(c *cases.Case) {
		c.Stage, c.Visit = cases.StageResult, &cases.Visit{Revision: 1, Signed: law.Team{"冀B01", "冀B02"}}
		c.Result = &cases.Result{Outcome: law.OutcomeNoProblem, ProposedBy: "u-lead"}
	})
	require.NotContains(t, acts(firstInspector), cases.ActServeNotice)
	require.Contains(t, acts(head), cases.ActConfirmResult)
	require.Contains(t, waiting("u-lead", firstInspector), cases.ActConfirmResult)
	require.NotContains(t, waiting("u-lead", head), cases.ActConfirmResult, "it waits for the person itself")
	require.Empty(t, waiting("u-other"))
	require.Empty(t, waiting("u-lead", secondInspector, head), "of whom it is, one is enough")

	acted(t, s, c.No, "moment", law.System.ID, func(c *cases.Case) { c.Deadlines[0].Due = monday.AddDate(0, 0, 9) })
	require.Contains(t, waiting("u-lead", firstInspector), cases.ActConfirmResult, "a period that moves is no answer")

	acted(t, s, c.No, "closed", "u-head", func(c *cases.Case) { c.Stage = cases.StageClosed })
	var left int
	require.NoError(t, store.Select(ctx, s, &left, "SELECT COUNT(*) FROM to_do"))
	require.Zero(t, left)
}

// toDoCompared: what is missing, too much or otherwise is found, and mended.
func toDoCompared(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveEntities(t, s, 1, 4)
	importTask(t, s, taskID)
	openCases(t, s, issued(taskID, 1, 5), issued(taskID, 2, 5), issued(taskID, 3, 5), issued(taskID, 4, 5))
	openProceeding(t, s, newProceeding(newCase(taskID, 1, 5), law.ProceedingPenalty, 1))
	differing := func(mend bool) []string {
		found, err := s.CompareToDo(ctx, mend)
		require.NoError(t, err)
		return found
	}
	held := func() (off []string) {
		rows, err := s.HeldCases(ctx, "", 10)
		require.NoError(t, err)
		for _, r := range rows {
			if slices.Contains(r.Columns, "to_do") {
				off = append(off, r.No)
			}
		}
		return off
	}
	require.Empty(t, differing(false))
	require.Empty(t, held())
	var before int
	require.NoError(t, store.Select(ctx, s, &before, "SELECT COUNT(*) FROM to_do"))
	no := func(n int) string { return newCase(taskID, n, 5).No }
	for _, statement := range []string{
		"DELETE FROM to_do WHERE subject = '" + no(1) + "'",
		fmt.Sprintf("INSERT INTO to_do (subject, act, holder, kind, name, due, spot, asked_by) VALUES ('%s', 'approve_visit', 'bureau_head:', 'case', 'x', '2024-04-01 00:00:00.000000', 'x', '')", no(2)),
		"INSERT INTO to_do (subject, act, holder, kind, name, due, spot, asked_by) VALUES ('2024001-001-0099', 'serve_notice', 'bureau_head:', 'case', 'x', '2024-04-01 00:00:00.000000', 'x', '')",
		"UPDATE cases SET state = 'not a case' WHERE no = '" + no(4) + "'",
	} {
		require.NoError(t, store.Exec(ctx, s, statement), statement)
	}
	want := []string{no(1), no(2), "2024001-001-0099"}
	require.Equal(t, want, differing(false))
	require.Equal(t, []string{no(1), no(2)}, held())
	require.Equal(t, want, differing(true))
	require.Empty(t, differing(false))
	require.Empty(t, held())
	var after int
	require.NoError(t, store.Select(ctx, s, &after, "SELECT COUNT(*) FROM to_do"))
	require.Equal(t, before, after)

	require.NoError(t, store.Exec(ctx, s, "DELETE FROM to_do"), "as in a record of before")
	require.Len(t, differing(true), 4)
	require.Empty(t, differing(false))
}
