package draw_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// generic is canonical JSON by the standard library, for values that hold only
// plain characters; it is also the check of the package's own encoder.
func generic(t testing.TB, v any) []byte {
	t.Helper()
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(v))
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}

func parse(t testing.TB, data []byte) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v map[string]any
	require.NoError(t, d.Decode(&v))
	return v
}

func TestEvidenceIsCanonicalJSON(t *testing.T) {
	for name, data := range evidenceFiles(t) {
		require.Equal(t, string(generic(t, parse(t, data))), string(data), name)
	}
	text, err := draw.Canonical(&draw.Entry{Name: "\"\\\b\t\n\f\r\x00\x1f\x7f/<>&\u2028\u2029😀é", Source: draw.ByClerk})
	require.NoError(t, err)
	require.Equal(t, `{"name":"\"\\\b\t\n\f\r\u0000\u001f`+"\x7f/<>&\u2028\u2029😀é"+`","source":"clerk"}`, string(text))
}

// evidenceFiles are the vectors' files by name.
func evidenceFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, s := range scenarios(t) {
		full := s.run(t)
		files[s.name+".full"] = encode(t, full)
		public, err := draw.PublicOf(full, s.options)
		require.NoError(t, err)
		files[s.name+".public"] = encode(t, public)
	}
	return files
}

// withDigest gives the evidence with its digest made anew, as a forger would.
func withDigest(t testing.TB, v map[string]any) []byte {
	t.Helper()
	delete(v, "digest")
	sum := sha256.Sum256(generic(t, v))
	v["digest"] = hex.EncodeToString(sum[:])
	return generic(t, v)
}

// leaf is one value in a JSON tree, with what puts another in its place.
type leaf struct {
	path string
	old  any
	set  func(any)
}

func leaves(path string, v any, set func(any), into *[]leaf) {
	switch v := v.(type) {
	case map[string]any:
		for name, child := range v {
			leaves(path+"."+name, child, func(x any) { v[name] = x }, into)
		}
	case []any:
		for i, child := range v {
			leaves(fmt.Sprintf("%s[%d]", path, i), child, func(x any) { v[i] = x }, into)
		}
	default:
		*into = append(*into, leaf{path, v, set})
	}
}

// altered gives other values that a leaf might have been changed to.
func altered(t testing.TB, old any) []any {
	t.Helper()
	switch v := old.(type) {
	case bool:
		return []any{!v}
	case json.Number:
		n, err := v.Int64()
		require.NoError(t, err)
		return []any{n + 1}
	case string:
		if v == "" {
			return []any{"0"}
		}
		last := v[len(v)-1]
		swap := byte('0')
		if last == '0' {
			swap = '1'
		}
		if last >= 0x80 {
			return []any{v + "x"}
		}
		return []any{v[:len(v)-1] + string(swap)}
	default:
		t.Fatalf("unexpected leaf %v", old)
		return nil
	}
}

// onlyByDigest says of a leaf that nothing is computed from it, so that the
// digest alone guards it: a forger who makes the digest anew is found out by
// the register, which keeps the first one. These are the times, as far as their
// order allows; the seal that a witness never opened; and, of public evidence,
// who is excluded from a team, which only full evidence can show.
func onlyByDigest(path, name string) bool {
	times := []string{".commitment.time", ".sealed_at", ".opened_at", ".revealed_at", ".void.time"}
	return slices.ContainsFunc(times, func(s string) bool { return strings.HasSuffix(path, s) }) ||
		strings.HasPrefix(name, "void.") && strings.HasSuffix(path, ".seal") ||
		strings.HasSuffix(name, ".public") && strings.Contains(path, ".excluded[")
}

func TestEveryLeafOfEvidenceIsGuarded(t *testing.T) {
	for name, data := range evidenceFiles(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree := parse(t, data)
			var all []leaf
			leaves("", tree, nil, &all)
			require.Greater(t, len(all), 50)
			digest := tree["digest"]
			for _, l := range all {
				for _, other := range altered(t, l.old) {
					l.set(other)
					if l.path == ".digest" {
						require.Equal(t, draw.CodeDigest, codeOf(t, draw.Verify(generic(t, tree))), other)
						continue
					}
					err := draw.Verify(withDigest(t, tree))
					if err == nil {
						require.True(t, onlyByDigest(l.path, name), "with the digest made anew, %s: %v → %v", l.path, l.old, other)
						tree["digest"] = digest
						err = draw.Verify(generic(t, tree))
						require.Equal(t, draw.CodeDigest, codeOf(t, err), l.path)
					}
					require.Error(t, err, "%s: %v → %v", l.path, l.old, other)
				}
				l.set(l.old)
			}
			tree["digest"] = digest
			require.Equal(t, data, generic(t, tree), "the test has put everything back")
		})
	}
}

