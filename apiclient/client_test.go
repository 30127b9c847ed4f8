package apiclient_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/apiclient"
)

func clientOf(t *testing.T, h http.HandlerFunc) *apiclient.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := apiclient.New(server.URL + "/")
	require.NoError(t, err)
	return c
}

func refuse(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// TestRepeatedUnderOneKey: while a part is away the same request goes out again,
// body and key the same; another request has another key.
func TestRepeatedUnderOneKey(t *testing.T) {
	t.Parallel()
	var keys, bodies []string
	c := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		keys, bodies = append(keys, r.Header.Get("Idempotency-Key")), append(bodies, string(body))
		if len(keys) < 3 {
			refuse(w, http.StatusServiceUnavailable, `{"code":"database_away","detail":"数据库暂时不可用。"}`)
			return
		}
		_, _ = io.WriteString(w, `{"n":3}`)
	})
	c.Patience = time.Minute
	var answer struct{ N int }
	require.NoError(t, c.Send(t.Context(), http.MethodPost, "/x", map[string]int{"a": 1}, &answer))
	require.Equal(t, 3, answer.N)
	require.Equal(t, []string{`{"a":1}`, `{"a":1}`, `{"a":1}`}, bodies)
	require.NotEmpty(t, keys[0])
	require.Equal(t, []string{keys[0], keys[0], keys[0]}, keys)
	require.NoError(t, c.Get(t.Context(), "/x", nil))
	require.NotEqual(t, keys[0], keys[3])
}

// TestWithoutPatience: a refusal is told at once, however it may pass.
func TestWithoutPatience(t *testing.T) {
	t.Parallel()
	asked := 0
	c := clientOf(t, func(w http.ResponseWriter, _ *http.Request) {
		asked++
		refuse(w, http.StatusServiceUnavailable, `{"code":"procedure_away","detail":"流程服务暂时不可用。","requestId":"r1"}`)
	})
	require.EqualError(t, c.Get(t.Context(), "/", nil), "流程服务暂时不可用。（procedure_away），请求编号r1")
	require.Equal(t, 1, asked)
}

func TestProblems(t *testing.T) {
	t.Parallel()
	answer, status := "", http.StatusUnprocessableEntity
	c := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { refuse(w, status, answer) })
	said := func(a string) error { answer = a; return c.Get(t.Context(), "/", nil) }

	require.EqualError(t, said(`{"code":"x_wrong","detail":"内容有误。","errors":[{"field":"a","message":"不能为空"}]}`), "内容有误。；a：不能为空（x_wrong）")
	require.EqualError(t, said(`{"code":"x","detail":"有误","errors":[{"field":"1"},{"field":"2"},{"field":"3"},{"field":"4"}]}`), "有误；1：；2：；3：；等4处（x）")
	var p *apiclient.Problem
	require.ErrorAs(t, said(`{"code":"x","detail":"d","bad":[7]}`), &p)
	var more struct{ Bad []int }
	require.NoError(t, p.Decode(&more))
	require.Equal(t, []int{7}, more.Bad)
	require.Equal(t, http.StatusUnprocessableEntity, p.Status)

	status = http.StatusBadGateway
	require.ErrorContains(t, said("<html>"), "answer_unknown")
	require.ErrorContains(t, said("{}"), "answer_unknown")
}

// TestNobodyThere: what can be made again without harm is; a jump of the clock
// is not.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	c, err := apiclient.New(gone.URL)
	require.NoError(t, err)
	var away *apiclient.AwayError
	require.ErrorAs(t, c.Get(t.Context(), "/", nil), &away)
	require.ErrorContains(t, away, gone.URL)
	require.ErrorContains(t, away, "api_away")
	require.NotContains(t, away.Error(), "Get")

	c.Patience = time.Hour
	require.ErrorAs(t, c.Send(t.Context(), http.MethodPost, "/api/clock", nil, nil), &away)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, c.Perform(ctx, apiclient.Act{Path: "/api/cases/1/acts/x"}, nil), context.DeadlineExceeded)
}

