package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// monday is a moment with a fraction that a database would like to round.
var monday = time.Date(2024, time.April, 1, 1, 30, 0, 123456000, time.UTC)

const (
	planNo = "2024001"
	taskID = "2024001-001"
)

func entityCode(n int) string { return fmt.Sprintf("91130283MA%08d", n) }

func entity(n int) registers.Entity {
	return registers.Entity{Code: entityCode(n), Name: fmt.Sprintf("迁安市第%d人力资源有限公司", n), Kind: "人力资源服务机构", Grade: "ABCDE"[n%5 : n%5+1],
		Region: "迁安镇", Scale: "中型", Status: registers.EntityActive, Address: "钢城东路1号", Contact: "王某", Phone: "0315-0000000"}
}

func saveEntities(t *testing.T, s *store.Store, from, to int) {
	t.Helper()
	var rows []registers.Entity
	for n := from; n <= to; n++ {
		rows = append(rows, entity(n))
	}
	_, _, _, err := s.SaveEntities(t.Context(), "importer", monday, rows)
	require.NoError(t, err)
}

func planned(id string) tasks.Task {
	return tasks.Task{ID: id, Plan: planNo, Name: "人力资源服务机构检查", Department: "劳动关系科", Kinds: []string{"人力资源服务机构"},
		Month: calendar.NewDate(2024, time.April, 1), StartOn: calendar.NewDate(2024, time.April, 1), Stage: tasks.StagePlanned,
		Rules: tasks.DrawRules{Ratio: "10%", TeamSize: 2, Witnesses: 1}, Draw: tasks.DrawState{Number: 1}}
}

func plan() record.Plan {
	return record.Plan{No: planNo, Name: "2024年迁安市人力资源和社会保障局随机抽查1", Unit: "迁安市人力资源和社会保障局", Year: 2024, Imported: monday, By: "clerk",
		Rows: []plans.Row{{Seq: "1", PlanNo: planNo, TaskNo: "001号", TaskName: "人力资源服务机构检查", Ratio: "10%", Month: "2024年4月"}}}
}

func importAct(tasks.Task) record.Act {
	return record.Act{Kind: "import_plan", Name: "导入计划", Clause: "文件四", Actor: "clerk", ActorRole: law.RoleClerk,
		Happened: monday, Entered: monday, Recorded: monday}
}

func importTask(t *testing.T, s *store.Store, ids ...string) {
	t.Helper()
	var all []tasks.Task
	for _, id := range ids {
		all = append(all, planned(id))
	}
	require.NoError(t, s.ImportPlan(t.Context(), plan(), all, importAct))
}

func item(n int) registers.Item {
	return registers.Item{Code: fmt.Sprintf("HR-%02d", n), EntityKind: "人力资源服务机构", Name: fmt.Sprintf("第%d项", n), Content: "是否合法经营",
		Weight: registers.ItemKey, Methods: []string{"实地检查", "书面检查"}, Department: "劳动关系科", Basis: "人力资源市场暂行条例", Active: true}
}

// newCase is the task's n-th case, of the n-th entity, with the period for the
// notice running until due days after monday.
func newCase(task string, n, due int) cases.Case {
	end := monday.AddDate(0, 0, due)
	return cases.Case{No: registers.No(task, n), Task: task, Entity: entityCode(n), Kind: "人力资源服务机构", Grade: "C", Edition: "2024",
		Department: "劳动关系科", Items: []string{"HR-01", "HR-02"}, Team: law.Team{"冀B01", "冀B02"}, Stage: cases.StageNotify, Seq: 1,
		Opened: monday, Docket: law.Docket{Calendar: "2023-2026", Generations: map[law.DeadlineKind]int{"notify": 1}, Deadlines: law.Deadlines{{Kind: "notify", Name: "通知", From: monday, Period: calendar.PeriodOf(5, calendar.WorkingDays), Due: end,
			Last: calendar.DateOf(end), Calendar: "2023-2026", Generation: 1, Next: &law.Moment{Deadline: "notify", Generation: 1, Step: "before_3", At: end.AddDate(0, 0, -3)}}}}}
}

func opening(c cases.Case) record.CaseOpening {
	return record.CaseOpening{Case: c, Items: []registers.Item{item(1), item(2)},
		Act: record.Act{Subject: c.No, Seq: 1, Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(一)", Actor: "system",
			ActorRole: law.RoleSystem, Happened: c.Opened, Entered: c.Opened, Recorded: c.Opened, Key: "open"}}
}

func openCases(t *testing.T, s *store.Store, all ...cases.Case) {
	t.Helper()
	byTask := map[string][]record.CaseOpening{}
	for _, c := range all {
		byTask[c.Task] = append(byTask[c.Task], opening(c))
	}
	for task, openings := range byTask {
		opened, err := s.OpenCases(t.Context(), task, openings)
		require.NoError(t, err)
		require.Equal(t, len(openings), opened)
	}
}

// oneCase is a store with a plan, its task and one open case.
func oneCase(t *testing.T, s *store.Store) cases.Case {
	t.Helper()
	saveEntities(t, s, 1, 3)
	importTask(t, s, taskID)
	c := newCase(taskID, 1, 5)
	openCases(t, s, c)
	return c
}

// step builds an act that changes the case.
func step(key string, change func(*cases.Case)) func(cases.Case, law.Actor) (record.CaseWrite, error) {
	return func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		c.Seq++
		change(&c)
		return record.CaseWrite{Case: c, Act: record.Act{Kind: cases.ActServeNotice, Name: "送达检查通知书", Clause: "文件四(三)", Actor: "u1",
			ActorRole: law.RoleInspector, Happened: monday, Entered: monday, Recorded: monday, Facts: []byte(`{"method": "in_person"}`), Key: key}}, nil
	}
}

func account(id string, roles ...law.Role) record.Account {
	return record.Account{ID: id, Login: "login-" + id, Name: "𠮷田" + id, Department: "劳动关系科", Roles: roles, Active: true,
		PasswordHash: "$argon2id$" + id, Created: monday}
}

func saveAccounts(t *testing.T, s *store.Store, accounts ...record.Account) {
	t.Helper()
	for _, a := range accounts {
		require.NoError(t, s.SaveAccount(t.Context(), a))
	}
}

// requireCode asks for an error of the domain of the kind and code.
func requireCode(t *testing.T, err error, kind law.ErrorKind, code string) *law.Error {
	t.Helper()
	var e *law.Error
	require.Truef(t, errors.As(err, &e), "want error %s, got %v", code, err)
	require.Equal(t, code, e.Code, e.Message)
	require.Equal(t, kind, e.Kind)
	require.NotEmpty(t, e.Message)
	return e
}

// allPages follows the cursors to the end and checks that pages are not longer
// than asked for.
func allPages[T any](t *testing.T, limit int, list func(record.Page) (record.Listed[T], error)) []T {
	t.Helper()
	var all []T
	page := record.Page{Limit: limit}
	for {
		got, err := list(page)
		require.NoError(t, err)
		require.LessOrEqual(t, len(got.Items), limit)
		all = append(all, got.Items...)
		if got.Next == "" {
			return all
		}
		require.Len(t, got.Items, limit, "only the last page is shorter")
		page.After = got.Next
	}
}
