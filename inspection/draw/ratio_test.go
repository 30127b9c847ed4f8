package draw_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/draw"
)

func TestParseRatio(t *testing.T) {
	for _, c := range []struct{ text, json, people string }{
		{"10%", `"1/10"`, "10%"},
		{" 10 % ", `"1/10"`, "10%"},
		{"10％", `"1/10"`, "10%"},
		{"0.5%", `"1/200"`, "0.5%"},
		{"0.05%", `"1/2000"`, "0.05%"},
		{"12.50%", `"1/8"`, "12.5%"},
		{"1/3", `"1/3"`, "1/3"},
		{"2 / 6", `"1/3"`, "1/3"},
		{"0.1", `"1/10"`, "10%"},
		{"0%", `"0/1"`, "0%"},
		{"100%", `"1/1"`, "100%"},
		{"1", `"1/1"`, "100%"},
		{"0.0000001%", `"1/1000000000"`, "0.0000001%"},
	} {
		r, err := draw.ParseRatio(c.text)
		require.NoError(t, err, c.text)
		text, err := json.Marshal(r)
		require.NoError(t, err)
		require.Equal(t, c.json, string(text), c.text)
		require.Equal(t, c.people, r.String(), c.text)
	}
	_, err := draw.ParseRatio("0.1000000")
	require.NoError(t, err)
	_, err = draw.ParseRatio("000000000000010%")
	require.NoError(t, err)
	for _, text := range []string{
		"10％%", "+10%", "1:%", "1/-3", "0.10000000", "0000000000000010%",
		"", "%", "-10%", "101%", "1.5", "10%%", "1/0", "3/2", "1/", "/2", "abc", "1e-1", "0x1", "10 %x", ".5%", "5.%",
		"0.00000001%", "1/1000000001", "1/99999999999999999999", "１０%", "十分之一",
	} {
		_, err := draw.ParseRatio(text)
		require.Equal(t, draw.CodeRatio, codeOf(t, err), text)
	}
}

func TestCeilOfIsExact(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		den := rapid.Int64Range(1, 1_000_000_000).Draw(rt, "den")
		num := rapid.Int64Range(0, den).Draw(rt, "num")
		n := rapid.IntRange(0, draw.MaxRoster).Draw(rt, "n")
		r, err := draw.NewRatio(num, den)
		require.NoError(rt, err)
		exact := new(big.Rat).Mul(big.NewRat(num, den), big.NewRat(int64(n), 1))
		got := big.NewRat(int64(r.CeilOf(n)), 1)
		require.GreaterOrEqual(rt, got.Cmp(exact), 0, "never below the ratio")
		require.Negative(rt, new(big.Rat).Sub(got, big.NewRat(1, 1)).Cmp(exact), "never one more than needed")
	})
}
