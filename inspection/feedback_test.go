package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

type feedbackErrand = errand[inspection.Feedback]

var ofFeedback = errandKind[inspection.Feedback]{
	docket: func(f inspection.Feedback) inspection.Docket { return f.Docket },
	stage:  func(f inspection.Feedback) string { return string(f.Stage) },
	seq:    func(f inspection.Feedback) int { return f.Seq },
	reason: func(_ inspection.Feedback, act inspection.ActKind) bool {
		rule, _ := inspection.FeedbackRuleOf(act)
		return rule.Reason
	},
}

// The way of feedback out of a case, on 8 April 2024.

func feedbackUnfiled(t testing.TB) *feedbackErrand {
	r := &feedbackErrand{t: t, kind: ofFeedback, law: lawOf2024(t), now: april(8).At(9, 0)}
	r.s = inspection.NewFeedback(inspection.FeedbackOpening{No: inspection.FeedbackNo(caseNo, 1), Case: caseNo, Edition: "2024", Department: department,
		Team: inspection.Team{"Z1", "Z2"}, At: r.now}, r.law)
	return r
}

func feedbackOfNoCase(t testing.TB) *feedbackErrand {
	r := feedbackUnfiled(t)
	r.s = inspection.NewFeedback(inspection.FeedbackOpening{No: inspection.FeedbackNo("2024", 1), Edition: "2024", Department: department, At: r.now}, r.law)
	return r
}

func feedbackFiled(t testing.TB) *feedbackErrand {
	return feedbackUnfiled(t).do("member", inspection.FileFeedback{Topic: inspection.TopicLegalGap})
}

func feedbackRouted(t testing.TB) *feedbackErrand {
	return feedbackFiled(t).do("head", inspection.RouteFeedback{To: section})
}

func feedbackAnswered(t testing.TB) *feedbackErrand {
	return feedbackRouted(t).do("clerk", inspection.AnswerFeedback{On: april(8), Answer: inspection.FeedbackAdopted})
}

func TestPathOfFeedback(t *testing.T) {
	r := feedbackUnfiled(t).do("member", inspection.FileFeedback{Topic: inspection.TopicWeakPoint})
	require.Equal(t, "2024001-001-0001-F1", r.s.No)
	require.Equal(t, "u-member", r.s.Author)
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
	require.Equal(t, []string{"change section_head,Z1,Z2 " + department + ": 社会保险科答复：已说明情况。"}, read(r.told))
	require.Equal(t, inspection.FeedbackAnswered, r.s.Stage)
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

func TestFeedbackFactsThatAreRefused(t *testing.T) {
	feedbackUnfiled(t).refused("feedback_topic_unknown", "lead", inspection.FileFeedback{Topic: "weather"})
	feedbackFiled(t).refused("addressee_invalid", "head", inspection.RouteFeedback{})
	feedbackFiled(t).do("head", inspection.RouteFeedback{To: inspection.Addressee{Place: inspection.WithinBureau, Name: department}})
	r := feedbackFiled(t).onDay(april(10)).do("head", inspection.RouteFeedback{To: market})
	r.refused("feedback_answer_unknown", "clerk", inspection.AnswerFeedback{On: april(10)})
	r.refused("out_of_order", "clerk", inspection.AnswerFeedback{On: april(9), Answer: inspection.FeedbackReported})
	r.refused("out_of_order", "head", inspection.RouteFeedback{To: section}, happened(april(9).At(9, 0)))
	r = feedbackUnfiled(t).onDay(april(9)).do("lead", inspection.FileFeedback{Topic: inspection.TopicLegalGap})
	r.refused("out_of_order", "head", inspection.RouteFeedback{To: section}, happened(april(8).At(10, 0)))
	r = feedbackFiled(t)
	r.law.Edition = &inspection.Edition{Code: "1999"}
	r.refused("edition_mismatch", "head", inspection.RouteFeedback{To: section})
}

func TestEveryCellOfFeedback(t *testing.T) {
	type cell = errandCell[inspection.Feedback]
	is := fixed[inspection.Feedback]
	unfiled, filed, routed := string(inspection.FeedbackUnfiled), string(inspection.FeedbackFiled), string(inspection.FeedbackRouted)
	var acts []inspection.ActKind
	for _, r := range inspection.FeedbackRules {
		acts = append(acts, r.Act)
	}
	everyCell(t, acts, map[string]func(testing.TB) *feedbackErrand{
		unfiled: feedbackUnfiled, filed: feedbackFiled, routed: feedbackRouted, string(inspection.FeedbackAnswered): feedbackAnswered,
	}, []cell{
		{act: inspection.ActFileFeedback, stage: unfiled, scene: feedbackUnfiled, who: []string{"lead", "member"}, facts: is(inspection.FileFeedback{Topic: inspection.TopicLegalGap})},
		{act: inspection.ActFileFeedback, stage: unfiled, scene: feedbackOfNoCase, who: []string{"lead", "member", "other inspector"}, facts: is(inspection.FileFeedback{Topic: inspection.TopicLegalGap})},
		{act: inspection.ActRouteFeedback, stage: filed, scene: feedbackFiled, who: []string{"head"}, facts: is(inspection.RouteFeedback{To: market})},
		{act: inspection.ActRouteFeedback, stage: routed, scene: feedbackRouted, who: []string{"head"}, facts: is(inspection.RouteFeedback{To: market})},
		{act: inspection.ActAnswerFeedback, stage: routed, scene: feedbackRouted, who: []string{"clerk"},
			facts: is(inspection.AnswerFeedback{On: april(8), Answer: inspection.FeedbackReported})},
	})
}

var feedbackPeriods2024 = []errandPeriod[inspection.Feedback]{
	{inspection.DeadlineFeedbackRoute, april(15), feedbackFiled, func(r *feedbackErrand) { r.do("head", inspection.RouteFeedback{To: market}) }},
	{inspection.DeadlineFeedbackAnswer, may(8), feedbackRouted, func(r *feedbackErrand) {
		r.do("clerk", inspection.AnswerFeedback{On: r.today(), Answer: inspection.FeedbackAdopted})
	}},
}

func TestPeriodsOfFeedback(t *testing.T) { periodsHold(t, feedbackPeriods2024) }

func TestFeedbackCodesHaveNames(t *testing.T) {
	for _, name := range []string{inspection.TopicWeakPoint.Chinese(), inspection.TopicLegalGap.Chinese(), inspection.FeedbackAdopted.Chinese(),
		inspection.FeedbackExplained.Chinese(), inspection.FeedbackReported.Chinese()} {
		require.NotEmpty(t, name)
	}
	require.Equal(t, "x", inspection.FeedbackStage("x").Chinese())
	require.Equal(t, "x", inspection.ObjectionStage("x").Chinese())
}
