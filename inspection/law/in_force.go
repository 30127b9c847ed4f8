package law

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// InForce says since when a rule is in force.
type InForce struct {
	// Since is the first day on which all that the rule's clause names is in force;
	// zero where none of it has such a day.
	Since calendar.Date `json:"since,omitzero"`
	// Unconfirmed: the day of one of them at least is not confirmed by a source at
	// hand (未核实).
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// SinceText is the day as it stands in tables, with what is to be said of it.
func (f InForce) SinceText() string {
	switch {
	case f.Since.IsZero() && f.Unconfirmed:
		return "未核实"
	case f.Since.IsZero():
		return "随所涉依据"
	case f.Unconfirmed:
		return f.Since.String() + "（未核实）"
	}
	return f.Since.String()
}

// InForceOf says since when what the clause names is in force together. What it
// names beside the known instruments is not confirmed.
func InForceOf(clause string) InForce {
	named, unknown := Named(clause)
	f := InForce{Unconfirmed: len(unknown) > 0}
	for _, i := range named {
		f.Unconfirmed = f.Unconfirmed || i.Unconfirmed
		if i.Since.After(f.Since) {
			f.Since = i.Since
		}
	}
	return f
}

// onClause is a row of a table that rests on a clause.
type onClause[T any] interface {
	*T
	// Basis is the row's clause, and where its day goes.
	Basis() (clause string, since *InForce)
}

// dated is a period that stands alone, with its day.
func dated(p LegalPeriod) LegalPeriod {
	p.InForce = InForceOf(p.Clause)
	return p
}

// Dated are the rows with the days that follow from their clauses.
func Dated[T any, P onClause[T]](rows []T) []T {
	rows = slices.Clone(rows)
	for i := range rows {
		clause, since := P(&rows[i]).Basis()
		*since = InForceOf(clause)
	}
	return rows
}
