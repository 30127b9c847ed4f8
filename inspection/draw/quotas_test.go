package draw_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/draw"
)

// oneKind are published rules of one kind with the given weights, low to high.
func oneKind(t testing.TB, rule draw.KindRule, way draw.Way, weights ...int) draw.PublishedRules {
	t.Helper()
	rules := oneRatio(t)
	rule.Kind = agency
	rules.Way, rules.Kinds, rules.Scale = way, []draw.KindRule{rule}, nil
	for i, w := range weights {
		rules.Scale = append(rules.Scale, draw.Grade{Name: string(rune('A' + i)), Weight: w})
	}
	published, _, err := rules.Publish(testKey(1))
	require.NoError(t, err)
	return published
}

func all(n int) draw.Count { return draw.Count{Base: n, Eligible: n} }

func TestOneRatioQuotas(t *testing.T) {
	for _, c := range []struct {
		name      string
		ratio     string
		weights   []int // low to high
		counts    []draw.Count
		targets   []int
		quotas    []int // high to low, ungraded behind the middle
		shortfall int
	}{
		{name: "less than one counts as one", ratio: "10%", counts: []draw.Count{all(1)}, targets: []int{1}, quotas: []int{1}},
		{name: "nine at ten per cent", ratio: "10%", counts: []draw.Count{all(9)}, targets: []int{1}, quotas: []int{1}},
		{name: "ten", ratio: "10%", counts: []draw.Count{all(10)}, targets: []int{1}, quotas: []int{1}},
		{name: "eleven never falls below the ratio", ratio: "10%", counts: []draw.Count{all(11)}, targets: []int{2}, quotas: []int{2}},
		{name: "a kind with nobody draws nobody", ratio: "10%", counts: []draw.Count{all(0)}, targets: []int{0}, quotas: []int{0}},
		{name: "no ratio left", ratio: "0%", counts: []draw.Count{all(50)}, targets: []int{0}, quotas: []int{0}},
		{
			// 6 over 16:8:4:4:2:1 → 2.74 1.37 0.69 0.69 0.34 0.17; three are missing.
			name: "doubling weights", ratio: "10%", weights: []int{1, 2, 4, 8, 16},
			counts:  []draw.Count{all(10), all(10), all(10), all(10), all(10), all(10)},
			targets: []int{3, 1, 1, 1, 0, 0}, quotas: []int{3, 1, 1, 1, 0, 0},
		},
		{
			name: "a tie goes to the higher risk", ratio: "10%", weights: []int{1, 1},
			counts:  []draw.Count{all(5), all(0), all(5)},
			targets: []int{1, 0, 0}, quotas: []int{1, 0, 0},
		},
		{
			name: "a tie of grade and ungraded goes to the grade", ratio: "10%", weights: []int{1, 1},
			counts:  []draw.Count{all(0), all(5), all(5)},
			targets: []int{0, 1, 0}, quotas: []int{0, 1, 0},
		},
		{
			name: "of two middles the ungraded weigh as the higher", ratio: "50%", weights: []int{1, 10, 100, 1000},
			counts:  []draw.Count{all(0), all(10), all(10), all(0), all(0)},
			targets: []int{0, 5, 5, 0, 0}, quotas: []int{0, 5, 5, 0, 0},
		},
		{
			// Shares of 8: high 10·16 of 170 → 7.53, low 10·1 → 0.47. High has 3.
			name: "overflow is split again", ratio: "40%", weights: []int{1, 16},
			counts:  []draw.Count{{Base: 10, Eligible: 3}, all(0), all(10)},
			targets: []int{8, 0, 0}, quotas: []int{3, 0, 5},
		},
		{
			// First round of 9 by 160:160:10 → 4.36 4.36 0.27; the missing one to
			// the first. High is full at 1: 4 more over 160:10 → 3.76 0.24, so 4.
			name: "overflow keeps the proportions", ratio: "30%", weights: []int{1, 16},
			counts:  []draw.Count{{Base: 10, Eligible: 1}, all(10), all(10)},
			targets: []int{5, 4, 0}, quotas: []int{1, 8, 0},
		},
		{
			name: "shortfall", ratio: "50%", weights: []int{1, 16},
			counts:  []draw.Count{{Base: 10, Eligible: 1}, {Base: 0}, {Base: 10, Eligible: 2}},
			targets: []int{9, 0, 1}, quotas: []int{1, 0, 2}, shortfall: 7,
		},
		{
			name: "nobody eligible", ratio: "50%",
			counts:  []draw.Count{{Base: 10}},
			targets: []int{5}, quotas: []int{0}, shortfall: 5,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			rules := oneKind(t, draw.KindRule{Ratio: ratio(t, c.ratio)}, draw.OneRatio, c.weights...)
			q, err := draw.ComputeQuotas(rules, c.counts)
			require.NoError(t, err)
			var targets, quotas []int
			for _, s := range q.Strata {
				targets, quotas = append(targets, s.Target), append(quotas, s.Quota)
			}
			require.Equal(t, c.targets, targets)
			require.Equal(t, c.quotas, quotas)
			require.Equal(t, c.shortfall, q.Kinds[0].Shortfall)
		})
	}
}

