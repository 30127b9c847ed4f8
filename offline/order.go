package offline

import (
	"cmp"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// Order is what the operator asks for, as it was typed.
type Order struct {
	Date         calendar.Date // through which certificates must be valid; the times are of this day
	Ratio        string        // one for all, or
	RatioByGrade string        // one for each grade, as A=1%,B=2%
	Where        []string      // conditions as column=value
	Department   string        // the initiating one; "": by the files
	TeamSize     int
	OpenDrawn    bool   // public evidence names the drawn entities
	Task         string // task number; "": by the date
	Number       int    // of the draw of its task
	Witnesses    []string
	// Nonce and RosterKey are hexadecimal; "": from the operating system.
	Nonce, RosterKey string
}

// Request is an order that was understood, in the words of a task.
type Request struct {
	task      tasks.Task // without kinds and departments, which the files decide too
	kinds     []string   // asked for by the conditions
	ungraded  string     // what the ratio of the ungraded was taken from, where none was given
	unnamed   []string   // grades for which no ratio was given; nobody in scope may have one of them
	until     calendar.Date
	nonce     draw.Nonce // zero: not given, as for the key
	key       draw.Key
	witnesses []draw.Entry
}

// Scale is the risk scale of an offline draw.
var Scale = registers.HebeiScale

// A team has so many inspectors.
const smallestTeam, largestTeam = 2, 100

// Request refuses an order that no draw can be made by.
func (o Order) Request() (*Request, error) {
	if o.Date.IsZero() {
		return nil, refused("date_required", "必须用--date写明日期，例如2024-04-15。")
	}
	if o.TeamSize < smallestTeam || o.TeamSize > largestTeam {
		return nil, refused("team_size_invalid", "检查组应由%d名以上、%d名以下执法人员组成，--team-size为%d。", smallestTeam, largestTeam, o.TeamSize)
	}
	r := &Request{until: o.Date}
	r.task = tasks.Task{ID: cmp.Or(o.Task, "离线-"+strings.ReplaceAll(o.Date.String(), "-", "")), Department: strings.TrimSpace(o.Department)}
	r.task.Draw.Number = o.Number
	r.task.Rules = tasks.DrawRules{Ratio: o.Ratio, TeamSize: o.TeamSize, Witnesses: len(o.Witnesses), OpenDrawn: o.OpenDrawn}
	if err := r.readRatios(o.Ratio, o.RatioByGrade); err != nil {
		return nil, err
	}
	if err := r.readConditions(o.Where); err != nil {
		return nil, err
	}
	if err := r.readWitnesses(o.Witnesses); err != nil {
		return nil, err
	}
	if err := readSecret(r.nonce[:], "--nonce", o.Nonce); err != nil {
		return nil, err
	}
	if err := readSecret(r.key[:], "--roster-key", o.RosterKey); err != nil {
		return nil, err
	}
	return r, nil
}

func refused(code, format string, args ...any) error {
	return law.Errorf(law.KindInvalid, code, format, args...)
}
