package workflows_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/workflows"
)

// An announcement answers as soon as everybody was told once; another comes back to
// those who did not answer, until they have.
func TestAnAnnouncementDoesNotWaitForWhoIsBehind(t *testing.T) {
	env := newEnvironment()
	env.RegisterWorkflowWithOptions(workflows.Announcement, workflow.RegisterOptions{Name: workflows.AnnouncementName})
	var tries int
	env.RegisterActivityWithOptions(func(context.Context, activities.Announcement) (activities.Announced, error) {
		return activities.Announced{Told: 4, Behind: []string{"2024001-001-0001"}}, nil
	}, activity.RegisterOptions{Name: "Announce"})
	env.RegisterActivityWithOptions(func(_ context.Context, in activities.Announcement) error {
		require.Equal(t, []string{"2024001-001-0001"}, in.Only)
		require.Equal(t, "calendar-1", in.ID, "a repeat under the same name is harmless")
		if tries++; tries < 5 {
			return errors.New("1 do not answer")
		}
		return nil
	}, activity.RegisterOptions{Name: "TellBehind"})
	env.ExecuteWorkflow(workflows.AnnouncementName, activities.Announcement{ID: "calendar-1", Update: activities.UpdateCalendarChanged, Calendar: "2024"})
	require.True(t, env.IsWorkflowCompleted())
	var told activities.Announced
	require.NoError(t, env.GetWorkflowResult(&told))
	require.Equal(t, activities.Announced{Told: 4, Behind: []string{"2024001-001-0001"}}, told)

	env = newEnvironment()
	env.RegisterWorkflowWithOptions(workflows.Announcement, workflow.RegisterOptions{Name: workflows.AnnouncementName})
	env.RegisterActivityWithOptions(func(context.Context, activities.Announcement) error {
		if tries++; tries < 5 {
			return errors.New("1 do not answer")
		}
		return nil
	}, activity.RegisterOptions{Name: "TellBehind"})
	tries = 0
	env.ExecuteWorkflow(workflows.AnnouncementName, activities.Announcement{ID: "calendar-1", Update: activities.UpdateCalendarChanged, Only: []string{"2024001-001-0001"}})
	require.NoError(t, env.GetWorkflowError())
	require.Equal(t, 5, tries)
}
