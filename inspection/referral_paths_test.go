package inspection_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

type proceedingErrand = errand[inspection.Proceeding]

var ofProceedings = errandKind[inspection.Proceeding]{
	docket: func(p inspection.Proceeding) inspection.Docket { return p.Docket },
	stage:  func(p inspection.Proceeding) string { return string(p.Stage) },
	seq:    func(p inspection.Proceeding) int { return p.Seq },
	reason: func(p inspection.Proceeding, act inspection.ActKind) bool {
		rule, _ := inspection.ProceedingRuleOf(p.Kind, act)
		return rule.Reason
	},
}

func beside(t testing.TB, kind inspection.ProceedingKind, day calendar.Date) *proceedingErrand {
	t.Helper()
	r := &proceedingErrand{t: t, kind: ofProceedings, law: lawOf2024(t), now: day.At(9, 0)}
	p, told, err := inspection.OpenProceeding(inspection.ProceedingOpening{No: inspection.ProceedingNo(caseNo, kind, 1), Kind: kind, Case: caseNo,
		Task: "2024001-001", Entity: entityCode, Edition: "2024", Department: department, Items: []string{"R1"}, Team: inspection.Team{"Z1", "Z2"}, At: r.now}, r.law)
	require.NoError(t, err)
	r.s, r.told = p, told
	return r
}

var (
	market  = inspection.Addressee{Place: inspection.OtherDepartment, Name: "市场监督管理局"}
	section = inspection.Addressee{Place: inspection.WithinBureau, Name: elsewhere}
)

// The way of a referral, on 8 April 2024 unless said otherwise.

func referral(t testing.TB) *proceedingErrand {
	return beside(t, inspection.ProceedingReferral, april(8))
}

func referralProposed(to inspection.Addressee) func(testing.TB) *proceedingErrand {
	return func(t testing.TB) *proceedingErrand {
		return referral(t).do("lead", inspection.ProposeReferral{To: to})
	}
}

func referralApproved(t testing.TB) *proceedingErrand {
	return referralProposed(market)(t).do("director", inspection.ApproveReferral{})
}

func referralHandedOver(t testing.TB) *proceedingErrand {
	r := referralApproved(t)
	return r.do("member", inspection.HandOverReferral{On: r.today(), Method: inspection.HandedByExchange})
}

func referralReceived(t testing.TB) *proceedingErrand {
	r := referralHandedOver(t)
	return r.do("clerk", inspection.RecordReferralReceipt{On: r.today()})
}

func referralReplied(t testing.TB) *proceedingErrand {
	r := referralReceived(t)
	return r.do("clerk", inspection.RecordReferralReply{On: r.today(), Answer: inspection.ReferralTaken, Result: inspection.ReferralDealtWith})
}

func referralPrepared(t testing.TB) *proceedingErrand {
	return referralReplied(t).do("clerk", inspection.PrepareReferralResult{})
}

func referralClosed(t testing.TB) *proceedingErrand {
	return referralPrepared(t).do("director", inspection.ApproveReferralResult{})
}

func ended(t *testing.T, r *proceedingErrand, how inspection.Ending) {
	t.Helper()
	require.Equal(t, inspection.ProceedingClosed, r.s.Stage)
	require.Equal(t, how, r.s.Ending)
	require.NotEmpty(t, how.Chinese())
	require.Equal(t, r.now, r.s.Closed)
	require.Empty(t, r.s.Deadlines)
	require.True(t, r.s.HandedOver())
	require.Empty(t, r.s.Allowed(people["director"]))
}

