package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func TestEveryCellOfAReferralToThePolice(t *testing.T) {
	type cell = errandCell[inspection.Proceeding]
	type run = *proceedingErrand
	is := fixed[inspection.Proceeding]
	report, approval, transfer := string(inspection.PoliceReport), string(inspection.PoliceApproval), string(inspection.PoliceTransfer)
	decision, remedy, evidence := string(inspection.PoliceDecision), string(inspection.PoliceReconsideration), string(inspection.PoliceEvidence)
	head, teamOnly, entering := []string{"director"}, []string{"lead", "member"}, []string{"lead", "member", "clerk"}
	copied := is(inspection.RecordProcuratorateCopy{On: april(8)})
	uncopied := func(a inspection.PoliceAnswer) func(testing.TB) run {
		return func(t testing.TB) run {
			return policeSent(t).do("clerk", inspection.RecordPoliceDecision{Answer: a, DecidedOn: april(8), ToldOn: april(8)})
		}
	}
	everyCell(t, actsOf(inspection.ProceedingPolice), map[string]func(testing.TB) run{
		report: police, approval: policeReported, transfer: policeDecided, decision: policeReceived, remedy: policeRefused, evidence: policeFiled,
		string(inspection.ProceedingClosed): policeClosed,
	}, []cell{
		{act: inspection.ActWritePoliceReport, stage: report, scene: police, who: []string{"lead"}, facts: is(inspection.WritePoliceReport{})},
		{act: inspection.ActDecideTransfer, stage: approval, scene: policeReported, who: head, facts: is(inspection.DecideTransfer{})},
		{act: inspection.ActDecideNoTransfer, stage: approval, scene: policeReported, who: head, facts: is(inspection.DecideNoTransfer{})},
		{act: inspection.ActSendPoliceFile, stage: transfer, scene: policeDecided, who: teamOnly, facts: func(r run) inspection.Facts { return sent(r.now) }},
		{act: inspection.ActRecordProcuratorateCopy, stage: decision, scene: policeSent, who: entering, facts: copied},
		{act: inspection.ActRecordProcuratorateCopy, stage: decision, scene: policeCopied, who: entering, facts: copied, code: "copy_recorded"},
		{act: inspection.ActRecordProcuratorateCopy, stage: remedy, scene: uncopied(inspection.PoliceRefuses), who: entering, facts: copied},
		{act: inspection.ActRecordProcuratorateCopy, stage: evidence, scene: uncopied(inspection.PoliceFiles), who: entering, facts: copied},
		{act: inspection.ActRecordPoliceReceipt, stage: decision, scene: policeSent, who: entering, facts: is(inspection.RecordPoliceReceipt{On: april(8)})},
		{act: inspection.ActRecordPoliceForwarding, stage: decision, scene: policeReceived, who: entering, facts: is(inspection.RecordPoliceForwarding{On: april(8)})},
		{act: inspection.ActRecordPoliceDecision, stage: decision, scene: policeReceived, who: entering,
			facts: is(inspection.RecordPoliceDecision{Answer: inspection.PoliceRefuses, DecidedOn: april(8), ToldOn: april(8)})},
		{act: inspection.ActRequestPoliceReconsideration, stage: remedy, scene: policeRefused, who: head, facts: is(inspection.RequestPoliceReconsideration{On: april(8)})},
		{act: inspection.ActRequestPoliceReconsideration, stage: remedy, scene: policeAsked, who: head, facts: is(inspection.RequestPoliceReconsideration{On: april(8)}), code: "reconsidered"},
		{act: inspection.ActRecordPoliceReconsideration, stage: remedy, scene: policeAsked, who: entering,
			facts: is(inspection.RecordPoliceReconsideration{Answer: inspection.PoliceFiles, DecidedOn: april(8), ToldOn: april(8)})},
		{act: inspection.ActRecordPoliceReconsideration, stage: remedy, scene: policeRefused, who: entering, facts: is(inspection.RecordPoliceReconsideration{}), code: "no_reconsideration"},
		{act: inspection.ActSuggestSupervision, stage: remedy, scene: policeRefused, who: head, facts: is(inspection.SuggestSupervision{On: april(8)})},
		{act: inspection.ActSuggestSupervision, stage: remedy, scene: policeMaintained, who: head, facts: is(inspection.SuggestSupervision{On: april(8)})},
		{act: inspection.ActSuggestSupervision, stage: remedy, scene: policeSupervised, who: head, facts: is(inspection.SuggestSupervision{On: april(8)}), code: "remedy_pending"},
		{act: inspection.ActRecordSupervision, stage: remedy, scene: policeSupervised, who: entering, facts: is(inspection.RecordSupervision{Answer: inspection.PoliceFiles, ToldOn: april(8)})},
		{act: inspection.ActRecordSupervision, stage: remedy, scene: policeMaintained, who: entering, facts: is(inspection.RecordSupervision{}), code: "no_supervision"},
		{act: inspection.ActAcceptPoliceRefusal, stage: remedy, scene: policeRefused, who: head, facts: is(inspection.AcceptPoliceRefusal{})},
		{act: inspection.ActAcceptPoliceRefusal, stage: remedy, scene: policeAsked, who: head, facts: is(inspection.AcceptPoliceRefusal{}), code: "remedy_pending"},
		{act: inspection.ActAcceptPoliceRefusal, stage: remedy, scene: policeMaintained, who: head, facts: is(inspection.AcceptPoliceRefusal{})},
		{act: inspection.ActHandOverEvidence, stage: evidence, scene: policeFiled, who: teamOnly, facts: is(inspection.HandOverEvidence{On: april(8)})},
	})
}

