package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func gradesInUse(t *testing.T, s *store.Store) {
	counts, err := s.GradesInUse(t.Context())
	require.NoError(t, err)
	require.Empty(t, counts)
	saveEntities(t, s, 1, 6)
	ungraded := entity(7)
	ungraded.Grade = ""
	_, _, _, err = s.SaveEntities(t.Context(), "importer", monday, []registers.Entity{ungraded})
	require.NoError(t, err)
	counts, err = s.GradesInUse(t.Context())
	require.NoError(t, err)
	require.Equal(t, []record.Count{{Heading: "", Count: 1}, {Heading: "A", Count: 1}, {Heading: "B", Count: 2}, {Heading: "C", Count: 1},
		{Heading: "D", Count: 1}, {Heading: "E", Count: 1}}, counts)
}
