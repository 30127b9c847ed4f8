package proceedings_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func one(kind proceedings.PenaltyKind, fen int64) []proceedings.Penalty {
	return []proceedings.Penalty{{Kind: kind, Fen: fen}}
}

// decidedFor is decided on the day, which must be a working day; the steps before it
// lie a month back.
func decidedFor(t testing.TB, penalties []proceedings.Penalty, grade law.PublicityGrade, day calendar.Date, party ...proceedings.PartyKind) *inspectiontest.ProceedingRun {
	t.Helper()
	terms := inspectiontest.Punishing(penalties)
	terms.Publicity = grade
	r := toBeDecidedFor(t, penalties, day, party...)
	return r.ProposeTerms(terms).Decide(terms)
}

func toBeDecidedFor(t testing.TB, penalties []proceedings.Penalty, day calendar.Date, party ...proceedings.PartyKind) *inspectiontest.ProceedingRun {
	t.Helper()
	r := inspectiontest.PenaltyCase(t, day.AddDays(-28))
	who := proceedings.PartyOrganisation
	if len(party) > 0 {
		who = party[0]
	}
	r.Do("lead", proceedings.ProposeFiling{Party: who, Continuing: true}).Do("director", proceedings.ApproveFiling{})
	return r.InvestigateFor(penalties).Tell().OnDay(day)
}

// warned is a warning that was served.
func warned(t testing.TB) *inspectiontest.ProceedingRun {
	return decidedFor(t, one(proceedings.PenaltyWarning, 0), "", inspectiontest.April(16)).ServeDecision()
}

// unknowing is an entry of before the software knew the rules of 2026.
func unknowing(scene penaltyRun) penaltyRun {
	return func(t testing.TB) *inspectiontest.ProceedingRun {
		r := scene(t)
		r.Proceeding.Deadlines = without(r.Proceeding.Deadlines, law.DeadlineCreditRules)
		return r
	}
}

func without(all law.Deadlines, kind law.DeadlineKind) law.Deadlines {
	var out law.Deadlines
	for _, d := range all {
		if d.Kind != kind {
			out = append(out, d)
		}
	}
	return out
}

// march26 and april26 are days of 2026; Tuesday 31 March is the last one of the rules
// of 2023.
func march26(day int) calendar.Date { return inspectiontest.Date(2026, time.March, day) }
func april26(day int) calendar.Date { return inspectiontest.Date(2026, time.April, day) }

// TestGradeIsNamedFromTheDayOn: the day before a decision need not name its grade, on
// the day it must.
func TestGradeIsNamedFromTheDayOn(t *testing.T) {
	for day, must := range map[calendar.Date]bool{march26(31): false, april26(1): true, april26(2): true} {
		r := toBeDecidedFor(t, inspectiontest.Fine(50_000), day)
		terms := inspectiontest.Punishing(inspectiontest.Fine(50_000))
		if must {
			e := r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: terms})
			require.Equal(t, []string{"terms.publicity"}, inspectiontest.Fields(e))
			terms.Publicity = law.PublicityOrdinary
		}
		r.ProposeTerms(terms).Decide(terms)
		grade, derived := r.Proceeding.Penalty.Decision.PublicityGrade()
		require.Equal(t, law.PublicityOrdinary, grade)
		require.Equal(t, !must, derived, day)
	}
}

