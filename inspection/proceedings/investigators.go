package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// Who handles a proceeding beside the case is not drawn: the bureau head names who
// takes another's place (行政处罚法第42条), also where one has to step aside (回避,
// 第43条).

// The acts about those who handle a proceeding.
const (
	ActReplaceInvestigator        law.ActKind = "replace_investigator"
	ActRequestInvestigatorRecusal law.ActKind = "request_investigator_recusal"
	ActDecideInvestigatorRecusal  law.ActKind = "decide_investigator_recusal"
)

// ReplaceInvestigator: In takes Out's place, the lead's where Out leads. Both are
// certificates.
type ReplaceInvestigator struct {
	Out string `json:"out"`
	In  string `json:"in"`
}

// RequestInvestigatorRecusal: the entity objects to an investigator of its penalty
// case; why stands in the record.
type RequestInvestigatorRecusal struct {
	Certificate string        `json:"certificate"`
	On          calendar.Date `json:"on,omitzero"`
}

// DecideInvestigatorRecusal: the investigator steps aside and In takes the place,
// or does not; In is empty where somebody else has taken it meanwhile. Until then
// the investigation goes on.
type DecideInvestigatorRecusal struct {
	Certificate string `json:"certificate"`
	Upheld      bool   `json:"upheld"`
	In          string `json:"in,omitempty"`
}

func (ReplaceInvestigator) Kind() law.ActKind        { return ActReplaceInvestigator }
func (RequestInvestigatorRecusal) Kind() law.ActKind { return ActRequestInvestigatorRecusal }
func (DecideInvestigatorRecusal) Kind() law.ActKind  { return ActDecideInvestigatorRecusal }

// nameOfReplacement is the act to which a refusal for a certificate points.
const nameOfReplacement = "更换办案人员"

// investigatorRules are the acts of the kinds that a team handles at the stages;
// an entity has a right to ask for a recusal only where it is to be punished.
func investigatorRules(stages []Stage) []Rule {
	return []Rule{
		{Act: ActReplaceInvestigator, Name: nameOfReplacement, Stages: stages, Who: []law.Who{law.ByBureauHead}, Reason: true, WhileSuspended: true,
			Clause: "行政处罚法第42条", Ready: Proceeding.hasTeam, Apply: law.With((*transition).replaceInvestigator)},
	}
}

func recusalRules() []Rule {
	stages := undecided[1:]
	return []Rule{
		{Act: ActRequestInvestigatorRecusal, Name: "申请办案人员回避", Stages: stages, Who: []law.Who{law.ByEntity, law.ByClerk}, Reason: true,
			Clause: "行政处罚法第43条第一款、第二款", Apply: law.With((*transition).requestInvestigatorRecusal)},
		{Act: ActDecideInvestigatorRecusal, Name: "决定办案人员是否回避", Stages: stages, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: "行政处罚法第43条第三款", Ready: Proceeding.recusalPending, Apply: law.With((*transition).decideInvestigatorRecusal)},
	}
}

func (p Proceeding) hasTeam() error {
	if len(p.Team) == 0 {
		return law.Errorf(law.KindNotAllowed, "no_team", "%s尚未确定办案人员。", p.About().Name)
	}
	return nil
}

func (p Proceeding) recusalPending() error {
	if !slices.ContainsFunc(p.Penalty.Recusals, cases.Recusal.Undecided) {
		return law.Errorf(law.KindNotAllowed, "recusal_not_requested", "没有待决定的回避申请。")
	}
	return nil
}

// recusalsDecided: nobody decides a case while it is open who may investigate it.
func (p Proceeding) recusalsDecided() error {
	for _, r := range p.Penalty.Recusals {
		if r.Undecided() {
			return law.Errorf(law.KindNotAllowed, "recusal_pending", "当事人申请证件号%s的办案人员回避，尚未作出决定。", r.Certificate)
		}
	}
	return nil
}

