// Package docs holds the manual for the program, which shows it to staff.
package docs

import "embed"

// Manual is the staff's manual, in Markdown.
//
//go:embed manual.md
var Manual []byte

// Pictures are those that the manual shows, below pictures/. Each has the words of the page
// beside it as they were when it was taken; see TestLesson in e2e.
//
//go:embed pictures/*.png
var Pictures embed.FS
