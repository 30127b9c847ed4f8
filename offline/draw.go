package offline

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// nominalHour is the hour, of the day of the draw, at which all that happens in an
// offline draw is said to have happened: a clock would make each run's files differ.
const nominalHour = 9

// Outcome is what came of a draw.
type Outcome struct {
	Task      tasks.Task
	Registers Registers
	Full      *draw.FullEvidence

	// Candidates and Inspectors are what the registers gave to the draw.
	Candidates []draw.Candidate
	Inspectors []draw.Inspector
	Inactive   int // entities that are no longer active
	Outside    int // entities of another kind, or that do not meet the conditions

	// UngradedAs is the grade whose ratio the ungraded have, where none was given.
	UngradedAs string
}

// Draw draws from the registers.
func (r *Request) Draw(in Registers) (*Outcome, error) {
	task, err := r.taskFor(in)
	if err != nil {
		return nil, err
	}
	o := &Outcome{Task: task, Registers: in, UngradedAs: r.ungraded}
	if err := o.take(in, r.until); err != nil {
		return nil, err
	}
	rules, err := task.RulesForDraw(Scale, r.until, 1)
	if err != nil {
		return nil, err
	}
	nonce, key := r.secrets()
	at := r.until.At(nominalHour, 0)
	o.Full, err = draw.Run(draw.Input{Task: task.ID, Draw: task.Draw.Number, Rules: rules, Candidates: o.Candidates, Inspectors: o.Inspectors,
		Key: key, Nonce: nonce, Entries: r.entries(at), Committed: at, RevealedAt: at})
	if err != nil {
		return nil, err
	}
	return o, nil
}

// take sorts out who is drawn from.
func (o *Outcome) take(in Registers, until calendar.Date) error {
	for _, e := range in.Entities {
		c, ok := o.Task.Candidate(e.Value, 0, false)
		switch {
		case ok:
			o.Candidates = append(o.Candidates, c)
		case e.Value.Status != registers.EntityActive:
			o.Inactive++
		default:
			o.Outside++
		}
	}
	if !slices.ContainsFunc(o.Candidates, func(c draw.Candidate) bool { return c.Excluded == draw.Eligible }) {
		return refused("nobody_to_draw", "没有可以抽取的检查对象：名录%d户，其中停业、注销%d户，不在抽查范围%d户，线索明显涉嫌违法%d户。",
			len(in.Entities), o.Inactive, o.Outside, len(o.Candidates))
	}
	for _, i := range in.Inspectors {
		// Nobody is at work on a case of this draw yet, and its visits are of one day.
		if person, ok := o.Task.DrawInspector(i.Value, 0, until, until); ok {
			o.Inspectors = append(o.Inspectors, person)
		}
	}
	return nil
}
