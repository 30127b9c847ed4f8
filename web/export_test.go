package web

import "shuangsuiji/inspection/law"

// Page is a row of the table of pages, for tests that walk it.
type Page struct {
	Path  string // below [Root]
	Roles []law.Role
}

// Pages are all pages that can be looked at.
func Pages() []Page {
	var out []Page
	for _, r := range (&console{}).routes() {
		if r.get != nil {
			out = append(out, Page{Path: r.path, Roles: r.roles})
		}
	}
	return out
}

// Until is how pages tell the end of a period.
var Until = until
