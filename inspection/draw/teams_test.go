package draw_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/draw"
)

func published(t testing.TB, rules draw.Rules) draw.PublishedRules {
	t.Helper()
	p, _, err := rules.Publish(testKey(1))
	require.NoError(t, err)
	return p
}

func inspectors(t testing.TB, list ...draw.Inspector) *draw.InspectorRoster {
	t.Helper()
	roster, err := draw.FreezeInspectors(list, testKey(1))
	require.NoError(t, err)
	return roster
}

func TestWhoIsNotEligibleForACase(t *testing.T) {
	const entity = "91130227MA0000000X"
	for _, c := range []struct {
		name   string
		change func(*draw.Inspector)
		want   draw.Absence
	}{
		{"nothing", func(*draw.Inspector) {}, draw.Present},
		{"inactive", func(i *draw.Inspector) { i.Active = false }, draw.NotActive},
		{"on leave", func(i *draw.Inspector) { i.OnLeave = true }, draw.OnLeave},
		{"certificate ends the day before", func(i *draw.Inspector) { i.ValidUntil = "2024-06-27" }, draw.Expired},
		{"certificate ends on the last day", func(i *draw.Inspector) { i.ValidUntil = "2024-06-28" }, draw.Present},
		{"certificate ends the day after", func(i *draw.Inspector) { i.ValidUntil = "2024-06-29" }, draw.Present},
		{"no speciality", func(i *draw.Inspector) { i.Specialities = nil }, draw.LacksSpecialty},
		{"another speciality", func(i *draw.Inspector) { i.Specialities = []string{"社会保险稽核"} }, draw.LacksSpecialty},
		{"one of two specialities", func(i *draw.Inspector) { i.Specialities = []string{"劳务派遣"} }, draw.Present},
		{"employed by the entity", func(i *draw.Inspector) { i.Employer = entity }, draw.Employed},
		{"employed by another", func(i *draw.Inspector) { i.Employer = "Y" }, draw.Present},
		{"recused for the entity", func(i *draw.Inspector) { i.Recused = []string{"Y", entity} }, draw.Recused},
		{"recused for another", func(i *draw.Inspector) { i.Recused = []string{"Y"} }, draw.Present},
		{"load reached", func(i *draw.Inspector) { i.Capacity = 0 }, draw.LoadReached},
		{"one case left", func(i *draw.Inspector) { i.Capacity = 1 }, draw.Present},
		{"the first reason counts", func(i *draw.Inspector) { i.OnLeave, i.Capacity = true, 0 }, draw.OnLeave},
	} {
		rules := oneRatio(t)
		rules.Kinds[0].Specialities = []string{"职业中介", "劳务派遣"}
		asked := inspector("Z1", squad)
		asked.Specialities = []string{"职业中介"}
		c.change(&asked)
		team, err := draw.AssignTeam(testSeed(1), published(t, rules), inspectors(t, asked),
			draw.TeamCase{Number: "1-0001", Code: entity, Kind: agency})
		require.NoError(t, err)
		require.Equal(t, c.want, team.Excluded["Z1"], c.name)
		require.Equal(t, c.want == draw.Present, slices.Contains(team.Order, "Z1"), c.name)
		require.Equal(t, draw.TooFew, team.NoTeam, "never a team of one")
		require.Empty(t, team.Certificates)
	}
}

func TestTheOneSpecialityThatIsAskedFor(t *testing.T) {
	rules := oneRatio(t)
	rules.Kinds[0].Specialities = []string{"职业中介"}
	able, other := inspector("Z1", squad), inspector("Z2", squad)
	able.Specialities, other.Specialities = []string{"职业中介"}, []string{"劳务派遣"}
	team, err := draw.AssignTeam(testSeed(1), published(t, rules), inspectors(t, able, other), draw.TeamCase{Number: "1-0001", Code: "X", Kind: agency})
	require.NoError(t, err)
	require.Equal(t, []string{"Z1"}, team.Order)
	require.Equal(t, map[string]draw.Absence{"Z2": draw.LacksSpecialty}, team.Excluded)
}

