package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// TestWhoIsTold of each period: those who are responsible at each reminder and on
// each day after it has passed, those who escalate it once, when it has.
func TestWhoIsTold(t *testing.T) {
	team := inspection.Team{"Z1", "Z2"}
	inspectors := inspection.Audience{Department: department, Certificates: team}
	withEntity := inspection.Audience{Department: department, Certificates: team, Entity: entityCode}
	clerk := inspection.Audience{Department: department, Roles: []inspection.Role{inspection.RoleClerk}}
	heads := []inspection.Role{inspection.RoleSectionHead, inspection.RoleSupervisor}
	all := []inspection.Role{inspection.RoleBureauHead, inspection.RoleClerk, inspection.RoleSectionHead, inspection.RoleSupervisor}
	want := map[inspection.DeadlineKind]struct {
		reminded  inspection.Audience
		escalated []inspection.Role
	}{
		inspection.DeadlineNotify:    {inspectors, heads},
		inspection.DeadlineSelfCheck: {withEntity, heads},
		inspection.DeadlineOnSite:    {inspectors, heads},
		inspection.DeadlineResult: {inspection.Audience{Department: department, Certificates: team,
			Roles: []inspection.Role{inspection.RoleSectionHead}}, heads},
		inspection.DeadlineCorrection:   {withEntity, heads},
		inspection.DeadlineReinspection: {inspectors, heads},
		inspection.DeadlinePublication:  {clerk, all},
		inspection.DeadlineSupplement:   {clerk, all},
	}
	for _, p := range periods2024 {
		t.Run(string(p.kind), func(t *testing.T) {
			r := p.open(t, p.from)
			legal, _ := edition2024(t).Period(p.kind)
			d := r.deadline(p.kind)
			require.Equal(t, legal.Name, d.Name)
			told := func(at time.Time) inspection.Notice {
				t.Helper()
				r.at(at.Add(-time.Minute)).told = nil
				r.at(at)
				require.Len(t, r.told, 1)
				return r.told[0]
			}
			eve := r.law.Calendar.AddWorkingDays(p.last, -1)
			n := told(eve.At(9, 0))
			require.Equal(t, inspection.Notice{Kind: inspection.NoticeReminder, Key: n.Key, To: want[p.kind].reminded,
				Text: "案件" + caseNo + "：“" + legal.Name + "”期限还有1个工作日届满（" + p.last.ChineseString() + "）。"}, n)
			n = told(p.last.At(9, 0))
			require.Equal(t, want[p.kind].reminded, n.To)
			require.Equal(t, "案件"+caseNo+"：“"+legal.Name+"”期限今天届满（"+p.last.ChineseString()+"）。", n.Text)

			escalated := want[p.kind].reminded
			escalated.Roles = want[p.kind].escalated
			n = told(p.last.End())
			require.Equal(t, inspection.Notice{Kind: inspection.NoticeOverdue, Key: n.Key, To: escalated,
				Text: "案件" + caseNo + "：“" + legal.Name + "”期限已于" + p.last.ChineseString() + "届满，尚未办理。"}, n)
			if _, runs := r.c.Deadlines.Find(p.kind); !runs {
				return // the case went on without it
			}
			n = told(r.law.Calendar.AddWorkingDays(p.last, 1).At(9, 0))
			require.Equal(t, inspection.NoticeOverdue, n.Kind)
			require.Equal(t, want[p.kind].reminded, n.To)
		})
	}
}
