// Package demo plays the document's own plan 2024001 through the HTTP API of a
// running demonstration, as the bureau's people would: each act by the account
// whose it is. It looks where each case stands and does what comes next, so it
// can be stopped at any point and started again.
//
// Package people has those who act; package year plays a whole year by scripts.
package demo
