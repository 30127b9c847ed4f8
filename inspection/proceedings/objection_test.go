package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The way of an objection, on 8 April 2024.

func objectionUnraised(t testing.TB) *proceedingErrand {
	return unopened(t, proceedings.Opening{No: law.ProceedingNo(inspectiontest.CaseNo, law.ProceedingObjection, 1), Kind: law.ProceedingObjection,
		Case: inspectiontest.CaseNo, Task: "2024001-001", Entity: inspectiontest.EntityCode, Items: []string{"R1", "R2"}, Objection: &proceedings.ObjectionFile{Publication: inspectiontest.CaseNo + "/1", Published: published}})
}

// published is what the entry says to which the entity objects; right is what the
// check finds.
var (
	published = proceedings.PublishedResult{Outcome: law.OutcomeCorrection, Items: map[string]law.Outcome{"R1": law.OutcomeCorrection}}
	right     = proceedings.PublishedResult{Outcome: law.OutcomeNoProblem}
)

func objectionRaised(t testing.TB) *proceedingErrand {
	return objectionUnraised(t).Do("entity", proceedings.RaiseObjection{})
}

func objectionChecked(t testing.TB) *proceedingErrand {
	return objectionRaised(t).Do("head", proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld})
}

func objectionDecided(t testing.TB) *proceedingErrand {
	return objectionChecked(t).Do("director", proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld})
}

func objectionPrepared(t testing.TB) *proceedingErrand {
	return objectionDecided(t).Do("clerk", proceedings.PrepareCorrectedEntry{Result: right})
}

func objectionCorrected(t testing.TB) *proceedingErrand {
	return objectionPrepared(t).Do("director", proceedings.ApproveCorrectedEntry{})
}

func objectionAnswered(t testing.TB) *proceedingErrand {
	return objectionCorrected(t).Do("clerk", proceedings.AnswerObjection{On: inspectiontest.April(8), Method: law.ServedByMail})
}

func TestPathOfAnObjection(t *testing.T) {
	r := objectionUnraised(t).Do("entity", proceedings.RaiseObjection{})
	require.Equal(t, "2024001-001-0001-Y1", r.S.No)
	require.False(t, r.S.Objection.EnteredFor)
	require.Equal(t, []string{"task section_head " + inspectiontest.Department + ": 检查对象对公示结果提出异议，请核查并提出意见。"}, inspectiontest.Read(r.Told))
	r.Told = nil
	r.OnDay(inspectiontest.April(9)).Do("head", proceedings.CheckObjection{Opinion: proceedings.ObjectionRejected})
	require.Equal(t, []string{"task bureau_head " + inspectiontest.Department + ": 核查意见：异议不成立，维持公示内容。请决定或者退回。"}, inspectiontest.Read(r.Told))
	r.Told = nil
	r.Do("director", proceedings.ReturnObjection{})
	require.Equal(t, []string{"task u-head : 核查意见被退回，请重新核查。"}, inspectiontest.Read(r.Told))
	require.Equal(t, proceedings.ObjectionCheck, r.S.Stage)
	require.Empty(t, r.S.Objection.Opinion)
	require.Empty(t, r.S.Objection.CheckedBy)
	r.Do("head", proceedings.CheckObjection{Opinion: proceedings.ObjectionRejected})
	r.Told = nil
	r.Do("director", proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld})
	require.Equal(t, proceedings.ObjectionCorrectedEntry, r.S.Stage, "the decision may depart from the opinion")
	require.Equal(t, []string{"task clerk " + inspectiontest.Department + ": 决定：异议成立，更正公示内容。请拟定更正后的公示内容。"}, inspectiontest.Read(r.Told))
	r.Told = nil
	r.Do("clerk", proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Withdrawn: true}}).Do("director", proceedings.ReturnCorrectedEntry{})
	require.Equal(t, []string{"task bureau_head " + inspectiontest.Department + ": 更正后的公示稿已拟定，请批准或者退回。", "task u-clerk : 更正后的公示稿被退回，请修改后重新拟定。"}, inspectiontest.Read(r.Told))
	require.Nil(t, r.S.Objection.Corrected)
	r.Do("clerk", proceedings.PrepareCorrectedEntry{Result: right})
	r.Told = nil
	r.Do("director", proceedings.ApproveCorrectedEntry{})
	require.True(t, r.Corrects)
	require.Equal(t, cases.PublicationWork{Entries: 1, Final: true}, r.S.Objection.Correction)
	require.Equal(t, []string{"task clerk " + inspectiontest.Department + ": 更正后的公示内容已发布，请答复检查对象。"}, inspectiontest.Read(r.Told))
	require.Equal(t, []law.DeadlineKind{law.DeadlineObjection}, r.Running(), "one period to the answer")
	r.OnDay(inspectiontest.April(11)).Do("clerk", proceedings.AnswerObjection{On: inspectiontest.April(11), Method: law.ServedInPerson})
	require.Equal(t, proceedings.EndingObjectionUpheld, r.S.Ending)
	require.Equal(t, inspectiontest.April(11), r.S.Objection.AnsweredOn)
	require.Equal(t, law.ServedInPerson, r.S.Objection.Method)
	require.False(t, r.Corrects)
	require.False(t, r.S.Stage.Open())
	require.Empty(t, r.S.Deadlines)
	require.Empty(t, r.S.Allowed(inspectiontest.People["clerk"]))
}

