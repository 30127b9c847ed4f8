package cases_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// TestWhoIsTold of each period: those who are responsible at each reminder and on
// each day after it has passed, those who escalate it once, when it has.
func TestWhoIsTold(t *testing.T) {
	team := law.Team{"Z1", "Z2"}
	inspectors := law.Audience{Department: inspectiontest.Department, Certificates: team}
	withEntity := law.Audience{Department: inspectiontest.Department, Certificates: team, Entity: inspectiontest.EntityCode}
	clerk := law.Audience{Department: inspectiontest.Department, Roles: []law.Role{law.RoleClerk}}
	heads := []law.Role{law.RoleSectionHead, law.RoleSupervisor}
	all := []law.Role{law.RoleBureauHead, law.RoleClerk, law.RoleSectionHead, law.RoleSupervisor}
	want := map[law.DeadlineKind]struct {
		reminded  law.Audience
		escalated []law.Role
	}{
		law.DeadlineNotify:    {inspectors, heads},
		law.DeadlineSelfCheck: {withEntity, heads},
		law.DeadlineOnSite:    {inspectors, heads},
		law.DeadlineResult: {law.Audience{Department: inspectiontest.Department, Certificates: team,
			Roles: []law.Role{law.RoleSectionHead}}, heads},
		law.DeadlineCorrection:   {withEntity, heads},
		law.DeadlineReinspection: {inspectors, heads},
		law.DeadlinePublication:  {clerk, all},
		law.DeadlineSupplement:   {clerk, all},
	}
	for _, p := range periods2024 {
		t.Run(string(p.kind), func(t *testing.T) {
			r := p.open(t, p.from)
			legal, _ := inspectiontest.Edition2024(t).Period(p.kind)
			d := r.Deadline(p.kind)
			require.Equal(t, legal.Name, d.Name)
			told := func(at time.Time) law.Notice {
				t.Helper()
				r.At(at.Add(-time.Minute)).Told = nil
				r.At(at)
				require.Len(t, r.Told, 1)
				return r.Told[0]
			}
			eve := r.Law.Calendar.AddWorkingDays(p.last, -1)
			n := told(eve.At(9, 0))
			require.Equal(t, law.Notice{Kind: law.NoticeReminder, Key: n.Key, To: want[p.kind].reminded,
				Text: "案件" + inspectiontest.CaseNo + "：“" + legal.Name + "”期限还有1个工作日届满（" + p.last.ChineseString() + "）。"}, n)
			n = told(p.last.At(9, 0))
			require.Equal(t, want[p.kind].reminded, n.To)
			require.Equal(t, "案件"+inspectiontest.CaseNo+"：“"+legal.Name+"”期限今天届满（"+p.last.ChineseString()+"）。", n.Text)

			escalated := want[p.kind].reminded
			escalated.Roles = want[p.kind].escalated
			n = told(p.last.End())
			require.Equal(t, law.Notice{Kind: law.NoticeOverdue, Key: n.Key, To: escalated,
				Text: "案件" + inspectiontest.CaseNo + "：“" + legal.Name + "”期限已于" + p.last.ChineseString() + "届满，尚未办理。"}, n)
			if _, runs := r.Case.Deadlines.Find(p.kind); !runs {
				return // the case went on without it
			}
			n = told(r.Law.Calendar.AddWorkingDays(p.last, 1).At(9, 0))
			require.Equal(t, law.NoticeOverdue, n.Kind)
			require.Equal(t, want[p.kind].reminded, n.To)
		})
	}
}
