package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOneDemonstration uses the commands on a real demonstration, from its first
// start over a stop to the second start.
func TestOneDemonstration(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	u := startUp(t, folder, "--demo")
	for _, part := range []struct {
		name string
		try  func(*testing.T, *up)
	}{
		{"access", tryAccess}, {"clock", tryClock}, {"import and export", tryImport}, {"plan", tryPlan}, {"users", tryUsers}, {"keys", tryKeys},
		{"doctor", tryDoctor}, {"second instance", trySecondInstance},
	} {
		t.Run(part.name, func(t *testing.T) { part.try(t, u) })
	}
	clock := requireDone(t, u.at("clock")...)
	entities := requireDone(t, u.at("export", "entities")...)
	u.stop(t)

	t.Run("stopped", func(t *testing.T) { tryStopped(t, u) })
	t.Run("other starts refused", func(t *testing.T) { tryRefusedStarts(t, u) })
	t.Run("check", func(t *testing.T) { tryCheck(t, u) })
	t.Run("rules", func(t *testing.T) { tryRules(t, u) })
	t.Run("broken copies", func(t *testing.T) { tryBrokenCopies(t, u) })

	again := startUp(t, folder, "--demo")
	again.token = u.token
	require.NotContains(t, again.out.String(), "密码", "passwords are shown once")
	require.Equal(t, clock, requireDone(t, again.at("clock")...), "goes on where it was")
	require.Equal(t, entities, requireDone(t, again.at("export", "entities")...))
	requireDone(t, append(again.on("doctor", "--full"), again.ports()...)...)
	again.stop(t)
	require.Contains(t, requireDone(t, "check", "--driver", "sqlite", "--dsn", filepath.Join(folder, recordFile)), "案卷完整一致")
	checked := requireDone(t, "check", "--data", folder)
	require.Contains(t, checked, "案卷完整一致", "with the seals of the old key and of the new")
	require.NotContains(t, checked, "没有核对办理记录的印记")
}
