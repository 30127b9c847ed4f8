package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"shuangsuiji/apiclient"
)

// callTime bounds one call; no refusal takes so long.
const callTime = 30 * time.Second

// caller asks the office over plain HTTP, from an address of this machine's own and
// without following where it is sent.
type caller struct {
	base string
	http *http.Client
}

// callerFrom is a caller under the source address; "" leaves it to the machine.
func callerFrom(source, base string) *caller {
	return &caller{base: base, http: &http.Client{Timeout: callTime,
		Transport:     &http.Transport{DialContext: dialerFrom(source).DialContext, MaxIdleConnsPerHost: 16},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func dialerFrom(source string) *net.Dialer {
	d := &net.Dialer{Timeout: 5 * time.Second}
	if source != "" {
		d.LocalAddr = &net.TCPAddr{IP: net.ParseIP(source)}
	}
	return d
}

// codeUnknown stands for the code of what is no problem; apiclient says it so, too.
const codeUnknown = "answer_unknown"

// codeUnsaid stands for the code of a problem that was asked for by HEAD.
const codeUnsaid = "unsaid"

// answer is what came back; status 0 where nothing did.
type answer struct {
	status int
	code   string // of a problem
	body   []byte
	header http.Header
	err    error
}

func (a answer) String() string {
	if a.err != nil {
		return a.err.Error()
	}
	return fmt.Sprintf("%d %s", a.status, a.code)
}

// ok: it was done.
func (a answer) ok() bool { return a.err == nil && a.status >= 200 && a.status < 300 }

// refused: one of the statuses, with a code that programs can tell.
func (a answer) refused(statuses ...int) bool {
	for _, s := range statuses {
		if a.status == s {
			return a.code != "" && a.code != codeUnknown
		}
	}
	return false
}

// do makes one request; headers are name and value in turn. A Host header is the
// request's host.
func (c *caller) do(ctx context.Context, method, path string, body []byte, headers ...string) answer {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return answer{err: err}
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
			continue
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := c.http.Do(req)
	if err != nil {
		return answer{err: err}
	}
	text, err := io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil {
		return answer{err: err}
	}
	var p struct{ Code string }
	if res.StatusCode >= http.StatusBadRequest && method == http.MethodHead {
		p.Code = codeUnsaid
	} else if res.StatusCode >= http.StatusBadRequest {
		if err := json.Unmarshal(text, &p); err != nil {
			p.Code = codeUnknown // a refusal without a code, which never counts as one
		}
	}
	return answer{status: res.StatusCode, code: p.Code, body: text, header: res.Header}
}

// logIn tries a password, with whatever more the headers say.
func (c *caller) logIn(ctx context.Context, login, password string, headers ...string) answer {
	form, err := json.Marshal(map[string]string{"login": login, "password": password})
	if err != nil {
		return answer{err: err}
	}
	return c.do(ctx, http.MethodPost, "/api/login", form, headers...)
}

// answerOf is what a call by the API's client came to.
func answerOf(err error) answer {
	var p *apiclient.Problem
	switch {
	case err == nil:
		return answer{status: http.StatusOK}
	case errors.As(err, &p):
		return answer{status: p.Status, code: p.Code}
	}
	return answer{err: err}
}

// jsonOf is the value as JSON; only values of ours are given to it.
func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}
