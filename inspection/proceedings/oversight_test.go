package proceedings_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The way of an opinion of those who supervise, on 8 April 2024.

func oversightUnregistered(t testing.TB) *proceedingErrand {
	return unopened(t, proceedings.Opening{No: law.ProceedingNo(inspectiontest.CaseNo, law.ProceedingOversight, 1), Kind: law.ProceedingOversight,
		Case: inspectiontest.CaseNo, Task: "2024001-001", Entity: inspectiontest.EntityCode, Team: law.Team{"Z1", "Z2"}})
}

func opinion() proceedings.RegisterOversight {
	return proceedings.RegisterOversight{Source: proceedings.OversightByJustice, From: "市司法局", Letter: "执监〔2024〕1号", Topic: proceedings.TopicExcessiveVisits, On: inspectiontest.April(8)}
}

func oversightRegistered(t testing.TB) *proceedingErrand {
	return oversightUnregistered(t).Do("clerk", opinion(), inspectiontest.Reasoned)
}

func oversightProposed(t testing.TB) *proceedingErrand {
	return oversightRegistered(t).Do("head", proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}, inspectiontest.Reasoned)
}

func oversightApproved(t testing.TB) *proceedingErrand {
	return oversightProposed(t).Do("director", proceedings.ApproveOversightAnswer{})
}

func oversightAnswered(t testing.TB) *proceedingErrand {
	return oversightApproved(t).Do("clerk", proceedings.DispatchOversightAnswer{On: inspectiontest.April(8)})
}

func TestPathOfOversight(t *testing.T) {
	r := oversightRegistered(t)
	require.Equal(t, "2024001-001-0001-J1", r.S.No)
	require.Equal(t, []string{
		"task section_head " + inspectiontest.Department + ": 市司法局对执法提出监督意见（违规检查、检查过频），请核查整改并拟定答复。",
		"change bureau_head,supervisor : 收到市司法局的监督意见（违规检查、检查过频）。",
	}, inspectiontest.Read(r.Told))
	r.Told = nil
	r.Do("head", proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}, inspectiontest.Reasoned)
	r.Do("director", proceedings.ReturnOversightAnswer{}, inspectiontest.Reasoned)
	require.Equal(t, proceedings.OversightHandling, r.S.Stage)
	require.Empty(t, r.S.Oversight.ProposedBy)
	r.Do("head", proceedings.ProposeOversightAnswer{Answer: proceedings.OversightCorrected}, inspectiontest.Reasoned)
	r.Do("director", proceedings.ApproveOversightAnswer{})
	r.OnDay(inspectiontest.April(10)).Told = nil
	r.Do("clerk", proceedings.DispatchOversightAnswer{On: inspectiontest.April(9)})
	require.Equal(t, proceedings.EndingOversightCorrected, r.S.Ending)
	require.Equal(t, inspectiontest.April(9), r.S.Oversight.AnsweredOn)
	require.False(t, r.S.Stage.Open())
	require.Empty(t, r.S.Deadlines)
	require.Equal(t, []string{"change Z1,Z2 : 已办结：已整改并答复。"}, inspectiontest.Read(r.Told))
}

// The day that the opinion names is the last one, a day off or not: whom it binds does
// not lengthen it. Where it names none, the bureau's own length holds.
func TestUntilWhenAnOpinionIsAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		by   calendar.Date
		days int
		want calendar.Date
	}{
		"a working day":  {inspectiontest.April(18), 0, inspectiontest.April(18)},
		"a Saturday":     {inspectiontest.April(20), 0, inspectiontest.April(20)},
		"the next day":   {inspectiontest.April(9), 0, inspectiontest.April(9)},
		"none":           {calendar.Date{}, 0, inspectiontest.May(8)},
		"none, of ten":   {calendar.Date{}, 10, inspectiontest.April(22)},
		"named, and ten": {inspectiontest.April(30), 10, inspectiontest.April(30)},
	} {
		t.Run(name, func(t *testing.T) {
			r := oversightUnregistered(t)
			if c.days > 0 {
				r.S.Oversight.Lengths = map[law.DeadlineKind]calendar.Period{law.DeadlineOversightAnswer: calendar.PeriodOf(c.days, calendar.WorkingDays)}
			}
			f := opinion()
			f.AnswerBy = c.by
			r.Do("clerk", f, inspectiontest.Reasoned)
			require.Equal(t, c.want, r.Deadline(law.DeadlineOversightAnswer).Last)
		})
	}
}

