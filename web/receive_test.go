package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Of a form with parts beyond number nothing is kept, whoever sends it, and a body that is
// too long is refused as the interface does.
func TestFormOfManyParts(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	const boundary = "x"
	body := strings.Repeat("--"+boundary+"\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n\r\n", 100_000) + "--" + boundary + "--\r\n"
	res, err := http.Post(b.url+"/console/cases/"+no+"/acts/serve_notice", "multipart/form-data; boundary="+boundary, strings.NewReader(body))
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	require.Equal(t, http.StatusRequestEntityTooLarge, res.StatusCode)
}

// The form of feedback about no case leads back to where there is a page.
func TestFormWithoutASubjectLeadsBack(t *testing.T) {
	b := newBench(t)
	b.at.Drawn()
	s := b.loggedIn(b.at.CaseNow(b.at.CaseNumbers()[0]).Team.Lead())
	s.get("/console/file/file_feedback").is(http.StatusOK, `href="/console/proceedings"`).without(`href="/console/proceedings/"`)
}
