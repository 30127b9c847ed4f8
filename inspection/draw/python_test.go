package draw_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// pythonVerdicts asks the second verifier, which was written from docs/draw.md
// and not from this package, about files; the answer is true for those that it
// accepts.
func pythonVerdicts(t *testing.T, arguments ...string) map[string]bool {
	t.Helper()
	python, err := exec.LookPath("python3")
	require.NoError(t, err, "python3 is needed: it runs the second verifier, testdata/verify.py")
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	var out, failure bytes.Buffer
	cmd := exec.CommandContext(ctx, python, append([]string{filepath.Join("testdata", "verify.py")}, arguments...)...)
	cmd.Stdout, cmd.Stderr = &out, &failure
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && (!errors.As(err, &exit) || failure.Len() > 0) {
		t.Fatalf("verify.py: %v\n%s", err, failure.String())
	}
	verdicts := map[string]bool{}
	for line := range strings.Lines(out.String()) {
		line = strings.TrimSuffix(line, "\n")
		if path, ok := strings.CutPrefix(line, "ok "); ok {
			verdicts[path] = true
		} else if rest, ok := strings.CutPrefix(line, "refused "); ok {
			path, _, _ := strings.Cut(rest, ": ")
			verdicts[path] = false
		}
	}
	return verdicts
}

func writeFiles(t *testing.T, files map[string][]byte) map[string]string {
	t.Helper()
	dir := t.TempDir()
	paths := map[string]string{}
	for name, data := range files {
		path := filepath.Join(dir, name+".json")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		paths[path] = name
	}
	return paths
}

func keys(m map[string]string) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	return list
}

func TestPythonAcceptsTheVectors(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("testdata", "vectors", "*.json"))
	require.NoError(t, err)
	require.Len(t, paths, 2*len(scenarios(t)))
	verdicts := pythonVerdicts(t, paths...)
	for _, path := range paths {
		require.True(t, verdicts[path], path)
	}
}

func TestPythonComparesThePublishedCommitment(t *testing.T) {
	e := scenarios(t)[8].run(t)
	path := filepath.Join("testdata", "vectors", "worked-example.full.json")
	require.True(t, pythonVerdicts(t, "--published", e.Commitment.Hash.String(), path)[path])
	verdicts := pythonVerdicts(t, "--published", testSeed(1).String(), path)
	require.Contains(t, verdicts, path)
	require.False(t, verdicts[path])
}

// randomScenario varies everything that the rules leave open.
func randomScenario(t testing.TB, rng *rand.Rand, n int) scenario {
	t.Helper()
	s := scenario{name: fmt.Sprintf("random-%03d", n), task: fmt.Sprintf("2024%03d-001", n), number: 1 + rng.IntN(3)}
	s.rules = draw.Rules{
		Way: draw.OneRatio, Initiating: squad, Joint: rng.IntN(2) == 0, TeamSize: 2 + rng.IntN(2),
		VisitUntil: "2024-06-28", FirstCase: 1 + rng.IntN(12000),
	}
	for g := range rng.IntN(10) {
		s.rules.Scale = append(s.rules.Scale, draw.Grade{Name: fmt.Sprintf("%d等", g), Weight: 1 + rng.IntN(50)})
	}
	if rng.IntN(2) == 0 {
		s.rules.Way = draw.PerGrade
	}
	someRatio := func() draw.Ratio {
		den := 1 + rng.Int64N(300)
		r, err := draw.NewRatio(rng.Int64N(den+1), den)
		require.NoError(t, err)
		return r
	}
	for k := range 1 + rng.IntN(3) {
		rule := draw.KindRule{Kind: fmt.Sprintf("类别%d", k)}
		if s.rules.Way == draw.OneRatio {
			rule.Ratio = someRatio()
		} else {
			rule.UngradedRatio = someRatio()
			for range s.rules.Scale {
				rule.GradeRatios = append(rule.GradeRatios, someRatio())
			}
		}
		if rng.IntN(3) == 0 {
			rule.Specialities = []string{"劳务派遣", "稽核"}
		}
		s.rules.Kinds = append(s.rules.Kinds, rule)
	}
	if rng.IntN(2) == 0 {
		s.rules.Conditions = []draw.Condition{{Text: "区域：\"城区\"\\<&>"}, {Text: "等级：高", Closed: true}}
	}
	s.candidates = entities(rng, s.rules, rng.IntN(60))
	s.inspectors = randomStaff(rng, s.candidates)
	s.witnesses = witnessEntries(rng.IntN(5))
	s.rules.Witnesses = rng.IntN(len(s.witnesses) + 1)
	s.unopened = len(s.witnesses) > 0 && rng.IntN(6) == 0
	s.options = draw.PublicOptions{OpenDrawn: rng.IntN(2) == 0, Teams: rng.IntN(2) == 0}
	return s
}

