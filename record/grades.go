package record

// GradesSaved says what became of the grades of a month.
type GradesSaved struct {
	Added     int
	Corrected int // the month had another grade before
	Unchanged int
	Moved     int      // entities whose grade in the register is now another
	Unknown   []string // credit codes that are not in the register
}
