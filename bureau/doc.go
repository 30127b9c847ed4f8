// Package bureau holds the use cases of the office, each a verb: who asks, may
// they, do it, read back. The HTTP interface and the pages stand on it; the law
// itself stands in package inspection and is not repeated here.
package bureau
