package demo

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
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
func running(b proceedings.Proceeding) bool {
	return b.Stage.Open() && b.Stage != proceedings.PenaltyPublicTerm
}

func (p *play) proceedings(ctx context.Context) ([]proceedings.Proceeding, error) {
	var list struct {
		Items []proceedings.Proceeding `json:"items"`
	}
	err := p.People["supervisor"].Get(ctx, "/api/proceedings?limit=500&task="+SampleTask, &list)
	return list.Items, err
}

// proceedWith performs what is next in the proceeding, all that is possible today;
// it reports whether anything was.
func (p *play) proceedWith(ctx context.Context, b proceedings.Proceeding, index int) (bool, error) {
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

func (p *play) actOnProceeding(ctx context.Context, who string, b *proceedings.Proceeding, facts law.Facts, reason string) error {
	rule, _ := proceedings.RuleOf(b.Kind, facts.Kind())
	person := p.People[who]
	if person == nil {
		person = p.Inspector[who]
	}
	if person == nil {
		return fmt.Errorf("没有“%s”的演示账号", who)
	}
	p.Say("  %s %-16s %s（%s）\n", b.No, person.Name, rule.Name, rule.Clause)
	var now proceedings.Proceeding
	err := person.Act(ctx, "/api/proceedings/"+b.No+"/acts/"+string(facts.Kind()), b.Seq, people.Form{Facts: facts, Reason: reason, Narrative: "演示数据"}, &now)
	if err == nil {
		*b = now
	}
	return err
}

// NextInProceeding is who, by login or certificate, does what next in a proceeding
// that ends with the fine or with the answer of those it went to; no facts where a
// day has to come first. The team is for a clear lead, which comes without one.
func NextInProceeding(b proceedings.Proceeding, fine []proceedings.Penalty, team law.Team, today calendar.Date) (who string, facts law.Facts, reason string) {
	switch b.Kind {
	case law.ProceedingReferral:
		return nextOfReferral(b, today)
	case law.ProceedingPolice:
		return nextOfPolice(b, today)
	case law.ProceedingFeedback:
		return nextOfFeedback(b, today)
	case law.ProceedingObjection:
		return nextOfObjection(b, today)
	case law.ProceedingOversight:
		return nextOfOversight(b, today)
	case law.ProceedingPenalty:
	}
	if b.Suspended() {
		return "", nil, "" // waits for the police
	}
	switch b.Stage {
	case proceedings.PenaltyExecution:
		return nextOfExecution(b, today)
	case proceedings.PenaltyDefence, proceedings.PenaltyDecision:
		return nextOfDefence(b, fine, today)
	case proceedings.PenaltyPublicTerm:
		return "", nil, "" // closed; the years to come end it
	}
	return nextOfInvestigation(b, fine, team, today)
}

// fineOf lets the first penalty case go without a hearing, and the others with one.
func fineOf(index int) []proceedings.Penalty {
	if index == 0 {
		return []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 4_000_00}}
	}
	return []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 30_000_00}}
}

func inPerson(day calendar.Date) law.PaperService {
	return law.PaperService{Method: law.ServedInPerson, On: day}
}

// nextOfInvestigation: where a clear lead opened the case, nobody has it yet; the
// clerk proposes, and the bureau head names who handles it.
func nextOfInvestigation(b proceedings.Proceeding, fine []proceedings.Penalty, team law.Team, today calendar.Date) (string, law.Facts, string) {
	lead, file := b.Team.Lead(), b.Penalty
	switch {
	case b.Stage == proceedings.PenaltyFiling && file.Filing == nil && lead == "":
		return "clerk", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true}, ""
	case b.Stage == proceedings.PenaltyFiling && lead == "":
		return "director", proceedings.ApproveFiling{Team: team}, ""
	case b.Stage == proceedings.PenaltyFiling && file.Filing == nil:
		return lead, proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: calendar.DateOf(b.Opened).AddDays(-30)}, ""
	case b.Stage == proceedings.PenaltyFiling:
		return "director", proceedings.ApproveFiling{}, ""
	case b.Stage == proceedings.PenaltyInvestigation:
		return lead, proceedings.EndInvestigation{On: today, Established: true, Decision: proceedings.DecisionPenalty, Penalties: fine, Grade: proceedings.GradeOrdinary,
			Mitigation: proceedings.Mitigation{Cooperated: true}}, ""
	}
	return lead, proceedings.ServePriorNotice{Service: inPerson(today)}, ""
}

