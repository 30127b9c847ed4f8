package law

import "shuangsuiji/inspection/calendar"

// The acts that every subject with periods has.
const (
	ActExtendDeadline ActKind = "extend_deadline"
	ActSuspend        ActKind = "suspend"
	ActResume         ActKind = "resume"
	ActLapse          ActKind = "lapse"
	ActRecount        ActKind = "recount"
)

// ExtendDeadline adds to a running period.
type ExtendDeadline struct {
	Deadline DeadlineKind    `json:"deadline"`
	By       calendar.Period `json:"by"`
}

// Suspend (中止) lets every period stand from the day on; Resume lets them go on
// from the day after.
type (
	Suspend struct {
		On calendar.Date `json:"on"`
	}
	Resume struct {
		On calendar.Date `json:"on"`
	}
)

// Lapse: the moment of a deadline has come; only the system says so.
type Lapse struct {
	Moment Moment `json:"moment"`
}

// Recount: every running deadline is counted again with a newer calendar.
type Recount struct {
	Calendar string `json:"calendar"`
}

func (ExtendDeadline) Kind() ActKind { return ActExtendDeadline }
func (Suspend) Kind() ActKind        { return ActSuspend }
func (Resume) Kind() ActKind         { return ActResume }
func (Lapse) Kind() ActKind          { return ActLapse }
func (Recount) Kind() ActKind        { return ActRecount }
