package people

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/inspection/law"
)

// Person is somebody logged in to the API; without a login, the public or the
// holder of a link.
type Person struct {
	client *apiclient.Client
	Name   string
}

// Form is what a person hands in with an act.
type Form struct {
	Facts  law.Facts `json:"facts"`
	Reason string    `json:"reason,omitempty"`
	// Party is whom a penalty case is against, where that is not the entity drawn.
	Party *Party `json:"party,omitempty"`
	// Narrative is what people write with an act.
	Narrative string `json:"narrative,omitempty"`
	// Evidence are the attachments that the act carries.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Party is somebody whom no register has.
type Party struct {
	Name       string `json:"name"`
	Identifier string `json:"identifier"`
	Address    string `json:"address"`
	Phone      string `json:"phone,omitempty"`
}

// Evidence names an attachment.
type Evidence struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// restart is how long a person waits for a system that was stopped in the middle
// of the play.
const restart = 30 * time.Second

func newPerson(base, name string) (*Person, error) {
	c, err := apiclient.New(base)
	if err != nil {
		return nil, err
	}
	c.Patience, c.Timeout = restart, time.Minute
	return &Person{client: c, Name: name}, nil
}

func logIn(ctx context.Context, base string, a Account) (*Person, error) {
	p, err := newPerson(base, a.Login)
	if err != nil {
		return nil, err
	}
	return p, p.said(http.MethodPost, "/api/login", p.client.LogIn(ctx, a.Login, a.Password))
}

// Entity is an inspected entity, which has no account.
func (o *Office) Entity() (*Person, error) { return newPerson(o.Base, "检查对象") }

// Get reads what is there.
func (p *Person) Get(ctx context.Context, path string, into any) error {
	return p.said(http.MethodGet, path, p.client.Get(ctx, path, into))
}

// Send makes any other request.
func (p *Person) Send(ctx context.Context, method, path string, body, into any) error {
	return p.said(method, path, p.client.Send(ctx, method, path, body, into))
}

// Upload sends a file.
func (p *Person) Upload(ctx context.Context, path string, file []byte) error {
	return p.said(http.MethodPost, path, p.client.Upload(ctx, path, file, nil))
}

// Attach sends a file for an act of the person's.
func (p *Person) Attach(ctx context.Context, name string, file []byte) (Evidence, error) {
	sum := sha256.Sum256(file)
	e := Evidence{Name: name, SHA256: hex.EncodeToString(sum[:])}
	path := "/api/attachments/" + e.SHA256
	return e, p.said(http.MethodPut, path, p.client.SendFile(ctx, http.MethodPut, path+"?name="+url.QueryEscape(name), file, nil))
}

// Act performs an act on a subject that the person saw with so many acts, or moves
// the clock that was moved so often.
func (p *Person) Act(ctx context.Context, path string, seen int, f, into any) error {
	return p.Perform(ctx, apiclient.Act{Path: path, Seen: seen, Form: f}, into)
}

// Perform performs an act of which the caller says more, such as its key.
func (p *Person) Perform(ctx context.Context, a apiclient.Act, into any) error {
	return p.said(http.MethodPost, a.Path, p.client.Perform(ctx, a, into))
}

// PerformByLink performs an act of the link's holder, who has no account. rest is
// what follows the link in the path.
func (p *Person) PerformByLink(ctx context.Context, link apiclient.Link, rest string, a apiclient.Act) error {
	a.Path, a.LinkCode = "/entity/"+link.Secret+rest, link.Code
	return p.said(http.MethodPost, "/entity/…"+rest, p.client.Perform(ctx, a, nil)) // the secret is nothing for a log
}

// EntityLink makes the entity's link to the case, as it is printed on the notice.
func (p *Person) EntityLink(ctx context.Context, no string) (apiclient.Link, error) {
	path := "/api/cases/" + no + "/entity-link"
	link, err := p.client.MakeLink(ctx, path, map[string]string{"codeWay": "paper"})
	return link, p.said(http.MethodPost, path, err)
}

// said names who was refused what.
func (p *Person) said(method, path string, err error) error {
	if err != nil {
		return fmt.Errorf("%s：%s %s：%w", p.Name, method, path, err)
	}
	return nil
}
