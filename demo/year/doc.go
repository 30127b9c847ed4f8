// Package year plays a year of a running demonstration through its HTTP API: plans
// with tasks under all three editions, whose cases go through every branch by scripts
// (moment.go says what a script is). Who comes next is read from the record, so that
// an interrupted play goes on where it was.
//
// At its end the record is held against the table of everything that the procedure
// knows (rows.go). Whoever adds an act to the law adds a step to a script here: the
// row is made of the law's own table, and a test asks for the step.
package year
