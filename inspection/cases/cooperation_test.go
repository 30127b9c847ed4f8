package cases_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// ordered is the order to cooperate, handed over on that day.
func ordered(on calendar.Date) cases.OrderCooperation {
	return cases.OrderCooperation{Service: law.PaperService{Method: law.ServedInPerson, On: on}}
}

// refusedBy is a case of the kind of entity of which the record says that the inspection
// was refused.
func refusedBy(t *testing.T, kind string) *inspectiontest.CaseRun {
	r := inspectiontest.Filed(t)
	r.Case.Kind = kind
	return r.VisitAttempt(law.OutcomeUncooperative).Sign()
}

func opened(c cases.Case) (out []law.ProceedingKind) {
	for _, b := range c.Branches {
		out = append(out, b.Kind)
	}
	return out
}

// TestEntityRefusesEntry: it is ordered to let the inspection go on, refuses again, and
// is punished; what offends against public security or is a crime goes to the police
// (劳动保障监察条例第30条).
func TestEntityRefusesEntry(t *testing.T) {
	r := inspectiontest.Filed(t)
	r.Do("member", cases.OrderCooperation{Service: law.PaperService{Method: law.ServedLeft, On: r.Today(), Witnessed: true}, By: r.Today()})
	require.Equal(t, r.Today(), r.Case.Cooperation.ServedOn)
	r.Refused("cooperation_ordered", "lead", ordered(r.Today()))
	r.VisitAttempt(law.OutcomeUncooperative).Sign()

	police := []law.ProceedingKind{law.ProceedingPenalty, law.ProceedingPolice}
	for _, tc := range []struct{ named, want []law.ProceedingKind }{
		{nil, []law.ProceedingKind{law.ProceedingPenalty}}, // as ever
		{police, police},
		{[]law.ProceedingKind{law.ProceedingReferral}, []law.ProceedingKind{law.ProceedingReferral}}, // 治安管理处罚
		{[]law.ProceedingKind{law.ProceedingPolice}, []law.ProceedingKind{law.ProceedingPolice}},
	} {
		one := *r
		one.Told = nil
		one.Do("lead", cases.ProposeResult{Outcome: law.OutcomeUncooperative, Branches: tc.named})
		require.Equal(t, tc.named, one.Case.Result.Branches)
		require.NotContains(t, one.Told[0].Text, "没有责令改正")
		one.Confirm()
		require.Equal(t, tc.want, opened(one.Case))
	}
	e := r.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeUncooperative, Branches: []law.ProceedingKind{law.ProceedingPolice, law.ProceedingObjection}})
	require.Equal(t, []string{"branches.1"}, inspectiontest.Fields(e))

	unordered := inspectiontest.Refused(t)
	unordered.Told = nil
	unordered.Propose(law.OutcomeUncooperative, nil)
	require.Contains(t, unordered.Told[0].Text, "没有责令改正")
	unordered.Confirm()
	require.Equal(t, []law.ProceedingKind{law.ProceedingPenalty}, opened(unordered.Case))
}

// TestConcealedItemsGoToThePolice too, where the lead names them.
func TestConcealedItemsGoToThePolice(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign()
	named := []law.ProceedingKind{law.ProceedingPenalty, law.ProceedingPolice}
	r.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeConcealed, Items: map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeConcealed}}})
	e := r.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeConcealed, Branches: named,
		Items: map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeConcealed, Branches: named}}})
	require.Equal(t, []string{"branches"}, inspectiontest.Fields(e), "the visit itself was held")
	r.Propose(law.OutcomeConcealed, map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeConcealed, Branches: named}}).Confirm()
	require.Equal(t, named, opened(r.Case))
}

// TestAgencyRefuses: a 社保经办机构 isn't punished for it. It is ordered, and discipline is
// proposed (社会保险经办条例第53条).
func TestAgencyRefuses(t *testing.T) {
	r := refusedBy(t, law.AgencyKind)
	e := r.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeUncooperative, Branches: []law.ProceedingKind{law.ProceedingPenalty}})
	require.Equal(t, []string{"branches.0"}, inspectiontest.Fields(e))
	r.Propose(law.OutcomeUncooperative, nil)
	r.Refused("cooperation_not_ordered", "head", cases.ConfirmResult{})
	r.Do("lead", ordered(r.Today()))
	r.Confirm()
	require.Equal(t, []law.ProceedingKind{law.ProceedingReferral}, opened(r.Case))

	concealed := inspectiontest.Filed(t)
	concealed.Case.Kind = law.AgencyKind
	concealed.Visit(inspectiontest.ProblemOn("R1")).Sign()
	item := func(k law.ProceedingKind) map[string]cases.ItemResult {
		return map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeConcealed, Branches: []law.ProceedingKind{k}}}
	}
	concealed.Refused("result_invalid", "lead", cases.ProposeResult{Outcome: law.OutcomeConcealed, Items: item(law.ProceedingPenalty)})
	concealed.Propose(law.OutcomeConcealed, item(law.ProceedingReferral)).Confirm()
	require.Equal(t, []law.ProceedingKind{law.ProceedingReferral}, opened(concealed.Case))

	unreachable := inspectiontest.Filed(t)
	unreachable.Case.Kind = law.AgencyKind
	unreachable.VisitAttempt(law.OutcomeUnreachable).Sign().Propose(law.OutcomeUnreachable, nil).Confirm()
	require.Empty(t, unreachable.Case.Branches, "nothing was refused, nothing has to be ordered")
}

// TestOrderToCooperate is for who refuses, and by its service.
func TestOrderToCooperate(t *testing.T) {
	r := inspectiontest.Filed(t)
	r.Refused("service_not_witnessed", "lead", cases.OrderCooperation{Service: law.PaperService{Method: law.ServedLeft, On: r.Today()}})
	r.Refused("service_not_consented", "lead", cases.OrderCooperation{Service: law.PaperService{Method: law.ServedByEmail, On: r.Today()}})
	for days, code := range map[int]string{-1: "cooperation_day_invalid", 0: "", 1: ""} {
		one := *r
		f := ordered(one.Today())
		f.By = one.Today().AddDays(days)
		if code != "" {
			one.Refused(code, "lead", f)
			continue
		}
		one.Do("lead", f)
		require.Equal(t, f.By, one.Case.Cooperation.By)
	}
	inspectiontest.Visited(t).Refused("nothing_refused", "lead", ordered(r.Today()))
	inspectiontest.Signed(t).Refused("nothing_refused", "lead", ordered(r.Today()))
}
