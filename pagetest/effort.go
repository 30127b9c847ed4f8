package pagetest

import "fmt"

// Effort is what a person does on the way.
type Effort struct {
	Presses int // clicks and taps; to choose in a closed list takes two
	Typed   int // inputs typed into; what stands there already costs nothing
	Loads   int // pages loaded
}

// Plus is both together.
func (e Effort) Plus(o Effort) Effort {
	return Effort{Presses: e.Presses + o.Presses, Typed: e.Typed + o.Typed, Loads: e.Loads + o.Loads}
}

// Since is what was done after the earlier moment.
func (e Effort) Since(before Effort) Effort {
	return Effort{Presses: e.Presses - before.Presses, Typed: e.Typed - before.Typed, Loads: e.Loads - before.Loads}
}

// String is presses / fields typed / pages loaded.
func (e Effort) String() string { return fmt.Sprintf("%d / %d / %d", e.Presses, e.Typed, e.Loads) }
