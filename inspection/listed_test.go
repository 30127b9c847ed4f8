package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
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

// TestWhatOnlyANoticeAsksFor is not inspected at an enterprise from 3 January 2025 on; the
// kind of text decides, whichever item it is.
func TestWhatOnlyANoticeAsksFor(t *testing.T) {
	const kind = "人力资源服务机构"
	day := inspectiontest.Date(2025, 1, 3)
	item := registers.Item{Code: "Q1", EntityKind: kind, Name: "甲", Active: true, PublishedOn: inspectiontest.Date(2024, 12, 1)}
	task := tasks.Task{Kinds: []string{kind}, Rules: tasks.DrawRules{Items: []string{"Q1"}}}
	for _, authority := range append([]registers.AuthorityKind{""}, registers.AuthorityKinds...) {
		item.AuthorityKind = authority
		items, wrong := []registers.Item{item}, authority == registers.AuthorityNotice
		require.Equal(t, !wrong, item.Founded(), authority)
		for bound, founded := range map[bool]bool{true: !wrong, false: true} {
			binds := func(string) bool { return bound }
			require.Equal(t, founded, len(task.ListedItems(items, binds, day)) == 1, "%s %t", authority, bound)
			err := task.CheckItemsFounded(items, binds)
			require.NoError(t, task.CheckItemsListed(items, binds, day))
			if founded {
				require.NoError(t, err)
			} else {
				inspectiontest.RefusedAs(t, "item_without_basis", err)
			}
		}
	}
	for on, code := range map[calendar.Date]string{inspectiontest.Date(2025, 1, 2): "2024", day: "2025", inspectiontest.Date(2025, 1, 4): "2025", inspectiontest.Date(2026, 4, 1): "2026"} {
		e, err := law.EditionFor(on, false)
		require.NoError(t, err)
		require.Equal(t, code, e.Code)
		_, asked := e.Duty(law.DutyLawfulBasis)
		require.Equal(t, code != "2024", asked, on)
	}
	item.Weight, item.AuthorityKind = registers.ItemKey, "通知"
	require.Equal(t, []string{"authorityKind"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "item_invalid", item.Validate())))
}

// TestWhatOnlyANoticeAsksForAtTheVisit: what a draw took before the list was mended is
// written down as not inspected.
func TestWhatOnlyANoticeAsksForAtTheVisit(t *testing.T) {
	f := cases.RecordVisit{Findings: map[string]law.Finding{"Q1": law.FindingNotApplicable, "Q2": law.FindingClear}}
	require.NoError(t, f.CheckFounded(nil))
	require.NoError(t, f.CheckFounded([]string{"Q1", "Q9"}))
	require.Equal(t, []string{"findings.Q2"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "finding_without_basis", f.CheckFounded([]string{"Q1", "Q2"}))))
	c := cases.Case{Items: []string{"Q1", "Q2"}}
	require.NoError(t, c.CheckFounded([]string{"Q2"}))
	inspectiontest.RefusedAs(t, "visit_without_basis", c.CheckFounded([]string{"Q1", "Q2"}))
}
