package demo

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// proceed plays every penalty case and referral that the inspections brought about
// to its end. What waits for a day lets the clock jump to the next deadline.
func (p *play) proceed(ctx context.Context) error {
	for {
		all, err := p.proceedings(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, running) {
			return nil
		}
		moved := false
		for i, b := range all {
			if !running(b) {
				continue
			}
			done, err := p.proceedWith(ctx, b, i)
			if err != nil {
				return fmt.Errorf("%s：%w", b.No, err)
			}
			moved = moved || done
		}
		if moved {
			continue
		}
		if err := p.toNextDeadline(ctx); err != nil {
			return err
		}
	}
}

// running: a penalty case that is closed may still have its public term before it,
// which takes years.
func running(b inspection.Proceeding) bool {
	return b.Stage.Open() && b.Stage != inspection.PenaltyPublicTerm
}

func (p *play) proceedings(ctx context.Context) ([]inspection.Proceeding, error) {
	var list struct {
		Items []inspection.Proceeding `json:"items"`
	}
	err := p.People["supervisor"].Get(ctx, "/api/proceedings?limit=500&task="+SampleTask, &list)
	return list.Items, err
}

// proceedWith performs what is next in the proceeding, all that is possible today;
// it reports whether anything was.
func (p *play) proceedWith(ctx context.Context, b inspection.Proceeding, index int) (bool, error) {
	moved := false
	for {
		today, err := p.today(ctx)
		if err != nil {
			return moved, err
		}
		who, facts, reason := NextInProceeding(b, fineOf(index), slices.Sorted(maps.Keys(p.Inspector))[:2], today)
		if facts == nil {
			return moved, nil
		}
		if err := p.actOnProceeding(ctx, who, &b, facts, reason); err != nil {
			return moved, err
		}
		moved = true
		if !running(b) {
			return moved, nil
		}
	}
}

func (p *play) actOnProceeding(ctx context.Context, who string, b *inspection.Proceeding, facts inspection.Facts, reason string) error {
	rule, _ := inspection.ProceedingRuleOf(b.Kind, facts.Kind())
	person := p.People[who]
	if person == nil {
		person = p.Inspector[who]
	}
	if person == nil {
		return fmt.Errorf("没有“%s”的演示账号", who)
	}
	p.Say("  %s %-16s %s（%s）\n", b.No, person.Name, rule.Name, rule.Clause)
	var now inspection.Proceeding
	err := person.Act(ctx, "/api/proceedings/"+b.No+"/acts/"+string(facts.Kind()), b.Seq, people.Form{Facts: facts, Reason: reason, Narrative: "演示数据"}, &now)
	if err == nil {
		*b = now
	}
	return err
}

// NextInProceeding is who, by login or certificate, does what next in a proceeding
// that ends with the fine or with the answer of those it went to; no facts where a
// day has to come first. The team is for a clear lead, which comes without one.
func NextInProceeding(b inspection.Proceeding, fine []inspection.Penalty, team inspection.Team, today calendar.Date) (who string, facts inspection.Facts, reason string) {
	switch b.Kind {
	case inspection.ProceedingReferral:
		return nextOfReferral(b, today)
	case inspection.ProceedingPolice:
		return nextOfPolice(b, today)
	case inspection.ProceedingFeedback:
		return nextOfFeedback(b, today)
	case inspection.ProceedingObjection:
		return nextOfObjection(b, today)
	case inspection.ProceedingPenalty:
	}
	if b.Suspended() {
		return "", nil, "" // waits for the police
	}
	switch b.Stage {
	case inspection.PenaltyExecution:
		return nextOfExecution(b, today)
	case inspection.PenaltyDefence, inspection.PenaltyDecision:
		return nextOfDefence(b, fine, today)
	case inspection.PenaltyPublicTerm:
		return "", nil, "" // closed; the years to come end it
	}
	return nextOfInvestigation(b, fine, team, today)
}

// fineOf lets the first penalty case go without a hearing, and the others with one.
func fineOf(index int) []inspection.Penalty {
	if index == 0 {
		return []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: 5_000_00}}
	}
	return []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: 30_000_00}}
}

func inPerson(day calendar.Date) inspection.PaperService {
	return inspection.PaperService{Method: inspection.ServedInPerson, On: day}
}

// nextOfInvestigation: where a clear lead opened the case, nobody has it yet; the
// clerk proposes, and the bureau head names who handles it.
func nextOfInvestigation(b inspection.Proceeding, fine []inspection.Penalty, team inspection.Team, today calendar.Date) (string, inspection.Facts, string) {
	lead, file := b.Team.Lead(), b.Penalty
	switch {
	case b.Stage == inspection.PenaltyFiling && file.Filing == nil && lead == "":
		return "clerk", inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true}, ""
	case b.Stage == inspection.PenaltyFiling && lead == "":
		return "director", inspection.ApproveFiling{Team: team}, ""
	case b.Stage == inspection.PenaltyFiling && file.Filing == nil:
		return lead, inspection.ProposeFiling{Party: inspection.PartyOrganisation, EndedOn: calendar.DateOf(b.Opened).AddDays(-30)}, ""
	case b.Stage == inspection.PenaltyFiling:
		return "director", inspection.ApproveFiling{}, ""
	case b.Stage == inspection.PenaltyInvestigation:
		return lead, inspection.EndInvestigation{On: today, Established: true, Decision: inspection.DecisionPenalty, Penalties: fine, Grade: inspection.GradeOrdinary,
			Mitigation: inspection.Mitigation{Cooperated: true}}, ""
	}
	return lead, inspection.ServePriorNotice{Service: inPerson(today)}, ""
}

