package activities

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// A system's act goes on record under the key that follows from it, whatever key came
// with it: under that of a later step it would be taken for the step.
func TestKeysOfTheSystemsActs(t *testing.T) {
	moment := law.Moment{Deadline: "self_check", Generation: 1, Step: "before_3", At: time.Date(2024, time.April, 8, 1, 0, 0, 0, time.UTC)}
	for name, tt := range map[string]struct {
		facts      law.Facts
		given, key string
		ok         bool
	}{
		"a moment's":                       {law.Lapse{Moment: moment}, momentKey(moment), momentKey(moment), true},
		"a moment under a later step's":    {law.Lapse{Moment: moment}, "archive", momentKey(moment), true},
		"a recount's":                      {law.Recount{Calendar: "2024/1"}, "recount/2024/1/5", "recount/2024/1/5", true},
		"a recount of the first act":       {law.Recount{Calendar: "2024/1"}, "recount/2024/1/0", "recount/2024/1/0", true},
		"a recount under a later step's":   {law.Recount{Calendar: "2024/1"}, "archive", "", false},
		"a recount after acts to come":     {law.Recount{Calendar: "2024/1"}, "recount/2024/1/6", "", false},
		"a recount with another calendar":  {law.Recount{Calendar: "2024/1"}, "recount/2024/2/5", "", false},
		"a recount after no number":        {law.Recount{Calendar: "2024/1"}, "recount/2024/1/-1", "", false},
		"the cancellation's":               {cases.CancelCase{}, "archive", cancelledKey, true},
		"a month's":                        {tasks.MonthCome{}, "month_come/2024-04-01", "month_come/2024-04-01", true},
		"a month under a later step's":     {tasks.MonthCome{}, "cases_closed", "", false},
		"a person's act, which has no key": {cases.ConfirmResult{}, "confirm", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			act, err := law.NewAct(law.System, time.Time{}, tt.facts)
			require.NoError(t, err)
			key, ok := keyOf(act, tt.given, 5)
			require.Equal(t, tt.ok, ok)
			if ok {
				require.Equal(t, tt.key, key)
			}
		})
	}
}
