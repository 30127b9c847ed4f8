package proceedings_test

import (
	"strings"
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
		{"slight, corrected, no harm", nil, proceedings.Mitigation{Slight: true, Corrected: true, NoHarm: true}, proceedings.LeniencyExempt, []string{"corrected", "slight", "no_harm", "slight_corrected_harmless"}},
		{"first time, slight, corrected", nil, proceedings.Mitigation{FirstTime: true, Slight: true, Corrected: true}, proceedings.LeniencyExempt, []string{"corrected", "first_time", "slight", "first_slight_corrected"}},
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
				_, unknown := law.Named(g.Clause)
				require.Empty(t, unknown)
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
	for name, tc := range map[string]struct {
		terms  proceedings.DecisionTerms
		fields string
	}{
		"nothing":         {proceedings.DecisionTerms{}, "terms.kind terms.leniency terms.articles terms.leniency"},
		"no penalties":    {change(func(d *proceedings.DecisionTerms) { d.Penalties = nil }), "terms.penalties"},
		"unknown penalty": {change(func(d *proceedings.DecisionTerms) { d.Penalties = []proceedings.Penalty{{Kind: "flogging"}} }), "terms.penalties.0.kind"},
		"no amount":       {change(func(d *proceedings.DecisionTerms) { d.Penalties = inspectiontest.Fine(0) }), "terms.penalties.0.fen"},
		"negative amount": {change(func(d *proceedings.DecisionTerms) { d.Penalties = inspectiontest.Fine(-1) }), "terms.penalties.0.fen"},
		"amount of a warning": {change(func(d *proceedings.DecisionTerms) {
			d.Penalties = []proceedings.Penalty{{Kind: proceedings.PenaltyWarning, Fen: 1}}
		}), "terms.penalties.0.fen"},
		"the same twice": {change(func(d *proceedings.DecisionTerms) {
			d.Penalties = append(inspectiontest.Fine(1), inspectiontest.Fine(1)...)
		}), "terms.penalties.1.kind"},
		"no articles":         {change(func(d *proceedings.DecisionTerms) { d.Articles = nil }), "terms.articles"},
		"empty article":       {change(func(d *proceedings.DecisionTerms) { d.Articles = []string{" "} }), "terms.articles.0"},
		"article twice":       {change(func(d *proceedings.DecisionTerms) { d.Articles = []string{"A", "A"} }), "terms.articles.1"},
		"no grade":            {change(func(d *proceedings.DecisionTerms) { d.Grade = "" }), "terms.grade"},
		"no leniency":         {change(func(d *proceedings.DecisionTerms) { d.Leniency = "" }), "terms.leniency"},
		"exempt and punished": {change(func(d *proceedings.DecisionTerms) { d.Leniency = proceedings.LeniencyExempt }), "terms.leniency"},
		"transfer of nothing": {change(func(d *proceedings.DecisionTerms) { d.Transfer = law.ProceedingPolice }), "terms.transfer"},
		"lenient, ordinary":   {change(func(d *proceedings.DecisionTerms) { d.Leniency = proceedings.LeniencyLighter }), "terms.grade"},
		"reduced, no ground":  {change(func(d *proceedings.DecisionTerms) { d.Grade = proceedings.GradeReduced }), "terms.grade"},
		"dismissed, grave":    {inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyNone), "terms.kind"},
		"dismissed leniently": {inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyLighter), "terms.kind terms.leniency"},
		"no penalty for none": {inspectiontest.Milder(proceedings.DecisionNoPenalty, proceedings.LeniencyNone), "terms.leniency"},
	} {
		t.Run(name, func(t *testing.T) {
			e := inspectiontest.PenaltyHeard(t).Refused("decision_invalid", "lead", proceedings.ProposeDecision{Terms: tc.terms})
			require.Equal(t, strings.Fields(tc.fields), inspectiontest.Fields(e))
		})
	}
	r := inspectiontest.PenaltyFiled(t)
	for _, tc := range []struct {
		facts proceedings.EndInvestigation
		field string
	}{
		{proceedings.EndInvestigation{Established: true}, "decision"},
		{proceedings.EndInvestigation{Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(1), Grade: proceedings.GradeLight}, "decision"},
		{proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(1)}, "grade"},
		{proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionProcessing, Penalties: inspectiontest.Fine(1)}, "penalties"},
		{proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionDismissed, Mitigation: proceedings.Mitigation{Slight: true}}, "decision"},
		{proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionDismissed, Mitigation: proceedings.Mitigation{Corrected: true}}, "decision"},
	} {
		tc.facts.On = inspectiontest.April(8)
		require.Equal(t, []string{tc.field}, inspectiontest.Fields(r.Refused("investigation_invalid", "lead", tc.facts)))
	}
	unknown := r.Refused("investigation_invalid", "lead", proceedings.EndInvestigation{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionPenalty,
		Penalties: []proceedings.Penalty{{Kind: "flogging"}, {Kind: "flogging"}}, Grade: proceedings.GradeLight})
	require.Equal(t, []law.FieldError{{Field: "penalties.0.kind", Value: "flogging", Message: "没有该处罚种类"}, {Field: "penalties.1.kind", Value: "flogging", Message: "没有该处罚种类"}}, unknown.Fields)
	e := r.Refused("decision_invalid", "lead", proceedings.PunishOnTheSpot{ToldOrally: true, Heard: true, On: inspectiontest.April(8), Penalty: inspectiontest.Fine(0)[0], Articles: []string{"A", "A"}, Ordered: inspectiontest.Corrected})
	require.Equal(t, []string{"penalty.fen", "articles.1"}, inspectiontest.Fields(e))
	require.Equal(t, "0", e.Fields[0].Value)
	r.Do("lead", proceedings.EndInvestigation{On: inspectiontest.April(8), Established: true, Decision: proceedings.DecisionDismissed, Mitigation: proceedings.Mitigation{Slight: true, Corrected: true}})
	r.ProposeTerms(inspectiontest.Milder(proceedings.DecisionDismissed, proceedings.LeniencyNone))
	lenient := change(func(d *proceedings.DecisionTerms) {
		d.Leniency, d.Grade = proceedings.LeniencyReduced, proceedings.GradeReduced
	})
	inspectiontest.PenaltyHeard(t).ProposeTerms(lenient)
}
