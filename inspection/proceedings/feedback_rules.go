package proceedings

import "shuangsuiji/inspection/law"

const feedbackLaw = "文件四(五)"

// anyInspector may file without a case; within a case its team may.
var anyInspector = law.Who{Role: law.RoleInspector, Scope: law.ScopeAnyone}

// feedbackRules are the acts of feedback, in the order of the procedure.
func feedbackRules() []Rule {
	return []Rule{
		{Act: ActFileFeedback, Name: "提交反馈", Stages: []Stage{FeedbackUnfiled}, Leads: leads{FeedbackUnfiled: {FeedbackFiled}}, Who: []law.Who{law.ByTeam, anyInspector}, Reason: true,
			Clause: feedbackLaw, Narrow: feedbackAuthors, Apply: law.With((*transition).fileFeedback)},
		{Act: ActRouteFeedback, Name: "转交反馈", Stages: []Stage{FeedbackFiled, FeedbackRouted}, Leads: leads{FeedbackFiled: {FeedbackRouted}}, Who: []law.Who{law.BySectionHead},
			Clause: feedbackLaw, Apply: law.With((*transition).routeFeedback)},
		{Act: ActAnswerFeedback, Name: "登记反馈答复", Stages: []Stage{FeedbackRouted}, Leads: leads{FeedbackRouted: {Closed}}, Who: []law.Who{law.ByClerk},
			Clause: feedbackLaw, Apply: law.With((*transition).answerFeedback)},
	}
}

func feedbackAuthors(p Proceeding, _ []law.Who) []law.Who {
	if p.Case == "" {
		return []law.Who{anyInspector}
	}
	return []law.Who{law.ByTeam}
}
