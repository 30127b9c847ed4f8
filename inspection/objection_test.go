package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// The way of an objection, on 8 April 2024.

func objectionUnraised(t testing.TB) *proceedingErrand {
	return unopened(t, inspection.ProceedingOpening{No: inspection.ProceedingNo(caseNo, inspection.ProceedingObjection, 1), Kind: inspection.ProceedingObjection,
		Case: caseNo, Task: "2024001-001", Entity: entityCode, Items: []string{"R1", "R2"}, Objection: &inspection.ObjectionFile{Publication: caseNo + "/1", Published: published}})
}

// published is what the entry says to which the entity objects; right is what the
// check finds.
var (
	published = inspection.PublishedResult{Outcome: inspection.OutcomeCorrection, Items: map[string]inspection.Outcome{"R1": inspection.OutcomeCorrection}}
	right     = inspection.PublishedResult{Outcome: inspection.OutcomeNoProblem}
)

func objectionRaised(t testing.TB) *proceedingErrand {
	return objectionUnraised(t).do("entity", inspection.RaiseObjection{})
}

func objectionChecked(t testing.TB) *proceedingErrand {
	return objectionRaised(t).do("head", inspection.CheckObjection{Opinion: inspection.ObjectionUpheld})
}

func objectionDecided(t testing.TB) *proceedingErrand {
	return objectionChecked(t).do("director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld})
}

func objectionPrepared(t testing.TB) *proceedingErrand {
	return objectionDecided(t).do("clerk", inspection.PrepareCorrectedEntry{Result: right})
}

func objectionCorrected(t testing.TB) *proceedingErrand {
	return objectionPrepared(t).do("director", inspection.ApproveCorrectedEntry{})
}

func objectionAnswered(t testing.TB) *proceedingErrand {
	return objectionCorrected(t).do("clerk", inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})
}

func TestPathOfAnObjection(t *testing.T) {
	r := objectionUnraised(t).do("entity", inspection.RaiseObjection{})
	require.Equal(t, "2024001-001-0001-Y1", r.s.No)
	require.False(t, r.s.Objection.EnteredFor)
	require.Equal(t, []string{"task section_head " + department + ": 检查对象对公示结果提出异议，请核查并提出意见。"}, read(r.told))
	r.told = nil
	r.onDay(april(9)).do("head", inspection.CheckObjection{Opinion: inspection.ObjectionRejected})
	require.Equal(t, []string{"task bureau_head " + department + ": 核查意见：异议不成立，维持公示内容。请决定或者退回。"}, read(r.told))
	r.told = nil
	r.do("director", inspection.ReturnObjection{})
	require.Equal(t, []string{"task u-head : 核查意见被退回，请重新核查。"}, read(r.told))
	require.Equal(t, inspection.ObjectionCheck, r.s.Stage)
	require.Empty(t, r.s.Objection.Opinion)
	require.Empty(t, r.s.Objection.CheckedBy)
	r.do("head", inspection.CheckObjection{Opinion: inspection.ObjectionRejected})
	r.told = nil
	r.do("director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld})
	require.Equal(t, inspection.ObjectionCorrectedEntry, r.s.Stage, "the decision may depart from the opinion")
	require.Equal(t, []string{"task clerk " + department + ": 决定：异议成立，更正公示内容。请拟定更正后的公示内容。"}, read(r.told))
	r.told = nil
	r.do("clerk", inspection.PrepareCorrectedEntry{Result: inspection.PublishedResult{Withdrawn: true}}).do("director", inspection.ReturnCorrectedEntry{})
	require.Equal(t, []string{"task bureau_head " + department + ": 更正后的公示稿已拟定，请批准或者退回。", "task u-clerk : 更正后的公示稿被退回，请修改后重新拟定。"}, read(r.told))
	require.Nil(t, r.s.Objection.Corrected)
	r.do("clerk", inspection.PrepareCorrectedEntry{Result: right})
	r.told = nil
	r.do("director", inspection.ApproveCorrectedEntry{})
	require.True(t, r.corrects)
	require.Equal(t, inspection.PublicationWork{Entries: 1, Final: true}, r.s.Objection.Correction)
	require.Equal(t, []string{"task clerk " + department + ": 更正后的公示内容已发布，请答复检查对象。"}, read(r.told))
	require.Equal(t, []inspection.DeadlineKind{inspection.DeadlineObjection}, r.running(), "one period to the answer")
	r.onDay(april(11)).do("clerk", inspection.AnswerObjection{On: april(11), Method: inspection.ServedInPerson})
	require.Equal(t, inspection.EndingObjectionUpheld, r.s.Ending)
	require.Equal(t, april(11), r.s.Objection.AnsweredOn)
	require.Equal(t, inspection.ServedInPerson, r.s.Objection.Method)
	require.False(t, r.corrects)
	require.False(t, r.s.Stage.Open())
	require.Empty(t, r.s.Deadlines)
	require.Empty(t, r.s.Allowed(people["clerk"]))
}

func TestObjectionRejected(t *testing.T) {
	r := objectionChecked(t).do("director", inspection.DecideObjection{Decision: inspection.ObjectionRejected})
	require.Equal(t, inspection.ObjectionAnswer, r.s.Stage, "the entry stays as it is")
	require.Contains(t, read(r.told), "task clerk "+department+": 决定：异议不成立，维持公示内容。请答复检查对象。")
	r.do("clerk", inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})
	require.Equal(t, inspection.EndingObjectionRejected, r.s.Ending)
}

