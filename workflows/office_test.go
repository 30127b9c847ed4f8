package workflows_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
	"shuangsuiji/workflows"
)

const taskID = "2024001-001"

var (
	quiet = slog.New(slog.DiscardHandler)
	joint = []string{"社会保险科", "社会保险中心"}
	// planned is a Monday a week before the month of the plan.
	planned = at("2024-03-25 09:00")
)

// at is a moment in Asia/Shanghai.
func at(text string) time.Time {
	when, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Shanghai)
	if err != nil {
		panic(err)
	}
	return when.UTC()
}

// office is a record with registers, plan and people, and the activities over it
// at the time of the workflow under test.
type office struct {
	t       *testing.T
	store   *store.Store
	effects *activities.Activities
	people  map[string]law.Actor
	told    *told
	now     func() time.Time
}

// told is the other side of the activities: it keeps what they send to
// workflows, many at once. A settled task is told to the scene under way.
type told struct {
	mu      sync.Mutex
	started []string
	updates []string
	settled func()
	onStart func()
	// unreachable: cases cannot be told anything.
	unreachable bool
}

func (p *told) note(list *[]string, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	*list = append(*list, what)
}

func (p *told) StartCase(_ context.Context, c cases.Case, _ string, _ activities.Clock) error {
	p.note(&p.started, c.No)
	if p.onStart != nil {
		p.onStart()
	}
	return nil
}

func (p *told) TellCase(_ context.Context, no, update, _ string, _ any) error {
	if p.unreachable {
		return errors.New("unreachable")
	}
	p.note(&p.updates, update+" "+no)
	return nil
}

func (p *told) StartProceeding(_ context.Context, b proceedings.Proceeding, _ string, _ activities.Clock) error {
	p.note(&p.started, b.No)
	return nil
}

func (p *told) TellProceeding(ctx context.Context, no, update, id string, arg any) error {
	return p.TellCase(ctx, no, update, id, arg)
}

func (p *told) TellTask(_ context.Context, id, update, _ string, _ any) error {
	p.note(&p.updates, update+" "+id)
	return nil
}

func (p *told) Healthy(context.Context) error { return nil }

func (p *told) CasesSettled(_ context.Context, task string) error {
	p.note(&p.updates, workflows.SignalCasesSettled+" "+task)
	if p.settled != nil {
		p.settled()
	}
	return nil
}

var templates string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "workflows")
	if err != nil {
		panic(err)
	}
	templates = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// The records that most tests begin with are made once: one with the plan, one
// with the task drawn and its cases open on Monday 1 April 2024 at ten.
var (
	plannedRecord = &template{name: "planned.db", fill: (*office).fill}
	drawnRecord   = &template{name: "drawn.db", fill: func(o *office) { o.fill(); o.drawUnattended() }}
)

type template struct {
	name string
	fill func(*office)
	once sync.Once
}

// copy makes the template at its first use and returns a copy of it.
func (p *template) copy(t *testing.T) string {
	t.Helper()
	made := filepath.Join(templates, p.name)
	p.once.Do(func() {
		require.NoError(t, store.Migrate(t.Context(), config(made)))
		o := openOffice(t, made)
		p.fill(o)
		require.NoError(t, o.store.Close())
	})
	raw, err := os.ReadFile(made)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "record.db")
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	return path
}

func config(path string) store.Config {
	return store.Config{Driver: store.SQLite, DSN: path, Logger: quiet}
}

func openOffice(t *testing.T, path string) *office {
	t.Helper()
	s, err := store.Open(t.Context(), config(path))
	require.NoError(t, err)
	o := &office{t: t, store: s, told: &told{}, people: people(), now: func() time.Time { return planned }}
	o.effects = activities.New(s, o.told, activities.WithNow(func() time.Time { return o.now() }), activities.WithSeals(keys))
	return o
}

// keys are the test offices' own.
var keys = func() *seal.Ring {
	r, err := seal.New(seal.NewKey("test"))
	if err != nil {
		panic(err)
	}
	return r
}()

