package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func registerHistory(t *testing.T, s *store.Store) {
	ctx := t.Context()
	rows := make([]registers.Entity, 0, 2000)
	for n := range 2000 {
		rows = append(rows, entity(n))
	}
	save := func(by string, at time.Time) [3]int {
		added, changed, unchanged, err := s.SaveEntities(ctx, by, at, rows)
		require.NoError(t, err)
		return [3]int{added, changed, unchanged}
	}
	require.Equal(t, [3]int{2000, 0, 0}, save("甲", monday))
	require.Equal(t, [3]int{0, 0, 2000}, save("乙", monday.Add(time.Hour)))
	rows[1500].Grade, rows[3].Name = "E", "改名后"
	require.Equal(t, [3]int{0, 2, 1998}, save("丙", monday.Add(2*time.Hour)))
	rows[3].Status = registers.EntityDeregistered
	rows = append(rows[:10], entity(5000))
	require.Equal(t, [3]int{1, 1, 9}, save("丁", monday.Add(3*time.Hour)))

	history, err := s.EntityHistory(ctx, entityCode(3))
	require.NoError(t, err)
	require.Len(t, history, 3)
	var states []registers.Entity
	for i, h := range history {
		require.Equal(t, i+1, h.Version)
		var e registers.Entity
		require.NoError(t, json.Unmarshal(h.Body, &e))
		states = append(states, e)
	}
	require.Equal(t, []string{"甲", "丙", "丁"}, []string{history[0].By, history[1].By, history[2].By})
	require.Equal(t, monday.Add(2*time.Hour), history[1].At)
	require.Empty(t, cmp.Diff([]registers.Entity{entity(3), func() registers.Entity { e := entity(3); e.Name = "改名后"; return e }(), rows[3]}, states))
	kept, err := s.Entity(ctx, entityCode(1500))
	require.NoError(t, err)
	require.Equal(t, "E", kept.Grade, "rows not in the table stay")

	_, _, _, err = s.SaveEntities(ctx, "甲", monday, []registers.Entity{entity(7000), entity(7001), entity(7000)})
	e := requireCode(t, err, law.KindInvalid, "row_given_twice")
	require.Equal(t, entityCode(7000), e.Fields[0].Value)
	_, err = s.Entity(ctx, entityCode(7001))
	requireCode(t, err, law.KindNotFound, "not_in_register")
	_, err = s.EntityHistory(ctx, entityCode(7001))
	requireCode(t, err, law.KindNotFound, "not_in_register")
}

func entitiesListed(t *testing.T, s *store.Store) {
	ctx := t.Context()
	var rows []registers.Entity
	for n := range 30 {
		e := entity(n)
		if n%3 == 0 {
			e.Kind, e.Region = "社保经办机构", "夏官营镇"
		}
		if n%10 == 0 {
			e.Status = registers.EntityClosed
		}
		rows = append(rows, e)
	}
	_, _, _, err := s.SaveEntities(ctx, "甲", monday, rows)
	require.NoError(t, err)
	count := func(f record.EntityFilter) int {
		return len(allPages(t, 4, func(p record.Page) (record.Listed[registers.Entity], error) { return s.Entities(ctx, f, p) }))
	}
	require.Equal(t, 30, count(record.EntityFilter{}))
	require.Equal(t, 10, count(record.EntityFilter{Kind: "社保经办机构"}))
	require.Equal(t, 6, count(record.EntityFilter{Grade: "A"}))
	require.Equal(t, 20, count(record.EntityFilter{Region: "迁安镇"}))
	require.Equal(t, 3, count(record.EntityFilter{Status: string(registers.EntityClosed)}))
	require.Equal(t, 2, count(record.EntityFilter{Kind: "社保经办机构", Grade: "B"}))
	require.Equal(t, 1, count(record.EntityFilter{Text: strings.ToLower(entityCode(7))}), "a code is found in small letters too")
	require.Equal(t, 11, count(record.EntityFilter{Text: "第1"}))
	_, err = s.Entities(ctx, record.EntityFilter{Text: "_"}, record.Page{})
	requireCode(t, err, law.KindInvalid, "search_too_short")

	var seen []string
	require.NoError(t, s.EachEntity(ctx, []string{"社保经办机构", "none"}, func(e registers.Entity) error {
		if e.Code == entityCode(3) {
			looked := rows[3]
			looked.Name, looked.Licence, looked.Address, looked.Contact, looked.Phone, looked.Email = "", "", "", "", "", ""
			require.Empty(t, cmp.Diff(looked, e), "what a draw looks at")
			// The store is not blocked by somebody who reads.
			_, _, _, err := s.SaveEntities(ctx, "乙", monday, []registers.Entity{entity(99)})
			require.NoError(t, err)
		}
		seen = append(seen, e.Code)
		return nil
	}))
	require.Len(t, seen, 10)
	stop := errors.New("stop")
	n := 0
	require.ErrorIs(t, s.EachEntity(ctx, []string{"人力资源服务机构"}, func(registers.Entity) error {
		n++
		return stop
	}), stop)
	require.Equal(t, 1, n)
	require.NoError(t, s.EachEntity(ctx, nil, func(registers.Entity) error { return stop }))
}

