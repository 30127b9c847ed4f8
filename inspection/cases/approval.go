package cases

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 行政检查审批 (国办发〔2024〕54号, 凡检查必审批): the lead proposes, the head approves,
// before the visit; an urgent visit is approved at once afterwards.

// The acts of the approval.
const (
	ActProposeVisit law.ActKind = "propose_visit"
	ActApproveVisit law.ActKind = "approve_visit"
	ActReturnVisit  law.ActKind = "return_visit"
)

// VisitApproval is the approval of one visit, proposed or given: who inspects,
// when, in which way, and how often the entity was visited. Why it is needed
// stands in the record.
type VisitApproval struct {
	Mode  VisitMode     `json:"mode"`
	Type  VisitType     `json:"type,omitempty"`
	From  calendar.Date `json:"from"`
	To    calendar.Date `json:"to"` // inclusive
	Team  law.Team      `json:"team"`
	Items []string      `json:"items"`
	Count VisitCount    `json:"count"`
	// Urgent: asked for after the visit.
	Urgent      bool          `json:"urgent,omitempty"`
	ProposedBy  string        `json:"proposedBy"`
	ProposedFor string        `json:"proposedFor,omitempty"` // whose delegated power was used
	ProposedOn  calendar.Date `json:"proposedOn"`
	ApprovedBy  string        `json:"approvedBy,omitempty"`
	ApprovedOn  calendar.Date `json:"approvedOn,omitzero"`
}

// Pending reports whether the proposal waits for the head.
func (v *VisitApproval) Pending() bool { return v != nil && v.ApprovedBy == "" }

// Given reports whether the visit was approved.
func (v *VisitApproval) Given() bool { return v != nil && v.ApprovedBy != "" }

// Covers reports whether a visit on the day is approved.
func (v *VisitApproval) Covers(day calendar.Date) bool {
	return v.Given() && !day.Before(v.From) && !day.After(v.To)
}

// ProposeVisit: the lead asks for approval of a visit between the two days. Count
// is the system's own.
type ProposeVisit struct {
	Mode VisitMode     `json:"mode"`
	Type VisitType     `json:"type,omitempty"`
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
	// RepeatExplained: it was said in writing why the entity is visited again
	// although the last visits found nothing.
	RepeatExplained bool       `json:"repeatExplained,omitempty"`
	Count           VisitCount `json:"count,omitzero"`
}

// ApproveVisit and ReturnVisit are the head's decision on it.
type (
	ApproveVisit struct{}
	ReturnVisit  struct{}
)

func (ProposeVisit) Kind() law.ActKind { return ActProposeVisit }
func (ApproveVisit) Kind() law.ActKind { return ActApproveVisit }
func (ReturnVisit) Kind() law.ActKind  { return ActReturnVisit }

// visitProposable: nothing waits for the head, and the visit was not made yet or
// was urgent and is not approved.
func (c Case) visitProposable() error {
	switch {
	case c.Approval.Pending():
		return law.Errorf(law.KindNotAllowed, "visit_proposed", "行政检查审批已经提请，等待局负责人批准。")
	case c.visited() && !c.lacksApproval():
		return law.Errorf(law.KindNotAllowed, "visit_recorded", "检查记录表已经填写，不再需要审批。")
	}
	return nil
}

func (c Case) visitProposed() error {
	if !c.Approval.Pending() {
		return law.Errorf(law.KindNotAllowed, "visit_not_proposed", "没有待批准的行政检查审批。")
	}
	return nil
}

// visited: the record is of a visit on site. One of a written or online check that
// was sent back may still be followed by a visit.
func (c Case) visited() bool { return c.Visit != nil && c.Visit.Mode == ModeOnSite }

// lacksApproval: an urgent visit was made and nobody has approved it yet.
func (c Case) lacksApproval() bool { return c.Visit != nil && c.Visit.Urgent && !c.Approval.Given() }

func (c Case) urgentApproved() error {
	if c.lacksApproval() {
		return law.Errorf(law.KindNotAllowed, "late_approval_missing", "紧急检查尚未补办行政检查审批，不能提出认定意见。")
	}
	return nil
}

// ownVisit bars who proposed the visit and who is to make it, and whoever uses
// the delegated power of the former.
func (c Case) ownVisit(a law.Actor) error {
	if c.Team.Has(a.Certificate) {
		return law.Errorf(law.KindForbidden, "own_case", "检查组成员不能批准本案的行政检查。")
	}
	return law.NotTheSame(a, "批准", c.Approval.ProposedBy, c.Approval.ProposedFor)
}

