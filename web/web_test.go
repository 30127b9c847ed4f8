package web

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What is not the console's in its plain form goes to the interface, which knows no such
// address: nothing leads on to where an address points.
func TestWhatIsTheConsoles(t *testing.T) {
	for p, want := range map[string]bool{
		"/console": true, "/console/": true, "/console/cases/2024001-001-0001": true, "/a/0123/app.css": true,
		"/": false, "/api/cases": false, "/consoles": false, "/console/../api/me": false, "/console//api": false, "/temporal/../console": false, "/a/../console": false,
		"/entity/none/proceedings//api/tasks": false, "//console": false, "/console//": false,
	} {
		require.Equal(t, want, ours(p), p)
	}
}