// TestGradeFitsTheKinds: only a fine may be of any grade.
func TestGradeFitsTheKinds(t *testing.T) {
	const minor, ordinary, serious = law.PublicityMinor, law.PublicityOrdinary, law.PublicitySerious
	for _, c := range []struct {
		penalties []proceedings.Penalty
		derived   law.PublicityGrade
		fits      []law.PublicityGrade
	}{
		{one(proceedings.PenaltyWarning, 0), minor, []law.PublicityGrade{minor}},
		{one(proceedings.PenaltyCriticism, 0), minor, []law.PublicityGrade{minor}},
		{one(proceedings.PenaltyFine, 100), ordinary, []law.PublicityGrade{minor, ordinary, serious}},
		{append(one(proceedings.PenaltyWarning, 0), one(proceedings.PenaltyFine, 100)...), ordinary, []law.PublicityGrade{minor, ordinary, serious}},
		{one(proceedings.PenaltyConfiscation, 100), ordinary, []law.PublicityGrade{ordinary, serious}},
		{one(proceedings.PenaltyDowngrade, 0), ordinary, []law.PublicityGrade{ordinary, serious}},
		{one(proceedings.PenaltyRestriction, 0), serious, []law.PublicityGrade{serious}},
		{one(proceedings.PenaltySuspension, 0), serious, []law.PublicityGrade{serious}},
		{one(proceedings.PenaltyRevocation, 0), serious, []law.PublicityGrade{serious}},
		{one(proceedings.PenaltyClosure, 0), serious, []law.PublicityGrade{serious}},
		{append(inspectiontest.Fine(100), one(proceedings.PenaltyRevocation, 0)...), serious, []law.PublicityGrade{serious}},
	} {
		start := toBeDecidedFor(t, c.penalties, inspectiontest.April(16))
		for _, grade := range append([]law.PublicityGrade{"grave"}, law.PublicityGrades...) {
			terms := inspectiontest.Punishing(c.penalties)
			terms.Publicity = grade
			r := start.Copied()
			fits := false
			for _, g := range c.fits {
				fits = fits || g == grade
			}
			if !fits {
				e := r.Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: terms})
				require.Equal(t, []string{"terms.publicity"}, inspectiontest.Fields(e))
				continue
			}
			r.ProposeTerms(terms).Decide(terms)
			got, derived := r.Proceeding.Penalty.Decision.PublicityGrade()
			require.Equal(t, grade, got)
			require.False(t, derived)
		}
		got, derived := start.ProposeTerms(inspectiontest.Punishing(c.penalties)).Decide(inspectiontest.Punishing(c.penalties)).Proceeding.Penalty.Decision.PublicityGrade()
		require.Equal(t, c.derived, got)
		require.True(t, derived)
	}
	other := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	other.Publicity = ordinary
	toBeDecidedFor(t, inspectiontest.Fine(100), inspectiontest.April(16)).Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: other})
}

// TestWarningIsNotShown unless the bureau head finds that necessary, and then for three
// months at most; it is repaired at once.
func TestWarningIsNotShown(t *testing.T) {
	quiet := warned(t)
	require.False(t, quiet.Runs(law.DeadlinePenaltyPublication))
	quiet.Refused("publication_not_due", "clerk", proceedings.PreparePenaltyEntry{})
	quiet.Copied().Do("director", proceedings.ClosePenaltyCase{})
	require.Empty(t, quiet.Entries)

	r := warned(t)
	r.Refused("publicity_invalid", "director", proceedings.DecidePublicity{Show: true, Named: true})
	inspectiontest.RefusedAs(t, "reason_required", r.Attempt(inspectiontest.People["director"], proceedings.DecidePublicity{Show: true}))
	r.Do("director", proceedings.DecidePublicity{Show: true})
	require.Equal(t, inspectiontest.April(25), r.Deadline(law.DeadlinePenaltyPublication).Last)
	r.Refused("entry_not_published", "director", proceedings.ClosePenaltyCase{})
	back := r.Copied().Do("clerk", proceedings.PreparePenaltyEntry{}).Do("director", proceedings.DecidePublicity{})
	require.False(t, back.Runs(law.DeadlinePenaltyPublication))
	back.Do("director", proceedings.ClosePenaltyCase{})
	r.PublishPenalty()
	require.Equal(t, []proceedings.PublicEntry{{Outcome: "行政处罚：警告", Until: inspectiontest.Date(2024, 7, 16)}}, r.Entries)
	r.Refused("entry_published", "director", proceedings.DecidePublicity{})
	repaired := r.Copied().Do("entity", proceedings.AskCreditRepair{}).Do("director", proceedings.ApproveCreditRepair{})
	require.Equal(t, inspectiontest.April(16), repaired.Entries[1].Until)
	last := inspectiontest.Date(2024, 7, 16)
	require.Equal(t, inspectiontest.April(16), r.Copied().At(last.End().Add(-time.Second)).Proceeding.Penalty.Public.On)
	require.True(t, r.At(last.End()).Proceeding.Penalty.Public.On.IsZero())

	for day, over := range map[calendar.Date]bool{last.AddDays(-1): false, last: false, last.AddDays(1): true} {
		late := warned(t).OnDay(day)
		if over {
			late.Refused("public_term_over", "director", proceedings.DecidePublicity{Show: true})
			continue
		}
		late.Do("director", proceedings.DecidePublicity{Show: true}).PublishPenalty()
	}
	inspectiontest.PenaltyServed(t).Refused("publicity_fixed", "director", proceedings.DecidePublicity{Show: true})
	suspended := warned(t).Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	suspended.Refused("decision_quashed", "director", proceedings.DecidePublicity{Show: true})
}

