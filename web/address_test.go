package web

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAddressOf(t *testing.T) {
	t.Parallel()
	for no, want := range map[string]string{
		"2024001-001":            "/console/tasks/2024001-001",
		"2024001-001-0007":       "/console/cases/2024001-001-0007",
		"2024001-001-0007-P1":    "/console/proceedings/2024001-001-0007-P1",
		"2024001-001-L0001-P1":   "/console/proceedings/2024001-001-L0001-P1",
		"2024001-001-L0001":      "/console/tasks/2024001-001",
		"2024-F1":                "/console/proceedings/2024-F1",
		"u-12-1":                 "",
		"u-abc_def-1":            "",
		"2024001":                "",
		"":                       "",
		"2024001-":               "",
		"2024001-001-0007-0001":  "",
		"clock":                  "",
		"//elsewhere.example-01": "",
	} {
		require.Equal(t, want, addressOf(no), no)
	}
}
