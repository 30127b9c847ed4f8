// Package inspectiontest stands tasks, cases and proceedings at any stage, for the tests
// of the law: each by the acts that lead there, never by setting a field. It also holds
// what the procedure says of each act, written down a second time apart from the code's
// tables, and the kind of every refusal.
package inspectiontest
