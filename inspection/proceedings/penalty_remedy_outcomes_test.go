package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// outcomeOf is the outcome of a remedy of the kind, sought on 16 April and decided on
// the day, for the published decision of a fine of 50,000 yuan.
func outcomeOf(t testing.TB, kind proceedings.RemedyKind, day calendar.Date, f proceedings.RecordRemedyOutcome) *inspectiontest.ProceedingRun {
	t.Helper()
	f.On = day
	return inspectiontest.PenaltyPublished(t).Do("clerk", proceedings.RecordRemedy{Remedy: kind, On: inspectiontest.April(16)}).OnDay(day).Do("clerk", f)
}

// TestConfirmedUnlawful (行政复议法第65条; 行政诉讼法第74条): the decision stands and is
// enforced; only its entry is taken back, within three working days, and one that
// explains it follows.
func TestConfirmedUnlawful(t *testing.T) {
	r := outcomeOf(t, proceedings.RemedyLitigation, inspectiontest.Date(2024, 8, 20), proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyUnlawful})
	d := r.Proceeding.Penalty.Decision
	require.True(t, d.Unlawful)
	require.False(t, d.Quashed)
	require.Equal(t, int64(50_000_00), r.Proceeding.Owed(r.Today()).Fine, "the fine stays due")
	require.False(t, r.Runs(law.DeadlineRefund))
	require.Equal(t, inspectiontest.Date(2024, 8, 23), r.Deadline(law.DeadlineWithdrawal).Last)
	require.Equal(t, inspectiontest.Date(2024, 11, 20), r.Deadline(law.DeadlineCourtApplication).Last)
	r.Refused("withdrawal_due", "clerk", proceedings.PreparePenaltyEntry{})
	last := r.Copied().OnDay(inspectiontest.Date(2024, 8, 23)).Do("director", proceedings.WithdrawEntry{})
	require.False(t, last.Met(law.DeadlineWithdrawal).Late)
	require.True(t, r.Copied().OnDay(inspectiontest.Date(2024, 8, 24)).Do("director", proceedings.WithdrawEntry{}).Met(law.DeadlineWithdrawal).Late)
	r.OnDay(inspectiontest.Date(2024, 8, 22)).Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
	require.Equal(t, "原行政处罚决定已被依法确认违法（不撤销），公示信息撤回", r.Entries[1].Outcome)
	require.True(t, r.Entries[1].Withdrawn)
	require.Equal(t, "行政处罚：罚款50000元（该决定已被依法确认违法，未撤销，仍然有效）", r.Entries[2].Outcome)
	owed := r.Proceeding.Owed(r.Today())
	r.Do("clerk", proceedings.RecordPayment{On: r.Today(), Fen: owed.Fine + owed.Surcharge}).Do("director", proceedings.ClosePenaltyCase{})
	require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
	r.At(april26(1).Start())
	require.Equal(t, r.Entries[2].Outcome, r.Entries[3].Outcome, "the explanation stays where the term is counted again")
}

// TestConfirmedUnlawfulUnpublished: what was not shown yet is shown with the
// explanation at once; and a reconsideration that found it so can be taken to court.
func TestConfirmedUnlawfulUnpublished(t *testing.T) {
	r := inspectiontest.PenaltyServed(t).Do("clerk", proceedings.PreparePenaltyEntry{}).
		Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(16)}).
		Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyUnlawful})
	require.True(t, r.Runs(law.DeadlineLitigationAfter))
	r.Refused("withdrawal_not_due", "director", proceedings.WithdrawEntry{})
	r.Refused("publication_not_prepared", "director", proceedings.ApprovePenaltyEntry{})
	r.PublishPenalty()
	require.Contains(t, r.Entries[0].Outcome, "确认违法")
}

