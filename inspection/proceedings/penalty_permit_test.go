package proceedings_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// roundTrips: what is stored is what was.
func roundTrips(t *testing.T, p proceedings.Proceeding) {
	t.Helper()
	raw, err := json.Marshal(p)
	require.NoError(t, err)
	var back proceedings.Proceeding
	require.NoError(t, json.Unmarshal(raw, &back))
	require.Equal(t, string(raw), inspectiontest.Encoded(t, back))
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
			r.Do("director", law.Suspend{On: r.Today()})
			e := inspectiontest.RefusedAs(t, "case_suspended", r.Attempt(inspectiontest.People[want.who[0]], facts, inspectiontest.Reasoned))
			require.Contains(t, e.Message, "恢复（局负责人）", kind)
		}
	}
}

// TestPenaltyReasons are compulsory where the table says so.
func TestPenaltyReasons(t *testing.T) {
	compulsory := strings.Fields(`refuse_filing return_filing correct_entry review_defence return_investigation decide_penalty_case return_penalty_entry refuse_instalments
		remit_surcharge withdraw_entry decide_publicity refuse_credit_repair extend_deadline suspend
		replace_investigator request_investigator_recusal decide_investigator_recusal request_presider_recusal decide_presider_recusal
		propose_self_correction decide_self_correction end_by_judgment refer_found_crime`)
	for kind, want := range penaltyCells() {
		rule, ok := proceedings.RuleOf(law.ProceedingPenalty, kind)
		require.True(t, ok)
		require.Equal(t, slices.Contains(compulsory, string(kind)), rule.Reason, kind)
		if !rule.Reason {
			continue
		}
		for _, scene := range want.at {
			r := scene(t)
			inspectiontest.RefusedAs(t, "reason_required", r.Attempt(inspectiontest.People[want.who[0]], want.facts(r)))
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
			for _, who := range inspectiontest.Names(inspectiontest.People) {
				if who == "system" {
					continue
				}
				mine := map[law.ActKind]bool{}
				for _, a := range start.Proceeding.Allowed(inspectiontest.People[who]) {
					mine[a.Act] = a.Mine
				}
				for _, rule := range start.Proceeding.Rules() {
					a := law.Act{Kind: rule.Act, Actor: inspectiontest.People[who], Happened: start.Now, Entered: start.Now, Reasoned: true}
					require.Equal(t, mine[rule.Act], start.Proceeding.Permit(a) == nil, "%s by %s at %s for %s", rule.Act, who, stage, kind)
				}
			}
		}
	}
}

// TestPenaltyStageAlwaysHasAPeriod: whatever waits for people is reminded of.
func TestPenaltyStageAlwaysHasAPeriod(t *testing.T) {
	for stage, scene := range penaltyAnywhere {
		r := scene(t)
		_, running := r.Proceeding.Deadlines.NextDue()
		require.Equal(t, stage.Open(), running, stage)
		for _, d := range r.Proceeding.Deadlines {
			p, ok := r.Law.Edition.Period(d.Kind)
			require.True(t, ok)
			require.NotEmpty(t, p.Responsible, d.Kind)
			require.NotEmpty(t, p.Clause)
		}
	}
}
