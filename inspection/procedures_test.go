package inspection_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// procedure is the stages of one subject and what leads from one to another, of
// whatever kind the subject is.
type procedure struct {
	name   string
	stages []stop
	acts   []leading // in the order of the table, only those that lead somewhere
}

// stop is a stage; at its end nothing is to be done any more.
type stop struct {
	code, name string
	end        bool
}

// leading is an act, those who perform it, and where it leads, by codes.
type leading struct {
	name, who string
	leads     map[string][]string
}

// from are the stages from which the act leads to the other, in order.
func (p procedure) from(a leading, to stop) []stop {
	return slices.DeleteFunc(slices.Clone(p.stages), func(s stop) bool { return !slices.Contains(a.leads[s.code], to.code) })
}

type stage interface {
	~string
	law.Stage
	Open() bool
}

func (p procedure) with(name, who string, leads map[string][]string) procedure {
	if len(leads) > 0 {
		p.acts = append(p.acts, leading{name, who, leads})
	}
	return p
}

func procedureOf[G stage](name string, stages []G) procedure {
	p := procedure{name: name}
	for _, s := range stages {
		p.stages = append(p.stages, stop{string(s), s.Chinese(), !s.Open()})
	}
	return p
}

func coded[G stage](leads law.Leads[G]) map[string][]string {
	out := map[string][]string{}
	for from, all := range leads {
		for _, to := range all {
			out[string(from)] = append(out[string(from)], string(to))
		}
	}
	return out
}

// procedures are those of all subjects.
func procedures() []procedure {
	ofCase := procedureOf("case", inspectiontest.CaseStages)
	for _, r := range cases.Rules {
		ofCase = ofCase.with(r.Name, joined(r.Who), coded(r.Leads))
	}
	ofTask := procedureOf("task", inspectiontest.TaskStages)
	for _, r := range tasks.Rules {
		ofTask = ofTask.with(r.Name, whoOfTask(r), coded(r.Leads))
	}
	out := []procedure{ofTask, ofCase}
	for _, kind := range law.ProceedingKinds {
		p := procedureOf(string(kind), append(slices.Clone(proceedings.Stages(kind)), proceedings.Closed))
		for _, r := range proceedings.Rules(kind) {
			p = p.with(r.Name, joined(r.Who), coded(r.Leads))
		}
		out = append(out, p)
	}
	return out
}

// TestEveryStageIsOnAWay: something leads to each stage but the first, something
// leads on from each at which there is still something to be done, and nothing
// leads to a stage that the subject does not have.
func TestEveryStageIsOnAWay(t *testing.T) {
	for _, p := range procedures() {
		entered, left := map[string]bool{p.stages[0].code: true}, map[string]bool{}
		for _, a := range p.acts {
			for from, all := range a.leads {
				left[from] = true
				for _, to := range all {
					require.NotEqual(t, from, to, "%s of %s stays", a.name, p.name)
					entered[to] = true
				}
			}
		}
		for _, s := range p.stages {
			require.True(t, entered[s.code], "nothing leads to %s of %s", s.code, p.name)
			require.Equal(t, !s.end, left[s.code], "what leads on from %s of %s", s.code, p.name)
		}
		require.Len(t, entered, len(p.stages), p.name)
	}
}

// TestActsLeadFromTheirStages and from no other.
func TestActsLeadFromTheirStages(t *testing.T) {
	for _, r := range cases.Rules {
		leadsFrom(t, r.Act, r.Leads, r.Stages)
	}
	for _, r := range tasks.Rules {
		leadsFrom(t, r.Act, r.Leads, r.Stages)
	}
	for _, kind := range law.ProceedingKinds {
		for _, r := range proceedings.Rules(kind) {
			leadsFrom(t, r.Act, r.Leads, r.Stages)
		}
	}
}

func leadsFrom[G stage](t *testing.T, act law.ActKind, leads law.Leads[G], stages []G) {
	for from := range leads {
		require.Contains(t, stages, from, act)
	}
}
