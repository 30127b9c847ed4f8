// Package demo plays the document's own plan 2024001 through the HTTP API of a
// running demonstration, as the bureau's people would: each act by the account
// whose it is. It looks where each case stands and does what comes next, so it
// can be stopped at any point and started again.
//
// Beside it [Year] plays a whole year by scripts (moment.go says what a script is)
// and holds the record against the table of everything that the procedure knows
// (rows.go). Whoever adds an act to the law adds a step to a script here: the row is
// made of the law's own table, and a test asks for the step.
package demo
