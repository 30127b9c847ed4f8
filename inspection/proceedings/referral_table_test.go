package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func actsOf(kind law.ProceedingKind) []law.ActKind {
	var out []law.ActKind
	for _, r := range proceedings.Rules(kind) {
		out = append(out, r.Act)
	}
	return out
}

func TestEveryCellOfAReferral(t *testing.T) {
	type cell = inspectiontest.ErrandCell[proceedings.Proceeding]
	type run = *proceedingErrand
	proposal, handover, reply, public := string(proceedings.ReferralProposal), string(proceedings.ReferralHandover), string(proceedings.ReferralReply), string(proceedings.ReferralPublication)
	inspectiontest.EveryCell(t, actsOf(law.ProceedingReferral), map[string]func(testing.TB) run{
		proposal: referral, handover: referralApproved, reply: referralReceived, public: referralReplied, string(proceedings.Closed): referralClosed,
	}, []cell{
		{Act: proceedings.ActProposeReferral, Stage: proposal, Scene: referral, Who: []string{"lead"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ProposeReferral{To: market})},
		{Act: proceedings.ActProposeReferral, Stage: proposal, Scene: referralProposed(market), Who: []string{"lead"}, Code: "referral_proposed", Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ProposeReferral{To: market})},
		{Act: proceedings.ActApproveReferral, Stage: proposal, Scene: referral, Who: []string{"head", "director"}, Code: "referral_not_proposed", Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ApproveReferral{})},
		{Act: proceedings.ActApproveReferral, Stage: proposal, Scene: referralProposed(market), Who: []string{"director"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ApproveReferral{})},
		{Act: proceedings.ActApproveReferral, Stage: proposal, Scene: referralProposed(section), Who: []string{"head"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ApproveReferral{})},
		{Act: proceedings.ActReturnReferral, Stage: proposal, Scene: referralProposed(market), Who: []string{"director"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ReturnReferral{})},
		{Act: proceedings.ActReturnReferral, Stage: proposal, Scene: referralProposed(section), Who: []string{"head"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ReturnReferral{})},
		{Act: proceedings.ActRefuseReferral, Stage: proposal, Scene: referralProposed(market), Who: []string{"director"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.RefuseReferral{})},
		{Act: proceedings.ActRefuseReferral, Stage: proposal, Scene: referralProposed(section), Who: []string{"head"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.RefuseReferral{})},
		{Act: proceedings.ActHandOverReferral, Stage: handover, Scene: referralApproved, Who: []string{"lead", "member"},
			Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.HandOverReferral{On: inspectiontest.April(8), Method: law.HandedByPost})},
		{Act: proceedings.ActRecordReferralReceipt, Stage: reply, Scene: referralHandedOver, Who: []string{"lead", "member", "clerk"},
			Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.RecordReferralReceipt{On: inspectiontest.April(8)})},
		{Act: proceedings.ActRecordReferralReply, Stage: reply, Scene: referralReceived, Who: []string{"lead", "member", "clerk"},
			Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.RecordReferralReply{On: inspectiontest.April(8), Answer: proceedings.ReferralDeclined})},
		{Act: proceedings.ActPrepareReferralResult, Stage: public, Scene: referralReplied, Who: []string{"clerk"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.PrepareReferralResult{})},
		{Act: proceedings.ActReturnReferralResult, Stage: public, Scene: referralPrepared, Who: []string{"director"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ReturnReferralResult{})},
		{Act: proceedings.ActApproveReferralResult, Stage: public, Scene: referralPrepared, Who: []string{"director"}, Facts: inspectiontest.Fixed[proceedings.Proceeding](proceedings.ApproveReferralResult{})},
	})
}

// 1–5 May 2024 are off, Sundays 7 and 28 April and Saturday 11 May are worked.
var referralPeriods2024 = []inspectiontest.ErrandPeriod[proceedings.Proceeding]{
	{Kind: law.DeadlineReferralProposal, Last: inspectiontest.April(15), Open: referral, Meet: func(r *proceedingErrand) { r.Do("lead", proceedings.ProposeReferral{To: market}) }},
	{Kind: law.DeadlineReferralApproval, Last: inspectiontest.April(11), Open: referralProposed(market), Meet: func(r *proceedingErrand) { r.Do("director", proceedings.ApproveReferral{}) }},
	{Kind: law.DeadlineReferralHandover, Last: inspectiontest.April(15), Open: referralApproved, Meet: func(r *proceedingErrand) {
		r.Do("lead", proceedings.HandOverReferral{On: r.Today(), Method: law.HandedByPost})
	}},
	{Kind: law.DeadlineReferralReceipt, Last: inspectiontest.April(15), Open: referralHandedOver, Meet: func(r *proceedingErrand) { r.Do("clerk", proceedings.RecordReferralReceipt{On: r.Today()}) }},
	{Kind: law.DeadlineReferralReply, Last: inspectiontest.May(8), Open: referralReceived, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.RecordReferralReply{On: r.Today(), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralOther})
	}},
	{Kind: law.DeadlineSupplement, Last: inspectiontest.May(8), Open: referralPrepared, Meet: func(r *proceedingErrand) { r.Do("director", proceedings.ApproveReferralResult{}) }},
}

func TestPeriodsOfAReferral(t *testing.T) { inspectiontest.PeriodsHold(t, referralPeriods2024) }

// TestReplyIsChasedEveryWorkingDay until it is there.
func TestReplyIsChasedEveryWorkingDay(t *testing.T) {
	r := referralReceived(t)
	r.Told = nil
	r.At(inspectiontest.May(8).At(23, 0))
	require.Equal(t, 4, r.Count(law.NoticeReminder))
	r.Told = nil
	r.OnDay(inspectiontest.May(15))
	// 24:00 of the 8th, then the mornings of 9, 10, 11 (a Saturday worked), 13, 14 and 15 May.
	require.Equal(t, 7, r.Count(law.NoticeOverdue))
	require.Equal(t, []string{"Z1", "Z2"}, r.Told[1].To.Certificates)
	r.Do("clerk", proceedings.RecordReferralReply{On: inspectiontest.May(15), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralOther})
	require.True(t, r.Met(law.DeadlineReferralReply).Late)
}

// TestReplyOfTheLastDayEnteredAfterwards was in time.
func TestReplyOfTheLastDayEnteredAfterwards(t *testing.T) {
	r := referralReceived(t).OnDay(inspectiontest.May(9))
	r.Do("clerk", proceedings.RecordReferralReply{On: inspectiontest.May(8), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralOther})
	require.False(t, r.Met(law.DeadlineReferralReply).Late)
	require.Equal(t, inspectiontest.Date(2024, 6, 4), r.Deadline(law.DeadlineSupplement).Last, "from the reply")
}

// TestReferralStandsStill, and goes on with the rest.
func TestReferralStandsStill(t *testing.T) {
	r := referralApproved(t).OnDay(inspectiontest.April(10)).Do("director", law.Suspend{On: inspectiontest.April(10)})
	r.Refused("case_suspended", "lead", proceedings.HandOverReferral{On: inspectiontest.April(10), Method: law.HandedByPost})
	require.Len(t, r.S.Allowed(inspectiontest.People["lead"]), 2, "only to resume, and to replace who is gone")
	r.OnDay(inspectiontest.April(17)).Do("director", law.Resume{On: inspectiontest.April(17)})
	// Of 5 working days 9 April was used; 4 are left from the 18th on.
	require.Equal(t, inspectiontest.April(23), r.Deadline(law.DeadlineReferralHandover).Last)
}
