// Package present says in Chinese where a task, a case or a proceeding stands: its
// stage, what runs until when, what was done, what comes next. Pages, the Temporal UI
// and whatever else shows a subject to people take their words from here, so that all
// say the same.
//
// It computes nothing of the law and reads nothing: everything follows from the subject
// that it is given. The names of codes stand with their types, those that are data of an
// edition in the edition.
package present
