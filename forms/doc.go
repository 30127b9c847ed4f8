// Package forms says what each act asks for: which fields, in which words, when they
// are required, from what one chooses. It is the one description from which come the
// schemas of the interface, the forms of the console, and the tables of the manual.
//
// What the law says of an act (its name, its clause, at which stages and by whom it is
// performed, whether a reason is compulsory) stands in the transition tables and is not
// repeated here. Whether what was handed in is right remains the law's to judge: a
// form helps to fill in, it permits nothing.
//
// # A form
//
// A [Form] is a literal. Its fields are made by constructors that say what kind of
// value they take ([Kind]); a field is required unless it says otherwise. Conditions
// ([When]) are a closed language, so that they can be shown as JSON Schema, evaluated
// here, and evaluated in a browser.
//
// # From the page to the record
//
// [Form.Body] turns what a browser sends, one string for each input, into the JSON that
// the interface takes; [Form.Values] turns it back. What cannot be read as its kind is
// handed on as it was typed, so that the one judge of the interface refuses it and names
// the field. What was left open stays out: no answer becomes a first choice or a no.
package forms
