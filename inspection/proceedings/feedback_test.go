package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The way of feedback out of a case, on 8 April 2024.

func feedbackUnfiled(t testing.TB) *proceedingErrand {
	return unopened(t, proceedings.Opening{No: law.ProceedingNo(inspectiontest.CaseNo, law.ProceedingFeedback, 1), Kind: law.ProceedingFeedback,
		Case: inspectiontest.CaseNo, Task: "2024001-001", Entity: inspectiontest.EntityCode, Team: law.Team{"Z1", "Z2"}})
}

func feedbackOfNoCase(t testing.TB) *proceedingErrand {
	return unopened(t, proceedings.Opening{No: law.ProceedingNo("2024", law.ProceedingFeedback, 1), Kind: law.ProceedingFeedback})
}

// unopened is a proceeding before its first act, which is a person's.
func unopened(t testing.TB, o proceedings.Opening) *proceedingErrand {
	r := &proceedingErrand{T: t, Kind: ofProceedings, Law: inspectiontest.LawOf2024(t), Now: inspectiontest.April(8).At(9, 0)}
	o.Edition, o.Department, o.At = "2024", inspectiontest.Department, r.Now
	p, told, err := proceedings.Open(o, r.Law)
	require.NoError(t, err)
	require.Empty(t, told, "nobody is told before the first act")
	require.Empty(t, p.Deadlines)
	p.Seq = 0
	r.S = p
	return r
}

func feedbackFiled(t testing.TB) *proceedingErrand {
	return feedbackUnfiled(t).Do("member", proceedings.FileFeedback{Topic: proceedings.TopicLegalGap})
}

func feedbackRouted(t testing.TB) *proceedingErrand {
	return feedbackFiled(t).Do("head", proceedings.RouteFeedback{To: section})
}

func feedbackAnswered(t testing.TB) *proceedingErrand {
	return feedbackRouted(t).Do("clerk", proceedings.AnswerFeedback{On: inspectiontest.April(8), Answer: proceedings.FeedbackAdopted})
}

func TestPathOfFeedback(t *testing.T) {
	r := feedbackUnfiled(t).Do("member", proceedings.FileFeedback{Topic: proceedings.TopicWeakPoint})
	require.Equal(t, "2024001-001-0001-F1", r.S.No)
	require.Equal(t, "u-member", r.S.Feedback.Author)
	require.Equal(t, []string{"task section_head " + inspectiontest.Department + ": 执法人员反馈执法薄弱环节，请转交有关部门。"}, inspectiontest.Read(r.Told))
	r.OnDay(inspectiontest.April(10)).Told = nil
	r.Do("head", proceedings.RouteFeedback{To: market})
	require.Equal(t, []string{"change Z1,Z2 : 已转交市场监督管理局。"}, inspectiontest.Read(r.Told))
	require.Equal(t, inspectiontest.May(10), r.Deadline(law.DeadlineFeedbackAnswer).Last)
	r.Told = nil
	r.OnDay(inspectiontest.April(12)).Do("head", proceedings.RouteFeedback{To: section})
	require.Equal(t, inspectiontest.May(13), r.Deadline(law.DeadlineFeedbackAnswer).Last)
	require.Equal(t, []string{"change Z1,Z2 : 已转交社会保险科。", "task section_head " + inspectiontest.Elsewhere + ": 反馈已转交你科室，请答复。"}, inspectiontest.Read(r.Told))
	r.Told = nil
	r.OnDay(inspectiontest.April(15)).Do("clerk", proceedings.AnswerFeedback{On: inspectiontest.April(15), Answer: proceedings.FeedbackExplained})
	require.Equal(t, []string{"change section_head " + inspectiontest.Department + ": 社会保险科答复：已说明情况。", "change Z1,Z2 : 已办结：已说明情况。"}, inspectiontest.Read(r.Told))
	require.Equal(t, proceedings.EndingFeedbackExplained, r.S.Ending)
	require.Equal(t, inspectiontest.April(15), r.S.Feedback.AnsweredOn)
	require.False(t, r.S.Stage.Open())
	require.Equal(t, r.Now, r.S.Closed)
	require.Empty(t, r.S.Deadlines)
	require.Empty(t, r.S.Allowed(inspectiontest.People["clerk"]))
}

func TestFeedbackOfNoCaseIsAnyInspectors(t *testing.T) {
	r := feedbackOfNoCase(t)
	require.Equal(t, "2024-F1", r.S.No)
	r.Do("other inspector", proceedings.FileFeedback{Topic: proceedings.TopicLegalGap})
	require.Equal(t, law.Team{"Z3"}, r.S.Team, "who filed it hears of it")
}

