package workflows_test

import (
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// taskBook is what a task (抽查任务) adds to the flags. The walk chooses by flags
// whether the draw is "watched" by two witnesses, and whether "nobody" is there to
// inspect on its day.
type taskBook struct {
	starts           calendar.Date // the day on which it wakes
	finish           calendar.Date // by the scheme; zero: none
	sealed           []string      // whose seals are in; "clerk" for what the clerk typed in
	opened           []string
	confirmed        []string
	decided          int // drawn entities without a team on which the heads have decided
	drawn, openCases func() int
}

const watchers = 2

func (b *taskBook) clone() *taskBook {
	c := *b
	c.sealed, c.opened, c.confirmed = slices.Clone(b.sealed), slices.Clone(b.opened), slices.Clone(b.confirmed)
	return &c
}

func (b *taskBook) String() string {
	if b == nil {
		return ""
	}
	return fmt.Sprint(b.starts, b.sealed, b.opened, b.confirmed, b.decided)
}

// wakes lets a planned task begin at nine on its day.
func (m *model) wakes() {
	if m.task != nil && m.stage == "planned" && !m.now.Before(m.task.starts.At(9, 0)) {
		m.stage = "preparing"
	}
}

// unopened are the witnesses whose seals are in and not opened.
func (b *taskBook) unopened() []string {
	return slices.DeleteFunc(slices.Clone(b.sealed), func(who string) bool { return who == "clerk" || slices.Contains(b.opened, who) })
}

func (m *model) allSealed() bool { return !m.flags["watched"] || len(m.task.sealed) == watchers }

// revealed: with the last seal opened, the draw follows by itself.
func (m *model) revealed() {
	if m.stage != "witnessing" || !m.allSealed() || len(m.task.unopened()) > 0 {
		return
	}
	m.stage = "running"
	if !m.task.finish.IsZero() {
		m.periods["task"] = &span{from: m.task.finish}
	}
}

// teamless are the drawn entities without a team on which nothing is decided yet.
func (m *model) teamless() int {
	if !m.flags["nobody"] {
		return 0
	}
	return m.task.drawn() - m.task.decided
}

// settled: no case is open, and none is to come.
func (m *model) settled() {
	if m.stage == "running" && m.teamless() == 0 && m.task.openCases() == 0 {
		m.stage = "summary"
	}
}

func taskModel() *model {
	outstanding := func(m *model) bool { return m.allSealed() && len(m.task.unopened()) > 0 }
	teamless := func(m *model) bool { return m.teamless() > 0 }
	departments := words("head-insurance head-centre")
	m := &model{stages: "planned preparing witnessing running summary", stage: "planned", flags: map[string]bool{}, periods: map[string]*span{}, task: &taskBook{}}
	m.acts = map[law.ActKind]modelAct{
		tasks.ActAdoptScheme: {at: "planned preparing", who: "clerk", bar: "prepared", also: func(m *model) { m.task.finish = m.today.AddDays(finishIn) }},
		tasks.ActStartEarly:  {at: "planned", who: "head director", to: "preparing"},
		tasks.ActPutOff: {at: "planned", who: "head director", also: func(m *model) {
			for m.task.starts = m.task.starts.AddDays(putOffBy); !works(m.task.starts); {
				m.task.starts = m.task.starts.AddDays(1)
			}
		}},
		tasks.ActPrepareDraw: {at: "preparing", who: "clerk", bar: "prepared", set: "prepared"},
		tasks.ActReturnDraw:  {at: "preparing", who: "director", need: "prepared", unset: "prepared"},
		tasks.ActApproveDraw: {at: "preparing", who: "director", need: "prepared", to: "witnessing", also: (*model).revealed},
		tasks.ActSealEntry: {at: "witnessing", who: "supervisor guest clerk", when: func(m *model) bool { return !m.allSealed() }, whoNow: func(m *model) []string {
			return slices.DeleteFunc(words("supervisor guest clerk"), func(who string) bool { return who != "clerk" && slices.Contains(m.task.sealed, who) })
		}, also: func(m *model) {
			m.task.sealed = append(m.task.sealed, m.by)
			m.revealed()
		}},
		tasks.ActOpenEntry: {at: "witnessing", who: "supervisor guest", when: outstanding, whoNow: func(m *model) []string { return m.task.unopened() }, also: func(m *model) {
			m.task.opened = append(m.task.opened, m.by)
			m.revealed()
		}},
		tasks.ActVoidDraw: {at: "witnessing", who: "director", when: outstanding, to: "preparing", unset: "prepared", also: func(m *model) {
			m.task.sealed, m.task.opened = nil, nil
		}},
		tasks.ActFormTeam: {at: "running", who: "head", when: teamless, also: func(m *model) { m.task.decided++ }},
		tasks.ActLeaveOut: {at: "running", who: "director", when: teamless, also: func(m *model) {
			m.task.decided++
			m.settled()
		}},
		tasks.ActReplaceEntity: {at: "running", who: "head"},
		tasks.ActWriteSummary:  {at: "summary", who: "clerk", bar: "written", set: "written"},
		tasks.ActConfirmSummary: {at: "summary", who: strings.Join(departments, " "), need: "written", when: func(m *model) bool { return len(m.task.confirmed) < len(departments) },
			whoNow: func(m *model) []string {
				return slices.DeleteFunc(slices.Clone(departments), func(who string) bool { return slices.Contains(m.task.confirmed, who) })
			}, also: func(m *model) { m.task.confirmed = append(m.task.confirmed, m.by) }},
		tasks.ActReturnSummary: {at: "summary", who: "director head-insurance head-centre", need: "written", unset: "written", also: func(m *model) { m.task.confirmed = nil }},
		tasks.ActApproveSummary: {at: "summary", who: "director", need: "written", to: "closed", rare: true, when: func(m *model) bool {
			return len(m.task.confirmed) == len(departments)
		}},
		tasks.ActCancelTask: {at: m.stages, who: "director", to: "cancelled", rare: true, whoNow: func(m *model) []string {
			if slices.Contains(words("planned preparing"), m.stage) {
				return words("head director")
			}
			return words("director")
		}},
	}
	return m
}

// The days that the walk's schemes and postponements name.
const (
	finishIn = 20
	putOffBy = 3
)