// policePeriods2024 are all but the 24 hours, which have a test of their own.
var policePeriods2024 = []errandPeriod[inspection.Proceeding]{
	{inspection.DeadlinePoliceReport, april(15), police, func(r *proceedingErrand) { r.do("lead", inspection.WritePoliceReport{}) }},
	{inspection.DeadlinePoliceApproval, april(11), policeReported, func(r *proceedingErrand) { r.do("director", inspection.DecideTransfer{}) }},
	{inspection.DeadlinePoliceCopy, april(11), policeSent, func(r *proceedingErrand) { r.do("clerk", inspection.RecordProcuratorateCopy{On: r.today()}) }},
	{inspection.DeadlinePoliceReceipt, april(11), policeSent, func(r *proceedingErrand) { r.do("clerk", inspection.RecordPoliceReceipt{On: r.today()}) }},
	{inspection.DeadlinePoliceDecision, april(11), policeReceived, func(r *proceedingErrand) {
		r.do("clerk", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: r.today(), ToldOn: r.today()})
	}},
	{inspection.DeadlinePoliceObjection, april(11), policeRefused, func(r *proceedingErrand) { r.do("director", inspection.SuggestSupervision{On: r.today()}) }},
	{inspection.DeadlinePoliceReconsideration, april(11), policeAsked, func(r *proceedingErrand) {
		r.do("clerk", inspection.RecordPoliceReconsideration{Answer: inspection.PoliceRefuses, DecidedOn: r.today(), ToldOn: r.today()})
	}},
	{inspection.DeadlinePoliceSupervision, april(11), policeMaintained, func(r *proceedingErrand) { r.do("director", inspection.AcceptPoliceRefusal{}) }},
	{inspection.DeadlinePoliceProcuratorate, may(8), policeSupervised, func(r *proceedingErrand) {
		r.do("clerk", inspection.RecordSupervision{Answer: inspection.PoliceRefuses, ToldOn: r.today()})
	}},
	{inspection.DeadlinePoliceEvidence, april(11), policeFiled, func(r *proceedingErrand) { r.do("lead", inspection.HandOverEvidence{On: r.today()}) }},
}

func TestPeriodsOfAReferralToThePolice(t *testing.T) { periodsHold(t, policePeriods2024) }

// TestTwentyFourHoursAfterAResumption: what was resumed on the same day is over; the
// hours run from the minute of the decision.
func TestTwentyFourHoursAfterAResumption(t *testing.T) {
	r := policeReported(t)
	r.do("director", inspection.Suspend{On: r.today()}).onDay(april(10)).do("director", inspection.Resume{On: april(10)})
	r.at(april(10).At(17, 30)).do("director", inspection.DecideTransfer{})
	require.Equal(t, april(11).At(17, 30), r.deadline(inspection.DeadlinePoliceTransfer).Due)
}

// TestTwentyFourHoursRunFromTheMinute, over the night and over a weekend: hours
// do not wait for a working day.
func TestTwentyFourHoursRunFromTheMinute(t *testing.T) {
	for _, decided := range []time.Time{april(8).At(17, 10).Add(30 * time.Second), april(12).At(16, 0), may(1).At(9, 0)} {
		due := decided.Truncate(time.Minute).Add(24 * time.Hour)
		r := policeReported(t).at(decided).do("director", inspection.DecideTransfer{})
		require.Equal(t, due, r.deadline(inspection.DeadlinePoliceTransfer).Due)
		for at, late := range map[time.Time]bool{due.Add(-time.Minute): false, due.Add(-time.Second): false, due: true, due.Add(time.Minute): true} {
			one := *r
			one.told = nil
			one.at(at).do("lead", sent(at))
			require.Equal(t, late, one.met(inspection.DeadlinePoliceTransfer).Late, at)
			require.Equal(t, map[bool]int{true: 1, false: 0}[late], one.count(inspection.NoticeOverdue))
		}
		// Sent in time and entered afterwards was in time.
		one := *r
		one.at(due.Add(time.Hour)).do("lead", sent(due.Add(-time.Hour)))
		require.False(t, one.met(inspection.DeadlinePoliceTransfer).Late)
	}
}

// TestTransferDaysAreCalendarDays that roll on to a working day.
func TestTransferDaysAreCalendarDays(t *testing.T) {
	for reported, last := range map[calendar.Date]calendar.Date{
		april(8):  april(11),
		april(9):  april(12),
		april(10): april(15), // Saturday 13
		april(11): april(15), // Sunday 14
		april(12): april(15),
		april(30): may(6), // 1 to 5 May are off
	} {
		r := police(t).onDay(reported).do("lead", inspection.WritePoliceReport{})
		require.Equal(t, last, r.deadline(inspection.DeadlinePoliceApproval).Last, reported)
	}
}

// TestRightToReconsiderationEnds with its three days, however it is entered; the
// procuratorate can be asked afterwards, marked late.
func TestRightToReconsiderationEnds(t *testing.T) {
	for day, possible := range map[calendar.Date]bool{april(10): true, april(11): true, april(12): false} {
		r := policeRefused(t).onDay(april(12))
		if !possible {
			r.refused("reconsideration_too_late", "director", inspection.RequestPoliceReconsideration{On: day})
			r.do("director", inspection.SuggestSupervision{On: day})
			require.True(t, r.met(inspection.DeadlinePoliceObjection).Late)
			continue
		}
		r.do("director", inspection.RequestPoliceReconsideration{On: day}, reasoned)
		require.False(t, r.met(inspection.DeadlinePoliceObjection).Late, day)
		require.Equal(t, april(15), r.deadline(inspection.DeadlinePoliceReconsideration).Last, "whether the third day is Saturday, Sunday or Monday")
	}
}
