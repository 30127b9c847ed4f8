package record

// Held is a subject as its row holds it, for those who check the record.
type Held[S any] struct {
	No    string
	State S
	Hash  string // SHA-256 of the state as it is kept, hex
	// Unreadable: the state can't be decoded, and State is empty.
	Unreadable bool
	// Columns are those beside the state that don't say what the state says.
	Columns []string
}
