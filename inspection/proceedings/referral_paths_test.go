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

type proceedingErrand = inspectiontest.Errand[proceedings.Proceeding]

var ofProceedings = inspectiontest.ErrandKind[proceedings.Proceeding]{
	Docket: func(p proceedings.Proceeding) law.Docket { return p.Docket },
	Stage:  func(p proceedings.Proceeding) string { return string(p.Stage) },
	Seq:    func(p proceedings.Proceeding) int { return p.Seq },
	Reason: func(p proceedings.Proceeding, act law.ActKind) bool {
		rule, _ := proceedings.RuleOf(p.Kind, act)
		return rule.Reason
	},
	Led: inspectiontest.ProceedingLed,
}

func beside(t testing.TB, kind law.ProceedingKind, day calendar.Date) *proceedingErrand {
	t.Helper()
	r := &proceedingErrand{T: t, Kind: ofProceedings, Law: inspectiontest.LawOf2024(t), Now: day.At(9, 0)}
	p, told, err := proceedings.Open(proceedings.Opening{No: law.ProceedingNo(inspectiontest.CaseNo, kind, 1), Kind: kind, Case: inspectiontest.CaseNo,
		Task: "2024001-001", Entity: inspectiontest.EntityCode, Edition: "2024", Department: inspectiontest.Department, Items: []string{"R1"}, Team: law.Team{"Z1", "Z2"}, At: r.Now}, r.Law)
	require.NoError(t, err)
	r.S, r.Told = p, told
	return r
}

var (
	market  = law.Addressee{Place: law.OtherDepartment, Name: "市场监督管理局"}
	section = law.Addressee{Place: law.WithinBureau, Name: inspectiontest.Elsewhere}
)

// The way of a referral, on 8 April 2024 unless said otherwise.

func referral(t testing.TB) *proceedingErrand {
	return beside(t, law.ProceedingReferral, inspectiontest.April(8))
}

func referralProposed(to law.Addressee) func(testing.TB) *proceedingErrand {
	return func(t testing.TB) *proceedingErrand {
		return referral(t).Do("lead", proceedings.ProposeReferral{To: to})
	}
}

func referralApproved(t testing.TB) *proceedingErrand {
	return referralProposed(market)(t).Do("director", proceedings.ApproveReferral{})
}

func referralHandedOver(t testing.TB) *proceedingErrand {
	r := referralApproved(t)
	return r.Do("member", proceedings.HandOverReferral{On: r.Today(), Method: law.HandedByExchange})
}

func referralReceived(t testing.TB) *proceedingErrand {
	r := referralHandedOver(t)
	return r.Do("clerk", proceedings.RecordReferralReceipt{On: r.Today()})
}

func referralReplied(t testing.TB) *proceedingErrand {
	r := referralReceived(t)
	return r.Do("clerk", proceedings.RecordReferralReply{On: r.Today(), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralDealtWith})
}

func referralPrepared(t testing.TB) *proceedingErrand {
	return referralReplied(t).Do("clerk", proceedings.PrepareReferralResult{})
}

func referralClosed(t testing.TB) *proceedingErrand {
	return referralPrepared(t).Do("director", proceedings.ApproveReferralResult{})
}

func ended(t *testing.T, r *proceedingErrand, how proceedings.Ending) {
	t.Helper()
	require.Equal(t, proceedings.Closed, r.S.Stage)
	require.Equal(t, how, r.S.Ending)
	require.NotEmpty(t, how.Chinese())
	require.Equal(t, r.Now, r.S.Closed)
	require.Empty(t, r.S.Deadlines)
	require.True(t, r.S.HandedOver())
	require.Empty(t, r.S.Allowed(inspectiontest.People["director"]))
}

func TestPathReferredToAnotherDepartment(t *testing.T) {
	r := referral(t)
	require.Equal(t, "2024001-001-0001-R1", r.S.No)
	require.Equal(t, []string{"task Z1 : 请提出移送意见并起草移送函。"}, inspectiontest.Read(r.Told))
	r.OnDay(inspectiontest.April(9)).Do("lead", proceedings.ProposeReferral{To: market})
	require.Equal(t, []law.DeadlineKind{law.DeadlineReferralApproval}, r.Running())
	require.False(t, r.S.HandedOver())
	r.OnDay(inspectiontest.April(10)).Do("director", proceedings.ApproveReferral{})
	r.OnDay(inspectiontest.April(11)).Do("member", proceedings.HandOverReferral{On: inspectiontest.April(11), Method: law.HandedInPerson})
	require.True(t, r.S.HandedOver())
	r.OnDay(inspectiontest.April(12)).Do("clerk", proceedings.RecordReferralReceipt{On: inspectiontest.April(12)})
	require.Equal(t, inspectiontest.May(13), r.Deadline(law.DeadlineReferralReply).Last)
	r.Refused("receipt_recorded", "clerk", proceedings.RecordReferralReceipt{On: inspectiontest.April(12)})
	r.OnDay(inspectiontest.April(30)).Do("lead", proceedings.RecordReferralReply{On: inspectiontest.April(30), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralNoViolation})
	require.Equal(t, proceedings.ReferralPublication, r.S.Stage)
	require.Nil(t, r.Entry)
	r.Do("clerk", proceedings.PrepareReferralResult{})
	r.Refused("publication_prepared", "clerk", proceedings.PrepareReferralResult{})
	r.Do("director", proceedings.ApproveReferralResult{})
	require.Equal(t, &proceedings.PublicEntry{Outcome: "已移送市场监督管理局处理，办理结果：未发现违法行为"}, r.Entry)
	ended(t, r, proceedings.EndingReferred)
	for _, m := range r.S.Met {
		require.False(t, m.Late, m.Kind)
	}
	require.Len(t, r.S.Met, 6)
}