func TestPerGradeQuotas(t *testing.T) {
	rule := draw.KindRule{
		GradeRatios:   []draw.Ratio{ratio(t, "1%"), ratio(t, "2%"), ratio(t, "30%")},
		UngradedRatio: ratio(t, "5%"),
	}
	rules := oneKind(t, rule, draw.PerGrade, 1, 2, 4)
	q, err := draw.ComputeQuotas(rules, []draw.Count{
		all(11),                  // high: ⌈3.3⌉
		all(1),                   // middle: less than one counts as one
		{Base: 100},              // ungraded: nobody left, a shortfall of 5
		{Base: 101, Eligible: 1}, // low: ⌈1.01⌉ = 2, one eligible
	})
	require.NoError(t, err)
	want := []struct{ target, quota int }{{4, 4}, {1, 1}, {5, 0}, {2, 1}}
	for i, w := range want {
		require.Equal(t, w.target, q.Strata[i].Target, "stratum %d", i+1)
		require.Equal(t, w.quota, q.Strata[i].Quota, "stratum %d", i+1)
	}
	require.Equal(t, draw.KindQuota{Kind: agency, Base: 213, Eligible: 13, Target: 12, Quota: 6, Shortfall: 6}, q.Kinds[0])
	require.Equal(t, 6, q.Drawn())
}

func TestQuotasHoldForAnyRoster(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		num := rapid.Int64Range(0, 60).Draw(rt, "num")
		r, err := draw.NewRatio(num, 60)
		require.NoError(rt, err)
		weights := rapid.SliceOfN(rapid.IntRange(1, 1_000_000), 0, 9).Draw(rt, "weights")
		rules := oneKind(t, draw.KindRule{Ratio: r}, draw.OneRatio, weights...)
		counts := make([]draw.Count, len(weights)+1)
		base, eligible := 0, 0
		for i := range counts {
			counts[i].Base = rapid.IntRange(0, 2000).Draw(rt, "base")
			counts[i].Eligible = rapid.IntRange(0, counts[i].Base).Draw(rt, "eligible")
			base, eligible = base+counts[i].Base, eligible+counts[i].Eligible
		}
		q, err := draw.ComputeQuotas(rules, counts)
		require.NoError(rt, err)
		require.Equal(rt, min(r.CeilOf(base), eligible), q.Drawn(), "the ratio is reached, or everybody eligible is drawn")
		for i, s := range q.Strata {
			require.GreaterOrEqual(rt, s.Quota, 0)
			require.LessOrEqual(rt, s.Quota, counts[i].Eligible)
		}
		require.Equal(rt, r.CeilOf(base)-q.Drawn(), q.Kinds[0].Shortfall)
	})
}

// TestTheLargestRoster that there may be: of one stratum, and of all of a kind.
func TestTheLargestRoster(t *testing.T) {
	half := draw.MaxRoster / 2
	one := oneKind(t, draw.KindRule{Ratio: ratio(t, "10%")}, draw.OneRatio, 1)
	q, err := draw.ComputeQuotas(one, []draw.Count{all(half), all(half)})
	require.NoError(t, err)
	require.Equal(t, draw.MaxRoster/10, q.Drawn())
	_, err = draw.ComputeQuotas(one, []draw.Count{all(half), all(half + 1)})
	require.ErrorContains(t, err, "“人力资源服务机构”的基数超过 1000000000")
	each := oneKind(t, draw.KindRule{GradeRatios: []draw.Ratio{ratio(t, "10%")}, UngradedRatio: ratio(t, "1%")}, draw.PerGrade, 1)
	q, err = draw.ComputeQuotas(each, []draw.Count{all(draw.MaxRoster), all(draw.MaxRoster)})
	require.NoError(t, err)
	require.Equal(t, draw.MaxRoster/10+draw.MaxRoster/100, q.Drawn())
	_, err = draw.ComputeQuotas(each, []draw.Count{all(1), all(draw.MaxRoster + 1)})
	require.ErrorContains(t, err, "第 2 层的基数 1000000001 与可抽数 1000000001 不合")
}

