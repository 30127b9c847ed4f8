package door

import (
	"io"
	"net/http"
	"time"
)

// timed gives each request the time of an ordinary one to arrive whole and to be
// taken; [Door.Admit] gives more where the way has it.
func (d *Door) timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.setDeadlines(w, r, d.limits.Deadline, d.limits.Deadline)
		next.ServeHTTP(w, r)
	})
}

// Hurry gives a request that was refused no more time to arrive than a stranger's file
// has: what it holds is carried on, and whoever sends it may be anybody.
func (d *Door) Hurry(w http.ResponseWriter, r *http.Request) {
	d.setDeadlines(w, r, d.limits.StrangersFile, d.limits.Deadline)
}

// setDeadlines gives the client so long for the request's body, and for taking the
// reply after the route's time.
func (d *Door) setDeadlines(w http.ResponseWriter, r *http.Request, body, route time.Duration) {
	now, control := time.Now(), http.NewResponseController(w)
	lift := func() { d.deadline(r, control.SetReadDeadline(time.Time{})) }
	d.deadline(r, control.SetWriteDeadline(now.Add(route+d.limits.Reply)))
	if r.Body == nil || r.Body == http.NoBody {
		lift()
		return
	}
	d.deadline(r, control.SetReadDeadline(now.Add(body)))
	if _, timed := r.Body.(*timedBody); !timed {
		r.Body = &timedBody{r.Body, lift}
	}
}

// deadline logs what should never be: a connection that knows no deadlines.
func (d *Door) deadline(r *http.Request, err error) {
	if err != nil {
		d.log.DebugContext(r.Context(), "deadline not set", "request", RequestID(r.Context()), "error", err)
	}
}

// timedBody lifts the deadline once the body is read to its end: from then on
// net/http watches whether the client is still there, and would take the deadline for
// its leaving.
type timedBody struct {
	io.ReadCloser
	lift func()
}

// Read implements io.Reader.
func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF { // readers return it bare
		b.lift()
	}
	return n, err
}
