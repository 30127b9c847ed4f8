package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 自行纠正: the bureau finds its own decision wrong and changes or revokes it
// (行政处罚法第75条第二款), after a legal review, and never to the party's burden. What
// follows is what follows a remedy (第48条第二款).
const (
	ActProposeSelfCorrection law.ActKind = "propose_self_correction"
	ActReviewSelfCorrection  law.ActKind = "review_self_correction"
	ActDecideSelfCorrection  law.ActKind = "decide_self_correction"
)

// ProposeSelfCorrection: to change the decision, to Penalties, or to revoke it.
type ProposeSelfCorrection struct {
	Correction CorrectionKind `json:"correction"`
	Penalties  []Penalty      `json:"penalties,omitempty"`
}

// ReviewSelfCorrection: 法制审核 of it; what does not pass falls away.
type ReviewSelfCorrection struct {
	Passed bool `json:"passed"`
}

// DecideSelfCorrection: the bureau head's decision on it.
type DecideSelfCorrection struct {
	Approved bool `json:"approved"`
}

func (ProposeSelfCorrection) Kind() law.ActKind { return ActProposeSelfCorrection }
func (ReviewSelfCorrection) Kind() law.ActKind  { return ActReviewSelfCorrection }
func (DecideSelfCorrection) Kind() law.ActKind  { return ActDecideSelfCorrection }

// CorrectionKind is what the bureau does with its own decision.
type CorrectionKind string

// The kinds of self-correction.
const (
	CorrectionChange CorrectionKind = "self_change" // 自行变更
	CorrectionRevoke CorrectionKind = "self_revoke" // 自行撤销
)

// CorrectionKinds are both.
var CorrectionKinds = []CorrectionKind{CorrectionChange, CorrectionRevoke}

var selfCorrectionNames = map[CorrectionKind]string{CorrectionChange: "自行变更", CorrectionRevoke: "自行撤销"}

// Chinese is its name.
func (k CorrectionKind) Chinese() string { return selfCorrectionNames[k] }

// SelfCorrection is a correction on its way, and one that was decided once On is set.
type SelfCorrection struct {
	Kind       CorrectionKind `json:"kind"`
	Penalties  []Penalty      `json:"penalties,omitempty"`
	Proposed   Proposer       `json:"proposed"`
	ReviewedBy string         `json:"reviewedBy,omitempty"`
	ReviewedOn calendar.Date  `json:"reviewedOn,omitzero"`
	On         calendar.Date  `json:"on,omitzero"`
}

// proposeSelfCorrection also holds where a remedy is pending, which goes on
// (行政诉讼法第62条).
//
// Errors: self_correction_invalid, heavier_by_correction.
func (t *transition) proposeSelfCorrection(f ProposeSelfCorrection) error {
	day := calendar.DateOf(t.Act.Happened)
	d := t.p.Penalty.Decision
	if err := law.NotBefore(day, d.On, "提出日期", "作出决定之日"); err != nil {
		return err
	}
	var bad law.Invalid
	switch f.Correction {
	case CorrectionChange:
		checkPenalties(&bad, "penalties", d.Terms.Kind, f.Penalties)
	case CorrectionRevoke:
		if len(f.Penalties) > 0 {
			bad.Add("penalties", "", "自行撤销的，不写处罚种类")
		}
	default:
		bad.Add("correction", string(f.Correction), "必须写明自行变更还是自行撤销")
	}
	if err := bad.Err("self_correction_invalid", "自行纠正"); err != nil {
		return err
	}
	if heavier(d.Terms.Penalties, f.Penalties) {
		return law.Errorf(law.KindInvalid, "heavier_by_correction", "自行变更不得加重处罚（%s）。", penaltiesText(d.Terms.Penalties))
	}
	t.p.Penalty.Correcting = &SelfCorrection{Kind: f.Correction, Penalties: f.Penalties, Proposed: t.proposer(law.RoleInspector, law.RoleSectionHead)}
	t.OpenFrom(law.DeadlineSelfCorrection, day)
	t.Tell(law.NoticeTask, law.Audience{Roles: []law.Role{law.RoleLegalReviewer}}, "已提出自行纠正的意见，请进行法制审核。")
	return nil
}

