package seal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/seal"
)

func TestEditsOfAFileOfKeys(t *testing.T) {
	old, fresh := seal.NewKey("old"), seal.NewKey("fresh")
	text := []byte("# the office's keys\n" + old.Line() + "# the end") // no end of the last line
	added, err := seal.Add(text, fresh)
	require.NoError(t, err)
	require.Equal(t, "# the office's keys\n"+old.Line()+fresh.Line()+"# the end\n", string(added), "known, and not the one that seals")

	used, err := seal.Use(added, "fresh")
	require.NoError(t, err)
	require.Equal(t, "# the office's keys\n"+fresh.Line()+old.Line()+"# the end\n", string(used))
	again, err := seal.Use(used, "fresh")
	require.NoError(t, err)
	require.Equal(t, string(used), string(again))

	retired, err := seal.Retire(used, "old")
	require.NoError(t, err)
	keys, err := seal.ParseKeys(retired)
	require.NoError(t, err)
	old.Retired = true
	require.Equal(t, []seal.Key{fresh, old}, keys)
	again, err = seal.Retire(retired, "old")
	require.NoError(t, err)
	require.Equal(t, string(retired), string(again))

	for name, edit := range map[string]func() ([]byte, error){
		"a name that is taken":      func() ([]byte, error) { return seal.Add(text, seal.NewKey("old")) },
		"use of an unknown key":     func() ([]byte, error) { return seal.Use(text, "other") },
		"use of a retired key":      func() ([]byte, error) { return seal.Use(retired, "old") },
		"the first key retires":     func() ([]byte, error) { return seal.Retire(used, "fresh") },
		"an unknown key retires":    func() ([]byte, error) { return seal.Retire(used, "other") },
		"a file that can't be read": func() ([]byte, error) { return seal.Add([]byte("old zz\n"), fresh) },
	} {
		_, err := edit()
		require.Error(t, err, name)
	}
}

func TestRetiredKeyOpensAndBearsWitnessOnly(t *testing.T) {
	old, fresh := seal.NewKey("old"), seal.NewKey("fresh")
	before := ring(t, old)
	sealed, err := before.Seal(secret, here)
	require.NoError(t, err)
	signature := before.Sign(secret, here)

	old.Retired = true
	after := ring(t, fresh, old)
	plain, err := after.Open(sealed, here)
	require.NoError(t, err)
	require.Equal(t, secret, plain)
	require.True(t, after.VerifyKept(secret, here, signature))
	require.False(t, after.VerifyKept(secret, []byte("elsewhere"), signature))
	require.False(t, after.Verify(secret, here, signature), "nothing new is believed on its word")
	_, err = seal.New(old, fresh)
	require.ErrorContains(t, err, "retired")
}

func TestKeyOf(t *testing.T) {
	r := ring(t, seal.NewKey("20260105-abcdef"))
	sealed, err := r.Seal(secret, here)
	require.NoError(t, err)
	require.Equal(t, "20260105-abcdef", seal.KeyOf(sealed))
	require.Equal(t, "20260105-abcdef", seal.KeyOf(r.Sign(secret, here)))
	require.Empty(t, seal.KeyOf(nil))
	require.Empty(t, seal.KeyOf([]byte{9, 'a'}))
}

func TestNewIDs(t *testing.T) {
	on := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	one, two := seal.NewID(on), seal.NewID(on)
	require.Regexp(t, `^20260105-[a-z2-7]{6}$`, one)
	require.NotEqual(t, one, two)
}
