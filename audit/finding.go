package audit

import "fmt"

// Finding is one thing in the record that doesn't hold.
type Finding struct {
	Table   string // in which it was seen
	Subject string // number, id or code in that table
	Code    string // stable
	Message string // in Chinese, with the subject
}

func (f Finding) String() string { return f.Table + "  " + f.Message + "（" + f.Code + "）" }

// Checked counts what was looked at.
type Checked struct {
	Tasks, Cases, Proceedings, Acts, Draws, Publications, Decisions int
	// Folded are the subjects whose acts were performed again.
	Folded int
	// Earlier are those that began before the law was last read anew, and whose acts
	// don't lead to their state by the reading of today.
	Earlier  int
	Findings int
}

func (c *check) found(table, subject, code, format string, args ...any) error {
	c.done.Findings++
	c.stopped = c.report(Finding{Table: table, Subject: subject, Code: code, Message: fmt.Sprintf(format, args...)})
	return c.stopped
}
