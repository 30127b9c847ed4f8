package seal_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/seal"
)

func ring(t *testing.T, keys ...seal.Key) *seal.Ring {
	t.Helper()
	r, err := seal.New(keys...)
	require.NoError(t, err)
	return r
}

var (
	secret = []byte("four words of a nonce, 32 bytes.")
	here   = []byte("draw 2024001-001/1 nonce")
)

func TestSealedSecretOpensOnlyInItsPlaceAndWithItsKey(t *testing.T) {
	old, fresh := seal.NewKey("2024"), seal.NewKey("2025")
	sealed, err := ring(t, old).Seal(secret, here)
	require.NoError(t, err)
	require.True(t, seal.Sealed(sealed))
	require.NotContains(t, string(sealed), string(secret))

	for name, r := range map[string]*seal.Ring{"with its key": ring(t, old), "after a new key was put before it": ring(t, fresh, old)} {
		plain, err := r.Open(sealed, here)
		require.NoError(t, err, name)
		require.Equal(t, secret, plain, name)
	}
	_, err = ring(t, fresh).Open(sealed, here)
	require.ErrorIs(t, err, seal.ErrUnknownKey)
	_, err = ring(t, old).Open(sealed, []byte("draw 2024001-001/2 nonce"))
	require.ErrorIs(t, err, seal.ErrBroken)
	_, err = ring(t, seal.NewKey("2024")).Open(sealed, here)
	require.ErrorIs(t, err, seal.ErrBroken, "another key of the same name")
	_, err = ring(t, old).Open(secret, here)
	require.ErrorIs(t, err, seal.ErrUnsealed)
}

func TestNewSecretsAreSealedWithTheFirstKey(t *testing.T) {
	old, fresh := seal.NewKey("2024"), seal.NewKey("2025")
	sealed, err := ring(t, fresh, old).Seal(secret, here)
	require.NoError(t, err)
	_, err = ring(t, old).Open(sealed, here)
	require.ErrorIs(t, err, seal.ErrUnknownKey)
	again, err := ring(t, fresh, old).Seal(secret, here)
	require.NoError(t, err)
	require.NotEqual(t, sealed, again, "two seals of one secret show nothing of it")
}

func TestNoAlteredByteOpens(t *testing.T) {
	r := ring(t, seal.NewKey("k"))
	sealed, err := r.Seal(secret, here)
	require.NoError(t, err)
	for i := range sealed {
		altered := bytes.Clone(sealed)
		altered[i] ^= 1
		_, err := r.Open(altered, here)
		require.Error(t, err, "byte %d", i)
		_, err = r.Open(sealed[:i], here)
		require.Error(t, err, "cut after %d", i)
	}
}

func TestSignature(t *testing.T) {
	old, fresh := seal.NewKey("2024"), seal.NewKey("2025")
	signature := ring(t, old).Sign([]byte("case 1"), []byte("visit code"))
	require.True(t, ring(t, old).Verify([]byte("case 1"), []byte("visit code"), signature))
	require.True(t, ring(t, fresh, old).Verify([]byte("case 1"), []byte("visit code"), signature), "an old key still verifies")
	require.False(t, ring(t, fresh).Verify([]byte("case 1"), []byte("visit code"), signature))
	require.False(t, ring(t, old).Verify([]byte("case 2"), []byte("visit code"), signature))
	require.False(t, ring(t, old).Verify([]byte("case 1"), []byte("link code"), signature))
	require.False(t, ring(t, old).Verify([]byte("ecase 1"), []byte("visit cod"), signature), "context and message do not run into each other")
	for i := range signature {
		altered := bytes.Clone(signature)
		altered[i] ^= 1
		require.False(t, ring(t, old).Verify([]byte("case 1"), []byte("visit code"), altered), "byte %d", i)
		require.False(t, ring(t, old).Verify([]byte("case 1"), []byte("visit code"), signature[:i]), "cut after %d", i)
	}
}

func TestRingRefusesBadKeys(t *testing.T) {
	good := seal.NewKey("k")
	for name, keys := range map[string][]seal.Key{
		"none":      nil,
		"no name":   {{Bytes: good.Bytes}},
		"long name": {{ID: string(make([]byte, 65)), Bytes: good.Bytes}},
		"short":     {{ID: "k", Bytes: good.Bytes[:31]}},
		"twice":     {good, good},
	} {
		_, err := seal.New(keys...)
		require.Error(t, err, name)
	}
}

func TestFileOfKeys(t *testing.T) {
	fresh, old := seal.NewKey("2025"), seal.NewKey("2024")
	keys, err := seal.ParseKeys([]byte("# the office's keys\n\n" + fresh.Line() + "  " + old.Line()))
	require.NoError(t, err)
	require.Equal(t, []seal.Key{fresh, old}, keys)
	for _, bad := range []string{"2024", "2024 xyz", "2024 00 00"} {
		_, err := seal.ParseKeys([]byte(bad))
		require.Error(t, err)
		require.NotContains(t, err.Error(), "xyz", "no error shows a key")
	}
	none, err := seal.ParseKeys(nil)
	require.NoError(t, err)
	require.Empty(t, none)
}
