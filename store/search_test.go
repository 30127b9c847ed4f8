package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// saveNamed saves entities with the names, numbered from 1.
func saveNamed(t *testing.T, s *store.Store, all ...string) {
	t.Helper()
	var rows []registers.Entity
	for n, name := range all {
		e := entity(n + 1)
		e.Name = name
		rows = append(rows, e)
	}
	_, _, _, err := s.SaveEntities(t.Context(), "甲", monday, rows)
	require.NoError(t, err)
}

// searched are the names of the entities found, by code.
func searched(t *testing.T, s *store.Store, text string) []string {
	t.Helper()
	var found []string
	for _, e := range allPages(t, 3, func(p record.Page) (record.Listed[registers.Entity], error) {
		return s.Entities(t.Context(), record.EntityFilter{Text: text}, p)
	}) {
		found = append(found, e.Name)
	}
	return found
}

func entitiesSearched(t *testing.T, s *store.Store) {
	all := []string{"演示（雅县）人力资源有限公司", "演示(雅县)劳务有限公司", "演示ＡＢＣ人力资源有限公司", "演示abc人才有限公司", "演示 空格 人力有限公司",
		"演示·间隔号公司", "演示•圆点公司", "演示50%_公司", "演示\u2f08兼容字公司", "演示𬭚龘人力公司"}
	saveNamed(t, s, all...)
	for text, want := range map[string][]string{
		"(雅县)": all[:2], "（雅县）": all[:2], "【雅县】": all[:2], "abc": all[2:4], "ＡＢＣ": all[2:4], "空格人力": all[4:5], "示・": all[5:7], "50%_": all[7:8], "0%_公": all[7:8],
		"50__": nil, "人兼容": all[8:9], "龘": all[9:], "ysyxrlzy": all[:1], "kongge": all[4:5], "YS kgrl": all[4:5], "": all, " \u3000": all,
		entityCode(10): all[9:], "A00000010": all[9:], "a０００００００３": all[2:3],
	} {
		require.Equal(t, want, searched(t, s, text), "%q", text)
	}
	_, err := s.Entities(t.Context(), record.EntityFilter{Text: "%"}, record.Page{})
	requireCode(t, err, law.KindInvalid, "search_too_short")

	saveNamed(t, s, "改名后公司")
	require.Equal(t, []string{"改名后公司"}, searched(t, s, "gmh"), "the key goes with the name")
	require.Equal(t, all[1:2], searched(t, s, "(雅县)"))
}

// searchKeysFilled: what was there before there were keys gets its own, more of them than
// go into one statement, and nothing of it counts as a change.
func searchKeysFilled(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveEntities(t, s, 1, 1000)
	filled, err := s.FillSearchKeys(ctx)
	require.NoError(t, err)
	require.Zero(t, filled, "written with the rows")
	require.NoError(t, store.Exec(ctx, s, "UPDATE entities SET search_key = NULL WHERE code <> ?", entityCode(500)))
	require.Len(t, searched(t, s, "rlzy"), 1)

	rows := []registers.Entity{entity(7)}
	_, changed, unchanged, err := s.SaveEntities(ctx, "乙", monday.Add(time.Hour), rows)
	require.NoError(t, err)
	require.Equal(t, [2]int{0, 1}, [2]int{changed, unchanged}, "a row without its key is the same row")

	filled, err = s.FillSearchKeys(ctx)
	require.NoError(t, err)
	require.Equal(t, 999, filled)
	require.Len(t, searched(t, s, "rlzy"), 1000)
	require.Equal(t, []string{entity(777).Name}, searched(t, s, "第777人"))
	require.Equal(t, []string{entity(777).Name}, searched(t, s, entityCode(777)[8:]))
	filled, err = s.FillSearchKeys(ctx)
	require.NoError(t, err)
	require.Zero(t, filled)
	history, err := s.EntityHistory(ctx, entityCode(777))
	require.NoError(t, err)
	require.Len(t, history, 1)
}

func casesSearched(t *testing.T, s *store.Store) {
	saveNamed(t, s, "演示（雅县）人力", "演示劳务", "演示人才")
	importTask(t, s, taskID)
	for n := 1; n <= 3; n++ {
		openCases(t, s, newCase(taskID, n, n))
	}
	list := func(f record.CaseFilter) []string {
		var found []string
		for _, c := range allPages(t, 2, func(p record.Page) (record.Listed[record.CaseRow], error) { return s.Cases(t.Context(), f, p) }) {
			found = append(found, c.EntityName)
		}
		return found
	}
	for text, want := range map[string][]string{
		"(雅县)": {"演示（雅县）人力"}, "yslw": {"演示劳务"}, "演 示": {"演示（雅县）人力", "演示劳务", "演示人才"}, "-0003": {"演示人才"}, "－０００２": {"演示劳务"},
		entityCode(3)[10:]: {"演示人才"}, "劳力": nil,
	} {
		require.Equal(t, want, list(record.CaseFilter{Text: text}), "%q", text)
		require.Equal(t, len(want), len(list(record.CaseFilter{Text: text, ByDue: true, Task: taskID})), "%q", text)
	}
	require.Empty(t, list(record.CaseFilter{Text: "演示", Certificate: "冀B99"}))
	counts, err := s.CountCases(t.Context(), record.CaseFilter{Text: "rc"}, "stage")
	require.NoError(t, err)
	require.Len(t, counts, 1)
	require.EqualValues(t, 1, counts[0].Count)
	_, err = s.Cases(t.Context(), record.CaseFilter{Text: "a"}, record.Page{})
	requireCode(t, err, law.KindInvalid, "search_too_short")
}
