package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// TestEntriesInTheDrawsWords: what the witnesses gave stands there as they gave
// it, opened or not, sealed or typed in by the clerk.
func TestEntriesInTheDrawsWords(t *testing.T) {
	sealedAt, openedAt := april(2).At(9, 0), april(2).At(10, 0)
	task := inspection.Task{Draw: inspection.DrawState{Witnesses: []inspection.WitnessState{
		{Name: "甲", Seal: seal, SealedAt: sealedAt},
		{Name: "乙", Seal: seal, SealedAt: sealedAt, Entry: "二", Salt: salt, Opened: true, OpenedAt: openedAt},
		{Name: "丙", Unsealed: true, Entry: "三", Opened: true, SealedAt: sealedAt, OpenedAt: openedAt},
	}}}
	var hash draw.Hash
	require.NoError(t, hash.UnmarshalText([]byte(seal)))
	var salted draw.Bytes
	require.NoError(t, salted.UnmarshalText([]byte(salt)))
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
	open := inspection.OpenEntry{Witness: "见证人", Entry: "三十七号", Salt: salt}
	r := sealed(t)
	r.task.Draw.Commitment = "a1"
	r.refused("commitment_unreadable", "witness", open)
	r = sealed(t)
	r.task.Draw.Witnesses[0].Seal = "a1"
	require.Contains(t, r.refused("seal_unreadable", "witness", open).Message, "“见证人”")
	_, err := r.task.Entries()
	refusedAs(t, "seal_unreadable", err)
	r = revealable(t)
	r.task.Draw.Witnesses[0].Salt = "0f0"
	_, err = r.task.Entries()
	require.Contains(t, refusedAs(t, "salt_unreadable", err).Message, "“见证人”")
}

// TestUnknownEditionOfATask: a record from a newer software is refused in words.
func TestUnknownEditionOfATask(t *testing.T) {
	r := preparing(t)
	r.task.Edition = "2031"
	r.refused("edition_unknown", "clerk", inspection.AdoptScheme{Name: "春季抽查"})
	r.refused("edition_unknown", "clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments})
}

func TestUnreadableFactsOfATask(t *testing.T) {
	r := preparing(t)
	_, _, err := r.task.Apply(inspection.Act{Kind: inspection.ActAdoptScheme, Actor: people["clerk"], Happened: r.now, Entered: r.now, Facts: []byte(`{"name": 5}`)}, r.law)
	refusedAs(t, "act_facts_unreadable", err)
}

// TestWhatTheDrawIsMadeBy: the rules as they were approved, in the draw's words.
func TestWhatTheDrawIsMadeBy(t *testing.T) {
	ratio := func(text string) draw.Ratio {
		r, err := draw.ParseRatio(text)
		require.NoError(t, err)
		return r
	}
	scale := inspection.GradeScale{Grades: []inspection.Grade{{Code: "L", Weight: 1}, {Code: "H", Weight: 3}}}
	task := inspection.Task{Department: department, Kinds: []string{rosterKind, "社保经办机构"}, Rules: inspection.DrawRules{Ratio: "10%", TeamSize: 3, Witnesses: 2}}
	want := draw.Rules{Way: draw.OneRatio, Initiating: department, TeamSize: 3, VisitUntil: "2024-05-24", Witnesses: 2, FirstCase: 4,
		Scale: []draw.Grade{{Name: "L", Weight: 1}, {Name: "H", Weight: 3}},
		Kinds: []draw.KindRule{{Kind: rosterKind, Ratio: ratio("10%")}, {Kind: "社保经办机构", Ratio: ratio("10%")}}}
	got, err := task.RulesForDraw(scale, may(24), 4)
	require.NoError(t, err)
	require.Equal(t, want, got)

	task.Rules.GradeRatios = map[string]string{"": "1%", "L": "2%", "H": "30%"}
	byGrade := func(kind string) draw.KindRule {
		return draw.KindRule{Kind: kind, UngradedRatio: ratio("1%"), GradeRatios: []draw.Ratio{ratio("2%"), ratio("30%")}}
	}
	want.Way, want.Kinds = draw.PerGrade, []draw.KindRule{byGrade(rosterKind), byGrade("社保经办机构")}
	got, err = task.RulesForDraw(scale, may(24), 4)
	require.NoError(t, err)
	require.Equal(t, want, got)

	// A task without a scale has a ratio for the ungraded alone.
	task.Rules.GradeRatios = map[string]string{"": "1%"}
	got, err = task.RulesForDraw(inspection.GradeScale{}, may(24), 4)
	require.NoError(t, err)
	require.Equal(t, draw.PerGrade, got.Way)
	require.Equal(t, ratio("1%"), got.Kinds[0].UngradedRatio)

	for _, wrong := range []inspection.DrawRules{{Ratio: "ten"}, {GradeRatios: map[string]string{"": "x", "L": "2%", "H": "3%"}}, {GradeRatios: map[string]string{"": "1%", "L": "2%", "H": "x"}}} {
		task.Rules = wrong
		_, err := task.RulesForDraw(scale, may(24), 1)
		require.Error(t, err, wrong)
	}
}

// TestVisitUntil: notification, self-check and visit one after another, each of
// the length that the task's rules or the edition give it.
func TestVisitUntil(t *testing.T) {
	var task inspection.Task
	// 11 April, 25 April; 1–5 May off, 28 April and 11 May worked.
	require.Equal(t, may(24), task.VisitUntil(lawOf2024(t), april(8)))
	task.Rules.Lengths = map[inspection.DeadlineKind]calendar.Period{inspection.DeadlineSelfCheck: working(5)}
	require.Equal(t, may(17), task.VisitUntil(lawOf2024(t), april(8)))
	// An edition without the two periods before it asks for the visit at once; on a
	// Saturday that is not moved for a period that there is not.
	law := lawOf2024(t)
	e := *law.Edition
	e.Periods, law.Edition = e.Periods[2:3], &e
	require.Equal(t, may(13), task.VisitUntil(law, april(13)))
}

func TestLeftOutIsOnlyWhoHasNoTeam(t *testing.T) {
	r := runningTeamless(t)
	e := r.refused("case_has_team", "director", inspection.LeaveOut{Case: caseNo}, reasoned)
	require.Contains(t, e.Message, teamless)
}
