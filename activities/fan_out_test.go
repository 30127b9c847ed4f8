package activities_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
)

// openWork is a record that knows only which cases are open.
type openWork struct {
	activities.Record
	cases []string
}

func (openWork) OpenTaskIDs(context.Context, string, int) ([]string, error) { return nil, nil }

func (openWork) OpenProceedingNumbers(context.Context, string, int) ([]string, error) {
	return nil, nil
}

func (w openWork) OpenCaseNumbers(_ context.Context, _, after string, limit int) ([]string, error) {
	i, found := slices.BinarySearch(w.cases, after)
	if found {
		i++
	}
	return w.cases[i:min(len(w.cases), i+limit)], nil
}

// listeners are procedures that are told something.
type listeners struct {
	activities.Procedures
	mu          sync.Mutex
	told        []string
	now, most   int
	sick        []string // never answer
	failing     []string // answer with a failure of their own
	unreachable error    // of the server
}

func (l *listeners) Healthy(context.Context) error { return l.unreachable }

func (l *listeners) TellCase(ctx context.Context, no, _, _ string, _ any) error {
	l.mu.Lock()
	l.now++
	l.most = max(l.most, l.now)
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		l.now--
		l.mu.Unlock()
	}()
	switch {
	case l.unreachable != nil:
		return l.unreachable
	case slices.Contains(l.failing, no):
		return law.Errorf(law.KindUnavailable, "procedure_unavailable", "流程暂时不可用。")
	case slices.Contains(l.sick, no):
		<-ctx.Done()
		return fmt.Errorf("tell %s: %w", no, ctx.Err())
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told = append(l.told, no)
	return nil
}

func numbered(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("2024001-001-%04d", i+1)
	}
	return out
}

func announcing(work openWork, l *listeners) (*testsuite.TestActivityEnvironment, *activities.Activities) {
	env := (&testsuite.WorkflowTestSuite{}).NewTestActivityEnvironment()
	a := activities.New(work, l, activities.WithPatience(50*time.Millisecond))
	env.RegisterActivity(a)
	return env, a
}

var notice = activities.Announcement{ID: "calendar-1", Update: activities.UpdateCalendarChanged, Calendar: "2024"}

func TestWhoDoesNotAnswerHoldsUpNobody(t *testing.T) {
	all := numbered(450)
	l := &listeners{sick: []string{all[0], all[7], all[301]}, failing: []string{all[449]}}
	env, a := announcing(openWork{cases: all}, l)
	got, err := env.ExecuteActivity(a.Announce, notice)
	require.NoError(t, err)
	var told activities.Announced
	require.NoError(t, got.Get(&told))
	require.Equal(t, activities.Announced{Told: 446, Behind: []string{all[0], all[7], all[301], all[449]}}, told)
	require.Len(t, l.told, 446)
	require.Greater(t, l.most, 1, "side by side")
	require.LessOrEqual(t, l.most, 16, "people's acts go on beside it")
}

// With the server away everybody would seem sick: nobody is named, and the
// announcement is tried again where it stood.
func TestNobodyIsBehindWhileTheServerIsAway(t *testing.T) {
	l := &listeners{unreachable: law.Errorf(law.KindUnavailable, "procedure_unavailable", "流程服务暂时不可用。")}
	env, a := announcing(openWork{cases: numbered(30)}, l)
	_, err := env.ExecuteActivity(a.Announce, notice)
	require.ErrorContains(t, err, "流程服务暂时不可用")
}

// Where all are behind, it is not they who are sick.
func TestTooManyBehindIsAFault(t *testing.T) {
	all := numbered(1201)
	env, a := announcing(openWork{cases: all}, &listeners{failing: all})
	_, err := env.ExecuteActivity(a.Announce, notice)
	require.ErrorContains(t, err, "do not answer")
}

// The next try goes on behind the last page that was told, and still knows who was
// behind in it.
func TestAnAnnouncementGoesOnWhereItStood(t *testing.T) {
	all := numbered(250)
	l := &listeners{}
	env, a := announcing(openWork{cases: all}, l)
	env.SetHeartbeatDetails(map[string]any{"tasksDone": true, "casesAfter": all[199], "count": 199, "behind": []string{all[3]}})
	got, err := env.ExecuteActivity(a.Announce, notice)
	require.NoError(t, err)
	var told activities.Announced
	require.NoError(t, got.Get(&told))
	require.Equal(t, activities.Announced{Told: 249, Behind: []string{all[3]}}, told)
	slices.Sort(l.told)
	require.Equal(t, all[200:], l.told)
}

// A worker that stops leaves nothing behind that waits for an hour.
func TestAnAnnouncementEndsWithItsContext(t *testing.T) {
	all := numbered(5)
	l := &listeners{sick: all}
	stop := make(chan struct{})
	close(stop)
	env := (&testsuite.WorkflowTestSuite{}).NewTestActivityEnvironment()
	a := activities.New(openWork{cases: all}, l, activities.WithPatience(time.Hour))
	env.RegisterActivity(a)
	env.SetWorkerStopChannel(stop)
	_, err := env.ExecuteActivity(a.Announce, notice)
	require.ErrorContains(t, err, "the worker stops")
}

// Each of a cancelled task's cases is told, whoever does not answer; the activity
// then fails, and its next try finds only those that are still open.
func TestCasesAreCancelledBesideASickOne(t *testing.T) {
	all := numbered(40)
	l := &listeners{sick: all[:1]}
	env, a := announcing(openWork{cases: all}, l)
	_, err := env.ExecuteActivity(a.CancelCases, "2024001-001")
	var failed *temporal.ApplicationError
	require.True(t, errors.As(err, &failed), "%v", err)
	require.False(t, failed.NonRetryable())
	require.ErrorContains(t, err, all[0])
	require.Len(t, l.told, 39)

	l.sick = nil
	env, a = announcing(openWork{cases: all[:1]}, l)
	_, err = env.ExecuteActivity(a.CancelCases, "2024001-001")
	require.NoError(t, err)
}

func TestWhoIsBehindIsComeBackTo(t *testing.T) {
	all := numbered(3)
	l := &listeners{sick: all[1:2]}
	env, a := announcing(openWork{}, l)
	again := notice
	again.Only = all
	_, err := env.ExecuteActivity(a.TellBehind, again)
	require.ErrorContains(t, err, all[1])
	l.sick = nil
	_, err = env.ExecuteActivity(a.TellBehind, again)
	require.NoError(t, err)
}

// Announcements answered a bare number before: it stands in their histories.
func TestAnOlderAnswerIsRead(t *testing.T) {
	var told activities.Announced
	require.NoError(t, json.Unmarshal([]byte("17"), &told))
	require.Equal(t, activities.Announced{Told: 17}, told)
	raw, err := json.Marshal(activities.Announced{Told: 2, Behind: []string{"x"}})
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &told))
	require.Equal(t, activities.Announced{Told: 2, Behind: []string{"x"}}, told)
	require.Error(t, json.Unmarshal([]byte(`"many"`), &told))
}
