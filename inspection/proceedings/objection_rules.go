package proceedings

import "shuangsuiji/inspection/law"

const (
	objectionLaw = "文件四(五)"
	// correctedEntryLaw: who publishes answers for lawfulness and accuracy.
	correctedEntryLaw = "文件四(五)（对抽查结果的合法性、准确性负责）"
)

// objectionRules are the acts of an objection, in the order of the procedure.
func objectionRules() []Rule {
	decision, entry := []Stage{ObjectionDecision}, []Stage{ObjectionCorrectedEntry}
	return []Rule{
		{Act: ActRaiseObjection, Name: "提出异议", Stages: []Stage{ObjectionUnraised}, Leads: leads{ObjectionUnraised: {ObjectionCheck}}, Who: []law.Who{law.ByEntity, law.ByClerk}, Reason: true,
			Clause: objectionLaw, Apply: law.With((*transition).raiseObjection)},
		{Act: ActCheckObjection, Name: "提出核查意见", Stages: []Stage{ObjectionCheck}, Leads: leads{ObjectionCheck: {ObjectionDecision}}, Who: []law.Who{law.BySectionHead}, Reason: true,
			Clause: correctedEntryLaw, Apply: law.With((*transition).checkObjection)},
		{Act: ActReturnObjection, Name: "退回核查意见", Stages: decision, Leads: leads{ObjectionDecision: {ObjectionCheck}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: objectionLaw, Apply: law.With((*transition).returnObjection)},
		{Act: ActDecideObjection, Name: "决定异议是否成立", Stages: decision, Leads: leads{ObjectionDecision: {ObjectionCorrectedEntry, ObjectionAnswer}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: objectionLaw, Barred: Proceeding.ownObjectionOpinion, Apply: law.With((*transition).decideObjection)},
		{Act: ActPrepareCorrectedEntry, Name: "拟定更正公示内容", Stages: entry, Who: []law.Who{law.ByClerk},
			Clause: correctedEntryLaw, Ready: Proceeding.correctedEntryNotPrepared, Apply: law.With((*transition).prepareCorrectedEntry)},
		{Act: ActReturnCorrectedEntry, Name: "退回更正公示稿", Stages: entry, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: correctedEntryLaw, Ready: Proceeding.correctedEntryPrepared, Apply: law.With((*transition).returnCorrectedEntry)},
		{Act: ActApproveCorrectedEntry, Name: "批准更正公示", Stages: entry, Leads: leads{ObjectionCorrectedEntry: {ObjectionAnswer}}, Who: []law.Who{law.ByBureauHead},
			Clause: correctedEntryLaw, Ready: Proceeding.correctedEntryPrepared, Barred: Proceeding.ownCorrectedEntry, Apply: law.With((*transition).approveCorrectedEntry)},
		{Act: ActAnswerObjection, Name: "答复异议", Stages: []Stage{ObjectionAnswer}, Leads: leads{ObjectionAnswer: {Closed}}, Who: []law.Who{law.ByClerk},
			Clause: "文件四(五)；期限为本单位规定", Apply: law.With((*transition).answerObjection)},
	}
}

func (p Proceeding) ownObjectionOpinion(a law.Actor) error {
	return law.NotTheSame(a, "决定", p.Objection.CheckedBy, p.Objection.CheckedFor)
}

func (p Proceeding) correctedEntryNotPrepared() error {
	if p.Objection.Correction.PreparedBy != "" {
		return law.Errorf(law.KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	return nil
}

func (p Proceeding) correctedEntryPrepared() error {
	if p.Objection.Correction.PreparedBy == "" {
		return law.Errorf(law.KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (p Proceeding) ownCorrectedEntry(a law.Actor) error {
	return law.NotTheSame(a, "批准", p.Objection.Correction.PreparedBy, p.Objection.Correction.PreparedFor)
}
