package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// TestItemsListedOn: from the day of publication, until the day of withdrawal.
func TestItemsListedOn(t *testing.T) {
	item := inspection.Item{Code: "R1", EntityKind: "人力资源服务机构", Name: "甲", Active: true, PublishedOn: march(3), WithdrawnOn: march(10)}
	for day, listed := range map[int]bool{2: false, 3: true, 4: true, 9: true, 10: false, 11: false} {
		require.Equal(t, listed, item.ListedOn(march(day)), "March %d", day)
	}
	item.WithdrawnOn = calendar.Date{}
	require.True(t, item.ListedOn(date(2099, 1, 1)))
	inactive, unpublished := item, item
	inactive.Active, unpublished.PublishedOn = false, calendar.Date{}
	require.False(t, inactive.ListedOn(march(4)))
	require.False(t, unpublished.ListedOn(march(4)))
	wrong := inspection.Item{Code: "R1", EntityKind: "x", Name: "x", Weight: inspection.ItemKey, PublishedOn: march(4), WithdrawnOn: march(3)}
	require.Equal(t, []string{"withdrawnOn"}, fields(refusedAs(t, "item_invalid", wrong.Validate())))
}

// TestNoInspectionOutsideTheList: where 国办发〔2024〕54号 binds, an item that is not
// published is left out, and one that the rules name refuses the draw.
func TestNoInspectionOutsideTheList(t *testing.T) {
	agency, kind := "社保经办机构", "人力资源服务机构"
	items := []inspection.Item{
		{Code: "R1", EntityKind: kind, Active: true, PublishedOn: march(3)}, {Code: "R2", EntityKind: kind, Active: true},
		{Code: "R3", EntityKind: kind, PublishedOn: march(3)}, {Code: "S1", EntityKind: agency, Active: true}, {Code: "S2", EntityKind: agency},
	}
	codes := func(e *inspection.Edition, publicBodies bool, day calendar.Date) (out []string) {
		for _, i := range (inspection.Task{}).ListedItems(items, func(k string) bool { return e.Binds(k, publicBodies) }, day) {
			out = append(out, i.Code)
		}
		return out
	}
	before, e := edition2024(t), edition2025(t)
	require.Equal(t, []string{"R1", "R2", "S1"}, codes(before, false, march(3)))
	require.Equal(t, []string{"R1", "S1"}, codes(e, false, march(3)))
	require.Equal(t, []string{"S1"}, codes(e, false, march(2)))
	require.Equal(t, []string{"R1"}, codes(e, true, march(3)))
	for named, code := range map[string]string{"R1": "", "R2": "item_not_published", "R3": "item_not_published", "S1": "", "S2": "", "X9": ""} {
		task := inspection.Task{Rules: inspection.DrawRules{Items: []string{named}}}
		require.NoError(t, task.CheckItemsListed(items, func(k string) bool { return before.Binds(k, false) }, march(3)))
		err := task.CheckItemsListed(items, func(k string) bool { return e.Binds(k, false) }, march(3))
		if code == "" {
			require.NoError(t, err, named)
		} else {
			refusedAs(t, code, err)
		}
	}
}

func TestCapOfVisitsInTheDraw(t *testing.T) {
	for _, tc := range []struct {
		inspected, most int
		want            draw.Exclusion
	}{{1, 2, ""}, {2, 2, draw.CapReached}, {3, 2, draw.CapReached}, {9, 0, ""}} {
		require.Equal(t, tc.want, inspection.CapVisits(draw.Candidate{}, tc.inspected, tc.most).Excluded)
	}
	require.Equal(t, draw.ClearLead, inspection.CapVisits(draw.Candidate{Excluded: draw.ClearLead}, 9, 2).Excluded, "the first reason stays")
}

func TestExternalVisit(t *testing.T) {
	good := inspection.ExternalVisit{Entity: "91999999MADEM0011Y", On: march(3), Agency: "市场监督管理局"}
	require.NoError(t, good.Validate())
	bad := inspection.ExternalVisit{Entity: "123"}
	require.Equal(t, []string{"entity", "on", "agency"}, fields(refusedAs(t, "external_visit_invalid", bad.Validate())))
}