// TestPartlyQuashed: what remains is carried out, what came in beyond it goes back, and
// the rest is decided anew where that is ordered, never heavier than it was.
func TestPartlyQuashed(t *testing.T) {
	both := append(inspectiontest.Fine(50_000), proceedings.Penalty{Kind: proceedings.PenaltyConfiscation, Fen: 8_000_00})
	r := inspectiontest.PenaltyFiled(t).InvestigateFor(both).Tell().OnDay(inspectiontest.April(16)).ProposeTerms(inspectiontest.Punishing(both)).Decide(inspectiontest.Punishing(both)).
		ServeDecision().PublishPenalty().Pay(50_000).Do("clerk", proceedings.RecordPayment{On: inspectiontest.April(16), Fen: 8_000_00, For: proceedings.PenaltyConfiscation})
	r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: inspectiontest.April(16)}).OnDay(inspectiontest.May(20))
	partly := func(left []proceedings.Penalty) proceedings.RecordRemedyOutcome {
		return proceedings.RecordRemedyOutcome{On: inspectiontest.May(20), Outcome: proceedings.RemedyPartlyQuashed, Penalties: left}
	}
	r.Refused("remedy_outcome_invalid", "clerk", partly(nil))
	require.Equal(t, []string{"penalties"}, inspectiontest.Fields(r.Refused("remedy_outcome_invalid", "clerk", partly(both))), "nothing would be quashed")
	r.Refused("heavier_after_remedy", "clerk", partly(inspectiontest.Fine(50_001)))
	order := partly(inspectiontest.Fine(30_000))
	order.Anew = &proceedings.Anew{Within: 30}
	r.Do("clerk", order)
	remedy := r.Proceeding.Penalty.Remedies[0]
	require.Equal(t, []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 20_000_00}, {Kind: proceedings.PenaltyConfiscation, Fen: 8_000_00}}, remedy.Quashed)
	require.True(t, r.Runs(law.DeadlineRefund))
	r.Do("clerk", proceedings.RecordRefund{On: r.Today(), Fen: 20_000_00}).Do("clerk", proceedings.RecordRefund{On: r.Today(), Fen: 8_000_00, For: proceedings.PenaltyConfiscation})
	require.Zero(t, r.Proceeding.Owed(r.Today()).Sum())
	r.Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
	require.Equal(t, "原行政处罚决定已被依法部分撤销，公示信息撤回", r.Entries[1].Outcome)
	require.Equal(t, "行政处罚：罚款30000元", r.Entries[2].Outcome)

	o, ordered := r.Proceeding.DecidedAnew()
	require.True(t, ordered)
	require.Equal(t, remedy.Quashed, o.Anew.Anew.Quashed.Penalties, "only the part that was quashed")
	anew := inspectiontest.PenaltyCase(t, inspectiontest.May(20), func(opening *proceedings.Opening) {
		at := opening.At
		*opening = o
		opening.At = at
	})
	heavy := proceedings.EndInvestigation{On: inspectiontest.May(20), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(20_001), Grade: proceedings.GradeOrdinary}
	anew.Refused("heavier_after_defence", "lead", heavy)
	heavy.Penalties = inspectiontest.Fine(10_000)
	anew.Do("lead", heavy)

	// The rest goes to court, which quashes it: a second case of its own.
	r.Do("clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
	_, ordered = r.Proceeding.DecidedAnew()
	require.False(t, ordered, "that remedy has ordered nothing")
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyQuashed, Anew: &proceedings.Anew{}})
	second, ordered := r.Proceeding.DecidedAnew()
	require.True(t, ordered)
	require.Equal(t, inspectiontest.CaseNo+"-P1-P2", second.No)
	first, ordered := r.Proceeding.DecidedAnewAs(o.No)
	require.True(t, ordered)
	require.Equal(t, o.Anew.Anew, first.Anew.Anew)
	_, ordered = r.Proceeding.DecidedAnewAs(inspectiontest.CaseNo + "-P1-P3")
	require.False(t, ordered)
	_, ordered = proceedings.Proceeding{}.DecidedAnewAs(o.No)
	require.False(t, ordered)
}

// TestMediated (行政复议法第73条; 行政诉讼法第60条): other terms, never heavier, and nothing
// is left to sue for.
func TestMediated(t *testing.T) {
	for _, kind := range proceedings.RemedyKinds {
		r := inspectiontest.PenaltyPublished(t).Do("clerk", proceedings.RecordRemedy{Remedy: kind, On: inspectiontest.April(16)}).OnDay(inspectiontest.May(20))
		outcome := proceedings.RecordRemedyOutcome{On: r.Today(), Outcome: proceedings.RemedyMediated}
		r.Refused("remedy_outcome_invalid", "clerk", outcome)
		outcome.Penalties = inspectiontest.Fine(50_001)
		r.Refused("heavier_after_remedy", "clerk", outcome)
		outcome.Penalties, outcome.Anew = inspectiontest.Fine(20_000), &proceedings.Anew{}
		r.Refused("remedy_outcome_invalid", "clerk", outcome)
		outcome.Anew = nil
		r.Do("clerk", outcome)
		require.False(t, r.Runs(law.DeadlineLitigationAfter))
		require.Equal(t, r.Today(), r.Proceeding.Penalty.Execution.LitigationOver)
		r.Refused("remedy_used", "clerk", proceedings.RecordRemedy{Remedy: proceedings.RemedyLitigation, On: r.Today()})
		r.Do("director", proceedings.WithdrawEntry{}).PublishPenalty()
		require.Equal(t, "原行政处罚决定已被依法调解变更，公示信息撤回", r.Entries[1].Outcome)
		r.Pay(20_000).Do("director", proceedings.ClosePenaltyCase{})
		require.Equal(t, proceedings.PenaltyEndedExecuted, r.Proceeding.Ending)
	}
}

// TestWithdrawalOfOldRecords: what was taken back before its reason was kept was
// changed or quashed.
func TestWithdrawalOfOldRecords(t *testing.T) {
	r := outcomeOf(t, proceedings.RemedyReconsideration, inspectiontest.May(20), proceedings.RecordRemedyOutcome{Outcome: proceedings.RemedyChanged, Penalties: inspectiontest.Fine(10_000)})
	r.Proceeding.Penalty.Public.TakenBack = ""
	r.Do("director", proceedings.WithdrawEntry{})
	require.Equal(t, "原行政处罚决定已被依法变更，公示信息撤回", r.Entries[1].Outcome)
}
