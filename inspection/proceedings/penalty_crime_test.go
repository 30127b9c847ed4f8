package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// TestCrimeFoundAfterTheDecision goes to the police out of the penalty case, which goes
// on; the letter says what was paid (行政执法机关移送涉嫌犯罪案件的规定第3条、第5条、
// 第11条).
func TestCrimeFoundAfterTheDecision(t *testing.T) {
	for name, tc := range map[string]struct {
		scene func(testing.TB) *inspectiontest.ProceedingRun
		paid  int64
	}{
		"served, nothing paid": {inspectiontest.PenaltyServed, 0},
		"paid":                 {inspectiontest.PenaltyPaid, 50_000 * 100},
		"in the public term":   {inspectiontest.PenaltyClosed, 50_000 * 100},
	} {
		r := tc.scene(t)
		before := r.Proceeding
		_, opens := r.Proceeding.FoundCrimeReferral()
		require.False(t, opens, name)
		r.Refused("reason_required", "lead", proceedings.ReferFoundCrime{On: r.Today()})
		r.Do("lead", proceedings.ReferFoundCrime{On: r.Today()})
		require.Equal(t, before.Stage, r.Proceeding.Stage, name)
		require.Equal(t, before.Deadlines, r.Proceeding.Deadlines, "what was decided isn't stayed")
		r.Refused("crime_referred", "head", proceedings.ReferFoundCrime{On: r.Today()})

		o, opens := r.Proceeding.FoundCrimeReferral()
		require.True(t, opens)
		require.Equal(t, r.Proceeding.No+"-G1", o.No)
		require.Equal(t, [3]any{law.ProceedingPolice, before.Case, before.Team}, [3]any{o.Kind, o.Case, o.Team})
		o.At = r.Now
		referral, _, err := proceedings.Open(o, r.Law)
		require.NoError(t, err)
		require.Equal(t, proceedings.PoliceReport, referral.Stage)
		decided, known := r.Proceeding.PenaltyDecided(referral)
		require.True(t, known)
		require.Equal(t, proceedings.DecidedPenalty{No: before.No, On: before.Penalty.Decision.On, PaidFen: tc.paid}, decided, name)
		_, goesOn := r.Proceeding.Resumed(referral)
		require.False(t, goesOn, "it was decided, nothing has to be decided again")
	}
}

// TestFoundCrimeDays: not before the decision, and not in the future.
func TestFoundCrimeDays(t *testing.T) {
	r := inspectiontest.PenaltyServed(t)
	decided := r.Proceeding.Penalty.Decision.On
	r.OnDay(decided.AddDays(1))
	for day, code := range map[calendar.Date]string{decided.AddDays(-1): "out_of_order", decided: "", decided.AddDays(1): "", decided.AddDays(2): "in_the_future"} {
		one := r.Copied()
		if code != "" {
			one.Refused(code, "lead", proceedings.ReferFoundCrime{On: day})
			continue
		}
		one.Do("lead", proceedings.ReferFoundCrime{On: day}, inspectiontest.Reasoned)
		require.Equal(t, day, one.Proceeding.Penalty.Crime.On)
	}
}

// TestPenaltyDecidedBefore: only a penalty that stands, for the same facts.
func TestPenaltyDecidedBefore(t *testing.T) {
	punished, referral := inspectiontest.PenaltyPaid(t).Proceeding, policeDecided(t).S
	_, known := punished.PenaltyDecided(referral)
	require.True(t, known)
	_, known = inspectiontest.PenaltyFiled(t).Proceeding.PenaltyDecided(referral)
	require.False(t, known, "nothing is decided")
	other := referral
	other.Items = []string{"R2"}
	_, known = punished.PenaltyDecided(other)
	require.False(t, known, "other facts")
	_, known = transferredToPolice(t).Proceeding.PenaltyDecided(referral)
	require.False(t, known, "handed over, not punished")
	_, known = referral.PenaltyDecided(referral)
	require.False(t, known)
}

// TestDecisionGoesWithTheFile: what was decided is said in the letter, and copies of the
// decision go to police and procuratorate within ten days (高检会〔2006〕2号).
func TestDecisionGoesWithTheFile(t *testing.T) {
	r := policeDecided(t)
	f := sent(r.Now)
	f.Decided = []proceedings.DecidedPenalty{{No: "P1", On: inspectiontest.April(2), PaidFen: 1}}
	r.Refused("penalty_was_decided", "lead", f)

	r = policeSentWithPenalty(t)
	require.Equal(t, int64(50_000), r.S.Police.Decided[0].PaidFen)
	require.Equal(t, inspectiontest.April(8), r.Deadline(law.DeadlinePoliceCopy).Last, "with the transfer")
	require.Equal(t, inspectiontest.April(18), r.Deadline(law.DeadlinePolicePenaltyCopy).Last)
	_, runs := policeSent(t).S.Deadlines.Find(law.DeadlinePolicePenaltyCopy)
	require.False(t, runs, "no penalty, no copy of one")
	for day, late := range map[int]bool{17: false, 18: false, 19: true} {
		one := *r
		one.OnDay(inspectiontest.April(day)).Do("clerk", proceedings.RecordPenaltyCopy{On: inspectiontest.April(day)})
		require.Equal(t, late, one.Met(law.DeadlinePolicePenaltyCopy).Late, day)
		one.Refused("copy_recorded", "clerk", proceedings.RecordPenaltyCopy{On: inspectiontest.April(day)})
	}
	r.Do("clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(8)}).
		Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
	r.Refused("penalty_copy_missing", "lead", proceedings.HandOverEvidence{On: inspectiontest.April(8)})
	r.Do("clerk", proceedings.RecordPenaltyCopy{On: inspectiontest.April(8)}).Do("lead", proceedings.HandOverEvidence{On: inspectiontest.April(8)})
	ended(t, r, proceedings.EndingPoliceFiled)
}

// TestPenaltyCopyIsNotMovedOn by a weekend or a holiday: ten days from 19 April 2024 end
// on 29 April, from 26 April on 6 May and from 24 April on 4 May, a day off.
func TestPenaltyCopyIsNotMovedOn(t *testing.T) {
	for on, last := range map[int]calendar.Date{19: inspectiontest.April(29), 24: inspectiontest.May(4), 26: inspectiontest.May(6)} {
		r := policeReported(t).OnDay(inspectiontest.April(on)).Do("director", proceedings.DecideTransfer{})
		f := sent(r.Now)
		f.Penalty = proceedings.PenaltyDecisionEnclosed
		r.Do("lead", f)
		require.Equal(t, last, r.Deadline(law.DeadlinePolicePenaltyCopy).Last, on)
	}
}

// TestReferralPurpose: what a referral asks for is said with it.
func TestReferralPurpose(t *testing.T) {
	for _, purpose := range append([]proceedings.ReferralPurpose{""}, proceedings.ReferralPurposes...) {
		r := referral(t).Do("lead", proceedings.ProposeReferral{To: market, Purpose: purpose})
		require.Equal(t, purpose, r.S.Referral.Purpose)
		require.Equal(t, purpose != "", purpose.Chinese() != "")
	}
	referral(t).Refused("referral_purpose_unknown", "lead", proceedings.ProposeReferral{To: market, Purpose: "other"})
}
