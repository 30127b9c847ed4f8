package door

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPanicIsAProblem(t *testing.T) {
	b := newBench(t, Config{})
	reply := b.request("GET", "/panic").is(500, "internal")
	require.NotContains(t, reply.text, "of a handler")
	require.Contains(t, b.log.String(), "of a handler")
	require.Contains(t, b.log.String(), reply.header.Get("X-Request-Id"))
}

// TestMisspeltLinksAreNotLogged: wherever the secret stands in the path.
func TestMisspeltLinksAreNotLogged(t *testing.T) {
	b := newBench(t, Config{})
	const secret = "s3cr3t-of-a-link"
	for _, path := range []string{"/entity/" + secret, "/entity/" + secret + "/acts/unknown", "/entitiy/" + secret, "/Entity/" + secret,
		"/api/entity/" + secret, "/" + secret, "/witness/x/" + secret, "/public/visit-code/" + secret, "/public/visit-codes/" + secret + "/", "/%65ntity/" + secret} {
		b.request("GET", path)
		b.request("PATCH", path)
	}
	require.NotContains(t, b.log.String(), secret)
	require.Contains(t, b.log.String(), "path=/entity/***")
	require.Contains(t, b.log.String(), "path=/***")
}

func TestTheLogSaysWhoAsked(t *testing.T) {
	b := newBench(t, Config{})
	cookies := b.session("clerk")
	b.request("GET", "/staff", "Cookie", cookies).is(200)
	a, err := b.store.AccountByLogin(t.Context(), "clerk")
	require.NoError(t, err)
	require.Contains(t, b.log.String(), "path=/staff status=200 bytes=5")
	require.Contains(t, b.log.String(), "account="+a.ID)
}
