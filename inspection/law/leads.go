package law

import "slices"

// Leads says to which other stages an act may lead from each stage at which it is
// possible. From a stage that is missing it leads nowhere.
type Leads[G Stage] map[G][]G

// From are leads to the same stages from each of several.
func From[G Stage](stages []G, to ...G) Leads[G] {
	out := Leads[G]{}
	for _, s := range stages {
		out[s] = to
	}
	return out
}

// At leaves the leads from the stages.
func (l Leads[G]) At(stages []G) Leads[G] {
	out := Leads[G]{}
	for from, to := range l {
		if slices.Contains(stages, from) {
			out[from] = to
		}
	}
	return out
}

// Permit reports whether the table has the change; standing still is none.
func (l Leads[G]) Permit(from, to G) bool { return from == to || slices.Contains(l[from], to) }
