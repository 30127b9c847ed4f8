package proceedings_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

func openingOf(kind law.ProceedingKind) proceedings.Opening {
	return proceedings.Opening{No: law.ProceedingNo(inspectiontest.CaseNo, kind, 1), Kind: kind, Case: inspectiontest.CaseNo, Task: "2024001-001", Entity: inspectiontest.EntityCode,
		Edition: "2024", Department: inspectiontest.Department, Items: []string{"R1"}, Team: law.Team{"Z1", "Z2"}, At: inspectiontest.April(8).At(9, 0)}
}

func TestOpenProceeding(t *testing.T) {
	l := inspectiontest.LawOf2024(t)
	p, told, err := proceedings.Open(openingOf(law.ProceedingReferral), l)
	require.NoError(t, err)
	require.Equal(t, 1, p.Seq, "its opening is on record")
	require.Equal(t, "2024001-001", p.Task)
	require.Equal(t, l.Calendar.Version(), p.Calendar)
	require.Equal(t, []string{"task Z1 : 请提出移送意见并起草移送函。"}, inspectiontest.Read(told))
	require.Contains(t, told[0].Text, "移送有关主管部门2024001-001-0001-R1：")
	act, err := law.NewAct(inspectiontest.People["lead"], inspectiontest.April(8).At(10, 0), proceedings.ProposeReferral{To: market})
	require.NoError(t, err)
	act.Happened = inspectiontest.April(5).At(10, 0)
	_, _, err = p.Apply(act, l)
	inspectiontest.RefusedAs(t, "before_opening", err)
	_, _, err = p.Apply(act, law.Law{Calendar: l.Calendar})
	inspectiontest.RefusedAs(t, "edition_mismatch", err)
	_, _, err = proceedings.Open(proceedings.Opening{Kind: "weather", Edition: "2024"}, l)
	inspectiontest.RefusedAs(t, "branch_unknown", err)
	for _, edition := range []*law.Edition{nil, inspectiontest.Edition2025(t)} {
		_, _, err = proceedings.Open(openingOf(law.ProceedingReferral), law.Law{Calendar: l.Calendar, Edition: edition})
		inspectiontest.RefusedAs(t, "edition_mismatch", err)
	}
}

func TestOpenByAct(t *testing.T) {
	l, at := inspectiontest.LawOf2024(t), inspectiontest.April(8).At(9, 0)
	filed := func(who string, o proceedings.Opening) (proceedings.Proceeding, proceedings.Effects, error) {
		act, err := law.NewAct(inspectiontest.People[who], at, proceedings.FileFeedback{Topic: proceedings.TopicWeakPoint})
		require.NoError(t, err)
		act.Reasoned = true
		return proceedings.OpenByAct(o, act, l)
	}
	p, effects, err := filed("lead", openingOf(law.ProceedingFeedback))
	require.NoError(t, err)
	require.Equal(t, 1, p.Seq, "the act is the first on record")
	require.Equal(t, proceedings.FeedbackFiled, p.Stage)
	require.Len(t, effects.Notices, 1)
	require.Equal(t, "act/1/0", effects.Notices[0].Key)
	_, _, err = filed("clerk", openingOf(law.ProceedingFeedback))
	inspectiontest.RefusedAs(t, "not_your_act", err)
	_, _, err = filed("lead", openingOf("weather"))
	inspectiontest.RefusedAs(t, "branch_unknown", err)
}

func TestSameFacts(t *testing.T) {
	of := func(caseNo string, items ...string) proceedings.Proceeding {
		return proceedings.Proceeding{Case: caseNo, Items: items}
	}
	for name, test := range map[string]struct {
		a, b proceedings.Proceeding
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
	r := referralApproved(t).OnDay(inspectiontest.April(10)).Do("director", law.Suspend{On: inspectiontest.April(10)})
	before := referralApproved(t).OnDay(inspectiontest.April(10))
	before.Refused("out_of_order", "director", law.Suspend{On: inspectiontest.April(7)})
	e := r.Refused("case_suspended", "lead", proceedings.HandOverReferral{On: inspectiontest.April(10), Method: law.HandedByPost})
	require.Contains(t, e.Message, calendar.NewDate(2024, 4, 10).ChineseString())
}

// TestSuccessorGoesOnWithTheMatter: whatever a proceeding begins with and that is not its
// own, the one that follows it has too.
func TestSuccessorGoesOnWithTheMatter(t *testing.T) {
	o := openingOf(law.ProceedingPenalty)
	o.SelfReported, o.Found, o.Party = []string{"R1"}, inspectiontest.April(3), &proceedings.Party{No: "D1", Role: proceedings.PartyEmployer}
	p, _, err := proceedings.Open(o, inspectiontest.LawOf2024(t))
	require.NoError(t, err)
	next := p.Successor(law.ProceedingReferral, "next")
	require.Equal(t, law.ProceedingReferral, next.Kind)
	require.Equal(t, "next", next.No)
	own := []string{"No", "Kind", "Objection", "Oversight", "Anew", "At"}
	before, after := reflect.ValueOf(o), reflect.ValueOf(next)
	for i := range before.NumField() {
		if name := before.Type().Field(i).Name; !slices.Contains(own, name) {
			require.False(t, before.Field(i).IsZero(), "%s: give it a value here", name)
			require.Equal(t, before.Field(i).Interface(), after.Field(i).Interface(), name)
		}
	}
}
