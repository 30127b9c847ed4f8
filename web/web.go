package web

import (
	"log/slog"
	"net/http"
	"path"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
)

// Config is what the console stands on.
type Config struct {
	Office *bureau.Office
	Door   *door.Door
	// Interface takes the acts; see package api. It lets them in itself.
	Interface http.Handler
	Log       *slog.Logger // slog.Default
	// Workflow is the address of a workflow in the Temporal UI; nil where there is none.
	Workflow func(id string) string
	// Public is the address under which those outside reach the office, as in
	// https://ssj.example; "" for that under which the pages themselves are asked for.
	Public string
	// Accounts are those of a demonstration, whose passwords the login page may show;
	// nil where passwords are secret.
	Accounts []DemonstrationAccount
}

// DemonstrationAccount is an account of sample data.
type DemonstrationAccount struct {
	Login, Password string
	Name            string // of the person, as cases' teams name them
	Roles           string // Chinese
	Department      string
}

// Root is where the console begins.
const Root = "/console"

// console holds what the pages share.
type console struct {
	office    *bureau.Office
	door      *door.Door
	endpoints http.Handler
	log       *slog.Logger
	workflow  func(id string) string
	public    string
	files     assets
	templates templates
	accounts  []DemonstrationAccount
	manual    manual
}

// New serves the console below [Root] and hands everything else to the interface.
func New(c Config) http.Handler {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Workflow == nil {
		c.Workflow = func(string) string { return "" }
	}
	files := readAssets()
	s := &console{office: c.Office, door: c.Door, endpoints: c.Interface, log: c.Log, workflow: c.Workflow, public: strings.TrimSuffix(c.Public, "/"),
		files: files, accounts: c.Accounts, manual: readManual(files)}
	s.templates = parseTemplates(s.files)
	mux := http.NewServeMux()
	s.mount(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ours(r.URL.Path) {
			mux.ServeHTTP(w, r)
			return
		}
		c.Interface.ServeHTTP(w, r)
	})
}

// ours reports whether the path is the console's. One that is not in its plain form is
// nobody's: a router would lead on to where it points.
func ours(p string) bool {
	if path.Clean(p) != strings.TrimSuffix(p, "/") {
		return false
	}
	return p == Root || strings.HasPrefix(p, Root+"/") || strings.HasPrefix(p, assetRoot)
}
