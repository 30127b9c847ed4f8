package apiclient

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// Client is somebody at the API: an account that logged in, a program with a
// token, or the public.
type Client struct {
	// Patience is how long a request is repeated, under the same Idempotency-Key,
	// while the system says that a part of it is away or that it is asked too much.
	// Zero: it is made once.
	Patience time.Duration
	// Timeout bounds each attempt.
	Timeout time.Duration

	base  string
	token string
	http  *http.Client
}

// standardTimeout is longer than the API takes for anything.
const standardTimeout = 6 * time.Minute

// New is a client without an account. The address is host:port or a URL.
func New(address string) (*Client, error) {
	base, err := baseOf(address)
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &Client{base: base, http: &http.Client{Jar: jar}, Timeout: standardTimeout}, nil
}

// WithToken makes the client act for the account of an API token.
func (c *Client) WithToken(token string) *Client {
	c.token = token
	return c
}

// LogIn begins a session of the account.
func (c *Client) LogIn(ctx context.Context, login, password string) error {
	return c.LogInWithCode(ctx, login, password, "")
}

// LogInWithCode begins a session of an account that has a second factor; code is one of
// it, or a recovery code. A code is good for once: where the answer is lost, the next
// login takes another.
func (c *Client) LogInWithCode(ctx context.Context, login, password, code string) error {
	form := map[string]string{"login": login, "password": password}
	if code != "" {
		form["code"] = code
	}
	return c.sendJSON(ctx, request{method: http.MethodPost, path: "/api/login", repeatable: code == ""}, form, nil)
}

// LogOut ends the session.
func (c *Client) LogOut(ctx context.Context) error {
	return c.Send(ctx, http.MethodPost, "/api/logout", nil, nil)
}

// Address is where the API is, as a URL without a path.
func (c *Client) Address() string { return c.base }

func baseOf(address string) (string, error) {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(strings.TrimRight(address, "/"))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", fmt.Errorf("“%s”不是有效的接口地址，应如http://127.0.0.1:8080（address_invalid）", address)
	}
	return u.String(), nil
}
