package cases

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 申请回避 (国办发〔2024〕54号; 行政处罚法 art. 43): before the visit the entity may object
// to an inspector; the bureau's head decides, and one who is to step aside is replaced.
// Until the decision the inspection goes on (不停止调查, 第43条第三款), but nobody confirms
// its result.

// The acts of a recusal that the entity asks for.
const (
	ActRequestRecusal law.ActKind = "request_recusal"
	ActDecideRecusal  law.ActKind = "decide_recusal"
)

// Recusal is the entity's objection to an inspector.
type Recusal struct {
	Certificate string        `json:"certificate"`
	On          calendar.Date `json:"on"`
	EnteredFor  bool          `json:"enteredFor,omitempty"`
	DecidedBy   string        `json:"decidedBy,omitempty"`
	DecidedOn   calendar.Date `json:"decidedOn,omitzero"`
	Upheld      bool          `json:"upheld,omitempty"`
}

// RequestRecusal: the entity objects to the inspector; why stands in the record.
type RequestRecusal struct {
	Certificate string        `json:"certificate"`
	On          calendar.Date `json:"on,omitzero"` // of the paper; by the link it is the day
}

// DecideRecusal: the inspector steps aside, or does not.
type DecideRecusal struct {
	Certificate string `json:"certificate"`
	Upheld      bool   `json:"upheld"`
}

func (RequestRecusal) Kind() law.ActKind { return ActRequestRecusal }
func (DecideRecusal) Kind() law.ActKind  { return ActDecideRecusal }

func (c Case) recusalRequested() error {
	if !slices.ContainsFunc(c.Recusals, Recusal.Undecided) {
		return law.Errorf(law.KindNotAllowed, "recusal_not_requested", "没有待决定的回避申请。")
	}
	return nil
}

// Undecided reports whether the request still waits for its decision.
func (r Recusal) Undecided() bool { return r.DecidedBy == "" }

// recusalsHeeded: nobody inspects who has to step aside.
func (c Case) recusalsHeeded() error {
	for _, r := range c.Recusals {
		if r.Upheld && c.Team.Has(r.Certificate) {
			return law.Errorf(law.KindNotAllowed, "recusal_unreplaced", "证件号%s的检查人员应当回避，尚未更换。", r.Certificate)
		}
	}
	return nil
}

// recusalsDecided: no result is confirmed while it is open who may inspect, or on a
// record that somebody signed who should have stepped aside.
func (c Case) recusalsDecided() error {
	for _, r := range c.Recusals {
		switch {
		case r.Undecided():
			return law.Errorf(law.KindNotAllowed, "recusal_pending", "检查对象申请证件号%s的检查人员回避，尚未作出决定，不能认定检查结果。", r.Certificate)
		case r.Upheld && c.Visit != nil && slices.Contains(c.Visit.Signed, r.Certificate):
			return law.Errorf(law.KindNotAllowed, "recusal_signed", "检查记录表由应当回避的检查人员（证件号%s）签字，应当审核退回，更换检查人员后重新填写。", r.Certificate)
		}
	}
	return c.recusalsHeeded()
}

func (t *transition) requestRecusal(f RequestRecusal) error {
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, calendar.DateOf(t.c.Opened), "申请日期", "抽取之日"); err != nil {
		return err
	}
	if !t.c.Team.Has(f.Certificate) {
		return law.Errorf(law.KindInvalid, "not_on_team", "证件号%s不在本案检查组中。", f.Certificate)
	}
	if slices.ContainsFunc(t.c.Recusals, func(r Recusal) bool { return r.Certificate == f.Certificate }) {
		return law.Errorf(law.KindDuplicate, "recusal_requested", "已经对证件号%s的检查人员申请过回避。", f.Certificate)
	}
	t.c.Recusals = append(t.c.Recusals, Recusal{Certificate: f.Certificate, On: on, EnteredFor: !t.ByEntity()})
	t.countRecusals()
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "检查对象申请证件号%s的检查人员回避，请决定；决定作出之前不停止检查。", f.Certificate)
	return nil
}

func (t *transition) decideRecusal(f DecideRecusal) error {
	i := slices.IndexFunc(t.c.Recusals, func(r Recusal) bool { return r.Certificate == f.Certificate && r.Undecided() })
	if i < 0 {
		return law.Errorf(law.KindInvalid, "recusal_not_requested_of", "没有对证件号%s的待决定的回避申请。", f.Certificate)
	}
	if t.Act.Actor.Certificate == f.Certificate {
		return law.Errorf(law.KindForbidden, "own_case", "被申请回避的人员不能作出决定。")
	}
	r := &t.c.Recusals[i]
	r.DecidedBy, r.DecidedOn, r.Upheld = t.Act.Actor.ID, calendar.DateOf(t.Act.Happened), f.Upheld
	t.Meet(law.DeadlineRecusal, t.Act.Happened)
	t.countRecusals()
	if f.Upheld {
		t.Tell(law.NoticeTask, t.ToRole(law.RoleSectionHead), "证件号%s的检查人员应当回避，请更换检查人员。", f.Certificate)
	} else {
		t.Tell(law.NoticeChange, t.ToTeam(), "检查对象对证件号%s的检查人员的回避申请已被驳回。", f.Certificate)
	}
	return nil
}

// countRecusals lets the period for the decision run from the earliest request that
// waits for it.
func (t *transition) countRecusals() {
	if _, running := t.Deadlines.Find(law.DeadlineRecusal); running {
		return
	}
	var first calendar.Date
	for _, r := range t.c.Recusals {
		if r.Undecided() && (first.IsZero() || r.On.Before(first)) {
			first = r.On
		}
	}
	if !first.IsZero() {
		t.OpenFrom(law.DeadlineRecusal, first)
	}
}
