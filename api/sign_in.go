package api

import (
	"bytes"
	"embed"
	"html/template"

	"github.com/gin-gonic/gin"

	"shuangsuiji/door"
)

// The page on which a person logs in, shown in the place of a page that asks for it.
//
//go:embed signin
var signInFiles embed.FS

// signInPolicy lets the page load its own script and log in.
const signInPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

var signInTemplate = template.Must(template.New("page.html").ParseFS(signInFiles, "signin/page.html"))

func (s *server) mountSignIn(engine *gin.Engine) {
	script, err := signInFiles.ReadFile("signin/start.js")
	if err != nil {
		panic(err) // embedded above
	}
	s.serveBytes(engine, "/sign-in/start.js", "text/javascript; charset=utf-8", script, signInPolicy)
}

// askToSignIn answers a browser with the page, the reason on it, and the status that
// a program would get.
func (s *server) askToSignIn(c *gin.Context, p *door.Problem) {
	p.SetHeaders(c.Writer.Header())
	c.Header("Content-Security-Policy", signInPolicy)
	var body bytes.Buffer
	if err := signInTemplate.Execute(&body, p); err != nil {
		s.door.Answer(c.Writer, c.Request, p)
		c.Abort()
		return
	}
	c.Data(p.Status, "text/html; charset=utf-8", body.Bytes())
	c.Abort()
}
