package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func casesOpenedOnce(t *testing.T, s *store.Store) {
	saveEntities(t, s, 1, 5)
	importTask(t, s, taskID)
	saveAccounts(t, s, account("u1"))
	first := opening(newCase(taskID, 1, 5))
	first.Inbox = []record.Message{{Account: "u1", Key: "act/1/0", Kind: law.NoticeTask, Text: "新案件", Created: monday}}
	opened, err := s.OpenCases(t.Context(), taskID, []record.CaseOpening{first, opening(newCase(taskID, 2, 5))})
	require.NoError(t, err)
	require.Equal(t, 2, opened)
	_, _, err = s.RecordCase(t.Context(), first.Case.No, "k", record.Asking{}, step("k", func(c *cases.Case) { c.Stage = cases.StageSelfCheck }))
	require.NoError(t, err)

	opened, err = s.OpenCases(t.Context(), taskID, []record.CaseOpening{first, opening(newCase(taskID, 2, 5)), opening(newCase(taskID, 3, 5))})
	require.NoError(t, err)
	require.Equal(t, 1, opened, "only the third is new")
	c, err := s.Case(t.Context(), first.Case.No)
	require.NoError(t, err)
	require.Equal(t, cases.StageSelfCheck, c.Stage, "a repeat does not set a case back")
	n, err := s.CountUnread(t.Context(), "u1")
	require.NoError(t, err)
	require.Equal(t, 1, n)

	items, err := s.CaseItems(t.Context(), first.Case.No)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]registers.Item{item(1), item(2)}, items))

	taken := newCase(taskID, 1, 5)
	taken.Entity = entityCode(4)
	_, err = s.OpenCases(t.Context(), taskID, []record.CaseOpening{opening(newCase(taskID, 4, 5)), opening(taken)})
	requireCode(t, err, law.KindCorrupt, "case_number_taken")
	_, err = s.Case(t.Context(), registers.No(taskID, 4))
	requireCode(t, err, law.KindNotFound, "case_not_found")
	_, err = s.CaseItems(t.Context(), registers.No(taskID, 4))
	requireCode(t, err, law.KindNotFound, "case_not_found")
}

// mixedCases are twelve cases of two tasks in several states: number, stage and
// deadline differ, so that each filter has something to leave out.
func mixedCases(t *testing.T, s *store.Store) []cases.Case {
	t.Helper()
	saveEntities(t, s, 1, 12)
	importTask(t, s, taskID, "2024001-002")
	var all []cases.Case
	for n := 1; n <= 12; n++ {
		task := taskID
		if n > 8 {
			task = "2024001-002"
		}
		c := newCase(task, n, 20-n)
		switch {
		case n%4 == 0:
			c.Stage, c.Deadlines, c.Closed = cases.StageClosed, nil, monday
			c.Result = &cases.Result{Outcome: law.OutcomeNoProblem, ConfirmedBy: "head"}
		case n%3 == 0:
			c.Stage, c.Team = cases.StageFollowUp, law.Team{"冀B02", "冀B03"}
			c.Result = &cases.Result{Outcome: law.OutcomeFollowUp, ConfirmedBy: "head"}
		case n%5 == 0:
			c.Stage, c.Department = cases.StageOnSite, "社会保险科"
			c.Deadlines[0].Overdue = true
			c.Result = &cases.Result{Outcome: law.OutcomeFollowUp, ProposedBy: "u1"} // no outcome before it is confirmed
		}
		all = append(all, c)
	}
	openCases(t, s, all...)
	return all
}

func casesFiltered(t *testing.T, s *store.Store) {
	all := mixedCases(t, s)
	due := monday.AddDate(0, 0, 12)
	for name, f := range map[string]struct {
		filter record.CaseFilter
		pass   func(cases.Case) bool
	}{
		"none":        {record.CaseFilter{}, func(cases.Case) bool { return true }},
		"task":        {record.CaseFilter{Task: taskID}, func(c cases.Case) bool { return c.Task == taskID }},
		"stage":       {record.CaseFilter{Stage: cases.StageNotify}, func(c cases.Case) bool { return c.Stage == cases.StageNotify }},
		"department":  {record.CaseFilter{Department: "社会保险科"}, func(c cases.Case) bool { return c.Department == "社会保险科" }},
		"certificate": {record.CaseFilter{Certificate: "冀B03"}, func(c cases.Case) bool { return c.Team.Has("冀B03") }},
		"mine, open":  {record.CaseFilter{Certificate: "冀B01", Open: true}, func(c cases.Case) bool { return c.Team.Has("冀B01") && c.Stage.Open() }},
		"entity":      {record.CaseFilter{Entity: entityCode(7)}, func(c cases.Case) bool { return c.Entity == entityCode(7) }},
		"outcome": {record.CaseFilter{Outcome: law.OutcomeFollowUp}, func(c cases.Case) bool {
			return c.Result != nil && c.Result.ConfirmedBy != "" && c.Result.Outcome == law.OutcomeFollowUp
		}},
		"due before": {record.CaseFilter{DueBefore: due}, func(c cases.Case) bool {
			d, ok := c.Deadlines.NextDue()
			return ok && d.Due.Before(due)
		}},
		"overdue": {record.CaseFilter{Overdue: true}, func(c cases.Case) bool { return c.Deadlines.Overdue() }},
		"open":    {record.CaseFilter{Open: true}, func(c cases.Case) bool { return c.Stage.Open() }},
		"of a task, at a stage": {record.CaseFilter{Task: taskID, Stage: cases.StageFollowUp},
			func(c cases.Case) bool { return c.Task == taskID && c.Stage == cases.StageFollowUp }},
	} {
		var want, got []string
		for _, c := range all {
			if f.pass(c) {
				want = append(want, c.No)
			}
		}
		require.NotEmpty(t, want, name)
		for _, byDue := range []bool{false, true} {
			f.filter.ByDue = byDue
			got = nil
			for _, r := range allPages(t, 2, func(p record.Page) (record.Listed[record.CaseRow], error) { return s.Cases(t.Context(), f.filter, p) }) {
				got = append(got, r.No)
			}
			require.ElementsMatch(t, want, got, name)
		}
	}
}

func casesPaged(t *testing.T, s *store.Store) {
	all := mixedCases(t, s)
	rows := allPages(t, 5, func(p record.Page) (record.Listed[record.CaseRow], error) {
		return s.Cases(t.Context(), record.CaseFilter{}, p)
	})
	require.Len(t, rows, len(all))
	for i, r := range rows {
		require.Equal(t, all[i].No, r.No)
	}
	want := record.CaseRow{Case: all[4], EntityName: entity(5).Name, NextDue: all[4].Deadlines[0].Due, NextKind: "notify", Overdue: true}
	require.Empty(t, cmp.Diff(want, rows[4]))
	require.True(t, rows[3].NextDue.IsZero(), "a closed case has no deadline")

	byDue := allPages(t, 3, func(p record.Page) (record.Listed[record.CaseRow], error) {
		return s.Cases(t.Context(), record.CaseFilter{ByDue: true}, p)
	})
	require.Len(t, byDue, len(all))
	require.True(t, slices.IsSortedFunc(byDue, func(a, b record.CaseRow) int {
		if a.NextDue.IsZero() != b.NextDue.IsZero() {
			if a.NextDue.IsZero() {
				return 1
			}
			return -1
		}
		return a.NextDue.Compare(b.NextDue)
	}), "the next to run out stands first, those without deadline last")
	mine := allPages(t, 2, func(p record.Page) (record.Listed[record.CaseRow], error) {
		return s.Cases(t.Context(), record.CaseFilter{Certificate: "冀B02", Open: true, ByDue: true}, p)
	})
	require.Len(t, mine, 9)
}

