package store_test

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
)

// keyUses: keys of names of several lengths are told apart, whatever sealed with them.
func keyUses(t *testing.T, s *store.Store) {
	ctx := t.Context()
	none, err := s.KeyUses(ctx)
	require.NoError(t, err)
	require.Empty(t, none)
	c := oneCase(t, s) // opened by an act without a seal

	keys := map[string]*seal.Ring{}
	for _, id := range []string{"1", "2", "20260105-abcdef", "字"} {
		keys[id], err = seal.New(seal.NewKey(id))
		require.NoError(t, err)
	}
	for n, id := range []string{"1", "2", "2", "20260105-abcdef", "2"} {
		s.SealActs(keys[id])
		key := string(rune('a' + n))
		_, _, err := s.RecordCase(ctx, c.No, key, record.Asking{}, step(key, func(*cases.Case) {}))
		require.NoError(t, err)
	}
	sealed, err := keys["字"].Seal([]byte("nonce"), []byte("draw"))
	require.NoError(t, err)
	d := committed(1)
	d.Nonce, d.RosterKey = sealed, []byte("a plain one of before there were seals")
	_, _, err = s.RecordTask(ctx, taskID, "draw", record.Asking{}, taskStep("draw", tasks.StageWitnessing, &d))
	require.NoError(t, err)
	saveAccounts(t, s, account("a", law.RoleAdministrator))
	require.NoError(t, s.ChangeSecondFactor(ctx, "a", func(f *record.SecondFactor) error {
		f.Secret, f.Pending = sealed, sealed
		return nil
	}))

	uses, err := s.KeyUses(ctx)
	require.NoError(t, err)
	require.Equal(t, []record.KeyUse{{Key: "1", Acts: 1}, {Key: "2", Acts: 4}, {Key: "20260105-abcdef", Acts: 1}, {Key: "字", Secrets: 3}}, uses,
		"the draw's act is of the last key")

	acts, err := s.ActsSealedWith(ctx, "2", 3)
	require.NoError(t, err)
	require.Len(t, acts, 3)
	for _, a := range acts {
		text, err := a.Sealed()
		require.NoError(t, err)
		require.True(t, keys["2"].Verify(text, []byte(record.ActContext), unhex(t, a.Seal)))
	}
	acts, err = s.ActsSealedWith(ctx, "字", 3)
	require.NoError(t, err)
	require.Empty(t, acts)
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := hex.DecodeString(text)
	require.NoError(t, err)
	return raw
}
