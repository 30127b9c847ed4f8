package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// withinReach holds the lists of every reach against what the domain says of each
// case and proceeding alone.
func withinReach(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveEntities(t, s, 1, 12)
	departments, certificates := []string{"甲科", "乙科", "丙科"}, []string{"冀B01", "冀B02", "冀B03"}
	joint := map[string][]string{}
	var list []tasks.Task
	for i, j := range [][]string{{"乙科", "丙科"}, nil, {"甲科"}} {
		task := planned(fmt.Sprintf("2024001-%03d", i+1))
		task.Department, task.Joint, joint[task.ID] = departments[i], j, j
		list = append(list, task)
	}
	require.NoError(t, s.ImportPlan(ctx, plan(), list, importAct))
	var all []cases.Case
	var beside []proceedings.Proceeding
	for n := 1; n <= 12; n++ {
		c := newCase(list[n%3].ID, n, n)
		c.Department, c.Team = list[n%3].Department, law.Team{certificates[n%2], "冀B99"}
		openCases(t, s, c)
		all = append(all, c)
		p := newProceeding(c, law.ProceedingPenalty, 1)
		p.Team = law.Team{certificates[n%3]}
		beside = append(beside, openProceeding(t, s, p))
	}
	lead := newProceeding(all[0], law.ProceedingReferral, 1)
	lead.Case, lead.No, lead.Team = "", "2024001-001-L1-R1", law.Team{"冀B01"}
	openProceeding(t, s, lead)

	reaches := []*access.Reach{nil, {}, {Everything: true}}
	for departmentsOf := range 8 {
		for _, certificate := range append(certificates, "") {
			r := &access.Reach{Certificate: certificate}
			for i, d := range departments {
				if departmentsOf&(1<<i) != 0 {
					r.Departments = append(r.Departments, d)
				}
			}
			reaches = append(reaches, r)
		}
	}
	for _, r := range reaches {
		covers := func(f access.File) bool { return r == nil || r.Covers(f) }
		want, total := map[string]bool{}, 0
		for _, c := range all {
			if covers(access.OfCase(c, joint[c.Task])) {
				want[c.No] = true
				total++
			}
		}
		for _, byDue := range []bool{false, true} {
			got := map[string]bool{}
			for _, row := range allPages(t, 5, func(p record.Page) (record.Listed[record.CaseRow], error) {
				return s.Cases(ctx, record.CaseFilter{Within: r, ByDue: byDue}, p)
			}) {
				got[row.No] = true
			}
			require.Equal(t, want, got, "%+v", r)
		}
		counts, err := s.CountCases(ctx, record.CaseFilter{Within: r}, "stage")
		require.NoError(t, err)
		if total == 0 {
			require.Empty(t, counts, "%+v", r)
		} else {
			require.EqualValues(t, total, counts[0].Count, "%+v", r)
		}
		wantBeside, gotBeside := map[string]bool{}, map[string]bool{}
		for _, p := range beside {
			if covers(access.OfProceeding(p, joint[p.Task])) {
				wantBeside[p.No] = true
			}
		}
		if covers(access.OfProceeding(lead, joint[lead.Task])) {
			wantBeside[lead.No] = true
		}
		for _, row := range allPages(t, 5, func(p record.Page) (record.Listed[record.ProceedingRow], error) {
			return s.Proceedings(ctx, record.ProceedingFilter{Within: r}, p)
		}) {
			gotBeside[row.No] = true
		}
		require.Equal(t, wantBeside, gotBeside, "%+v", r)
	}

	// The joint departments of a task are confirmed later than the plan: lists follow.
	_, _, err := s.RecordTask(ctx, list[1].ID, "k", record.Asking{}, func(at record.TaskAtHand) (record.TaskWrite, error) {
		task := at.Task
		task.Seq++
		task.Joint = []string{"丙科"}
		return record.TaskWrite{Task: task, Act: importAct(task)}, nil
	})
	require.NoError(t, err)
	listed, err := s.Cases(ctx, record.CaseFilter{Task: list[1].ID, Within: &access.Reach{Departments: []string{"丙科"}}}, record.Page{Limit: 20})
	require.NoError(t, err)
	require.Len(t, listed.Items, 4)
}

// TestJointDepartmentsOfAnOlderRecord: the tasks of a record that is brought
// forward are asked for by their joint departments too.
func TestJointDepartmentsOfAnOlderRecord(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		migrations, _, _ := b.empty(t)
		require.NoError(t, store.MigrateTo(t.Context(), migrations, 10))
		require.NoError(t, store.ExecAs(t.Context(), migrations, "INSERT INTO plans (no, name, unit, year, historic, plan_rows, version, changed_at, changed_by) VALUES ('2024001', '计划', '局', 2024, 0, '[]', 1, '2024-01-02 00:00:00.000000', 'clerk')"))
		for id, state := range map[string]string{"2024001-001": `{"id": "2024001-001", "joint": ["乙科", "丙科", "乙科"]}`, "2024001-002": `{"id": "2024001-002"}`} {
			require.NoError(t, store.ExecAs(t.Context(), migrations, "INSERT INTO tasks (id, plan, department, stage, is_open, seq, state) VALUES (?, '2024001', '甲科', 'planned', 1, 1, ?)", id, state))
		}
		require.NoError(t, store.Migrate(t.Context(), migrations))
		s, err := store.Open(t.Context(), migrations)
		require.NoError(t, err)
		defer func() { require.NoError(t, s.Close()) }()
		var kept []string
		require.NoError(t, store.Select(t.Context(), s, &kept, "SELECT CONCAT(task, ' ', department) FROM task_joint ORDER BY department"))
		require.ElementsMatch(t, []string{"2024001-001 乙科", "2024001-001 丙科"}, kept)
	})
}