// TestEntryDueOfBefore: a warning whose publication an older program asked for is not
// published, and does not keep the case open.
func TestEntryDueOfBefore(t *testing.T) {
	r := warned(t)
	r.Proceeding.Deadlines = append(r.Proceeding.Deadlines, inspectiontest.PenaltyServed(t).Deadline(law.DeadlinePenaltyPublication))
	r.Refused("not_shown_by_default", "clerk", proceedings.PreparePenaltyEntry{})
	r.Copied().Do("director", proceedings.ClosePenaltyCase{})
	r.Do("director", proceedings.DecidePublicity{})
	require.False(t, r.Runs(law.DeadlinePenaltyPublication))
}

// TestChangedToAWarning: what a remedy left of a fine is slight.
func TestChangedToAWarning(t *testing.T) {
	both := append(one(proceedings.PenaltyWarning, 0), inspectiontest.Fine(50_000)...)
	r := decidedFor(t, both, law.PublicityOrdinary, inspectiontest.April(16)).ServeDecision().PublishPenalty().Do("clerk", litigate(16))
	r.Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyChanged, Penalties: one(proceedings.PenaltyWarning, 0)})
	require.False(t, r.Runs(law.DeadlinePenaltyPublication))
	r.Do("director", proceedings.WithdrawEntry{})
	require.NotContains(t, r.Told[len(r.Told)-1].Text, "拟定公示内容")
	grade, derived := r.Proceeding.Penalty.Decision.PublicityGrade()
	require.Equal(t, law.PublicityMinor, grade)
	require.True(t, derived)
}

// TestOnTheSpotIsSlight: not shown either, unless chosen.
func TestOnTheSpotIsSlight(t *testing.T) {
	r := inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(inspectiontest.Fine(1_000)[0])
	grade, derived := r.Proceeding.Penalty.Decision.PublicityGrade()
	require.Equal(t, law.PublicityMinor, grade)
	require.False(t, derived)
	r.Refused("publication_not_due", "clerk", proceedings.PreparePenaltyEntry{})
	r.Do("director", proceedings.DecidePublicity{Show: true}).PublishPenalty()
	require.Equal(t, inspectiontest.Date(2024, 7, 8), r.Entries[0].Until)
}

// TestNoPenaltyIsNotShown, whatever anybody would choose.
func TestNoPenaltyIsNotShown(t *testing.T) {
	terms := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	r := inspectiontest.PenaltyHeard(t).ProposeTerms(terms).Decide(terms)
	r.Refused("publicity_fixed", "director", proceedings.DecidePublicity{Show: true})
}

// TestCitizenIsNotNamed unless the bureau head chose so with a reason.
func TestCitizenIsNotNamed(t *testing.T) {
	fined := func() *inspectiontest.ProceedingRun {
		return decidedFor(t, inspectiontest.Fine(1_000), law.PublicityOrdinary, inspectiontest.April(16), proceedings.PartyCitizen).ServeDecision()
	}
	r := fined().PublishPenalty()
	require.True(t, r.Entries[0].Unnamed)
	r.Do("clerk", litigate(16)).Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
	require.True(t, r.Do("director", proceedings.WithdrawEntry{}).Entries[1].Unnamed)

	named := fined()
	named.Refused("publicity_invalid", "director", proceedings.DecidePublicity{})
	named.Do("director", proceedings.DecidePublicity{Show: true, Named: true}).PublishPenalty()
	require.False(t, named.Entries[0].Unnamed)
	require.True(t, named.Runs(law.DeadlinePublicTerm))
	require.False(t, inspectiontest.PenaltyPublished(t).Entries[0].Unnamed)
}

