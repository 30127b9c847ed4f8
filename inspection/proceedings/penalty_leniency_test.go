package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func TestLeniencyProposal(t *testing.T) {
	both := []string{"R1", "R2"}
	for _, c := range []struct {
		name     string
		reported []string
		m        proceedings.Mitigation
		want     proceedings.Leniency
		grounds  []string
	}{
		{"nothing", nil, proceedings.Mitigation{}, proceedings.LeniencyNone, nil},
		{"only cooperated", nil, proceedings.Mitigation{Cooperated: true}, proceedings.LeniencyNone, []string{"cooperated"}},
		{"corrected", nil, proceedings.Mitigation{Corrected: true}, proceedings.LeniencyLighter, []string{"corrected"}},
		{"named one of two", []string{"R2"}, proceedings.Mitigation{Cooperated: true, Corrected: true}, proceedings.LeniencyLighter, []string{"self_reported", "cooperated", "corrected"}},
		{"named, not corrected", both, proceedings.Mitigation{Cooperated: true}, proceedings.LeniencyLighter, []string{"self_reported", "cooperated"}},
		{"named, cooperated and corrected", both, proceedings.Mitigation{Cooperated: true, Corrected: true}, proceedings.LeniencyReduced, []string{"self_reported", "cooperated", "corrected"}},
		{"slight, corrected, no harm", nil, proceedings.Mitigation{Slight: true, Corrected: true, NoHarm: true}, proceedings.LeniencyExempt, []string{"corrected", "slight", "no_harm"}},
		{"first time, slight, corrected", nil, proceedings.Mitigation{FirstTime: true, Slight: true, Corrected: true}, proceedings.LeniencyExempt, []string{"corrected", "first_time", "slight"}},
		{"first time, slight, not corrected", nil, proceedings.Mitigation{FirstTime: true, Slight: true}, proceedings.LeniencyNone, []string{"first_time", "slight"}},
		{"named what is no problem here", []string{"R9"}, proceedings.Mitigation{}, proceedings.LeniencyNone, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := inspectiontest.PenaltyCase(t, inspectiontest.April(8), func(o *proceedings.Opening) { o.Items, o.SelfReported = both, c.reported }).FileCase()
			require.Equal(t, proceedings.LeniencyProposal{Leniency: proceedings.LeniencyNone}, r.Proceeding.LeniencyProposal(), "nothing is known yet")
			r.Investigate(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(100), Grade: proceedings.GradeLight, Mitigation: c.m})
			got := r.Proceeding.LeniencyProposal()
			require.Equal(t, c.want, got.Leniency)
			var codes []string
			for _, g := range got.Grounds {
				codes = append(codes, g.Code)
				require.NotEmpty(t, g.Text)
				require.NotEmpty(t, g.Clause)
			}
			require.Equal(t, c.grounds, codes)
		})
	}
}

// TestDecidedOtherwise: a person decides as proposed or not, with the reason either
// way.
func TestDecidedOtherwise(t *testing.T) {
	r := inspectiontest.PenaltyDrafted(t)
	exempt := inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyExempt)
	inspectiontest.RefusedAs(t, "reason_required", r.Attempt(inspectiontest.People["director"], proceedings.DecidePenaltyCase{Terms: exempt}))
	r.Decide(exempt)
	require.Equal(t, proceedings.LeniencyExempt, r.Proceeding.Penalty.Decision.Terms.Leniency)
}

// TestTermsThatDoNotFit are refused with every wrong field.
func TestTermsThatDoNotFit(t *testing.T) {
	change := func(f func(*proceedings.DecisionTerms)) proceedings.DecisionTerms {
		d := inspectiontest.Punishing(inspectiontest.Fine(50_000))
		f(&d)
		return d
	}
	for name, d := range map[string]proceedings.DecisionTerms{
		"nothing":         {},
		"no penalties":    change(func(d *proceedings.DecisionTerms) { d.Penalties = nil }),
		"unknown penalty": change(func(d *proceedings.DecisionTerms) { d.Penalties = []proceedings.Penalty{{Kind: "flogging"}} }),
		"no amount":       change(func(d *proceedings.DecisionTerms) { d.Penalties = inspectiontest.Fine(0) }),
		"negative amount": change(func(d *proceedings.DecisionTerms) { d.Penalties = inspectiontest.Fine(-1) }),
		"amount of a warning": change(func(d *proceedings.DecisionTerms) {
			d.Penalties = []proceedings.Penalty{{Kind: proceedings.PenaltyWarning, Fen: 1}}
		}),
		"the same twice": change(func(d *proceedings.DecisionTerms) {
			d.Penalties = append(inspectiontest.Fine(1), inspectiontest.Fine(1)...)
		}),
		"no articles":         change(func(d *proceedings.DecisionTerms) { d.Articles = nil }),
		"empty article":       change(func(d *proceedings.DecisionTerms) { d.Articles = []string{" "} }),
		"article twice":       change(func(d *proceedings.DecisionTerms) { d.Articles = []string{"A", "A"} }),
		"no grade":            change(func(d *proceedings.DecisionTerms) { d.Grade = "" }),
		"no leniency":         change(func(d *proceedings.DecisionTerms) { d.Leniency = "" }),
		"exempt and punished": change(func(d *proceedings.DecisionTerms) { d.Leniency = proceedings.LeniencyExempt }),
		"transfer of nothing": change(func(d *proceedings.DecisionTerms) { d.Transfer = law.ProceedingPolice }),
		"lenient, ordinary":   change(func(d *proceedings.DecisionTerms) { d.Leniency = proceedings.LeniencyLighter }),
		"reduced, no ground":  change(func(d *proceedings.DecisionTerms) { d.Grade = proceedings.GradeReduced }),
		"dismissed, grave":    inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyNone),
		"dismissed leniently": inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyLighter),
		"no penalty for none": inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyNone),
	} {
		t.Run(name, func(t *testing.T) {
			e := inspectiontest.PenaltyHeard(t).Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: d})
			require.NotEmpty(t, e.Fields)
		})
	}
	r := inspectiontest.PenaltyFiled(t)
	for _, f := range []proceedings.EndInvestigation{
		{On: inspectiontest.April(8), Established: true}, {On: inspectiontest.April(8), Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(1), Grade: proceedings.GradeLight},
		{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(1)},
		{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionProcessing, Penalties: inspectiontest.Fine(1)},
		{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionDismissed, Mitigation: proceedings.Mitigation{Slight: true}},
		{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionDismissed, Mitigation: proceedings.Mitigation{Corrected: true}},
	} {
		r.Refused("investigation_invalid", "lead", f)
	}
	r.Do("lead", proceedings.EndInvestigation{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionDismissed, Mitigation: proceedings.Mitigation{Slight: true, Corrected: true}})
	r.ProposeTerms(inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyNone))
	lenient := change(func(d *proceedings.DecisionTerms) {
		d.Leniency, d.Grade = proceedings.LeniencyReduced, proceedings.GradeReduced
	})
	inspectiontest.PenaltyHeard(t).ProposeTerms(lenient)
}
