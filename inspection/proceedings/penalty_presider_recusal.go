package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 听证主持人回避 (行政处罚法第64条第四项): the party may hold that the presider has a direct
// interest in the case. The bureau head decides it before the hearing is held
// (第43条第三款).
const (
	ActRequestPresiderRecusal law.ActKind = "request_presider_recusal"
	ActDecidePresiderRecusal  law.ActKind = "decide_presider_recusal"
)

// RequestPresiderRecusal: the party asks that the presider of whom it was notified
// steps aside; why stands in the record.
type RequestPresiderRecusal struct {
	On calendar.Date `json:"on,omitzero"`
}

// DecidePresiderRecusal: the presider steps aside and In, an account, presides; or
// does not. InCertificate is In's certificate, if it has one. In is empty where
// another presider was notified meanwhile.
type DecidePresiderRecusal struct {
	Upheld        bool   `json:"upheld"`
	In            string `json:"in,omitempty"`
	InCertificate string `json:"inCertificate,omitempty"`
}

func (RequestPresiderRecusal) Kind() law.ActKind { return ActRequestPresiderRecusal }
func (DecidePresiderRecusal) Kind() law.ActKind  { return ActDecidePresiderRecusal }

// PresiderRecusal is one request, with the presider's account, and what became of it.
type PresiderRecusal struct {
	Presider   string        `json:"presider"`
	On         calendar.Date `json:"on"`
	EnteredFor bool          `json:"enteredFor,omitempty"`
	DecidedBy  string        `json:"decidedBy,omitempty"`
	DecidedOn  calendar.Date `json:"decidedOn,omitzero"`
	Upheld     bool          `json:"upheld,omitempty"`
}

func (r PresiderRecusal) undecided() bool { return r.DecidedBy == "" }

func presiderRecusalRules() []Rule {
	stages := []Stage{PenaltyDefence}
	return []Rule{
		{Act: ActRequestPresiderRecusal, Name: "申请听证主持人回避", Stages: stages, Who: []law.Who{law.ByEntity, law.ByClerk}, Reason: true,
			Clause: "行政处罚法第64条第四项", Ready: Proceeding.presiderObjectable, Apply: law.With((*transition).requestPresiderRecusal)},
		{Act: ActDecidePresiderRecusal, Name: "决定听证主持人是否回避", Stages: stages, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第43条第三款、第64条第四项", Ready: Proceeding.presiderRecusalPending, Barred: Proceeding.ownPresiding, Apply: law.With((*transition).decidePresiderRecusal)},
	}
}

func (t *transition) requestPresiderRecusal(f RequestPresiderRecusal) error {
	h := t.p.Penalty.Hearing
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, h.NotifiedOn, "申请日期", "听证通知书送达之日"); err != nil {
		return err
	}
	h.Recusals = append(h.Recusals, PresiderRecusal{Presider: h.Presider, On: on, EnteredFor: !t.ByEntity()})
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "当事人申请听证主持人回避，请在%s举行听证之前决定。", h.Day.ChineseString())
	return nil
}

// decidePresiderRecusal: the day of the hearing stands, since the party was notified
// of it in time.
func (t *transition) decidePresiderRecusal(f DecidePresiderRecusal) error {
	h := t.p.Penalty.Hearing
	i := slices.IndexFunc(h.Recusals, PresiderRecusal.undecided)
	r := &h.Recusals[i]
	r.DecidedBy, r.DecidedOn, r.Upheld = t.Act.Actor.ID, t.happenedOn(), f.Upheld
	if !f.Upheld {
		t.Tell(law.NoticeChange, t.ToRole(law.RoleClerk), "当事人对听证主持人的回避申请已被驳回，请告知当事人。")
		return nil
	}
	if h.Presider != r.Presider && f.In == "" {
		t.Tell(law.NoticeChange, t.ToRole(law.RoleClerk), "当事人对听证主持人的回避申请成立，已另行指定主持人，请告知当事人。")
		return nil
	}
	if err := t.p.mayPreside(f.In, f.InCertificate); err != nil {
		return err
	}
	h.Presider = f.In
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{f.In}}, "请于%s主持听证。", h.Day.ChineseString())
	t.Tell(law.NoticeChange, t.ToRole(law.RoleClerk), "当事人对听证主持人的回避申请成立，已另行指定主持人，请告知当事人。")
	return nil
}

// mayPreside refuses nobody, who investigated the case, and who had to step aside.
//
// Errors: presider_required, presider_investigated, presider_recused.
func (p Proceeding) mayPreside(account, certificate string) error {
	if account == "" {
		return law.Errorf(law.KindInvalid, "presider_required", "必须写明听证主持人。")
	}
	if slices.Contains(p.Penalty.Investigators, account) || p.Team.Has(certificate) {
		return law.Errorf(law.KindInvalid, "presider_investigated", "听证由非本案调查人员主持（行政处罚法第六十四条第四项）。")
	}
	if slices.ContainsFunc(p.Penalty.Hearing.Recusals, func(r PresiderRecusal) bool { return r.Upheld && r.Presider == account }) {
		return law.Errorf(law.KindInvalid, "presider_recused", "该人员已被决定回避，不能主持本案听证（行政处罚法第六十四条第四项）。")
	}
	return nil
}

// presiderObjectable: somebody was notified as presiding to whom nobody objected yet.
func (p Proceeding) presiderObjectable() error {
	if err := p.hearingNotified(); err != nil {
		return err
	}
	h := p.Penalty.Hearing
	if slices.ContainsFunc(h.Recusals, func(r PresiderRecusal) bool { return r.Presider == h.Presider }) {
		return law.Errorf(law.KindDuplicate, "recusal_requested", "已经申请过该听证主持人回避。")
	}
	return nil
}

func (p Proceeding) presiderRecusalPending() error {
	if h := p.Penalty.Hearing; h == nil || !slices.ContainsFunc(h.Recusals, PresiderRecusal.undecided) {
		return law.Errorf(law.KindNotAllowed, "recusal_not_requested", "没有待决定的回避申请。")
	}
	return nil
}

// presiderDecided: no hearing is held while it is open who presides.
func (p Proceeding) presiderDecided() error {
	if p.presiderRecusalPending() == nil {
		return law.Errorf(law.KindNotAllowed, "recusal_pending", "当事人申请听证主持人回避，尚未作出决定，不能举行听证。")
	}
	return nil
}

func (p Proceeding) ownPresiding(a law.Actor) error {
	if p.presides(a) {
		return law.Errorf(law.KindForbidden, "own_case", "被申请回避的人员不能作出决定。")
	}
	return nil
}
