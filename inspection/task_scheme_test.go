package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// TestNoEditionYet: where no edition is in force, the task's month comes all the
// same, and it waits with the reason told.
func TestNoEditionYet(t *testing.T) {
	before := inspection.Editions
	inspection.Editions = before[:1]
	t.Cleanup(func() { inspection.Editions = before })
	r := planned(t).do("head", inspection.PutOff{To: date(2025, 1, 6)}).onDay(date(2025, 1, 6))
	r.refused("edition_missing", "head", inspection.StartEarly{}, reasoned)
	r.do("system", inspection.MonthCome{})
	require.Equal(t, inspection.TaskPreparing, r.task.Stage)
	require.Empty(t, r.task.Edition)
	require.Contains(t, r.told[len(r.told)-1].Text, "2024年版")
	r.refused("edition_missing", "clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments})
	r.do("director", inspection.CancelTask{})
	for _, mark := range []func(*inspection.Task){func(t *inspection.Task) { t.Historic = true }, func(t *inspection.Task) { t.Demonstration = true }} {
		r = planned(t).onDay(date(2026, 11, 23))
		mark(&r.task)
		r.do("system", inspection.MonthCome{})
		require.Equal(t, "2024", r.task.Edition)
	}

	// The edition that comes while the task waits is taken with its draw.
	r = planned(t).do("head", inspection.PutOff{To: date(2025, 1, 6)}).onDay(date(2025, 1, 6)).do("system", inspection.MonthCome{})
	inspection.Editions = before
	r.do("clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments})
	require.Equal(t, "2025", r.task.Edition)
}

// TestEditionOfTheTask: from 3 January 2025 on a task is under 国办发〔2024〕54号; a
// historic one is under the law of its month, a demonstration of its clock.
func TestEditionOfTheTask(t *testing.T) {
	for day, code := range map[calendar.Date]string{date(2025, 1, 2): "2024", date(2025, 1, 3): "2025", date(2025, 1, 6): "2025"} {
		r := planned(t).do("head", inspection.PutOff{To: day}).onDay(day).do("system", inspection.MonthCome{})
		require.Equal(t, code, r.task.Edition, day.String())
	}
	historic := planned(t).onDay(date(2026, 11, 23))
	historic.task.Historic = true
	historic.do("system", inspection.MonthCome{})
	require.Equal(t, "2024", historic.task.Edition, "that of its month")
	demonstration := planned(t).onDay(date(2026, 11, 23))
	demonstration.task.Demonstration = true
	demonstration.do("system", inspection.MonthCome{})
	require.Equal(t, "2025", demonstration.task.Edition)
}

// TestTheTasksEditionIsKept: what is proposed later is held against the edition
// that the task took, whatever another one asks.
func TestTheTasksEditionIsKept(t *testing.T) {
	next := *edition2024(t)
	next.Code, next.From, next.Until, next.SmallestTeam = "2025", date(2025, 1, 3), calendar.Date{}, 3
	before := inspection.Editions
	inspection.Editions = []*inspection.Edition{before[0], &next}
	t.Cleanup(func() { inspection.Editions = before })
	r := preparing(t).onDay(date(2025, 1, 6)).do("clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments}, reasoned)
	require.Equal(t, "2024", r.task.Edition)
	r = planned(t).onDay(date(2025, 1, 6)).do("system", inspection.MonthCome{})
	require.Equal(t, "2025", r.task.Edition)
	e := r.refused("draw_rules_invalid", "clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments})
	require.Equal(t, []string{"teamSize"}, fields(e))
	// A historic task takes the edition of its month, or of the day before it on
	// which it is set going; one of before all editions takes the first.
	early := planned(t).do("head", inspection.PutOff{To: date(2025, 1, 6)}).onDay(date(2025, 1, 2))
	early.task.Historic = true
	require.Equal(t, "2024", early.do("head", inspection.StartEarly{}).task.Edition)
	p, err := row(func(r *inspection.PlanRow) { r.Month = "2023年6月" }).Read()
	require.NoError(t, err)
	old := planned(t).onDay(date(2025, 1, 6))
	old.task = inspection.PlanTask(p, old.law.Calendar, false, true)
	require.Equal(t, "2024", old.do("system", inspection.MonthCome{}).task.Edition)
}

func TestScheme(t *testing.T) {
	r := planned(t).onDay(date(2024, 3, 20))
	lengths := map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineSelfCheck: working(5)}
	r.refused("draw_mode_unknown", "clerk", inspection.AdoptScheme{Mode: "sideways"})
	r.refused("in_the_past", "clerk", inspection.AdoptScheme{FinishBy: date(2024, 3, 20)})
	most := *r
	most.do("clerk", inspection.AdoptScheme{Mode: inspection.DrawUntargeted, Lengths: map[inspection.DeadlineKind]calendar.Period{
		inspection.DeadlineNotify: working(1), inspection.DeadlineSelfCheck: working(calendar.MaxAmount)}})
	for kind, length := range map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineSelfCheck: working(calendar.MaxAmount + 1), inspection.DeadlineSupplement: working(30)} {
		r.refused("lengths_invalid", "clerk", inspection.AdoptScheme{Lengths: map[inspection.DeadlineKind]calendar.Period{kind: length}})
	}
	e := r.refused("lengths_invalid", "clerk", inspection.AdoptScheme{Lengths: map[inspection.DeadlineKind]calendar.Period{
		inspection.DeadlinePublication: working(30), inspection.DeadlineNotify: calendar.PeriodOf(3, calendar.Days), inspection.DeadlineResult: working(0), "lunch": working(1),
		inspection.DeadlineReferralReply: working(30)}})
	require.Equal(t, []string{"lengths.lunch", "lengths.notify", "lengths.publication", "lengths.referral_reply", "lengths.result"}, fields(e))
	require.Equal(t, "没有名为lunch的期限", e.Fields[0].Message)
	r.do("clerk", inspection.AdoptScheme{Name: "2024年春季联合抽查", Mode: inspection.DrawTargeted, Items: []string{"R1", "R2"}, FinishBy: date(2024, 6, 28)})
	r.do("clerk", inspection.AdoptScheme{Lengths: lengths}).do("clerk", inspection.AdoptScheme{Name: "2024年春季联合抽查"})
	require.Equal(t, "2024年春季联合抽查", r.task.Name)
	require.Equal(t, inspection.Scheme{Name: "2024年春季联合抽查", AdoptedBy: "u-clerk", AdoptedOn: date(2024, 3, 20), Mode: inspection.DrawTargeted,
		Items: []string{"R1", "R2"}, Lengths: lengths}, *r.task.Scheme)
	require.Equal(t, date(2024, 6, 28), r.task.FinishBy)

	r.onDay(april(1)).do("system", inspection.MonthCome{})
	departing := drawRules()
	departing.Items, departing.Lengths = []string{"R1"}, map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineSelfCheck: working(8)}
	e = r.refused("draw_rules_invalid", "clerk", inspection.PrepareDraw{Rules: departing, Joint: jointDepartments})
	require.Equal(t, []string{"mode", "items", "lengths"}, fields(e))
	rules := inspection.DrawRules{Ratio: "10%", TeamSize: 2, Conditions: map[string][]string{"grade": {"D", "E"}}}
	r.do("clerk", inspection.PrepareDraw{Rules: rules, Joint: jointDepartments})
	require.Equal(t, inspection.DrawTargeted, r.task.Rules.Mode)
	require.Equal(t, []string{"R1", "R2"}, r.task.Rules.Items)
	require.Equal(t, lengths, r.task.Rules.Lengths)
	r.refused("draw_prepared", "clerk", inspection.AdoptScheme{Name: "又一个"})
}

// TestASchemeBindsOnlyWhereItSaysSomething, be it a single item.
func TestASchemeBindsOnlyWhereItSaysSomething(t *testing.T) {
	rules := drawRules()
	rules.Items, rules.Lengths = []string{"R2"}, map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineSelfCheck: working(8)}
	f := inspection.PrepareDraw{Rules: rules, Joint: jointDepartments}
	r := preparing(t).do("clerk", inspection.AdoptScheme{Name: "春季抽查"}).do("clerk", f)
	require.Equal(t, rules, r.task.Rules)
	r = preparing(t).do("clerk", inspection.AdoptScheme{Items: []string{"R1"}})
	require.Equal(t, []string{"items"}, fields(r.refused("draw_rules_invalid", "clerk", f)))
}