func TestOversightFactsThatAreRefused(t *testing.T) {
	for name, wrong := range map[string]func(*proceedings.RegisterOversight){
		"source":                  func(f *proceedings.RegisterOversight) { f.Source = "press" },
		"topic":                   func(f *proceedings.RegisterOversight) { f.Topic = "weather" },
		"nobody's":                func(f *proceedings.RegisterOversight) { f.From = "  " },
		"a name without end":      func(f *proceedings.RegisterOversight) { f.From = strings.Repeat("局", 101) },
		"a number without end":    func(f *proceedings.RegisterOversight) { f.Letter = strings.Repeat("1", 101) },
		"by the day it came":      func(f *proceedings.RegisterOversight) { f.AnswerBy = f.On },
		"by a day before it came": func(f *proceedings.RegisterOversight) { f.AnswerBy = f.On.AddDays(-1) },
	} {
		t.Run(name, func(t *testing.T) {
			f := opinion()
			wrong(&f)
			oversightUnregistered(t).Refused("oversight_invalid", "clerk", f, inspectiontest.Reasoned)
		})
	}
	tomorrow := opinion()
	tomorrow.On = inspectiontest.April(9)
	oversightUnregistered(t).Refused("in_the_future", "clerk", tomorrow, inspectiontest.Reasoned)
	oversightUnregistered(t).Refused("reason_required", "clerk", opinion())
	unnumbered := opinion()
	unnumbered.Letter = ""
	require.Empty(t, oversightUnregistered(t).Do("clerk", unnumbered, inspectiontest.Reasoned).S.Oversight.Letter)
	oversightRegistered(t).Refused("oversight_answer_unknown", "head", proceedings.ProposeOversightAnswer{Answer: "no"}, inspectiontest.Reasoned)
	oversightApproved(t).OnDay(inspectiontest.April(10)).Refused("out_of_order", "clerk", proceedings.DispatchOversightAnswer{On: inspectiontest.April(7)})
}

// Who looked into it does not approve the answer, whoever lent the power.
func TestNobodyApprovesTheirOwnAnswer(t *testing.T) {
	both := law.Actor{ID: "u-head", Roles: []law.Role{law.RoleSectionHead, law.RoleBureauHead}, Department: inspectiontest.Department}
	r := oversightRegistered(t)
	require.NoError(t, r.Attempt(both, proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}, inspectiontest.Reasoned))
	var refused *law.Error
	require.ErrorAs(t, r.Attempt(both, proceedings.ApproveOversightAnswer{}), &refused)
	require.Equal(t, "own_proposal", refused.Code)
}

func TestEveryCellOfOversight(t *testing.T) {
	type cell = inspectiontest.ErrandCell[proceedings.Proceeding]
	is := inspectiontest.Fixed[proceedings.Proceeding]
	unregistered, handling, approval, answer := string(proceedings.OversightUnregistered), string(proceedings.OversightHandling), string(proceedings.OversightApproval), string(proceedings.OversightAnswer)
	inspectiontest.EveryCell(t, actsOf(law.ProceedingOversight), map[string]func(testing.TB) *proceedingErrand{
		unregistered: oversightUnregistered, handling: oversightRegistered, approval: oversightProposed, answer: oversightApproved, string(proceedings.Closed): oversightAnswered,
	}, []cell{
		{Act: proceedings.ActRegisterOversight, Stage: unregistered, Scene: oversightUnregistered, Who: []string{"clerk"}, Facts: is(opinion())},
		{Act: proceedings.ActProposeOversightAnswer, Stage: handling, Scene: oversightRegistered, Who: []string{"head"}, Facts: is(proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained})},
		{Act: proceedings.ActReturnOversightAnswer, Stage: approval, Scene: oversightProposed, Who: []string{"director"}, Facts: is(proceedings.ReturnOversightAnswer{})},
		{Act: proceedings.ActApproveOversightAnswer, Stage: approval, Scene: oversightProposed, Who: []string{"director"}, Facts: is(proceedings.ApproveOversightAnswer{})},
		{Act: proceedings.ActDispatchOversightAnswer, Stage: answer, Scene: oversightApproved, Who: []string{"clerk"}, Facts: is(proceedings.DispatchOversightAnswer{On: inspectiontest.April(8)})},
	})
}

var oversightPeriods2024 = []inspectiontest.ErrandPeriod[proceedings.Proceeding]{
	{Kind: law.DeadlineOversightAnswer, Last: inspectiontest.May(8), Open: oversightApproved, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.DispatchOversightAnswer{On: r.Today()})
	}},
}

func TestPeriodsOfOversight(t *testing.T) { inspectiontest.PeriodsHold(t, oversightPeriods2024) }
