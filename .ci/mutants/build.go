package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// subject is a package with its mutants, which are all in each of the test binaries.
type subject struct {
	dir, temp string
	binaries  []binary
	files     map[string]bool // with mutants, named as in their keys
	mutants   []mutant
	tests     []test
}

// binary holds the tests of one package.
type binary struct{ dir, path string }

// switchboard is compiled into the package. MUTANT chooses one mutant by its
// number; MUTANTS_REACHED names a file that is told which ones a test came by.
const switchboard = `package %s

import (
	"fmt"
	"os"
	"strconv"
)

var (
	mutant__chosen  = mutant__number(os.Getenv("MUTANT"))
	mutant__reached = mutant__file(os.Getenv("MUTANTS_REACHED"))
	mutant__seen    [%d]bool
)

// A run that cannot tell what it did would count as a test that noticed nothing.
func mutant__number(text string) int {
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return n
}

func mutant__file(name string) *os.File {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		panic(err)
	}
	return f
}

func mutant__(n int) bool {
	if mutant__reached != nil && !mutant__seen[n] {
		mutant__seen[n] = true
		fmt.Fprintln(mutant__reached, n)
	}
	return n == mutant__chosen
}
`

// mutate builds the test binaries of the packages whose tests the mutants of all
// matching files meet.
func mutate(dir string, by []string, match *regexp.Regexp) (*subject, error) {
	temp, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	p := &subject{dir: filepath.Clean(dir), temp: temp, files: map[string]bool{}}
	paths, err := filepath.Glob(filepath.Join(p.dir, "*.go"))
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	files := map[string]*ast.File{}
	var parsed []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
		if match.MatchString(filepath.Base(path)) {
			files[path] = f
		}
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	checker := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := checker.Check(p.dir, fset, parsed, info)
	if err != nil {
		return nil, err
	}
	overlay := map[string]string{}
	replace := func(path string, source []byte) error {
		whole, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		overlay[whole] = filepath.Join(temp, filepath.Base(path))
		return os.WriteFile(overlay[whole], source, 0o600)
	}
	for _, path := range paths {
		f, ok := files[path]
		if !ok {
			continue
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		name := filepath.Join(filepath.Base(p.dir), filepath.Base(path))
		p.files[name] = true
		r := rewriter{fset: fset, info: info, pkg: pkg, file: f, name: name, src: src, mutants: &p.mutants}
		if err := replace(path, r.rewrite()); err != nil {
			return nil, err
		}
	}
	board := fmt.Sprintf(switchboard, pkg.Name(), len(p.mutants)+1)
	if err := replace(filepath.Join(p.dir, "mutant.go"), []byte(board)); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return nil, err
	}
	plan := filepath.Join(temp, "overlay.json")
	if err := os.WriteFile(plan, raw, 0o600); err != nil {
		return nil, err
	}
	for i, tests := range by {
		b := binary{filepath.Clean(tests), filepath.Join(temp, "tests"+strconv.Itoa(i))}
		build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", plan, "-o", b.path, "./"+b.dir)
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("build of %s: %w\n%s", tests, err, out)
		}
		p.binaries = append(p.binaries, b)
	}
	return p, nil
}
