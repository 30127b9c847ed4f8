package draw_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// TestTheFormOfAnEntry: each way in which an entry can be wrong is told for what
// it is.
func TestTheFormOfAnEntry(t *testing.T) {
	opened := draw.At(committedAt.Add(time.Hour))
	byClerk := draw.Entry{Name: "甲", Value: "12", Source: draw.ByClerk, OpenedAt: opened}
	sealed := draw.Entry{Name: "甲", Value: "12", Source: draw.Sealed, OpenedAt: opened, SealedAt: draw.At(committedAt), Seal: testSeed(1), Salt: make(draw.Bytes, draw.MinWitnessSalt)}
	for _, c := range []struct {
		name   string
		entry  draw.Entry
		change func(*draw.Entry)
		says   string
	}{
		{"by the clerk", byClerk, func(*draw.Entry) {}, ""},
		{"by command", byClerk, func(e *draw.Entry) { e.Source = draw.ByCommand }, ""},
		{"sealed", sealed, func(*draw.Entry) {}, ""},
		{"sealed, the longest salt", sealed, func(e *draw.Entry) { e.Salt = make(draw.Bytes, draw.MaxWitnessSalt) }, ""},
		{"sealed and not opened", sealed, func(e *draw.Entry) { e.OpenedAt, e.Value, e.Salt = "", "", nil }, ""},
		{"no name", byClerk, func(e *draw.Entry) { e.Name = "" }, "姓名“”无效"},
		{"unknown source", byClerk, func(e *draw.Entry) { e.Source = "friend" }, "录入方式“friend”未知"},
		{"opened without a value", byClerk, func(e *draw.Entry) { e.Value = "" }, "录入内容无效"},
		{"a value that is not opened", sealed, func(e *draw.Entry) { e.OpenedAt = "" }, "录入内容无效"},
		{"two lines", byClerk, func(e *draw.Entry) { e.Value = "1\n2" }, "录入内容无效"},
		{"time that is none", byClerk, func(e *draw.Entry) { e.OpenedAt = "yesterday" }, "开启时间无效"},
		{"by the clerk and not opened", byClerk, func(e *draw.Entry) { e.OpenedAt, e.Value = "", "" }, "不应带有密封值"},
		{"by the clerk with a salt", byClerk, func(e *draw.Entry) { e.Salt = draw.Bytes{1} }, "不应带有密封值"},
		{"by the clerk with a seal", byClerk, func(e *draw.Entry) { e.Seal = testSeed(1) }, "不应带有密封值"},
		{"by the clerk with a time of sealing", byClerk, func(e *draw.Entry) { e.SealedAt = opened }, "不应带有密封值"},
		{"no seal", sealed, func(e *draw.Entry) { e.Seal = draw.Hash{} }, "缺少密封值或密封时间"},
		{"no time of sealing", sealed, func(e *draw.Entry) { e.SealedAt = "" }, "缺少密封值或密封时间"},
		{"salt too short", sealed, func(e *draw.Entry) { e.Salt = e.Salt[1:] }, "盐值应为 16 至 64 字节"},
		{"salt too long", sealed, func(e *draw.Entry) { e.Salt = make(draw.Bytes, draw.MaxWitnessSalt+1) }, "盐值应为 16 至 64 字节"},
		{"salt before the opening", sealed, func(e *draw.Entry) { e.OpenedAt, e.Value, e.Salt = "", "", draw.Bytes{1} }, "未开启，却有盐值"},
	} {
		e := c.entry
		c.change(&e)
		err := e.Check()
		if c.says == "" {
			require.NoError(t, err, c.name)
			continue
		}
		require.Equal(t, draw.CodeEntry, codeOf(t, err), c.name)
		require.ErrorContains(t, err, c.says, c.name)
	}
}

// TestWhatCanBeSealed, and what is said of the rest.
func TestWhatCanBeSealed(t *testing.T) {
	longest, salt := strings.Repeat("a", 1000), bytes.Repeat([]byte{1}, draw.MaxWitnessSalt)
	_, err := draw.Seal(testSeed(1), longest, longest, salt)
	require.NoError(t, err)
	_, err = draw.Seal(testSeed(1), longest+"a", "1", salt)
	require.ErrorContains(t, err, "不得超过 1000 字节")
	_, err = draw.Seal(testSeed(1), "甲", "1", append(salt, 1))
	require.ErrorContains(t, err, "盐值应为 16 至 64 字节")
	e := draw.Entry{Name: "甲", Value: "1", Source: draw.Sealed, OpenedAt: draw.At(committedAt), Salt: salt[:3]}
	require.Equal(t, draw.CodeEntry, codeOf(t, e.CheckSeal(testSeed(1))))
}
