package door

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestADeadlineForTheBodyIsNoneForTheAct: once the body is here, the route has its own
// time.
func TestADeadlineForTheBodyIsNoneForTheAct(t *testing.T) {
	released := make(chan struct{})
	d := New(Config{Log: silent, Limits: Limits{Deadline: 50 * time.Millisecond}})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			w.WriteHeader(http.StatusRequestTimeout)
			return
		}
		select {
		case <-r.Context().Done():
			w.WriteHeader(http.StatusServiceUnavailable)
		case <-released:
			w.WriteHeader(http.StatusOK)
		}
	})
	time.AfterFunc(400*time.Millisecond, func() { close(released) }) // long after the body's deadline
	server := httptest.NewServer(d.Before(slow))
	t.Cleanup(server.Close)
	res, err := http.Post(server.URL+"/slow", "text/plain", strings.NewReader("whole"))
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	require.Equal(t, http.StatusOK, res.StatusCode)
}