func nextOfDefence(b inspection.Proceeding, fine []inspection.Penalty, today calendar.Date) (string, inspection.Facts, string) {
	file := b.Penalty
	terms := inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Penalties: fine, Articles: []string{"劳动保障监察条例第30条"},
		Grade: inspection.GradeOrdinary, Leniency: inspection.LeniencyNone}
	h := file.Hearing
	switch {
	case b.Stage == inspection.PenaltyDefence && file.Notice.Hearing && h == nil:
		return "clerk", inspection.RequestHearing{On: today}, ""
	case b.Stage == inspection.PenaltyDefence && h != nil && h.NotifiedOn.IsZero():
		return "clerk", inspection.NotifyHearing{On: today, Day: today.AddDays(14), Presider: "supervisor"}, ""
	case b.Stage == inspection.PenaltyDefence && h != nil && h.HeldOn.IsZero() && !today.Before(h.Day):
		return "clerk", inspection.RecordHearing{On: today}, ""
	case b.Stage == inspection.PenaltyDefence && h == nil && file.Defence == nil:
		return "clerk", inspection.WaiveDefence{On: today}, ""
	case b.Stage == inspection.PenaltyDefence:
		return "", nil, ""
	case h != nil && (file.Defence == nil || file.Defence.ReviewedOn.IsZero()):
		return b.Team.Lead(), inspection.ReviewDefence{On: today, View: inspection.DefenceRejected}, "演示：听证意见没有改变事实的认定"
	case file.Proposal == nil:
		return b.Team.Lead(), inspection.ProposeDecision{Terms: terms}, ""
	}
	for _, a := range b.Allowed(inspection.Actor{}) {
		switch {
		case a.Act == inspection.ActReviewLegally && file.Proposal.ReviewedBy == "":
			return "legal", inspection.ReviewLegally{Passed: true}, ""
		case a.Act == inspection.ActDiscussDecision && file.Proposal.DiscussedOn.IsZero():
			return "director", inspection.DiscussDecision{On: today}, ""
		}
	}
	return "director", inspection.DecidePenaltyCase{Terms: terms}, "演示：事实清楚，裁量适当"
}

func nextOfExecution(b inspection.Proceeding, today calendar.Date) (string, inspection.Facts, string) {
	done, public := b.Penalty.Execution, b.Penalty.Public
	switch {
	case done.ServedOn.IsZero():
		return b.Team.Lead(), inspection.ServeDecision{Service: inPerson(today)}, ""
	case public.On.IsZero() && public.Prepared.By == "":
		return "clerk", inspection.PreparePenaltyEntry{}, ""
	case public.On.IsZero():
		return "director", inspection.ApprovePenaltyEntry{}, ""
	case len(done.Payments) == 0:
		return "clerk", inspection.RecordPayment{On: today, Fen: b.Penalty.Decision.Terms.Penalties[0].Fen}, ""
	}
	return "director", inspection.ClosePenaltyCase{}, ""
}

func nextOfReferral(b inspection.Proceeding, today calendar.Date) (string, inspection.Facts, string) {
	lead, file := b.Team.Lead(), b.Referral
	switch b.Stage {
	case inspection.ReferralProposal:
		if file.To.Name == "" {
			return lead, inspection.ProposeReferral{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: "市场监督管理局"}}, ""
		}
		return "director", inspection.ApproveReferral{}, ""
	case inspection.ReferralHandover:
		return lead, inspection.HandOverReferral{On: today, Method: inspection.HandedInPerson}, ""
	case inspection.ReferralReply:
		if file.ReceiptOn.IsZero() {
			return lead, inspection.RecordReferralReceipt{On: today}, ""
		}
		return lead, inspection.RecordReferralReply{On: today, Answer: inspection.ReferralTaken, Result: inspection.ReferralDealtWith}, ""
	}
	if file.Publication.PreparedBy == "" {
		return "clerk", inspection.PrepareReferralResult{}, ""
	}
	return "director", inspection.ApproveReferralResult{}, ""
}

func nextOfPolice(b inspection.Proceeding, today calendar.Date) (string, inspection.Facts, string) {
	lead, file := b.Team.Lead(), b.Police
	switch b.Stage {
	case inspection.PoliceReport:
		return lead, inspection.WritePoliceReport{}, ""
	case inspection.PoliceApproval:
		return "director", inspection.DecideTransfer{}, ""
	case inspection.PoliceTransfer:
		return lead, inspection.SendPoliceFile{At: file.DecidedAt, Method: inspection.HandedInPerson, Penalty: inspection.NoPenaltyDecided}, ""
	case inspection.PoliceDecision:
		if file.CopiedOn.IsZero() {
			return lead, inspection.RecordProcuratorateCopy{On: today}, ""
		}
		if file.ReceiptOn.IsZero() {
			return lead, inspection.RecordPoliceReceipt{On: today}, ""
		}
		return lead, inspection.RecordPoliceDecision{Answer: inspection.PoliceRefuses, DecidedOn: today, ToldOn: today, ReturnedOn: today}, ""
	case inspection.PoliceReconsideration:
		if file.ReconsiderationOn.IsZero() {
			return "director", inspection.RequestPoliceReconsideration{On: today}, ""
		}
		return lead, inspection.RecordPoliceReconsideration{Answer: inspection.PoliceFiles, DecidedOn: today, ToldOn: today}, ""
	}
	return lead, inspection.HandOverEvidence{On: today}, ""
}
