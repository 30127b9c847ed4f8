//go:build !slim

package embedded

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// movedPages are the UI's files with an index page for another public path.
// The ui-server can do the same, but takes the page's content security policy
// away, since the policy names the script by its hash; here it gets a new one.
type movedPages struct {
	fs.FS
	index []byte
}

// ReadFile serves the index page, the only file the ui-server reads by name.
func (p movedPages) ReadFile(name string) ([]byte, error) {
	if name == "index.html" {
		return p.index, nil
	}
	return fs.ReadFile(p.FS, name)
}

var (
	inlineScript = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	scriptHash   = regexp.MustCompile(`'sha256-[^']+'`)
)

func movePages(pages fs.FS, publicPath string) (fs.FS, error) {
	if publicPath == "" {
		return pages, nil
	}
	index, err := fs.ReadFile(pages, "index.html")
	if err != nil {
		return nil, err
	}
	page := strings.NewReplacer(
		`base: ""`, fmt.Sprintf("base: %q", publicPath),
		`"/_app/`, `"`+publicPath+`/_app/`,
	).Replace(string(index))
	script := inlineScript.FindStringSubmatch(page)
	if script == nil || !scriptHash.MatchString(page) {
		return nil, errors.New("the UI's page has no script with a hash")
	}
	return movedPages{FS: pages, index: []byte(scriptHash.ReplaceAllLiteralString(page, hashSource(script[1])))}, nil
}

// hashSource is how a content security policy names a script.
func hashSource(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
