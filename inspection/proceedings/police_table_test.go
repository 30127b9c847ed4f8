package proceedings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func TestEveryCellOfAReferralToThePolice(t *testing.T) {
	type cell = inspectiontest.ErrandCell[proceedings.Proceeding]
	type run = *proceedingErrand
	is := inspectiontest.Fixed[proceedings.Proceeding]
	report, approval, transfer := string(proceedings.PoliceReport), string(proceedings.PoliceApproval), string(proceedings.PoliceTransfer)
	decision, remedy, evidence := string(proceedings.PoliceDecision), string(proceedings.PoliceReconsideration), string(proceedings.PoliceEvidence)
	head, teamOnly, entering := []string{"director"}, []string{"lead", "member"}, []string{"lead", "member", "clerk"}
	copied := is(proceedings.RecordProcuratorateCopy{On: inspectiontest.April(8)})
	uncopied := func(a proceedings.PoliceAnswer) func(testing.TB) run {
		return func(t testing.TB) run {
			return policeSent(t).Do("clerk", proceedings.RecordPoliceDecision{Answer: a, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
		}
	}
	penaltyCopied := is(proceedings.RecordPenaltyCopy{On: inspectiontest.April(8)})
	enclosed := func(a proceedings.PoliceAnswer) func(testing.TB) run {
		return func(t testing.TB) run {
			return policeSentWithPenalty(t).Do("clerk", proceedings.RecordPoliceDecision{Answer: a, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
		}
	}
	inspectiontest.EveryCell(t, actsOf(law.ProceedingPolice), map[string]func(testing.TB) run{
		report: police, approval: policeReported, transfer: policeDecided, decision: policeReceived, remedy: policeRefused, evidence: policeFiled,
		string(proceedings.Closed): policeClosed,
	}, []cell{
		{Act: proceedings.ActWritePoliceReport, Stage: report, Scene: police, Who: []string{"lead"}, Facts: is(proceedings.WritePoliceReport{})},
		{Act: proceedings.ActDecideTransfer, Stage: approval, Scene: policeReported, Who: head, Facts: is(proceedings.DecideTransfer{})},
		{Act: proceedings.ActDecideNoTransfer, Stage: approval, Scene: policeReported, Who: head, Facts: is(proceedings.DecideNoTransfer{})},
		{Act: proceedings.ActSendPoliceFile, Stage: transfer, Scene: policeDecided, Who: teamOnly, Facts: func(r run) law.Facts { return sent(r.Now) }},
		{Act: proceedings.ActRecordProcuratorateCopy, Stage: decision, Scene: policeSent, Who: entering, Facts: copied},
		{Act: proceedings.ActRecordProcuratorateCopy, Stage: decision, Scene: policeCopied, Who: entering, Facts: copied, Code: "copy_recorded"},
		{Act: proceedings.ActRecordProcuratorateCopy, Stage: remedy, Scene: uncopied(proceedings.PoliceRefuses), Who: entering, Facts: copied},
		{Act: proceedings.ActRecordProcuratorateCopy, Stage: evidence, Scene: uncopied(proceedings.PoliceFiles), Who: entering, Facts: copied},
		{Act: proceedings.ActRecordPenaltyCopy, Stage: decision, Scene: policeSentWithPenalty, Who: entering, Facts: penaltyCopied},
		{Act: proceedings.ActRecordPenaltyCopy, Stage: decision, Scene: policeSent, Who: entering, Facts: penaltyCopied, Code: "no_penalty_to_copy"},
		{Act: proceedings.ActRecordPenaltyCopy, Stage: remedy, Scene: enclosed(proceedings.PoliceRefuses), Who: entering, Facts: penaltyCopied},
		{Act: proceedings.ActRecordPenaltyCopy, Stage: evidence, Scene: enclosed(proceedings.PoliceFiles), Who: entering, Facts: penaltyCopied},
		{Act: proceedings.ActRecordPoliceReceipt, Stage: decision, Scene: policeSent, Who: entering, Facts: is(proceedings.RecordPoliceReceipt{On: inspectiontest.April(8)})},
		{Act: proceedings.ActRecordPoliceForwarding, Stage: decision, Scene: policeReceived, Who: entering, Facts: is(proceedings.RecordPoliceForwarding{On: inspectiontest.April(8)})},
		{Act: proceedings.ActRecordPoliceDecision, Stage: decision, Scene: policeReceived, Who: entering,
			Facts: is(proceedings.RecordPoliceDecision{Answer: proceedings.PoliceRefuses, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})},
		{Act: proceedings.ActRequestPoliceReconsideration, Stage: remedy, Scene: policeRefused, Who: head, Facts: is(proceedings.RequestPoliceReconsideration{On: inspectiontest.April(8)})},
		{Act: proceedings.ActRequestPoliceReconsideration, Stage: remedy, Scene: policeAsked, Who: head, Facts: is(proceedings.RequestPoliceReconsideration{On: inspectiontest.April(8)}), Code: "reconsidered"},
		{Act: proceedings.ActRecordPoliceReconsideration, Stage: remedy, Scene: policeAsked, Who: entering,
			Facts: is(proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceFiles, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})},
		{Act: proceedings.ActRecordPoliceReconsideration, Stage: remedy, Scene: policeRefused, Who: entering, Facts: is(proceedings.RecordPoliceReconsideration{}), Code: "no_reconsideration"},
		{Act: proceedings.ActSuggestSupervision, Stage: remedy, Scene: policeRefused, Who: head, Facts: is(proceedings.SuggestSupervision{On: inspectiontest.April(8)})},
		{Act: proceedings.ActSuggestSupervision, Stage: remedy, Scene: policeMaintained, Who: head, Facts: is(proceedings.SuggestSupervision{On: inspectiontest.April(8)})},
		{Act: proceedings.ActSuggestSupervision, Stage: remedy, Scene: policeSupervised, Who: head, Facts: is(proceedings.SuggestSupervision{On: inspectiontest.April(8)}), Code: "remedy_pending"},
		{Act: proceedings.ActRecordSupervision, Stage: remedy, Scene: policeSupervised, Who: entering, Facts: is(proceedings.RecordSupervision{Answer: proceedings.PoliceFiles, ToldOn: inspectiontest.April(8)})},
		{Act: proceedings.ActRecordSupervision, Stage: remedy, Scene: policeMaintained, Who: entering, Facts: is(proceedings.RecordSupervision{}), Code: "no_supervision"},
		{Act: proceedings.ActAcceptPoliceRefusal, Stage: remedy, Scene: policeRefused, Who: head, Facts: is(proceedings.AcceptPoliceRefusal{})},
		{Act: proceedings.ActAcceptPoliceRefusal, Stage: remedy, Scene: policeAsked, Who: head, Facts: is(proceedings.AcceptPoliceRefusal{}), Code: "remedy_pending"},
		{Act: proceedings.ActAcceptPoliceRefusal, Stage: remedy, Scene: policeMaintained, Who: head, Facts: is(proceedings.AcceptPoliceRefusal{})},
		{Act: proceedings.ActHandOverEvidence, Stage: evidence, Scene: policeFiled, Who: teamOnly, Facts: is(proceedings.HandOverEvidence{On: inspectiontest.April(8)})},
	})
}

// policePeriods2024 are all but the 24 hours, which have a test of their own.
var policePeriods2024 = []inspectiontest.ErrandPeriod[proceedings.Proceeding]{
	{Kind: law.DeadlinePoliceReport, Last: inspectiontest.April(15), Open: police, Meet: func(r *proceedingErrand) { r.Do("lead", proceedings.WritePoliceReport{}) }},
	{Kind: law.DeadlinePoliceApproval, Last: inspectiontest.April(11), Open: policeReported, Meet: func(r *proceedingErrand) { r.Do("director", proceedings.DecideTransfer{}) }},
	{Kind: law.DeadlinePolicePenaltyCopy, Last: inspectiontest.April(18), Open: policeSentWithPenalty, Meet: func(r *proceedingErrand) { r.Do("clerk", proceedings.RecordPenaltyCopy{On: r.Today()}) }},
	{Kind: law.DeadlinePoliceCopy, Last: inspectiontest.April(8), Open: policeSent, Meet: func(r *proceedingErrand) { r.Do("clerk", proceedings.RecordProcuratorateCopy{On: r.Today()}) }},
	{Kind: law.DeadlinePoliceReceipt, Last: inspectiontest.April(11), Open: policeSent, Meet: func(r *proceedingErrand) { r.Do("clerk", proceedings.RecordPoliceReceipt{On: r.Today()}) }},
	{Kind: law.DeadlinePoliceDecision, Last: inspectiontest.April(11), Open: policeReceived, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: r.Today(), ToldOn: r.Today()})
	}},
	{Kind: law.DeadlinePoliceObjection, Last: inspectiontest.April(11), Open: policeRefused, Meet: func(r *proceedingErrand) { r.Do("director", proceedings.SuggestSupervision{On: r.Today()}) }},
	{Kind: law.DeadlinePoliceReconsideration, Last: inspectiontest.April(11), Open: policeAsked, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceRefuses, DecidedOn: r.Today(), ToldOn: r.Today()})
	}},
	{Kind: law.DeadlinePoliceSupervision, Last: inspectiontest.April(11), Open: policeMaintained, Meet: func(r *proceedingErrand) { r.Do("director", proceedings.AcceptPoliceRefusal{}) }},
	{Kind: law.DeadlinePoliceProcuratorate, Last: inspectiontest.May(8), Open: policeSupervised, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.RecordSupervision{Answer: proceedings.PoliceRefuses, ToldOn: r.Today()})
	}},
	{Kind: law.DeadlinePoliceEvidence, Last: inspectiontest.April(11), Open: policeFiled, Meet: func(r *proceedingErrand) { r.Do("lead", proceedings.HandOverEvidence{On: r.Today()}) }},
}

