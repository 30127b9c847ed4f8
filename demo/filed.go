package demo

import (
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// nextOfFeedback goes to the department concerned, which answers.
func nextOfFeedback(b inspection.Proceeding, today calendar.Date) (who string, facts inspection.Facts, reason string) {
	if b.Stage == inspection.FeedbackFiled {
		return "head", inspection.RouteFeedback{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: "市司法局"}}, ""
	}
	return "clerk", inspection.AnswerFeedback{On: today, Answer: inspection.FeedbackReported}, ""
}

// nextOfObjection is upheld: the result is withdrawn, unless it was before.
func nextOfObjection(b inspection.Proceeding, today calendar.Date) (who string, facts inspection.Facts, reason string) {
	o := b.Objection
	view := inspection.ObjectionUpheld
	if o.Published.Withdrawn {
		view = inspection.ObjectionRejected
	}
	switch b.Stage {
	case inspection.ObjectionCheck:
		return "head", inspection.CheckObjection{Opinion: view}, "演示数据：经核查"
	case inspection.ObjectionDecision:
		return "director", inspection.DecideObjection{Decision: view}, "演示数据：同意核查意见"
	case inspection.ObjectionCorrectedEntry:
		if o.Correction.PreparedBy == "" {
			return "clerk", inspection.PrepareCorrectedEntry{Result: inspection.PublishedResult{Withdrawn: true}}, ""
		}
		return "director", inspection.ApproveCorrectedEntry{}, ""
	}
	return "clerk", inspection.AnswerObjection{On: today, Method: inspection.ServedByMail}, ""
}
