package year

import (
	"context"
	"slices"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The scripts of feedback, objections and opinions of those who supervise. Each is filed before a step of the case,
// or of what came out of it, under a key of its own: made twice it is filed once.

// feedbackFirst is the step before which the team files feedback.
func feedbackFirst(s step, topic proceedings.FeedbackTopic) step {
	s.before = func(y *year, ctx context.Context, m moment) error {
		path := "/api/cases/" + m.caseNo() + "/feedback"
		lead := y.Inspector[m.team().Lead()]
		return lead.Perform(ctx, apiclient.Act{Path: path, Key: "year-feedback-" + m.caseNo(),
			Form: people.Form{Facts: proceedings.FileFeedback{Topic: topic}, Reason: "演示：检查中发现"}}, nil)
	}
	return s
}

// objectionFirst is the step before which the entity objects to what is published.
func objectionFirst(s step) step {
	s.before = func(y *year, ctx context.Context, m moment) error {
		entity, link, err := y.byLink(ctx, m)
		if err != nil {
			return err
		}
		return entity.PerformByLink(ctx, link, "/objections", apiclient.Act{Key: "year-objection-" + m.caseNo(),
			Form: people.Form{Facts: proceedings.RaiseObjection{}, Reason: "演示：公示的事项有误"}})
	}
	return s
}

// opinionFirst is the step before which the judicial bureau's opinion on the case comes in.
func opinionFirst(s step) step {
	s.before = func(y *year, ctx context.Context, m moment) error {
		return y.People["clerk"].Perform(ctx, apiclient.Act{Path: "/api/cases/" + m.caseNo() + "/oversight", Key: "year-oversight-" + m.caseNo(),
			Form: people.Form{Facts: proceedings.RegisterOversight{Source: proceedings.OversightByJustice, From: "市司法局", Topic: proceedings.TopicExcessiveVisits, On: m.today()},
				Reason: "演示：企业反映检查过频"}}, nil)
	}
	return s
}

func opinionAnswered(reply proceedings.OversightReply) []step {
	return []step{does("head", proceedings.ProposeOversightAnswer{Answer: reply}).because("经核查"), does("director", proceedings.ApproveOversightAnswer{}),
		doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.DispatchOversightAnswer{On: day} })}
}

// opinion is sent back once and answered late.
func opinion() script {
	late := opinionAnswered(proceedings.OversightCorrected)
	late[2] = late[2].once(overdue(law.DeadlineOversightAnswer))
	return script{name: "监督意见逾期答复", steps: join([]step{suspend(), resume(), extend("director", law.DeadlineOversightAnswer, workingDays(1)),
		does("head", proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}).because("经核查"),
		does("director", proceedings.ReturnOversightAnswer{}).because("整改情况不具体")}, late)}
}

func (m moment) caseNo() string {
	if m.b != nil {
		return m.b.Case
	}
	return m.c.No
}

func routedTo(name string) step {
	return does("head", proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment, Name: name}})
}

func feedbackAnswered(answer proceedings.FeedbackAnswer) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.AnswerFeedback{On: day, Answer: answer} })
}

// lateFeedback is chased for every one of its steps.
func lateFeedback() script {
	return script{name: "反馈逾期转交、转错后再转、逾期答复", steps: []step{suspend(), resume(), extend("director", law.DeadlineFeedbackRoute, workingDays(1)),
		routedTo("市司法局").once(overdue(law.DeadlineFeedbackRoute)), routedTo("市市场监督管理局"),
		feedbackAnswered(proceedings.FeedbackAdopted).once(overdue(law.DeadlineFeedbackAnswer))}}
}

func feedback(answer proceedings.FeedbackAnswer) script {
	return script{name: "反馈", steps: []step{routedTo("市司法局"), feedbackAnswered(answer)}}
}

func checked(view proceedings.ObjectionView) step {
	return does("head", proceedings.CheckObjection{Opinion: view}).because("经核查")
}

func objectionDecided(view proceedings.ObjectionView) step {
	return does("director", proceedings.DecideObjection{Decision: view}).because("同意核查意见")
}

func objectionAnswered() step {
	return doesToday("clerk", func(day calendar.Date) law.Facts {
		return proceedings.AnswerObjection{On: day, Method: law.ServedByMail}
	})
}

// upheld is an objection that was right, answered late.
func upheld() script {
	corrected := does("clerk", proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeNoProblem}})
	return script{name: "异议成立，更正公示", steps: []step{suspend(), resume(), extend("director", law.DeadlineObjection, workingDays(1)),
		checked(proceedings.ObjectionRejected), does("director", proceedings.ReturnObjection{}).because("凭证尚未核对"),
		checked(proceedings.ObjectionUpheld), objectionDecided(proceedings.ObjectionUpheld), corrected,
		does("director", proceedings.ReturnCorrectedEntry{}).because("事项名称有误"), corrected, does("director", proceedings.ApproveCorrectedEntry{}),
		objectionAnswered().once(overdue(law.DeadlineObjection))}}
}

func rejected() script {
	return script{name: "异议不成立", steps: []step{checked(proceedings.ObjectionRejected), objectionDecided(proceedings.ObjectionRejected), objectionAnswered()}}
}

// with adds what is filed beside a case's own proceedings.
func (s script) with(kind law.ProceedingKind, of script) script {
	then := map[law.ProceedingKind]script{kind: of}
	for k, t := range s.then {
		then[k] = t
	}
	s.then = then
	return s
}

// replacedInvestigator puts another in the place of the last of the team.
func replacedInvestigator() step {
	return step{who: "director", act: proceedings.ActReplaceInvestigator, facts: func(m moment) law.Facts {
		return proceedings.ReplaceInvestigator{Out: m.lastOfTeam(), In: m.another()}
	}, reason: "演示：工作调动"}
}

// recused: the entity objects to the last of the team, who steps aside.
func recused() []step {
	return []step{
		{who: byEntity, act: proceedings.ActRequestInvestigatorRecusal, facts: func(m moment) law.Facts {
			return proceedings.RequestInvestigatorRecusal{Certificate: m.lastOfTeam()}
		}, reason: "演示：有利害关系"},
		{who: "director", act: proceedings.ActDecideInvestigatorRecusal, facts: func(m moment) law.Facts {
			return proceedings.DecideInvestigatorRecusal{Certificate: m.lastOfTeam(), Upheld: true, In: m.another()}
		}, reason: "演示：情况属实"},
	}
}

func (m moment) lastOfTeam() string { return m.team()[len(m.team())-1] }

// another is an inspector of the office who is not and was not on the team.
func (m moment) another() string {
	for _, certificate := range m.cast.inspectors {
		gone := m.b.Penalty != nil && slices.ContainsFunc(m.b.Penalty.Recusals, func(r cases.Recusal) bool { return r.Certificate == certificate })
		if !m.team().Has(certificate) && !gone {
			return certificate
		}
	}
	return ""
}
