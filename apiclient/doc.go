// Package apiclient speaks to the HTTP API as a person or a program does: it logs
// in or brings a token, repeats a request under one Idempotency-Key, and reads
// refusals (application/problem+json). It knows nothing of the office but what
// goes over the wire.
package apiclient
