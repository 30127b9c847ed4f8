package door

import (
	"net/http"
	"regexp"
	"strings"
)

// linkSecret finds the secret of a link or a visit's code in a path.
var linkSecret = regexp.MustCompile(`^/(entity|witness|public/visit-codes)/[^/]+`)

// parts of the surface, as they are told of paths that no route has expected.
var parts = []string{"/api/", "/public/", "/entity/", "/witness/", "/docs/", "/page/"}

// pathInLog is the path as the log may have it. Of a path that no route has expected,
// only the part of the surface is told that it meant: a misspelt link has its secret
// anywhere.
func pathInLog(r *http.Request) string {
	path := r.URL.Path
	if visitOf(r.Context()).expected {
		return linkSecret.ReplaceAllString(path, "/$1/***")
	}
	for _, part := range parts {
		if strings.HasPrefix(path, part) {
			return part + "***"
		}
	}
	return "/***"
}
