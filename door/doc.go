// Package door is how a request comes into the office over HTTP, whatever answers it:
// the programs' interface, the public's pages, the Temporal UI.
//
// # Before a route
//
// [Door.Before] stands before a handler with all of its routes. It names the request,
// logs it, turns a panic into a problem, sets the headers and the time that every
// request has, and refuses what comes from pages of other sites.
//
// # Into a route
//
// Each route lets its requests in by [Door.Admit] and says by which [Way]: who may
// come in, and what that may take. Admit asks who it is, charges whoever it is, and
// keeps out who has first to settle something. Behind it [PersonOf] says who asks.
// What each role may then do is the use case's to say. A path that no route has let in
// is a stranger's and ends at [Door.NotFound].
//
// # Out again
//
// Every refusal is a [Problem] with a stable code and a Chinese detail; the kind of the
// domain's error decides the status, in one place. What shows problems as JSON and what
// shows them on a page show the same value. A fault of the software never shows its
// text: it is logged under the request id that the problem carries.
//
// The door knows no router and no format. It has no opinion on what the routes are.
package door
