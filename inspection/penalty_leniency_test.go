package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestLeniencyProposal(t *testing.T) {
	both := []string{"R1", "R2"}
	for _, c := range []struct {
		name     string
		reported []string
		m        inspection.Mitigation
		want     inspection.Leniency
		grounds  []string
	}{
		{"nothing", nil, inspection.Mitigation{}, inspection.LeniencyNone, nil},
		{"only cooperated", nil, inspection.Mitigation{Cooperated: true}, inspection.LeniencyNone, []string{"cooperated"}},
		{"corrected", nil, inspection.Mitigation{Corrected: true}, inspection.LeniencyLighter, []string{"corrected"}},
		{"named one of two", []string{"R2"}, inspection.Mitigation{Cooperated: true, Corrected: true}, inspection.LeniencyLighter, []string{"self_reported", "cooperated", "corrected"}},
		{"named, not corrected", both, inspection.Mitigation{Cooperated: true}, inspection.LeniencyLighter, []string{"self_reported", "cooperated"}},
		{"named, cooperated and corrected", both, inspection.Mitigation{Cooperated: true, Corrected: true}, inspection.LeniencyReduced, []string{"self_reported", "cooperated", "corrected"}},
		{"slight, corrected, no harm", nil, inspection.Mitigation{Slight: true, Corrected: true, NoHarm: true}, inspection.LeniencyExempt, []string{"corrected", "slight", "no_harm"}},
		{"first time, slight, corrected", nil, inspection.Mitigation{FirstTime: true, Slight: true, Corrected: true}, inspection.LeniencyExempt, []string{"corrected", "first_time", "slight"}},
		{"first time, slight, not corrected", nil, inspection.Mitigation{FirstTime: true, Slight: true}, inspection.LeniencyNone, []string{"first_time", "slight"}},
		{"named what is no problem here", []string{"R9"}, inspection.Mitigation{}, inspection.LeniencyNone, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := penaltyCase(t, april(8), func(o *inspection.ProceedingOpening) { o.Items, o.SelfReported = both, c.reported }).fileCase()
			require.Equal(t, inspection.LeniencyProposal{Leniency: inspection.LeniencyNone}, r.p.LeniencyProposal(), "nothing is known yet")
			r.investigate(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(100), Grade: inspection.GradeLight, Mitigation: c.m})
			got := r.p.LeniencyProposal()
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
	r := pDrafted(t)
	exempt := milder(inspection.DecisionNoPenalty, inspection.LeniencyExempt)
	refusedAs(t, "reason_required", r.attempt(people["director"], inspection.DecidePenaltyCase{Terms: exempt}))
	r.decide(exempt)
	require.Equal(t, inspection.LeniencyExempt, r.p.Penalty.Decision.Terms.Leniency)
}

// TestTermsThatDoNotFit are refused with every wrong field.
func TestTermsThatDoNotFit(t *testing.T) {
	change := func(f func(*inspection.DecisionTerms)) inspection.DecisionTerms {
		d := punishing(fine(50_000))
		f(&d)
		return d
	}
	for name, d := range map[string]inspection.DecisionTerms{
		"nothing":         {},
		"no penalties":    change(func(d *inspection.DecisionTerms) { d.Penalties = nil }),
		"unknown penalty": change(func(d *inspection.DecisionTerms) { d.Penalties = []inspection.Penalty{{Kind: "flogging"}} }),
		"no amount":       change(func(d *inspection.DecisionTerms) { d.Penalties = fine(0) }),
		"negative amount": change(func(d *inspection.DecisionTerms) { d.Penalties = fine(-1) }),
		"amount of a warning": change(func(d *inspection.DecisionTerms) {
			d.Penalties = []inspection.Penalty{{Kind: inspection.PenaltyWarning, Fen: 1}}
		}),
		"the same twice":      change(func(d *inspection.DecisionTerms) { d.Penalties = append(fine(1), fine(1)...) }),
		"no articles":         change(func(d *inspection.DecisionTerms) { d.Articles = nil }),
		"empty article":       change(func(d *inspection.DecisionTerms) { d.Articles = []string{" "} }),
		"article twice":       change(func(d *inspection.DecisionTerms) { d.Articles = []string{"A", "A"} }),
		"no grade":            change(func(d *inspection.DecisionTerms) { d.Grade = "" }),
		"no leniency":         change(func(d *inspection.DecisionTerms) { d.Leniency = "" }),
		"exempt and punished": change(func(d *inspection.DecisionTerms) { d.Leniency = inspection.LeniencyExempt }),
		"transfer of nothing": change(func(d *inspection.DecisionTerms) { d.Transfer = inspection.ProceedingPolice }),
		"lenient, ordinary":   change(func(d *inspection.DecisionTerms) { d.Leniency = inspection.LeniencyLighter }),
		"reduced, no ground":  change(func(d *inspection.DecisionTerms) { d.Grade = inspection.GradeReduced }),
		"dismissed, grave":    milder(inspection.DecisionDismissed, inspection.LeniencyNone),
		"dismissed leniently": milder(inspection.DecisionDismissed, inspection.LeniencyLighter),
		"no penalty for none": milder(inspection.DecisionNoPenalty, inspection.LeniencyNone),
	} {
		t.Run(name, func(t *testing.T) {
			e := pHeard(t).refused("decision_invalid", "lead", inspection.ProposeDecision{Terms: d})
			require.NotEmpty(t, e.Fields)
		})
	}
	r := pFiled(t)
	for _, f := range []inspection.EndInvestigation{
		{On: april(8), Established: true}, {On: april(8), Decision: inspection.DecisionPenalty, Penalties: fine(1), Grade: inspection.GradeLight},
		{On: april(8), Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(1)},
		{On: april(8), Established: true, Decision: inspection.DecisionProcessing, Penalties: fine(1)},
		{On: april(8), Established: true, Decision: inspection.DecisionDismissed, Mitigation: inspection.Mitigation{Slight: true}},
		{On: april(8), Established: true, Decision: inspection.DecisionDismissed, Mitigation: inspection.Mitigation{Corrected: true}},
	} {
		r.refused("investigation_invalid", "lead", f)
	}
	r.do("lead", inspection.EndInvestigation{On: april(8), Established: true, Decision: inspection.DecisionDismissed, Mitigation: inspection.Mitigation{Slight: true, Corrected: true}})
	r.proposeTerms(milder(inspection.DecisionDismissed, inspection.LeniencyNone))
	lenient := change(func(d *inspection.DecisionTerms) {
		d.Leniency, d.Grade = inspection.LeniencyReduced, inspection.GradeReduced
	})
	pHeard(t).proposeTerms(lenient)
}
