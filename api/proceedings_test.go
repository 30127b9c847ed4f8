package api

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// TestAPenaltyCaseOverHTTP: it comes out of the case, the entity acts in it by the
// link of its case, others see no more than they may, and the decision is public.
func TestAPenaltyCaseOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	no := numbers[0]
	c := b.theCase(no)
	lead := c.Team.Lead()
	penalty := b.punished(no)
	var view proceedingView
	found := b.get(lead, "/api/proceedings/"+penalty).is(200)
	found.into(&view)
	require.Equal(t, `"1"`, found.header.Get("ETag"))
	require.Equal(t, "立案审批", view.StageName)
	require.Equal(t, no, view.Case)
	require.Contains(t, view.Workflow, penalty)
	// Who may see the case may see what came out of it: the joint department too, and
	// no other.
	b.account("head-elsewhere", "人事科", law.RoleSectionHead)
	b.get("head-insurance", "/api/proceedings/"+penalty).is(200)
	b.get("head-elsewhere", "/api/proceedings/"+penalty).is(403, "not_your_case")
	b.get(lead, "/api/proceedings/nothing").is(404, "proceeding_not_found")
	var rows list[proceedingRow]
	b.get("supervisor", "/api/proceedings?kind=penalty&open=true").is(200).into(&rows)
	require.Len(t, rows.Items, 1)
	b.get("head-insurance", "/api/proceedings").is(200).into(&rows)
	require.Len(t, rows.Items, 1)
	b.get("head-elsewhere", "/api/proceedings").is(200).into(&rows)
	require.Empty(t, rows.Items)

	// The steps of the office.
	today := b.today()
	inPerson := law.PaperService{Method: law.ServedInPerson, On: today}
	fine := []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 5_000_00}}
	the := "proceedings/" + penalty
	b.act("director", the, proceedings.ApproveFiling{}).is(409)
	b.act(lead, the, proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: today.AddDays(-365*2 - 2)}).is(409, "filing_time_barred")
	b.act(lead, the, proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: today.AddDays(-30)}).is(200)
	b.act("director", the, proceedings.ApproveFiling{}).is(200)
	b.act(lead, the, proceedings.EndInvestigation{On: today, Established: true, Decision: proceedings.DecisionPenalty, Penalties: fine, Grade: proceedings.GradeOrdinary}).is(200)
	b.act(lead, the, proceedings.ServePriorNotice{Service: inPerson}).is(200)

	// The entity, by the link of its case.
	link := b.entityLink(lead, no)
	var own bureau.EntityCase
	b.get("", link.Path).is(200).into(&own)
	require.Len(t, own.Proceedings, 1)
	require.Equal(t, penalty, own.Proceedings[0].No)
	require.NotEmpty(t, own.Proceedings[0].Allowed)
	require.NotEmpty(t, own.Proceedings[0].Deadlines)
	waive := link.Path + "/proceedings/" + penalty + "/acts/waive_defence"
	b.request("", "POST", link.Path+"/proceedings/"+law.ProceedingNo(numbers[1], law.ProceedingPenalty, 1)+"/acts/waive_defence", testForm{"facts": testForm{}}, link.withCode("w0")...).is(404, "proceeding_not_found")
	b.request("", "POST", waive, testForm{"facts": testForm{}}, link.withCode("w1")...).is(200)
	// Another takes an investigator's place, if the register lets him.
	member := c.Team[1]
	b.act("director", the, proceedings.ReplaceInvestigator{Out: member, In: "no such certificate"}, "调离").is(422, "inspector_unfit")
	b.act("director", the, proceedings.ReplaceInvestigator{Out: member, In: b.outsider(c)}, "调离").is(200)
	b.get(member, "/api/proceedings/"+penalty).is(403, "not_your_case")
	again := b.request("", "POST", waive, testForm{"facts": testForm{}}, link.withCode("w1")...).is(200)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))

	terms := proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: fine, Articles: []string{"劳动保障监察条例第30条"},
		Grade: proceedings.GradeOrdinary, Leniency: proceedings.LeniencyNone, Publicity: law.PublicityOrdinary, Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
	b.act(lead, the, proceedings.ProposeDecision{Terms: terms}).is(200)
	b.act("legal", the, proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}).is(200)
	heavier := terms
	heavier.Penalties = []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 9_000_00}}
	refused := b.act("director", the, proceedings.DecidePenaltyCase{Terms: heavier}, "从重")
	require.GreaterOrEqual(t, refused.status, 400, refused.text)
	b.act("director", the, proceedings.DecidePenaltyCase{Terms: terms}).is(422, "reason_required")
	b.act("director", the, proceedings.DecidePenaltyCase{Terms: terms}, "事实清楚，裁量适当").is(200)
	var public list[record.Decision]
	b.get("", "/public/decisions").is(200).into(&public)
	require.Empty(t, public.Items, "nothing is public before it was approved")
	b.act("clerk", the, proceedings.PreparePenaltyEntry{}).is(200)
	b.act("director", the, proceedings.ApprovePenaltyEntry{}).is(200)
	b.get("", "/public/decisions").is(200).into(&public)
	require.Len(t, public.Items, 1)
	require.Contains(t, public.Items[0].Outcome, "罚款")
	require.False(t, public.Items[0].Until.IsZero())
	page := b.get("", "/decisions").is(200).text
	for _, shown := range []string{public.Items[0].Name, public.Items[0].Entity, public.Items[0].Outcome, public.Items[0].Until.String(), "行政处罚案件"} {
		require.Contains(t, page, shown)
	}
	require.Contains(t, b.get("", "/decisions?text=91110000000000000X").is(200).text, "没有符合条件的公示")
	require.Equal(t, 1, countOf(b.acts(the), proceedings.ActWaiveDefence))
}

// punished takes the case to a penalty case on its first item.
func (b *bench) punished(no string) string {
	b.Helper()
	c := b.theCase(no)
	lead := c.Team.Lead()
	b.act(lead, "cases/"+no, cases.RecordNotServed{On: b.today()}, "登记的住所无人签收").is(200)
	visit := b.cleared(no)
	visit.Findings[c.Items[0]] = law.FindingProblem
	b.act(lead, "cases/"+no, visit).is(200)
	for _, member := range c.Team {
		b.act(member, "cases/"+no, cases.SignRecord{Revision: 1}).is(200)
	}
	items := map[string]cases.ItemResult{c.Items[0]: {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}}}
	b.act(lead, "cases/"+no, cases.ProposeResult{Outcome: law.OutcomeFollowUp, Items: items}).is(200)
	b.act("head", "cases/"+no, cases.ConfirmResult{}).is(200)
	penalty := law.ProceedingNo(no, law.ProceedingPenalty, 1)
	b.until(func(ctx context.Context) bool {
		running, err := workflows.NewDispatcher(b.temporal).Running(ctx, penalty)
		return err == nil && running
	})
	return penalty
}

// outsider is an inspector who is not on the case's team.
func (b *bench) outsider(c cases.Case) string {
	b.Helper()
	all, err := b.store.AllInspectors(b.Context())
	require.NoError(b, err)
	for _, i := range all {
		if !c.Team.Has(i.Certificate) && i.MayInvestigate(c.Entity, b.today()) == nil {
			return i.Certificate
		}
	}
	require.Fail(b, "everybody is on the team")
	return ""
}
