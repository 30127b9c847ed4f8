package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

func TestPath(t *testing.T) {
	for want, path := range map[string]law.Path{
		"items.R1.branches.0": law.Path("items").Join("R1", "branches").Index(0),
		"penalties.12.fen":    law.Path("penalties").Index(12).Join("fen"),
		"mode":                law.Path("").Join("mode"),
		"gradeRatios.":        law.Path("gradeRatios").Join(""),
		"rules":               law.Path("rules").Join(),
	} {
		require.Equal(t, want, string(path))
	}
}