func nextOfDefence(b proceedings.Proceeding, fine []proceedings.Penalty, today calendar.Date) (string, law.Facts, string) {
	file := b.Penalty
	terms := proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: fine, Articles: []string{"劳动保障监察条例第30条"},
		Grade: proceedings.GradeOrdinary, Leniency: proceedings.LeniencyNone, Publicity: law.PublicityOrdinary, Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
	h := file.Hearing
	switch {
	case b.Stage == proceedings.PenaltyDefence && file.Notice.Hearing && h == nil:
		return "clerk", proceedings.RequestHearing{On: today}, ""
	case b.Stage == proceedings.PenaltyDefence && h != nil && h.NotifiedOn.IsZero():
		return "clerk", proceedings.NotifyHearing{On: today, Day: today.AddDays(14), Presider: "supervisor"}, ""
	case b.Stage == proceedings.PenaltyDefence && h != nil && h.HeldOn.IsZero() && !today.Before(h.Day):
		return "clerk", proceedings.RecordHearing{On: today}, ""
	case b.Stage == proceedings.PenaltyDefence && h == nil && file.Defence == nil:
		return "clerk", proceedings.WaiveDefence{On: today}, ""
	case b.Stage == proceedings.PenaltyDefence:
		return "", nil, ""
	case h != nil && (file.Defence == nil || file.Defence.ReviewedOn.IsZero()):
		return b.Team.Lead(), proceedings.ReviewDefence{On: today, View: proceedings.DefenceRejected}, "演示：听证意见没有改变事实的认定"
	case file.Proposal == nil:
		return b.Team.Lead(), proceedings.ProposeDecision{Terms: terms}, ""
	}
	for _, a := range b.Allowed(law.Actor{}) {
		switch {
		case a.Act == proceedings.ActReviewLegally && file.Proposal.ReviewedBy == "":
			return "legal", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified}, ""
		case a.Act == proceedings.ActDiscussDecision && file.Proposal.DiscussedOn.IsZero():
			return "director", proceedings.DiscussDecision{On: today}, ""
		}
	}
	return "director", proceedings.DecidePenaltyCase{Terms: terms}, "演示：事实清楚，裁量适当"
}

func nextOfExecution(b proceedings.Proceeding, today calendar.Date) (string, law.Facts, string) {
	done, public := b.Penalty.Execution, b.Penalty.Public
	switch {
	case done.ServedOn.IsZero():
		return b.Team.Lead(), proceedings.ServeDecision{Service: inPerson(today), RepairNotice: law.CreditRulesOn(today).RepairNotice()}, ""
	case public.On.IsZero() && public.Prepared.By == "":
		return "clerk", proceedings.PreparePenaltyEntry{}, ""
	case public.On.IsZero():
		return "director", proceedings.ApprovePenaltyEntry{}, ""
	case len(done.Payments) == 0:
		return "clerk", proceedings.RecordPayment{On: today, Fen: b.Penalty.Decision.Terms.Penalties[0].Fen}, ""
	}
	return "director", proceedings.ClosePenaltyCase{}, ""
}

func nextOfReferral(b proceedings.Proceeding, today calendar.Date) (string, law.Facts, string) {
	lead, file := b.Team.Lead(), b.Referral
	switch b.Stage {
	case proceedings.ReferralProposal:
		if file.To.Name == "" {
			return lead, proceedings.ProposeReferral{To: law.Addressee{Place: law.OtherDepartment, Name: "市场监督管理局"}}, ""
		}
		return "director", proceedings.ApproveReferral{}, ""
	case proceedings.ReferralHandover:
		return lead, proceedings.HandOverReferral{On: today, Method: law.HandedInPerson}, ""
	case proceedings.ReferralReply:
		if file.ReceiptOn.IsZero() {
			return lead, proceedings.RecordReferralReceipt{On: today}, ""
		}
		return lead, proceedings.RecordReferralReply{On: today, Answer: proceedings.ReferralTaken, Result: proceedings.ReferralDealtWith}, ""
	}
	if file.Publication.PreparedBy == "" {
		return "clerk", proceedings.PrepareReferralResult{}, ""
	}
	return "director", proceedings.ApproveReferralResult{}, ""
}

func nextOfPolice(b proceedings.Proceeding, today calendar.Date) (string, law.Facts, string) {
	lead, file := b.Team.Lead(), b.Police
	switch b.Stage {
	case proceedings.PoliceReport:
		return lead, proceedings.WritePoliceReport{}, ""
	case proceedings.PoliceApproval:
		return "director", proceedings.DecideTransfer{}, ""
	case proceedings.PoliceTransfer:
		return lead, proceedings.SendPoliceFile{At: file.DecidedAt, Method: law.HandedInPerson, Penalty: proceedings.NoPenaltyDecided}, ""
	case proceedings.PoliceDecision:
		if file.CopiedOn.IsZero() {
			return lead, proceedings.RecordProcuratorateCopy{On: today}, ""
		}
		if file.ReceiptOn.IsZero() {
			return lead, proceedings.RecordPoliceReceipt{On: today}, ""
		}
		return lead, proceedings.RecordPoliceDecision{Answer: proceedings.PoliceRefuses, DecidedOn: today, ToldOn: today, ReturnedOn: today}, ""
	case proceedings.PoliceReconsideration:
		if file.ReconsiderationOn.IsZero() {
			return "director", proceedings.RequestPoliceReconsideration{On: today}, ""
		}
		return lead, proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceFiles, DecidedOn: today, ToldOn: today}, ""
	}
	return lead, proceedings.HandOverEvidence{On: today}, ""
}
