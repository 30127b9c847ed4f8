package draw_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// TestBoundsOfTheRules: the largest and the smallest that pass, and the next that
// do not, also where rules come from evidence.
func TestBoundsOfTheRules(t *testing.T) {
	hash := testSeed(1)
	kinds := func(n int) []draw.KindRule {
		var out []draw.KindRule
		for i := range n {
			out = append(out, draw.KindRule{Kind: string(rune('一' + i)), Ratio: ratio(t, "1%")})
		}
		return out
	}
	for name, c := range map[string]struct {
		change func(*draw.PublishedRules)
		says   string
	}{
		"a hundred kinds":           {func(r *draw.PublishedRules) { r.Kinds = kinds(100) }, ""},
		"a kind more":               {func(r *draw.PublishedRules) { r.Kinds = kinds(101) }, "抽查对象类别应为 1 至 100 个"},
		"a hundred and one grades":  {func(r *draw.PublishedRules) { r.Scale = make([]draw.PublishedGrade, 101) }, "风险等级不得超过 100 个"},
		"a hundred inspectors":      {func(r *draw.PublishedRules) { r.TeamSize = 100 }, ""},
		"an inspector more":         {func(r *draw.PublishedRules) { r.TeamSize = 101 }, "检查组人数应为 2 至 100 人"},
		"a hundred witnesses":       {func(r *draw.PublishedRules) { r.Witnesses = 100 }, ""},
		"a witness more":            {func(r *draw.PublishedRules) { r.Witnesses = 101 }, "见证人数应为 0 至 100 人"},
		"the last number of a case": {func(r *draw.PublishedRules) { r.FirstCase = draw.MaxRoster }, ""},
		"a number more":             {func(r *draw.PublishedRules) { r.FirstCase = draw.MaxRoster + 1 }, "首个案件序号"},
		"a million of weight":       {func(r *draw.PublishedRules) { r.Scale[1].Weight = 1_000_000 }, ""},
		"a weight more":             {func(r *draw.PublishedRules) { r.Scale[1].Weight = 1_000_001 }, "第 2 个风险等级的权重应为 1 至 1000000"},
		"condition in words": {func(r *draw.PublishedRules) {
			r.Conditions = []draw.PublishedCondition{{Text: "地理区域：城区"}}
		}, ""},
		"closed condition":           {func(r *draw.PublishedRules) { r.Conditions = []draw.PublishedCondition{{Hash: hash}} }, ""},
		"condition open and closed":  {func(r *draw.PublishedRules) { r.Conditions = []draw.PublishedCondition{{Text: "a", Hash: hash}} }, "第 1 个定向条件无效"},
		"condition that says naught": {func(r *draw.PublishedRules) { r.Conditions = []draw.PublishedCondition{{}} }, "第 1 个定向条件无效"},
		"condition of two lines":     {func(r *draw.PublishedRules) { r.Conditions = []draw.PublishedCondition{{Text: "a\nb"}} }, "第 1 个定向条件无效"},
		"kind without a name":        {func(r *draw.PublishedRules) { r.Kinds[0].Kind = "" }, "抽查对象类别名称“”无效"},
		"speciality without a name":  {func(r *draw.PublishedRules) { r.Kinds[0].Specialities = []string{""} }, "专业要求无效"},
	} {
		rules := published(t, oneRatio(t))
		c.change(&rules)
		_, err := draw.AssignTeam(testSeed(1), rules, inspectors(t), draw.TeamCase{Number: "1", Code: "X", Kind: rules.Kinds[0].Kind})
		if c.says == "" {
			require.NoError(t, err, name)
			continue
		}
		require.Equal(t, draw.CodeRules, codeOf(t, err), name)
		require.ErrorContains(t, err, c.says, name)
	}
}

