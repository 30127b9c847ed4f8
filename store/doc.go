// Package store keeps the record (案卷) in SQLite or in MySQL: one schema in two
// dialects, one behaviour, held by one conformance suite.
//
// # Acts
//
// Everything that is done to a case or a task is one append-only act. It is
// written in one transaction with the rows that it changes ([Store.RecordCase],
// [Store.RecordTask]), under a semantic key that is unique within its subject: a
// repeat after a lost answer, a retried activity or a reset workflow finds the
// key and changes nothing. The subject's row is locked first, so that acts on
// one subject stand in one order without gaps.
//
// What people wrote with an act lies in a table of its own under a salted hash
// that the act carries. Where the act is refused it is erased ([Store.DiscardPayload]).
//
// No program may change an act: on MySQL the service's user lacks the right
// ([GrantsSQL]), on SQLite triggers refuse it. Migrations ([Migrate]) run as
// another user.
//
// # Moments and codes
//
// Moments are UTC, cut to the microsecond, on the way in and out. Codes compare
// byte by byte. Text is kept as it came, characters beyond the BMP included.
//
// # Lists
//
// Lists are paged by key: a page costs what it shows, however long the list is.
// Cursors are opaque. The exceptions are searches for a part of a name, which
// look through the names until the page is full, and counts, which count.
//
// # Errors
//
// What a person can act on is an [law.Error]: not found, already there,
// too long, refers to something that is not there, database away. Deadlocks,
// lock time-outs and lost connections are retried first; functions handed to the
// store may therefore run more than once.
package store
