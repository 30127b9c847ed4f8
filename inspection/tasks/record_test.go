package tasks_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// TestEntriesInTheDrawsWords: what the witnesses gave stands there as they gave
// it, opened or not, sealed or typed in by the clerk.
func TestEntriesInTheDrawsWords(t *testing.T) {
	sealedAt, openedAt := inspectiontest.April(2).At(9, 0), inspectiontest.April(2).At(10, 0)
	task := tasks.Task{Draw: tasks.DrawState{Witnesses: []tasks.WitnessState{
		{Name: "甲", Seal: inspectiontest.Seal, SealedAt: sealedAt},
		{Name: "乙", Seal: inspectiontest.Seal, SealedAt: sealedAt, Entry: "二", Salt: inspectiontest.Salt, Opened: true, OpenedAt: openedAt},
		{Name: "丙", Unsealed: true, Entry: "三", Opened: true, SealedAt: sealedAt, OpenedAt: openedAt},
	}}}
	var hash draw.Hash
	require.NoError(t, hash.UnmarshalText([]byte(inspectiontest.Seal)))
	var salted draw.Bytes
	require.NoError(t, salted.UnmarshalText([]byte(inspectiontest.Salt)))
	entries, err := task.Entries()
	require.NoError(t, err)
	require.Equal(t, []draw.Entry{
		{Name: "甲", Source: draw.Sealed, Seal: hash, SealedAt: draw.At(sealedAt), Salt: draw.Bytes{}},
		{Name: "乙", Source: draw.Sealed, Seal: hash, SealedAt: draw.At(sealedAt), Salt: salted, Value: "二", OpenedAt: draw.At(openedAt)},
		{Name: "丙", Source: draw.ByClerk, Value: "三", OpenedAt: draw.At(openedAt)},
	}, entries)
}

// TestARecordThatContradictsItself is told as such, and nothing is opened on it.
func TestARecordThatContradictsItself(t *testing.T) {
	open := tasks.OpenEntry{Witness: "见证人", Entry: "三十七号", Salt: inspectiontest.Salt}
	r := inspectiontest.Sealed(t)
	r.Task.Draw.Commitment = "a1"
	r.Refused("commitment_unreadable", "witness", open)
	r = inspectiontest.Sealed(t)
	r.Task.Draw.Witnesses[0].Seal = "a1"
	require.Contains(t, r.Refused("seal_unreadable", "witness", open).Message, "“见证人”")
	_, err := r.Task.Entries()
	inspectiontest.RefusedAs(t, "seal_unreadable", err)
	r = inspectiontest.Revealable(t)
	r.Task.Draw.Witnesses[0].Salt = "0f0"
	_, err = r.Task.Entries()
	require.Contains(t, inspectiontest.RefusedAs(t, "salt_unreadable", err).Message, "“见证人”")
}

