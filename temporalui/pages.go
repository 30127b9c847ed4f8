package temporalui

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"strings"

	"github.com/temporalio/ui-server/v2/ui"
)

// pages are the UI's files: those that exist, and for any other path the page whose
// script knows what to show there.
type pages struct {
	files http.Handler
	exist fs.FS
	index []byte
}

// newPages reads the files out of the ui-server module.
func newPages(publicPath string) (*pages, error) {
	assets, err := ui.Assets()
	if err != nil {
		return nil, err
	}
	local, err := fs.Sub(assets, "local")
	if err != nil {
		return nil, err
	}
	index, err := fs.ReadFile(local, "index.html")
	if err != nil {
		return nil, err
	}
	if index, err = moved(index, publicPath); err != nil {
		return nil, err
	}
	return &pages{files: http.FileServerFS(local), exist: local, index: index}, nil
}

// immutable are files whose name changes with their content.
const immutable = "_app/immutable/"

// ServeHTTP serves a path without the public one.
func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if info, err := fs.Stat(p.exist, name); err == nil && !info.IsDir() && name != "index.html" {
		if strings.HasPrefix(name, immutable) {
			w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
		}
		p.files.ServeHTTP(w, r)
		return
	}
	if strings.HasPrefix(name, "_app/") {
		http.NotFound(w, r) // a script that is missing is not to be a page
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(p.index) // who has gone away needs no page
}

var (
	inlineScript = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	scriptHash   = regexp.MustCompile(`'sha256-[^']+'`)
)

// moved is the index page for another public path. Its policy names the one script
// that it holds by its hash, and gets the new one.
func moved(index []byte, publicPath string) ([]byte, error) {
	page := strings.NewReplacer(
		`base: ""`, fmt.Sprintf("base: %q", publicPath),
		`"/_app/`, `"`+publicPath+`/_app/`,
	).Replace(string(index))
	script := inlineScript.FindStringSubmatch(page)
	if script == nil || !scriptHash.MatchString(page) {
		return nil, errors.New("the UI's page has no script with a hash")
	}
	return []byte(scriptHash.ReplaceAllLiteralString(page, hashSource(script[1]))), nil
}

// hashSource is how a content security policy names a script.
func hashSource(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
