package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// The way of feedback out of a case, on 8 April 2024.

func feedbackUnfiled(t testing.TB) *proceedingErrand {
	return unopened(t, inspection.ProceedingOpening{No: inspection.ProceedingNo(caseNo, inspection.ProceedingFeedback, 1), Kind: inspection.ProceedingFeedback,
		Case: caseNo, Task: "2024001-001", Entity: entityCode, Team: inspection.Team{"Z1", "Z2"}})
}

func feedbackOfNoCase(t testing.TB) *proceedingErrand {
	return unopened(t, inspection.ProceedingOpening{No: inspection.ProceedingNo("2024", inspection.ProceedingFeedback, 1), Kind: inspection.ProceedingFeedback})
}

// unopened is a proceeding before its first act, which is a person's.
func unopened(t testing.TB, o inspection.ProceedingOpening) *proceedingErrand {
	r := &proceedingErrand{t: t, kind: ofProceedings, law: lawOf2024(t), now: april(8).At(9, 0)}
	o.Edition, o.Department, o.At = "2024", department, r.now
	p, told, err := inspection.OpenProceeding(o, r.law)
	require.NoError(t, err)
	require.Empty(t, told, "nobody is told before the first act")
	require.Empty(t, p.Deadlines)
	p.Seq = 0
	r.s = p
	return r
}

func feedbackFiled(t testing.TB) *proceedingErrand {
	return feedbackUnfiled(t).do("member", inspection.FileFeedback{Topic: inspection.TopicLegalGap})
}

func feedbackRouted(t testing.TB) *proceedingErrand {
	return feedbackFiled(t).do("head", inspection.RouteFeedback{To: section})
}

func feedbackAnswered(t testing.TB) *proceedingErrand {
	return feedbackRouted(t).do("clerk", inspection.AnswerFeedback{On: april(8), Answer: inspection.FeedbackAdopted})
}

func TestPathOfFeedback(t *testing.T) {
	r := feedbackUnfiled(t).do("member", inspection.FileFeedback{Topic: inspection.TopicWeakPoint})
	require.Equal(t, "2024001-001-0001-F1", r.s.No)
	require.Equal(t, "u-member", r.s.Feedback.Author)
	require.Equal(t, []string{"task section_head " + department + ": 执法人员反馈执法薄弱环节，请转交有关部门。"}, read(r.told))
	r.onDay(april(10)).told = nil
	r.do("head", inspection.RouteFeedback{To: market})
	require.Equal(t, []string{"change Z1,Z2 : 已转交市场监督管理局。"}, read(r.told))
	require.Equal(t, may(10), r.deadline(inspection.DeadlineFeedbackAnswer).Last)
	r.told = nil
	r.onDay(april(12)).do("head", inspection.RouteFeedback{To: section})
	require.Equal(t, may(13), r.deadline(inspection.DeadlineFeedbackAnswer).Last)
	require.Equal(t, []string{"change Z1,Z2 : 已转交社会保险科。", "task section_head " + elsewhere + ": 反馈已转交你科室，请答复。"}, read(r.told))
	r.told = nil
	r.onDay(april(15)).do("clerk", inspection.AnswerFeedback{On: april(15), Answer: inspection.FeedbackExplained})
	require.Equal(t, []string{"change section_head " + department + ": 社会保险科答复：已说明情况。", "change Z1,Z2 : 已办结：已说明情况。"}, read(r.told))
	require.Equal(t, inspection.EndingFeedbackExplained, r.s.Ending)
	require.Equal(t, april(15), r.s.Feedback.AnsweredOn)
	require.False(t, r.s.Stage.Open())
	require.Equal(t, r.now, r.s.Closed)
	require.Empty(t, r.s.Deadlines)
	require.Empty(t, r.s.Allowed(people["clerk"]))
}

func TestFeedbackOfNoCaseIsAnyInspectors(t *testing.T) {
	r := feedbackOfNoCase(t)
	require.Equal(t, "2024-F1", r.s.No)
	r.do("other inspector", inspection.FileFeedback{Topic: inspection.TopicLegalGap})
	require.Equal(t, inspection.Team{"Z3"}, r.s.Team, "who filed it hears of it")
}

