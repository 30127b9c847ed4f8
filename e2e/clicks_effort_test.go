package e2e

import (
	"fmt"
	"os"
	"strings"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/pagetest"
)

// effort is what somebody had to do for so many acts.
type effort struct {
	pagetest.Effort
	acts int
}

// efforts are those of a story, by role.
type efforts map[string]map[law.Role]effort

func (e efforts) add(story string, role law.Role, more pagetest.Effort) {
	e.addAll(story, role, 1, more)
}

// addAll adds what so many acts together took.
func (e efforts) addAll(story string, role law.Role, acts int, more pagetest.Effort) {
	if e[story] == nil {
		e[story] = map[law.Role]effort{}
	}
	so := e[story][role]
	e[story][role] = effort{so.Plus(more), so.acts + acts}
}

// roles are in the order in which a case comes to them.
var roles = []law.Role{law.RoleClerk, law.RoleInspector, law.RoleSectionHead, law.RoleLegalReviewer, law.RoleBureauHead, law.RoleSupervisor}

// table is the story's part of docs/faces.md.
func (e efforts) table(heading, story string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n| Role | Acts | Presses | Inputs typed | Pages loaded |\n|---|---|---|---|---|\n", heading)
	row := func(who string, so effort) {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", who, so.acts, so.Presses, so.Typed, so.Loads)
	}
	var sum effort
	for _, r := range roles {
		if so, took := e[story][r]; took {
			row(r.Chinese(), so)
			sum = effort{sum.Plus(so.Effort), sum.acts + so.acts}
		}
	}
	row("Sum", sum)
	return b.String()
}

const (
	effortPage  = "../docs/faces.md"
	effortBegin = "<!-- table: efforts -->\n"
	effortEnd   = "<!-- end of table -->"
)

// requireDocumented holds docs/faces.md against what the stories took; with -update it is
// written.
func (c *clicks) requireDocumented(tables ...string) {
	c.t.Helper()
	raw, err := os.ReadFile(effortPage)
	require.NoError(c.t, err)
	before, rest, found := strings.Cut(string(raw), effortBegin)
	require.True(c.t, found)
	_, after, found := strings.Cut(rest, effortEnd)
	require.True(c.t, found)
	want := before + effortBegin + strings.Join(tables, "\n") + effortEnd + after
	if *update {
		require.NoError(c.t, os.WriteFile(effortPage, []byte(want), 0o644))
		return
	}
	require.Equal(c.t, want, string(raw), "go test ./e2e -run Plan2024001ByClicks -update writes it")
}