func TestPathReferredToAnotherDepartment(t *testing.T) {
	r := referral(t)
	require.Equal(t, "2024001-001-0001-R1", r.s.No)
	require.Equal(t, []string{"task Z1 : 请提出移送意见并起草移送函。"}, read(r.told))
	r.onDay(april(9)).do("lead", inspection.ProposeReferral{To: market})
	require.Equal(t, []inspection.DeadlineKind{inspection.DeadlineReferralApproval}, r.running())
	require.False(t, r.s.HandedOver())
	r.onDay(april(10)).do("director", inspection.ApproveReferral{})
	r.onDay(april(11)).do("member", inspection.HandOverReferral{On: april(11), Method: inspection.HandedInPerson})
	require.True(t, r.s.HandedOver())
	r.onDay(april(12)).do("clerk", inspection.RecordReferralReceipt{On: april(12)})
	require.Equal(t, may(13), r.deadline(inspection.DeadlineReferralReply).Last)
	r.refused("receipt_recorded", "clerk", inspection.RecordReferralReceipt{On: april(12)})
	r.onDay(april(30)).do("lead", inspection.RecordReferralReply{On: april(30), Answer: inspection.ReferralTaken, Result: inspection.ReferralNoViolation})
	require.Equal(t, inspection.ReferralPublication, r.s.Stage)
	require.Nil(t, r.entry)
	r.do("clerk", inspection.PrepareReferralResult{})
	r.refused("publication_prepared", "clerk", inspection.PrepareReferralResult{})
	r.do("director", inspection.ApproveReferralResult{})
	require.Equal(t, &inspection.PublicEntry{Outcome: "已移送市场监督管理局处理，办理结果：未发现违法行为"}, r.entry)
	ended(t, r, inspection.EndingReferred)
	for _, m := range r.s.Met {
		require.False(t, m.Late, m.Kind)
	}
	require.Len(t, r.s.Met, 6)
}

func TestPathReferredWithinTheBureau(t *testing.T) {
	r := referralProposed(section)(t)
	r.refused("not_your_act", "director", inspection.ApproveReferral{})
	r.do("head", inspection.ApproveReferral{})
	r.told = nil
	r.do("lead", inspection.HandOverReferral{On: april(8), Method: inspection.HandedInPerson})
	require.Equal(t, []string{"task section_head " + elsewhere + ": 已移交你科室办理，请出具回执并反馈办理结果。"}, read(r.told))
}

func TestReferralIsNobodysOwnToDecide(t *testing.T) {
	r := referral(t)
	r.refused("referral_not_proposed", "director", inspection.ApproveReferral{})
	r.do("lead", inspection.ProposeReferral{To: market})
	r.refused("referral_proposed", "lead", inspection.ProposeReferral{To: section})
	both := people["lead"]
	both.Roles = append(both.Roles, inspection.RoleBureauHead)
	refusedAs(t, "own_proposal", r.attempt(both, inspection.ApproveReferral{}))
	refusedAs(t, "own_proposal", r.attempt(both, inspection.RefuseReferral{}, reasoned))
	deputy := inspection.Actor{ID: "u-deputy", Roles: []inspection.Role{inspection.RoleBureauHead}, DelegatedRoles: []inspection.Role{inspection.RoleBureauHead}, DelegatedFrom: "u-lead"}
	refusedAs(t, "own_proposal", r.attempt(deputy, inspection.ApproveReferral{}))
	deputy.DelegatedFrom = "u-director"
	require.NoError(t, r.attempt(deputy, inspection.ApproveReferral{}), "the power may be delegated")
}

func TestReferralResultIsNobodysOwnToApprove(t *testing.T) {
	r := referralReplied(t)
	r.refused("publication_not_prepared", "director", inspection.ApproveReferralResult{})
	both := people["clerk"]
	both.Roles = append(both.Roles, inspection.RoleBureauHead)
	require.NoError(t, r.attempt(both, inspection.PrepareReferralResult{}))
	refusedAs(t, "own_proposal", r.attempt(both, inspection.ApproveReferralResult{}))
	r.told = nil
	r.do("director", inspection.ReturnReferralResult{})
	require.Equal(t, []string{"task u-clerk : 补充公示稿被退回，请修改后重新拟定。"}, read(r.told))
	r.do("clerk", inspection.PrepareReferralResult{}).do("director", inspection.ApproveReferralResult{})
	ended(t, r, inspection.EndingReferred)
}

func TestPathReferralReturnedThenRefused(t *testing.T) {
	r := referralProposed(market)(t).onDay(april(9)).do("director", inspection.ReturnReferral{})
	require.Equal(t, inspection.ReferralProposal, r.s.Stage)
	require.Equal(t, april(9), calendar.DateOf(r.deadline(inspection.DeadlineReferralProposal).From))
	require.Equal(t, []inspection.DeadlineKind{inspection.DeadlineReferralProposal}, r.running())
	r.refused("out_of_order", "lead", inspection.ProposeReferral{To: market}, happened(april(8).At(17, 0)))
	r.do("lead", inspection.ProposeReferral{To: market})
	r.refused("out_of_order", "director", inspection.RefuseReferral{}, happened(april(8).At(17, 0)))
	r.refused("reason_required", "director", inspection.RefuseReferral{})
	r.do("director", inspection.RefuseReferral{})
	require.True(t, r.s.HandedOver(), "the inspection need not wait for the page")
	r.do("clerk", inspection.PrepareReferralResult{}).do("director", inspection.ApproveReferralResult{})
	require.Equal(t, "经审核，不予移送", r.entry.Outcome)
	ended(t, r, inspection.EndingNotReferred)
}

