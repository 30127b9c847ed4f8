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

// actByLink performs an act of the link's holder, who has no account. rest is what
// follows the link in the path.
func (p *person) actByLink(ctx context.Context, link apiclient.Link, rest string, seen int, f any) error {
	return p.performByLink(ctx, link, rest, apiclient.Act{Seen: seen, Form: f})
}

func (p *person) performByLink(ctx context.Context, link apiclient.Link, rest string, a apiclient.Act) error {
	a.Path, a.LinkCode = "/entity/"+link.Secret+rest, link.Code
	return p.said(http.MethodPost, "/entity/…"+rest, p.client.Perform(ctx, a, nil)) // the secret is nothing for a log
}

// entityLink makes the entity's link to the case, as it is printed on the notice.
func (p *person) entityLink(ctx context.Context, no string) (apiclient.Link, error) {
	path := "/api/cases/" + no + "/entity-link"
	link, err := p.client.MakeLink(ctx, path, map[string]string{"codeWay": "paper"})
	return link, p.said(http.MethodPost, path, err)
}

// said names who was refused what.
func (p *person) said(method, path string, err error) error {
	if err != nil {
		return fmt.Errorf("%s：%s %s：%w", p.name, method, path, err)
	}
	return nil
}
