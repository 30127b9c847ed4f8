package inspection

const feedbackLaw = "文件四(五)"

// anyInspector may file without a case; within a case its team may.
var anyInspector = Who{Role: RoleInspector, Scope: ScopeAnyone}

// feedbackRules are the acts of feedback, in the order of the procedure.
func feedbackRules() []ProceedingRule {
	return []ProceedingRule{
		{Act: ActFileFeedback, Name: "提交反馈", Stages: []ProceedingStage{FeedbackUnfiled}, Who: []Who{team, anyInspector}, Reason: true,
			Clause: feedbackLaw, narrow: feedbackAuthors, apply: with((*proceedingTransition).fileFeedback)},
		{Act: ActRouteFeedback, Name: "转交反馈", Stages: []ProceedingStage{FeedbackFiled, FeedbackRouted}, Who: []Who{sectionHead},
			Clause: feedbackLaw, apply: with((*proceedingTransition).routeFeedback)},
		{Act: ActAnswerFeedback, Name: "登记反馈答复", Stages: []ProceedingStage{FeedbackRouted}, Who: []Who{clerk},
			Clause: feedbackLaw, apply: with((*proceedingTransition).answerFeedback)},
	}
}

func feedbackAuthors(p Proceeding, _ []Who) []Who {
	if p.Case == "" {
		return []Who{anyInspector}
	}
	return []Who{team}
}
