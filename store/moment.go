package store

import (
	"database/sql/driver"
	"fmt"
	"time"

	"shuangsuiji/inspection/registers"
)

// momentLayout has a fixed width, so that text sorts as time where it is kept as
// text (SQLite). MySQL reads it as a DATETIME(6).
const momentLayout = "2006-01-02 15:04:05.000000"

// moment is a column that holds a moment: UTC, to the microsecond. The zero time
// is NULL.
type moment struct{ at time.Time }

func momentOf(t time.Time) moment {
	if t.IsZero() {
		return moment{}
	}
	return moment{registers.Recorded(t)}
}

// never stands where a list ordered by time needs a value for "none": last.
var never = moment{time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)}

// orNever makes the zero moment the last of all.
func (m moment) orNever() moment {
	if m.at.IsZero() {
		return never
	}
	return m
}

// orZero is the moment's time, zero for never.
func (m moment) orZero() time.Time {
	if m.at.Equal(never.at) {
		return time.Time{}
	}
	return m.at
}

// String is the moment as it is kept.
func (m moment) String() string { return m.at.Format(momentLayout) }

// Value implements [driver.Valuer].
func (m moment) Value() (driver.Value, error) {
	if m.at.IsZero() {
		return nil, nil
	}
	return m.String(), nil
}

// Scan implements [sql.Scanner].
func (m *moment) Scan(src any) error {
	var text string
	switch v := src.(type) {
	case nil:
		m.at = time.Time{}
		return nil
	case time.Time:
		m.at = registers.Recorded(v)
		return nil
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("store: moment of a %T", src)
	}
	t, err := time.Parse(momentLayout, text)
	if err != nil {
		return fmt.Errorf("store: moment: %w", err)
	}
	m.at = t
	return nil
}
