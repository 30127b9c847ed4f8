// Package api is the office over HTTP: staff's console and other programs, the
// entities by their own link, and the public all come in here.
//
// # One table
//
// routes.go is the whole surface: method, path, what it does in Chinese, who may
// use it and the function that does it. The acts of cases and tasks are expanded
// from the transition tables of package inspection (acts.go), each with its own
// typed body, so that a row there without a route here fails a test. The OpenAPI
// document is made of the same table; /docs shows it without any other host.
//
// # Answers
//
// Every refusal is application/problem+json with a stable code and a Chinese
// detail (package door); the kind of the domain's error decides the status, in one
// place. A fault of the software never shows its text: it is logged under the
// request id that the reply carries.
//
// # Repeats and stale views
//
// An act carries an Idempotency-Key. A repeat returns the first answer with
// Idempotency-Replayed: true; the same key with another body is refused. GET of a
// case or task sends an ETag of the number of acts on its record; If-Match with it,
// or the expected stage in the body, refuses an act on a view that has aged.
// Where database or procedures are away, or too many acts are at work, the answer is
// 503 with Retry-After and the advice to repeat with the same key.
package api