func TestSessionAndToken(t *testing.T) {
	t.Parallel()
	c := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/login" {
			http.SetCookie(w, &http.Cookie{Name: "ssj_session", Value: "s1", Path: "/"})
			return
		}
		cookie, err := r.Cookie("ssj_session")
		_, _ = fmt.Fprintf(w, "%q", fmt.Sprint(cookie, err, r.Header.Get("Authorization")))
	})
	require.NoError(t, c.LogIn(t.Context(), "a", "b"))
	var who string
	require.NoError(t, c.Get(t.Context(), "/", &who))
	require.Contains(t, who, "ssj_session=s1")
	require.NoError(t, c.WithToken("ssj_x").Get(t.Context(), "/", &who))
	require.Contains(t, who, "Bearer ssj_x")
}

func TestFiles(t *testing.T) {
	t.Parallel()
	c := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, "内容")
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		_ = json.NewEncoder(w).Encode(map[string]string{"got": string(body), "type": r.Header.Get("Content-Type")})
	})
	var file bytes.Buffer
	require.NoError(t, c.Download(t.Context(), "/f", &file))
	require.Equal(t, "内容", file.String())
	var answer map[string]string
	require.NoError(t, c.Upload(t.Context(), "/f", []byte("a,b"), &answer))
	require.Equal(t, map[string]string{"got": "a,b", "type": "application/octet-stream"}, answer)
}

// TestFileSentFromItsStart: one that is refused for the moment goes once more, as a whole.
func TestFileSentFromItsStart(t *testing.T) {
	t.Parallel()
	var got []string
	c := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		got = append(got, strconv.FormatInt(r.ContentLength, 10)+" "+string(body))
		if len(got) == 1 {
			refuse(w, http.StatusServiceUnavailable, `{"code":"procedure_away"}`)
		}
	})
	c.Patience = time.Minute
	for _, content := range []string{"a,b", ""} {
		got = nil
		require.NoError(t, c.UploadFrom(t.Context(), "/f", strings.NewReader(content), nil))
		want := strconv.Itoa(len(content)) + " " + content
		require.Equal(t, []string{want, want}, got)
	}
}

// TestFileThatCannotBeSent says so, and not that nobody answers; it does not go again, and
// whoever receives it knows that it is not all.
func TestFileThatCannotBeSent(t *testing.T) {
	t.Parallel()
	got := make(chan error, 1)
	c := clientOf(t, func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		got <- err
	})
	c.Patience = time.Minute
	shorter := io.NewSectionReader(strings.NewReader("a,b"), 0, 1<<20)
	for file, want := range map[apiclient.Sized]error{shorter: io.ErrUnexpectedEOF, unreadable{}: errUnreadable} {
		err := c.UploadFrom(t.Context(), "/f", file, nil)
		var unread *apiclient.FileError
		require.ErrorAs(t, err, &unread)
		require.ErrorIs(t, err, want)
		require.Error(t, <-got)
	}
}

var errUnreadable = errors.New("no disk there")

// unreadable is a file whose end cannot be read.
type unreadable struct{}

func (unreadable) Size() int64 { return 1 << 20 }

func (unreadable) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) < 1<<19 {
		return len(p), nil
	}
	return 0, errUnreadable
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{"127.0.0.1:8080": "http://127.0.0.1:8080", "https://a.example/": "https://a.example", "localhost:1": "http://localhost:1"} {
		c, err := apiclient.New(address)
		require.NoError(t, err)
		require.Equal(t, want, c.Address())
	}
	for _, address := range []string{"", "ftp://a", "http://", "http://a b"} {
		_, err := apiclient.New(address)
		require.ErrorContains(t, err, "address_invalid", address)
	}
}

// TestActOnWhatWasSeen: the number of acts goes along, with each repeat.
func TestActOnWhatWasSeen(t *testing.T) {
	t.Parallel()
	var seen []string
	c := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Method+" "+r.URL.Path+" "+r.Header.Get("If-Match"))
		if len(seen) == 1 {
			refuse(w, http.StatusServiceUnavailable, `{"code":"procedure_away"}`)
			return
		}
		refuse(w, http.StatusPreconditionFailed, `{"code":"stale_view","detail":"您看到的内容已经过时"}`)
	})
	c.Patience = time.Minute
	require.ErrorContains(t, c.Perform(t.Context(), apiclient.Act{Path: "/api/cases/c/acts/a", Seen: 12, Form: map[string]int{"a": 1}}, nil), "stale_view")
	require.Equal(t, []string{`POST /api/cases/c/acts/a "12"`, `POST /api/cases/c/acts/a "12"`}, seen)
}
