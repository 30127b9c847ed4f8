package present

// Row is one labelled fact of a subject.
type Row struct {
	Name string
	// Lead stands before the value and is what matters first: the stage.
	Lead  string
	Value string
	// Mark stands behind the value and warns: 已逾期.
	Mark string
}

// Rows are facts in the order in which they are read.
type Rows []Row

// with adds a row, unless there is nothing to say.
func (r Rows) with(name, value string) Rows {
	if value == "" {
		return r
	}
	return append(r, Row{Name: name, Value: value})
}