// TestUnknownEditionOfATask: a record from a newer software is refused in words.
func TestUnknownEditionOfATask(t *testing.T) {
	r := inspectiontest.Preparing(t)
	r.Task.Edition = "2031"
	r.Refused("edition_unknown", "clerk", tasks.AdoptScheme{Name: "春季抽查"})
	r.Refused("edition_unknown", "clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments})
}

func TestUnreadableFactsOfATask(t *testing.T) {
	r := inspectiontest.Preparing(t)
	_, _, err := r.Task.Apply(law.Act{Kind: tasks.ActAdoptScheme, Actor: inspectiontest.People["clerk"], Happened: r.Now, Entered: r.Now, Facts: []byte(`{"name": 5}`)}, r.Law)
	inspectiontest.RefusedAs(t, "act_facts_unreadable", err)
}

// TestWhatTheDrawIsMadeBy: the rules as they were approved, in the draw's words.
func TestWhatTheDrawIsMadeBy(t *testing.T) {
	ratio := func(text string) draw.Ratio {
		r, err := draw.ParseRatio(text)
		require.NoError(t, err)
		return r
	}
	scale := registers.GradeScale{Grades: []registers.Grade{{Code: "L", Weight: 1}, {Code: "H", Weight: 3}}}
	task := tasks.Task{Department: inspectiontest.Department, Kinds: []string{rosterKind, "社保经办机构"}, Rules: tasks.DrawRules{Ratio: "10%", TeamSize: 3, Witnesses: 2}}
	want := draw.Rules{Way: draw.OneRatio, Initiating: inspectiontest.Department, TeamSize: 3, VisitUntil: "2024-05-24", Witnesses: 2, FirstCase: 4,
		Scale: []draw.Grade{{Name: "L", Weight: 1}, {Name: "H", Weight: 3}},
		Kinds: []draw.KindRule{{Kind: rosterKind, Ratio: ratio("10%")}, {Kind: "社保经办机构", Ratio: ratio("10%")}}}
	got, err := task.RulesForDraw(scale, inspectiontest.May(24), 4)
	require.NoError(t, err)
	require.Equal(t, want, got)

	task.Rules.GradeRatios = map[string]string{"": "1%", "L": "2%", "H": "30%"}
	byGrade := func(kind string) draw.KindRule {
		return draw.KindRule{Kind: kind, UngradedRatio: ratio("1%"), GradeRatios: []draw.Ratio{ratio("2%"), ratio("30%")}}
	}
	want.Way, want.Kinds = draw.PerGrade, []draw.KindRule{byGrade(rosterKind), byGrade("社保经办机构")}
	got, err = task.RulesForDraw(scale, inspectiontest.May(24), 4)
	require.NoError(t, err)
	require.Equal(t, want, got)

	// A task without a scale has a ratio for the ungraded alone.
	task.Rules.GradeRatios = map[string]string{"": "1%"}
	got, err = task.RulesForDraw(registers.GradeScale{}, inspectiontest.May(24), 4)
	require.NoError(t, err)
	require.Equal(t, draw.PerGrade, got.Way)
	require.Equal(t, ratio("1%"), got.Kinds[0].UngradedRatio)

	for _, wrong := range []tasks.DrawRules{{Ratio: "ten"}, {GradeRatios: map[string]string{"": "x", "L": "2%", "H": "3%"}}, {GradeRatios: map[string]string{"": "1%", "L": "2%", "H": "x"}}} {
		task.Rules = wrong
		_, err := task.RulesForDraw(scale, inspectiontest.May(24), 1)
		require.Error(t, err, wrong)
	}
}

// TestVisitUntil: notification, self-check and visit one after another, each of
// the length that the task's rules or the edition give it.
func TestVisitUntil(t *testing.T) {
	var task tasks.Task
	// 11 April, 25 April; 1–5 May off, 28 April and 11 May worked.
	require.Equal(t, inspectiontest.May(24), task.VisitUntil(inspectiontest.LawOf2024(t), inspectiontest.April(8)))
	task.Rules.Lengths = map[law.DeadlineKind]calendar.Period{law.DeadlineSelfCheck: inspectiontest.Working(5)}
	require.Equal(t, inspectiontest.May(17), task.VisitUntil(inspectiontest.LawOf2024(t), inspectiontest.April(8)))
	// An edition without the two periods before it asks for the visit at once; on a
	// Saturday that is not moved for a period that there is not.
	l := inspectiontest.LawOf2024(t)
	e := *l.Edition
	e.Periods, l.Edition = e.Periods[2:3], &e
	require.Equal(t, inspectiontest.May(13), task.VisitUntil(l, inspectiontest.April(13)))
}

func TestLeftOutIsOnlyWhoHasNoTeam(t *testing.T) {
	r := inspectiontest.RunningTeamless(t)
	e := r.Refused("case_has_team", "director", tasks.LeaveOut{Case: inspectiontest.CaseNo}, inspectiontest.Reasoned)
	require.Contains(t, e.Message, inspectiontest.Teamless)
}
