package demo

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"shuangsuiji/apiclient"
)

// person is somebody logged in to the API; without a login, the public or the
// holder of a link.
type person struct {
	client *apiclient.Client
	name   string
}

// restart is how long a person waits for a system that was stopped in the middle
// of the play.
const restart = 30 * time.Second

func newPerson(base, name string) (*person, error) {
	c, err := apiclient.New(base)
	if err != nil {
		return nil, err
	}
	c.Patience, c.Timeout = restart, time.Minute
	return &person{client: c, name: name}, nil
}

func logIn(ctx context.Context, base string, a Account) (*person, error) {
	p, err := newPerson(base, a.Login)
	if err != nil {
		return nil, err
	}
	return p, p.said(http.MethodPost, "/api/login", p.client.LogIn(ctx, a.Login, a.Password))
}

func (p *person) get(ctx context.Context, path string, into any) error {
	return p.said(http.MethodGet, path, p.client.Get(ctx, path, into))
}

// act performs an act on a subject that the person saw with so many acts, or moves
// the clock that was moved so often.
func (p *person) act(ctx context.Context, path string, seen int, f, into any) error {
	return p.said(http.MethodPost, path, p.client.Perform(ctx, apiclient.Act{Path: path, Seen: seen, Form: f}, into))
}

// said names who was refused what.
func (p *person) said(method, path string, err error) error {
	if err != nil {
		return fmt.Errorf("%s：%s %s：%w", p.name, method, path, err)
	}
	return nil
}
