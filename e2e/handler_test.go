package e2e

import (
	"net/http"

	"shuangsuiji/api"
	"shuangsuiji/browsertest"
	"shuangsuiji/door"
	"shuangsuiji/web"
)

// handler is the office over HTTP, within the limits.
func (o *office) handler(l door.Limits) http.Handler {
	d := door.New(door.Config{Office: o.Office, Sessions: o.store.Sessions(), Log: quiet, Limits: l, Hosts: []string{browsertest.Host}})
	return d.Before(web.New(web.Config{Office: o.Office, Door: d, Log: quiet, Accounts: o.shown, Interface: api.New(api.Config{Office: o.Office, Door: d, Log: quiet})}))
}
