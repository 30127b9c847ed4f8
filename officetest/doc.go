// Package officetest makes an office for tests: the record on SQLite, the procedures on
// the embedded Temporal server, registers with sample data, and an account for each
// role. Nothing in it is a fake, and its clock stands still.
//
// Tests of the interface and of the pages act over HTTP by the means of their own; the
// helpers here perform acts by the use cases, for tests to which it is no matter how a
// subject came to where it stands.
package officetest
