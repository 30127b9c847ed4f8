package cases

import (
	"slices"
	"time"

	"shuangsuiji/inspection/law"
)

// 合并检查 (进一次门、查多项事; 文件四(二)): two cases of one entity, of different tasks, are
// inspected in one visit. The case that leads (主办案件) inspects with its team and on
// its record sheet, the items of the joined case (并办案件) among them; each case then
// has its own result, handling and publication.

// The acts of a joint visit.
const (
	ActJoinVisit       law.ActKind = "join_visit"
	ActPartVisit       law.ActKind = "part_visit"
	ActLeadJointVisit  law.ActKind = "lead_joint_visit"
	ActEndJointVisit   law.ActKind = "end_joint_visit"
	ActTakeJointRecord law.ActKind = "take_joint_record"
)

// JointVisit is a case's part in a joint visit.
type JointVisit struct {
	With  string          `json:"with"` // the other case
	Leads bool            `json:"leads,omitempty"`
	State JointVisitState `json:"state"`
	// What the leading case must know of the joined one: its items, the moment
	// before which its self-check lets nobody inspect, and the certificates of those
	// who stood aside in it.
	Items  []string  `json:"items,omitempty"`
	From   time.Time `json:"from,omitzero"`
	Barred []string  `json:"barred,omitempty"`
	// Findings are what the leading case's signed record says of those items.
	Findings map[string]law.Finding `json:"findings,omitempty"`
}

// JointVisitState is how far a joint visit has come.
type JointVisitState string

// The states: the visit is still to be made or signed, the cases parted before, or
// it is done and both have their record.
const (
	JointVisitAgreed JointVisitState = "agreed"
	JointVisitParted JointVisitState = "parted"
	JointVisitDone   JointVisitState = "done"
)

// JoinVisit: the case is to be inspected together with the other, which leads.
type JoinVisit struct {
	With string `json:"with"`
}

// PartVisit: the case is inspected by itself after all.
type PartVisit struct{}

// LeadJointVisit: the case takes the other along. The facts are the other's.
type LeadJointVisit struct {
	With   string    `json:"with"`
	Items  []string  `json:"items"`
	From   time.Time `json:"from"`
	Barred []string  `json:"barred,omitempty"`
}

// EndJointVisit: the joint visit with the other does not come about.
type EndJointVisit struct {
	With string `json:"with"`
}

// TakeJointRecord: the leading case's record is signed by its whole team and says
// this of the joined case's items.
type TakeJointRecord struct {
	With     string         `json:"with"`
	Visit    Visit          `json:"visit"`
	Team     law.Team       `json:"team"`
	Approval *VisitApproval `json:"approval,omitempty"`
	Start    *VisitStart    `json:"start,omitempty"`
}

func (JoinVisit) Kind() law.ActKind       { return ActJoinVisit }
func (PartVisit) Kind() law.ActKind       { return ActPartVisit }
func (LeadJointVisit) Kind() law.ActKind  { return ActLeadJointVisit }
func (EndJointVisit) Kind() law.ActKind   { return ActEndJointVisit }
func (TakeJointRecord) Kind() law.ActKind { return ActTakeJointRecord }

// agreed: the joint visit is still to be made or signed.
func (j *JointVisit) agreed() bool { return j != nil && j.State == JointVisitAgreed }

// Leading reports whether the case's record sheet serves another case, too.
func (c Case) Leading() bool { return c.Joint.agreed() && c.Joint.Leads }

// Joined reports whether the case waits for the record of the case that leads.
func (c Case) Joined() bool { return c.Joint.agreed() && !c.Joint.Leads }

// JoinedWith reports whether both are or were inspected in one visit.
func (c Case) JoinedWith(other string) bool {
	return c.Joint != nil && c.Joint.With == other && c.Joint.State != JointVisitParted
}

// SheetItems are the items that the case's record sheet has.
func (c Case) SheetItems() []string {
	if !c.Leading() {
		return c.Items
	}
	more := slices.DeleteFunc(slices.Clone(c.Joint.Items), func(code string) bool { return slices.Contains(c.Items, code) })
	return slices.Concat(c.Items, more)
}

// LedBy holds a case that is to join against the one that is to lead, and answers
// what that must know of it.
//
// Errors: joint_other_entity, joint_same_task, joint_lead_not_under_54.
func (c Case) LedBy(lead Case, l law.Law) (LeadJointVisit, error) {
	switch {
	case c.Entity != lead.Entity:
		return LeadJointVisit{}, law.Errorf(law.KindInvalid, "joint_other_entity", "案件%s不是同一检查对象的案件，不能合并检查。", lead.No)
	case c.Task == lead.Task:
		return LeadJointVisit{}, law.Errorf(law.KindInvalid, "joint_same_task", "案件%s属于同一抽查任务，不能合并检查。", lead.No)
	case c.Under54 && !lead.Under54:
		return LeadJointVisit{}, law.Errorf(law.KindInvalid, "joint_lead_not_under_54", "本案适用国办发〔2024〕54号，案件%s不适用，应以本案为主办案件合并检查。", lead.No)
	}
	t := onCase(&c, l, law.Act{})
	return LeadJointVisit{With: c.No, Items: c.Items, From: t.visitFrom(), Barred: c.stoodAside()}, nil
}

// stoodAside are the certificates that inspect in this case no more.
func (c Case) stoodAside() []string {
	out := slices.Clone(c.Left)
	for _, r := range c.Recusals {
		if r.Upheld && !slices.Contains(out, r.Certificate) {
			out = append(out, r.Certificate)
		}
	}
	return out
}

// Aside are the certificates that must not come to the case's team: those who left
// it, or stood aside in the case that it inspects along.
func (c Case) Aside() []string {
	if !c.Leading() {
		return c.Left
	}
	return slices.Concat(c.Left, c.Joint.Barred)
}

// joinable: not inspected, by nobody begun, and in no joint visit.
func (c Case) joinable() error {
	switch {
	case c.Joint.agreed():
		return law.Errorf(law.KindNotAllowed, "joint_visit_agreed", "本案已与案件%s合并检查。", c.Joint.With)
	case c.Visit != nil:
		return law.Errorf(law.KindNotAllowed, "visit_recorded", "检查记录表已经填写，不能再合并检查。")
	case c.Start != nil:
		return law.Errorf(law.KindNotAllowed, "visit_begun", "本案检查已经开始，不能再合并检查。")
	}
	return nil
}

func (c Case) joined() error {
	if !c.Joined() {
		return law.Errorf(law.KindNotAllowed, "not_joined", "本案没有并入其他案件的检查。")
	}
	return nil
}

func (c Case) jointVisitAgreed() error {
	if !c.Joint.agreed() {
		return law.Errorf(law.KindNotAllowed, "no_joint_visit", "本案没有待进行的合并检查。")
	}
	return nil
}

// alone: the visit is the case's own to make.
func (c Case) alone() error {
	if c.Joined() {
		return law.Errorf(law.KindNotAllowed, "inspected_jointly", "本案与案件%s合并检查，请在该案办理；需要单独检查的，先由经办人办理“分开检查”。", c.Joint.With)
	}
	return nil
}
