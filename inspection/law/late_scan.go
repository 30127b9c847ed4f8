package law

import "shuangsuiji/inspection/calendar"

// LateScanCause is why a visit's start was not scanned at the door.
type LateScanCause string

// The causes. "" in acts of before them is ScanImpossible, as every one was then.
const (
	ScanImpossible LateScanCause = "impossible" // the network or the system failed, or the entity would not scan
	ScanEmergency  LateScanCause = "emergency"  // the visit could not wait for the scan
)

var lateScanCauseNames = map[LateScanCause]string{ScanImpossible: "网络、系统故障等不能扫码", ScanEmergency: "情况紧急未能扫码"}

// Chinese is the cause's name; "" for one that there is not.
func (c LateScanCause) Chinese() string { return lateScanCauseNames[c.Said()] }

// Said is the cause, and ScanImpossible where none was named.
func (c LateScanCause) Said() LateScanCause {
	if c == "" {
		return ScanImpossible
	}
	return c
}

// LateScan is until when a visit's start may be entered that nobody scanned.
type LateScan struct {
	Cause LateScanCause `json:"cause"`
	// Within counts from the visit's day; of 0 days it is that day itself.
	Within calendar.Period `json:"within"`
	Clause string          `json:"clause"`
}

// Until is the end for a visit of the day; one that the visit's day itself ends is
// not moved to a working day.
func (l LateScan) Until(day calendar.Date, c *calendar.Calendar) calendar.End {
	within := l.Within
	within.NoRoll = within.Amount == 0
	return c.CountFromDate(day, within)
}

// Limit is the time allowed, as a person reads it.
func (l LateScan) Limit() string {
	if l.Within.Amount == 0 {
		return "检查当日"
	}
	return "检查之日起" + l.Within.String() + "内"
}

// LateScanOf returns what the edition says of the cause.
func (e *Edition) LateScanOf(cause LateScanCause) (LateScan, bool) {
	for _, l := range e.LateScans {
		if l.Cause == cause.Said() {
			return l, true
		}
	}
	return LateScan{}, false
}

// lateScans2025: no rule of this province is known; 深圳's has the start entered before
// the inspectors leave, and within ten days only where the network or the system failed.
// When they leave is not on record before the visit is, so the visit's day stands for it.
var lateScans2025 = []LateScan{
	{Cause: ScanImpossible, Within: calendar.PeriodOf(10, calendar.Days), Clause: "国办发〔2024〕54号；期限为本单位规定（参照深府规〔2025〕6号）"},
	{Cause: ScanEmergency, Within: calendar.PeriodOf(0, calendar.Days), Clause: "国办发〔2024〕54号；期限为本单位规定（参照深府规〔2025〕6号）"},
}
