package door

import (
	"cmp"
	"net/http"
)

// reply notes what is answered, for the log.
type reply struct {
	http.ResponseWriter
	said  int // the status, 0 before the reply has begun
	bytes int64
}

func (w *reply) begun() bool { return w.said != 0 }

// status is what net/http says where the handler has said nothing.
func (w *reply) status() int { return cmp.Or(w.said, http.StatusOK) }

// WriteHeader implements http.ResponseWriter.
func (w *reply) WriteHeader(status int) {
	if final := status >= http.StatusOK || status == http.StatusSwitchingProtocols; final && !w.begun() {
		w.said = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *reply) Write(p []byte) (int, error) {
	w.said = w.status()
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Flush implements http.Flusher, as routers ask of what they write to.
func (w *reply) Flush() {
	w.said = w.status()
	if f, can := w.ResponseWriter.(http.Flusher); can {
		f.Flush()
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (w *reply) Unwrap() http.ResponseWriter { return w.ResponseWriter }