func casesCounted(t *testing.T, s *store.Store) {
	mixedCases(t, s)
	ctx := t.Context()
	counts, err := s.CountCases(ctx, record.CaseFilter{}, "stage")
	require.NoError(t, err)
	require.Equal(t, []record.Count{{Heading: "closed", Count: 3}, {Heading: "follow_up", Count: 3}, {Heading: "notify", Count: 4}, {Heading: "on_site", Count: 2}}, counts)
	counts, err = s.CountCases(ctx, record.CaseFilter{Task: taskID}, "outcome")
	require.NoError(t, err)
	require.Equal(t, []record.Count{{Heading: "", Count: 4}, {Heading: "follow_up", Count: 2}, {Heading: "no_problem", Count: 2}}, counts)
	counts, err = s.CountCases(ctx, record.CaseFilter{Certificate: "冀B01"}, "department")
	require.NoError(t, err)
	require.Equal(t, []record.Count{{Heading: "劳动关系科", Count: 7}, {Heading: "社会保险科", Count: 2}}, counts)
	_, err = s.CountCases(ctx, record.CaseFilter{}, "state")
	requireCode(t, err, law.KindInvalid, "count_by_unknown")

	open, waiting, err := s.OpenCaseCount(ctx, taskID)
	require.NoError(t, err)
	require.Equal(t, [2]int{4, 2}, [2]int{open, waiting})
	latest, err := s.LatestDue(ctx, taskID)
	require.NoError(t, err)
	require.Equal(t, monday.AddDate(0, 0, 19), latest)
	latest, err = s.LatestDue(ctx, "none")
	require.NoError(t, err)
	require.True(t, latest.IsZero())

	drawn, err := s.OpenCaseEntities(ctx)
	require.NoError(t, err)
	require.Len(t, drawn, 9)
	require.True(t, drawn[entityCode(1)])
	require.False(t, drawn[entityCode(4)], "its case is closed")

	// The year is that of Shanghai: 2024 begins there eight hours before UTC's.
	saveEntities(t, s, 13, 15)
	for n, at := range map[int]time.Time{
		13: time.Date(2023, time.December, 31, 15, 59, 59, 0, time.UTC),
		14: time.Date(2023, time.December, 31, 16, 0, 0, 0, time.UTC),
		15: monday,
	} {
		c := newCase(taskID, n, 5)
		c.Opened = at
		if n == 15 {
			c.Stage = cases.StageCancelled
		}
		openCases(t, s, c)
	}
	visits, err := s.InspectedThisYear(ctx, 2024)
	require.NoError(t, err)
	require.Len(t, visits, 13)
	require.Equal(t, 1, visits[entityCode(14)])
	require.Zero(t, visits[entityCode(13)], "still 2023 in Shanghai")
	require.Zero(t, visits[entityCode(15)], "cancelled")
}

func caseNumbers(t *testing.T, s *store.Store) {
	saveEntities(t, s, 1, 5)
	importTask(t, s, taskID)
	n, err := s.LastCaseNumber(t.Context(), taskID)
	require.NoError(t, err)
	require.Zero(t, n)
	for i, number := range []int{9998, 9999, 10000, 10001, 100000} {
		c := newCase(taskID, number, 5)
		c.Entity = entityCode(i + 1)
		openCases(t, s, c)
	}
	n, err = s.LastCaseNumber(t.Context(), taskID)
	require.NoError(t, err)
	require.Equal(t, 100000, n)
	var got []string
	after := ""
	for {
		numbers, err := s.OpenCaseNumbers(t.Context(), "", after, 2)
		require.NoError(t, err)
		got = append(got, numbers...)
		if len(numbers) < 2 {
			break
		}
		after = numbers[1]
	}
	require.Equal(t, []string{taskID + "-9998", taskID + "-9999", taskID + "-10000", taskID + "-10001", taskID + "-100000"}, got)
	numbers, err := s.OpenCaseNumbers(t.Context(), "other", "", 10)
	require.NoError(t, err)
	require.Empty(t, numbers)
	var streamed []string
	for after := ""; ; after = streamed[len(streamed)-1] {
		all, err := s.TaskCases(t.Context(), taskID, after, 2)
		require.NoError(t, err)
		for _, c := range all {
			require.Equal(t, "C", c.Grade, "the whole case")
			streamed = append(streamed, c.No)
		}
		if len(all) < 2 {
			break
		}
	}
	require.Equal(t, got, streamed)
	all, err := s.TaskCases(t.Context(), "other", "", 10)
	require.NoError(t, err)
	require.Empty(t, all)
	all, err = s.CasesOfEntities(t.Context(), []string{entityCode(2), entityCode(1), entityCode(99)})
	require.NoError(t, err)
	require.Equal(t, []string{taskID + "-9998", taskID + "-9999"}, []string{all[0].No, all[1].No})
	all, err = s.CasesOfEntities(t.Context(), nil)
	require.NoError(t, err)
	require.Empty(t, all)
}

