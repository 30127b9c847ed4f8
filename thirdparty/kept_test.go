package thirdparty

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// list is the name of the list in each folder.
const list = "KEPT.md"

// licences are those that go with ours (Apache-2.0), by their SPDX identifiers.
var licences = []string{"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"}

// row is a line of a list's table: file, package with version, licence, SHA-256.
var row = regexp.MustCompile(`(?m)^\| (\S+) \| (\S+ \d\S*) \| (\S+) \| ([0-9a-f]{64}) \|$`)

// unkept is what is wrong with a folder: files without a row, rows without a file, files
// that are not the ones of the list, licences that ours does not go with.
func unkept(folder fs.FS) ([]string, error) {
	text, err := fs.ReadFile(folder, list)
	if err != nil {
		return nil, err
	}
	var wrong []string
	hashes := map[string]string{}
	for _, r := range row.FindAllStringSubmatch(string(text), -1) {
		file, licence, hash := r[1], r[3], r[4]
		if !slices.Contains(licences, licence) {
			wrong = append(wrong, fmt.Sprintf("%s: licence %s", file, licence))
		}
		hashes[file] = hash
	}
	err = fs.WalkDir(folder, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || file == list {
			return err
		}
		content, err := fs.ReadFile(folder, file)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		switch hash, listed := hashes[file]; {
		case !listed:
			wrong = append(wrong, file+": no row")
		case hash != hex.EncodeToString(sum[:]):
			wrong = append(wrong, fmt.Sprintf("%s: SHA-256 is %x", file, sum))
		}
		delete(hashes, file)
		return nil
	})
	for _, file := range slices.Sorted(maps.Keys(hashes)) {
		wrong = append(wrong, file+": no file")
	}
	return wrong, err
}

// unversioned are folders that are here and not in the repository.
var unversioned = []string{".git", ".cache", "bin"}

func TestEveryKeptFileIsTheOneOfItsList(t *testing.T) {
	repository := os.DirFS("..")
	var folders []string
	require.NoError(t, fs.WalkDir(repository, ".", func(at string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if slices.Contains(unversioned, at) {
			return fs.SkipDir
		}
		if entry.Name() == "kept" {
			folders = append(folders, at)
		}
		return nil
	}))
	require.Contains(t, folders, "api/reference/kept")
	for _, at := range folders {
		folder, err := fs.Sub(repository, at)
		require.NoError(t, err)
		wrong, err := unkept(folder)
		require.NoError(t, err)
		require.Empty(t, wrong, "%s:\n%s", at, strings.Join(wrong, "\n"))
	}
}

func TestWhatIsNotOfTheListIsFound(t *testing.T) {
	const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // of abc
	const sound = "# Kept\n\n| File | Package | Licence | SHA-256 |\n|---|---|---|---|\n| a.js | a 1.0.2 | MIT | " + hash + " |\n"
	abc := &fstest.MapFile{Data: []byte("abc")}
	for name, tt := range map[string]struct {
		list  string
		files fstest.MapFS
		wrong []string
	}{
		"sound":               {sound, fstest.MapFS{"a.js": abc}, nil},
		"another file":        {sound, fstest.MapFS{"a.js": {Data: []byte("abd")}}, []string{"a.js: SHA-256 is a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9"}},
		"no row":              {sound, fstest.MapFS{"a.js": abc, "lib/b.js": abc}, []string{"lib/b.js: no row"}},
		"no file":             {sound, fstest.MapFS{}, []string{"a.js: no file"}},
		"another licence":     {strings.Replace(sound, "MIT", "GPL-3.0-only", 1), fstest.MapFS{"a.js": abc}, []string{"a.js: licence GPL-3.0-only"}},
		"no licence":          {strings.Replace(sound, "| MIT ", "|  ", 1), fstest.MapFS{"a.js": abc}, []string{"a.js: no row"}},
		"package, no version": {strings.Replace(sound, "a 1.0.2", "a", 1), fstest.MapFS{"a.js": abc}, []string{"a.js: no row"}},
	} {
		t.Run(name, func(t *testing.T) {
			tt.files[list] = &fstest.MapFile{Data: []byte(tt.list)}
			wrong, err := unkept(tt.files)
			require.NoError(t, err)
			require.Equal(t, tt.wrong, wrong)
		})
	}
	_, err := unkept(fstest.MapFS{"a.js": abc})
	require.ErrorIs(t, err, fs.ErrNotExist, "a folder without a list")
}