func TestEveryByteOfEvidenceIsGuarded(t *testing.T) {
	files := evidenceFiles(t)
	for _, name := range []string{"worked-example.full", "worked-example.public", "void.public"} {
		data := files[name]
		require.NoError(t, draw.Verify(data))
		var wg sync.WaitGroup
		missed := make(chan int, 8*len(data))
		workers := runtime.GOMAXPROCS(0)
		for w := range workers {
			wg.Go(func() {
				changed := bytes.Clone(data)
				for i := w; i < len(data); i += workers {
					for _, bit := range []byte{1 << (i % 7), 0x20} {
						changed[i] ^= bit
						if draw.Verify(changed) == nil {
							missed <- i
						}
						changed[i] = data[i]
					}
					if draw.Verify(slices.Delete(bytes.Clone(data), i, i+1)) == nil {
						missed <- i
					}
				}
			})
		}
		wg.Wait()
		close(missed)
		for i := range missed {
			t.Errorf("%s: byte %d can be changed unnoticed", name, i)
		}
	}
}

func TestEvidenceInAnotherFormIsRefused(t *testing.T) {
	data := string(evidenceFiles(t)["worked-example.public"])
	for name, other := range map[string]string{
		"empty":               "",
		"newline at the end":  data + "\n",
		"two values":          data + data,
		"space":               strings.Replace(data, ":", ": ", 1),
		"escape":              strings.Replace(data, `"format"`, `"\u0066ormat"`, 1),
		"member twice":        strings.Replace(data, `{"algorithm"`, `{"algorithm":"x","algorithm"`, 1),
		"member in capitals":  strings.Replace(data, `"algorithm"`, `"ALGORITHM"`, 1),
		"unknown member":      strings.Replace(data, `{"algorithm"`, `{"aa":1,"algorithm"`, 1),
		"fraction":            strings.Replace(data, `"draw":1,`, `"draw":1.0,`, 1),
		"null":                strings.Replace(data, `"conditions":[]`, `"conditions":null`, 1),
		"missing member":      strings.Replace(data, `"algorithm":"ssj-draw-1",`, ``, 1),
		"empty optional":      strings.Replace(data, `"number":"2024001-001-0001"`, `"no_team":"","number":"2024001-001-0001"`, 1),
		"capital hexadecimal": strings.Replace(data, `826c0a9f`, `826C0A9F`, 1),
		"invalid UTF-8":       strings.Replace(data, `县纪委`, "县\xff委", 1),
		"lone surrogate":      strings.Replace(data, `县纪委`, `县\ud800委`, 1),
		"array":               "[" + data + "]",
		"number":              "1",
	} {
		require.NotEqual(t, data, other, name)
		err := draw.Verify([]byte(other))
		require.Contains(t, []string{draw.CodeSyntax, draw.CodeNotCanonical, draw.CodeFormat}, codeOf(t, err), name)
	}
}

