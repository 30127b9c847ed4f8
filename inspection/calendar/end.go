package calendar

import "time"

// An End is when a period runs out. The zero End is that of a period without a
// valid unit or of a start that is not set.
type End struct {
	// At is the instant, in UTC, at which the period has run out: 24:00 of Date,
	// or for hours the minute. An act at or after At is late. It is zero while the
	// period is suspended.
	At time.Time `json:"at,omitzero"`
	// Date is the last day: for hours the day of their last minute.
	Date Date `json:"date,omitzero"`
	// Provisional: at least one day that decided the end could still be changed by
	// a holiday notice that the calendar does not hold (暂按周末推算).
	Provisional bool `json:"provisional"`
	// Suspended: the period stands still and nobody knows its end; At and Date are
	// zero.
	Suspended bool `json:"suspended,omitempty"`
	// CalendarVersion names the table that was counted with.
	CalendarVersion string `json:"calendar_version"`
}

// String returns the end as staff read it, for example 2024年5月20日24时, with
// （暂按周末推算） behind it when it is provisional.
func (e End) String() string {
	switch {
	case e.Suspended:
		return "期限中止，恢复后继续计算"
	case e.At.IsZero():
		return ""
	}
	text := e.Date.ChineseString() + "24时"
	if !e.At.Equal(e.Date.End()) {
		text = e.At.In(Shanghai).Format("2006年1月2日15时04分")
	}
	if e.Provisional {
		text += "（暂按周末推算）"
	}
	return text
}
