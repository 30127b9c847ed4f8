package draw

import (
	"cmp"
	"math/big"
	"slices"
)

// Count is what a stratum holds: Base is the number its ratio is applied to,
// Eligible how many can be drawn.
type Count struct{ Base, Eligible int }

// StratumQuota is how many are drawn of one stratum.
type StratumQuota struct {
	Base     int `json:"base"`
	Eligible int `json:"eligible"`
	// Kind is the place of its kind in the rules, from 1.
	Kind int `json:"kind"`
	// Quota is how many are drawn; never more than Eligible.
	Quota   int `json:"quota"`
	Stratum int `json:"stratum"`
	// Target is what its ratio or its share asks for before it is known how
	// many are eligible.
	Target int `json:"target"`
	Weight int `json:"weight"`
}

// KindQuota is how many are drawn of one kind.
type KindQuota struct {
	Base     int    `json:"base"`
	Eligible int    `json:"eligible"`
	Kind     string `json:"kind"`
	Quota    int    `json:"quota"`
	// Shortfall is Target less Quota: what could not be filled, on record.
	Shortfall int `json:"shortfall"`
	Target    int `json:"target"`
}

// Quotas are the numbers to be drawn, by kind and by stratum.
type Quotas struct {
	Kinds  []KindQuota    `json:"kinds"`
	Strata []StratumQuota `json:"strata"`
}

// Drawn is the number of entities that the draw selects.
func (q *Quotas) Drawn() int {
	n := 0
	for i := range q.Strata {
		n += q.Strata[i].Quota
	}
	return n
}

// DrawnKinds are the kinds of which at least one entity is drawn, in order.
func (q *Quotas) DrawnKinds() []string {
	var out []string
	for _, k := range q.Kinds {
		if k.Quota > 0 {
			out = append(out, k.Kind)
		}
	}
	return out
}

// ComputeQuotas says how many are drawn of each stratum (文件 §四(二)), in
// exact integers. counts is by stratum number minus one.
//
// Under [PerGrade] a stratum's target is ⌈base·ratio⌉. Under [OneRatio] a
// kind's target is ⌈base·ratio⌉, split over its strata in proportion to
// base·weight by largest remainder, ties to the higher risk; what is above the
// eligible of a stratum is split again over those that are not full. A kind
// with nobody draws nobody; what cannot be filled is a shortfall.
//
// Errors: CodeRules, CodeQuotas for counts that are impossible.
func ComputeQuotas(rules PublishedRules, counts []Count) (Quotas, error) {
	if err := rules.check(); err != nil {
		return Quotas{}, err
	}
	strata := rules.strata()
	if len(counts) != len(strata) {
		return Quotas{}, failf(CodeQuotas, "应有 %d 层的数量，实有 %d 层", len(strata), len(counts))
	}
	q := Quotas{Kinds: make([]KindQuota, len(rules.Kinds)), Strata: make([]StratumQuota, len(strata))}
	for i, s := range strata {
		c := counts[i]
		if c.Eligible < 0 || c.Eligible > c.Base || c.Base > MaxRoster {
			return Quotas{}, failf(CodeQuotas, "第 %d 层的基数 %d 与可抽数 %d 不合", i+1, c.Base, c.Eligible)
		}
		q.Strata[i] = StratumQuota{
			Base: c.Base, Eligible: c.Eligible, Kind: s.kind + 1, Stratum: i + 1, Weight: rules.weight(s),
		}
	}
	perKind := len(strata) / len(rules.Kinds)
	for k := range rules.Kinds {
		own := q.Strata[k*perKind : (k+1)*perKind]
		target := 0
		if rules.Way == PerGrade {
			for i := range own {
				own[i].Target = rules.ratio(strata[k*perKind+i]).CeilOf(own[i].Base)
				own[i].Quota = min(own[i].Target, own[i].Eligible)
				target += own[i].Target
			}
		} else {
			base := 0
			for i := range own {
				base += own[i].Base
			}
			if base > MaxRoster {
				return Quotas{}, failf(CodeQuotas, "“%s”的基数超过 %d", clip(rules.Kinds[k].Kind), MaxRoster)
			}
			target = rules.Kinds[k].Ratio.CeilOf(base)
			splitQuota(own, target)
		}
		q.Kinds[k] = sumKind(rules.Kinds[k].Kind, own, target)
	}
	return q, nil
}

func sumKind(kind string, own []StratumQuota, target int) KindQuota {
	sum := KindQuota{Kind: kind, Target: target}
	for i := range own {
		sum.Base += own[i].Base
		sum.Eligible += own[i].Eligible
		sum.Quota += own[i].Quota
	}
	sum.Shortfall = target - sum.Quota
	return sum
}

// splitQuota splits target over the strata of one kind, which stand from high
// risk to low. Each round splits what is left over the strata that are not
// full; each round but the last fills at least one, so it ends.
func splitQuota(own []StratumQuota, target int) {
	open := make([]*StratumQuota, len(own))
	for i := range own {
		open[i] = &own[i]
	}
	for first, left := true, target; left > 0 && len(open) > 0; first = false {
		shares := largestRemainder(open, left)
		left = 0
		still := open[:0]
		for i, s := range open {
			if first {
				s.Target = shares[i]
			}
			room := s.Eligible - s.Quota
			taken := min(shares[i], room)
			s.Quota += taken
			left += shares[i] - taken
			if taken < room {
				still = append(still, s)
			}
		}
		open = still
	}
}

// largestRemainder splits total in proportion to base·weight: each gets the
// whole part of its share, and what is left goes one by one to the largest
// remainders, of equal ones to the higher risk.
func largestRemainder(open []*StratumQuota, total int) []int {
	sum := new(big.Int)
	parts := make([]*big.Int, len(open))
	for i, s := range open {
		parts[i] = new(big.Int).Mul(big.NewInt(int64(s.Base)), big.NewInt(int64(s.Weight)))
		sum.Add(sum, parts[i])
	}
	shares := make([]int, len(open))
	remainders := make([]*big.Int, len(open))
	order := make([]int, len(open))
	left := total
	for i, part := range parts {
		whole, remainder := new(big.Int).QuoRem(part.Mul(part, big.NewInt(int64(total))), sum, new(big.Int))
		shares[i], remainders[i], order[i] = int(whole.Int64()), remainder, i
		left -= shares[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(remainders[b].Cmp(remainders[a]), cmp.Compare(a, b))
	})
	for _, i := range order[:left] {
		shares[i]++
	}
	return shares
}
