package deploy

import (
	"fmt"
	"os"
	"strings"
)

// instruction is one line of a Dockerfile, continued lines joined.
type instruction struct{ name, rest string }

func parseDockerfile(path string) ([]instruction, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var lines []instruction
	text := strings.ReplaceAll(string(raw), "\\\n", " ")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, found := strings.Cut(line, " ")
		if !found {
			return nil, fmt.Errorf("%s: no instruction: %s", path, line)
		}
		lines = append(lines, instruction{name, strings.Join(strings.Fields(rest), " ")})
	}
	return lines, nil
}