func TestWhoFiledFeedback(t *testing.T) {
	r := feedbackOfNoCase(t)
	deputy := inspection.Actor{ID: "u-deputy", DelegatedRoles: []inspection.Role{inspection.RoleInspector}, Roles: []inspection.Role{inspection.RoleInspector}, DelegatedFrom: "u-lead"}
	require.NoError(t, r.attempt(deputy, inspection.FileFeedback{Topic: inspection.TopicLegalGap}, reasoned))
	require.Equal(t, "u-lead", r.s.Feedback.FiledFor)
	require.Empty(t, r.s.Team, "without a certificate of the own")
}

func TestFeedbackFactsThatAreRefused(t *testing.T) {
	feedbackUnfiled(t).refused("feedback_topic_unknown", "lead", inspection.FileFeedback{Topic: "weather"})
	feedbackFiled(t).refused("addressee_invalid", "head", inspection.RouteFeedback{})
	feedbackFiled(t).do("head", inspection.RouteFeedback{To: inspection.Addressee{Place: inspection.WithinBureau, Name: department}})
	r := feedbackFiled(t).onDay(april(10)).do("head", inspection.RouteFeedback{To: market})
	r.refused("feedback_answer_unknown", "clerk", inspection.AnswerFeedback{On: april(10)})
	r.refused("out_of_order", "clerk", inspection.AnswerFeedback{On: april(9), Answer: inspection.FeedbackReported})
	r.refused("out_of_order", "head", inspection.RouteFeedback{To: section}, happened(april(9).At(9, 0)))
	r = feedbackFiled(t)
	r.law.Edition = &inspection.Edition{Code: "1999"}
	r.refused("edition_mismatch", "head", inspection.RouteFeedback{To: section})
}

func TestEveryCellOfFeedback(t *testing.T) {
	type cell = errandCell[inspection.Proceeding]
	is := fixed[inspection.Proceeding]
	unfiled, filed, routed := string(inspection.FeedbackUnfiled), string(inspection.FeedbackFiled), string(inspection.FeedbackRouted)
	everyCell(t, actsOf(inspection.ProceedingFeedback), map[string]func(testing.TB) *proceedingErrand{
		unfiled: feedbackUnfiled, filed: feedbackFiled, routed: feedbackRouted, string(inspection.ProceedingClosed): feedbackAnswered,
	}, []cell{
		{act: inspection.ActFileFeedback, stage: unfiled, scene: feedbackUnfiled, who: []string{"lead", "member"}, facts: is(inspection.FileFeedback{Topic: inspection.TopicLegalGap})},
		{act: inspection.ActFileFeedback, stage: unfiled, scene: feedbackOfNoCase, who: []string{"lead", "member", "other inspector"}, facts: is(inspection.FileFeedback{Topic: inspection.TopicLegalGap})},
		{act: inspection.ActRouteFeedback, stage: filed, scene: feedbackFiled, who: []string{"head"}, facts: is(inspection.RouteFeedback{To: market})},
		{act: inspection.ActRouteFeedback, stage: routed, scene: feedbackRouted, who: []string{"head"}, facts: is(inspection.RouteFeedback{To: market})},
		{act: inspection.ActAnswerFeedback, stage: routed, scene: feedbackRouted, who: []string{"clerk"},
			facts: is(inspection.AnswerFeedback{On: april(8), Answer: inspection.FeedbackReported})},
	})
}

var feedbackPeriods2024 = []errandPeriod[inspection.Proceeding]{
	{inspection.DeadlineFeedbackRoute, april(15), feedbackFiled, func(r *proceedingErrand) { r.do("head", inspection.RouteFeedback{To: market}) }},
	{inspection.DeadlineFeedbackAnswer, may(8), feedbackRouted, func(r *proceedingErrand) {
		r.do("clerk", inspection.AnswerFeedback{On: r.today(), Answer: inspection.FeedbackAdopted})
	}},
}

func TestPeriodsOfFeedback(t *testing.T) { periodsHold(t, feedbackPeriods2024) }

func TestFeedbackCodesHaveNames(t *testing.T) {
	for _, topic := range inspection.FeedbackTopics {
		require.NotEmpty(t, topic.Chinese())
	}
	for _, answer := range inspection.FeedbackAnswers {
		require.NotEmpty(t, answer.Chinese())
	}
}
