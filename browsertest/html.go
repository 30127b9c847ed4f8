package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// RequireValidHTML requires that the Nu Html Checker finds no error in the documents, which
// stand under their names. It starts Java: better one call with many than many.
func RequireValidHTML(t *testing.T, documents map[string][]byte) {
	t.Helper()
	found, err := htmlErrors(t, documents)
	require.NoError(t, err)
	require.Empty(t, found, strings.Join(found, "\n"))
}

// htmlErrors are the errors of the documents, each with its document's name and line.
func htmlErrors(t *testing.T, documents map[string][]byte) ([]string, error) {
	jar, err := part("the Nu Html Checker", "vnu", "vnu.jar")
	if err != nil {
		return nil, err
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, missing("Java")
	}
	// Its default stack is too small for the checker.
	args := []string{"-Xss4m", "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always", "--stdout"}
	dir := t.TempDir()
	names := map[string]string{} // of the documents, by the URL of their files
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		file := filepath.Join(dir, fmt.Sprintf("%d.html", len(names)))
		if err := os.WriteFile(file, documents[name], 0o600); err != nil {
			return nil, err
		}
		names["file:"+file] = name
		args = append(args, file)
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), java, args...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, said.Bytes())
	}
	var report struct {
		Messages []struct {
			URL, Message, Extract string
			LastLine              int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("the checker's report: %w: %s", err, out)
	}
	var found []string
	for _, m := range report.Messages {
		found = append(found, fmt.Sprintf("%s:%d: %s (%s)", names[m.URL], m.LastLine, m.Message, m.Extract))
	}
	return found, nil
}
