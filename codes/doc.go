// Package codes holds the code lists of the procedure: the values that a field can
// have, in the order in which they are shown, and what each is called in Chinese. The
// interface's document, the forms and the pages all read them here.
package codes