func inspectorsAndItems(t *testing.T, s *store.Store) {
	ctx := t.Context()
	var people []registers.Inspector
	for n := range 7 {
		people = append(people, registers.Inspector{Certificate: fmt.Sprintf("冀B%02d", n), Name: "张某", Department: []string{"劳动关系科", "社会保险科"}[n%2],
			ValidThrough: calendar.NewDate(2026, 12, 31), Active: true})
	}
	people[2].Specialities, people[2].Recused = []string{"社会保险", "劳务派遣"}, []string{entityCode(1)}
	people[2].Employer, people[2].LeaveFrom, people[2].LeaveTo = entityCode(2), calendar.NewDate(2024, 4, 1), calendar.NewDate(2024, 4, 5)
	added, _, _, err := s.SaveInspectors(ctx, "甲", monday, people)
	require.NoError(t, err)
	require.Equal(t, 7, added)
	all, err := s.AllInspectors(ctx)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(people, all))
	people[2].Recused = nil
	_, changed, unchanged, err := s.SaveInspectors(ctx, "乙", monday, people)
	require.NoError(t, err)
	require.Equal(t, [2]int{1, 6}, [2]int{changed, unchanged})
	one, err := s.Inspector(ctx, "冀B02")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(people[2], one))
	history, err := s.InspectorHistory(ctx, "冀B02")
	require.NoError(t, err)
	require.Len(t, history, 2)
	listed := allPages(t, 2, func(p record.Page) (record.Listed[registers.Inspector], error) {
		return s.Inspectors(ctx, "劳动关系科", p)
	})
	require.Len(t, listed, 4)
	_, err = s.Inspector(ctx, "none")
	requireCode(t, err, law.KindNotFound, "not_in_register")

	list := []registers.Item{item(1), item(2), item(3)}
	list[1].Active, list[1].Methods = false, nil
	list[2].PublishedOn, list[2].WithdrawnOn = day2025(1, 2), day2025(12, 31)
	_, _, _, err = s.SaveItems(ctx, "甲", monday, list)
	require.NoError(t, err)
	got, err := s.Items(ctx, false)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(list, got))
	active, err := s.Items(ctx, true)
	require.NoError(t, err)
	require.Len(t, active, 2)
	list[0].Confirmed = true
	_, changed, _, err = s.SaveItems(ctx, "丙", monday, list[:1])
	require.NoError(t, err)
	require.Equal(t, 1, changed)
	history, err = s.ItemHistory(ctx, "HR-01")
	require.NoError(t, err)
	require.Len(t, history, 2)
	confirmed, err := s.Item(ctx, "HR-01")
	require.NoError(t, err)
	require.True(t, confirmed.Confirmed)
}

func rareCharacters(t *testing.T, s *store.Store) {
	name := "𠮷𡈽𤭢㐀𬺈鿫·Ａ𝟘🀄é"
	e := entity(1)
	e.Name, e.Contact = name, "𪚥某'\"\\%_\n\tb"

	_, _, _, err := s.SaveEntities(t.Context(), "𠮷", monday, []registers.Entity{e})
	require.NoError(t, err)
	got, err := s.Entity(t.Context(), e.Code)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(e, got))
	for text, want := range map[string]int{"𠮷": 1, "𡈽𤭢": 1, "𠀋": 0, "鿫·": 1} {
		found, err := s.Entities(t.Context(), record.EntityFilter{Text: text}, record.Page{})
		require.NoError(t, err)
		require.Len(t, found.Items, want, text)
	}
	written := keep(t, s, `{"t":"`+name+`"}`)
	require.NoError(t, s.VerifyPayload(t.Context(), record.Act{PayloadID: written.ID, PayloadHash: written.Hash}))
}

func tooLong(t *testing.T, s *store.Store) {
	rows := []registers.Entity{entity(1), entity(2), entity(3)}
	rows[1].Name = strings.Repeat("𠮷", 200)
	_, _, _, err := s.SaveEntities(t.Context(), "甲", monday, rows)
	require.NoError(t, err, "lengths are of characters, not bytes")
	rows[1].Name += "长"
	_, _, _, err = s.SaveEntities(t.Context(), "甲", monday, append(rows, entity(4)))
	e := requireCode(t, err, law.KindInvalid, "too_long")
	require.Equal(t, "name", e.Fields[0].Field)
	require.Contains(t, e.Fields[0].Value, "𠮷", "of many rows the one too long is named")
	rows[1] = entity(5)
	rows[1].EnterpriseType = strings.Repeat("类", 101)
	_, _, _, err = s.SaveEntities(t.Context(), "甲", monday, rows)
	e = requireCode(t, err, law.KindInvalid, "too_long")
	require.Equal(t, "enterpriseType", e.Fields[0].Field)
	_, err = s.Entity(t.Context(), entityCode(4))
	requireCode(t, err, law.KindNotFound, "not_in_register")
	_, err = s.BeginRequest(t.Context(), record.Request{Person: "u", Route: "r", Key: strings.Repeat("k", 191), Created: monday})
	requireCode(t, err, law.KindInvalid, "too_long")
}

func missingReferences(t *testing.T, s *store.Store) {
	saveEntities(t, s, 1, 1)
	importTask(t, s, taskID)
	stranger := newCase(taskID, 2, 5)
	_, err := s.OpenCases(t.Context(), taskID, []record.CaseOpening{opening(stranger)})
	requireCode(t, err, law.KindInvalid, "reference_missing")
	homeless := newCase("2024001-999", 1, 5)
	_, err = s.OpenCases(t.Context(), "2024001-999", []record.CaseOpening{opening(homeless)})
	requireCode(t, err, law.KindInvalid, "reference_missing")
	err = s.SaveToken(t.Context(), record.Token{ID: "t", Account: "nobody", Hash: "h", Created: monday})
	requireCode(t, err, law.KindInvalid, "reference_missing")
}
