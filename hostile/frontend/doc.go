// Package frontend plays somebody who holds the certificate of this installation,
// the worst case short of the office's keys: it speaks past the office to Temporal's
// frontend, with what it has read in histories or made up. Its attacks run in tests
// on both topologies (e2e, topology) and can be run against any system for tests.
// Whether anything came of them is for the caller to look at, in the record.
package frontend