func TestNoRatioIsNotNothing(t *testing.T) {
	var none draw.Ratio
	require.True(t, none.IsZero())
	require.Zero(t, none.CeilOf(10))
	require.Empty(t, none.String())
	require.False(t, ratio(t, "0%").IsZero())
	require.Equal(t, "999999936/999999937", ratio(t, "999999936/999999937").String(), "no finite percentage")
	require.Equal(t, "0.1953125%", ratio(t, "1/512").String())
	require.Equal(t, "1/1024", ratio(t, "1/1024").String(), "more than seven places")
	for length, shown := range map[int]string{100: strings.Repeat("十", 40) + "…", 41: strings.Repeat("十", 40) + "…", 40: strings.Repeat("十", 40)} {
		_, err := draw.ParseRatio(strings.Repeat("十", length))
		require.ErrorContains(t, err, "“"+shown+"”")
	}
	_, err := draw.ParseRatio("\xff")
	require.ErrorContains(t, err, "“\uFFFD”")
	r := ratio(t, "10%")
	require.Equal(t, draw.CodeRatio, codeOf(t, r.UnmarshalText([]byte("x"))))
	require.Equal(t, ratio(t, "10%"), r, "left as it was")
	for _, wrong := range [][2]int64{{0, 0}, {-1, -1}, {0, -1}, {-1, 3}, {4, 3}, {1, 1_000_000_001}} {
		_, err := draw.NewRatio(wrong[0], wrong[1])
		require.Equal(t, draw.CodeRatio, codeOf(t, err), wrong)
	}
	for _, right := range [][2]int64{{0, 1}, {1, 1}, {1, 1_000_000_000}} {
		_, err := draw.NewRatio(right[0], right[1])
		require.NoError(t, err, right)
	}
}

func TestWhyThereIsNoTeam(t *testing.T) {
	require.Contains(t, draw.TooFew.Message(), "执法人员不足")
	require.Contains(t, draw.NoLead.Message(), "发起处室无符合条件的执法人员")
	require.Empty(t, draw.NoTeam("").Message())
}

// TestRosterWhoseHalvesDoNotFit is refused before anything is counted.
func TestRosterWhoseHalvesDoNotFit(t *testing.T) {
	wrong := oneRatio(t)
	wrong.TeamSize = 1
	_, err := draw.Freeze(draw.Each(nil), wrong, testKey(1))
	require.Equal(t, draw.CodeRules, codeOf(t, err))
	rules := published(t, oneRatio(t))
	strata := 12 // two kinds, five grades and the ungraded
	_, err = (&draw.Roster{Lines: make([]draw.RosterLine, 1)}).Counts(&rules)
	require.Equal(t, draw.CodeRoster, codeOf(t, err))
	for stratum, code := range map[int]string{-1: draw.CodeRoster, 0: draw.CodeRoster, 1: "", strata: "", strata + 1: draw.CodeRoster} {
		counts, err := (&draw.Roster{Lines: []draw.RosterLine{{Stratum: stratum, Eligible: true}}, Inside: make([]draw.RosterInside, 1)}).Counts(&rules)
		if code != "" {
			require.Equal(t, code, codeOf(t, err), stratum)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, draw.Count{Base: 1, Eligible: 1}, counts[stratum-1])
	}
	_, err = draw.FreezeInspectors(make([]draw.Inspector, 100_001), testKey(1))
	require.ErrorContains(t, err, "执法人员不得超过 100000 人")
	_, err = draw.FreezeInspectors(make([]draw.Inspector, 100_000), testKey(1))
	require.ErrorContains(t, err, "执法证号“”为空", "not too many, only without numbers")
}

func TestOnlyLinesOfTheRosterAreOpened(t *testing.T) {
	for _, position := range []int{0, 1000} {
		e := scenarios(t)[5].run(t)
		e.Cases[1].Position = position
		_, err := draw.PublicOf(e, draw.PublicOptions{OpenDrawn: true})
		require.Equal(t, draw.CodeCases, codeOf(t, err))
		require.ErrorContains(t, err, "第 2 个案件的名单行号")
	}
}
