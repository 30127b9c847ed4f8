package law

import "slices"

// Leads says to which other stages an act may lead, by the stage at which it is
// performed. Where it always leaves the subject at its stage that one is missing.
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
