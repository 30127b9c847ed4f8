package inspectiontest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

func Edition2025(t testing.TB) *law.Edition {
	t.Helper()
	e, err := law.EditionOf("2025")
	require.NoError(t, err)
	return e
}

func Edition2026(t testing.TB) *law.Edition {
	t.Helper()
	e, err := law.EditionOf("2026")
	require.NoError(t, err)
	return e
}

// March is a day of March 2025; Monday the 3rd is a working day.
func March(day int) calendar.Date { return Date(2025, time.March, day) }

// Open2025 is a case of an enterprise under edition 2025.
func Open2025(t testing.TB) *CaseRun {
	t.Helper()
	r := &CaseRun{T: t, Law: LawOf2024(t), Now: March(3).At(9, 0)}
	r.Law.Edition = Edition2025(t)
	o := Opening(r.Now)
	o.Edition, o.Under54 = "2025", true
	c, err := cases.Open(o, r.Law)
	require.NoError(t, err)
	c.Seq = 1
	r.Case = c
	return r
}

func Filed2025(t testing.TB) *CaseRun {
	return Open2025(t).Issue().Serve().File().At(March(3).At(10, 0))
}

func (r *CaseRun) ProposalFacts() cases.ProposeVisit {
	return cases.ProposeVisit{Mode: cases.ModeOnSite, From: r.Today(), To: r.Today().AddDays(4)}
}

func (r *CaseRun) ProposeVisit() *CaseRun {
	r.Do("lead", r.ProposalFacts())
	return r
}

func (r *CaseRun) Approve() *CaseRun {
	r.Do("director", cases.ApproveVisit{})
	return r
}

func (r *CaseRun) Scan() *CaseRun {
	r.Do("entity", cases.StartVisit{})
	return r
}

func (r *CaseRun) TellResult() *CaseRun {
	r.Do("lead", cases.TellResult{Method: law.ServedInPerson, On: r.Today()})
	return r
}

// Inspect2025 is a lawful visit of the hour after the scan.
func (r *CaseRun) Inspect2025(findings map[string]law.Finding) *CaseRun {
	r.ProposeVisit().Approve().Scan()
	r.Now = r.Now.Add(time.Hour)
	return r.Visit(findings).Sign()
}

func Confirmed2025(t testing.TB) *CaseRun {
	return Filed2025(t).Inspect2025(Clear()).Propose(law.OutcomeNoProblem, nil).Confirm()
}

// Cells2025 are the acts of the duties, as [cells] are the document's.
func Cells2025() map[law.ActKind]CaseCell {
	proposed := func(t testing.TB) *CaseRun { return Filed2025(t).ProposeVisit() }
	approved := func(t testing.TB) *CaseRun { return proposed(t).Approve() }
	asked := func(t testing.TB) *CaseRun {
		r := Filed2025(t)
		r.Do("entity", cases.RequestRecusal{Certificate: "Z2"})
		return r
	}
	return map[law.ActKind]CaseCell{
		cases.ActRequestRecusal: {Who: []string{"entity", "clerk"}, At: CaseAt(cases.StageOnSite, Filed2025),
			Facts: func(r *CaseRun) law.Facts {
				return cases.RequestRecusal{Certificate: "Z2", On: r.Today()}
			}},
		cases.ActDecideRecusal: {Who: []string{"director"}, At: CaseAt(cases.StageOnSite, asked), Facts: constant(cases.DecideRecusal{Certificate: "Z2"})},
		cases.ActProposeVisit:  {Who: []string{"lead"}, At: CaseAt(cases.StageOnSite, Filed2025), Facts: func(r *CaseRun) law.Facts { return r.ProposalFacts() }},
		cases.ActReturnVisit:   {Who: []string{"director"}, At: CaseAt(cases.StageOnSite, proposed), Facts: constant(cases.ReturnVisit{})},
		cases.ActApproveVisit:  {Who: []string{"director"}, At: CaseAt(cases.StageOnSite, proposed), Facts: constant(cases.ApproveVisit{})},
		cases.ActStartVisit:    {Who: []string{"entity"}, At: CaseAt(cases.StageOnSite, approved), Facts: constant(cases.StartVisit{})},
		cases.ActEnterScanLate: {Who: []string{"lead", "member"}, At: CaseAt(cases.StageOnSite, approved), Facts: func(r *CaseRun) law.Facts { return cases.EnterScanLate{At: r.Now} }},
		cases.ActTellResult: {Who: []string{"lead", "member"}, At: CaseAt(cases.StagePublication, Confirmed2025),
			Facts: func(r *CaseRun) law.Facts {
				return cases.TellResult{Method: law.ServedByMail, On: r.Today()}
			}},
		cases.ActRateVisit: {Who: []string{"entity"}, At: CaseAt(cases.StagePublication, Confirmed2025), Facts: constant(cases.RateVisit{Stars: 5})},
		cases.ActComplain:  {Who: []string{"entity"}, At: CaseAt(cases.StagePublication, Confirmed2025), Facts: constant(cases.Complain{})},
	}
}