func (t *transition) reviewSelfCorrection(f ReviewSelfCorrection) error {
	c, day := t.p.Penalty.Correcting, calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, c.Proposed.On, "法制审核日期", "提出之日"); err != nil {
		return err
	}
	if f.Passed {
		c.ReviewedBy, c.ReviewedOn = t.Act.Actor.ID, day
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "自行纠正的意见已通过法制审核，请作出决定。")
		return nil
	}
	if !t.Act.Reasoned {
		return law.Errorf(law.KindInvalid, "reason_required", "法制审核未通过的，必须写明理由。")
	}
	t.p.Penalty.Correcting = nil
	t.Meet(law.DeadlineSelfCorrection, t.Act.Happened)
	t.Tell(law.NoticeChange, t.ToTeam(), "自行纠正的意见未通过法制审核。")
	return nil
}

func (t *transition) decideSelfCorrection(f DecideSelfCorrection) error {
	w, day := t.p.Penalty, calendar.DateOf(t.Act.Happened)
	c := w.Correcting
	if err := law.NotBefore(day, c.ReviewedOn, "作出决定的日期", "法制审核之日"); err != nil {
		return err
	}
	// A remedy may have changed the decision since.
	if f.Approved && heavier(w.Decision.Terms.Penalties, c.Penalties) {
		return law.Errorf(law.KindInvalid, "heavier_by_correction", "自行变更不得加重处罚（%s）。", penaltiesText(w.Decision.Terms.Penalties))
	}
	w.Correcting = nil
	t.Meet(law.DeadlineSelfCorrection, t.Act.Happened)
	if !f.Approved {
		t.Tell(law.NoticeChange, t.ToTeam(), "局负责人未同意自行纠正。")
		return nil
	}
	c.On = day
	w.Corrected = append(w.Corrected, *c)
	if c.Kind == CorrectionChange {
		w.Decision.Terms.Penalties = c.Penalties
		t.changed(day, RemedyChanged)
		return nil
	}
	w.Decision.Quashed = true
	for _, kind := range []law.DeadlineKind{law.DeadlineReconsideration, law.DeadlineLitigation, law.DeadlineLitigationAfter} {
		t.Drop(kind)
	}
	t.quashed(day)
	return nil
}

// lastAltered is when a remedy or the bureau last altered the decision.
func (p Proceeding) lastAltered() calendar.Date {
	var last calendar.Date
	for _, r := range p.Penalty.Remedies {
		if r.OutcomeOn.After(last) {
			last = r.OutcomeOn
		}
	}
	for _, c := range p.Penalty.Corrected {
		if c.On.After(last) {
			last = c.On
		}
	}
	return last
}

// correctableByUs: the decision burdens the party and still holds.
func (p Proceeding) correctableByUs() error {
	if p.Penalty.Decision.Quashed {
		return errQuashed()
	}
	if !p.Penalty.Decision.Terms.Kind.adverse() {
		return law.Errorf(law.KindNotAllowed, "nothing_to_correct", "“%s”没有加重当事人的负担，不能自行变更或者撤销；需要查处的，另行立案。", p.Penalty.Decision.Terms.Kind.Chinese())
	}
	if p.Penalty.Correcting != nil {
		return law.Errorf(law.KindNotAllowed, "already_proposed", "已有一项自行纠正的意见等待审核或者决定。")
	}
	return nil
}

func (p Proceeding) correctionProposed() error {
	if p.Penalty.Correcting == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_proposed", "没有提出自行纠正的意见。")
	}
	return nil
}

func (p Proceeding) correctionUnreviewed() error {
	if err := p.correctionProposed(); err != nil {
		return err
	}
	if p.Penalty.Correcting.ReviewedBy != "" {
		return law.Errorf(law.KindDuplicate, "legally_reviewed", "法制审核已经通过。")
	}
	return nil
}

func (p Proceeding) correctionDecidable() error {
	if err := p.correctionProposed(); err != nil {
		return err
	}
	if p.Penalty.Correcting.ReviewedBy == "" {
		return law.Errorf(law.KindNotAllowed, "legal_review_missing", "自行变更或者撤销决定的，应当先经法制审核。")
	}
	return nil
}

// correctionNotIndependent: as for the legal review of a decision.
func (p Proceeding) correctionNotIndependent(a law.Actor) error {
	if p.presides(a) {
		return law.Errorf(law.KindForbidden, "own_case", "听证主持人不能进行本案法制审核。")
	}
	return p.ownWork(a, "进行法制审核", p.Penalty.Correcting.Proposed)
}

func (p Proceeding) ownCorrection(a law.Actor) error {
	return p.ownWork(a, "作出决定", p.Penalty.Correcting.Proposed, Proposer{By: p.Penalty.Correcting.ReviewedBy})
}
