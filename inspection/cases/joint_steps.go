package cases

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The steps of a joint visit.

func (t *transition) joinVisit(f JoinVisit) error {
	if f.With == "" || f.With == t.c.No {
		return law.Errorf(law.KindInvalid, "joint_case_missing", "必须填写主办案件的编号，且不能是本案。")
	}
	t.c.Joint = &JointVisit{With: f.With, State: JointVisitAgreed}
	t.c.VisitAgreed = calendar.Date{}
	t.c.Approval = nil
	t.Tell(law.NoticeChange, t.ToTeam(), "本案并入案件%s的检查，由该案检查组一并检查。", f.With)
	return nil
}

func (t *transition) partVisit(PartVisit) error {
	t.part()
	return nil
}

func (t *transition) endJointVisit(f EndJointVisit) error {
	if t.c.Joint.With != f.With {
		return law.Errorf(law.KindNotAllowed, "no_joint_visit", "本案没有与案件%s合并检查。", f.With)
	}
	t.part()
	return nil
}

// part lets the case be inspected by itself. What a sheet that is not signed yet
// says of the other's items goes with them, and so do the signatures under it.
func (t *transition) part() {
	t.c.Joint.State = JointVisitParted
	if v := t.c.Visit; v != nil {
		for code := range v.Findings {
			if !slices.Contains(t.c.Items, code) {
				delete(v.Findings, code)
			}
		}
		v.Signed, v.SignedBy = nil, nil
		v.Revision++
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "不再与案件%s合并检查，请单独实施检查。", t.c.Joint.With)
}

// leadJointVisit adds the other case's items to the visit, whose approval has to
// name them.
func (t *transition) leadJointVisit(f LeadJointVisit) error {
	if barred := slices.DeleteFunc(slices.Clone(t.c.Team), func(c string) bool { return !slices.Contains(f.Barred, c) }); len(barred) > 0 {
		return law.Errorf(law.KindNotAllowed, "joint_team_barred", "案件%s检查组的证件号%s已从案件%s更换，不能合并检查。", t.c.No, strings.Join(barred, "、"), f.With)
	}
	t.c.Joint = &JointVisit{With: f.With, Leads: true, State: JointVisitAgreed, Items: f.Items, From: f.From, Barred: f.Barred}
	t.approvalFalls("检查事项有增加")
	t.Tell(law.NoticeTask, t.ToTeam(), "案件%s并入本案检查，请一并检查该案事项：%s。", f.With, strings.Join(f.Items, "、"))
	return nil
}

// handOverFindings keeps apart what the signed record says of the joined case's
// items.
func (t *transition) handOverFindings() {
	if !t.c.Leading() {
		return
	}
	j, v := t.c.Joint, t.c.Visit
	j.State, j.Findings = JointVisitDone, map[string]law.Finding{}
	for _, code := range j.Items {
		if finding, answered := v.Findings[code]; answered {
			j.Findings[code] = finding
		}
	}
	for code := range v.Findings {
		if !slices.Contains(t.c.Items, code) {
			delete(v.Findings, code)
		}
	}
}

// JointRecord is what the joined case takes over once the leading case's record is
// signed by its whole team; false before and for every other case.
func (c Case) JointRecord() (TakeJointRecord, bool) {
	if c.Joint == nil || !c.Joint.Leads || c.Joint.State != JointVisitDone || c.Visit == nil {
		return TakeJointRecord{}, false
	}
	v := *c.Visit
	v.Findings = c.Joint.Findings
	return TakeJointRecord{With: c.No, Visit: v, Team: c.Team, Approval: c.Approval, Start: c.Start}, true
}

// OwedBy is what follows for the case from where the other case of its joint visit
// stands, and is not on record in it yet; nil: nothing.
func (c Case) OwedBy(other Case) law.Facts {
	if !c.Joint.agreed() || c.Joint.With != other.No {
		return nil
	}
	if !other.JoinedWith(c.No) {
		return EndJointVisit{With: other.No}
	}
	if record, signed := other.JointRecord(); signed && c.Joined() {
		return record
	}
	return nil
}

func (t *transition) takeJointRecord(f TakeJointRecord) error {
	if t.c.Joint.With != f.With {
		return law.Errorf(law.KindNotAllowed, "no_joint_visit", "本案没有与案件%s合并检查。", f.With)
	}
	for _, certificate := range t.c.Team {
		if !f.Team.Has(certificate) {
			t.c.Left = append(t.c.Left, certificate)
		}
	}
	v := f.Visit
	v.Seq, v.Revision = t.c.Seq, 1
	t.c.Visit, t.c.Team, t.c.Approval, t.c.Start = &v, f.Team, f.Approval, f.Start
	t.c.Joint.State = JointVisitDone
	t.inspected(v.Ended)
	t.c.Stage = StageResult
	t.Tell(law.NoticeTask, t.ToLead(), "已采用案件%s的合并检查记录，请提出本案认定意见。", f.With)
	return nil
}