func TestPeriodsOfAReferralToThePolice(t *testing.T) {
	inspectiontest.PeriodsHold(t, policePeriods2024)
}

// TestTwentyFourHoursAfterAResumption: what was resumed on the same day is over; the
// hours run from the minute of the decision.
func TestTwentyFourHoursAfterAResumption(t *testing.T) {
	r := policeReported(t)
	r.Do("director", law.Suspend{On: r.Today()}).OnDay(inspectiontest.April(10)).Do("director", law.Resume{On: inspectiontest.April(10)})
	r.At(inspectiontest.April(10).At(17, 30)).Do("director", proceedings.DecideTransfer{})
	require.Equal(t, inspectiontest.April(11).At(17, 30), r.Deadline(law.DeadlinePoliceTransfer).Due)
}

// TestTwentyFourHoursRunFromTheMinute, over the night and over a weekend: hours
// do not wait for a working day.
func TestTwentyFourHoursRunFromTheMinute(t *testing.T) {
	for _, decided := range []time.Time{inspectiontest.April(8).At(17, 10).Add(30 * time.Second), inspectiontest.April(12).At(16, 0), inspectiontest.May(1).At(9, 0)} {
		due := decided.Truncate(time.Minute).Add(24 * time.Hour)
		r := policeReported(t).At(decided).Do("director", proceedings.DecideTransfer{})
		require.Equal(t, due, r.Deadline(law.DeadlinePoliceTransfer).Due)
		for at, late := range map[time.Time]bool{due.Add(-time.Minute): false, due.Add(-time.Second): false, due: true, due.Add(time.Minute): true} {
			one := *r
			one.Told = nil
			one.At(at).Do("lead", sent(at))
			require.Equal(t, late, one.Met(law.DeadlinePoliceTransfer).Late, at)
			require.Equal(t, map[bool]int{true: 1, false: 0}[late], one.Count(law.NoticeOverdue))
		}
		// Sent in time and entered afterwards was in time.
		one := *r
		one.At(due.Add(time.Hour)).Do("lead", sent(due.Add(-time.Hour)))
		require.False(t, one.Met(law.DeadlinePoliceTransfer).Late)
	}
}