func TestVerifyNamesTheFirstDifference(t *testing.T) {
	s := scenarios(t)[2]
	for _, c := range []struct {
		name   string
		change func(*draw.FullEvidence)
		code   string
		says   string
	}{
		{"format", func(e *draw.FullEvidence) { e.Format = "x" }, draw.CodeFormat, "证据格式"},
		{"rules", func(e *draw.FullEvidence) { e.Rules.TeamSize = 1 }, draw.CodeRules, "检查组人数"},
		{"grade's name", func(e *draw.FullEvidence) { e.Inside.Names.Scale[1].Text = "Z" }, draw.CodeRuleNames, "第 2 个风险等级"},
		{"code", func(e *draw.FullEvidence) { e.Inside.Roster[4].Code = "X" }, draw.CodeRoster, "名单第 5 行的标签"},
		{"salt", func(e *draw.FullEvidence) { e.Inside.Roster[4].DetailSalt[0]++ }, draw.CodeRoster, "名单第 5 行的内部内容"},
		{"entity twice", func(e *draw.FullEvidence) { e.Inside.Roster[4].Code = e.Inside.Roster[3].Code }, draw.CodeDuplicateCode, "名单第 5 行"},
		{"order", func(e *draw.FullEvidence) { e.Roster[3], e.Roster[4] = e.Roster[4], e.Roster[3] }, draw.CodeRosterOrder, "名单第 5 行"},
		{"leave", func(e *draw.FullEvidence) { e.Inside.Inspectors[1].OnLeave = true }, draw.CodeInspectorLine, "执法人员名单第 2 行"},
		{"quota", func(e *draw.FullEvidence) { e.Quotas.Strata[2].Quota++ }, draw.CodeQuotas, "第 3 层"},
		{"shortfall", func(e *draw.FullEvidence) { e.Quotas.Kinds[1].Shortfall++ }, draw.CodeQuotas, office},
		{"initiating", func(e *draw.FullEvidence) { e.Rules.Initiating = social }, draw.CodeRulesHash, "规则"},
		{"nonce", func(e *draw.FullEvidence) { e.Nonce[0]++ }, draw.CodeNonce, "随机数"},
		{"task", func(e *draw.FullEvidence) { e.Commitment.Task += "1" }, draw.CodeCommitment, "承诺"},
		{"entry", func(e *draw.FullEvidence) { e.Entries[1].Value += "1" }, draw.CodeSeal, "密封值不符"},
		{"attendance", func(e *draw.FullEvidence) { e.Attendance = draw.Unattended }, draw.CodeAttendance, "见证方式"},
		{"outcome", func(e *draw.FullEvidence) { e.Outcome = draw.Voided }, draw.CodeOutcome, "作废"},
		{"seed", func(e *draw.FullEvidence) { e.Seed[31]++ }, draw.CodeSeed, "种子"},
		{"rank", func(e *draw.FullEvidence) { slices.Reverse(e.Ranks[longest(e)].Positions) }, draw.CodeRanks, "名有误"},
		{"case", func(e *draw.FullEvidence) { e.Cases[1].Number = "2024001-001-0009" }, draw.CodeCases, "第 2 个案件"},
		{"team", func(e *draw.FullEvidence) { slices.Reverse(e.Cases[1].Team) }, draw.CodeTeam, "2024001-001-0002"},
		{"time", func(e *draw.FullEvidence) { e.RevealedAt = "2025-01-01T00:00:00.000000Z" }, draw.CodeDigest, "摘要"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := s.run(t)
			c.change(e)
			err := draw.Verify(encode(t, e))
			require.Equal(t, c.code, codeOf(t, err), err)
			require.ErrorContains(t, err, c.says)
			require.ErrorIs(t, err, &draw.Error{Code: c.code})
		})
	}
}

func longest(e *draw.FullEvidence) int {
	at := 0
	for i := range e.Ranks {
		if len(e.Ranks[i].Positions) > len(e.Ranks[at].Positions) {
			at = i
		}
	}
	return at
}

func TestVerifyPublished(t *testing.T) {
	e := scenarios(t)[5].run(t)
	data := encode(t, e)
	require.NoError(t, draw.VerifyPublished(data, e.Commitment.Hash))
	require.Equal(t, draw.CodePublished, codeOf(t, draw.VerifyPublished(data, testSeed(1))))
}

func TestReadBack(t *testing.T) {
	s := scenarios(t)[2]
	full := s.run(t)
	public, err := draw.PublicOf(full, s.options)
	require.NoError(t, err)
	gotFull, err := draw.ReadFull(encode(t, full))
	require.NoError(t, err)
	require.Equal(t, encode(t, full), encode(t, gotFull))
	gotPublic, err := draw.ReadPublic(encode(t, public))
	require.NoError(t, err)
	require.Equal(t, encode(t, public), encode(t, gotPublic))
	_, err = draw.ReadFull(encode(t, public))
	require.Equal(t, draw.CodeFormat, codeOf(t, err))
	_, err = draw.ReadPublic(encode(t, full))
	require.Equal(t, draw.CodeFormat, codeOf(t, err))
}

func sortLeaves(all []leaf) {
	slices.SortFunc(all, func(a, b leaf) int { return strings.Compare(a.path, b.path) })
}
