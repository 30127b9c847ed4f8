package apiclient

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// pause is how long a client waits before it repeats a request.
const pause = 250 * time.Millisecond

// Get asks for JSON.
func (c *Client) Get(ctx context.Context, path string, into any) error {
	return c.repeat(ctx, request{method: http.MethodGet, path: path, repeatable: true}, c.decode(ctx, into))
}

// Send makes one request with a JSON body and reads its JSON answer; body and
// into may be nil.
func (c *Client) Send(ctx context.Context, method, path string, body, into any) error {
	return c.sendJSON(ctx, request{method: method, path: path}, body, into)
}

// Act is a change to something that was seen as it was: made twice it happens
// once.
type Act struct {
	Path string
	// Seen is how many acts, or jumps of the clock, there were: if there are others
	// by now it is refused with 412.
	Seen int
	// Key is the Idempotency-Key; empty, a new one is made.
	Key  string
	Form any
	// LinkCode is the code of the link by which an entity or a witness acts.
	LinkCode string
}

// Perform performs the act and reads the answer.
func (c *Client) Perform(ctx context.Context, a Act, into any) error {
	return c.sendJSON(ctx, request{method: http.MethodPost, path: a.Path, key: a.Key, ifMatch: strconv.Quote(strconv.Itoa(a.Seen)), linkCode: a.LinkCode, repeatable: true}, a.Form, into)
}

func (c *Client) sendJSON(ctx context.Context, r request, body, into any) error {
	r.contentType = "application/json"
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return err
		}
		r.body = bytes.NewReader(raw)
	}
	return c.repeat(ctx, r, c.decode(ctx, into))
}

// Upload posts a file as it is and reads the JSON answer.
func (c *Client) Upload(ctx context.Context, path string, file []byte, into any) error {
	return c.SendFile(ctx, http.MethodPost, path, file, into)
}

// UploadFrom posts a file as it is read, without holding it, and reads the JSON answer.
func (c *Client) UploadFrom(ctx context.Context, path string, file Sized, into any) error {
	return c.sendFile(ctx, http.MethodPost, path, file, into)
}

// SendFile sends a file as it is and reads the JSON answer. A PUT is repeated as a GET
// is: what it puts there is the same the second time.
func (c *Client) SendFile(ctx context.Context, method, path string, file []byte, into any) error {
	return c.sendFile(ctx, method, path, bytes.NewReader(file), into)
}

func (c *Client) sendFile(ctx context.Context, method, path string, file Sized, into any) error {
	r := request{method: method, path: path, contentType: "application/octet-stream", body: file, repeatable: method == http.MethodPut}
	return c.repeat(ctx, r, c.decode(ctx, into))
}

// Download writes the file at the path to w.
func (c *Client) Download(ctx context.Context, path string, w io.Writer) error {
	return c.repeat(ctx, request{method: http.MethodGet, path: path, repeatable: true}, func(answer io.Reader) error {
		_, err := io.Copy(w, answer)
		return err
	})
}

// decode reads a whole answer; one that breaks off counts as none.
func (c *Client) decode(ctx context.Context, into any) func(io.Reader) error {
	return func(answer io.Reader) error {
		raw, err := io.ReadAll(answer)
		if err != nil {
			return c.away(ctx, err)
		}
		if into == nil {
			return nil
		}
		return json.Unmarshal(raw, into)
	}
}

type request struct {
	method, path, contentType string
	key                       string // Idempotency-Key
	ifMatch                   string
	linkCode                  string
	// repeatable: made again after the connection broke, it does the same once.
	repeatable bool
	body       Sized // nil for none
}

// repeat makes the request until it is answered or patience is at an end.
func (c *Client) repeat(ctx context.Context, r request, read func(io.Reader) error) error {
	if r.key == "" {
		r.key = rand.Text()
	}
	end := time.Now().Add(c.Patience)
	for {
		err := c.once(ctx, r, read)
		var refused *Problem
		var away *AwayError
		again := (errors.As(err, &refused) && refused.away()) || (errors.As(err, &away) && r.repeatable)
		if !again || !time.Now().Before(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func (c *Client) once(ctx context.Context, r request, read func(io.Reader) error) (err error) {
	attempt, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(attempt, r.method, c.base+r.path, http.NoBody)
	if err != nil {
		return err
	}
	var sent *body
	if r.body != nil && r.body.Size() > 0 {
		sent = newBody(r.body)
		req.Body, req.ContentLength = sent, r.body.Size()
		req.GetBody = func() (io.ReadCloser, error) { return newBody(r.body), nil }
	}
	if r.contentType != "" {
		req.Header.Set("Content-Type", r.contentType)
	}
	if r.ifMatch != "" {
		req.Header.Set("If-Match", r.ifMatch)
	}
	if r.linkCode != "" {
		req.Header.Set("X-Link-Code", r.linkCode)
	}
	req.Header.Set("Idempotency-Key", r.key)
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		if sent != nil && sent.failed.Load() != nil {
			return sent.failed.Load()
		}
		return c.away(ctx, err)
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode < http.StatusBadRequest {
		return read(resp.Body)
	}
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return c.away(ctx, err)
	}
	return problemOf(c.base, resp.StatusCode, answer)
}

// away says so, unless the caller itself gave up.
func (c *Client) away(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var asked *url.Error // names method and address, which AwayError does too
	if errors.As(err, &asked) {
		err = asked.Err
	}
	return &AwayError{Address: c.base, Err: err}
}
