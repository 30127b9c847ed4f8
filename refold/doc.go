// Package refold performs the acts on record once more, by the law and as the
// persons whom the record knew on the day: what became of a subject, act by act.
// Package audit holds the outcome against what is stored, package trial asks what
// another edition would have said.
package refold
