package inspection

import (
	"slices"

	"shuangsuiji/inspection/calendar"
)

// Who handles a proceeding beside the case is not drawn: the bureau head names who
// takes another's place (行政处罚法第42条), also where one has to step aside (回避,
// 第43条).

// The acts about those who handle a proceeding.
const (
	ActReplaceInvestigator        ActKind = "replace_investigator"
	ActRequestInvestigatorRecusal ActKind = "request_investigator_recusal"
	ActDecideInvestigatorRecusal  ActKind = "decide_investigator_recusal"
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

func (ReplaceInvestigator) Kind() ActKind        { return ActReplaceInvestigator }
func (RequestInvestigatorRecusal) Kind() ActKind { return ActRequestInvestigatorRecusal }
func (DecideInvestigatorRecusal) Kind() ActKind  { return ActDecideInvestigatorRecusal }

// investigatorRules are the acts of the kinds that a team handles at the stages;
// an entity has a right to ask for a recusal only where it is to be punished.
func investigatorRules(stages []ProceedingStage) []ProceedingRule {
	return []ProceedingRule{
		{Act: ActReplaceInvestigator, Name: "更换办案人员", Stages: stages, Who: []Who{bureauHead}, Reason: true, WhileSuspended: true,
			Clause: "行政处罚法第42条", ready: Proceeding.hasTeam, apply: with((*proceedingTransition).replaceInvestigator)},
	}
}

func recusalRules() []ProceedingRule {
	stages := undecided[1:]
	return []ProceedingRule{
		{Act: ActRequestInvestigatorRecusal, Name: "申请办案人员回避", Stages: stages, Who: []Who{entityItself, clerk}, Reason: true,
			Clause: "行政处罚法第43条第一款、第二款", apply: with((*proceedingTransition).requestInvestigatorRecusal)},
		{Act: ActDecideInvestigatorRecusal, Name: "决定办案人员是否回避", Stages: stages, Who: []Who{bureauHead}, Reason: true,
			Clause: "行政处罚法第43条第三款", ready: Proceeding.recusalPending, apply: with((*proceedingTransition).decideInvestigatorRecusal)},
	}
}

func (p Proceeding) hasTeam() error {
	if len(p.Team) == 0 {
		return Errorf(KindNotAllowed, "no_team", "%s尚未确定办案人员。", p.about().name)
	}
	return nil
}

func (p Proceeding) recusalPending() error {
	if !slices.ContainsFunc(p.Penalty.Recusals, Recusal.undecided) {
		return Errorf(KindNotAllowed, "recusal_not_requested", "没有待决定的回避申请。")
	}
	return nil
}

// recusalsDecided: nobody decides a case while it is open who may investigate it.
func (p Proceeding) recusalsDecided() error {
	for _, r := range p.Penalty.Recusals {
		if r.undecided() {
			return Errorf(KindNotAllowed, "recusal_pending", "当事人申请证件号%s的办案人员回避，尚未作出决定。", r.Certificate)
		}
	}
	return nil
}

// NamedInspectors are the certificates of those whom the act puts on a team: the
// register says whether each may be on it ([Inspector.MayInvestigate]).
func NamedInspectors(a Act) ([]string, error) {
	switch a.Kind {
	case ActApproveFiling:
		f, err := FactsOf[ApproveFiling](a)
		return f.Team, err
	case ActReplaceInvestigator:
		f, err := FactsOf[ReplaceInvestigator](a)
		return []string{f.In}, err
	case ActDecideInvestigatorRecusal:
		f, err := FactsOf[DecideInvestigatorRecusal](a)
		if !f.Upheld || f.In == "" {
			return nil, err
		}
		return []string{f.In}, err
	}
	return nil, nil
}

func (t *proceedingTransition) replaceInvestigator(f ReplaceInvestigator) error {
	i := slices.Index(t.p.Team, f.Out)
	if i < 0 {
		return Errorf(KindInvalid, "not_on_team", "证件号%s不是本案办案人员。", f.Out)
	}
	if f.In == "" || t.p.Team.Has(f.In) || t.p.recused(f.In) {
		return Errorf(KindInvalid, "replacement_invalid", "接替人员应当是本案办案人员以外、无需回避的执法人员，请写明执法证件号。")
	}
	t.p.Team[i] = f.In
	t.tell(NoticeChange, Audience{Certificates: []string{f.Out}}, "你不再办理本案，由证件号%s的执法人员接替，请移交材料。", f.In)
	t.tell(NoticeTask, Audience{Certificates: []string{f.In}}, "请接替证件号%s的执法人员办理本案。", f.Out)
	return nil
}

// recused: it was decided that the inspector steps aside.
func (p Proceeding) recused(certificate string) bool {
	return p.Penalty != nil && slices.ContainsFunc(p.Penalty.Recusals, func(r Recusal) bool { return r.Upheld && r.Certificate == certificate })
}

func (t *proceedingTransition) requestInvestigatorRecusal(f RequestInvestigatorRecusal) error {
	on, err := t.entityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.pastDay(on, calendar.DateOf(t.p.Opened), "申请日期", "立项之日"); err != nil {
		return err
	}
	if !t.p.Team.Has(f.Certificate) {
		return Errorf(KindInvalid, "not_on_team", "证件号%s不是本案办案人员。", f.Certificate)
	}
	if slices.ContainsFunc(t.p.Penalty.Recusals, func(r Recusal) bool { return r.Certificate == f.Certificate }) {
		return Errorf(KindDuplicate, "recusal_requested", "已经对证件号%s的办案人员申请过回避。", f.Certificate)
	}
	t.p.Penalty.Recusals = append(t.p.Penalty.Recusals, Recusal{Certificate: f.Certificate, On: on, EnteredFor: !t.byEntity()})
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "当事人申请证件号%s的办案人员回避，请决定；决定作出之前，不停止调查。", f.Certificate)
	return nil
}

func (t *proceedingTransition) decideInvestigatorRecusal(f DecideInvestigatorRecusal) error {
	i := slices.IndexFunc(t.p.Penalty.Recusals, func(r Recusal) bool { return r.Certificate == f.Certificate && r.undecided() })
	if i < 0 {
		return Errorf(KindInvalid, "recusal_not_requested_of", "没有对证件号%s的待决定的回避申请。", f.Certificate)
	}
	if t.act.Actor.Certificate == f.Certificate {
		return Errorf(KindForbidden, "own_case", "被申请回避的人员不能作出决定。")
	}
	r := &t.p.Penalty.Recusals[i]
	r.DecidedBy, r.DecidedOn, r.Upheld = t.act.Actor.ID, t.happenedOn(), f.Upheld
	if !f.Upheld {
		t.tell(NoticeChange, t.toTeam(), "当事人对证件号%s的办案人员的回避申请已被驳回。", f.Certificate)
		return nil
	}
	if !t.p.Team.Has(f.Certificate) && f.In == "" {
		// Replaced before for another reason, and never to come back.
		t.tell(NoticeChange, t.toTeam(), "当事人对证件号%s的办案人员的回避申请成立，该人员已不再办理本案。", f.Certificate)
		return nil
	}
	return t.replaceInvestigator(ReplaceInvestigator{Out: f.Certificate, In: f.In})
}