func TestPathReferralDeclined(t *testing.T) {
	r := referralHandedOver(t).onDay(april(9))
	r.do("clerk", inspection.RecordReferralReply{On: april(9), Answer: inspection.ReferralDeclined})
	require.Equal(t, inspection.ReferralProposal, r.s.Stage)
	require.True(t, r.s.HandedOver(), "once handed over, the inspection waits no more")
	require.Equal(t, []inspection.Declined{{By: market, On: april(9)}}, r.s.Referral.Declined)
	require.Equal(t, []inspection.DeadlineKind{inspection.DeadlineReferralProposal}, r.running())
	require.False(t, r.met(inspection.DeadlineReferralReceipt).Late)
	r.refused("addressee_declined", "lead", inspection.ProposeReferral{To: market})
	r.do("lead", inspection.ProposeReferral{To: section}).do("head", inspection.ApproveReferral{})
	require.Len(t, r.s.Referral.Declined, 1, "stays on record")
}

// TestReferralFromAClearLead: no inspection, nothing was published and nothing is.
func TestReferralFromAClearLead(t *testing.T) {
	r := referralReceived(t)
	r.s.Case = ""
	r.do("clerk", inspection.RecordReferralReply{On: april(8), Answer: inspection.ReferralTaken, Result: inspection.ReferralOther})
	require.Nil(t, r.entry)
	ended(t, r, inspection.EndingReferred)
}

func TestReferralFactsThatAreRefused(t *testing.T) {
	for _, to := range []inspection.Addressee{{}, {Name: "甲局"}, {Place: "moon", Name: "甲局"}, {Place: inspection.OtherDepartment}, {Place: inspection.OtherDepartment, Name: " 甲局"},
		{Place: inspection.OtherDepartment, Name: "甲\n局"}, {Place: inspection.OtherDepartment, Name: strings.Repeat("局", 41)}, {Place: inspection.WithinBureau, Name: department}} {
		referral(t).refused("addressee_invalid", "lead", inspection.ProposeReferral{To: to})
	}
	referral(t).do("lead", inspection.ProposeReferral{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: strings.Repeat("局", 40)}})

	r := referralApproved(t)
	r.refused("handover_method_unknown", "lead", inspection.HandOverReferral{On: april(8)})
	r.refused("date_required", "lead", inspection.HandOverReferral{Method: inspection.HandedByPost})
	r.refused("in_the_future", "lead", inspection.HandOverReferral{On: april(9), Method: inspection.HandedByPost})
	r.refused("out_of_order", "lead", inspection.HandOverReferral{On: april(7), Method: inspection.HandedByPost})

	r = referralReceived(t).onDay(april(9))
	for _, f := range []inspection.RecordReferralReply{{}, {Answer: "perhaps"}, {Answer: inspection.ReferralTaken}, {Answer: inspection.ReferralTaken, Result: "fine"},
		{Answer: inspection.ReferralDeclined, Result: inspection.ReferralOther}, {Answer: inspection.ReferralDeclined, Result: "fine"}, {Result: inspection.ReferralOther}} {
		f.On = april(9)
		r.refused("reply_invalid", "clerk", f)
	}
	r.refused("out_of_order", "clerk", inspection.RecordReferralReply{On: april(7), Answer: inspection.ReferralDeclined})
	r.onDay(april(15)).refused("late_entry_needs_reason", "clerk", inspection.RecordReferralReply{On: april(10), Answer: inspection.ReferralDeclined})
}

func TestReferralCodesHaveNames(t *testing.T) {
	for _, name := range []string{inspection.WithinBureau.Chinese(), inspection.OtherDepartment.Chinese(), inspection.HandedInPerson.Chinese(), inspection.HandedByPost.Chinese(),
		inspection.HandedByExchange.Chinese(), inspection.ReferralTaken.Chinese(), inspection.ReferralDeclined.Chinese(), inspection.ReferralDealtWith.Chinese(),
		inspection.ReferralNoViolation.Chinese(), inspection.ReferralOther.Chinese(), inspection.EndingReferred.Chinese(), inspection.EndingNotReferred.Chinese()} {
		require.NotEmpty(t, name)
	}
}