func TestTeamsOfAnyRoster(t *testing.T) {
	departments := []string{squad, social, center}
	rapid.Check(t, func(rt *rapid.T) {
		rules := oneRatio(t)
		rules.Joint = rapid.Bool().Draw(rt, "joint")
		rules.TeamSize = rapid.IntRange(2, 4).Draw(rt, "size")
		var list []draw.Inspector
		department := map[string]string{}
		for i := range rapid.IntRange(0, 9).Draw(rt, "inspectors") {
			in := inspector(fmt.Sprintf("Z%d", i), rapid.SampledFrom(departments).Draw(rt, "department"))
			in.OnLeave = rapid.Float64Range(0, 1).Draw(rt, "leave") < 0.2
			list = append(list, in)
			department[in.Certificate] = in.Department
		}
		seed := testSeed(rapid.Uint64().Draw(rt, "seed"))
		c := draw.TeamCase{Number: "1-0007", Code: "X", Kind: office}
		roster := inspectors(t, list...)
		team, err := draw.AssignTeam(seed, published(t, rules), roster, c)
		require.NoError(rt, err)
		ofSquad := func(cert string) bool { return department[cert] == squad }
		notOfSquad := func(cert string) bool { return department[cert] != squad }
		switch {
		case len(team.Order) < rules.TeamSize:
			require.Equal(rt, draw.TooFew, team.NoTeam)
		case !slices.ContainsFunc(team.Order, ofSquad):
			require.Equal(rt, draw.NoLead, team.NoTeam)
		default:
			require.Empty(rt, team.NoTeam)
		}
		if team.NoTeam != "" {
			require.Empty(rt, team.Certificates)
			require.NotEmpty(rt, team.NoTeam.Message())
			return
		}
		require.Len(rt, team.Certificates, rules.TeamSize)
		require.Equal(rt, team.Order[slices.IndexFunc(team.Order, ofSquad)], team.Certificates[0])
		if other := slices.IndexFunc(team.Order, notOfSquad); rules.Joint && other >= 0 {
			require.Contains(rt, team.Certificates, team.Order[other])
		}

		leaver := rapid.SampledFrom(team.Certificates).Draw(rt, "leaver")
		got, err := draw.Substitute(seed, published(t, rules), roster, c, team.Certificates, leaver)
		// With the facts unchanged a substitution is the draw without the leaver.
		without := inspectors(t, slices.DeleteFunc(slices.Clone(list), func(i draw.Inspector) bool { return i.Certificate == leaver })...)
		want, errWithout := draw.AssignTeam(seed, published(t, rules), without, c)
		require.NoError(rt, errWithout)
		if want.NoTeam != "" {
			require.Equal(rt, draw.CodeNoSubstitute, codeOf(t, err))
			return
		}
		require.NoError(rt, err)
		require.Equal(rt, want.Certificates, got)
		for _, cert := range team.Certificates {
			require.Equal(rt, cert != leaver, slices.Contains(got, cert), "who stays keeps the place")
		}
	})
}

// TestSubstitutionIsTheDrawWithoutTheLeaver, in rank and lead, for teams of any
// size, of one department and of two.
func TestSubstitutionIsTheDrawWithoutTheLeaver(t *testing.T) {
	var list []draw.Inspector
	for i := range 9 {
		list = append(list, inspector(fmt.Sprintf("Z%d", i), []string{squad, squad, squad, social, center}[i%5]))
	}
	roster := inspectors(t, list...)
	c := draw.TeamCase{Number: "1-0007", Code: "X", Kind: office}
	for n := range 60 {
		rules := oneRatio(t)
		rules.Joint, rules.TeamSize = n%2 == 0, 2+n%3
		team, err := draw.AssignTeam(testSeed(uint64(n)), published(t, rules), roster, c)
		require.NoError(t, err)
		for _, leaver := range team.Certificates {
			got, err := draw.Substitute(testSeed(uint64(n)), published(t, rules), roster, c, team.Certificates, leaver)
			require.NoError(t, err)
			without := inspectors(t, slices.DeleteFunc(slices.Clone(list), func(i draw.Inspector) bool { return i.Certificate == leaver })...)
			want, err := draw.AssignTeam(testSeed(uint64(n)), published(t, rules), without, c)
			require.NoError(t, err)
			require.Equal(t, want.Certificates, got, "seed %d without %s", n, leaver)
		}
	}
}

// TestWhoLeadsGoesOnLeading, also where somebody of the team ranks higher.
func TestWhoLeadsGoesOnLeading(t *testing.T) {
	rules := oneRatio(t)
	rules.Joint, rules.TeamSize = false, 3
	roster := inspectors(t, inspector("Z1", squad), inspector("Z2", squad), inspector("Z3", squad), inspector("Z4", squad))
	c := draw.TeamCase{Number: "1-0007", Code: "X", Kind: office}
	drawn, err := draw.AssignTeam(testSeed(1), published(t, rules), roster, c)
	require.NoError(t, err)
	order := drawn.Order
	got, err := draw.Substitute(testSeed(1), published(t, rules), roster, c, []string{order[2], order[0], order[1]}, order[1])
	require.NoError(t, err)
	require.Equal(t, []string{order[2], order[0], order[3]}, got)
}

