package inspection_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// roundTrips: what is stored is what was.
func roundTrips(t *testing.T, p inspection.Proceeding) {
	t.Helper()
	raw, err := json.Marshal(p)
	require.NoError(t, err)
	var back inspection.Proceeding
	require.NoError(t, json.Unmarshal(raw, &back))
	require.Equal(t, string(raw), encoded(t, back))
}

// TestPenaltyWhileSuspended: a case that stands still admits nothing else.
func TestPenaltyWhileSuspended(t *testing.T) {
	for kind, want := range penaltyCells() {
		if want.suspended {
			continue
		}
		for _, scene := range want.at {
			r := scene(t)
			facts := want.facts(r)
			r.do("director", inspection.Suspend{On: r.today()})
			e := refusedAs(t, "case_suspended", r.attempt(people[want.who[0]], facts, reasoned))
			require.Contains(t, e.Message, "恢复（局负责人）", kind)
		}
	}
}

// TestPenaltyReasons are compulsory where the table says so.
func TestPenaltyReasons(t *testing.T) {
	compulsory := strings.Fields(`refuse_filing correct_entry review_defence return_investigation decide_penalty_case return_penalty_entry refuse_instalments
		remit_surcharge withdraw_entry refuse_credit_repair extend_deadline suspend
		replace_investigator request_investigator_recusal decide_investigator_recusal`)
	for kind, want := range penaltyCells() {
		rule, ok := inspection.ProceedingRuleOf(inspection.ProceedingPenalty, kind)
		require.True(t, ok)
		require.Equal(t, slices.Contains(compulsory, string(kind)), rule.Reason, kind)
		if !rule.Reason {
			continue
		}
		for _, scene := range want.at {
			r := scene(t)
			refusedAs(t, "reason_required", r.attempt(people[want.who[0]], want.facts(r)))
		}
	}
}

// TestPenaltyAllowedOffersOnlyWhatPasses: an act that is marked as one's own is
// permitted, and one that is permitted was offered.
func TestPenaltyAllowedOffersOnlyWhatPasses(t *testing.T) {
	cells := penaltyCells()
	for kind, want := range cells {
		for stage, scene := range want.at {
			start := scene(t)
			for _, who := range names(people) {
				if who == "system" {
					continue
				}
				mine := map[inspection.ActKind]bool{}
				for _, a := range start.p.Allowed(people[who]) {
					mine[a.Act] = a.Mine
				}
				for _, rule := range start.p.Rules() {
					a := inspection.Act{Kind: rule.Act, Actor: people[who], Happened: start.now, Entered: start.now, Reasoned: true}
					require.Equal(t, mine[rule.Act], start.p.Permit(a) == nil, "%s by %s at %s for %s", rule.Act, who, stage, kind)
				}
			}
		}
	}
}

// TestPenaltyStageAlwaysHasAPeriod: whatever waits for people is reminded of.
func TestPenaltyStageAlwaysHasAPeriod(t *testing.T) {
	for stage, scene := range penaltyAnywhere {
		r := scene(t)
		_, running := r.p.Deadlines.NextDue()
		require.Equal(t, stage.Open(), running, stage)
		for _, d := range r.p.Deadlines {
			p, ok := r.law.Edition.Period(d.Kind)
			require.True(t, ok)
			require.NotEmpty(t, p.Responsible, d.Kind)
			require.NotEmpty(t, p.Clause)
		}
	}
}
