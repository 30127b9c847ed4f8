package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/store"
)

// guards: nothing is amiss in a new database as the service has it.
func guards(t *testing.T, s *store.Store) {
	amiss, err := s.Unguarded(t.Context())
	require.NoError(t, err)
	require.Empty(t, amiss)
}

// TestUnguarded: a trigger that is gone is named; so is what a user may do who is
// not the service's.
func TestUnguarded(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s, migrations := b.freshWith(t, func(*store.Config) {})
		want := []string{"acts_no_delete"}
		if b.name == "mysql" {
			var err error
			s, err = store.Open(t.Context(), migrations)
			require.NoError(t, err)
			defer func() { require.NoError(t, s.Close()) }()
			want = []string{"ALTER ON *.*", "DELETE ON *.*", "DROP ON *.*", "TRIGGER ON *.*", "UPDATE ON *.*"}
		} else {
			require.NoError(t, store.Exec(t.Context(), s, "DROP TRIGGER acts_no_delete"))
		}
		amiss, err := s.Unguarded(t.Context())
		require.NoError(t, err)
		require.Subset(t, amiss, want)
		if b.name == "sqlite" {
			require.Equal(t, want, amiss)
		}
	})
}
