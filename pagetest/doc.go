// Package pagetest goes through pages as a person with a browser that runs no scripts,
// for tests: it opens a page, follows a link by its text, fills in a form by its labels,
// and presses a button by what stands on it. What a page does not show cannot be used,
// and what it calls otherwise is not found; either fails the test.
//
// A [Visitor] counts what the person would have to do ([Effort]): presses, fields typed,
// pages loaded. Whether scripts and looks are right is asked by package browsertest.
package pagetest
