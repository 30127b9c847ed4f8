package demo

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// nextOfFeedback goes to the department concerned, which answers.
func nextOfFeedback(b proceedings.Proceeding, today calendar.Date) (who string, facts law.Facts, reason string) {
	if b.Stage == proceedings.FeedbackFiled {
		return "head", proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment, Name: "市司法局"}}, ""
	}
	return "clerk", proceedings.AnswerFeedback{On: today, Answer: proceedings.FeedbackReported}, ""
}

// nextOfObjection is upheld: the result is withdrawn, unless it was before.
func nextOfObjection(b proceedings.Proceeding, today calendar.Date) (who string, facts law.Facts, reason string) {
	o := b.Objection
	view := proceedings.ObjectionUpheld
	if o.Published.Withdrawn {
		view = proceedings.ObjectionRejected
	}
	switch b.Stage {
	case proceedings.ObjectionCheck:
		return "head", proceedings.CheckObjection{Opinion: view}, "演示数据：经核查"
	case proceedings.ObjectionDecision:
		return "director", proceedings.DecideObjection{Decision: view}, "演示数据：同意核查意见"
	case proceedings.ObjectionCorrectedEntry:
		if o.Correction.PreparedBy == "" {
			return "clerk", proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Withdrawn: true}}, ""
		}
		return "director", proceedings.ApproveCorrectedEntry{}, ""
	}
	return "clerk", proceedings.AnswerObjection{On: today, Method: law.ServedByMail}, ""
}

// nextOfOversight finds nothing wrong and says so.
func nextOfOversight(b proceedings.Proceeding, today calendar.Date) (who string, facts law.Facts, reason string) {
	switch b.Stage {
	case proceedings.OversightHandling:
		return "head", proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}, "演示数据：经核查，检查有依据、有审批"
	case proceedings.OversightApproval:
		return "director", proceedings.ApproveOversightAnswer{}, ""
	}
	return "clerk", proceedings.DispatchOversightAnswer{On: today}, ""
}
