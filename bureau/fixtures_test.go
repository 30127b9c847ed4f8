package bureau_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
)

var (
	firstOfApril = calendar.NewDate(2024, time.April, 1)
	morning      = firstOfApril.At(9, 0)
	silent       = slog.New(slog.DiscardHandler)
)

// desk is an office over a record, with a clock that stands still. There are no
// procedures behind it: it is for what is only read.
type desk struct {
	*testing.T
	office *bureau.Office
	store  *store.Store
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db"), Logger: silent}
	require.NoError(t, store.Migrate(t.Context(), cfg))
	s, err := store.Open(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.NoError(t, s.SaveClock(t.Context(), record.Clock{Standing: true, Now: morning}))
	return &desk{T: t, office: bureau.New(s, nil, silent, true, bureau.WithSeals(keys(t))), store: s}
}

const theKind = "人力资源服务机构"

func entityCode(n int) string { return fmt.Sprintf("91130283MA%08d", n) }

// entities fills the register with entities 1 to n.
func (d *desk) entities(n int) {
	d.Helper()
	rows := make([]registers.Entity, n)
	for i := range rows {
		rows[i] = registers.Entity{Code: entityCode(i + 1), Name: fmt.Sprintf("第%d人力资源有限公司", i+1), Kind: theKind, Grade: "C", Status: registers.EntityActive}
	}
	_, _, _, err := d.store.SaveEntities(d.Context(), "system", morning, rows)
	require.NoError(d, err)
}

func systemAct(kind law.ActKind) record.Act {
	return record.Act{Kind: kind, Name: "立项", Clause: "文件四", Actor: "system", ActorRole: law.RoleSystem, Happened: morning, Entered: morning, Recorded: morning}
}

// tasks imports one plan with the tasks.
func (d *desk) tasks(all ...tasks.Task) {
	d.Helper()
	plan := record.Plan{No: "2024001", Name: "2024年抽查计划", Unit: "人社局", Year: 2024, Imported: morning, By: "clerk"}
	for i := range all {
		all[i].Plan, all[i].Name, all[i].Kinds, all[i].Month, all[i].StartOn, all[i].Stage = plan.No, "检查", []string{theKind}, firstOfApril, firstOfApril, tasks.StagePlanned
	}
	require.NoError(d, d.store.ImportPlan(d.Context(), plan, all, func(tasks.Task) record.Act { return systemAct("import_plan") }))
}

// open opens a case of the task for the n-th entity.
func (d *desk) open(task tasks.Task, n int, team ...string) cases.Case {
	d.Helper()
	item := registers.Item{Code: "HR-01", EntityKind: theKind, Name: "第1项", Content: "是否合法经营", Weight: registers.ItemKey, Department: task.Department, Active: true}
	c := cases.Case{No: registers.No(task.ID, n), Task: task.ID, Entity: entityCode(n), Kind: theKind, Grade: "C", Edition: "2024",
		Department: task.Department, Items: []string{item.Code}, Team: team, Stage: cases.StageNotify, Seq: 1, Opened: morning}
	act := systemAct(cases.ActOpenCase)
	act.Subject, act.Seq, act.Key = c.No, 1, "open"
	_, err := d.store.OpenCases(d.Context(), task.ID, []record.CaseOpening{{Case: c, Items: []registers.Item{item}, Act: act}})
	require.NoError(d, err)
	return c
}

// proceeding opens a proceeding that came out of the case.
func (d *desk) proceeding(c cases.Case, n int, team ...string) proceedings.Proceeding {
	d.Helper()
	p := proceedings.Proceeding{No: law.ProceedingNo(c.No, law.ProceedingPenalty, n), Kind: law.ProceedingPenalty, Case: c.No, Task: c.Task,
		Entity: c.Entity, Edition: c.Edition, Department: c.Department, Items: c.Items, Team: team, Stage: proceedings.PenaltyFiling, Seq: 1, Opened: morning, Penalty: &proceedings.PenaltyFile{}}
	got, err := d.store.OpenProceeding(d.Context(), record.ProceedingOpening{Proceeding: p, Act: systemAct(cases.ActOpenCase)})
	require.NoError(d, err)
	return got
}

// account is one that may act; its certificate is its id where it inspects.
func (d *desk) account(id, department string, roles ...law.Role) record.Account {
	d.Helper()
	a := record.Account{ID: id, Login: id, Name: id, Department: department, Certificate: id, Roles: roles, Active: true, Created: morning}
	require.NoError(d, d.store.SaveAccount(d.Context(), a))
	return a
}

// lend lends the role for the day.
func (d *desk) lend(from, to string, role law.Role) {
	d.Helper()
	require.NoError(d, d.store.SaveDelegation(d.Context(), record.Delegation{ID: "d-" + from + "-" + to, From: from, To: to, Role: role,
		Begin: firstOfApril, End: firstOfApril, Reason: "外出学习", Created: morning}))
}

// actor is the account as it acts today.
func (d *desk) actor(a record.Account) law.Actor {
	d.Helper()
	actor, err := d.office.Actor(d.Context(), a)
	require.NoError(d, err)
	return actor
}

// keys are the office's keys that stand outside the record.
func keys(t *testing.T) *seal.Ring {
	t.Helper()
	ring, err := seal.New(seal.NewKey("1"))
	require.NoError(t, err)
	return ring
}