// TestNobodyElseLeads: where the initiating department has nobody left, the head
// decides.
func TestNobodyElseLeads(t *testing.T) {
	roster := inspectors(t, inspector("Z1", squad), inspector("Z2", social), inspector("Z3", social))
	c := draw.TeamCase{Number: "1-0007", Code: "X", Kind: office}
	_, err := draw.Substitute(testSeed(1), published(t, oneRatio(t)), roster, c, []string{"Z1", "Z2"}, "Z1")
	require.Equal(t, draw.CodeNoSubstitute, codeOf(t, err))
	got, err := draw.Substitute(testSeed(1), published(t, oneRatio(t)), roster, c, []string{"Z1", "Z2"}, "Z2")
	require.NoError(t, err)
	require.Equal(t, []string{"Z1", "Z3"}, got)
}

func TestAssignTeamRefuses(t *testing.T) {
	rules := published(t, oneRatio(t))
	c := draw.TeamCase{Number: "1-0007", Code: "X", Kind: "unknown"}
	_, err := draw.AssignTeam(testSeed(1), rules, inspectors(t, staff()...), c)
	require.Equal(t, draw.CodeUnknownKind, codeOf(t, err))
	rules.TeamSize = 1
	c.Kind = agency
	_, err = draw.AssignTeam(testSeed(1), rules, inspectors(t, staff()...), c)
	require.Equal(t, draw.CodeRules, codeOf(t, err))
}

func TestSubstituteSkipsWhoCannotCome(t *testing.T) {
	rules := published(t, oneRatio(t))
	roster := inspectors(t, staff()...)
	c := draw.TeamCase{Number: "2024001-001-0001", Code: "X", Kind: agency}
	team, err := draw.AssignTeam(testSeed(1), rules, roster, c)
	require.NoError(t, err)
	next, err := draw.Substitute(testSeed(1), rules, roster, c, team.Certificates, team.Certificates[1])
	require.NoError(t, err)
	after, err := draw.Substitute(testSeed(1), rules, roster, c, team.Certificates, team.Certificates[1], next[1])
	require.NoError(t, err)
	require.NotContains(t, after, next[1])
	require.Equal(t, team.Certificates[0], after[0])

	_, err = draw.Substitute(testSeed(1), rules, roster, c, team.Certificates, "nobody")
	require.Equal(t, draw.CodeTeam, codeOf(t, err))
	_, err = draw.Substitute(testSeed(1), rules, roster, c, []string{"冀B0001", "gone"}, "冀B0001")
	require.Equal(t, draw.CodeTeam, codeOf(t, err))
	c.Kind = "unknown"
	_, err = draw.Substitute(testSeed(1), rules, roster, c, team.Certificates, team.Certificates[1])
	require.Equal(t, draw.CodeUnknownKind, codeOf(t, err))
}

func TestTeamsOfADrawShareTheLoad(t *testing.T) {
	s := scenarios(t)[7]
	e := s.run(t)
	load := make([]int, len(e.Inspectors))
	none := 0
	for _, c := range e.Cases {
		if c.NoTeam != "" {
			none++
		}
		for _, place := range c.Team {
			load[place-1]++
		}
		require.NotEqual(t, 1, len(c.Team))
	}
	for i, n := range load {
		require.LessOrEqual(t, n, e.Inside.Inspectors[i].Capacity)
	}
	require.Positive(t, none, "the scenario runs out of inspectors")
	seen := map[draw.Absence]bool{}
	for _, reasons := range e.Inside.Exclusions {
		for _, reason := range reasons {
			seen[reason] = true
		}
	}
	require.True(t, seen[draw.LoadReached] && seen[draw.OnLeave] && seen[draw.Expired] && seen[draw.LacksSpecialty] && seen[draw.NotActive])
}