func TestCorrectedEntriesThatAreRefused(t *testing.T) {
	type result = inspection.PublishedResult
	type items = map[string]inspection.Outcome
	for name, test := range map[string]struct {
		code   string
		result result
	}{
		"nothing said":              {"corrected_entry_invalid", result{}},
		"unknown outcome":           {"corrected_entry_invalid", result{Outcome: "weather"}},
		"withdrawn with an outcome": {"corrected_entry_invalid", result{Withdrawn: true, Outcome: inspection.OutcomeNoProblem}},
		"withdrawn with items":      {"corrected_entry_invalid", result{Withdrawn: true, Items: items{"R1": inspection.OutcomeCorrection}}},
		"item of another case":      {"corrected_entry_invalid", result{Outcome: inspection.OutcomeCorrection, Items: items{"R9": inspection.OutcomeCorrection}}},
		"item without a problem":    {"corrected_entry_invalid", result{Outcome: inspection.OutcomeNoProblem, Items: items{"R1": inspection.OutcomeNoProblem}}},
		"lighter than its items":    {"outcome_not_the_gravest", result{Outcome: inspection.OutcomeNoProblem, Items: items{"R2": inspection.OutcomeFollowUp}}},
		"graver than its items":     {"outcome_not_the_gravest", result{Outcome: inspection.OutcomeFollowUp, Items: items{"R1": inspection.OutcomeCorrection}}},
		"problem without an item":   {"outcome_not_the_gravest", result{Outcome: inspection.OutcomeCorrection}},
		"as it was":                 {"corrected_entry_unchanged", published},
	} {
		t.Run(name, func(t *testing.T) {
			objectionDecided(t).refused(test.code, "clerk", inspection.PrepareCorrectedEntry{Result: test.result})
		})
	}
	objectionDecided(t).do("clerk", inspection.PrepareCorrectedEntry{Result: result{Outcome: inspection.OutcomeUnreachable}})
	objectionDecided(t).do("clerk", inspection.PrepareCorrectedEntry{Result: result{Outcome: inspection.OutcomeCorrection, Items: items{"R2": inspection.OutcomeCorrection}}})
	r := objectionDecided(t)
	r.refused("publication_not_prepared", "director", inspection.ApproveCorrectedEntry{})
	r.refused("publication_not_prepared", "director", inspection.ReturnCorrectedEntry{})
	objectionPrepared(t).refused("publication_prepared", "clerk", inspection.PrepareCorrectedEntry{Result: right})
}

