package api

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// aCitizen is the example of GB 11643-1999.
const aCitizen = "11010519491231002X"

// partyLink is a new link of the party, made by the account.
func (b *bench) partyLink(who, no string) secretLink {
	b.Helper()
	var link secretLink
	b.request(who, http.MethodPost, "/api/proceedings/"+no+"/party-link", testForm{"codeWay": "paper"}, "Idempotency-Key", rand.Text()).is(201).into(&link)
	return link
}

// A penalty case against somebody else than the entity that was drawn: that one is told,
// acts by a link of its own and stands in the public record; the entity does neither, and
// the number of a citizen's document goes nowhere but to those who need it.
func TestAPenaltyCaseAgainstAnother(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	c := b.theCase(no)
	lead := c.Team.Lead()
	b.request("admin", "PUT", "/api/settings/mail", map[string]any{"value": map[string]any{"mode": "single", "domain": "rsj.example.gov.cn"}, "reason": "试"}).is(200)
	entity, err := b.store.Entity(b.Context(), c.Entity)
	require.NoError(t, err)
	entity.Email = "entity@example.invalid"
	_, _, _, err = b.store.SaveEntities(b.Context(), "clerk", startOfMonth, []registers.Entity{entity})
	require.NoError(t, err)
	entitys := b.entityLinkOnPaper(lead, no)
	penalty := b.punished(no)
	the := "proceedings/" + penalty

	// Who it is against is told beside the facts, as the facts demand.
	today := b.today()
	facts := proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Role: proceedings.PartyBeneficiary, EndedOn: today.AddDays(-30)}
	party := testForm{"name": "欧阳某某", "identifier": aCitizen, "address": "某路1号", "phone": "13000000000", "email": "party@example.invalid"}
	propose := func(f proceedings.ProposeFiling, party testForm) answered {
		body := testForm{"facts": f, "narrative": "演示记述"}
		if party != nil {
			body["party"] = party
		}
		return b.request(lead, "POST", "/api/"+the+"/acts/propose_filing", body, "Idempotency-Key", rand.Text())
	}
	require.Contains(t, propose(facts, nil).is(422, "party_required").text, "body.party.name")
	wrong := testForm{"name": "欧阳某某", "identifier": "110105194912310021", "address": "某路1号"}
	refused := propose(facts, wrong).is(422, "party_invalid")
	require.Contains(t, refused.text, "body.party.identifier")
	require.NotContains(t, refused.text, "110105194912310021")
	propose(proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true}, party).is(422, "party_not_asked_for")
	b.request("director", "POST", "/api/"+the+"/acts/approve_filing", testForm{"facts": testForm{}, "party": party}, "Idempotency-Key", rand.Text()).is(422, "request_invalid")
	b.get(lead, "/api/"+the+"/party").is(404, "party_not_found")
	var view proceedingView
	propose(facts, party).is(200).into(&view)
	require.Equal(t, "欧阳某某", view.PartyName)
	require.Equal(t, entity.Name, view.EntityName)
	require.Equal(t, proceedings.PartyNo(penalty, 2), view.Party.No)
	// It is set right before it is filed.
	b.act("director", the, proceedings.ReturnFiling{}, "住址有误").is(200)
	b.get(lead, "/api/"+the+"/party").is(404, "party_not_found")
	propose(facts, party).is(200)
	b.act("director", the, proceedings.ApproveFiling{}).is(200)

	// Its document is for those who need it.
	var whole, masked struct{ Identifier, Address string }
	for _, who := range []string{lead, "clerk", "director", "legal"} {
		b.get(who, "/api/"+the+"/party").is(200).into(&whole)
		require.Equal(t, aCitizen, whole.Identifier, who)
		require.Equal(t, "某路1号", whole.Address)
	}
	for _, who := range []string{"supervisor", "head-insurance"} {
		b.get(who, "/api/"+the+"/party").is(200).into(&masked)
		require.Equal(t, "1101************2X", masked.Identifier, who)
		require.Empty(t, masked.Address)
		require.NotContains(t, b.get(who, "/api/"+the+"/acts").is(200).text, aCitizen, "the history neither")
	}
	require.Contains(t, b.get(lead, "/api/"+the+"/acts").is(200).text, aCitizen)
	require.NotContains(t, b.get("supervisor", "/api/"+the).is(200).text, aCitizen)
	require.NotContains(t, b.keptByTemporal(penalty), aCitizen, "nor the workflow")
	require.NotContains(t, b.keptByTemporal(penalty), "欧阳某某")

	// The link of the entity shows nothing of it, and takes no act in it.
	fine := []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 5_000_00}}
	b.act(lead, the, proceedings.EndInvestigation{On: today, Established: true, Decision: proceedings.DecisionPenalty, Penalties: fine, Grade: proceedings.GradeOrdinary}).is(200)
	b.act(lead, the, proceedings.ServePriorNotice{Service: law.PaperService{Method: law.ServedInPerson, On: today}}).is(200)
	var own bureau.EntityCase
	b.get("", entitys.Path).is(200).into(&own)
	require.Empty(t, own.Proceedings)
	act := "/proceedings/" + penalty + "/acts/record_defence"
	b.request("", "POST", entitys.Path+act, testForm{"facts": testForm{}, "narrative": "申辩"}, entitys.withCode("e1")...).is(404, "proceeding_not_found")
	// The party's own shows it and nothing of the inspection.
	b.request("head-insurance", "POST", "/api/"+the+"/party-link", testForm{}, "Idempotency-Key", "x").is(403, "not_your_case")
	link := b.partyLink(lead, penalty)
	b.get("", link.Path).is(200).into(&own)
	require.Equal(t, "欧阳某某", own.EntityName)
	require.Len(t, own.Proceedings, 1)
	require.NotEmpty(t, own.Proceedings[0].Allowed)
	require.Nil(t, own.SelfCheck)
	require.Len(t, own.Items, 1, "what it is about")
	b.request("", "POST", link.Path+"/acts/rate_visit", testForm{"facts": testForm{"stars": 1}}, link.withCode("r")...).is(404)
	b.request("", "POST", link.Path+act, testForm{"facts": testForm{}, "narrative": "申辩"}, link.withCode("p1")...).is(200)
	acts := b.acts(the)
	require.Equal(t, proceedings.PartyNo(penalty, 4), acts[len(acts)-1].Actor)
	require.Equal(t, law.RoleEntity, acts[len(acts)-1].ActorRole)

	// What passes is told to it, and not to the entity.
	before := b.mailTo(entity.Email)
	b.request("admin", "POST", "/api/clock", map[string]any{"days": 10}).is(200)
	b.until(func(context.Context) bool { return len(b.mailTo("party@example.invalid")) > 0 })
	require.Equal(t, before, b.mailTo(entity.Email))
	for _, m := range b.mailTo("party@example.invalid") {
		require.Contains(t, m, penalty)
		require.NotContains(t, m, aCitizen)
	}

	// The public record has its name, since the head decides so, and no number of a citizen's.
	today = b.today()
	b.act(lead, the, proceedings.ReviewDefence{On: today, View: proceedings.DefenceRejected}, "不成立").is(200)
	terms := proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: fine, Articles: []string{"社会保险法第88条"}, Grade: proceedings.GradeOrdinary, Leniency: proceedings.LeniencyNone,
		Publicity: law.PublicityOrdinary, Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
	b.act(lead, the, proceedings.ProposeDecision{Terms: terms}).is(200)
	b.act("legal", the, proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerExperienced}).is(200)
	b.act("director", the, proceedings.DecidePenaltyCase{Terms: terms}, "事实清楚").is(200)
	b.act("director", the, proceedings.DecidePublicity{Show: true, Named: true}, "具有一定社会影响").is(200)
	b.act("clerk", the, proceedings.PreparePenaltyEntry{}).is(200)
	b.act("director", the, proceedings.ApprovePenaltyEntry{}).is(200)
	var public list[record.Decision]
	b.get("", "/public/decisions?text=ouyang").is(200).into(&public)
	require.Len(t, public.Items, 1)
	require.Equal(t, "欧阳某某", public.Items[0].Name)
	require.Empty(t, public.Items[0].Entity)
	page := b.get("", "/decisions").is(200).text
	require.Contains(t, page, "欧阳某某")
	require.NotContains(t, page, aCitizen)
	require.NotContains(t, page, entity.Name)

	// It is found by its name, and its link ends.
	var rows list[proceedingRow]
	b.get(lead, "/api/proceedings?text=ouyang").is(200).into(&rows)
	require.Len(t, rows.Items, 1)
	require.Equal(t, "欧阳某某", rows.Items[0].PartyName)
	var links []bureau.LinkState
	b.get("supervisor", "/api/"+the+"/party-link").is(200).into(&links)
	require.Len(t, links, 1)
	b.request("supervisor", "DELETE", "/api/"+the+"/party-link", nil).is(204)
	b.get("", link.Path).is(404, "link_ended")
}

// entityLinkOnPaper is a new link of the entity with its code.
func (b *bench) entityLinkOnPaper(who, no string) secretLink {
	b.Helper()
	var link secretLink
	b.request(who, http.MethodPost, "/api/cases/"+no+"/entity-link", testForm{"codeWay": "paper"}, "Idempotency-Key", rand.Text()).is(201).into(&link)
	return link
}

// mailTo are the texts that wait for an address.
func (b *bench) mailTo(address string) (out []string) {
	b.Helper()
	waiting, err := b.store.PendingMail(b.Context(), time.Now().AddDate(10, 0, 0), 1000)
	require.NoError(b, err)
	for _, m := range waiting {
		if m.To == address {
			out = append(out, m.Subject+m.Body)
		}
	}
	return out
}

// keptByTemporal is all that Temporal keeps of the workflow.
func (b *bench) keptByTemporal(id string) string {
	b.Helper()
	var all strings.Builder
	events := b.temporal.GetWorkflowHistory(b.Context(), id, "", false, 0)
	for events.HasNext() {
		e, err := events.Next()
		require.NoError(b, err)
		all.WriteString(e.String())
	}
	return all.String()
}