// TestTransferDaysAreCalendarDays that no day off moves on.
func TestTransferDaysAreCalendarDays(t *testing.T) {
	for reported, last := range map[calendar.Date]calendar.Date{
		inspectiontest.April(8):  inspectiontest.April(11),
		inspectiontest.April(9):  inspectiontest.April(12),
		inspectiontest.April(10): inspectiontest.April(13), // a Saturday
		inspectiontest.April(11): inspectiontest.April(14), // a Sunday
		inspectiontest.April(12): inspectiontest.April(15),
		inspectiontest.April(30): inspectiontest.May(3), // 1 to 5 May are off
	} {
		r := police(t).OnDay(reported).Do("lead", proceedings.WritePoliceReport{})
		require.Equal(t, last, r.Deadline(law.DeadlinePoliceApproval).Last, reported)
	}
}

// TestRightToReconsiderationEnds with its three days, however it is entered; the
// procuratorate can be asked afterwards, marked late.
func TestRightToReconsiderationEnds(t *testing.T) {
	for day, possible := range map[calendar.Date]bool{inspectiontest.April(10): true, inspectiontest.April(11): true, inspectiontest.April(12): false} {
		r := policeRefused(t).OnDay(inspectiontest.April(12))
		if !possible {
			r.Refused("reconsideration_too_late", "director", proceedings.RequestPoliceReconsideration{On: day})
			r.Do("director", proceedings.SuggestSupervision{On: day})
			require.True(t, r.Met(law.DeadlinePoliceObjection).Late)
			continue
		}
		r.Do("director", proceedings.RequestPoliceReconsideration{On: day}, inspectiontest.Reasoned)
		require.False(t, r.Met(law.DeadlinePoliceObjection).Late, day)
		require.Equal(t, day.AddDays(3), r.Deadline(law.DeadlinePoliceReconsideration).Last, "on a Saturday or Sunday, too")
	}
}

// TestRequestOverADayOff: what is sure to be in time ends with the third day; what may
// be is taken until the next working day.
func TestRequestOverADayOff(t *testing.T) {
	for day, late := range map[int]bool{12: false, 13: false, 14: true, 15: true} { // the third day is Saturday the 13th
		r := policeRefusedOn(t, inspectiontest.April(10)).OnDay(inspectiontest.April(15))
		r.Do("director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(day)}, inspectiontest.Reasoned)
		require.Equal(t, late, r.Met(law.DeadlinePoliceObjection).Late, day)
	}
	r := policeRefusedOn(t, inspectiontest.April(10)).OnDay(inspectiontest.April(16))
	r.Refused("reconsideration_too_late", "director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(16)})
}