func randomStaff(rng *rand.Rand, candidates []draw.Candidate) []draw.Inspector {
	var list []draw.Inspector
	for i := range rng.IntN(12) {
		in := inspector(fmt.Sprintf("执%04d", rng.IntN(5)*1000+i), []string{squad, social, center}[rng.IntN(3)])
		in.Active, in.OnLeave = rng.IntN(8) > 0, rng.IntN(8) == 0
		in.Capacity = rng.IntN(20)
		in.ValidUntil = fmt.Sprintf("2024-06-%02d", 26+rng.IntN(5))
		if rng.IntN(2) == 0 {
			in.Specialities = []string{[]string{"劳务派遣", "稽核", "会计"}[rng.IntN(3)]}
		}
		for range rng.IntN(4) {
			if len(candidates) > 0 {
				in.Recused = append(in.Recused, candidates[rng.IntN(len(candidates))].Code)
				in.Employer = candidates[rng.IntN(len(candidates))].Code
			}
		}
		list = append(list, in)
	}
	return list
}

func TestPythonAgreesOnRandomDraws(t *testing.T) {
	rng := rand.New(rand.NewPCG(20240401, 5))
	files := map[string][]byte{}
	for n := range 150 {
		s := randomScenario(t, rng, n)
		full := s.run(t)
		public, err := draw.PublicOf(full, s.options)
		require.NoError(t, err)
		for extent, data := range map[string][]byte{"full": encode(t, full), "public": encode(t, public)} {
			require.NoError(t, draw.Verify(data), "%s %s", s.name, extent)
			files[s.name+"."+extent] = data
		}
	}
	paths := writeFiles(t, files)
	verdicts := pythonVerdicts(t, keys(paths)...)
	for path, name := range paths {
		require.True(t, verdicts[path], name)
	}
}

// TestPythonAgreesOnTampering changes one leaf of each, with the digest made
// anew, and some bytes; both verifiers must give the same verdict, which is to
// refuse but for the leaves that only the digest guards.
func TestPythonAgreesOnTampering(t *testing.T) {
	rng := rand.New(rand.NewPCG(20240402, 5))
	files := map[string][]byte{}
	mayPass := map[string]bool{}
	stored := evidenceFiles(t)
	for _, s := range scenarios(t) {
		for _, extent := range []string{".full", ".public"} {
			name := s.name + extent
			data := stored[name]
			tree := parse(t, data)
			var all []leaf
			leaves("", tree, nil, &all)
			// leaves walks maps; an order of our own keeps the choice the same.
			sortLeaves(all)
			for n := range 25 {
				l := all[rng.IntN(len(all))]
				l.set(altered(t, l.old)[0])
				file := fmt.Sprintf("%s-leaf%d", name, n)
				files[file] = withDigest(t, tree)
				mayPass[file] = onlyByDigest(l.path, name) || l.path == ".digest"
				l.set(l.old)
			}
			for n := range 10 {
				changed := bytes.Clone(data)
				changed[rng.IntN(len(changed))] ^= 1 << rng.IntN(7)
				files[fmt.Sprintf("%s-byte%d", name, n)] = changed
			}
		}
	}
	paths := writeFiles(t, files)
	verdicts := pythonVerdicts(t, keys(paths)...)
	require.Len(t, verdicts, len(files))
	for path, name := range paths {
		err := draw.Verify(files[name])
		require.Equal(t, err == nil, verdicts[path], "%s: this package says %v", name, err)
		require.True(t, err != nil || mayPass[name], name)
	}
}