// TestTermsByGrade of a decision of 1 April 2026.
func TestTermsByGrade(t *testing.T) {
	for _, c := range []struct {
		grade    law.PublicityGrade
		shortest calendar.Date // the last day on which nothing is repaired; zero: none
		longest  calendar.Date
	}{
		{law.PublicityMinor, calendar.Date{}, inspectiontest.Date(2026, 7, 1)},
		{law.PublicityOrdinary, inspectiontest.Date(2026, 7, 1), inspectiontest.Date(2027, 4, 1)},
		{law.PublicitySerious, inspectiontest.Date(2027, 4, 1), inspectiontest.Date(2029, 4, 1)},
	} {
		r := decidedFor(t, inspectiontest.Fine(50_000), c.grade, april26(1)).ServeDecision()
		if c.grade == law.PublicityMinor {
			r.Do("director", proceedings.DecidePublicity{Show: true})
		}
		r.PublishPenalty().Pay(50_000)
		require.Equal(t, c.longest, r.Entries[0].Until)
		require.False(t, r.Runs(law.DeadlineCreditRules))
		require.Equal(t, "2026", r.Proceeding.Penalty.Public.Rules)
		_, due := r.Proceeding.TermRules(r.Today())
		require.False(t, due)
		if c.shortest.IsZero() {
			r.Do("entity", proceedings.AskCreditRepair{})
			continue
		}
		for _, day := range []calendar.Date{c.shortest.AddDays(-1), c.shortest} {
			r.OnDay(day).Refused("shortest_term_running", "entity", proceedings.AskCreditRepair{})
		}
		r.OnDay(c.shortest.AddDays(1)).Do("entity", proceedings.AskCreditRepair{})
	}
}

// TestShownEntriesAreRecounted at the beginning of 1 April 2026, to the shorter term.
func TestShownEntriesAreRecounted(t *testing.T) {
	for _, c := range []struct {
		name      string
		penalties []proceedings.Penalty
		grade     law.PublicityGrade
		decided   calendar.Date
		until     calendar.Date // by the rules of 2026
		over      bool
	}{
		{"a year is over", inspectiontest.Fine(50_000), "", inspectiontest.April(16), march26(31), true},
		{"its last day", inspectiontest.Fine(50_000), "", inspectiontest.Date(2025, 4, 1), april26(1), false},
		{"the day before", inspectiontest.Fine(50_000), "", inspectiontest.Date(2025, 3, 31), march26(31), true},
		{"half of it", inspectiontest.Fine(50_000), law.PublicityOrdinary, inspectiontest.Date(2025, 9, 30), inspectiontest.Date(2026, 9, 30), false},
		{"grave", one(proceedings.PenaltyRevocation, 0), "", inspectiontest.April(16), inspectiontest.Date(2027, 4, 16), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := decidedFor(t, c.penalties, c.grade, c.decided).ServeDecision().PublishPenalty()
			before := law.PlainEnd(c.decided, calendar.PeriodOf(3, calendar.Years))
			require.Equal(t, before, r.Entries[0].Until)
			require.Equal(t, march26(31), r.Deadline(law.DeadlineCreditRules).Last)
			r.At(march26(31).End().Add(-time.Second))
			require.Equal(t, before, r.Proceeding.Penalty.Public.Until)
			require.Len(t, r.Entries, 1)
			r.At(april26(1).Start())
			require.Equal(t, "2026", r.Proceeding.Penalty.Public.Rules)
			require.False(t, r.Runs(law.DeadlineCreditRules))
			require.Equal(t, c.over, r.Proceeding.Penalty.Public.On.IsZero())
			require.Equal(t, c.until, r.Proceeding.Penalty.Public.Until)
			if c.until == before {
				require.Len(t, r.Entries, 1, "nothing has changed")
				return
			}
			require.Equal(t, c.until, r.Entries[1].Until)
			told := r.Told[len(r.Told)-1].Text
			require.Contains(t, told, c.until.ChineseString())
			require.Equal(t, c.grade == "", strings.Contains(told, "按处罚种类推定"), told)
		})
	}
	gone := inspectiontest.PenaltyClosed(t).OnDay(march26(30)).Do("entity", proceedings.AskCreditRepair{}).Do("director", proceedings.ApproveCreditRepair{})
	require.Equal(t, proceedings.Closed, gone.Proceeding.Stage, "nothing awaits the day any more")
	withdrawn := reconsidered(t, proceedings.RemedyQuashed)
	require.True(t, withdrawn.Runs(law.DeadlineCreditRules))
	require.False(t, withdrawn.Do("director", proceedings.WithdrawEntry{}).Runs(law.DeadlineCreditRules))
}

