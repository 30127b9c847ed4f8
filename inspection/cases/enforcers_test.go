package cases_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// TestEnforcers: whose certificates an act needs, and on which day.
func TestEnforcers(t *testing.T) {
	at := func(day int) time.Time { return inspectiontest.March(day).At(10, 0) }
	member := law.Actor{ID: "member", Roles: []law.Role{law.RoleInspector}, Certificate: "Z2"}
	both := law.Actor{ID: "both", Roles: []law.Role{law.RoleInspector, law.RoleClerk}, Certificate: "Z2", Department: inspectiontest.Department}
	head := law.Actor{ID: "head", Roles: []law.Role{law.RoleSectionHead}, Department: inspectiontest.Department}
	entity := law.Actor{ID: inspectiontest.EntityCode, Roles: []law.Role{law.RoleEntity}}
	team := []string{"Z1", "Z2"}
	c := cases.Case{Team: team, Entity: inspectiontest.EntityCode, Department: inspectiontest.Department, Visit: &cases.Visit{Ended: at(4)}}
	for _, tc := range []struct {
		name  string
		actor law.Actor
		facts law.Facts
		who   law.Team
		on    int
	}{
		{"a notice, on the day of its service", member, cases.ServeNotice{On: inspectiontest.March(3)}, []string{"Z2"}, 3},
		{"an agreement, on its own day", member, cases.AgreeVisit{On: inspectiontest.March(20)}, []string{"Z2"}, 10},
		{"the entity's scan: all who are at its door", entity, cases.StartVisit{}, team, 10},
		{"the record: all, on the day of the visit", member, cases.RecordVisit{Started: at(4), Ended: at(5)}, team, 5},
		{"a signature, for the day of the visit", member, cases.SignRecord{Revision: 1}, []string{"Z2"}, 4},
		{"a scan entered late", member, cases.EnterScanLate{At: at(6)}, []string{"Z2"}, 6},
		{"the re-inspection: all", member, cases.Reinspect{On: inspectiontest.March(9)}, team, 9},
		{"the result in writing", member, cases.TellResult{On: inspectiontest.March(8)}, []string{"Z2"}, 8},
		{"a report taken by one of the team", member, cases.ReportCorrection{}, []string{"Z2"}, 10},
		{"the same by one who is also the clerk", both, cases.ReportCorrection{}, nil, 0},
		{"the entity's own report", entity, cases.ReportCorrection{}, nil, 0},
		{"what a head decides", head, cases.ConfirmResult{}, nil, 0},
		{"the replacement", head, cases.ReplaceInspector{Out: "Z2"}, nil, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			act, err := law.NewAct(tc.actor, at(10), tc.facts)
			require.NoError(t, err)
			e, err := c.Enforcers(act)
			require.NoError(t, err)
			require.Equal(t, tc.who, law.Team(e.Certificates))
			on := calendar.Date{}
			if tc.on > 0 {
				on = inspectiontest.March(tc.on)
				require.Equal(t, "更换检查人员", e.Replacement)
			}
			require.Equal(t, on, e.On)
		})
	}
}