// TestALentPowerIsItsLenders: who lent the power by which an opinion was given or an
// entry prepared does not decide on it.
func TestALentPowerIsItsLenders(t *testing.T) {
	borrower := func(role inspection.Role) inspection.Actor {
		return inspection.Actor{ID: "u-deputy", Roles: []inspection.Role{role}, DelegatedRoles: []inspection.Role{role}, DelegatedFrom: "u-director", DelegatedDepartment: department}
	}
	r := objectionRaised(t)
	require.NoError(t, r.attempt(borrower(inspection.RoleSectionHead), inspection.CheckObjection{Opinion: inspection.ObjectionUpheld}, reasoned))
	r.refused("own_proposal", "director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld})
	r = objectionDecided(t)
	require.NoError(t, r.attempt(borrower(inspection.RoleClerk), inspection.PrepareCorrectedEntry{Result: right}))
	r.refused("own_proposal", "director", inspection.ApproveCorrectedEntry{})
}

func TestCorrectedEntrySaysSomethingElse(t *testing.T) {
	for _, published := range []inspection.PublishedResult{{Withdrawn: true}, {Outcome: inspection.OutcomeUnreachable}} {
		r := objectionDecided(t)
		r.s.Objection.Published = published
		r.refused("corrected_entry_unchanged", "clerk", inspection.PrepareCorrectedEntry{Result: published})
		r.do("clerk", inspection.PrepareCorrectedEntry{Result: inspection.PublishedResult{Outcome: inspection.OutcomeDeregistered}})
	}
	r := objectionDecided(t)
	e := r.refused("corrected_entry_invalid", "clerk", inspection.PrepareCorrectedEntry{Result: inspection.PublishedResult{Outcome: inspection.OutcomeCorrection,
		Items: map[string]inspection.Outcome{"R9": "weather", "R1": inspection.OutcomeNoProblem}}})
	require.Len(t, e.Fields, 2, "one thing is said of each item")
}

func TestObjectionViewsHaveNames(t *testing.T) {
	for _, view := range inspection.ObjectionViews {
		require.NotEmpty(t, view.Chinese())
	}
}

func TestCorrectedEntryIsNotApprovedByWhoPreparedIt(t *testing.T) {
	r := objectionDecided(t)
	both := people["clerk"]
	both.Roles = append(both.Roles, inspection.RoleBureauHead)
	require.NoError(t, r.attempt(both, inspection.PrepareCorrectedEntry{Result: right}))
	refusedAs(t, "own_proposal", r.attempt(both, inspection.ApproveCorrectedEntry{}))
}

// TestPublishedNow: what a later entry of the case says is what the objections
// that were upheld made of it.
func TestPublishedNow(t *testing.T) {
	c := inspection.Case{No: caseNo, Result: &inspection.Result{Outcome: inspection.OutcomeCorrection, Items: map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection}}}}
	require.Equal(t, published, inspection.PublishedNow(c, nil))
	require.Equal(t, published, inspection.PublishedNow(c, []inspection.Proceeding{objectionPrepared(t).s, referral(t).s}), "not before it is approved")
	require.Equal(t, right, inspection.PublishedNow(c, []inspection.Proceeding{objectionCorrected(t).s}))
}

func TestObjectTo(t *testing.T) {
	c := inspection.Case{No: caseNo, Result: &inspection.Result{Outcome: inspection.OutcomeNoProblem}}
	_, err := inspection.ObjectTo(c, nil)
	refusedAs(t, "nothing_published", err)
	c.Publication.Entries = 1
	_, err = inspection.ObjectTo(c, []inspection.Proceeding{objectionDecided(t).s})
	refusedAs(t, "objection_running", err)
	o, err := inspection.ObjectTo(c, []inspection.Proceeding{objectionAnswered(t).s, referral(t).s})
	require.NoError(t, err)
	require.Equal(t, right, o.Published)
}

// TestObjectionOnPaper is entered for the entity; its period runs from the day on
// which it came in.
func TestObjectionOnPaper(t *testing.T) {
	r := objectionUnraised(t).do("clerk", inspection.RaiseObjection{On: april(3)})
	require.True(t, r.s.Objection.EnteredFor)
	require.Equal(t, may(6), r.deadline(inspection.DeadlineObjection).Last)
	r = objectionUnraised(t)
	r.refused("date_required", "clerk", inspection.RaiseObjection{})
	r.refused("in_the_future", "clerk", inspection.RaiseObjection{On: april(9)})
	r.refused("entity_acts_now", "entity", inspection.RaiseObjection{On: april(7)})
}

