package workflows_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// coverage is which cells of the model a walk has seen: an act taken at a stage
// where it is legal, refused where it is not, and refused to a person whose it is
// not.
type coverage struct {
	taken, refused, barred map[string]int
}

func cellOf(kind law.ActKind, stage string) string { return string(kind) + "/" + stage }

func sum(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// missing are the cells that no walk has seen.
func (c *coverage) missing(m *model) []string {
	var out []string
	for kind, a := range m.acts {
		for _, stage := range words(m.stages) {
			switch cell := cellOf(kind, stage); {
			case slices.Contains(words(a.vain), stage):
			case slices.Contains(words(a.at), stage):
				if c.taken[cell] == 0 {
					out = append(out, cell+" was never taken")
				}
				if c.barred[cell] == 0 {
					out = append(out, cell+" was never refused to another")
				}
			case c.refused[cell] == 0:
				out = append(out, cell+" was never refused")
			}
		}
	}
	slices.Sort(out)
	return out
}

// unseenAt reports whether there is something to see at the model's stage that no
// walk has seen yet.
func (c *coverage) unseenAt(m *model) bool {
	for kind, a := range m.acts {
		cell := cellOf(kind, m.stage)
		switch {
		case slices.Contains(words(a.vain), m.stage):
		case !slices.Contains(words(a.at), m.stage):
			if c.refused[cell] == 0 {
				return true
			}
		case m.due(kind) && (c.taken[cell] == 0 || c.barred[cell] == 0):
			return true
		}
	}
	return false
}

// unrefusedAt reports whether an act that is not for the model's stage was never refused
// there, and whether one that is due was never refused to others.
func (c *coverage) unrefusedAt(m *model) (elsewhere, others bool) {
	for kind, a := range m.acts {
		cell := cellOf(kind, m.stage)
		switch {
		case slices.Contains(words(a.vain), m.stage):
		case !slices.Contains(words(a.at), m.stage):
			elsewhere = elsewhere || c.refused[cell] == 0
		case m.due(kind):
			others = others || c.barred[cell] == 0
		}
	}
	return elsewhere, others
}

// table shows of each act at each stage how often it was taken or, in brackets,
// refused because it is not for that stage.
func (c *coverage) table(m *model) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s %s\n", "", strings.Join(words(m.stages), " "))
	for _, kind := range slices.Sorted(maps.Keys(m.acts)) {
		fmt.Fprintf(&b, "%-30s", kind)
		for _, stage := range words(m.stages) {
			cell := fmt.Sprintf("(%d)", c.refused[cellOf(kind, stage)])
			if slices.Contains(words(m.acts[kind].at), stage) {
				cell = fmt.Sprint(c.taken[cellOf(kind, stage)])
			}
			fmt.Fprintf(&b, " %*s", len(stage), cell)
		}
		b.WriteString("\n")
	}
	return b.String()
}
