package store_test

import (
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// rowsUntil are entities from a number to another, and then the error, if there is one.
func rowsUntil(from, to int, end error) iter.Seq2[registers.Entity, error] {
	return func(yield func(registers.Entity, error) bool) {
		for n := from; n <= to; n++ {
			if !yield(entity(n), nil) {
				return
			}
		}
		if end != nil {
			yield(registers.Entity{}, end)
		}
	}
}

// entitiesImported: rows that come one by one are taken over all or not at all, however
// many were written before one was wrong.
func entitiesImported(t *testing.T, s *store.Store) {
	ctx := t.Context()
	const some, more = 1700, 2500 // more than are written at a time
	nothing := func() {
		t.Helper()
		listed, err := s.Entities(ctx, record.EntityFilter{}, record.Page{})
		require.NoError(t, err)
		require.Empty(t, listed.Items)
	}
	broken := errors.New("the file ends here")
	_, _, _, err := s.ImportEntities(ctx, "甲", monday, rowsUntil(0, some, broken), nil)
	require.Same(t, broken, err)
	nothing()
	twice := func(yield func(registers.Entity, error) bool) {
		for row, err := range rowsUntil(0, some, nil) {
			if !yield(row, err) {
				return
			}
		}
		yield(entity(3), nil)
	}
	_, _, _, err = s.ImportEntities(ctx, "甲", monday, twice, nil)
	e := requireCode(t, err, law.KindInvalid, "row_given_twice")
	require.Equal(t, entityCode(3), e.Fields[0].Value)
	nothing()

	added, changed, unchanged, err := s.ImportEntities(ctx, "甲", monday, rowsUntil(1, some, nil), nil)
	require.NoError(t, err)
	require.Equal(t, [3]int{some, 0, 0}, [3]int{added, changed, unchanged})

	// Only rows on record are merged; each is, also where others were before it.
	merged := 0
	onlyName := func(before, row registers.Entity) (registers.Entity, error) {
		merged++
		require.Equal(t, entity(merged), before)
		if merged == some {
			before.Name = row.Name + "（新）"
		}
		return before, nil
	}
	added, changed, unchanged, err = s.ImportEntities(ctx, "乙", monday, rowsUntil(1, more, nil), onlyName)
	require.NoError(t, err)
	require.Equal(t, [3]int{more - some, 1, some - 1}, [3]int{added, changed, unchanged})
	require.Equal(t, some, merged)
	last, err := s.Entity(ctx, entityCode(some))
	require.NoError(t, err)
	require.Equal(t, entity(some).Name+"（新）", last.Name)

	refused := errors.New("cannot be merged")
	_, _, _, err = s.ImportEntities(ctx, "丙", monday, rowsUntil(more, more+some, nil), func(registers.Entity, registers.Entity) (registers.Entity, error) {
		return registers.Entity{}, refused
	})
	require.Same(t, refused, err)
	_, err = s.Entity(ctx, entityCode(more+1))
	requireCode(t, err, law.KindNotFound, "not_in_register")
	history, err := s.EntityHistory(ctx, entityCode(more))
	require.NoError(t, err)
	require.Len(t, history, 1)
}
