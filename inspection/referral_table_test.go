package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func actsOf(kind inspection.ProceedingKind) []inspection.ActKind {
	var out []inspection.ActKind
	for _, r := range inspection.ProceedingRules(kind) {
		out = append(out, r.Act)
	}
	return out
}

func TestEveryCellOfAReferral(t *testing.T) {
	type cell = errandCell[inspection.Proceeding]
	type run = *proceedingErrand
	proposal, handover, reply, public := string(inspection.ReferralProposal), string(inspection.ReferralHandover), string(inspection.ReferralReply), string(inspection.ReferralPublication)
	everyCell(t, actsOf(inspection.ProceedingReferral), map[string]func(testing.TB) run{
		proposal: referral, handover: referralApproved, reply: referralReceived, public: referralReplied, string(inspection.ProceedingClosed): referralClosed,
	}, []cell{
		{act: inspection.ActProposeReferral, stage: proposal, scene: referral, who: []string{"lead"}, facts: fixed[inspection.Proceeding](inspection.ProposeReferral{To: market})},
		{act: inspection.ActProposeReferral, stage: proposal, scene: referralProposed(market), who: []string{"lead"}, code: "referral_proposed", facts: fixed[inspection.Proceeding](inspection.ProposeReferral{To: market})},
		{act: inspection.ActApproveReferral, stage: proposal, scene: referral, who: []string{"head", "director"}, code: "referral_not_proposed", facts: fixed[inspection.Proceeding](inspection.ApproveReferral{})},
		{act: inspection.ActApproveReferral, stage: proposal, scene: referralProposed(market), who: []string{"director"}, facts: fixed[inspection.Proceeding](inspection.ApproveReferral{})},
		{act: inspection.ActApproveReferral, stage: proposal, scene: referralProposed(section), who: []string{"head"}, facts: fixed[inspection.Proceeding](inspection.ApproveReferral{})},
		{act: inspection.ActReturnReferral, stage: proposal, scene: referralProposed(market), who: []string{"director"}, facts: fixed[inspection.Proceeding](inspection.ReturnReferral{})},
		{act: inspection.ActReturnReferral, stage: proposal, scene: referralProposed(section), who: []string{"head"}, facts: fixed[inspection.Proceeding](inspection.ReturnReferral{})},
		{act: inspection.ActRefuseReferral, stage: proposal, scene: referralProposed(market), who: []string{"director"}, facts: fixed[inspection.Proceeding](inspection.RefuseReferral{})},
		{act: inspection.ActRefuseReferral, stage: proposal, scene: referralProposed(section), who: []string{"head"}, facts: fixed[inspection.Proceeding](inspection.RefuseReferral{})},
		{act: inspection.ActHandOverReferral, stage: handover, scene: referralApproved, who: []string{"lead", "member"},
			facts: fixed[inspection.Proceeding](inspection.HandOverReferral{On: april(8), Method: inspection.HandedByPost})},
		{act: inspection.ActRecordReferralReceipt, stage: reply, scene: referralHandedOver, who: []string{"lead", "member", "clerk"},
			facts: fixed[inspection.Proceeding](inspection.RecordReferralReceipt{On: april(8)})},
		{act: inspection.ActRecordReferralReply, stage: reply, scene: referralReceived, who: []string{"lead", "member", "clerk"},
			facts: fixed[inspection.Proceeding](inspection.RecordReferralReply{On: april(8), Answer: inspection.ReferralDeclined})},
		{act: inspection.ActPrepareReferralResult, stage: public, scene: referralReplied, who: []string{"clerk"}, facts: fixed[inspection.Proceeding](inspection.PrepareReferralResult{})},
		{act: inspection.ActReturnReferralResult, stage: public, scene: referralPrepared, who: []string{"director"}, facts: fixed[inspection.Proceeding](inspection.ReturnReferralResult{})},
		{act: inspection.ActApproveReferralResult, stage: public, scene: referralPrepared, who: []string{"director"}, facts: fixed[inspection.Proceeding](inspection.ApproveReferralResult{})},
	})
}

// 1–5 May 2024 are off, Sundays 7 and 28 April and Saturday 11 May are worked.
var referralPeriods2024 = []errandPeriod[inspection.Proceeding]{
	{inspection.DeadlineReferralProposal, april(15), referral, func(r *proceedingErrand) { r.do("lead", inspection.ProposeReferral{To: market}) }},
	{inspection.DeadlineReferralApproval, april(11), referralProposed(market), func(r *proceedingErrand) { r.do("director", inspection.ApproveReferral{}) }},
	{inspection.DeadlineReferralHandover, april(15), referralApproved, func(r *proceedingErrand) {
		r.do("lead", inspection.HandOverReferral{On: r.today(), Method: inspection.HandedByPost})
	}},
	{inspection.DeadlineReferralReceipt, april(15), referralHandedOver, func(r *proceedingErrand) { r.do("clerk", inspection.RecordReferralReceipt{On: r.today()}) }},
	{inspection.DeadlineReferralReply, may(8), referralReceived, func(r *proceedingErrand) {
		r.do("clerk", inspection.RecordReferralReply{On: r.today(), Answer: inspection.ReferralTaken, Result: inspection.ReferralOther})
	}},
	{inspection.DeadlineSupplement, may(8), referralPrepared, func(r *proceedingErrand) { r.do("director", inspection.ApproveReferralResult{}) }},
}

func TestPeriodsOfAReferral(t *testing.T) { periodsHold(t, referralPeriods2024) }

// TestReplyIsChasedEveryWorkingDay until it is there.
func TestReplyIsChasedEveryWorkingDay(t *testing.T) {
	r := referralReceived(t)
	r.told = nil
	r.at(may(8).At(23, 0))
	require.Equal(t, 4, r.count(inspection.NoticeReminder))
	r.told = nil
	r.onDay(may(15))
	// 24:00 of the 8th, then the mornings of 9, 10, 11 (a Saturday worked), 13, 14 and 15 May.
	require.Equal(t, 7, r.count(inspection.NoticeOverdue))
	require.Equal(t, []string{"Z1", "Z2"}, r.told[1].To.Certificates)
	r.do("clerk", inspection.RecordReferralReply{On: may(15), Answer: inspection.ReferralTaken, Result: inspection.ReferralOther})
	require.True(t, r.met(inspection.DeadlineReferralReply).Late)
}

// TestReplyOfTheLastDayEnteredAfterwards was in time.
func TestReplyOfTheLastDayEnteredAfterwards(t *testing.T) {
	r := referralReceived(t).onDay(may(9))
	r.do("clerk", inspection.RecordReferralReply{On: may(8), Answer: inspection.ReferralTaken, Result: inspection.ReferralOther})
	require.False(t, r.met(inspection.DeadlineReferralReply).Late)
	require.Equal(t, date(2024, 6, 4), r.deadline(inspection.DeadlineSupplement).Last, "from the reply")
}

// TestReferralStandsStill, and goes on with the rest.
func TestReferralStandsStill(t *testing.T) {
	r := referralApproved(t).onDay(april(10)).do("director", inspection.Suspend{On: april(10)})
	r.refused("case_suspended", "lead", inspection.HandOverReferral{On: april(10), Method: inspection.HandedByPost})
	require.Len(t, r.s.Allowed(people["lead"]), 2, "only to resume, and to replace who is gone")
	r.onDay(april(17)).do("director", inspection.Resume{On: april(17)})
	// Of 5 working days 9 April was used; 4 are left from the 18th on.
	require.Equal(t, april(23), r.deadline(inspection.DeadlineReferralHandover).Last)
}
