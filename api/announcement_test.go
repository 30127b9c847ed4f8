package api

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

// A case whose row is damaged holds up nobody: a holiday notice reaches all others,
// the answer names the one, and once the row is mended the notice reaches it too.
func TestADamagedCaseHoldsUpNobody(t *testing.T) {
	b := newBench(t, generous())
	b.worker.Stop()
	b.worker = worker.New(b.temporal, activities.New(b.store, workflows.NewDispatcher(b.temporal), activities.WithSeals(b.keys), activities.WithPatience(2*time.Second)), worker.Options{})
	require.NoError(t, b.worker.Start())
	numbers := b.drawn()
	require.GreaterOrEqual(t, len(numbers), 2)
	sick, sound := numbers[0], numbers[1:]
	whole := b.damage(sick, "{")

	dayOff := append(calendar.Embedded().Exceptions(2024), calendar.Exception{Date: calendar.NewDate(2024, 4, 2), Holiday: "调整", Notice: "国办发明电〔2024〕9号"})
	var told noticeReply
	b.request("admin", "PUT", "/api/calendar/2024", map[string]any{"notice": "国办发明电〔2024〕9号", "exceptions": dayOff}).is(200).into(&told)
	require.Equal(t, []string{sick}, told.Behind)
	for _, no := range sound {
		require.Equal(t, 1, countOf(b.acts("cases/"+no), law.ActRecount), no)
	}
	// Who starts meanwhile is not held up either.
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	require.NoError(t, b.office.ResumeAnnouncements(ctx))
	differences, _, err := b.office.Reconcile(ctx, true)
	require.NoError(t, err)
	require.Len(t, differences, 1)
	require.Equal(t, sick, differences[0].Subject)

	b.damage(sick, whole)
	b.until(func(context.Context) bool { return countOf(b.acts("cases/"+sick), law.ActRecount) == 1 })
	// An announcement of its own comes back to it, and ends once it has heard.
	years, err := b.store.CalendarYears(t.Context())
	require.NoError(t, err)
	cal, err := b.store.Calendar(t.Context())
	require.NoError(t, err)
	rest := fmt.Sprintf("calendar-%s-%d-behind", cal.Version(), years[0].Entry)
	described, err := b.temporal.DescribeWorkflowExecution(t.Context(), rest, "")
	require.NoError(t, err)
	require.Equal(t, workflows.AnnouncementName, described.GetWorkflowExecutionInfo().GetType().GetName())
}

// damage puts another text in the place of the case's state and returns the one
// before.
func (b *bench) damage(no, state string) (before string) {
	b.Helper()
	pool, err := sql.Open("sqlite", b.file+"?_pragma=busy_timeout(10000)")
	require.NoError(b, err)
	defer func() { require.NoError(b, pool.Close()) }()
	require.NoError(b, pool.QueryRowContext(b.Context(), "SELECT state FROM cases WHERE no = ?", no).Scan(&before))
	_, err = pool.ExecContext(b.Context(), "UPDATE cases SET state = ? WHERE no = ?", state, no)
	require.NoError(b, err)
	return before
}
