package record

import (
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// ProceedingWrite is everything that one act of a proceeding writes, in one
// transaction.
type ProceedingWrite struct {
	Act        Act
	Proceeding proceedings.Proceeding
	Inbox      []Message
	Mail       []Mail
	// Party is the one that the act names.
	Party    *Party
	Decision *Decision // entry and what it replaces are the store's to number
	// Publication is a corrected entry of the inspection's result.
	Publication *Publication
}

// ProceedingOpening is a new proceeding with its first act.
type ProceedingOpening struct {
	Proceeding proceedings.Proceeding
	Act        Act
	Inbox      []Message
	Mail       []Mail
}

// ProceedingFilter narrows a list of proceedings; zero fields do not.
type ProceedingFilter struct {
	Kind       law.ProceedingKind
	Case, Task string
	Entity     string
	// Party narrows to those of one party, by its number.
	Party string
	// OfParties: those against a party that is not the entity.
	OfParties bool
	// Text is sought in the numbers, and in what the entity and the party are found by.
	Text        string
	Department  string
	Certificate string // on the team
	Open        bool
	Overdue     bool
	// Within is what the reader may read; nil where the office itself looks.
	Within *access.Reach
}

// ProceedingRow is a proceeding as lists show it.
type ProceedingRow struct {
	proceedings.Proceeding
	EntityName string
	PartyName  string // where it is not the entity's
	NextDue    time.Time
	NextKind   law.DeadlineKind
	Overdue    bool
}

// Decision is one entry of the public record of decisions (处理决定公示). Entries are
// never changed: a later one names the one it replaces.
type Decision struct {
	ID         string             `json:"id"` // proceeding and entry: 2024001-001-0007-P1/1
	Proceeding string             `json:"proceeding"`
	Entry      int                `json:"entry"`
	Replaces   string             `json:"replaces,omitempty"`
	Task       string             `json:"task"`
	Entity     string             `json:"entity"` // credit code; "" of a citizen
	Name       string             `json:"name"`   // of the party; of a citizen who is not named [proceedings.UnnamedParty]
	Agency     string             `json:"agency"`
	Kind       law.ProceedingKind `json:"kind"`
	Outcome    string             `json:"outcome"` // the decision as published, in Chinese
	Published  time.Time          `json:"published"`
	Until      calendar.Date      `json:"until,omitzero"` // last day on which it is shown; zero: no end
	Withdrawn  bool               `json:"withdrawn,omitempty"`
	Late       bool               `json:"late"`
}

// DecisionFilter narrows the public record of decisions.
type DecisionFilter struct {
	Entity string
	Text   string // part of the entity's name
	// On leaves out what is no longer shown on the day; zero: nothing is.
	On calendar.Date
	// CurrentOnly leaves out entries that a later one replaced.
	CurrentOnly bool
}