// TestEntriesOfBeforeAreRecountedOnce: of an older program, which knew no such day.
func TestEntriesOfBeforeAreRecountedOnce(t *testing.T) {
	facts := proceedings.RecountPublicTerm{Rules: "2026"}
	early := unknowing(inspectiontest.PenaltyPublished)(t).OnDay(march26(31))
	rules, due := early.Proceeding.TermRules(early.Today())
	require.True(t, due)
	require.Equal(t, "2026", rules.Code)
	early.Do("system", facts)
	require.Equal(t, march26(31), early.Deadline(law.DeadlineCreditRules).Last, "the day is awaited")
	early.Refused("public_term_counted", "system", facts)
	early.At(april26(1).Start())
	require.Equal(t, march26(31), early.Entries[1].Until)

	late := unknowing(inspectiontest.PenaltyClosed)(t).OnDay(april26(20))
	late.Refused("public_term_counted", "system", proceedings.RecountPublicTerm{Rules: "2023"})
	late.Do("system", facts)
	require.Equal(t, april26(19), late.Entries[1].Until, "it goes today")
	require.Equal(t, proceedings.Closed, late.Proceeding.Stage)
	_, due = late.Proceeding.TermRules(late.Today())
	require.False(t, due)

	grave := unknowing(func(t testing.TB) *inspectiontest.ProceedingRun {
		return suspendedBusiness(t).ServeDecision().PublishPenalty()
	})(t).OnDay(april26(20)).Do("system", facts)
	require.Len(t, grave.Entries, 1)
	_, due = grave.Proceeding.TermRules(grave.Today())
	require.False(t, due)
	require.False(t, errOf(law.CreditRulesOf("1999")) == nil)
}

// TestNothingIsShownThatWouldHaveToGo: what was not published within a year.
func TestNothingIsShownThatWouldHaveToGo(t *testing.T) {
	r := inspectiontest.PenaltyServed(t).Do("clerk", proceedings.PreparePenaltyEntry{}).OnDay(april26(1))
	r.Refused("public_term_over", "director", proceedings.ApprovePenaltyEntry{})
	owed := r.Proceeding.Owed(r.Today())
	r.Do("clerk", proceedings.RecordPayment{On: r.Today(), Fen: owed.Fine + owed.Surcharge})
	require.False(t, r.Runs(law.DeadlinePenaltyPublication))
	r.Do("director", proceedings.ClosePenaltyCase{})
}

func errOf[T any](_ T, err error) error { return err }

// TestRepairNoticeGoesWithTheDecision: 两书同达, from 1 April 2026 on, for a penalty.
func TestRepairNoticeGoesWithTheDecision(t *testing.T) {
	for day, must := range map[calendar.Date]bool{march26(31): false, april26(1): true, april26(2): true} {
		r := decidedFor(t, inspectiontest.Fine(50_000), law.PublicityOrdinary, march26(30)).OnDay(day)
		alone := proceedings.ServeDecision{Service: inspectiontest.InPerson(day)}
		if !must {
			r.Do("lead", alone)
			continue
		}
		r.Refused("repair_notice_missing", "lead", alone)
		alone.RepairNotice = true
		require.True(t, r.Do("lead", alone).Proceeding.Penalty.Execution.RepairNotice)
	}
	terms := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	none := toBeDecidedFor(t, inspectiontest.Fine(100), april26(1)).ProposeTerms(terms).Decide(terms)
	none.Do("lead", proceedings.ServeDecision{Service: inspectiontest.InPerson(april26(1)), RepairNotice: true})
	require.False(t, none.Proceeding.Penalty.Execution.RepairNotice)
}