func TestWhoFiledFeedback(t *testing.T) {
	r := feedbackOfNoCase(t)
	deputy := law.Actor{ID: "u-deputy", DelegatedRoles: []law.Role{law.RoleInspector}, Roles: []law.Role{law.RoleInspector}, DelegatedFrom: "u-lead"}
	require.NoError(t, r.Attempt(deputy, proceedings.FileFeedback{Topic: proceedings.TopicLegalGap}, inspectiontest.Reasoned))
	require.Equal(t, "u-lead", r.S.Feedback.FiledFor)
	require.Empty(t, r.S.Team, "without a certificate of the own")
}

func TestFeedbackFactsThatAreRefused(t *testing.T) {
	feedbackUnfiled(t).Refused("feedback_topic_unknown", "lead", proceedings.FileFeedback{Topic: "weather"})
	feedbackFiled(t).Refused("addressee_invalid", "head", proceedings.RouteFeedback{})
	feedbackFiled(t).Do("head", proceedings.RouteFeedback{To: law.Addressee{Place: law.WithinBureau, Name: inspectiontest.Department}})
	r := feedbackFiled(t).OnDay(inspectiontest.April(10)).Do("head", proceedings.RouteFeedback{To: market})
	r.Refused("feedback_answer_unknown", "clerk", proceedings.AnswerFeedback{On: inspectiontest.April(10)})
	r.Refused("out_of_order", "clerk", proceedings.AnswerFeedback{On: inspectiontest.April(9), Answer: proceedings.FeedbackReported})
	r.Refused("out_of_order", "head", proceedings.RouteFeedback{To: section}, inspectiontest.Happened(inspectiontest.April(9).At(9, 0)))
	r = feedbackFiled(t)
	r.Law.Edition = &law.Edition{Code: "1999"}
	r.Refused("edition_mismatch", "head", proceedings.RouteFeedback{To: section})
}

func TestEveryCellOfFeedback(t *testing.T) {
	type cell = inspectiontest.ErrandCell[proceedings.Proceeding]
	is := inspectiontest.Fixed[proceedings.Proceeding]
	unfiled, filed, routed := string(proceedings.FeedbackUnfiled), string(proceedings.FeedbackFiled), string(proceedings.FeedbackRouted)
	inspectiontest.EveryCell(t, actsOf(law.ProceedingFeedback), map[string]func(testing.TB) *proceedingErrand{
		unfiled: feedbackUnfiled, filed: feedbackFiled, routed: feedbackRouted, string(proceedings.Closed): feedbackAnswered,
	}, []cell{
		{Act: proceedings.ActFileFeedback, Stage: unfiled, Scene: feedbackUnfiled, Who: []string{"lead", "member"}, Facts: is(proceedings.FileFeedback{Topic: proceedings.TopicLegalGap})},
		{Act: proceedings.ActFileFeedback, Stage: unfiled, Scene: feedbackOfNoCase, Who: []string{"lead", "member", "other inspector"}, Facts: is(proceedings.FileFeedback{Topic: proceedings.TopicLegalGap})},
		{Act: proceedings.ActRouteFeedback, Stage: filed, Scene: feedbackFiled, Who: []string{"head"}, Facts: is(proceedings.RouteFeedback{To: market})},
		{Act: proceedings.ActRouteFeedback, Stage: routed, Scene: feedbackRouted, Who: []string{"head"}, Facts: is(proceedings.RouteFeedback{To: market})},
		{Act: proceedings.ActAnswerFeedback, Stage: routed, Scene: feedbackRouted, Who: []string{"clerk"},
			Facts: is(proceedings.AnswerFeedback{On: inspectiontest.April(8), Answer: proceedings.FeedbackReported})},
	})
}

var feedbackPeriods2024 = []inspectiontest.ErrandPeriod[proceedings.Proceeding]{
	{Kind: law.DeadlineFeedbackRoute, Last: inspectiontest.April(15), Open: feedbackFiled, Meet: func(r *proceedingErrand) { r.Do("head", proceedings.RouteFeedback{To: market}) }},
	{Kind: law.DeadlineFeedbackAnswer, Last: inspectiontest.May(8), Open: feedbackRouted, Meet: func(r *proceedingErrand) {
		r.Do("clerk", proceedings.AnswerFeedback{On: r.Today(), Answer: proceedings.FeedbackAdopted})
	}},
}

func TestPeriodsOfFeedback(t *testing.T) { inspectiontest.PeriodsHold(t, feedbackPeriods2024) }

func TestFeedbackCodesHaveNames(t *testing.T) {
	for _, topic := range proceedings.FeedbackTopics {
		require.NotEmpty(t, topic.Chinese())
	}
	for _, answer := range proceedings.FeedbackAnswers {
		require.NotEmpty(t, answer.Chinese())
	}
}
