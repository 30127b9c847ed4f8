package door

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// asks sends a request to the host.
func (b *bench) asks(method, host, path string, headers ...string) answered {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), method, b.url+path, nil)
	require.NoError(b, err)
	req.Host = host
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return b.send(req)
}

func TestForeignHostsAreRefused(t *testing.T) {
	b := newBench(t, Config{Hosts: []string{"Office.Example", "console.test:8080"}})
	for _, host := range []string{"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "192.0.2.7", "[2001:db8::1]:8080", "[::1]", "office.example", "office.example.", "console.test"} {
		require.Equal(t, http.StatusOK, b.asks("GET", host, "/public").status, host)
	}
	for _, host := range []string{"evil.example", "office.example.evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080"} {
		b.asks("GET", host, "/public", "X-Forwarded-Host", "localhost").is(421, "host_unknown") // nobody's word for it
	}
	b.asks("GET", "api", "/healthz").is(200)
}

// TestFormsOverPlainHTTP: to a name that is not this machine's own, browsers send no
// Sec-Fetch-Site; the origin is all that tells the office's pages from others.
func TestFormsOverPlainHTTP(t *testing.T) {
	b := newBench(t, Config{Hosts: []string{"office.example"}})
	post := func(path, origin string) answered {
		return b.asks("POST", "office.example:8080", path, "Origin", origin)
	}
	post("/act", "http://office.example:8080").is(200)
	post("/act", "null").is(403, "cross_origin")
	post("/act", "http://evil.example").is(403, "cross_origin")
	post("/entity/unknown", "null").is(200)
	post("/entity/unknown", "http://evil.example").is(403, "cross_origin")
	require.Equal(t, "no-referrer", b.request("GET", "/entity/unknown").header.Get("Referrer-Policy"))
	require.Equal(t, "same-origin", b.request("GET", "/public").header.Get("Referrer-Policy"))
}

// TestPagesOfTheTemporalUI: they ask for nothing of the office, and lead there.
func TestPagesOfTheTemporalUI(t *testing.T) {
	b := newBench(t, Config{})
	from := []string{"Referer", b.url + TemporalUIPath + "/namespaces"}
	b.request("POST", "/act", from...).is(403, "from_temporal_ui")
	b.request("GET", "/public", append(from, "Sec-Fetch-Mode", "cors")...).is(403, "from_temporal_ui")
	b.request("GET", "/public", append(from, "Sec-Fetch-Mode", "navigate")...).is(200)
	b.request("GET", "/public", from...).is(200)
	b.request("GET", TemporalUIPath+"/api", from...).is(404, "route_unknown") // here is no UI
}