func TestPathReferredWithinTheBureau(t *testing.T) {
	r := referralProposed(section)(t)
	r.Refused("not_your_act", "director", proceedings.ApproveReferral{})
	r.Do("head", proceedings.ApproveReferral{})
	r.Told = nil
	r.Do("lead", proceedings.HandOverReferral{On: inspectiontest.April(8), Method: law.HandedInPerson})
	require.Equal(t, []string{"task section_head " + inspectiontest.Elsewhere + ": 已移交你科室办理，请出具回执并反馈办理结果。"}, inspectiontest.Read(r.Told))
}

func TestReferralIsNobodysOwnToDecide(t *testing.T) {
	r := referral(t)
	r.Refused("referral_not_proposed", "director", proceedings.ApproveReferral{})
	r.Do("lead", proceedings.ProposeReferral{To: market})
	r.Refused("referral_proposed", "lead", proceedings.ProposeReferral{To: section})
	both := inspectiontest.People["lead"]
	both.Roles = append(both.Roles, law.RoleBureauHead)
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, proceedings.ApproveReferral{}))
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, proceedings.RefuseReferral{}, inspectiontest.Reasoned))
	deputy := law.Actor{ID: "u-deputy", Roles: []law.Role{law.RoleBureauHead}, DelegatedRoles: []law.Role{law.RoleBureauHead}, DelegatedFrom: "u-lead"}
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(deputy, proceedings.ApproveReferral{}))
	deputy.DelegatedFrom = "u-director"
	require.NoError(t, r.Attempt(deputy, proceedings.ApproveReferral{}), "the power may be delegated")
}

func TestReferralResultIsNobodysOwnToApprove(t *testing.T) {
	r := referralReplied(t)
	r.Refused("publication_not_prepared", "director", proceedings.ApproveReferralResult{})
	both := inspectiontest.People["clerk"]
	both.Roles = append(both.Roles, law.RoleBureauHead)
	require.NoError(t, r.Attempt(both, proceedings.PrepareReferralResult{}))
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, proceedings.ApproveReferralResult{}))
	r.Told = nil
	r.Do("director", proceedings.ReturnReferralResult{})
	require.Equal(t, []string{"task u-clerk : 补充公示稿被退回，请修改后重新拟定。"}, inspectiontest.Read(r.Told))
	r.Do("clerk", proceedings.PrepareReferralResult{}).Do("director", proceedings.ApproveReferralResult{})
	ended(t, r, proceedings.EndingReferred)
}

func TestPathReferralReturnedThenRefused(t *testing.T) {
	r := referralProposed(market)(t).OnDay(inspectiontest.April(9)).Do("director", proceedings.ReturnReferral{})
	require.Equal(t, proceedings.ReferralProposal, r.S.Stage)
	require.Equal(t, inspectiontest.April(9), calendar.DateOf(r.Deadline(law.DeadlineReferralProposal).From))
	require.Equal(t, []law.DeadlineKind{law.DeadlineReferralProposal}, r.Running())
	r.Refused("out_of_order", "lead", proceedings.ProposeReferral{To: market}, inspectiontest.Happened(inspectiontest.April(8).At(17, 0)))
	r.Do("lead", proceedings.ProposeReferral{To: market})
	r.Refused("out_of_order", "director", proceedings.RefuseReferral{}, inspectiontest.Happened(inspectiontest.April(8).At(17, 0)))
	r.Refused("reason_required", "director", proceedings.RefuseReferral{})
	r.Do("director", proceedings.RefuseReferral{})
	require.True(t, r.S.HandedOver(), "the inspection need not wait for the page")
	r.Do("clerk", proceedings.PrepareReferralResult{}).Do("director", proceedings.ApproveReferralResult{})
	require.Equal(t, "经审核，不予移送", r.Entry.Outcome)
	ended(t, r, proceedings.EndingNotReferred)
}

