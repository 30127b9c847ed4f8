package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"shuangsuiji/door"
)

// call asks the interface in this process, with the session of whoever sent r. The
// reply is read into out, if any; a refusal is the problem that the interface answers.
func (s *console) call(r *http.Request, method, path string, header http.Header, body []byte, out any) *door.Problem {
	_, refused := s.send(r, method, &url.URL{Path: path}, header, body, out)
	return refused
}

// send is call for who wants the headers of the reply too, or asks with a query.
func (s *console) send(r *http.Request, method string, at *url.URL, header http.Header, body []byte, out any) (http.Header, *door.Problem) {
	inner, err := http.NewRequestWithContext(r.Context(), method, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, s.door.Problem(r.Context(), err)
	}
	inner.Host, inner.RemoteAddr, inner.RequestURI = r.Host, r.RemoteAddr, at.RequestURI()
	inner.Header = header.Clone()
	if inner.Header == nil {
		inner.Header = http.Header{}
	}
	for _, one := range []string{"Cookie", "User-Agent", "X-Forwarded-For"} {
		inner.Header[one] = r.Header[one]
	}
	if inner.Header.Get("Content-Type") == "" {
		inner.Header.Set("Content-Type", "application/json")
	}
	reply := answer{header: http.Header{}, status: http.StatusOK}
	s.endpoints.ServeHTTP(&reply, inner)
	if reply.status >= http.StatusBadRequest {
		return nil, s.problemIn(r, reply)
	}
	if out == nil {
		return reply.header, nil
	}
	if err := json.Unmarshal(reply.body.Bytes(), out); err != nil {
		return nil, s.door.Problem(r.Context(), err)
	}
	return reply.header, nil
}

func (s *console) problemIn(r *http.Request, reply answer) *door.Problem {
	var p door.Problem
	if err := json.Unmarshal(reply.body.Bytes(), &p); err != nil {
		return s.door.Problem(r.Context(), err)
	}
	if p.Code == "" {
		return s.door.Problem(r.Context(), errors.New("the interface answered no problem"))
	}
	return &p
}

// answer takes what the interface answers.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) { a.status = status }

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }
