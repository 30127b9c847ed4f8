package draw_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

const (
	agency = "人力资源服务机构"
	office = "社保经办机构"
	squad  = "劳动保障监察大队"
	social = "社会保险科"
	center = "社会保险中心"
)

var committedAt = time.Date(2024, 4, 1, 1, 30, 0, 123456789, time.UTC)

func ratio(t testing.TB, text string) draw.Ratio {
	t.Helper()
	r, err := draw.ParseRatio(text)
	require.NoError(t, err)
	return r
}

func testKey(n byte) draw.Key     { return draw.Key(bytes.Repeat([]byte{n, 0xA5}, 16)) }
func testNonce(n byte) draw.Nonce { return draw.Nonce(bytes.Repeat([]byte{n, 0x5A}, 16)) }

// oneRatio are the document's own rules: two kinds, 10 %, Hebei's five grades.
func oneRatio(t testing.TB) draw.Rules {
	t.Helper()
	return draw.Rules{
		Way:        draw.OneRatio,
		Scale:      draw.DoublingWeights("A级", "B级", "C级", "D级", "E级"),
		Kinds:      []draw.KindRule{{Kind: agency, Ratio: ratio(t, "10%")}, {Kind: office, Ratio: ratio(t, "10%")}},
		Initiating: squad,
		Joint:      true,
		TeamSize:   2,
		VisitUntil: "2024-06-28",
		FirstCase:  1,
	}
}

func perGrade(t testing.TB) draw.Rules {
	t.Helper()
	r := oneRatio(t)
	r.Way = draw.PerGrade
	for i := range r.Kinds {
		r.Kinds[i].Ratio = draw.Ratio{}
		r.Kinds[i].GradeRatios = []draw.Ratio{ratio(t, "0.5%"), ratio(t, "1%"), ratio(t, "2%"), ratio(t, "10%"), ratio(t, "1/3")}
		r.Kinds[i].UngradedRatio = ratio(t, "5%")
	}
	return r
}

// entities makes n candidates of the rules' kinds and grades, some excluded.
func entities(rng *rand.Rand, rules draw.Rules, n int) []draw.Candidate {
	list := make([]draw.Candidate, n)
	reasons := []draw.Exclusion{draw.ClearLead, draw.CapReached, draw.OpenCase}
	for i := range list {
		c := draw.Candidate{
			Code: fmt.Sprintf("91130227%010d", i),
			Kind: rules.Kinds[rng.IntN(len(rules.Kinds))].Kind,
		}
		if at := rng.IntN(len(rules.Scale) + 1); at < len(rules.Scale) {
			c.Grade = rules.Scale[at].Name
		}
		if rng.IntN(6) == 0 {
			c.Excluded = reasons[rng.IntN(len(reasons))]
		}
		list[i] = c
	}
	return list
}

func inspector(cert, department string) draw.Inspector {
	return draw.Inspector{
		Certificate: cert,
		Department:  department,
		InspectorFacts: draw.InspectorFacts{
			Active: true, Capacity: 1000, ValidUntil: "2027-12-31",
		},
	}
}

func staff() []draw.Inspector {
	list := []draw.Inspector{
		inspector("冀B0001", squad), inspector("冀B0002", squad), inspector("冀B0003", squad), inspector("冀B0004", squad),
		inspector("冀B0101", social), inspector("冀B0102", social), inspector("冀B0201", center),
	}
	list[6].Employer = "91130227" + "0000000003"
	return list
}

func witnessEntries(n int) []draw.Entry {
	names := []string{"县纪委监委 赵某", "人大代表 钱某", "群众代表 孙某", "企业代表 李某"}
	values := []string{"3 17 42 8", "春风又绿江南岸", "骰子：6、1、4", "a \"quoted\" \\ phrase"}
	entries := make([]draw.Entry, n)
	for i := range entries {
		entries[i] = draw.Entry{
			Name: names[i], Value: values[i], Source: draw.Sealed,
			Salt: bytes.Repeat([]byte{byte(i + 1)}, draw.MinWitnessSalt+i),
		}
	}
	return entries
}

// sealAll seals entries against a commitment and opens them afterwards.
func sealAll(t testing.TB, c draw.Commitment, entries []draw.Entry) []draw.Entry {
	t.Helper()
	sealed := make([]draw.Entry, len(entries))
	for i, e := range entries {
		seal, err := draw.Seal(c.Hash, e.Name, e.Value, e.Salt)
		require.NoError(t, err)
		e.Seal = seal
		e.SealedAt = draw.At(committedAt.Add(time.Duration(i+1) * time.Minute))
		e.OpenedAt = draw.At(committedAt.Add(time.Hour + time.Duration(i)*time.Minute))
		sealed[i] = e
	}
	return sealed
}

// scenario is one draw of the tests and of the vectors.
type scenario struct {
	name       string
	task       string
	number     int
	rules      draw.Rules
	candidates []draw.Candidate
	inspectors []draw.Inspector
	witnesses  []draw.Entry
	unopened   bool // the last witness does not open
	options    draw.PublicOptions
}

func (s scenario) frozen(t testing.TB) *draw.Frozen {
	t.Helper()
	f, err := draw.Prepare(s.task, s.number, s.rules, draw.Each(s.candidates), s.inspectors, testKey(1))
	require.NoError(t, err)
	return f
}

func (s scenario) run(t testing.TB) *draw.FullEvidence {
	t.Helper()
	f := s.frozen(t)
	c, err := f.Commit(testNonce(7), committedAt)
	require.NoError(t, err)
	entries := s.witnesses
	if len(entries) > 0 && entries[0].Source == draw.Sealed {
		entries = sealAll(t, c, entries)
	}
	if s.unopened {
		last := &entries[len(entries)-1]
		last.OpenedAt, last.Value, last.Salt = "", "", nil
		e, err := f.Void(c, entries, committedAt.Add(3*time.Hour))
		require.NoError(t, err)
		return e
	}
	e, err := f.Reveal(c, testNonce(7), entries, committedAt.Add(2*time.Hour))
	require.NoError(t, err)
	return e
}

func encode(t testing.TB, e interface{ Encode(io.Writer) error }) []byte {
	t.Helper()
	var buf bytes.Buffer
	require.NoError(t, e.Encode(&buf))
	return buf.Bytes()
}

func codeOf(t testing.TB, err error) string {
	t.Helper()
	var e *draw.Error
	require.ErrorAs(t, err, &e)
	require.NotEmpty(t, e.Message)
	return e.Code
}
