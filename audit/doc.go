// Package audit looks through the whole record for what can't have come about by
// the office's own acts.
//
// Three kinds of question are asked, each in a file of its own:
//
//   - Does a row agree with itself? What lists ask for stands in columns beside the
//     state; payloads, attachments, sets of items and draws are kept under their
//     hashes.
//   - Do rows agree with each other? An act's person had the role on the day; a
//     drawn entity has its case, a branch its proceeding; an entry of the public
//     record is what the act published that approved it.
//   - Does the state follow from the acts? Each subject begins again and performs
//     all of its acts by the law (package inspection), and is held against what is
//     stored, field by field.
//
// What doesn't hold is a [Finding]; the check goes on behind it. It reads only, and
// keeps one page of subjects and one draw in memory, however large the record is.
//
// # What it can't see
//
// Whoever can write the database and changes acts and everything that follows from
// them alike leaves a record without contradiction. The tampering test lists those
// changes by name.
package audit
