package inspection

const (
	objectionLaw = "文件四(五)"
	// correctedEntryLaw: who publishes answers for lawfulness and accuracy.
	correctedEntryLaw = "文件四(五)（对抽查结果的合法性、准确性负责）"
)

// objectionRules are the acts of an objection, in the order of the procedure.
func objectionRules() []ProceedingRule {
	decision, entry := []ProceedingStage{ObjectionDecision}, []ProceedingStage{ObjectionCorrectedEntry}
	return []ProceedingRule{
		{Act: ActRaiseObjection, Name: "提出异议", Stages: []ProceedingStage{ObjectionUnraised}, Who: []Who{entityItself, clerk}, Reason: true,
			Clause: objectionLaw, apply: with((*proceedingTransition).raiseObjection)},
		{Act: ActCheckObjection, Name: "提出核查意见", Stages: []ProceedingStage{ObjectionCheck}, Who: []Who{sectionHead}, Reason: true,
			Clause: correctedEntryLaw, apply: with((*proceedingTransition).checkObjection)},
		{Act: ActReturnObjection, Name: "退回核查意见", Stages: decision, Who: []Who{bureauHead}, Reason: true,
			Clause: objectionLaw, apply: with((*proceedingTransition).returnObjection)},
		{Act: ActDecideObjection, Name: "决定异议是否成立", Stages: decision, Who: []Who{bureauHead}, Reason: true,
			Clause: objectionLaw, barred: Proceeding.ownObjectionOpinion, apply: with((*proceedingTransition).decideObjection)},
		{Act: ActPrepareCorrectedEntry, Name: "拟定更正公示内容", Stages: entry, Who: []Who{clerk},
			Clause: correctedEntryLaw, ready: Proceeding.correctedEntryNotPrepared, apply: with((*proceedingTransition).prepareCorrectedEntry)},
		{Act: ActReturnCorrectedEntry, Name: "退回更正公示稿", Stages: entry, Who: []Who{bureauHead}, Reason: true,
			Clause: correctedEntryLaw, ready: Proceeding.correctedEntryPrepared, apply: with((*proceedingTransition).returnCorrectedEntry)},
		{Act: ActApproveCorrectedEntry, Name: "批准更正公示", Stages: entry, Who: []Who{bureauHead},
			Clause: correctedEntryLaw, ready: Proceeding.correctedEntryPrepared, barred: Proceeding.ownCorrectedEntry, apply: with((*proceedingTransition).approveCorrectedEntry)},
		{Act: ActAnswerObjection, Name: "答复异议", Stages: []ProceedingStage{ObjectionAnswer}, Who: []Who{clerk},
			Clause: "文件四(五)；期限为本单位规定", apply: with((*proceedingTransition).answerObjection)},
	}
}

func (p Proceeding) ownObjectionOpinion(a Actor) error {
	return notTheSame(a, "决定", p.Objection.CheckedBy, p.Objection.CheckedFor)
}

func (p Proceeding) correctedEntryNotPrepared() error {
	if p.Objection.Correction.PreparedBy != "" {
		return Errorf(KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	return nil
}

func (p Proceeding) correctedEntryPrepared() error {
	if p.Objection.Correction.PreparedBy == "" {
		return Errorf(KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (p Proceeding) ownCorrectedEntry(a Actor) error {
	return notTheSame(a, "批准", p.Objection.Correction.PreparedBy, p.Objection.Correction.PreparedFor)
}
