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
	// policy is what the page needs, and no more. It is one beside others: who mounts
	// the UI may forbid the rest.
	policy string
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
	index, script, err := moved(index, publicPath)
	if err != nil {
		return nil, err
	}
	return &pages{files: http.FileServerFS(local), exist: local, index: index, policy: pagePolicy(script)}, nil
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
	w.Header().Add("Content-Security-Policy", p.policy)
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

// moved is the index page for another public path, and the one script that it
// holds. The page's own policy names that by its hash, and gets the new one.
func moved(index []byte, publicPath string) (page []byte, script string, err error) {
	text := strings.NewReplacer(
		`base: ""`, fmt.Sprintf("base: %q", publicPath),
		`"/_app/`, `"`+publicPath+`/_app/`,
	).Replace(string(index))
	found := inlineScript.FindStringSubmatch(text)
	if found == nil || !scriptHash.MatchString(text) {
		return nil, "", errors.New("the UI's page has no script with a hash")
	}
	return []byte(scriptHash.ReplaceAllLiteralString(text, hashSource(found[1]))), found[1], nil
}

// pagePolicy lets the page's script run, and what that one loads; styles and icons
// are written into the page by it.
func pagePolicy(script string) string {
	return "default-src 'none'; script-src 'strict-dynamic' " + hashSource(script) + "; style-src 'self' 'unsafe-inline'; " +
		"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self'; manifest-src 'self' data:; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}

// hashSource is how a content security policy names a script.
func hashSource(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
