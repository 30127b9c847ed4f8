// Package inspectiontest stands tasks, cases and proceedings at any stage, for the tests
// of the law: each by the acts that lead there, never by setting a field. It also holds
// what the procedure says of each act, written down a second time apart from the code's
// tables, and the kind of every refusal. Each act that is refused must leave the subject
// as it was and name only fields that its facts can have.
package inspectiontest
