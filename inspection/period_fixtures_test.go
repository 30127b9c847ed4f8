package inspection_test

import (
	"testing"

	"shuangsuiji/inspection/calendar"
)

func servedOn(t testing.TB, day calendar.Date) *caseRun {
	return openCase(t, day).issue().serve()
}

func endedOn(t testing.TB, day calendar.Date) *caseRun {
	return servedOn(t, day).file().onDay(day).visit(clear())
}
