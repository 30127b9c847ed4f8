package inspectiontest

import (
	"testing"

	"shuangsuiji/inspection/calendar"
)

func ServedOn(t testing.TB, day calendar.Date) *CaseRun {
	return OpenCase(t, day).Issue().Serve()
}

func EndedOn(t testing.TB, day calendar.Date) *CaseRun {
	return ServedOn(t, day).File().OnDay(day).Visit(Clear())
}
