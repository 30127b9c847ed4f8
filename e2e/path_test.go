package e2e

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// path is one way through a workflow, played on the running server.
type path struct {
	name string
	// play performs it and returns the id of the workflow whose history it makes.
	play func(*office) string
}

// at names the test that speaks, while a path of a shared office is played.
func (o *office) at(t testing.TB) *office {
	other := *o
	other.t, other.ctx = t, t.Context()
	return &other
}

// plan is the annex's table with so many tasks, all of the month.
func plan(month string, all int) []byte {
	var b strings.Builder
	b.WriteString("序号,单位,抽查计划编号,抽查计划名称,抽查任务编号,抽查任务名称,抽查类型,抽查比例,抽查事项,抽查对象范围,发起处室,联合处室,抽查时间\n")
	for i := 1; i <= all; i++ {
		fmt.Fprintf(&b, "%d,迁西县人力资源和社会保障局,2024001,2024年迁西县人力资源和社会保障局随机抽查001,%03d号,随机抽查第%d项,不定向,5%%,事项清单,人力资源服务机构,劳动保障监察大队,社会保险科、社会保险中心,%s\n", i, i, i, month)
	}
	return []byte(b.String())
}

func smallDraw(witnesses int) tasks.DrawRules {
	return tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "5%", TeamSize: 2, Witnesses: witnesses, Items: []string{"R1", "R2.1"}}
}

// onTask performs an act of a task that must succeed.
func (o *office) onTask(id, who string, facts law.Facts, reason ...string) {
	o.t.Helper()
	_, _, err := o.ActOnTask(o.ctx, o.people[who], id, entry(facts, reason), o.call(id))
	require.NoError(o.t, err, "%s", facts.Kind())
}

func (o *office) taskAt(id string) tasks.Task {
	o.t.Helper()
	t, err := o.store.Task(o.ctx, id)
	require.NoError(o.t, err)
	return t
}

func (o *office) untilTask(id string, stage tasks.Stage) {
	o.t.Helper()
	o.until(func() bool { return o.taskAt(id).Stage == stage })
}

func (o *office) casesOf(id string) []record.CaseRow {
	o.t.Helper()
	listed, err := o.store.Cases(o.ctx, record.CaseFilter{Task: id}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	return listed.Items
}

// drawn takes a task in preparation to its open cases, without witnesses.
func (o *office) drawn(id string, rules tasks.DrawRules) []string {
	o.t.Helper()
	o.untilTask(id, tasks.StagePreparing)
	o.onTask(id, "clerk", tasks.PrepareDraw{Joint: joint, Rules: rules})
	o.onTask(id, "director", tasks.ApproveDraw{})
	return o.untilOpened(id)
}

// untilOpened waits until every drawn entity's case is on its way.
func (o *office) untilOpened(id string) []string {
	o.t.Helper()
	var numbers []string
	o.until(func() bool {
		t := o.taskAt(id)
		numbers = nil
		for _, c := range o.casesOf(id) {
			if o.caseNow(c.No).NoticeIssued {
				numbers = append(numbers, c.No)
			}
		}
		return t.Stage == tasks.StageRunning && len(numbers) == t.Draw.Drawn-t.Draw.NoTeam
	})
	require.NotEmpty(o.t, numbers)
	return numbers
}

const salt = "30313233343536373839616263646566"

// seals hands in a witness's sealed entry; opens opens it.
func (o *office) seals(id, who, entry string) {
	o.t.Helper()
	var commitment draw.Hash
	require.NoError(o.t, commitment.UnmarshalText([]byte(o.taskAt(id).Draw.Commitment)))
	raw, err := hex.DecodeString(salt)
	require.NoError(o.t, err)
	seal, err := draw.Seal(commitment, who, entry, raw)
	require.NoError(o.t, err)
	o.onTask(id, who, tasks.SealEntry{Witness: who, Seal: seal.String()})
}

func (o *office) opens(id, who, entry string) {
	o.t.Helper()
	o.onTask(id, who, tasks.OpenEntry{Witness: who, Entry: entry, Salt: salt})
}

func (o *office) summarise(id string) {
	o.t.Helper()
	o.untilTask(id, tasks.StageSummary)
	o.onTask(id, "clerk", tasks.WriteSummary{})
	for _, head := range []string{"head-insurance", "head-centre"} {
		o.onTask(id, head, tasks.ConfirmSummary{})
	}
	o.onTask(id, "director", tasks.ApproveSummary{})
	o.untilTask(id, tasks.StageClosed)
}

// closes takes a case without a problem to its archive.
func (o *office) closes(no string) {
	o.t.Helper()
	o.inspect(no, "", nil)
	o.conclude(no, law.OutcomeNoProblem, nil)
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

func (o *office) untilStage(no string, stage cases.Stage) {
	o.t.Helper()
	o.until(func() bool { return o.caseNow(no).Stage == stage })
}

// soon is when a moment that is brought near comes: the server's timers count
// whole seconds.
const soon = time.Second

// near moves the next moment of a case's running period to the next second, past
// its workflow, which then hears of it: a reminder or, if lapsing, the period's
// end. It waits until the moment was recorded.
func (o *office) near(no string, kind law.DeadlineKind, lapsing bool) {
	o.t.Helper()
	at := registers.Recorded(time.Now().Add(soon))
	key := fmt.Sprintf("near-%d", at.UnixMicro())
	moved, _, err := o.store.RecordCase(o.ctx, no, key, record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		c.Seq++
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; d.Kind == kind {
				bringNear(d, at, lapsing)
			}
		}
		return record.CaseWrite{Case: c, Act: nearAct(at)}, nil
	})
	require.NoError(o.t, err)
	require.NoError(o.t, workflows.NewDispatcher(o.client).TellCase(o.ctx, no, activities.UpdateRecordChanged, key, activities.Announcement{ID: key}))
	o.until(func() bool { return o.caseNow(no).Seq > moved.Seq })
	o.quietHistory(no)
}

func bringNear(d *law.Deadline, at time.Time, lapsing bool) {
	d.Next.At = at
	if lapsing {
		d.Due, d.Last, d.Next.Step = at, calendar.DateOf(at), law.StepOverdue
	}
}

func nearAct(at time.Time) record.Act {
	return record.Act{Kind: "brought_near", Name: "测试：期限提前", Clause: "测试", Actor: "system", ActorRole: law.RoleSystem,
		Happened: at, Entered: at, Recorded: at}
}

// poolDraw opens a case for every path of a case.
func poolDraw() tasks.DrawRules {
	rules := smallDraw(0)
	rules.Ratio = "10%"
	return rules
}