// TestEveryCaseOfALargeDrawHasItsTeam: no case is passed over and none takes an
// inspector twice, however many there are.
func TestEveryCaseOfALargeDrawHasItsTeam(t *testing.T) {
	const n = 2100
	s := scenarios(t)[5]
	s.rules.Scale, s.rules.Joint, s.rules.Kinds = nil, false, []draw.KindRule{{Kind: agency, Ratio: ratio(t, "100%")}}
	s.candidates = make([]draw.Candidate, n)
	for i := range s.candidates {
		s.candidates[i] = draw.Candidate{Code: fmt.Sprintf("%018d", i), Kind: agency}
	}
	s.inspectors = []draw.Inspector{inspector("Z1", squad), inspector("Z2", squad)}
	for i := range s.inspectors {
		s.inspectors[i].Capacity = n
	}
	e := s.run(t)
	require.Len(t, e.Cases, n)
	for _, c := range e.Cases {
		require.Len(t, c.Team, 2, c.Number)
		require.Empty(t, c.Excluded, c.Number)
	}
}

func TestReplacementOfAnEntity(t *testing.T) {
	s := scenarios(t)[2]
	s.candidates = entities(rand.New(rand.NewPCG(4, 4)), s.rules, 60)
	e := s.run(t)
	stratum := 0
	for i, r := range e.Ranks {
		if q := e.Quotas.Strata[i].Quota; q > 0 && len(r.Positions) > q+1 {
			stratum = i + 1
		}
	}
	require.Positive(t, stratum)
	quota, positions := e.Quotas.Strata[stratum-1].Quota, e.Ranks[stratum-1].Positions
	for taken := range len(positions) - quota {
		at, err := e.Alternate(stratum, taken)
		require.NoError(t, err)
		require.Equal(t, positions[quota+taken], at)
	}
	_, err := e.Alternate(stratum, len(positions)-quota)
	require.Equal(t, draw.CodeExhausted, codeOf(t, err))
	for _, no := range []int{-1, 0, len(e.Ranks) + 1, 99} {
		_, err = e.Alternate(no, 0)
		require.Equal(t, draw.CodeRanks, codeOf(t, err))
	}
	_, err = e.Alternate(stratum, -1)
	require.Equal(t, draw.CodeRanks, codeOf(t, err))
	for i, r := range e.Ranks {
		if q := e.Quotas.Strata[i].Quota; q < len(r.Positions) {
			at, err := e.Alternate(i+1, 0)
			require.NoError(t, err)
			require.Equal(t, r.Positions[q], at)
		}
	}
	short := e.Record
	short.Quotas.Strata = short.Quotas.Strata[:len(e.Ranks)-1]
	_, err = short.Alternate(len(e.Ranks), 0)
	require.Equal(t, draw.CodeRanks, codeOf(t, err))
	short.Quotas, short.Ranks = e.Quotas, e.Ranks[:len(e.Ranks)-1]
	_, err = short.Alternate(len(e.Ranks), 0)
	require.Equal(t, draw.CodeRanks, codeOf(t, err))
	require.Equal(t, fmt.Sprintf("2024001-001-%04d", len(e.Cases)+1), e.NextCaseNumber(1))

	// The team of a drawn case comes out the same from AssignTeam, as long as
	// nobody's load is reached: the replacement uses the very same lot.
	c := e.Cases[len(e.Cases)-1]
	in := e.Inside.Roster[c.Position-1]
	team, err := draw.AssignTeam(e.Seed, e.Rules, &draw.InspectorRoster{Lines: e.Inspectors, Inside: e.Inside.Inspectors},
		draw.TeamCase{Number: c.Number, Code: in.Code, Kind: in.Kind})
	require.NoError(t, err)
	var want []string
	for _, place := range c.Team {
		want = append(want, e.Inspectors[place-1].Certificate)
	}
	require.Equal(t, want, team.Certificates)
}

func TestFreezeInspectorsRefuses(t *testing.T) {
	for name, change := range map[string]func(*draw.Inspector){
		"no certificate":    func(i *draw.Inspector) { i.Certificate = "" },
		"same certificate":  func(i *draw.Inspector) { i.Certificate = "冀B0002" },
		"no department":     func(i *draw.Inspector) { i.Department = "" },
		"no such day":       func(i *draw.Inspector) { i.ValidUntil = "2024-02-30" },
		"negative capacity": func(i *draw.Inspector) { i.Capacity = -1 },
		"endless capacity":  func(i *draw.Inspector) { i.Capacity = draw.MaxRoster + 1 },
		"empty recusal":     func(i *draw.Inspector) { i.Recused = []string{""} },
		"employer":          func(i *draw.Inspector) { i.Employer = "\n" },
	} {
		list := staff()
		change(&list[0])
		_, err := draw.FreezeInspectors(list, testKey(1))
		require.Equal(t, draw.CodeInspector, codeOf(t, err), name)
	}
	list := staff()
	list[0].Capacity = draw.MaxRoster
	inspectors(t, list...)
}
