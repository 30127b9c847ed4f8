package tasks_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// TestNoEditionYet: where no edition is in force, the task's month comes all the
// same, and it waits with the reason told.
func TestNoEditionYet(t *testing.T) {
	before := law.Editions
	law.Editions = before[:1]
	t.Cleanup(func() { law.Editions = before })
	r := inspectiontest.Planned(t).Do("head", tasks.PutOff{To: inspectiontest.Date(2025, 1, 6)}).OnDay(inspectiontest.Date(2025, 1, 6))
	r.Refused("edition_missing", "head", tasks.StartEarly{}, inspectiontest.Reasoned)
	r.Do("system", tasks.MonthCome{})
	require.Equal(t, tasks.StagePreparing, r.Task.Stage)
	require.Empty(t, r.Task.Edition)
	require.Contains(t, r.Told[len(r.Told)-1].Text, "2024年版")
	r.Refused("edition_missing", "clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments})
	r.Do("director", tasks.CancelTask{})
	for _, mark := range []func(*tasks.Task){func(t *tasks.Task) { t.Historic = true }, func(t *tasks.Task) { t.Demonstration = true }} {
		r = inspectiontest.Planned(t).OnDay(inspectiontest.Date(2026, 11, 23))
		mark(&r.Task)
		r.Do("system", tasks.MonthCome{})
		require.Equal(t, "2024", r.Task.Edition)
	}

	// The edition that comes while the task waits is taken with its draw.
	r = inspectiontest.Planned(t).Do("head", tasks.PutOff{To: inspectiontest.Date(2025, 1, 6)}).OnDay(inspectiontest.Date(2025, 1, 6)).Do("system", tasks.MonthCome{})
	law.Editions = before
	r.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments})
	require.Equal(t, "2025", r.Task.Edition)
}

// TestEditionOfTheTask: from 3 January 2025 on a task is under 国办发〔2024〕54号, from 1 April 2026 on under edition 2026; a
// historic one is under the law of its month, a demonstration of its clock.
func TestEditionOfTheTask(t *testing.T) {
	for day, code := range map[calendar.Date]string{inspectiontest.Date(2025, 1, 2): "2024", inspectiontest.Date(2025, 1, 3): "2025", inspectiontest.Date(2025, 1, 6): "2025",
		inspectiontest.Date(2026, 3, 31): "2025", inspectiontest.Date(2026, 4, 1): "2026", inspectiontest.Date(2026, 4, 2): "2026"} {
		r := inspectiontest.Planned(t).Do("head", tasks.PutOff{To: day}).OnDay(day).Do("system", tasks.MonthCome{})
		require.Equal(t, code, r.Task.Edition, day.String())
	}
	historic := inspectiontest.Planned(t).OnDay(inspectiontest.Date(2026, 11, 23))
	historic.Task.Historic = true
	historic.Do("system", tasks.MonthCome{})
	require.Equal(t, "2024", historic.Task.Edition, "that of its month")
	demonstration := inspectiontest.Planned(t).OnDay(inspectiontest.Date(2026, 11, 23))
	demonstration.Task.Demonstration = true
	demonstration.Do("system", tasks.MonthCome{})
	require.Equal(t, "2026", demonstration.Task.Edition)
}