// NamedInspectors are the certificates of those whom the act puts on a team: the
// register says whether each may be on it ([registers.Inspector.MayInvestigate]).
func NamedInspectors(a law.Act) ([]string, error) {
	switch a.Kind {
	case ActApproveFiling:
		f, err := law.FactsOf[ApproveFiling](a)
		return f.Team, err
	case ActReplaceInvestigator:
		f, err := law.FactsOf[ReplaceInvestigator](a)
		return []string{f.In}, err
	case ActDecideInvestigatorRecusal:
		f, err := law.FactsOf[DecideInvestigatorRecusal](a)
		if !f.Upheld || f.In == "" {
			return nil, err
		}
		return []string{f.In}, err
	}
	return nil, nil
}

func (t *transition) replaceInvestigator(f ReplaceInvestigator) error {
	i := slices.Index(t.p.Team, f.Out)
	if i < 0 {
		return law.Errorf(law.KindInvalid, "not_on_team", "证件号%s不是本案办案人员。", f.Out)
	}
	if f.In == "" || t.p.Team.Has(f.In) || t.p.recused(f.In) {
		return law.Errorf(law.KindInvalid, "replacement_invalid", "接替人员应当是本案办案人员以外、无需回避的执法人员，请写明执法证件号。")
	}
	t.p.Team[i] = f.In
	t.Tell(law.NoticeChange, law.Audience{Certificates: []string{f.Out}}, "你不再办理本案，由证件号%s的执法人员接替，请移交材料。", f.In)
	t.Tell(law.NoticeTask, law.Audience{Certificates: []string{f.In}}, "请接替证件号%s的执法人员办理本案。", f.Out)
	return nil
}

// recused: it was decided that the inspector steps aside.
func (p Proceeding) recused(certificate string) bool {
	return p.Penalty != nil && slices.ContainsFunc(p.Penalty.Recusals, func(r cases.Recusal) bool { return r.Upheld && r.Certificate == certificate })
}

func (t *transition) requestInvestigatorRecusal(f RequestInvestigatorRecusal) error {
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, calendar.DateOf(t.p.Opened), "申请日期", "立项之日"); err != nil {
		return err
	}
	if !t.p.Team.Has(f.Certificate) {
		return law.Errorf(law.KindInvalid, "not_on_team", "证件号%s不是本案办案人员。", f.Certificate)
	}
	if slices.ContainsFunc(t.p.Penalty.Recusals, func(r cases.Recusal) bool { return r.Certificate == f.Certificate }) {
		return law.Errorf(law.KindDuplicate, "recusal_requested", "已经对证件号%s的办案人员申请过回避。", f.Certificate)
	}
	t.p.Penalty.Recusals = append(t.p.Penalty.Recusals, cases.Recusal{Certificate: f.Certificate, On: on, EnteredFor: !t.ByEntity()})
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "当事人申请证件号%s的办案人员回避，请决定；决定作出之前，不停止调查。", f.Certificate)
	return nil
}

func (t *transition) decideInvestigatorRecusal(f DecideInvestigatorRecusal) error {
	i := slices.IndexFunc(t.p.Penalty.Recusals, func(r cases.Recusal) bool { return r.Certificate == f.Certificate && r.Undecided() })
	if i < 0 {
		return law.Errorf(law.KindInvalid, "recusal_not_requested_of", "没有对证件号%s的待决定的回避申请。", f.Certificate)
	}
	if t.Act.Actor.Certificate == f.Certificate {
		return law.Errorf(law.KindForbidden, "own_case", "被申请回避的人员不能作出决定。")
	}
	r := &t.p.Penalty.Recusals[i]
	r.DecidedBy, r.DecidedOn, r.Upheld = t.Act.Actor.ID, t.happenedOn(), f.Upheld
	if !f.Upheld {
		t.Tell(law.NoticeChange, t.ToTeam(), "当事人对证件号%s的办案人员的回避申请已被驳回。", f.Certificate)
		return nil
	}
	if !t.p.Team.Has(f.Certificate) && f.In == "" {
		// Replaced before for another reason, and never to come back.
		t.Tell(law.NoticeChange, t.ToTeam(), "当事人对证件号%s的办案人员的回避申请成立，该人员已不再办理本案。", f.Certificate)
		return nil
	}
	return t.replaceInvestigator(ReplaceInvestigator{Out: f.Certificate, In: f.In})
}
