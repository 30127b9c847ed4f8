package web

import (
	"html/template"
	"strings"
)

// What stands here is all that templates take without escaping: pictures and pages that
// the office makes itself.

// pictureOf is a picture that the office made, as an address for an img; "" for anything
// else.
func pictureOf(data string) template.URL {
	if !strings.HasPrefix(data, "data:image/png;base64,") {
		return ""
	}
	return template.URL(data) //nolint:gosec // of a fixed form, checked above
}

// rendered is a text that is part of the program, as a page.
func rendered(page string) template.HTML {
	return template.HTML(page) //nolint:gosec // made of an embedded file; whoever uses the program cannot change it
}
