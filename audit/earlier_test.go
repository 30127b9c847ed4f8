package audit

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// TestSubjectsFromBeforeTheLawWasReadAnew: what began before and does not follow any more
// is counted; what began at that moment or later is found.
func TestSubjectsFromBeforeTheLawWasReadAnew(t *testing.T) {
	anew := time.Date(2026, time.November, 30, 9, 0, 0, 0, time.UTC)
	refused := law.Errorf(law.KindNotAllowed, "refused_today", "依现行规则不能办理。")
	stored := cases.Case{No: "2024001-001-0001", Stage: cases.StageClosed}
	differing := refold.Folded[cases.Case]{Began: cases.Case{No: stored.No}}
	stopped := refold.Folded[cases.Case]{Began: stored, Stopped: refused}
	following := refold.Folded[cases.Case]{Began: stored}
	for name, test := range map[string]struct {
		recorded time.Time
		folded   refold.Folded[cases.Case]
		found    string
		earlier  int
		holds    bool
	}{
		"before, follows":    {anew.Add(-time.Microsecond), following, "", 0, true},
		"before, differs":    {anew.Add(-time.Microsecond), differing, "", 1, false},
		"before, refused":    {anew.Add(-time.Microsecond), stopped, "", 1, false},
		"just then, differs": {anew, differing, "state_differs", 0, false},
		"after, refused":     {anew.Add(time.Microsecond), stopped, "acts_not_lawful", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			found := ""
			c := &check{readAnew: anew, report: func(f Finding) error {
				found = f.Code
				return nil
			}}
			holds, err := follows(c, "cases", stored.No, stored, test.folded, []record.Act{{Recorded: test.recorded}}, nil)
			require.NoError(t, err)
			require.Equal(t, test.found, found)
			require.Equal(t, test.earlier, c.done.Earlier)
			require.Equal(t, test.holds, holds)
			require.Equal(t, 1, c.done.Earlier+c.done.Folded)
		})
	}
}