// TestEachKindHasItsOwnRatios, of each grade its own.
func TestEachKindHasItsOwnRatios(t *testing.T) {
	rules := oneRatio(t)
	rules.Way, rules.Scale = draw.PerGrade, draw.DoublingWeights("低", "高")
	rules.Kinds = []draw.KindRule{
		{Kind: agency, GradeRatios: []draw.Ratio{ratio(t, "10%"), ratio(t, "20%")}, UngradedRatio: ratio(t, "30%")},
		{Kind: office, GradeRatios: []draw.Ratio{ratio(t, "40%"), ratio(t, "50%")}, UngradedRatio: ratio(t, "60%")},
	}
	q, err := draw.ComputeQuotas(published(t, rules), []draw.Count{all(10), all(10), all(10), all(10), all(10), all(10)})
	require.NoError(t, err)
	var got []int
	for _, s := range q.Strata {
		got = append(got, s.Quota)
	}
	require.Equal(t, []int{2, 3, 1, 5, 6, 4}, got, "high, ungraded, low of each kind")
}

func TestQuotasNeedSoundRules(t *testing.T) {
	_, err := draw.ComputeQuotas(draw.PublishedRules{}, nil)
	require.Equal(t, draw.CodeRules, codeOf(t, err))
}

func TestDrawnKindsAreThoseOfWhichOneIsDrawn(t *testing.T) {
	q := draw.Quotas{Kinds: []draw.KindQuota{{Kind: "甲", Quota: 1}, {Kind: "乙"}, {Kind: "丙", Quota: 2}}}
	require.Equal(t, []string{"甲", "丙"}, q.DrawnKinds())
}

func TestQuotasRefuseImpossibleCounts(t *testing.T) {
	rules := oneKind(t, draw.KindRule{Ratio: ratio(t, "10%")}, draw.OneRatio)
	for _, counts := range [][]draw.Count{
		nil, {{Base: 1, Eligible: 2}}, {{Base: -1, Eligible: -1}}, {all(draw.MaxRoster + 1)}, {all(1), all(1)},
	} {
		_, err := draw.ComputeQuotas(rules, counts)
		require.Equal(t, draw.CodeQuotas, codeOf(t, err))
	}
}

func TestRulesAreChecked(t *testing.T) {
	for name, change := range map[string]func(r *draw.Rules){
		"team of one":             func(r *draw.Rules) { r.TeamSize = 1 },
		"no kinds":                func(r *draw.Rules) { r.Kinds = nil },
		"kind twice":              func(r *draw.Rules) { r.Kinds[1].Kind = r.Kinds[0].Kind },
		"no initiating":           func(r *draw.Rules) { r.Initiating = "" },
		"no such day":             func(r *draw.Rules) { r.VisitUntil = "2024-06-31" },
		"day in another form":     func(r *draw.Rules) { r.VisitUntil = "2024-6-30" },
		"negative witnesses":      func(r *draw.Rules) { r.Witnesses = -1 },
		"case zero":               func(r *draw.Rules) { r.FirstCase = 0 },
		"grade twice":             func(r *draw.Rules) { r.Scale[1].Name = r.Scale[0].Name },
		"weight zero":             func(r *draw.Rules) { r.Scale[1].Weight = 0 },
		"ratio missing":           func(r *draw.Rules) { r.Kinds[0].Ratio = draw.Ratio{} },
		"both ways at once":       func(r *draw.Rules) { r.Kinds[0].UngradedRatio = ratio(t, "1%") },
		"unknown way":             func(r *draw.Rules) { r.Way = "any" },
		"control character":       func(r *draw.Rules) { r.Initiating = "a\x00b" },
		"empty condition":         func(r *draw.Rules) { r.Conditions = []draw.Condition{{}} },
		"ungraded ratio missing":  func(r *draw.Rules) { *r = perGrade(t); r.Kinds[1].UngradedRatio = draw.Ratio{} },
		"one ratio for too few":   func(r *draw.Rules) { *r = perGrade(t); r.Kinds[1].GradeRatios = r.Kinds[1].GradeRatios[1:] },
		"a grade without a ratio": func(r *draw.Rules) { *r = perGrade(t); r.Kinds[1].GradeRatios[2] = draw.Ratio{} },
	} {
		rules := oneRatio(t)
		change(&rules)
		_, _, err := rules.Publish(testKey(1))
		require.Equal(t, draw.CodeRules, codeOf(t, err), name)
	}
}
