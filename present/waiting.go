package present

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// Waiting is an act of a subject that nobody may perform now, and why.
type Waiting struct{ Name, Why string }

// CaseWaiting are the acts of the case that nobody may perform now.
func CaseWaiting(c cases.Case) []Waiting { return waiting(c, cases.Rules) }

// ProceedingWaiting are the acts of the proceeding that nobody may perform now.
func ProceedingWaiting(p proceedings.Proceeding) []Waiting { return waiting(p, p.Rules()) }

// TaskWaiting are the acts of the task that nobody may perform now.
func TaskWaiting(t tasks.Task) []Waiting {
	var out []Waiting
	for _, r := range tasks.Rules {
		if r.BySystem() {
			continue
		}
		why := elsewhere(r.Stages, t.Stage)
		if err := r.Ready(t); why == "" && err != nil {
			why = err.Error()
		}
		out = add(out, r.Name, why)
	}
	return out
}

func waiting[S law.Ruled[G], G law.Stage, T any](s S, rules []law.Rule[S, G, T]) []Waiting {
	var out []Waiting
	for _, r := range rules {
		if r.BySystem() || (r.Duty != "" && !s.Under(r.Duty)) {
			continue
		}
		why := elsewhere(r.Stages, s.AtStage())
		switch {
		case why != "":
		case s.Suspended() && !r.WhileSuspended:
			why = "自" + s.About().SuspendedOn.ChineseString() + "起中止，恢复后才能办理。"
		case r.Ready != nil:
			if err := r.Ready(s); err != nil {
				why = err.Error()
			}
		}
		out = add(out, r.Name, why)
	}
	return out
}

// elsewhere names the stages of an act that is not one of this stage.
func elsewhere[G law.Stage](stages []G, here G) string {
	if slices.Contains(stages, here) {
		return ""
	}
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = s.Chinese()
	}
	return "在" + strings.Join(names, "、") + "阶段办理。"
}

func add(to []Waiting, name, why string) []Waiting {
	if why == "" {
		return to
	}
	return append(to, Waiting{Name: name, Why: why})
}
