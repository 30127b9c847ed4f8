package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"path"
	"time"

	"shuangsuiji/docs"
	"shuangsuiji/door"
)

// What the pages load: others' files in kept, ours in own, the manual's pictures. Nothing
// comes from another host.
//
//go:embed kept/*.css own
var assetFiles embed.FS

// assets are the files by the address under which they are served, which holds their
// hash: a browser may keep each for ever.
type assets struct {
	content map[string][]byte
	address map[string]string // by the file's name
}

const assetRoot = "/a/"

func readAssets() assets {
	a := assets{content: map[string][]byte{}, address: map[string]string{}}
	for _, err := range []error{a.take(assetFiles, "kept"), a.take(assetFiles, "own"), a.take(docs.Pictures, "pictures")} {
		if err != nil {
			panic(fmt.Sprintf("embedded files of the console: %v", err))
		}
	}
	return a
}

// take takes all files of the folder.
func (a assets) take(from embed.FS, folder string) error {
	entries, err := from.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		content, err := from.ReadFile(path.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		at := assetRoot + hex.EncodeToString(sum[:8]) + "/" + e.Name()
		a.content[at], a.address[e.Name()] = content, at
	}
	return nil
}

// at is the address of the file; one that there is not is a fault of the template.
func (a assets) at(name string) (string, error) {
	at, known := a.address[name]
	if !known {
		return "", fmt.Errorf("no file %s", name)
	}
	return at, nil
}

// serveAsset serves one file. It is no request of the office: a page with its files
// counts as one.
func (s *console) serveAsset(w http.ResponseWriter, r *http.Request) {
	_, leave, err := s.door.Admit(w, r, door.Way{For: door.Anybody, File: true})
	if err != nil {
		s.door.Answer(w, r, s.door.Problem(r.Context(), err))
		return
	}
	defer leave()
	content, known := s.files.content[r.URL.Path]
	if !known {
		s.door.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