// TestTheTasksEditionIsKept: what is proposed later is held against the edition
// that the task took, whatever another one asks.
func TestTheTasksEditionIsKept(t *testing.T) {
	next := *inspectiontest.Edition2024(t)
	next.Code, next.From, next.Until, next.SmallestTeam = "2025", inspectiontest.Date(2025, 1, 3), calendar.Date{}, 3
	before := law.Editions
	law.Editions = []*law.Edition{before[0], &next}
	t.Cleanup(func() { law.Editions = before })
	r := inspectiontest.Preparing(t).OnDay(inspectiontest.Date(2025, 1, 6)).Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments}, inspectiontest.Reasoned)
	require.Equal(t, "2024", r.Task.Edition)
	r = inspectiontest.Planned(t).OnDay(inspectiontest.Date(2025, 1, 6)).Do("system", tasks.MonthCome{})
	require.Equal(t, "2025", r.Task.Edition)
	e := r.Refused("draw_rules_invalid", "clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments})
	require.Equal(t, []string{"rules.teamSize"}, inspectiontest.Fields(e))
	// A historic task takes the edition of its month, or of the day before it on
	// which it is set going; one of before all editions takes the first.
	early := inspectiontest.Planned(t).Do("head", tasks.PutOff{To: inspectiontest.Date(2025, 1, 6)}).OnDay(inspectiontest.Date(2025, 1, 2))
	early.Task.Historic = true
	require.Equal(t, "2024", early.Do("head", tasks.StartEarly{}).Task.Edition)
	p, err := inspectiontest.Row(func(r *plans.Row) { r.Month = "2023年6月" }).Read()
	require.NoError(t, err)
	old := inspectiontest.Planned(t).OnDay(inspectiontest.Date(2025, 1, 6))
	old.Task = tasks.PlanTask(p, old.Law.Calendar, false, true)
	require.Equal(t, "2024", old.Do("system", tasks.MonthCome{}).Task.Edition)
	old.Task.Edition = "1999"
	old.Refused("edition_unknown", "clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments})
}

// TestPlannedTeamIsTheEditionsSmallest: until a draw is proposed, a task has the team
// of the edition in force on its first day.
func TestPlannedTeamIsTheEditionsSmallest(t *testing.T) {
	next := *inspectiontest.Edition2025(t)
	next.SmallestTeam = 3
	before := law.Editions
	law.Editions = []*law.Edition{before[0], &next}
	t.Cleanup(func() { law.Editions = before })
	for month, size := range map[string]int{"2023年6月": 2, "2024年12月": 2, "2025年2月": 3} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Month = month }).Read()
		require.NoError(t, err)
		require.Equal(t, size, tasks.PlanTask(p, calendar.Embedded(), false, true).Rules.TeamSize, month)
	}
}

// TestLateEntryIsTheEditions: how late an act may be entered without a reason is what
// the task's edition says.
func TestLateEntryIsTheEditions(t *testing.T) {
	next := *inspectiontest.Edition2024(t)
	next.LateEntry.Period = inspectiontest.Working(2)
	before := law.Editions
	law.Editions = []*law.Edition{&next, before[1]}
	t.Cleanup(func() { law.Editions = before })
	r := inspectiontest.Preparing(t).OnDay(inspectiontest.April(8))
	prepare := tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments}
	e := r.Refused("late_entry_needs_reason", "clerk", prepare, inspectiontest.Happened(inspectiontest.April(2).At(10, 0)))
	require.Contains(t, e.Message, "2个工作日")
	require.NoError(t, r.Attempt(inspectiontest.People["clerk"], prepare, inspectiontest.Happened(inspectiontest.April(3).At(10, 0))))
}

