package proceedings

import (
	"slices"
	"strconv"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 调查 (劳动保障监察条例第17条、第18条).

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
	checkMitigation(&bad, "mitigation", f.Mitigation, t.p.Penalty.Party)
	checkDismissal(&bad, "decision", f.Decision, f.Established, f.Mitigation)
	checkPenalties(&bad, "penalties", f.Decision, f.Penalties)
	if err := bad.Err("investigation_invalid", "调查终结报告"); err != nil {
		return err
	}
	if err := f.Mitigation.punishable(f.Decision); err != nil {
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
	w.Notice, w.Defence, w.Hearing, w.Proposal, w.Spot = nil, nil, nil, nil, nil
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
	if a := p.Penalty.Anew; a != nil && a.On.After(p.Penalty.Filing.On) {
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
	t.OpenFor(p, t.Length(p), w.filedFrom().Start(), t.extensionsOf(law.DeadlineInvestigation)...)
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
