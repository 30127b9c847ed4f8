// Package record holds the nouns of the record (案卷): what is kept and how it is
// exchanged between the store that keeps it and those who use it. The package
// performs nothing; the law stands in package inspection.
package record
