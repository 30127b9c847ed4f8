package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func openingOf(kind inspection.ProceedingKind) inspection.ProceedingOpening {
	return inspection.ProceedingOpening{No: inspection.ProceedingNo(caseNo, kind, 1), Kind: kind, Case: caseNo, Task: "2024001-001", Entity: entityCode,
		Edition: "2024", Department: department, Items: []string{"R1"}, Team: inspection.Team{"Z1", "Z2"}, At: april(8).At(9, 0)}
}

func TestOpenProceeding(t *testing.T) {
	law := lawOf2024(t)
	p, told, err := inspection.OpenProceeding(openingOf(inspection.ProceedingReferral), law)
	require.NoError(t, err)
	require.Equal(t, 1, p.Seq, "its opening is on record")
	require.Equal(t, "2024001-001", p.Task)
	require.Equal(t, law.Calendar.Version(), p.Calendar)
	require.Equal(t, []string{"task Z1 : 请提出移送意见并起草移送函。"}, read(told))
	require.Contains(t, told[0].Text, "移送有关主管部门2024001-001-0001-R1：")
	act, err := inspection.NewAct(people["lead"], april(8).At(10, 0), inspection.ProposeReferral{To: market})
	require.NoError(t, err)
	act.Happened = april(5).At(10, 0)
	_, _, err = p.Apply(act, law)
	refusedAs(t, "before_opening", err)
	_, _, err = p.Apply(act, inspection.Law{Calendar: law.Calendar})
	refusedAs(t, "edition_mismatch", err)
	_, _, err = inspection.OpenProceeding(inspection.ProceedingOpening{Kind: "weather", Edition: "2024"}, law)
	refusedAs(t, "branch_unknown", err)
	for _, edition := range []*inspection.Edition{nil, edition2025(t)} {
		_, _, err = inspection.OpenProceeding(openingOf(inspection.ProceedingReferral), inspection.Law{Calendar: law.Calendar, Edition: edition})
		refusedAs(t, "edition_mismatch", err)
	}
}

func TestOpenByAct(t *testing.T) {
	law, at := lawOf2024(t), april(8).At(9, 0)
	filed := func(who string, o inspection.ProceedingOpening) (inspection.Proceeding, inspection.Effects, error) {
		act, err := inspection.NewAct(people[who], at, inspection.FileFeedback{Topic: inspection.TopicWeakPoint})
		require.NoError(t, err)
		act.Reasoned = true
		return inspection.OpenByAct(o, act, law)
	}
	p, effects, err := filed("lead", openingOf(inspection.ProceedingFeedback))
	require.NoError(t, err)
	require.Equal(t, 1, p.Seq, "the act is the first on record")
	require.Equal(t, inspection.FeedbackFiled, p.Stage)
	require.Len(t, effects.Notices, 1)
	require.Equal(t, "act/1/0", effects.Notices[0].Key)
	_, _, err = filed("clerk", openingOf(inspection.ProceedingFeedback))
	refusedAs(t, "not_your_act", err)
	_, _, err = filed("lead", openingOf("weather"))
	refusedAs(t, "branch_unknown", err)
}

func TestSameFacts(t *testing.T) {
	of := func(caseNo string, items ...string) inspection.Proceeding {
		return inspection.Proceeding{Case: caseNo, Items: items}
	}
	for name, test := range map[string]struct {
		a, b inspection.Proceeding
		same bool
	}{
		"a common item":     {of("1", "R1", "R2"), of("1", "R2", "R3"), true},
		"no common item":    {of("1", "R1"), of("1", "R2"), false},
		"another case":      {of("1", "R1"), of("2", "R1"), false},
		"the whole visit":   {of("1"), of("1", "R2"), true},
		"as a whole, too":   {of("1", "R1"), of("1"), true},
		"leads of no cases": {of("", "R1"), of("", "R1"), false},
	} {
		require.Equal(t, test.same, test.a.SameFacts(test.b), name)
	}
}

// TestSuspendedSince is told of the proceeding as of a case.
func TestSuspendedSince(t *testing.T) {
	r := referralApproved(t).onDay(april(10)).do("director", inspection.Suspend{On: april(10)})
	before := referralApproved(t).onDay(april(10))
	before.refused("out_of_order", "director", inspection.Suspend{On: april(7)})
	e := r.refused("case_suspended", "lead", inspection.HandOverReferral{On: april(10), Method: inspection.HandedByPost})
	require.Contains(t, e.Message, calendar.NewDate(2024, 4, 10).ChineseString())
}
