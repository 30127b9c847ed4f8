// Package names puts what people type as names into one form, and refuses what looks like
// something else than it is: two accounts must not look alike, and a name in a list must
// read in the order in which it is kept.
package names