func TestPlaceSortsAsNumbersDo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(1, 5_000_000).Draw(t, "a"), rapid.IntRange(1, 5_000_000).Draw(t, "b")
		less := store.PlaceOf(registers.No(taskID, a)) < store.PlaceOf(registers.No(taskID, b))
		if less != (a < b) {
			t.Fatalf("%d and %d change places", a, b)
		}
	})
}

func caseTeam(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	openCases(t, s, newCase(taskID, 2, 9))
	ctx := t.Context()
	loads, err := s.InspectorLoads(ctx)
	require.NoError(t, err)
	require.Equal(t, map[string]int{"冀B01": 2, "冀B02": 2}, loads)
	_, _, err = s.RecordCase(ctx, c.No, "replace", record.Asking{}, step("replace", func(c *cases.Case) { c.Team = law.Team{"冀B03", "冀B02"} }))
	require.NoError(t, err)
	loads, err = s.InspectorLoads(ctx)
	require.NoError(t, err)
	require.Equal(t, map[string]int{"冀B01": 1, "冀B02": 2, "冀B03": 1}, loads)
	_, _, err = s.RecordCase(ctx, c.No, "close", record.Asking{}, step("close", func(c *cases.Case) { c.Stage, c.Deadlines = cases.StageClosed, nil }))
	require.NoError(t, err)
	loads, err = s.InspectorLoads(ctx)
	require.NoError(t, err)
	require.Equal(t, map[string]int{"冀B01": 1, "冀B02": 1}, loads, "closed cases are no load")
	rows, err := s.Cases(ctx, record.CaseFilter{Certificate: "冀B03"}, record.Page{})
	require.NoError(t, err)
	require.Len(t, rows.Items, 1, "but stay in the inspector's list")
}

func nextDueAfter(t *testing.T, s *store.Store) {
	ctx := t.Context()
	day := func(n int) time.Time { return monday.AddDate(0, 0, n) }
	next := func(after time.Time) time.Time {
		got, err := s.NextDueAfter(ctx, after)
		require.NoError(t, err)
		return got
	}
	require.True(t, next(monday).IsZero(), "no case, no deadline")
	saveEntities(t, s, 1, 4)
	importTask(t, s, taskID)
	two := newCase(taskID, 1, 3) // overdue on day 3, while the publication's period runs until day 6
	publish := two.Deadlines[0]
	publish.Kind, publish.Due = "publish", day(6)
	two.Deadlines = append(two.Deadlines, publish)
	closed := newCase(taskID, 4, 5)
	closed.Stage, closed.Deadlines = cases.StageClosed, nil
	openCases(t, s, two, newCase(taskID, 2, 4), newCase(taskID, 3, 9), closed)
	require.Equal(t, day(3), next(monday))
	require.Equal(t, day(4), next(day(3)))
	require.Equal(t, day(6), next(day(4)), "of an overdue case the other period counts")
	require.Equal(t, day(9), next(day(6)))
	require.True(t, next(day(9)).IsZero())
}
