package api

import (
	"cmp"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/waiting"
)

// Config is what the interface stands on.
type Config struct {
	Office *bureau.Office
	Door   *door.Door   // through which every request comes in
	Log    *slog.Logger // slog.Default
	// TemporalUI shows the workflows below [door.TemporalUIPath] to those who watch
	// over them; nil for no such page. It need not ask who is calling: the interface
	// does.
	TemporalUI http.Handler
	// TemporalNamespace is the office's namespace there, for links.
	TemporalNamespace string
	Limits            Limits
}

// Limits bounds what a caller may send. A zero field takes the value of
// [DefaultLimits].
type Limits struct {
	Body     int64 // bytes of a JSON body
	Import   int64 // bytes of a file that is imported, which waits on disk; a million entities are 270 MB of csv
	Evidence int64 // bytes of an evidence file that anybody may have verified

	ImportKept int64 // bytes of an import's rows; those of an xlsx are held in memory, at thrice as much
}

// DefaultLimits are for an office of some hundred people and a public page.
func DefaultLimits() Limits {
	return Limits{Body: 1 << 20, Import: 512 << 20, Evidence: 8 << 20, ImportKept: 96 << 20}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{Body: cmp.Or(l.Body, d.Body), Import: cmp.Or(l.Import, d.Import), Evidence: cmp.Or(l.Evidence, d.Evidence), ImportKept: cmp.Or(l.ImportKept, d.ImportKept)}
}

// server holds what the handlers share.
type server struct {
	office     *bureau.Office
	door       *door.Door
	log        *slog.Logger
	temporalUI string // path of the office's namespace in the Temporal UI, "" without one
	limits     Limits
	verifiers  chan struct{} // a slot for each recomputation of a draw at a time
	evidence   *waiting.Room // where evidence files of strangers wait on disk, by address
}

// verifications is how many evidence files are recomputed at once: each takes a
// processor and many times the file's size in memory.
const verifications = 2

func newServer(c Config) *server {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	temporalUI := ""
	if c.TemporalUI != nil {
		temporalUI = door.TemporalUIAt(c.TemporalNamespace)
	}
	return &server{office: c.Office, door: c.Door, log: c.Log, temporalUI: temporalUI, limits: c.Limits.orDefault(),
		verifiers: make(chan struct{}, verifications), evidence: waiting.NewRoom(4*verifications, verifications)}
}

// New makes the handler of the whole interface. It stands behind [door.Door.Before].
func New(c Config) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	s := newServer(c)
	engine := gin.New()
	engine.RedirectTrailingSlash, engine.HandleMethodNotAllowed = false, true
	engine.NoRoute(gin.WrapF(s.door.NotFound))
	engine.NoMethod(gin.WrapF(s.door.MethodNotAllowed))
	document := s.mount(engine)
	s.mountReference(engine, document)
	s.mountPages(engine)
	s.mountTemporalUI(engine, c.TemporalUI)
	return engine
}
