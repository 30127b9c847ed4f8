package e2e

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
)

// The most events that a history may grow by. A case of a year has some twenty
// acts and fifty reminders; Temporal's limit is 50,000 events.
const (
	eventsPerAct      = 14
	eventsPerReminder = 12
	eventsPerStep     = 8 // that follows by itself from an act: the draw is revealed, the file closed
)

// episode is what a history tells between two rests of its workflow: the events
// that one act, one moment or one signal caused.
type episode struct {
	what   string // the update's name, or the activity that a timer or signal led to
	by     enums.EventType
	events int
	other  int // activities besides the first: what followed by itself
}

// episodes cuts a history where no workflow task and no activity is under way.
func episodes(h *historypb.History) []episode {
	var out []episode
	var now episode
	var names []string
	activities, owed := map[int64]bool{}, false // owed: a workflow task is under way or to come
	for _, e := range h.Events {
		now.events++
		switch e.EventType {
		case enums.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED:
			owed = true
		case enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
			owed = false
		case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			activities[e.EventId] = true
			names = append(names, e.GetActivityTaskScheduledEventAttributes().ActivityType.Name)
		case enums.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
			delete(activities, e.GetActivityTaskCompletedEventAttributes().ScheduledEventId)
			owed = true
		case enums.EVENT_TYPE_ACTIVITY_TASK_FAILED:
			delete(activities, e.GetActivityTaskFailedEventAttributes().ScheduledEventId)
			owed = true
		case enums.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED, enums.EVENT_TYPE_TIMER_FIRED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED:
			now.by, owed = e.EventType, true
		case enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
			now.by, now.what = e.EventType, e.GetWorkflowExecutionUpdateAcceptedEventAttributes().AcceptedRequest.Input.Name
		}
		// The commands of a completed task stand behind it, up to the next one.
		if !owed && len(activities) == 0 && rests(h, e) {
			if now.what == "" && len(names) > 0 {
				now.what = names[0]
			}
			now.other = max(0, len(names)-1)
			out, now, names = append(out, now), episode{}, nil
		}
	}
	return out
}

// rests reports whether the next event begins something new.
func rests(h *historypb.History, e *historypb.HistoryEvent) bool {
	if int(e.EventId) == len(h.Events) {
		return true
	}
	switch h.Events[e.EventId].EventType {
	case enums.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED, enums.EVENT_TYPE_TIMER_FIRED, enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED:
		return true
	}
	return false
}

// requireFewEvents holds each act and each reminder against its bound, and
// reports the figures.
func requireFewEvents(t *testing.T, histories map[string][]*historypb.History) {
	t.Helper()
	most := map[string]episode{}
	acts, reminders := 0, 0
	for _, name := range slices.Sorted(maps.Keys(histories)) {
		for _, h := range histories[name] {
			for _, e := range episodes(h) {
				key := e.by.String() + " " + e.what
				if e.other > 0 {
					key += " …"
				}
				if e.events > most[key].events {
					most[key] = e
				}
				switch {
				case e.other > 0:
					require.LessOrEqual(t, e.events, eventsPerAct+e.other*eventsPerStep, "%s: %s", name, e.what)
				case e.by == enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
					acts++
					require.LessOrEqual(t, e.events, eventsPerAct, "%s: %s", name, e.what)
				case e.by == enums.EVENT_TYPE_TIMER_FIRED:
					reminders++
					require.LessOrEqual(t, e.events, eventsPerReminder, "%s: %s", name, e.what)
				}
			}
		}
	}
	require.Greater(t, acts, 50)
	require.GreaterOrEqual(t, reminders, 7, "as many as the paths bring near")
	var lines []string
	for _, key := range slices.SortedFunc(maps.Keys(most), func(a, b string) int { return cmp.Or(most[b].events-most[a].events, strings.Compare(a, b)) }) {
		lines = append(lines, fmt.Sprintf("%4d  %s", most[key].events, key))
	}
	t.Logf("most events of each kind, from %d acts and %d moments:\n%s", acts, reminders, strings.Join(lines, "\n"))
}
