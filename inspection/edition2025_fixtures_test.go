package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func edition2025(t testing.TB) *inspection.Edition {
	t.Helper()
	e, err := inspection.EditionOf("2025")
	require.NoError(t, err)
	return e
}

// march is a day of March 2025; Monday the 3rd is a working day.
func march(day int) calendar.Date { return date(2025, time.March, day) }

// open2025 is a case of an enterprise under edition 2025.
func open2025(t testing.TB) *caseRun {
	t.Helper()
	r := &caseRun{t: t, law: lawOf2024(t), now: march(3).At(9, 0)}
	r.law.Edition = edition2025(t)
	o := opening(r.now)
	o.Edition, o.Under54 = "2025", true
	c, err := inspection.Open(o, r.law)
	require.NoError(t, err)
	c.Seq = 1
	r.c = c
	return r
}

func filed2025(t testing.TB) *caseRun {
	return open2025(t).issue().serve().file().at(march(3).At(10, 0))
}

func (r *caseRun) proposalFacts() inspection.ProposeVisit {
	return inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: r.today(), To: r.today().AddDays(4)}
}

func (r *caseRun) proposeVisit() *caseRun {
	r.do("lead", r.proposalFacts())
	return r
}

func (r *caseRun) approve() *caseRun {
	r.do("director", inspection.ApproveVisit{})
	return r
}

func (r *caseRun) scan() *caseRun {
	r.do("entity", inspection.StartVisit{})
	return r
}

func (r *caseRun) tellResult() *caseRun {
	r.do("lead", inspection.TellResult{Method: inspection.ServedInPerson, On: r.today()})
	return r
}

// inspect2025 is a lawful visit of the hour after the scan.
func (r *caseRun) inspect2025(findings map[string]inspection.Finding) *caseRun {
	r.proposeVisit().approve().scan()
	r.now = r.now.Add(time.Hour)
	return r.visit(findings).sign()
}

func confirmed2025(t testing.TB) *caseRun {
	return filed2025(t).inspect2025(clear()).propose(inspection.OutcomeNoProblem, nil).confirm()
}

// cells2025 are the acts of the duties, as [cells] are the document's.
func cells2025() map[inspection.ActKind]cell {
	proposed := func(t testing.TB) *caseRun { return filed2025(t).proposeVisit() }
	approved := func(t testing.TB) *caseRun { return proposed(t).approve() }
	asked := func(t testing.TB) *caseRun {
		r := filed2025(t)
		r.do("entity", inspection.RequestRecusal{Certificate: "Z2"})
		return r
	}
	return map[inspection.ActKind]cell{
		inspection.ActRequestRecusal: {who: []string{"entity", "clerk"}, at: at(inspection.StageOnSite, filed2025),
			facts: func(r *caseRun) inspection.Facts {
				return inspection.RequestRecusal{Certificate: "Z2", On: r.today()}
			}},
		inspection.ActDecideRecusal: {who: []string{"head", "director"}, at: at(inspection.StageOnSite, asked), facts: constant(inspection.DecideRecusal{Certificate: "Z2"})},
		inspection.ActProposeVisit:  {who: []string{"lead"}, at: at(inspection.StageOnSite, filed2025), facts: func(r *caseRun) inspection.Facts { return r.proposalFacts() }},
		inspection.ActReturnVisit:   {who: []string{"director"}, at: at(inspection.StageOnSite, proposed), facts: constant(inspection.ReturnVisit{})},
		inspection.ActApproveVisit:  {who: []string{"director"}, at: at(inspection.StageOnSite, proposed), facts: constant(inspection.ApproveVisit{})},
		inspection.ActStartVisit:    {who: []string{"entity"}, at: at(inspection.StageOnSite, approved), facts: constant(inspection.StartVisit{})},
		inspection.ActEnterScanLate: {who: []string{"lead", "member"}, at: at(inspection.StageOnSite, approved), facts: func(r *caseRun) inspection.Facts { return inspection.EnterScanLate{At: r.now} }},
		inspection.ActTellResult: {who: []string{"lead", "member"}, at: at(inspection.StagePublication, confirmed2025),
			facts: func(r *caseRun) inspection.Facts {
				return inspection.TellResult{Method: inspection.ServedByMail, On: r.today()}
			}},
		inspection.ActRateVisit: {who: []string{"entity"}, at: at(inspection.StagePublication, confirmed2025), facts: constant(inspection.RateVisit{Stars: 5})},
		inspection.ActComplain:  {who: []string{"entity"}, at: at(inspection.StagePublication, confirmed2025), facts: constant(inspection.Complain{})},
	}
}
