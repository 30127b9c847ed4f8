package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
)

func tryClock(t *testing.T, u *up) {
	require.Equal(t, "业务时钟：2024年4月1日 09:00（停住，按命令拨动，已拨动0次）\n", requireDone(t, u.at("clock")...))
	require.Contains(t, requireDone(t, u.at("clock", "to", "2024-04-02T10:30")...), "2024年4月2日 10:30（停住，按命令拨动，已拨动1次）")
	require.Contains(t, requireDone(t, u.at("clock", "to", "2024-04-03")...), "2024年4月3日 09:00")
	require.Contains(t, requireDone(t, u.at("clock", "days", "2")...), "2024年4月5日 09:00")
	require.Contains(t, requireDone(t, u.at("clock", "show", "--login", "admin")...), "2024年4月5日 09:00")
	requireOneLine(t, exitFailed, "clock_backwards", u.at("clock", "to", "2024-04-05")...)
	requireOneLine(t, exitFailed, "not_your_act", u.at("clock", "days", "1", "--login", "director")...)
	requireOneLine(t, exitUsage, "不是日期或者时间", u.at("clock", "to", "tomorrow")...)
	requireOneLine(t, exitUsage, "只能向后拨", u.at("clock", "days", "0")...)
}

func TestClockMoment(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2024, time.May, 6)
	for text, want := range map[string]time.Time{
		"2024-05-06": day.At(9, 0), "2024-05-06T00:00": day.At(0, 0), "2024-05-06 14:30": day.At(14, 30),
	} {
		var m clockMoment
		require.NoError(t, m.UnmarshalText([]byte(text)))
		require.True(t, want.Equal(time.Time(m)), text)
	}
	for _, text := range []string{"", "2024-5-6", "2024-02-30", "2024-05-06T", "2024-05-06T24:00", "T09:00", "2024-05-06T09:00:00"} {
		var m clockMoment
		require.Error(t, m.UnmarshalText([]byte(text)), text)
	}
}
