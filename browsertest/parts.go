package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// moduleRoot is the folder of go.mod, above the package whose tests run.
var moduleRoot = sync.OnceValues(func() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no go.mod above the tests")
		}
		dir = up
	}
})

// cached is a path below .cache, where .ci/prerequisites puts what it fetches.
func cached(path ...string) (string, error) {
	root, err := moduleRoot()
	return filepath.Join(append([]string{root, ".cache"}, path...)...), err
}

// part is an installed file; the error names the command that installs it.
func part(what string, path ...string) (string, error) {
	at, err := cached(append([]string{"parts"}, path...)...)
	if err == nil {
		_, err = os.Stat(at)
	}
	if err != nil {
		return "", missing(what)
	}
	return at, nil
}

func missing(what string) error {
	return fmt.Errorf("the tests need %s, which is not here: run .ci/prerequisites", what)
}