func (t *transition) proposeVisit(f ProposeVisit) error {
	made := t.c.visited()
	var bad law.Invalid
	if f.Mode.Chinese() == "" {
		bad.Add("mode", string(f.Mode), "核查方式应为实地检查、书面检查或者网络监测")
	}
	if f.Type.Chinese() == "" {
		bad.Add("type", string(f.Type), "检查类型应为日常检查、个案检查或者专项检查")
	}
	switch {
	case f.From.IsZero() || f.To.Before(f.From):
		bad.Add("to", f.To.String(), "必须填写拟检查的起止日期，且止日不早于起日")
	case made && (calendar.DateOf(t.c.Visit.Started).Before(f.From) || calendar.DateOf(t.c.Visit.Started).After(f.To)):
		bad.Add("from", f.From.String(), "补办审批的起止日期应包括实际检查之日（%s）", calendar.DateOf(t.c.Visit.Started).ChineseString())
	case !made && f.From.Before(t.Today()):
		bad.Add("from", f.From.String(), "拟检查日期不能早于今天")
	}
	if made && f.Mode != t.c.Visit.Mode {
		bad.Add("mode", string(f.Mode), "补办审批的核查方式应与检查记录表一致")
	}
	if err := bad.Err("visit_proposal_invalid", "行政检查审批"); err != nil {
		return err
	}
	if most := f.Count.Cap; !made && f.Mode == ModeOnSite && most > 0 && f.Count.Counted >= most {
		return law.Errorf(law.KindNotAllowed, "visit_cap_reached", "该检查对象本年度已有%s%d次，达到年度频次上限（%d次），不能再实施实地的%s；可以采用书面检查或者网络监测。因投诉举报、转办交办、数据监测线索或者检查对象申请而检查的，按个案检查提请。",
			f.Type.Chinese(), f.Count.Counted, most, f.Type.Chinese())
	}
	if f.Count.Repeated && !f.RepeatExplained {
		return law.Errorf(law.KindInvalid, "repeat_reason_required", "检查组成员本年度已连续%d次检查该对象且未发现问题，再次检查必须另行写明理由。", f.Count.ClearInARow)
	}
	t.c.Approval = &VisitApproval{Mode: f.Mode, Type: f.Type, From: f.From, To: f.To, Team: slices.Clone(t.c.Team), Items: t.c.SheetItems(), Count: f.Count, Urgent: made,
		ProposedBy: t.Act.Actor.ID, ProposedFor: t.Act.Actor.Lender(law.RoleInspector), ProposedOn: t.Today()}
	if !made {
		t.c.Start = nil // of a visit that was not gone through with
	}
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "提请行政检查审批（%s，%s，%s至%s），请批准或者退回。", f.Type.Chinese(), f.Mode.Chinese(), f.From.ChineseString(), f.To.ChineseString())
	return nil
}

func (t *transition) approveVisit(ApproveVisit) error {
	a := t.c.Approval
	if !a.Urgent && a.To.Before(t.Today()) {
		return law.Errorf(law.KindNotAllowed, "visit_days_passed", "拟检查日期（至%s）已过，请退回后重新提请。", a.To.ChineseString())
	}
	a.ApprovedBy, a.ApprovedOn = t.Act.Actor.ID, calendar.DateOf(t.Act.Happened)
	t.Meet(law.DeadlineLateApproval, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToTeam(), "行政检查已经批准（%s，%s，%s至%s）。", a.Type.Chinese(), a.Mode.Chinese(), a.From.ChineseString(), a.To.ChineseString())
	return nil
}

func (t *transition) returnVisit(ReturnVisit) error {
	by := t.c.Approval.ProposedBy
	t.c.Approval = nil
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "行政检查审批被退回，请修改后重新提请。")
	return nil
}

// approvalFalls: the approval names the team and the items, so that before the
// visit others need another approval.
func (t *transition) approvalFalls(why string) {
	if t.c.visited() || t.c.Approval == nil {
		return
	}
	t.c.Approval, t.c.Start = nil, nil
	t.Tell(law.NoticeTask, t.ToLead(), "%s，请重新提请行政检查审批。", why)
}

// visitLawful holds a record against what must come before a visit: its approval,
// unless it is urgent, and its start. It reports whether the visit stays marked as
// urgent.
func (t *transition) visitLawful(f RecordVisit) (urgent bool, err error) {
	if !t.c.Under(law.DutyVisitApproval) || f.Mode != ModeOnSite {
		if f.Urgent {
			return false, law.Errorf(law.KindInvalid, "visit_not_urgent", "无须事先审批的检查，不作紧急检查记录。")
		}
		return false, nil
	}
	marked := t.c.Visit != nil && t.c.Visit.Urgent
	covered := t.c.Approval.Covers(calendar.DateOf(f.Started))
	switch {
	case f.Urgent && t.c.Leading():
		return false, law.Errorf(law.KindInvalid, "visit_not_urgent", "合并检查应事先经局负责人批准，不作紧急检查记录；情况紧急的，先分开检查。")
	case marked:
	case covered && f.Urgent:
		return false, law.Errorf(law.KindInvalid, "visit_not_urgent", "该次检查已经批准，不作紧急检查记录。")
	case covered:
	case f.Urgent && !t.Act.Reasoned:
		return false, law.Errorf(law.KindInvalid, "reason_required", "紧急检查必须写明理由。")
	case f.Urgent:
	case t.c.Approval.Given():
		return false, law.Errorf(law.KindNotAllowed, "visit_outside_approval", "检查之日（%s）不在批准的检查日期（%s至%s）之内。",
			calendar.DateOf(f.Started).ChineseString(), t.c.Approval.From.ChineseString(), t.c.Approval.To.ChineseString())
	default:
		return false, law.Errorf(law.KindNotAllowed, "visit_not_approved", "行政检查未经局负责人批准，不能实施实地检查；情况紧急的，写明理由后先行检查，并立即补办审批。")
	}
	return marked || f.Urgent, t.startedLawfully(f)
}

// askLateApproval opens the period for the approval of an urgent visit; a record
// filled anew does not begin it again. A proposal that waited for the head asks for
// it now, if it was of that day.
func (t *transition) askLateApproval() {
	if !t.c.lacksApproval() {
		return
	}
	if a, day := t.c.Approval, calendar.DateOf(t.c.Visit.Started); a.Pending() {
		a.Urgent = true
		if day.Before(a.From) || day.After(a.To) {
			t.c.Approval = nil
		}
	}
	if t.Move(law.DeadlineLateApproval, t.c.Visit.Ended) {
		return
	}
	t.Open(law.DeadlineLateApproval, t.c.Visit.Ended)
	t.Tell(law.NoticeTask, t.ToLead(), "本次为紧急检查，请立即提请补办行政检查审批。")
}
