package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func publicationOf(c cases.Case, entry int) record.Publication {
	p := record.Publication{ID: fmt.Sprintf("%s/%d", c.No, entry), Case: c.No, Task: c.Task, Entry: entry, Entity: c.Entity, Name: "迁安市𠮷祥公司",
		Agency: "迁安市人力资源和社会保障局", PlanNo: planNo, PlanName: "计划", TaskName: "任务", DrawMode: "定向", Completed: "2024-04-19",
		Items: "第1项：未发现问题", Outcome: "未发现问题", FollowUp: entry == 1, Published: monday.Add(time.Duration(entry) * time.Hour), Evidence: "ab"}
	if entry > 1 {
		p.Replaces, p.Reason = fmt.Sprintf("%s/%d", c.No, entry-1), "异议成立"
	}
	return p
}

func publishCase(t *testing.T, s *store.Store, no string, entry int) {
	t.Helper()
	key := fmt.Sprintf("publish/%d", entry)
	_, _, err := s.RecordCase(t.Context(), no, key, record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		w, err := step(key, func(*cases.Case) {})(c, law.Actor{})
		p := publicationOf(c, entry)
		w.Publication = &p
		return w, err
	})
	require.NoError(t, err)
}

func publications(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	publishCase(t, s, c.No, 1)
	publishCase(t, s, c.No, 2)
	got, err := s.CasePublications(t.Context(), c.No)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]record.Publication{publicationOf(c, 1), publicationOf(c, 2)}, got))
	one, err := s.Publication(t.Context(), c.No+"/2")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(publicationOf(c, 2), one))
	_, err = s.Publication(t.Context(), c.No+"/3")
	requireCode(t, err, law.KindNotFound, "publication_not_found")

	_, _, err = s.RecordCase(t.Context(), c.No, "again", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		w, err := step("again", func(*cases.Case) {})(c, law.Actor{})
		p := publicationOf(c, 2)
		w.Publication = &p
		return w, err
	})
	require.Equal(t, law.KindInternal, law.KindOf(err), "it is prepared anew, not refused: %v", err)
	acts, err := s.Acts(t.Context(), c.No, record.Page{})
	require.NoError(t, err)
	require.Len(t, acts.Items, 3, "an act whose entry is refused is not on record")
}

func publicList(t *testing.T, s *store.Store) {
	saveEntities(t, s, 1, 6)
	importTask(t, s, taskID)
	for n := 1; n <= 6; n++ {
		c := newCase(taskID, n, 5)
		openCases(t, s, c)
		publishCase(t, s, c.No, 1)
		if n%2 == 0 {
			publishCase(t, s, c.No, 2)
		}
	}
	list := func(f record.PublicationFilter) []string {
		var ids []string
		for _, p := range allPages(t, 2, func(p record.Page) (record.Listed[record.Publication], error) {
			return s.Publications(t.Context(), f, p)
		}) {
			ids = append(ids, p.ID)
		}
		return ids
	}
	id := func(n, entry int) string { return fmt.Sprintf("%s/%d", registers.No(taskID, n), entry) }
	require.Equal(t, []string{id(6, 2), id(4, 2), id(2, 2), id(6, 1), id(5, 1), id(4, 1), id(3, 1), id(2, 1), id(1, 1)}, list(record.PublicationFilter{}))
	require.Equal(t, []string{id(6, 2), id(4, 2), id(2, 2), id(5, 1), id(3, 1), id(1, 1)}, list(record.PublicationFilter{CurrentOnly: true, Task: taskID}))
	require.Equal(t, []string{id(2, 2), id(2, 1)}, list(record.PublicationFilter{Entity: entityCode(2)}))
	require.Len(t, list(record.PublicationFilter{Text: "𠮷祥"}), 9)
	require.Empty(t, list(record.PublicationFilter{Text: "𡈽祥"}), "another character beyond the BMP is another character")
	require.Empty(t, list(record.PublicationFilter{Text: "𠮷%"}), "signs of patterns mean themselves")
	require.Equal(t, []string{id(2, 2), id(2, 1)}, list(record.PublicationFilter{Text: "第２人力"}), "found by the register's name too")
	require.Equal(t, []string{id(2, 2), id(2, 1)}, list(record.PublicationFilter{Text: strings.ToLower(entityCode(2))[4:]}))
}