func newOffice(t *testing.T, from *template) *office {
	t.Helper()
	o := openOffice(t, from.copy(t))
	t.Cleanup(func() { require.NoError(t, o.store.Close()) })
	return o
}

func people() map[string]law.Actor {
	out := map[string]law.Actor{}
	add := func(login, department string, role law.Role, certificate string) {
		out[login] = law.Actor{ID: login, Roles: []law.Role{role}, Department: department, Certificate: certificate}
	}
	add("clerk", "劳动保障监察大队", law.RoleClerk, "")
	add("head", "劳动保障监察大队", law.RoleSectionHead, "")
	add("head-insurance", "社会保险科", law.RoleSectionHead, "")
	add("head-centre", "社会保险中心", law.RoleSectionHead, "")
	add("director", "局领导", law.RoleBureauHead, "")
	add("legal", "局领导", law.RoleLegalReviewer, "")
	add("supervisor", "机关纪委", law.RoleSupervisor, "")
	add("guest", "机关纪委", law.RoleSupervisor, "")
	for _, i := range sample.Inspectors(9, 1) {
		add(i.Certificate, i.Department, law.RoleInspector, i.Certificate)
	}
	return out
}

// fill enters the registers, the plan of the document's annex and the people.
func (o *office) fill() {
	ctx := o.t.Context()
	items, err := documents.SeedItems()
	require.NoError(o.t, err)
	_, _, _, err = o.store.SaveItems(ctx, "system", planned, items)
	require.NoError(o.t, err)
	_, _, _, err = o.store.SaveEntities(ctx, "system", planned, sample.Entities(40, 1))
	require.NoError(o.t, err)
	_, _, _, err = o.store.SaveInspectors(ctx, "system", planned, sample.Inspectors(9, 1))
	require.NoError(o.t, err)
	for login, p := range o.people {
		require.NoError(o.t, o.store.SaveAccount(ctx, record.Account{ID: login, Login: login, Name: login, Department: p.Department,
			Certificate: p.Certificate, Roles: p.Roles, Active: true, Created: planned}))
	}
	o.importPlan("2024001")
}

// importPlan enters a plan like the document's annex, of one task.
func (o *office) importPlan(no string) {
	o.t.Helper()
	row := plans.Row{Seq: "1", Unit: "迁西县人力资源和社会保障局", PlanNo: no, PlanName: "2024年迁西县人力资源和社会保障局内部联合随机抽查001",
		TaskNo: "001号", TaskName: "人社局加强监管,规范执法“双随机”抽查", DrawMode: "定向(或者不定向)", Ratio: "10%", Items: "按照人社局随机抽查事项清单",
		Scope: "人力资源服务机构 社保经办机构", Initiator: "劳动保障监察大队", Joint: "社会保险科、社会保险中心", Month: "2024年4月"}
	task, err := row.Read()
	require.NoError(o.t, err)
	t := tasks.PlanTask(task, calendar.Embedded(), false, false)
	t.Seq = 1
	plan := record.Plan{No: row.PlanNo, Name: row.PlanName, Unit: row.Unit, Year: 2024, Rows: []plans.Row{row}, Imported: planned, By: "clerk"}
	require.NoError(o.t, o.store.ImportPlan(o.t.Context(), plan, []tasks.Task{t}, func(t tasks.Task) record.Act {
		return record.Act{Subject: t.ID, Seq: 1, Kind: "import_plan", Name: "导入年度计划", Clause: "附件", Actor: "clerk", ActorRole: law.RoleClerk,
			Happened: planned, Entered: planned, Recorded: planned, Key: "import"}
	}))
}

// drawRules are those of a small draw: two items for each kind of entity.
func drawRules(witnesses int) tasks.DrawRules {
	return tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: witnesses, Items: []string{"R1", "R2.1", "S1", "S2"}}
}

