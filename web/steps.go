package web

import (
	"slices"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/present"
)

// stepLine is a step of the procedure with who ended it, or until when it runs.
type stepLine struct {
	present.Step
	Who, Clause string
	On          time.Time
	Until       string
	Overdue     bool
}

// stepLines joins the steps with the acts on record and the running periods.
func stepLines(steps []present.Step, history []entryLine, running law.Deadlines) []stepLine {
	out := make([]stepLine, len(steps))
	for i, s := range steps {
		out[i] = stepLine{Step: s}
		switch s.State {
		case present.StepDone:
			out[i].ended(history)
		case present.StepRunning:
			out[i].runs(running)
		case present.StepComing, present.StepNone:
		}
	}
	return out
}

// ended takes the last act with which the step can have ended.
func (s *stepLine) ended(history []entryLine) {
	for _, e := range slices.Backward(history) {
		if slices.Contains(s.Acts, e.Kind) {
			s.Who, s.On, s.Clause = e.Who, e.Happened, e.Clause
			return
		}
	}
}

func (s *stepLine) runs(running law.Deadlines) {
	for _, kind := range s.Periods {
		if d, runs := running.Find(kind); runs {
			s.Until, s.Overdue = present.Until(d), d.Overdue
			return
		}
	}
}