func TestObjectionRejected(t *testing.T) {
	r := objectionChecked(t).Do("director", proceedings.DecideObjection{Decision: proceedings.ObjectionRejected})
	require.Equal(t, proceedings.ObjectionAnswer, r.S.Stage, "the entry stays as it is")
	require.Contains(t, inspectiontest.Read(r.Told), "task clerk "+inspectiontest.Department+": 决定：异议不成立，维持公示内容。请答复检查对象。")
	r.Do("clerk", proceedings.AnswerObjection{On: inspectiontest.April(8), Method: law.ServedByMail})
	require.Equal(t, proceedings.EndingObjectionRejected, r.S.Ending)
}

func TestCorrectedEntriesThatAreRefused(t *testing.T) {
	type result = proceedings.PublishedResult
	type items = map[string]law.Outcome
	for name, test := range map[string]struct {
		code   string
		result result
	}{
		"nothing said":              {"corrected_entry_invalid", result{}},
		"unknown outcome":           {"corrected_entry_invalid", result{Outcome: "weather"}},
		"withdrawn with an outcome": {"corrected_entry_invalid", result{Withdrawn: true, Outcome: law.OutcomeNoProblem}},
		"withdrawn with items":      {"corrected_entry_invalid", result{Withdrawn: true, Items: items{"R1": law.OutcomeCorrection}}},
		"item of another case":      {"corrected_entry_invalid", result{Outcome: law.OutcomeCorrection, Items: items{"R9": law.OutcomeCorrection}}},
		"item without a problem":    {"corrected_entry_invalid", result{Outcome: law.OutcomeNoProblem, Items: items{"R1": law.OutcomeNoProblem}}},
		"lighter than its items":    {"outcome_not_the_gravest", result{Outcome: law.OutcomeNoProblem, Items: items{"R2": law.OutcomeFollowUp}}},
		"graver than its items":     {"outcome_not_the_gravest", result{Outcome: law.OutcomeFollowUp, Items: items{"R1": law.OutcomeCorrection}}},
		"problem without an item":   {"outcome_not_the_gravest", result{Outcome: law.OutcomeCorrection}},
		"as it was":                 {"corrected_entry_unchanged", published},
	} {
		t.Run(name, func(t *testing.T) {
			objectionDecided(t).Refused(test.code, "clerk", proceedings.PrepareCorrectedEntry{Result: test.result})
		})
	}
	objectionDecided(t).Do("clerk", proceedings.PrepareCorrectedEntry{Result: result{Outcome: law.OutcomeUnreachable}})
	objectionDecided(t).Do("clerk", proceedings.PrepareCorrectedEntry{Result: result{Outcome: law.OutcomeCorrection, Items: items{"R2": law.OutcomeCorrection}}})
	r := objectionDecided(t)
	r.Refused("publication_not_prepared", "director", proceedings.ApproveCorrectedEntry{})
	r.Refused("publication_not_prepared", "director", proceedings.ReturnCorrectedEntry{})
	objectionPrepared(t).Refused("publication_prepared", "clerk", proceedings.PrepareCorrectedEntry{Result: right})
}

// TestALentPowerIsItsLenders: who lent the power by which an opinion was given or an
// entry prepared does not decide on it.
func TestALentPowerIsItsLenders(t *testing.T) {
	borrower := func(role law.Role) law.Actor {
		return law.Actor{ID: "u-deputy", Roles: []law.Role{role}, DelegatedRoles: []law.Role{role}, DelegatedFrom: "u-director", DelegatedDepartment: inspectiontest.Department}
	}
	r := objectionRaised(t)
	require.NoError(t, r.Attempt(borrower(law.RoleSectionHead), proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld}, inspectiontest.Reasoned))
	r.Refused("own_proposal", "director", proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld})
	r = objectionDecided(t)
	require.NoError(t, r.Attempt(borrower(law.RoleClerk), proceedings.PrepareCorrectedEntry{Result: right}))
	r.Refused("own_proposal", "director", proceedings.ApproveCorrectedEntry{})
}

