package api

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"shuangsuiji/door"
)

// The reference page and what it loads: nothing comes from another host.
//
//go:embed reference
var referenceFiles embed.FS

// referencePolicy lets the page load its own files and call its own interface.
// Swagger UI's icons are data URLs.
const referencePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// referencePaths are where the page and its files are served.
var referencePaths = map[string]struct{ file, contentType string }{
	"/docs":                      {"index.html", "text/html; charset=utf-8"},
	"/docs/shim.js":              {"shim.js", "text/javascript; charset=utf-8"},
	"/docs/start.js":             {"start.js", "text/javascript; charset=utf-8"},
	"/docs/swagger-ui-bundle.js": {"kept/swagger-ui-bundle.js", "text/javascript; charset=utf-8"},
	"/docs/swagger-ui.css":       {"kept/swagger-ui.css", "text/css; charset=utf-8"},
	"/docs/LICENSE":              {"kept/LICENSE", "text/plain; charset=utf-8"},
}

// mountReference serves the OpenAPI document, which is complete by now, and the
// page that shows it.
func (s *server) mountReference(engine *gin.Engine, document *huma.OpenAPI) {
	asJSON, err := document.MarshalJSON()
	if err == nil {
		s.serveBytes(engine, "/openapi.json", "application/openapi+json", asJSON, "")
	}
	asYAML, yamlErr := document.YAML()
	if yamlErr == nil {
		s.serveBytes(engine, "/openapi.yaml", "application/openapi+yaml", asYAML, "")
	}
	if err != nil || yamlErr != nil { // as with a schema that cannot be made, the table itself is wrong
		panic(fmt.Sprintf("OpenAPI document: %v, %v", err, yamlErr))
	}
	for at, f := range referencePaths {
		content, err := referenceFiles.ReadFile(path.Join("reference", f.file))
		if err != nil {
			panic(fmt.Sprintf("embedded reference page: %v", err))
		}
		s.serveBytes(engine, at, f.contentType, content, referencePolicy)
	}
}

// serveBytes serves a file that never changes while the process runs. It is no
// request of the office: a page with its files counts as one.
func (s *server) serveBytes(engine *gin.Engine, at, contentType string, content []byte, policy string) {
	sum := sha256.Sum256(content)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	engine.GET(at, func(c *gin.Context) {
		_, leave, err := s.door.Admit(c.Writer, c.Request, door.Way{For: door.Anybody, File: true})
		if err != nil {
			s.refuse(c, err)
			return
		}
		defer leave()
		if policy != "" {
			c.Header("Content-Security-Policy", policy)
		}
		c.Header("Cache-Control", "no-cache")
		c.Header("ETag", tag)
		if c.GetHeader("If-None-Match") == tag {
			c.Status(http.StatusNotModified)
			return
		}
		c.Data(http.StatusOK, contentType, content)
	})
}
