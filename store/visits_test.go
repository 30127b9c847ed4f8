package store_test

import (
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

func day2025(month time.Month, day int) calendar.Date { return calendar.NewDate(2025, month, day) }

// visitsOfOthers: other departments' visits are kept once and count like own ones,
// to the first and from the last day of the year.
func visitsOfOthers(t *testing.T, s *store.Store) {
	ctx := t.Context()
	visit := func(n int, on calendar.Date) registers.ExternalVisit {
		return registers.ExternalVisit{Entity: entityCode(n), On: on, Agency: "市场监督管理局", Item: "广告"}
	}
	rows := []registers.ExternalVisit{visit(1, calendar.NewDate(2024, time.December, 31)), visit(1, day2025(1, 1)), visit(1, day2025(12, 31)), visit(2, day2025(6, 1))}
	added, changed, unchanged, err := s.SaveExternalVisits(ctx, "clerk", monday, rows)
	require.NoError(t, err)
	require.Equal(t, [3]int{4, 0, 0}, [3]int{added, changed, unchanged})
	rows = append(rows, visit(2, day2025(6, 2)))
	added, _, unchanged, err = s.SaveExternalVisits(ctx, "clerk", monday, rows)
	require.NoError(t, err)
	require.Equal(t, [2]int{1, 4}, [2]int{added, unchanged})
	all, err := s.ExternalVisits(ctx)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]registers.ExternalVisit{rows[0], rows[1], rows[3], rows[4], rows[2]}, all))
	counted, err := s.InspectedThisYear(ctx, 2025)
	require.NoError(t, err)
	require.Equal(t, map[string]int{entityCode(1): 2, entityCode(2): 2}, counted)
	none, err := s.EntityVisits(ctx, entityCode(9), day2025(1, 1), day2025(12, 31))
	require.NoError(t, err)
	require.Empty(t, none)
}

// visitsOfAnEntity: an own visit is one that was made on the spot, on the day on
// which it began.
func visitsOfAnEntity(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveEntities(t, s, 1, 3)
	importTask(t, s, taskID)
	started := day2025(3, 4).At(9, 0)
	for n, change := range []func(*cases.Case){
		func(c *cases.Case) { c.Visit = &cases.Visit{Mode: cases.ModeOnSite, Started: started} },
		func(c *cases.Case) { c.Visit = &cases.Visit{Mode: cases.ModeWritten, Started: started} },
		func(*cases.Case) {},
	} {
		c := newCase(taskID, n+1, 5)
		c.Entity = entityCode(1)
		change(&c)
		openCases(t, s, c)
	}
	_, _, _, err := s.SaveExternalVisits(ctx, "clerk", monday, []registers.ExternalVisit{
		{Entity: entityCode(1), On: day2025(3, 3), Agency: "甲局"}, {Entity: entityCode(1), On: day2025(3, 6), Agency: "甲局"}, {Entity: entityCode(2), On: day2025(3, 4), Agency: "甲局"}})
	require.NoError(t, err)
	for last, want := range map[int][]cases.PastVisit{
		3: {{On: day2025(3, 3)}},
		4: {{On: day2025(3, 3)}, {On: day2025(3, 4), Case: registers.No(taskID, 1), Team: law.Team{"冀B01", "冀B02"}}},
	} {
		visits, err := s.EntityVisits(ctx, entityCode(1), day2025(3, 3), day2025(3, last))
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(want, visits))
	}
}

// ratingsCounted: a rating is written with its act, once a case, and read as a
// figure of the department.
func ratingsCounted(t *testing.T, s *store.Store) {
	ctx := t.Context()
	c := oneCase(t, s)
	rate := func(key string, stars int) error {
		_, _, err := s.RecordCase(ctx, c.No, key, record.Asking{}, func(now cases.Case, _ law.Actor) (record.CaseWrite, error) {
			now.Seq++
			return record.CaseWrite{Case: now, Rating: &record.Rating{Department: now.Department, Stars: stars, Entered: monday},
				Act: record.Act{Subject: c.No, Seq: now.Seq, Kind: cases.ActRateVisit, Name: "评价", Clause: "54号", Actor: c.Entity,
					ActorRole: law.RoleEntity, Happened: monday, Entered: monday, Recorded: monday, Key: key}}, nil
		})
		return err
	}
	require.NoError(t, rate("r1", 4))
	require.NoError(t, rate("r1", 4), "the key writes once")
	require.Error(t, rate("r2", 5))
	counts, err := s.Ratings(ctx)
	require.NoError(t, err)
	require.Equal(t, []record.RatingCount{{Department: "劳动关系科", Stars: 4, Count: 1}}, counts)
}
