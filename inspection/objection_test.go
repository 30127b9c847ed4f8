package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

type objectionErrand = errand[inspection.Objection]

var ofObjections = errandKind[inspection.Objection]{
	docket: func(o inspection.Objection) inspection.Docket { return o.Docket },
	stage:  func(o inspection.Objection) string { return string(o.Stage) },
	seq:    func(o inspection.Objection) int { return o.Seq },
	reason: func(_ inspection.Objection, act inspection.ActKind) bool {
		rule, _ := inspection.ObjectionRuleOf(act)
		return rule.Reason
	},
}

// The way of an objection, on 8 April 2024.

func objectionUnraised(t testing.TB) *objectionErrand {
	r := &objectionErrand{t: t, kind: ofObjections, law: lawOf2024(t), now: april(8).At(9, 0)}
	r.s = inspection.NewObjection(inspection.ObjectionOpening{No: inspection.ObjectionNo(caseNo, 1), Publication: caseNo + "/1", Case: caseNo, Entity: entityCode,
		Edition: "2024", Department: department, At: r.now}, r.law)
	return r
}

func objectionRaised(t testing.TB) *objectionErrand {
	return objectionUnraised(t).do("entity", inspection.RaiseObjection{})
}

func objectionChecked(t testing.TB) *objectionErrand {
	return objectionRaised(t).do("head", inspection.CheckObjection{Opinion: inspection.ObjectionUpheld})
}

func objectionDecided(t testing.TB) *objectionErrand {
	return objectionChecked(t).do("director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld})
}

func objectionAnswered(t testing.TB) *objectionErrand {
	return objectionDecided(t).do("clerk", inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})
}

func TestPathOfAnObjection(t *testing.T) {
	r := objectionUnraised(t).do("entity", inspection.RaiseObjection{})
	require.Equal(t, "2024001-001-0001-Y1", r.s.No)
	require.False(t, r.s.EnteredFor)
	require.Equal(t, []string{"task section_head " + department + ": 检查对象对公示结果提出异议，请核查并提出意见。"}, read(r.told))
	r.onDay(april(9)).do("head", inspection.CheckObjection{Opinion: inspection.ObjectionRejected})
	r.told = nil
	r.do("director", inspection.ReturnObjection{})
	require.Equal(t, []string{"task u-head : 核查意见被退回，请重新核查。"}, read(r.told))
	require.Equal(t, inspection.ObjectionCheck, r.s.Stage)
	r.do("head", inspection.CheckObjection{Opinion: inspection.ObjectionRejected})
	r.told = nil
	r.do("director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld})
	require.True(t, r.s.Upheld(), "the decision may depart from the opinion")
	require.Equal(t, []string{"task clerk " + department + ": 决定：异议成立，更正公示内容。请答复检查对象。"}, read(r.told))
	require.Equal(t, []inspection.DeadlineKind{inspection.DeadlineObjection}, r.running(), "one period to the answer")
	r.onDay(april(11)).do("clerk", inspection.AnswerObjection{On: april(11), Method: inspection.ServedInPerson})
	require.Equal(t, inspection.ObjectionClosed, r.s.Stage)
	require.False(t, r.s.Stage.Open())
	require.Empty(t, r.s.Deadlines)
	require.Empty(t, r.s.Allowed(people["clerk"]))
}

func TestObjectionRejected(t *testing.T) {
	r := objectionChecked(t).do("director", inspection.DecideObjection{Decision: inspection.ObjectionRejected})
	require.False(t, r.s.Upheld())
}

// TestObjectionOnPaper is entered for the entity; its period runs from the day on
// which it came in.
func TestObjectionOnPaper(t *testing.T) {
	r := objectionUnraised(t).do("clerk", inspection.RaiseObjection{On: april(3)}, reasoned)
	require.True(t, r.s.EnteredFor)
	require.Equal(t, may(6), r.deadline(inspection.DeadlineObjection).Last)
	r = objectionUnraised(t)
	r.refused("late_entry_needs_reason", "clerk", inspection.RaiseObjection{On: april(2)})
	r.refused("date_required", "clerk", inspection.RaiseObjection{})
	r.refused("in_the_future", "clerk", inspection.RaiseObjection{On: april(9)})
	r.refused("entity_acts_now", "entity", inspection.RaiseObjection{On: april(7)})
}

// TestObjectionWithinTheBureausOwnPeriod.
func TestObjectionWithinTheBureausOwnPeriod(t *testing.T) {
	r := objectionUnraised(t)
	r.s.Lengths = map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineObjection: working(10)}
	r.do("entity", inspection.RaiseObjection{})
	require.Equal(t, april(22), r.deadline(inspection.DeadlineObjection).Last)
}

