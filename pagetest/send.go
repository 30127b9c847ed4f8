package pagetest

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/stretchr/testify/require"
)

// urlEncoded is how a form is sent that does not say otherwise.
const urlEncoded = "application/x-www-form-urlencoded"

// Values are what would be sent, without files and the button.
func (f *Form) Values() url.Values {
	out := url.Values{}
	for _, p := range f.pairs() {
		out.Add(p.name, p.value)
	}
	return out
}

type pair struct{ name, value string }

func (f *Form) pairs() (out []pair) {
	for _, c := range f.all {
		if value, sent := c.sent(); sent {
			out = append(out, pair{c.name, value})
		}
	}
	return out
}

// Press presses the form's button and shows the page that is answered.
func (f *Form) Press(button string) *Page {
	f.v.t.Helper()
	f.v.Effort.Presses++
	f.v.Effort.Loads++
	f.v.page = f.Send(button)
	return f.v.page
}

// Send sends what the button would, without leaving the page: as a second press before
// the first was answered.
func (f *Form) Send(button string) *Page {
	f.v.t.Helper()
	b := buttonOf(f.node, button)
	require.NotNil(f.v.t, b, "no button %q in %s", button, f.page)
	pairs := f.pairs()
	if name := attribute(b, "name"); name != "" {
		pairs = append(pairs, pair{name, attribute(b, "value")})
	}
	to, err := f.page.URL.Parse(attribute(f.node, "action"))
	require.NoError(f.v.t, err)
	if !has(f.node, "action") {
		to = f.page.URL
	}
	if !strings.EqualFold(attribute(f.node, "method"), http.MethodPost) {
		asked := *to
		asked.RawQuery = encoded(pairs)
		return f.v.ask(http.MethodGet, &asked, nil, "")
	}
	if attribute(f.node, "enctype") == "multipart/form-data" {
		body, kind := f.multipart(pairs)
		return f.v.ask(http.MethodPost, to, body, kind)
	}
	return f.v.ask(http.MethodPost, to, strings.NewReader(encoded(pairs)), urlEncoded)
}

func encoded(pairs []pair) string {
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = url.QueryEscape(p.name) + "=" + url.QueryEscape(p.value)
	}
	return strings.Join(parts, "&")
}

func (f *Form) multipart(pairs []pair) (*bytes.Buffer, string) {
	f.v.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range pairs {
		require.NoError(f.v.t, w.WriteField(p.name, p.value))
	}
	for _, c := range f.all {
		for _, one := range c.files {
			part, err := w.CreateFormFile(c.name, one.name)
			require.NoError(f.v.t, err)
			_, err = part.Write(one.content)
			require.NoError(f.v.t, err)
		}
	}
	require.NoError(f.v.t, w.Close())
	return &body, w.FormDataContentType()
}
