package draw_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

var update = flag.Bool("update", false, "write the vectors anew")

// scenarios are the draws whose evidence stands in testdata/vectors, for
// whoever writes a verifier of his own.
func scenarios(t testing.TB) []scenario {
	t.Helper()
	rng := func(n uint64) *rand.Rand { return rand.New(rand.NewPCG(n, 2024)) }
	base := scenario{task: "2024001-001", number: 1, rules: oneRatio(t), inspectors: staff()}

	targeted := base
	targeted.name = "targeted-one-ratio"
	targeted.rules.Conditions = []draw.Condition{
		{Text: "地理区域：兴城镇"}, {Text: "经营规模：小型、微型"}, {Text: "风险等级：全部五级", Closed: true},
	}
	targeted.candidates = entities(rng(1), targeted.rules, 30)
	targeted.witnesses = []draw.Entry{{
		Name: "值班员 周某", Value: "现场抛掷：4 4 1", Source: draw.ByClerk, OpenedAt: draw.At(committedAt.Add(time.Minute)),
	}}
	targeted.rules.Witnesses = 1

	graded := base
	graded.name = "per-grade-ratios"
	graded.rules = perGrade(t)
	graded.candidates = entities(rng(2), graded.rules, 40)
	graded.options = draw.PublicOptions{Teams: true}

	witnessed := base
	witnessed.name = "witnessed"
	witnessed.rules.Witnesses = 2
	witnessed.candidates = entities(rng(3), witnessed.rules, 20)
	witnessed.witnesses = witnessEntries(4)
	witnessed.options = draw.PublicOptions{OpenDrawn: true, Teams: true}

	void := witnessed
	void.name = "void"
	void.unopened = true

	shortfall := base
	shortfall.name = "shortfall"
	shortfall.rules.Kinds = []draw.KindRule{{Kind: agency, Ratio: ratio(t, "50%")}, {Kind: office, Ratio: ratio(t, "10%")}}
	shortfall.candidates = entities(rng(5), shortfall.rules, 24)
	for i := range shortfall.candidates {
		if i%4 != 0 && shortfall.candidates[i].Excluded == draw.Eligible {
			shortfall.candidates[i].Excluded = draw.CapReached
		}
	}
	shortfall.options = draw.PublicOptions{Teams: true}

	unattended := base
	unattended.name = "unattended"
	unattended.number = 2
	unattended.rules.FirstCase = 8
	unattended.candidates = entities(rng(6), unattended.rules, 25)
	unattended.witnesses = nil

	plain := base
	plain.name = "no-grades"
	plain.rules.Scale = nil
	plain.rules.Joint = false
	plain.rules.TeamSize = 3
	plain.candidates = entities(rng(7), plain.rules, 25)
	plain.options = draw.PublicOptions{OpenDrawn: true}

	joint := base
	joint.name = "joint-team"
	joint.rules.Kinds = []draw.KindRule{
		{Kind: agency, Ratio: ratio(t, "20%"), Specialities: []string{"劳务派遣", "职业中介"}},
		{Kind: office, Ratio: ratio(t, "1/3")},
	}
	joint.candidates = entities(rng(8), joint.rules, 32)
	joint.inspectors = jointStaff(joint.candidates)
	joint.options = draw.PublicOptions{Teams: true}

	return []scenario{targeted, graded, witnessed, void, shortfall, unattended, plain, joint, workedExample(t)}
}

// workedExample is the draw that docs/draw.md computes step by step.
func workedExample(t testing.TB) scenario {
	t.Helper()
	return scenario{
		name: "worked-example", task: "2024001-001", number: 1,
		rules: draw.Rules{
			Way:        draw.OneRatio,
			Scale:      []draw.Grade{{Name: "低", Weight: 1}, {Name: "高", Weight: 2}},
			Kinds:      []draw.KindRule{{Kind: agency, Ratio: ratio(t, "50%")}},
			Initiating: squad,
			TeamSize:   2,
			VisitUntil: "2024-06-28",
			Witnesses:  1,
			FirstCase:  1,
		},
		candidates: []draw.Candidate{
			{Code: "JG1", Kind: agency, Grade: "高"},
			{Code: "JG2", Kind: agency, Grade: "高"},
			{Code: "JG3", Kind: agency, Grade: "低"},
			{Code: "JG4", Kind: agency},
			{Code: "JG5", Kind: agency, Grade: "低", Excluded: draw.ClearLead},
		},
		inspectors: []draw.Inspector{inspector("冀B0001", squad), inspector("冀B0002", squad), inspector("冀B0101", social)},
		witnesses:  witnessEntries(1),
		options:    draw.PublicOptions{Teams: true},
	}
}

// jointStaff has somebody for each reason of absence, and so little capacity
// that the last cases get no team.
func jointStaff(candidates []draw.Candidate) []draw.Inspector {
	list := staff()
	for i := range list {
		list[i].Specialities = []string{"职业中介"}
		list[i].Capacity = 3
	}
	list[0].OnLeave = true
	list[1].Recused = []string{candidates[5].Code, candidates[1].Code, candidates[5].Code}
	list[2].ValidUntil = "2024-06-27"
	list[4].Specialities = []string{"社会保险稽核"}
	list[5].Active = false
	list[6].Employer = candidates[2].Code
	more := inspector("冀B0005", squad)
	more.Specialities = []string{"社会保险稽核", "劳务派遣"}
	more.Capacity = 5
	return append(list, more)
}

func TestVectors(t *testing.T) {
	for _, s := range scenarios(t) {
		t.Run(s.name, func(t *testing.T) {
			full := s.run(t)
			public, err := draw.PublicOf(full, s.options)
			require.NoError(t, err)
			for extent, data := range map[string][]byte{"full": encode(t, full), "public": encode(t, public)} {
				require.NoError(t, draw.Verify(data), extent)
				path := filepath.Join("testdata", "vectors", s.name+"."+extent+".json")
				if *update {
					require.NoError(t, os.WriteFile(path, data, 0o644))
				}
				stored, err := os.ReadFile(path)
				require.NoError(t, err)
				require.True(t, bytes.Equal(stored, data), "%s no longer comes out the same", path)
			}
		})
	}
}
