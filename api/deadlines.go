package api

import (
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// limitTime gives each request the time of an ordinary one to arrive whole and to be
// taken; [server.admit] gives more where the route has it.
func (s *server) limitTime(c *gin.Context) {
	s.setDeadlines(c, s.limits.Deadline, s.limits.Deadline)
	c.Next()
}

// setDeadlines gives the client so long for the request's body, and for taking the
// reply after the route's time.
func (s *server) setDeadlines(c *gin.Context, body, route time.Duration) {
	now, control := time.Now(), http.NewResponseController(c.Writer)
	lift := func() { s.deadline(c, control.SetReadDeadline(time.Time{})) }
	s.deadline(c, control.SetWriteDeadline(now.Add(route+s.limits.Reply)))
	if c.Request.Body == nil || c.Request.Body == http.NoBody {
		lift()
		return
	}
	s.deadline(c, control.SetReadDeadline(now.Add(body)))
	if _, timed := c.Request.Body.(*timedBody); !timed {
		c.Request.Body = &timedBody{c.Request.Body, lift}
	}
}

// deadline logs what should never be: a connection that knows no deadlines.
func (s *server) deadline(c *gin.Context, err error) {
	if err != nil {
		s.log.DebugContext(c.Request.Context(), "deadline not set", "request", requestID(c.Request.Context()), "error", err)
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
