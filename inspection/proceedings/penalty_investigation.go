package proceedings

import (
	"slices"
	"strconv"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 调查 (劳动保障监察条例第17条、第18条), and the penalty on the spot that takes its place.

func (t *transition) endInvestigation(f EndInvestigation) error {
	if err := t.PastDay(f.On, t.p.investigationFrom(), "调查终结日期", "立案或者退回补充调查之日"); err != nil {
		return err
	}
	var bad law.Invalid
	if f.Decision.Chinese() == "" {
		bad.Add("decision", string(f.Decision), "没有该处理方式")
	}
	if !f.Established && f.Decision.adverse() {
		bad.Add("decision", string(f.Decision), "违法事实不能成立的，不能建议%s（行政处罚法第五十七条）", f.Decision.Chinese())
	}
	if f.Decision == DecisionPenalty && f.Grade.Chinese() == "" {
		bad.Add("grade", string(f.Grade), "建议行政处罚的，必须写明裁量档次")
	}
	checkDismissal(&bad, "decision", f.Decision, f.Established, f.Mitigation)
	checkPenalties(&bad, "penalties", f.Decision, f.Penalties)
	if err := bad.Err("investigation_invalid", "调查终结报告"); err != nil {
		return err
	}
	if told, more := t.p.heavierThanContested(f.Penalties); more && !f.NewFacts {
		return law.Errorf(law.KindNotAllowed, "heavier_after_defence", "当事人已就“%s”陈述申辩，补充调查没有查明新的违法事实的，不得提出更重的处罚（行政处罚法第四十五条第二款）。", penaltiesText(told))
	}
	if err := t.p.sameAsQuashed(f.Decision, f.Penalties, f.NewFacts); err != nil {
		return err
	}
	w := t.p.Penalty
	w.Investigation = &Investigated{On: f.On, Established: f.Established, Kind: f.Decision, Penalties: f.Penalties, Grade: f.Grade,
		Weight: f.Weight, Mitigation: f.Mitigation, NewFacts: f.NewFacts, Proposed: t.proposer(law.RoleInspector)}
	w.Notice, w.Defence, w.Hearing, w.Proposal = nil, nil, nil, nil
	t.investigated()
	t.Meet(law.DeadlineInvestigation, f.On.Start())
	t.OpenFrom(law.DeadlinePenaltyDecision, f.On)
	if f.Decision.adverse() {
		t.p.Stage = PenaltyPriorNotice
		t.Tell(law.NoticeTask, t.ToTeam(), "调查终结，请送达行政处罚（处理）事先告知书。")
		return nil
	}
	t.toDecision("调查终结")
	return nil
}

// toDecision: nothing has to be heard any more.
func (t *transition) toDecision(why string) {
	t.p.Stage = PenaltyDecision
	t.Tell(law.NoticeTask, t.ToLead(), "%s，请提出处理决定意见。", why)
}

// investigationFrom is the earliest day on which the investigation can end.
func (p Proceeding) investigationFrom() calendar.Date {
	if i := p.Penalty.Investigation; i != nil {
		return i.On
	}
	if a := p.Penalty.Anew; a != nil {
		return a.On
	}
	if r := p.Penalty.Resumed; r != nil {
		return r.On
	}
	return p.Penalty.Filing.On
}

// checkPenalties: a penalty decision names its penalties, each once and with an
// amount where it is money; no other decision names any.
func checkPenalties(bad *law.Invalid, at law.Path, kind DecisionKind, penalties []Penalty) {
	if kind != DecisionPenalty {
		if len(penalties) > 0 {
			bad.Add(at, "", "“%s”不写处罚种类", kind.Chinese())
		}
		return
	}
	if len(penalties) == 0 {
		bad.Add(at, "", "行政处罚必须写明处罚种类")
	}
	for i, p := range penalties {
		if p.Kind.Chinese() != "" && slices.ContainsFunc(penalties[:i], p.sameKind) {
			bad.Add(at.Index(i).Join("kind"), string(p.Kind), "“%s”只能写一项", p.Kind.Chinese())
			continue
		}
		p.check(bad, at.Index(i))
	}
}

func (p Penalty) sameKind(o Penalty) bool { return p.Kind == o.Kind }

// check: a penalty is one that the law knows, with an amount if it is money and
// without if not.
func (p Penalty) check(bad *law.Invalid, at law.Path) {
	switch {
	case p.Kind.Chinese() == "":
		bad.Add(at.Join("kind"), string(p.Kind), "没有该处罚种类")
	case p.Kind.inMoney() && (p.Fen <= 0 || p.Fen > law.MaxFen):
		bad.Add(at.Join("fen"), strconv.FormatInt(p.Fen, 10), "“%s”的金额应大于零", p.Kind.Chinese())
	case !p.Kind.inMoney() && p.Fen != 0:
		bad.Add(at.Join("fen"), strconv.FormatInt(p.Fen, 10), "“%s”不写金额", p.Kind.Chinese())
	}
}

// heavier reports whether the penalties go beyond what stands: a kind that is not
// there, or a larger amount.
func heavier(than, penalties []Penalty) bool {
	return slices.ContainsFunc(penalties, func(p Penalty) bool {
		i := slices.IndexFunc(than, func(o Penalty) bool { return o.Kind == p.Kind })
		return i < 0 || p.Fen > than[i].Fen
	})
}

// heavierThanContested: beyond what the entity was told and heard on before the
// further investigation.
func (p Proceeding) heavierThanContested(penalties []Penalty) ([]Penalty, bool) {
	for _, n := range p.Penalty.Contested {
		if heavier(n.Penalties, penalties) {
			return n.Penalties, true
		}
	}
	return nil, false
}

// returnInvestigation opens the investigation again. Its period goes on from the
// filing, with what extended it; what was told no longer holds.
func (t *transition) returnInvestigation(ReturnInvestigation) error {
	if err := law.NotBefore(calendar.DateOf(t.Act.Happened), t.p.lastHeard(), "退回日期", "上一办理事项之日"); err != nil {
		return err
	}
	w := t.p.Penalty
	if w.Notice != nil && t.p.wasHeard() {
		w.Contested = append(w.Contested, *w.Notice)
	}
	w.Notice, w.Defence, w.Hearing, w.Proposal = nil, nil, nil, nil
	t.Drop(law.DeadlinePenaltyDecision)
	p := t.Period(law.DeadlineInvestigation)
	t.OpenFor(p, t.Length(p), w.Filing.On.Start(), t.extensionsOf(law.DeadlineInvestigation)...)
	t.p.Stage = PenaltyInvestigation
	t.Tell(law.NoticeTask, t.ToTeam(), "本案退回补充调查；查明后重新告知。")
	return nil
}

func (t *transition) extensionsOf(kind law.DeadlineKind) []calendar.Period {
	for _, m := range slices.Backward(t.Met) {
		if m.Kind == kind {
			return m.Extensions
		}
	}
	return nil
}

// punishOnTheSpot decides and serves at once. A later investigation cannot be cut
// short by it.
func (t *transition) punishOnTheSpot(f PunishOnTheSpot) error {
	w := t.p.Penalty
	if err := t.PastDay(f.On, w.Filing.On, "当场处罚日期", "立案之日"); err != nil {
		return err
	}
	var bad law.Invalid
	f.Penalty.check(&bad, "penalty")
	checkArticles(&bad, "articles", f.Articles)
	if err := bad.Err("decision_invalid", "当场处罚决定"); err != nil {
		return err
	}
	limit := onTheSpotLimit(t.Law.Edition, w.Party)
	if f.Penalty.Kind != PenaltyWarning && (f.Penalty.Kind != PenaltyFine || f.Penalty.Fen > limit) {
		return law.Errorf(law.KindNotAllowed, "not_on_the_spot", "对%s当场处罚的，只能给予警告或者%s以下罚款（行政处罚法第五十一条）。", w.Party.Chinese(), law.Yuan(limit))
	}
	t.investigated()
	w.Decision = &PenaltyDecided{Terms: DecisionTerms{Kind: DecisionPenalty, Penalties: []Penalty{f.Penalty}, Articles: f.Articles, Grade: GradeOrdinary, Leniency: LeniencyNone},
		By: t.Act.Actor.ID, On: f.On, OnTheSpot: true}
	t.Meet(law.DeadlineInvestigation, f.On.Start())
	t.p.Stage = PenaltyExecution
	t.OpenFrom(law.DeadlineOnTheSpotReport, f.On)
	t.servedDecision(law.PaperService{Method: law.ServedInPerson, On: f.On}, f.On)
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
