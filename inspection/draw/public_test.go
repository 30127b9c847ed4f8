package draw_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

func TestPublicEvidenceLeaksNothing(t *testing.T) {
	for _, s := range scenarios(t) {
		for _, options := range []draw.PublicOptions{{}, {OpenDrawn: true}, {Teams: true}, {OpenDrawn: true, Teams: true}} {
			full := s.run(t)
			public, err := draw.PublicOf(full, options)
			require.NoError(t, err)
			data := encode(t, public)
			require.NoError(t, draw.Verify(data))
			text := string(data)

			drawn := map[int]bool{}
			for _, c := range full.Cases {
				drawn[c.Position] = options.OpenDrawn
			}
			for i, in := range full.Inside.Roster {
				require.Equal(t, drawn[i+1], strings.Contains(text, `"`+in.Code+`"`), "%s: code of line %d", s.name, i+1)
				require.Equal(t, drawn[i+1], strings.Contains(text, hexOf(t, in.Salt)))
				require.NotContains(t, text, hexOf(t, in.DetailSalt))
			}
			for _, word := range []string{"clear_lead", "cap_reached", "open_case", "on_leave", "recused", "employer", "capacity", "inside", "级\"", "风险等级"} {
				require.NotContains(t, text, word, s.name)
			}
			for _, n := range append(full.Inside.Names.Scale, full.Inside.Names.Conditions...) {
				require.NotContains(t, text, hexOf(t, n.Salt))
			}
			for _, in := range full.Inside.Inspectors {
				require.NotContains(t, text, hexOf(t, in.Salt))
			}
			for _, line := range full.Inspectors {
				require.Equal(t, options.Teams, strings.Contains(text, line.Certificate))
			}
			key := testKey(1)
			require.NotContains(t, text, draw.Hash(key).String())
		}
	}
}

func TestAnOpeningOfNoLineIsRefused(t *testing.T) {
	full := scenarios(t)[5].run(t)
	for i, in := range full.Inside.Roster {
		require.NoError(t, full.CheckOpening(draw.Opening{Code: in.Code, Position: i + 1, Salt: in.Salt}))
	}
	for _, position := range []int{-1, 0, len(full.Roster) + 1} {
		require.Equal(t, draw.CodeOpening, codeOf(t, full.CheckOpening(draw.Opening{Code: full.Inside.Roster[0].Code, Position: position, Salt: full.Inside.Roster[0].Salt})))
	}
}

func hexOf(t testing.TB, s draw.Salt) string {
	t.Helper()
	text, err := s.MarshalText()
	require.NoError(t, err)
	return string(text)
}

// TestAnOpeningTellsNoGrade tries every grade and reason with all that an
// opened entity shows.
func TestAnOpeningTellsNoGrade(t *testing.T) {
	s := scenarios(t)[2]
	full := s.run(t)
	public, err := draw.PublicOf(full, draw.PublicOptions{OpenDrawn: true})
	require.NoError(t, err)
	require.NotEmpty(t, public.Openings)
	guess := func(salt draw.Salt, o draw.Opening, kind, grade string, reason draw.Exclusion) draw.Hash {
		return draw.H("detail", salt[:], []byte(o.Code), []byte(kind), []byte(grade), []byte(reason))
	}
	for _, o := range public.Openings {
		line, in := public.Roster[o.Position-1], full.Inside.Roster[o.Position-1]
		require.Equal(t, line.Detail, guess(in.DetailSalt, o, in.Kind, in.Grade, in.Reason), "the guess is made the right way")
		for _, kind := range []string{agency, office} {
			for _, grade := range []string{"", "A级", "B级", "C级", "D级", "E级"} {
				require.NotEqual(t, line.Detail, guess(o.Salt, o, kind, grade, draw.Eligible))
			}
		}
	}
}

func TestDefaultOpeningOnlyWithoutGrades(t *testing.T) {
	open := map[string]bool{"no-grades": true}
	for _, s := range scenarios(t) {
		options := draw.DefaultOptions(s.run(t))
		require.Equal(t, draw.PublicOptions{OpenDrawn: open[s.name]}, options, s.name)
	}
	closed := scenarios(t)[6]
	closed.rules.Conditions = []draw.Condition{{Text: "风险等级：E级", Closed: true}}
	require.False(t, draw.DefaultOptions(closed.run(t)).OpenDrawn, "a draw from one grade uses grades")
}

func TestAnEntityFindsItself(t *testing.T) {
	s := scenarios(t)[1]
	full := s.run(t)
	public, err := draw.PublicOf(full, draw.PublicOptions{})
	require.NoError(t, err)
	for _, c := range s.candidates {
		o, err := full.OpeningOf(c.Code)
		require.NoError(t, err)
		require.NoError(t, public.CheckOpening(o))
		o.Code += "1"
		require.Equal(t, draw.CodeOpening, codeOf(t, public.CheckOpening(o)))
		o.Position = 0
		require.Equal(t, draw.CodeOpening, codeOf(t, public.CheckOpening(o)))
	}
	_, err = full.OpeningOf("nobody")
	require.Equal(t, draw.CodeOpening, codeOf(t, err))
}

// TestAForgedPublicEvidenceIsRefused changes what only the options decide.
func TestAForgedPublicEvidenceIsRefused(t *testing.T) {
	s := scenarios(t)[2]
	full := s.run(t)
	for name, change := range map[string]func(*draw.PublicEvidence){
		"opening of an alternate": func(p *draw.PublicEvidence) { p.Openings[0].Position++ },
		"opening left out":        func(p *draw.PublicEvidence) { p.Openings = p.Openings[1:] },
		"opening not announced":   func(p *draw.PublicEvidence) { p.Shows.Drawn = false },
		"teams not announced":     func(p *draw.PublicEvidence) { p.Shows.Teams = false },
		"base":                    func(p *draw.PublicEvidence) { p.Quotas.Strata[0].Base = 1 << 40 },
		"exclusion of a member":   func(p *draw.PublicEvidence) { p.Cases[0].Excluded = []int{p.Cases[0].Team[0]} },
		"exclusion of nobody":     func(p *draw.PublicEvidence) { p.Cases[0].Excluded = []int{-5, 99} },
	} {
		public, err := draw.PublicOf(full, s.options)
		require.NoError(t, err)
		public.Cases = append([]draw.Case{}, public.Cases...)
		public.Quotas.Strata = append([]draw.StratumQuota{}, public.Quotas.Strata...)
		change(public)
		code := codeOf(t, draw.Verify(encode(t, public)))
		require.NotEqual(t, draw.CodeDigest, code, name)
	}
}