func TestScheme(t *testing.T) {
	r := inspectiontest.Planned(t).OnDay(inspectiontest.Date(2024, 3, 20))
	lengths := map[law.DeadlineKind]calendar.Period{law.DeadlineSelfCheck: inspectiontest.Working(5)}
	r.Refused("draw_mode_unknown", "clerk", tasks.AdoptScheme{Mode: "sideways"})
	r.Refused("in_the_past", "clerk", tasks.AdoptScheme{FinishBy: inspectiontest.Date(2024, 3, 20)})
	most := *r
	most.Do("clerk", tasks.AdoptScheme{Mode: plans.DrawUntargeted, Lengths: map[law.DeadlineKind]calendar.Period{
		law.DeadlineNotify: inspectiontest.Working(1), law.DeadlineSelfCheck: inspectiontest.Working(calendar.MaxAmount)}})
	for kind, length := range map[law.DeadlineKind]calendar.Period{law.DeadlineSelfCheck: inspectiontest.Working(calendar.MaxAmount + 1), law.DeadlineSupplement: inspectiontest.Working(30)} {
		r.Refused("lengths_invalid", "clerk", tasks.AdoptScheme{Lengths: map[law.DeadlineKind]calendar.Period{kind: length}})
	}
	e := r.Refused("lengths_invalid", "clerk", tasks.AdoptScheme{Lengths: map[law.DeadlineKind]calendar.Period{
		law.DeadlinePublication: inspectiontest.Working(30), law.DeadlineNotify: calendar.PeriodOf(3, calendar.Days), law.DeadlineResult: inspectiontest.Working(0), "lunch": inspectiontest.Working(1),
		law.DeadlineReferralReply: inspectiontest.Working(30)}})
	require.Equal(t, []string{"lengths.lunch", "lengths.notify", "lengths.publication", "lengths.referral_reply", "lengths.result"}, inspectiontest.Fields(e))
	require.Equal(t, "没有名为lunch的期限", e.Fields[0].Message)
	r.Do("clerk", tasks.AdoptScheme{Name: "2024年春季联合抽查", Mode: plans.DrawTargeted, Items: []string{"R1", "R2"}, FinishBy: inspectiontest.Date(2024, 6, 28)})
	r.Do("clerk", tasks.AdoptScheme{Lengths: lengths}).Do("clerk", tasks.AdoptScheme{Name: "2024年春季联合抽查"})
	require.Equal(t, "2024年春季联合抽查", r.Task.Name)
	require.Equal(t, tasks.Scheme{Name: "2024年春季联合抽查", AdoptedBy: "u-clerk", AdoptedOn: inspectiontest.Date(2024, 3, 20), Mode: plans.DrawTargeted,
		Items: []string{"R1", "R2"}, Lengths: lengths}, *r.Task.Scheme)
	require.Equal(t, inspectiontest.Date(2024, 6, 28), r.Task.FinishBy)

	r.OnDay(inspectiontest.April(1)).Do("system", tasks.MonthCome{})
	departing := inspectiontest.DrawRules()
	departing.Items, departing.Lengths = []string{"R1"}, map[law.DeadlineKind]calendar.Period{law.DeadlineSelfCheck: inspectiontest.Working(8)}
	e = r.Refused("draw_rules_invalid", "clerk", tasks.PrepareDraw{Rules: departing, Joint: inspectiontest.JointDepartments})
	require.Equal(t, []string{"rules.mode", "rules.items", "rules.lengths"}, inspectiontest.Fields(e))
	rules := tasks.DrawRules{Ratio: "10%", TeamSize: 2, Conditions: map[string][]string{"grade": {"D", "E"}}}
	r.Do("clerk", tasks.PrepareDraw{Rules: rules, Joint: inspectiontest.JointDepartments})
	require.Equal(t, plans.DrawTargeted, r.Task.Rules.Mode)
	require.Equal(t, []string{"R1", "R2"}, r.Task.Rules.Items)
	require.Equal(t, lengths, r.Task.Rules.Lengths)
	r.Refused("draw_prepared", "clerk", tasks.AdoptScheme{Name: "又一个"})
}

// TestASchemeBindsOnlyWhereItSaysSomething, be it a single item.
func TestASchemeBindsOnlyWhereItSaysSomething(t *testing.T) {
	rules := inspectiontest.DrawRules()
	rules.Items, rules.Lengths = []string{"R2"}, map[law.DeadlineKind]calendar.Period{law.DeadlineSelfCheck: inspectiontest.Working(8)}
	f := tasks.PrepareDraw{Rules: rules, Joint: inspectiontest.JointDepartments}
	r := inspectiontest.Preparing(t).Do("clerk", tasks.AdoptScheme{Name: "春季抽查"}).Do("clerk", f)
	require.Equal(t, rules, r.Task.Rules)
	r = inspectiontest.Preparing(t).Do("clerk", tasks.AdoptScheme{Items: []string{"R1"}})
	require.Equal(t, []string{"rules.items"}, inspectiontest.Fields(r.Refused("draw_rules_invalid", "clerk", f)))
}
