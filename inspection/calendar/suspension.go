package calendar

import (
	"errors"
	"fmt"
)

// A Suspension (中止) is a stretch of days on which a period stands still: the
// days From to To, both included. From is the day of the suspension, which has
// not passed in full when the period stops; To is the day of resuming, which as
// the day of the event does not count. What was used up before From is kept, and
// counting goes on with the rest on the day after To. A zero To means that it is
// still suspended.
type Suspension struct {
	From Date `json:"from"`
	To   Date `json:"to,omitzero"`
}

// Open reports whether the suspension has not ended.
func (s Suspension) Open() bool { return !s.From.IsZero() && s.To.IsZero() }

// Validate refuses a suspension without its first day, or that ends before it
// begins, with a Chinese message. Counting takes such a one as covering no day.
func (s Suspension) Validate() error {
	if s.From.IsZero() {
		return errors.New("中止起始日期不能为空")
	}
	if !s.Open() && s.To.Before(s.From) {
		return fmt.Errorf("中止恢复日期%s早于中止起始日期%s", s.To, s.From)
	}
	return nil
}

func (s Suspension) covers(ordinal int32) bool {
	return !s.From.IsZero() && s.From.ordinal <= ordinal && (s.Open() || ordinal <= s.To.ordinal)
}
