package bureau

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRefusalsOfThePortsExist: every code that a port says it can answer is made
// behind it, in the store with the codes of the record, in the workflows' dispatcher or by
// the law that they ask.
func TestRefusalsOfThePortsExist(t *testing.T) {
	var behind strings.Builder
	for _, pattern := range []string{"../store/*.go", "../record/*.go", "../workflows/*.go", "../inspection/*/*.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files, pattern)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			behind.Write(text)
		}
	}
	code := regexp.MustCompile(`\b[a-z]+(_[a-z]+)+\b`)
	named := 0
	for _, file := range []string{"office.go", "attachments.go", "drafts.go", "to_do.go", "security_log.go", "watch.go", "../activities/ports.go"} {
		for _, said := range refusalsIn(t, file) {
			for _, one := range code.FindAllString(said, -1) {
				named++
				require.True(t, strings.Contains(behind.String(), `"`+one+`"`), "%s: nothing behind it refuses with %s", file, one)
			}
		}
	}
	require.NotZero(t, named)
}

// refusalsIn are the lists of refusals at the methods of the file's interfaces.
func refusalsIn(t *testing.T, file string) (said []string) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	require.NoError(t, err)
	ast.Inspect(tree, func(n ast.Node) bool {
		port, is := n.(*ast.InterfaceType)
		if !is {
			return true
		}
		for _, method := range port.Methods.List {
			if _, list, found := strings.Cut(method.Doc.Text(), "Errors:"); found {
				said = append(said, list)
			}
		}
		return false
	})
	return said
}
