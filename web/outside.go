package web

import "net/http"

// outside is the address at which somebody outside the office reaches the path: as the
// installation says, or as whoever asks has reached the office, under a name that the
// door knows.
func (s *console) outside(r *http.Request, path string) string {
	if s.public != "" {
		return s.public + path
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + path
}
