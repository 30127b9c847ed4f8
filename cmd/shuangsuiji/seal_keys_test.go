package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/seal"
)

func TestKeysOfAFolder(t *testing.T) {
	f := &folder{path: t.TempDir()}
	first, err := f.ring()
	require.NoError(t, err)
	info, err := os.Stat(f.file(sealKeysFile))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	sealed, err := first.Seal([]byte("nonce"), nil)
	require.NoError(t, err)

	// The same after a restart, and after another key was put before it.
	text, err := os.ReadFile(f.file(sealKeysFile))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(f.file(sealKeysFile), append([]byte(seal.NewKey("2").Line()), text...), 0o600))
	again, err := f.ring()
	require.NoError(t, err)
	plain, err := again.Open(sealed, nil)
	require.NoError(t, err)
	require.Equal(t, "nonce", string(plain))

	require.NoError(t, os.WriteFile(f.file(sealKeysFile), nil, 0o600))
	_, err = f.ring()
	require.ErrorContains(t, err, "密钥文件", "a file that lost its keys is no reason to make others")
}

func TestKeysOfSeparateProcesses(t *testing.T) {
	_, err := sealing{}.ring()
	require.ErrorContains(t, err, "SSJ_SEAL_KEYS_FILE")
	_, err = sealing{SealKeysFile: filepath.Join(t.TempDir(), "none")}.ring()
	require.ErrorContains(t, err, "无法读取")
	path := filepath.Join(t.TempDir(), "keys")
	require.NoError(t, os.WriteFile(path, []byte(seal.NewKey("1").Line()), 0o600))
	_, err = sealing{SealKeysFile: path}.ring()
	require.NoError(t, err)
}
