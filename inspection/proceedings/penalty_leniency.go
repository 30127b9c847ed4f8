package proceedings

import "slices"

// LeniencyProposal is what the law suggests on the facts that the system knows. It
// decides nothing: a person does, and gives the reason, also for deciding as
// proposed.
type LeniencyProposal struct {
	Leniency Leniency         `json:"leniency"`
	Grounds  []LeniencyGround `json:"grounds,omitempty"`
}

// LeniencyGround is one fact in the entity's favour, with the article that makes
// it one.
type LeniencyGround struct {
	Code   string   `json:"code"`
	Text   string   `json:"text"`
	Clause string   `json:"clause"`
	Items  []string `json:"items,omitempty"` // named in the self-check
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
	ground := func(holds bool, code, text, clause string, items ...string) {
		if holds {
			out.Grounds = append(out.Grounds, LeniencyGround{Code: code, Text: text, Clause: clause, Items: items})
		}
	}
	ground(len(named) > 0, "self_reported", "检查前在自查报告中如实报告", "文件四(四)；行政处罚法第32条第三项", named...)
	ground(m.Cooperated, "cooperated", "配合检查和调查", "文件四(四)；行政处罚法第32条")
	ground(m.Corrected, "corrected", "已经改正，主动消除或者减轻危害后果", "文件四(四)；行政处罚法第32条第一项")
	ground(m.FirstTime, "first_time", "初次违法", "行政处罚法第33条第一款")
	ground(m.Slight, "slight", "违法行为或者危害后果轻微", "行政处罚法第33条第一款")
	ground(m.NoHarm, "no_harm", "没有造成危害后果", "行政处罚法第33条第一款")

	everything := len(p.Items) > 0 && len(named) == len(p.Items)
	switch {
	case m.Slight && m.Corrected && (m.NoHarm || m.FirstTime):
		out.Leniency = LeniencyExempt
	case everything && m.Cooperated && m.Corrected:
		out.Leniency = LeniencyReduced
	case len(named) > 0 || m.Corrected:
		out.Leniency = LeniencyLighter
	}
	return out
}