func TestPathReferralDeclined(t *testing.T) {
	r := referralHandedOver(t).OnDay(inspectiontest.April(9))
	r.Do("clerk", proceedings.RecordReferralReply{On: inspectiontest.April(9), Answer: proceedings.ReferralDeclined})
	require.Equal(t, proceedings.ReferralProposal, r.S.Stage)
	require.True(t, r.S.HandedOver(), "once handed over, the inspection waits no more")
	require.Equal(t, []proceedings.Declined{{By: market, On: inspectiontest.April(9)}}, r.S.Referral.Declined)
	require.Equal(t, []law.DeadlineKind{law.DeadlineReferralProposal}, r.Running())
	require.False(t, r.Met(law.DeadlineReferralReceipt).Late)
	r.Refused("addressee_declined", "lead", proceedings.ProposeReferral{To: market})
	r.Do("lead", proceedings.ProposeReferral{To: section}).Do("head", proceedings.ApproveReferral{})
	require.Len(t, r.S.Referral.Declined, 1, "stays on record")
}

// TestReferralFromAClearLead: no inspection, nothing was published and nothing is.
func TestReferralFromAClearLead(t *testing.T) {
	r := referralReceived(t)
	r.S.Case = ""
	r.Do("clerk", proceedings.RecordReferralReply{On: inspectiontest.April(8), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralOther})
	require.Nil(t, r.Entry)
	ended(t, r, proceedings.EndingReferred)

	refused := referralProposed(market)(t)
	refused.S.Case = ""
	refused.Do("director", proceedings.RefuseReferral{})
	require.Nil(t, refused.Entry)
	ended(t, refused, proceedings.EndingNotReferred)
}

func TestReferralFactsThatAreRefused(t *testing.T) {
	for _, to := range []law.Addressee{{}, {Name: "甲局"}, {Place: "moon", Name: "甲局"}, {Place: law.OtherDepartment}, {Place: law.OtherDepartment, Name: " 甲局"},
		{Place: law.OtherDepartment, Name: "甲\n局"}, {Place: law.OtherDepartment, Name: strings.Repeat("局", 41)}, {Place: law.WithinBureau, Name: inspectiontest.Department}} {
		referral(t).Refused("addressee_invalid", "lead", proceedings.ProposeReferral{To: to})
	}
	e := referral(t).Refused("addressee_invalid", "lead", proceedings.ProposeReferral{})
	require.Equal(t, []string{"to.place", "to.name"}, inspectiontest.Fields(e))
	referral(t).Do("lead", proceedings.ProposeReferral{To: law.Addressee{Place: law.OtherDepartment, Name: strings.Repeat("局", 40)}})

	r := referralApproved(t)
	r.Refused("handover_method_unknown", "lead", proceedings.HandOverReferral{On: inspectiontest.April(8)})
	r.Refused("date_required", "lead", proceedings.HandOverReferral{Method: law.HandedByPost})
	r.Refused("in_the_future", "lead", proceedings.HandOverReferral{On: inspectiontest.April(9), Method: law.HandedByPost})
	r.Refused("out_of_order", "lead", proceedings.HandOverReferral{On: inspectiontest.April(7), Method: law.HandedByPost})

	r = referralReceived(t).OnDay(inspectiontest.April(9))
	for _, f := range []proceedings.RecordReferralReply{{}, {Answer: "perhaps"}, {Answer: proceedings.ReferralTaken}, {Answer: proceedings.ReferralTaken, Result: "fine"},
		{Answer: proceedings.ReferralDeclined, Result: proceedings.ReferralOther}, {Answer: proceedings.ReferralDeclined, Result: "fine"}, {Result: proceedings.ReferralOther}} {
		f.On = inspectiontest.April(9)
		r.Refused("reply_invalid", "clerk", f)
	}
	r.Refused("out_of_order", "clerk", proceedings.RecordReferralReply{On: inspectiontest.April(7), Answer: proceedings.ReferralDeclined})
	r.OnDay(inspectiontest.April(15)).Refused("late_entry_needs_reason", "clerk", proceedings.RecordReferralReply{On: inspectiontest.April(10), Answer: proceedings.ReferralDeclined})
}

func TestReferralCodesHaveNames(t *testing.T) {
	for _, name := range []string{law.WithinBureau.Chinese(), law.OtherDepartment.Chinese(), law.HandedInPerson.Chinese(), law.HandedByPost.Chinese(),
		law.HandedByExchange.Chinese(), proceedings.ReferralTaken.Chinese(), proceedings.ReferralDeclined.Chinese(), proceedings.ReferralDealtWith.Chinese(),
		proceedings.ReferralNoViolation.Chinese(), proceedings.ReferralOther.Chinese(), proceedings.EndingReferred.Chinese(), proceedings.EndingNotReferred.Chinese()} {
		require.NotEmpty(t, name)
	}
}
