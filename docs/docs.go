// Package docs holds the manual for the program, which shows it to staff.
package docs

import _ "embed"

// Manual is the staff's manual, in Markdown.
//
//go:embed manual.md
var Manual []byte