func TestObjectionIsNotDecidedByWhoChecked(t *testing.T) {
	r := objectionRaised(t)
	both := people["head"]
	both.Roles = append(both.Roles, inspection.RoleBureauHead)
	require.NoError(t, r.attempt(both, inspection.CheckObjection{Opinion: inspection.ObjectionUpheld}, reasoned))
	refusedAs(t, "own_proposal", r.attempt(both, inspection.DecideObjection{Decision: inspection.ObjectionUpheld}, reasoned))
	deputy := inspection.Actor{ID: "u-deputy", Roles: []inspection.Role{inspection.RoleBureauHead}, DelegatedRoles: []inspection.Role{inspection.RoleBureauHead}, DelegatedFrom: "u-head"}
	refusedAs(t, "own_proposal", r.attempt(deputy, inspection.DecideObjection{Decision: inspection.ObjectionUpheld}, reasoned))
}

func TestObjectionFactsThatAreRefused(t *testing.T) {
	r := objectionUnraised(t).do("clerk", inspection.RaiseObjection{On: april(8)}).onDay(april(9))
	r.refused("objection_view_unknown", "head", inspection.CheckObjection{})
	r.refused("out_of_order", "head", inspection.CheckObjection{Opinion: inspection.ObjectionUpheld}, happened(april(7).At(9, 0)))
	r.do("head", inspection.CheckObjection{Opinion: inspection.ObjectionUpheld})
	r.refused("objection_view_unknown", "director", inspection.DecideObjection{Decision: "perhaps"})
	r.refused("out_of_order", "director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld}, happened(april(8).At(9, 0)))
	r.do("director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld})
	r.refused("service_method_unknown", "clerk", inspection.AnswerObjection{On: april(9)})
	r.refused("out_of_order", "clerk", inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})
	r.law.Edition = &inspection.Edition{Code: "1999"}
	r.refused("edition_mismatch", "clerk", inspection.AnswerObjection{On: april(9), Method: inspection.ServedByMail})
}

func TestEveryCellOfAnObjection(t *testing.T) {
	type cell = errandCell[inspection.Objection]
	is := fixed[inspection.Objection]
	unraised, check, decision, answer := string(inspection.ObjectionUnraised), string(inspection.ObjectionCheck), string(inspection.ObjectionDecision), string(inspection.ObjectionAnswer)
	var acts []inspection.ActKind
	for _, r := range inspection.ObjectionRules {
		acts = append(acts, r.Act)
	}
	everyCell(t, acts, map[string]func(testing.TB) *objectionErrand{
		unraised: objectionUnraised, check: objectionRaised, decision: objectionChecked, answer: objectionDecided, string(inspection.ObjectionClosed): objectionAnswered,
	}, []cell{
		{act: inspection.ActRaiseObjection, stage: unraised, scene: objectionUnraised, who: []string{"entity", "clerk"}, facts: is(inspection.RaiseObjection{On: april(8)})},
		{act: inspection.ActCheckObjection, stage: check, scene: objectionRaised, who: []string{"head"}, facts: is(inspection.CheckObjection{Opinion: inspection.ObjectionRejected})},
		{act: inspection.ActReturnObjection, stage: decision, scene: objectionChecked, who: []string{"director"}, facts: is(inspection.ReturnObjection{})},
		{act: inspection.ActDecideObjection, stage: decision, scene: objectionChecked, who: []string{"director"}, facts: is(inspection.DecideObjection{Decision: inspection.ObjectionRejected})},
		{act: inspection.ActAnswerObjection, stage: answer, scene: objectionDecided, who: []string{"clerk"}, facts: is(inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})},
	})
}

var objectionPeriods2024 = []errandPeriod[inspection.Objection]{
	{inspection.DeadlineObjection, may(8), objectionDecided, func(r *objectionErrand) {
		r.do("clerk", inspection.AnswerObjection{On: r.today(), Method: inspection.ServedByMail})
	}},
}

func TestPeriodsOfAnObjection(t *testing.T) { periodsHold(t, objectionPeriods2024) }