// drawUnattended takes the task from its month to the open cases.
func (o *office) drawUnattended() {
	s := o.taskScene()
	s.at("2024-04-01 09:30", s.does("clerk", tasks.PrepareDraw{Joint: joint, Rules: drawRules(0)}))
	s.at("2024-04-01 10:00", s.does("director", tasks.ApproveDraw{}))
	s.at("2024-04-01 10:30", s.leaves())
	s.play()
}

func (o *office) caseNow(no string) cases.Case {
	o.t.Helper()
	c, err := o.store.Case(context.Background(), no)
	require.NoError(o.t, err)
	return c
}

func (o *office) taskNow() tasks.Task {
	o.t.Helper()
	t, err := o.store.Task(context.Background(), taskID)
	require.NoError(o.t, err)
	return t
}

// acts are the acts on record of a subject.
func (o *office) acts(subject string) []record.Act {
	o.t.Helper()
	var all []record.Act
	for page := (record.Page{Limit: 500}); ; {
		listed, err := o.store.Acts(context.Background(), subject, page)
		require.NoError(o.t, err)
		all = append(all, listed.Items...)
		if page.After = listed.Next; page.After == "" {
			return all
		}
	}
}

// messages are what arrived in a person's inbox about a subject, oldest first.
func (o *office) messages(person, subject string) []record.Message {
	o.t.Helper()
	listed, err := o.store.Inbox(context.Background(), person, false, record.Page{Limit: 500})
	require.NoError(o.t, err)
	var out []record.Message
	for _, m := range listed.Items {
		if m.Subject == subject {
			out = append(out, m)
		}
	}
	return out
}

// settle cancels a case on record, past any workflow.
func (o *office) settle(no string) {
	o.t.Helper()
	cancel, err := activities.CancelAct(no)
	require.NoError(o.t, err)
	now := o.now()
	cancel.Act.Happened, cancel.Act.Entered = now, now
	c, _, err := o.store.RecordCase(context.Background(), no, cancel.Key, record.Asking{}, func(c cases.Case, actor law.Actor) (record.CaseWrite, error) {
		edition, err := law.EditionOf(c.Edition)
		if err != nil {
			return record.CaseWrite{}, err
		}
		act := cancel.Act
		act.Actor = actor
		next, _, err := c.Apply(act, law.Law{Edition: edition, Calendar: calendar.Embedded()})
		return record.CaseWrite{Case: next, Act: record.Act{Seq: next.Seq, Kind: act.Kind, Name: "取消", Clause: "随任务取消", Actor: actor.ID,
			ActorRole: law.RoleSystem, Happened: now, Entered: now, Recorded: now}}, err
	})
	require.NoError(o.t, err)
	require.False(o.t, c.Stage.Open())
}

// cancelTask cancels the case's task on record, past its workflow: its cases hear of
// it only by what is told them.
func (o *office) cancelTask(of string) {
	o.t.Helper()
	now, id := o.now(), o.caseNow(of).Task
	_, _, err := o.store.RecordTask(context.Background(), id, "cancel", record.Asking{}, func(at record.TaskAtHand) (record.TaskWrite, error) {
		t := at.Task
		t.Stage = tasks.StageCancelled
		t.Seq++
		return record.TaskWrite{Task: t, Act: record.Act{Seq: t.Seq, Kind: tasks.ActCancelTask, Name: "取消任务", Clause: "文件四", Actor: at.Actor.ID,
			ActorRole: law.RoleSystem, Happened: now, Entered: now, Recorded: now}}, nil
	})
	require.NoError(o.t, err)
}

// cases are the numbers of the task's cases.
func (o *office) cases() []string {
	o.t.Helper()
	listed, err := o.store.Cases(context.Background(), record.CaseFilter{Task: taskID}, record.Page{Limit: 100})
	require.NoError(o.t, err)
	var out []string
	for _, row := range listed.Items {
		out = append(out, row.No)
	}
	return out
}
