package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func monthlyGrades(t *testing.T, s *store.Store) {
	saveEntities(t, s, 1, 3) // grades B, C, D
	push := func(month time.Month, grades ...registers.MonthlyGrade) record.GradesSaved {
		saved, err := s.SaveMonthlyGrades(t.Context(), "clerk", monday, registers.GradePush{Month: calendar.NewDate(2024, month, 1), Source: "省平台𠮷"}, grades)
		require.NoError(t, err)
		return saved
	}
	of := func(n int, grade string) registers.MonthlyGrade {
		return registers.MonthlyGrade{Code: entityCode(n), Grade: grade}
	}
	grade := func(n int) string {
		e, err := s.Entity(t.Context(), entityCode(n))
		require.NoError(t, err)
		return e.Grade
	}
	require.Equal(t, record.GradesSaved{Added: 2, Moved: 1, Unknown: []string{entityCode(99)}}, push(time.April, of(1, "E"), of(2, "C"), of(99, "A")))
	require.Equal(t, "E", grade(1))
	require.Equal(t, record.GradesSaved{Unchanged: 1}, push(time.April, of(1, "E")), "the same month again writes nothing")
	require.Equal(t, record.GradesSaved{Corrected: 1, Moved: 1}, push(time.April, of(1, "D")))
	require.Equal(t, record.GradesSaved{Added: 1}, push(time.March, of(1, "A")), "an earlier month moves nothing")
	require.Equal(t, "D", grade(1))
	require.Equal(t, record.GradesSaved{Added: 1, Moved: 1}, push(time.May, of(1, "A")))
	require.Equal(t, record.GradesSaved{Corrected: 1}, push(time.April, of(1, "E")), "a correction of an earlier month moves nothing")
	require.Equal(t, "A", grade(1))

	history, err := s.GradeHistory(t.Context(), entityCode(1))
	require.NoError(t, err)
	type entry struct {
		month   time.Month
		version int
		grade   string
	}
	var got []entry
	for _, h := range history {
		require.Equal(t, []any{"省平台𠮷", "clerk", monday, entityCode(1)}, []any{h.Source, h.By, h.Entered, h.Entity})
		got = append(got, entry{h.Month.Month(), h.Version, h.Grade})
	}
	require.Equal(t, []entry{{time.May, 1, "A"}, {time.April, 3, "E"}, {time.April, 2, "D"}, {time.April, 1, "E"}, {time.March, 1, "A"}}, got)
	states, err := s.EntityHistory(t.Context(), entityCode(1))
	require.NoError(t, err)
	require.Len(t, states, 4, "each grade that held stands in the register's history")
	none, err := s.GradeHistory(t.Context(), entityCode(3))
	require.NoError(t, err)
	require.Empty(t, none)
	_, err = s.GradeHistory(t.Context(), entityCode(99))
	requireCode(t, err, law.KindNotFound, "not_in_register")
	for _, statement := range []string{"UPDATE entity_grades SET grade = 'A'", "DELETE FROM entity_grades"} {
		require.Error(t, store.Exec(t.Context(), s, statement), statement)
	}
}
