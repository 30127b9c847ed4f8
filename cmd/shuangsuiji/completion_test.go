package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCompletion(t *testing.T) {
	for shell, contains := range map[string]string{"bash": "complete -o default", "zsh": "bashcompinit", "fish": "complete -f -c shuangsuiji"} {
		require.Contains(t, requireDone(t, "completion", shell), contains)
	}
	requireOneLine(t, exitUsage, "bash", "completion", "tcsh")

	for line, want := range map[string][]string{
		"shuangsuiji cl":               {"clock"},
		"shuangsuiji clock ":           {"days", "next", "show", "to"},
		"shuangsuiji user p":           {"password"},
		"shuangsuiji export ":          {"entities", "inspectors", "items", "plan", "visits"},
		"shuangsuiji import --correct": {"--corrections"},
	} {
		t.Setenv("COMP_LINE", line)
		require.ElementsMatch(t, want, strings.Fields(requireDone(t)), line)
	}
}