func TestCorrectedEntrySaysSomethingElse(t *testing.T) {
	for _, published := range []proceedings.PublishedResult{{Withdrawn: true}, {Outcome: law.OutcomeUnreachable}} {
		r := objectionDecided(t)
		r.S.Objection.Published = published
		r.Refused("corrected_entry_unchanged", "clerk", proceedings.PrepareCorrectedEntry{Result: published})
		r.Do("clerk", proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeDeregistered}})
	}
	r := objectionDecided(t)
	e := r.Refused("corrected_entry_invalid", "clerk", proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeCorrection,
		Items: map[string]law.Outcome{"R9": "weather", "R1": law.OutcomeNoProblem}}})
	require.Equal(t, []string{"result.items.R1", "result.items.R9"}, inspectiontest.Fields(e), "one thing is said of each item")
}

func TestObjectionViewsHaveNames(t *testing.T) {
	for _, view := range proceedings.ObjectionViews {
		require.NotEmpty(t, view.Chinese())
	}
}

func TestCorrectedEntryIsNotApprovedByWhoPreparedIt(t *testing.T) {
	r := objectionDecided(t)
	both := inspectiontest.People["clerk"]
	both.Roles = append(both.Roles, law.RoleBureauHead)
	require.NoError(t, r.Attempt(both, proceedings.PrepareCorrectedEntry{Result: right}))
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, proceedings.ApproveCorrectedEntry{}))
}

// TestPublishedNow: what a later entry of the case says is what the objections
// that were upheld made of it.
func TestPublishedNow(t *testing.T) {
	c := cases.Case{No: inspectiontest.CaseNo, Result: &cases.Result{Outcome: law.OutcomeCorrection, Items: map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeCorrection}}}}
	require.Equal(t, published, proceedings.PublishedNow(c, nil))
	require.Equal(t, published, proceedings.PublishedNow(c, []proceedings.Proceeding{objectionPrepared(t).S, referral(t).S}), "not before it is approved")
	require.Equal(t, right, proceedings.PublishedNow(c, []proceedings.Proceeding{objectionCorrected(t).S}))
}

func TestObjectTo(t *testing.T) {
	c := cases.Case{No: inspectiontest.CaseNo, Result: &cases.Result{Outcome: law.OutcomeNoProblem}}
	_, err := proceedings.ObjectTo(c, nil)
	inspectiontest.RefusedAs(t, "nothing_published", err)
	c.Publication.Entries = 1
	_, err = proceedings.ObjectTo(c, []proceedings.Proceeding{objectionDecided(t).S})
	inspectiontest.RefusedAs(t, "objection_running", err)
	o, err := proceedings.ObjectTo(c, []proceedings.Proceeding{objectionAnswered(t).S, referral(t).S})
	require.NoError(t, err)
	require.Equal(t, right, o.Published)
}

// TestObjectionOnPaper is entered for the entity; its period runs from the day on
// which it came in.
func TestObjectionOnPaper(t *testing.T) {
	r := objectionUnraised(t).Do("clerk", proceedings.RaiseObjection{On: inspectiontest.April(3)})
	require.True(t, r.S.Objection.EnteredFor)
	require.Equal(t, inspectiontest.May(6), r.Deadline(law.DeadlineObjection).Last)
	r = objectionUnraised(t)
	r.Refused("date_required", "clerk", proceedings.RaiseObjection{})
	r.Refused("in_the_future", "clerk", proceedings.RaiseObjection{On: inspectiontest.April(9)})
	r.Refused("entity_acts_now", "entity", proceedings.RaiseObjection{On: inspectiontest.April(7)})
}

// TestObjectionWithinTheBureausOwnPeriod.
func TestObjectionWithinTheBureausOwnPeriod(t *testing.T) {
	r := objectionUnraised(t)
	r.S.Objection.Lengths = map[law.DeadlineKind]calendar.Period{law.DeadlineObjection: inspectiontest.Working(10)}
	r.Do("entity", proceedings.RaiseObjection{})
	require.Equal(t, inspectiontest.April(22), r.Deadline(law.DeadlineObjection).Last)
}

func TestObjectionIsNotDecidedByWhoChecked(t *testing.T) {
	r := objectionRaised(t)
	both := inspectiontest.People["head"]
	both.Roles = append(both.Roles, law.RoleBureauHead)
	require.NoError(t, r.Attempt(both, proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld}, inspectiontest.Reasoned))
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld}, inspectiontest.Reasoned))
	deputy := law.Actor{ID: "u-deputy", Roles: []law.Role{law.RoleBureauHead}, DelegatedRoles: []law.Role{law.RoleBureauHead}, DelegatedFrom: "u-head"}
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(deputy, proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld}, inspectiontest.Reasoned))
}

