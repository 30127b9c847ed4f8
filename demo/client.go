package demo

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"time"
)

// person is somebody logged in to the API; without a login, the public or the
// holder of a link.
type person struct {
	base   string
	client *http.Client
	name   string
}

// problem is the API's answer to what it refuses.
type problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (p *problem) Error() string {
	return fmt.Sprintf("%s（%s，HTTP %d）", p.Detail, p.Code, p.Status)
}

func newPerson(base, name string) (*person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &person{base: base, name: name, client: &http.Client{Jar: jar, Timeout: time.Minute}}, nil
}

func logIn(ctx context.Context, base, login, password string) (*person, error) {
	p, err := newPerson(base, login)
	if err != nil {
		return nil, err
	}
	return p, p.send(ctx, http.MethodPost, "/api/login", map[string]string{"login": login, "password": password}, nil)
}

func (p *person) get(ctx context.Context, path string, into any) error {
	return p.send(ctx, http.MethodGet, path, nil, into)
}

// tries is how often a request is repeated, under the same key, while a part of
// the system is away.
const (
	tries = 80
	pause = 250 * time.Millisecond
)

// send makes one request, repeated under the same Idempotency-Key while the
// system says that a part of it is away.
func (p *person) send(ctx context.Context, method, path string, body, into any) error {
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			return err
		}
	}
	key := rand.Text()
	var err error
	for range tries {
		var again bool
		if again, err = p.once(ctx, method, path, key, raw, into); !again {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return err
}

func (p *person) once(ctx context.Context, method, path, key string, body []byte, into any) (again bool, err error) {
	req, err := http.NewRequestWithContext(ctx, method, p.base+path, bytes.NewReader(body))
	if err != nil {
		return false, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", key)
	resp, err := p.client.Do(req)
	if err != nil {
		return method == http.MethodGet || strings.Contains(path, "/acts/"), err
	}
	answer, err := io.ReadAll(resp.Body)
	if closed := resp.Body.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return true, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		refused := &problem{Status: resp.StatusCode}
		if err := json.Unmarshal(answer, refused); err != nil {
			return false, fmt.Errorf("%s %s: %s", method, path, resp.Status)
		}
		return resp.StatusCode == http.StatusServiceUnavailable || resp.StatusCode == http.StatusTooManyRequests,
			fmt.Errorf("%s：%s %s：%w", p.name, method, path, refused)
	}
	if into == nil {
		return false, nil
	}
	return false, json.Unmarshal(answer, into)
}
