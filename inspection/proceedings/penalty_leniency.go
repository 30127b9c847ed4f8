package proceedings

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// LeniencyProposal is what the law suggests on the facts that the system knows. It
// decides nothing: a person does, and gives the reason, also for deciding as
// proposed.
type LeniencyProposal struct {
	Leniency Leniency         `json:"leniency"`
	Grounds  []LeniencyGround `json:"grounds,omitempty"`
}

// LeniencyForce is how far the articles bind the bureau. They say 应当 of some grounds
// and 可以 of others.
type LeniencyForce string

// What follows from a ground.
const (
	ForceNone      LeniencyForce = ""           // a fact; what follows needs others beside it
	ShallNotPunish LeniencyForce = "shall_not"  // 不予行政处罚
	MayNotPunish   LeniencyForce = "may_not"    // 可以不予行政处罚
	ShallBeMilder  LeniencyForce = "shall_mild" // 应当从轻或者减轻行政处罚
	MayBeMilder    LeniencyForce = "may_mild"   // 可以从轻或者减轻行政处罚
)

var forceNames = map[LeniencyForce]string{ShallNotPunish: "应当不予行政处罚", MayNotPunish: "可以不予行政处罚",
	ShallBeMilder: "应当从轻或者减轻行政处罚", MayBeMilder: "可以从轻或者减轻行政处罚"}

// Chinese is how the article puts it; "" for a fact alone.
func (f LeniencyForce) Chinese() string { return forceNames[f] }

// LeniencyGround is one fact in the entity's favour, with the article that makes
// it one.
type LeniencyGround struct {
	Code   string `json:"code"`
	Text   string `json:"text"`
	Clause string `json:"clause"`
	// Force is what the article makes of it; "" for a fact that only counts with
	// others.
	Force LeniencyForce `json:"force,omitempty"`
	Items []string      `json:"items,omitempty"` // named in the self-check
}

// LeniencyProposal reads the facts: which of the items the entity named truthfully
// in its self-check before the inspection, and what the investigation found of
// cooperation, correction and harm (行政处罚法第32条、第33条; 文件四(四)).
func (p Proceeding) LeniencyProposal() LeniencyProposal {
	out := LeniencyProposal{Leniency: LeniencyNone}
	if p.Penalty == nil || p.Penalty.Investigation == nil || !p.Penalty.Investigation.Established {
		return out
	}
	m := p.Penalty.Investigation.Mitigation
	var named []string
	for _, item := range p.Items {
		if slices.Contains(p.SelfReported, item) {
			named = append(named, item)
		}
	}
	ground := func(holds bool, force LeniencyForce, code, text, clause string, items ...string) {
		if holds {
			out.Grounds = append(out.Grounds, LeniencyGround{Code: code, Text: text, Clause: clause, Force: force, Items: items})
		}
	}
	ground(len(named) > 0, ShallBeMilder, "self_reported", "检查前在自查报告中如实报告", "文件四(四)；行政处罚法第32条第三项", named...)
	ground(m.Cooperated, ForceNone, "cooperated", "配合检查和调查", "文件四(四)；行政处罚法第32条")
	ground(m.Corrected, ShallBeMilder, "corrected", "已经改正，主动消除或者减轻危害后果", "文件四(四)；行政处罚法第32条第一项")
	ground(m.FirstTime, ForceNone, "first_time", "初次违法", "行政处罚法第33条第一款")
	ground(m.Slight, ForceNone, "slight", "违法行为或者危害后果轻微", "行政处罚法第33条第一款")
	ground(m.NoHarm, ForceNone, "no_harm", "没有造成危害后果", "行政处罚法第33条第一款")
	ground(m.Coerced, ShallBeMilder, "coerced", "受他人胁迫或者诱骗实施违法行为", "行政处罚法第32条第二项")
	ground(m.Merit, ShallBeMilder, "merit", "配合行政机关查处违法行为有立功表现", "行政处罚法第32条第四项")
	ground(m.Under18, ShallBeMilder, "under_18", "已满十四周岁不满十八周岁", "行政处罚法第30条")
	ground(m.LimitedCapacity, MayBeMilder, "limited_capacity", "尚未完全丧失辨认或者控制自己行为能力的精神病人、智力残疾人", "行政处罚法第31条")
	ground(m.Slight && m.Corrected && m.NoHarm, ShallNotPunish, "slight_corrected_harmless", "违法行为轻微并及时改正，没有造成危害后果", "行政处罚法第33条第一款")
	ground(m.Slight && m.Corrected && m.FirstTime && !m.NoHarm, MayNotPunish, "first_slight_corrected", "初次违法且危害后果轻微并及时改正", "行政处罚法第33条第一款")
	for _, bar := range m.bars() {
		ground(true, ShallNotPunish, bar.Code, bar.Text, bar.Clause)
	}

	out.Leniency = m.suggests(len(named) > 0, len(p.Items) > 0 && len(named) == len(p.Items))
	return out
}

// suggests is how far the facts go, with what the entity named by itself: something,
// everything.
func (m Mitigation) suggests(something, everything bool) Leniency {
	switch {
	case len(m.bars()) > 0, m.Slight && m.Corrected && (m.NoHarm || m.FirstTime):
		return LeniencyExempt
	case everything && m.Cooperated && m.Corrected:
		return LeniencyReduced
	case something || m.Corrected || m.Coerced || m.Merit || m.Under18 || m.LimitedCapacity:
		return LeniencyLighter
	}
	return LeniencyNone
}

// bars are the facts with which a penalty is out of the question, whatever the
// bureau would think fit (行政处罚法第30条、第31条、第33条第二款).
func (m Mitigation) bars() []LeniencyGround {
	var out []LeniencyGround
	for _, bar := range []struct {
		holds  bool
		ground LeniencyGround
	}{
		{m.Under14, LeniencyGround{Code: "under_14", Text: "不满十四周岁的未成年人", Clause: "行政处罚法第30条"}},
		{m.NoCapacity, LeniencyGround{Code: "no_capacity", Text: "不能辨认或者不能控制自己行为时有违法行为的精神病人、智力残疾人", Clause: "行政处罚法第31条"}},
		{m.NoFault, LeniencyGround{Code: "no_fault", Text: "有证据足以证明没有主观过错", Clause: "行政处罚法第33条第二款"}},
	} {
		if bar.holds {
			out = append(out, bar.ground)
		}
	}
	return out
}

// checkMitigation: age and capacity are a citizen's, and each is one thing or the
// other.
func checkMitigation(bad *law.Invalid, at law.Path, m Mitigation, party PartyKind) {
	for _, one := range []struct {
		holds bool
		field string
		also  bool
	}{
		{m.Under14, "under14", m.Under18}, {m.Under18, "under18", false},
		{m.NoCapacity, "noCapacity", m.LimitedCapacity}, {m.LimitedCapacity, "limitedCapacity", false},
	} {
		switch {
		case one.holds && party != PartyCitizen:
			bad.Add(at.Join(one.field), "true", "年龄和行为能力只对公民填写")
		case one.holds && one.also:
			bad.Add(at.Join(one.field), "true", "年龄、行为能力各只能选择一项")
		}
	}
}

// punishable refuses a penalty that the law forbids on the facts of the investigation.
//
// Errors: shall_not_punish.
func (m Mitigation) punishable(kind DecisionKind) error {
	bars := m.bars()
	if kind != DecisionPenalty || len(bars) == 0 {
		return nil
	}
	return law.Errorf(law.KindNotAllowed, "shall_not_punish", "%s的，不予行政处罚（%s）。", bars[0].Text, bars[0].Clause)
}
