package workflows_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// meanwhile is a record on which something happens once between an activity's
// reading and its writing.
type meanwhile struct {
	*store.Store
	do func()
}

func (m *meanwhile) AccountsFor(ctx context.Context, to law.Audience, on calendar.Date) ([]record.Account, error) {
	if do := m.do; do != nil {
		m.do = nil
		do()
	}
	return m.Store.AccountsFor(ctx, to, on)
}

// TestAnActBetweenReadingAndWriting: the messages of the later one reach their
// persons all the same, by the activity's retry.
func TestAnActBetweenReadingAndWriting(t *testing.T) {
	ctx := context.Background()
	t.Run("of a case", func(t *testing.T) {
		s := newCase(t)
		now := at("2024-04-02 10:00")
		s.now = func() time.Time { return now }
		put := func(on *activities.Activities, key, who string, facts law.Facts) error {
			act, err := law.NewAct(s.people[who], now, facts)
			require.NoError(t, err)
			act.Reasoned = true
			_, err = on.RecordCaseAct(ctx, s.ofCase(s.id, key, s.people[who], act))
			return err
		}
		_, err := s.effects.IssueNotice(ctx, s.id)
		require.NoError(t, err)
		require.NoError(t, put(s.effects, "serve", s.lead(), cases.ServeNotice{Method: law.ServedInPerson, On: day("2024-04-02 10:00")}))
		between := &meanwhile{Store: s.store, do: func() {
			require.NoError(t, put(s.effects, "extend", "head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: calendar.PeriodOf(5, calendar.WorkingDays)}))
		}}
		effects := activities.New(between, s.told, activities.WithNow(s.now), activities.WithSeals(keys))
		agree := func() error {
			return put(effects, "agree", s.lead(), cases.AgreeVisit{On: day("2024-04-10 10:00")})
		}
		var final *temporal.ApplicationError
		err = agree()
		require.Error(t, err)
		require.False(t, errors.As(err, &final), "it is tried again")
		require.NoError(t, agree())
		require.True(t, slices.ContainsFunc(s.messages(s.lead(), s.id), func(m record.Message) bool {
			return strings.Contains(m.Text, "约定于2024年4月10日检查")
		}))
	})
	t.Run("of a task", func(t *testing.T) {
		o := newOffice(t, plannedRecord)
		o.now = func() time.Time { return planned }
		put := func(on *activities.Activities, key, who string, facts law.Facts) error {
			act, err := law.NewAct(o.people[who], planned, facts)
			require.NoError(t, err)
			act.Reasoned = true
			handedIn := o.vouched(taskID, key, o.people[who], &act)
			_, err = on.RecordTaskAct(ctx, activities.TaskAct{Task: taskID, Key: key, Act: act, HandedIn: handedIn})
			return err
		}
		between := &meanwhile{Store: o.store, do: func() {
			require.NoError(t, put(o.effects, "scheme", "clerk", tasks.AdoptScheme{Name: "实施方案"}))
		}}
		effects := activities.New(between, o.told, activities.WithNow(o.now), activities.WithSeals(keys))
		start := func() error { return put(effects, "start", "director", tasks.StartEarly{}) }
		require.Error(t, start())
		require.NoError(t, start())
		require.Len(t, o.messages("clerk", taskID), 1)
	})
}
