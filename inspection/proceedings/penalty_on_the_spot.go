package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 当场处罚 (行政处罚法第51条、第52条): straight from the visit, without a filing first. Two
// officers act (第42条第一款): one enters what was decided, the other confirms it.

// ActConfirmOnTheSpot: the second officer signs.
const ActConfirmOnTheSpot law.ActKind = "confirm_on_the_spot"

// ConfirmOnTheSpot: the decision on the spot bears the second officer's signature.
type ConfirmOnTheSpot struct{}

func (ConfirmOnTheSpot) Kind() law.ActKind { return ActConfirmOnTheSpot }

// SpotDraft is a penalty on the spot that one officer has entered and another has to
// confirm.
type SpotDraft struct {
	Party       PartyKind     `json:"party"`
	On          calendar.Date `json:"on"`
	Penalty     Penalty       `json:"penalty"`
	Articles    []string      `json:"articles"`
	Proposed    Proposer      `json:"proposed"`
	Certificate string        `json:"certificate"` // of the first officer
	Ordered
}

// onTheSpot are the stages at which it is possible: before a filing, which it does not
// need, and after one.
var onTheSpot = []Stage{PenaltyFiling, PenaltyInvestigation}

func onTheSpotRules() []Rule {
	return []Rule{
		{Act: ActPunishOnTheSpot, Name: "当场处罚", Stages: onTheSpot, Who: []law.Who{law.ByTeam},
			Clause: "行政处罚法第42条第一款、第51条、第52条", Ready: Proceeding.onTheSpotOpen, Apply: law.With((*transition).punishOnTheSpot)},
		{Act: ActConfirmOnTheSpot, Name: "确认当场处罚", Stages: onTheSpot, Leads: law.From(onTheSpot, PenaltyExecution), Who: []law.Who{law.ByTeam},
			Clause: "行政处罚法第42条第一款、第52条第二款", Ready: Proceeding.spotDrafted, Barred: Proceeding.ownSpot, Apply: law.With((*transition).confirmOnTheSpot)},
	}
}

// punishOnTheSpot enters what two officers decided at the visit; entered once more, it
// takes the place of what was not confirmed yet. A later investigation cannot be cut
// short by it.
//
// Errors: party_unknown, not_told_on_the_spot, decision_invalid, not_on_the_spot, and
// those of the day.
func (t *transition) punishOnTheSpot(f PunishOnTheSpot) error {
	w := t.p.Penalty
	if err := t.PastDay(f.On, t.p.foundOn(), "当场处罚日期", "检查结束或者立项之日"); err != nil {
		return err
	}
	party := w.Party
	if party == "" {
		party = f.Party
	}
	if party.Chinese() == "" || (f.Party != "" && f.Party != party) {
		return law.Errorf(law.KindInvalid, "party_unknown", "必须写明当事人是法人或者其他组织，还是公民，并与立案时一致。")
	}
	if !f.ToldOrally || !f.Heard {
		return law.Errorf(law.KindInvalid, "not_told_on_the_spot", "当场处罚前应当口头告知当事人拟处罚的内容及事实、理由、依据，并听取其陈述和申辩（行政处罚法第四十四条、第四十五条、第五十二条）。")
	}
	var bad law.Invalid
	f.Penalty.check(&bad, "penalty")
	checkArticles(&bad, "articles", f.Articles)
	f.checkOrders(&bad, "", DecisionPenalty, f.On)
	if err := bad.Err("decision_invalid", "当场处罚决定"); err != nil {
		return err
	}
	limit := onTheSpotLimit(t.Law.Edition, party)
	if f.Penalty.Kind != PenaltyWarning && (f.Penalty.Kind != PenaltyFine || f.Penalty.Fen > limit) {
		return law.Errorf(law.KindNotAllowed, "not_on_the_spot", "对%s当场处罚的，只能给予警告或者%s以下罚款（行政处罚法第五十一条）。", party.Chinese(), law.Yuan(limit))
	}
	t.investigated()
	w.Spot = &SpotDraft{Party: party, On: f.On, Penalty: f.Penalty, Articles: f.Articles, Ordered: f.Ordered, Proposed: t.proposer(law.RoleInspector), Certificate: t.Act.Actor.Certificate}
	t.Tell(law.NoticeTask, law.Audience{Certificates: t.p.otherOfficers()}, "当场处罚决定已登记，请另一名执法人员确认。")
	return nil
}

// otherOfficers are those of the team who may confirm.
func (p Proceeding) otherOfficers() law.Team {
	return slices.DeleteFunc(slices.Clone(p.Team), func(c string) bool { return c == p.Penalty.Spot.Certificate })
}

// confirmOnTheSpot: the decision is in effect, and was served at once, on the day on
// which both officers made it.
func (t *transition) confirmOnTheSpot(ConfirmOnTheSpot) error {
	w := t.p.Penalty
	s := *w.Spot
	t.investigated()
	w.Spot, w.Party = nil, s.Party
	w.Decision = &PenaltyDecided{Terms: DecisionTerms{Kind: DecisionPenalty, Penalties: []Penalty{s.Penalty}, Articles: s.Articles, Grade: GradeOrdinary, Leniency: LeniencyNone, Ordered: s.Ordered},
		By: s.Proposed.By, On: s.On, OnTheSpot: true, With: t.Act.Actor.ID}
	t.Meet(law.DeadlinePenaltyFiling, s.On.Start())
	t.Meet(law.DeadlineInvestigation, s.On.Start())
	t.p.Stage = PenaltyExecution
	t.OpenFrom(law.DeadlineOnTheSpotReport, s.On)
	t.servedDecision(law.PaperService{Method: law.ServedInPerson, On: s.On}, s.On)
	t.settle()
	return nil
}

// onTheSpotOpen: a case that was given back for further investigation or is decided
// anew is no plain one; and it is decided who may investigate it.
func (p Proceeding) onTheSpotOpen() error {
	if p.Penalty.Investigation != nil {
		return law.Errorf(law.KindNotAllowed, "not_on_the_spot", "本案已经调查终结并退回补充调查，不适用当场处罚。")
	}
	if p.Penalty.Anew != nil {
		return law.Errorf(law.KindNotAllowed, "not_on_the_spot", "本案系原决定被撤销后重新办理，不适用当场处罚。")
	}
	if p.Penalty.Resumed != nil {
		return law.Errorf(law.KindNotAllowed, "not_on_the_spot", "本案曾移送公安机关，不适用当场处罚。")
	}
	return p.recusalsDecided()
}

func (p Proceeding) spotDrafted() error {
	if p.Penalty.Spot == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_on_the_spot", "没有待确认的当场处罚。")
	}
	return p.recusalsDecided()
}

// ownSpot: two officers, and not one by two ways.
func (p Proceeding) ownSpot(a law.Actor) error {
	s := p.Penalty.Spot
	if a.Certificate == s.Certificate {
		return law.Errorf(law.KindForbidden, "own_proposal", "当场处罚应由两名执法人员作出，请另一名执法人员确认（行政处罚法第四十二条）。")
	}
	return law.NotTheSame(a, "确认", s.Proposed.By, s.Proposed.For)
}
