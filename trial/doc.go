// Package trial asks what another edition of the law would have said of the cases
// on record (试算): which of their acts it would have refused, which periods would
// have run otherwise, what it would have asked for besides. It writes nothing.
//
// Each act is judged by the other edition in the situation that the record shows
// before it, not in one that earlier answers of that edition would have led to: one
// refusal is told once and does not drag all that follows along. What was refused
// under the subject's own edition stands on no record, and nothing is said of it.
package trial
