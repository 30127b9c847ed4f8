package draw

// ungraded is the grade index of entities without a grade.
const ungraded = -1

// stratum is one layer that is drawn from by itself: a grade within a kind.
type stratum struct {
	kind  int // index into the rules' kinds
	grade int // index into the rules' scale, or ungraded
}

// riskOrder lists the grades' indexes from high risk to low. Entities without
// a grade have the weight of the middle grade, of two middles the higher, and
// stand directly behind it.
func (p *PublishedRules) riskOrder() []int {
	n := len(p.Scale)
	if n == 0 {
		return []int{ungraded}
	}
	order := make([]int, 0, n+1)
	for i := n - 1; i >= 0; i-- {
		order = append(order, i)
		if i == n/2 {
			order = append(order, ungraded)
		}
	}
	return order
}

// strata lists all strata: by kind in the order of the rules, then from high
// risk to low. A stratum's number is its place in this list, from 1.
func (p *PublishedRules) strata() []stratum {
	order := p.riskOrder()
	all := make([]stratum, 0, len(p.Kinds)*len(order))
	for k := range p.Kinds {
		for _, g := range order {
			all = append(all, stratum{kind: k, grade: g})
		}
	}
	return all
}

func (p *PublishedRules) weight(s stratum) int {
	switch {
	case s.grade != ungraded:
		return p.Scale[s.grade].Weight
	case len(p.Scale) == 0:
		return 1
	default:
		return p.Scale[len(p.Scale)/2].Weight
	}
}

// ratio is a stratum's own ratio; only under [PerGrade].
func (p *PublishedRules) ratio(s stratum) Ratio {
	if s.grade == ungraded {
		return p.Kinds[s.kind].UngradedRatio
	}
	return p.Kinds[s.kind].GradeRatios[s.grade]
}