// TestObjectionWithinTheBureausOwnPeriod.
func TestObjectionWithinTheBureausOwnPeriod(t *testing.T) {
	r := objectionUnraised(t)
	r.s.Objection.Lengths = map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineObjection: working(10)}
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
	r.refused("before_opening", "head", inspection.CheckObjection{Opinion: inspection.ObjectionUpheld}, happened(april(7).At(9, 0)))
	r.do("head", inspection.CheckObjection{Opinion: inspection.ObjectionUpheld})
	r.refused("objection_view_unknown", "director", inspection.DecideObjection{Decision: "perhaps"})
	r.refused("out_of_order", "director", inspection.DecideObjection{Decision: inspection.ObjectionUpheld}, happened(april(8).At(9, 0)))
	r.do("director", inspection.DecideObjection{Decision: inspection.ObjectionRejected})
	r.refused("service_method_unknown", "clerk", inspection.AnswerObjection{On: april(9)})
	r.refused("out_of_order", "clerk", inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})
	r.law.Edition = &inspection.Edition{Code: "1999"}
	r.refused("edition_mismatch", "clerk", inspection.AnswerObjection{On: april(9), Method: inspection.ServedByMail})
}

func TestEveryCellOfAnObjection(t *testing.T) {
	type cell = errandCell[inspection.Proceeding]
	is := fixed[inspection.Proceeding]
	unraised, check, decision := string(inspection.ObjectionUnraised), string(inspection.ObjectionCheck), string(inspection.ObjectionDecision)
	entry, answer := string(inspection.ObjectionCorrectedEntry), string(inspection.ObjectionAnswer)
	everyCell(t, actsOf(inspection.ProceedingObjection), map[string]func(testing.TB) *proceedingErrand{
		unraised: objectionUnraised, check: objectionRaised, decision: objectionChecked, entry: objectionDecided, answer: objectionCorrected,
		string(inspection.ProceedingClosed): objectionAnswered,
	}, []cell{
		{act: inspection.ActRaiseObjection, stage: unraised, scene: objectionUnraised, who: []string{"entity", "clerk"}, facts: is(inspection.RaiseObjection{On: april(8)})},
		{act: inspection.ActCheckObjection, stage: check, scene: objectionRaised, who: []string{"head"}, facts: is(inspection.CheckObjection{Opinion: inspection.ObjectionRejected})},
		{act: inspection.ActReturnObjection, stage: decision, scene: objectionChecked, who: []string{"director"}, facts: is(inspection.ReturnObjection{})},
		{act: inspection.ActDecideObjection, stage: decision, scene: objectionChecked, who: []string{"director"}, facts: is(inspection.DecideObjection{Decision: inspection.ObjectionRejected})},
		{act: inspection.ActPrepareCorrectedEntry, stage: entry, scene: objectionDecided, who: []string{"clerk"}, facts: is(inspection.PrepareCorrectedEntry{Result: right})},
		{act: inspection.ActReturnCorrectedEntry, stage: entry, scene: objectionPrepared, who: []string{"director"}, facts: is(inspection.ReturnCorrectedEntry{})},
		{act: inspection.ActApproveCorrectedEntry, stage: entry, scene: objectionPrepared, who: []string{"director"}, facts: is(inspection.ApproveCorrectedEntry{})},
		{act: inspection.ActAnswerObjection, stage: answer, scene: objectionCorrected, who: []string{"clerk"}, facts: is(inspection.AnswerObjection{On: april(8), Method: inspection.ServedByMail})},
	})
}

var objectionPeriods2024 = []errandPeriod[inspection.Proceeding]{
	{inspection.DeadlineObjection, may(8), objectionCorrected, func(r *proceedingErrand) {
		r.do("clerk", inspection.AnswerObjection{On: r.today(), Method: inspection.ServedByMail})
	}},
}

func TestPeriodsOfAnObjection(t *testing.T) { periodsHold(t, objectionPeriods2024) }