func TestObjectionFactsThatAreRefused(t *testing.T) {
	r := objectionUnraised(t).Do("clerk", proceedings.RaiseObjection{On: inspectiontest.April(8)}).OnDay(inspectiontest.April(9))
	r.Refused("objection_view_unknown", "head", proceedings.CheckObjection{})
	r.Refused("before_opening", "head", proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld}, inspectiontest.Happened(inspectiontest.April(7).At(9, 0)))
	r.Do("head", proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld})
	r.Refused("objection_view_unknown", "director", proceedings.DecideObjection{Decision: "perhaps"})
	r.Refused("out_of_order", "director", proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld}, inspectiontest.Happened(inspectiontest.April(8).At(9, 0)))
	r.Do("director", proceedings.DecideObjection{Decision: proceedings.ObjectionRejected})
	r.Refused("service_method_unknown", "clerk", proceedings.AnswerObjection{On: inspectiontest.April(9)})
	r.Refused("out_of_order", "clerk", proceedings.AnswerObjection{On: inspectiontest.April(8), Method: law.ServedByMail})
	r.Law.Edition = &law.Edition{Code: "1999"}
	r.Refused("edition_mismatch", "clerk", proceedings.AnswerObjection{On: inspectiontest.April(9), Method: law.ServedByMail})
}

func TestEveryCellOfAnObjection(t *testing.T) {
	type cell = inspectiontest.ErrandCell[proceedings.Proceeding]
	is := inspectiontest.Fixed[proceedings.Proceeding]
	unraised, check, decision := string(proceedings.ObjectionUnraised), string(proceedings.ObjectionCheck), string(proceedings.ObjectionDecision)
	entry, answer := string(proceedings.ObjectionCorrectedEntry), string(proceedings.ObjectionAnswer)
	inspectiontest.EveryCell(t, actsOf(law.ProceedingObjection), map[string]func(testing.TB) *proceedingErrand{
		unraised: objectionUnraised, check: objectionRaised, decision: objectionChecked, entry: objectionDecided, answer: objectionCorrected,
		string(proceedings.Closed): objectionAnswered,
	}, []cell{
		{Act: proceedings.ActRaiseObjection, Stage: unraised, Scene: objectionUnraised, Who: []string{"entity", "clerk"}, Facts: is(proceedings.RaiseObjection{On: inspectiontest.April(8)})},
		{Act: proceedings.ActCheckObjection, Stage: check, Scene: objectionRaised, Who: []string{"head"}, Facts: is(proceedings.CheckObjection{Opinion: proceedings.ObjectionRejected})},
		{Act: proceedings.ActReturnObjection, Stage: decision, Scene: objectionChecked, Who: []string{"director"}, Facts: is(proceedings.ReturnObjection{})},
		{Act: proceedings.ActDecideObjection, Stage: decision, Scene: objectionChecked, Who: []string{"director"}, Facts: is(proceedings.DecideObjection{Decision: proceedings.ObjectionRejected})},
		{Act: proceedings.ActPrepareCorrectedEntry, Stage: entry, Scene: objectionDecided, Who: []string{"clerk"}, Facts: is(proceedings.PrepareCorrectedEntry{Result: right})},
		{Act: proceedings.ActReturnCorrectedEntry, Stage: entry, Scene: objectionPrepared, Who: []string{"director"}, Facts: is(proceedings.ReturnCorrectedEntry{})},
		{Act: proceedings.ActApproveCorrectedEntry, Stage: entry, Scene: objectionPrepared, Who: []string{"director"}, Facts: is(proceedings.ApproveCorrectedEntry{})},
		{Act: proceedings.ActAnswerObjection, Stage: answer, Scene: objectionCorrected, Who: []string{"clerk"}, Facts: is(proceedings.AnswerObjection{On: inspectiontest.April(8), Method: law.ServedByMail})},
	})
}

var objectionPeriods2024 = []inspectiontest.ErrandPeriod[proceedings.Proceeding]{
	{Kind: law.DeadlineObjection, Last: inspectiontest.May(8), Open: objectionCorrected, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.AnswerObjection{On: r.Today(), Method: law.ServedByMail})
	}},
}

func TestPeriodsOfAnObjection(t *testing.T) { inspectiontest.PeriodsHold(t, objectionPeriods2024) }

// TestObjectionYearsLater: what stands on the public page may be objected to at any
// time, also when no decision beside it is shown any more; the answer has its twenty
// working days.
func TestObjectionYearsLater(t *testing.T) {
	p, known := inspectiontest.Edition2026(t).Period(law.DeadlineObjection)
	require.True(t, known)
	require.Equal(t, inspectiontest.Working(20), p.Period)
	require.Contains(t, p.Clause, "企业信息公示暂行条例第13条第二款")
	r := objectionUnraised(t).OnDay(inspectiontest.Date(2027, 4, 19))
	r.Do("entity", proceedings.RaiseObjection{})
	require.Equal(t, r.Today().Start(), r.Deadline(law.DeadlineObjection).From)
}
