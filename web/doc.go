// Package web is the console: the pages in which the people of the bureau do their
// work. Everything is written by the server and works without scripts; a style sheet
// and a small script of ours make it pleasant.
//
// A page reads by the use cases of package bureau, as the interface does. What a page
// does it hands to the same typed endpoint of the interface, in the same process and
// with the session of whoever asks: one validation, one idempotency key, one judge, one
// mapping of errors. There is no second way to perform an act.
//
// What an act asks for stands in package forms; no page knows a field of its own.
package web
