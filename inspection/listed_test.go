package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// TestItemsListedOn: from the day of publication, until the day of withdrawal.
func TestItemsListedOn(t *testing.T) {
	item := registers.Item{Code: "R1", EntityKind: "人力资源服务机构", Name: "甲", Active: true, PublishedOn: inspectiontest.March(3), WithdrawnOn: inspectiontest.March(10)}
	for day, listed := range map[int]bool{2: false, 3: true, 4: true, 9: true, 10: false, 11: false} {
		require.Equal(t, listed, item.ListedOn(inspectiontest.March(day)), "March %d", day)
	}
	item.WithdrawnOn = calendar.Date{}
	require.True(t, item.ListedOn(inspectiontest.Date(2099, 1, 1)))
	inactive, unpublished := item, item
	inactive.Active, unpublished.PublishedOn = false, calendar.Date{}
	require.False(t, inactive.ListedOn(inspectiontest.March(4)))
	require.False(t, unpublished.ListedOn(inspectiontest.March(4)))
	wrong := registers.Item{Code: "R1", EntityKind: "x", Name: "x", Weight: registers.ItemKey, PublishedOn: inspectiontest.March(4), WithdrawnOn: inspectiontest.March(3)}
	require.Equal(t, []string{"withdrawnOn"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "item_invalid", wrong.Validate())))
}

// TestNoInspectionOutsideTheList: where 国办发〔2024〕54号 binds, an item that is not
// published is left out, and one that the rules name refuses the draw.
func TestNoInspectionOutsideTheList(t *testing.T) {
	agency, kind := "社保经办机构", "人力资源服务机构"
	items := []registers.Item{
		{Code: "R1", EntityKind: kind, Active: true, PublishedOn: inspectiontest.March(3)}, {Code: "R2", EntityKind: kind, Active: true},
		{Code: "R3", EntityKind: kind, PublishedOn: inspectiontest.March(3)}, {Code: "S1", EntityKind: agency, Active: true}, {Code: "S2", EntityKind: agency},
	}
	codes := func(e *law.Edition, publicBodies bool, day calendar.Date) (out []string) {
		for _, i := range (tasks.Task{}).ListedItems(items, func(k string) bool { return e.Binds(registers.PublicBodyOfKind(k), publicBodies) }, day) {
			out = append(out, i.Code)
		}
		return out
	}
	before, e := inspectiontest.Edition2024(t), inspectiontest.Edition2025(t)
	require.Equal(t, []string{"R1", "R2", "S1"}, codes(before, false, inspectiontest.March(3)))
	require.Equal(t, []string{"R1", "S1"}, codes(e, false, inspectiontest.March(3)))
	require.Equal(t, []string{"S1"}, codes(e, false, inspectiontest.March(2)))
	require.Equal(t, []string{"R1"}, codes(e, true, inspectiontest.March(3)))
	for named, code := range map[string]string{"R1": "", "R2": "item_not_published", "R3": "item_not_published", "S1": "", "S2": "", "X9": ""} {
		task := tasks.Task{Rules: tasks.DrawRules{Items: []string{named}}}
		require.NoError(t, task.CheckItemsListed(items, func(k string) bool { return before.Binds(registers.PublicBodyOfKind(k), false) }, inspectiontest.March(3)))
		err := task.CheckItemsListed(items, func(k string) bool { return e.Binds(registers.PublicBodyOfKind(k), false) }, inspectiontest.March(3))
		if code == "" {
			require.NoError(t, err, named)
		} else {
			inspectiontest.RefusedAs(t, code, err)
		}
	}
}

func TestCapOfVisitsInTheDraw(t *testing.T) {
	for _, tc := range []struct {
		inspected, most int
		want            draw.Exclusion
	}{{1, 2, ""}, {2, 2, draw.CapReached}, {3, 2, draw.CapReached}, {9, 0, ""}} {
		require.Equal(t, tc.want, tasks.CapVisits(draw.Candidate{}, tc.inspected, tc.most).Excluded)
	}
	require.Equal(t, draw.ClearLead, tasks.CapVisits(draw.Candidate{Excluded: draw.ClearLead}, 9, 2).Excluded, "the first reason stays")
}

func TestExternalVisit(t *testing.T) {
	good := registers.ExternalVisit{Entity: "91999999MADEM0011Y", On: inspectiontest.March(3), Agency: "市场监督管理局"}
	require.NoError(t, good.Validate())
	bad := registers.ExternalVisit{Entity: "123"}
	require.Equal(t, []string{"entity", "on", "agency"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "external_visit_invalid", bad.Validate())))
}
