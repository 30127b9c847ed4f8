package activities

import (
	"bytes"
	"encoding/json"
)

// The updates with which the office tells open work that something around it
// has changed.
const (
	UpdateClockMoved      = "clock_moved"
	UpdateCalendarChanged = "calendar_changed"
	UpdateCancelled       = "cancelled"
	UpdateRecordChanged   = "record_changed"
	// UpdateCreditRules goes to single proceedings only: see
	// [proceedings.Proceeding.TermRules].
	UpdateCreditRules = "credit_rules_changed"
	// UpdateOwed goes to single cases only, whose joint visit's other case has gone on.
	UpdateOwed = "joint_visit_owed"
)

// Announcement is one thing that every open task, case and proceeding must hear
// of, exactly once: ID makes a repeat harmless.
type Announcement struct {
	ID     string `json:"id"`
	Update string `json:"update"`
	// Clock or Calendar is what has changed.
	Clock    Clock  `json:"clock,omitzero"`
	Calendar string `json:"calendar,omitempty"`
	// Rules are the credit rules of [UpdateCreditRules].
	Rules string `json:"rules,omitempty"`
	// Only are those who had not answered when everybody was told; none means that
	// everybody is to be told.
	Only []string `json:"only,omitempty"`
}

// Announced says who has heard of an announcement.
type Announced struct {
	// Told is how many have.
	Told int `json:"told"`
	// Behind are the numbers of those who did not answer. A workflow of their own
	// comes back to them until they have.
	Behind []string `json:"behind,omitempty"`
}

// UnmarshalJSON also reads the bare number that announcements answered before they
// named who is behind: it stands in the histories of those.
func (a *Announced) UnmarshalJSON(raw []byte) error {
	if text := bytes.TrimSpace(raw); len(text) > 0 && text[0] != '{' {
		*a = Announced{}
		return json.Unmarshal(text, &a.Told)
	}
	type plain Announced
	return json.Unmarshal(raw, (*plain)(a))
}
