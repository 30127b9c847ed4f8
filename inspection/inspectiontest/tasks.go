package inspectiontest

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// TaskRun is one task on its way.
type TaskRun struct {
	T    failer
	Task tasks.Task
	Law  law.Law
	Now  time.Time
	Told []law.Notice
}

func Planned(t testing.TB) *TaskRun {
	t.Helper()
	p, err := DocumentRow.Read()
	require.NoError(t, err)
	r := &TaskRun{T: t, Law: law.Law{Calendar: calendar.Embedded(), Reminders: law.DefaultReminders}, Now: Date(2024, 3, 1).At(9, 0)}
	r.Task = tasks.PlanTask(p, r.Law.Calendar, false, false)
	return r
}

func (r *TaskRun) Attempt(actor law.Actor, facts law.Facts, tweaks ...Tweak) error {
	r.T.Helper()
	a, err := law.NewAct(actor, r.Now, facts)
	require.NoError(r.T, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before, snapshot := r.Task, Encoded(r.T, r.Task)
	next, notices, err := r.Task.Apply(a, r.Law)
	fieldsStandIn(r.T, facts, err)
	require.Equal(r.T, snapshot, Encoded(r.T, r.Task), "Apply changed its receiver")
	if permitted := r.Task.Permit(a); permitted != nil {
		require.Equal(r.T, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Empty(r.T, cmp.Diff(before, next, cmpopts.EquateEmpty()))
		require.Empty(r.T, notices)
		return err
	}
	require.Equal(r.T, before.Seq+1, next.Seq)
	TaskLed(r.T, before, next, a.Kind)
	accepted(r.T, forms.Task, a)
	r.Task, r.Told = next, append(r.Told, notices...)
	return nil
}

func (r *TaskRun) Do(who string, facts law.Facts, tweaks ...Tweak) *TaskRun {
	r.T.Helper()
	if rule, _ := tasks.RuleOf(facts.Kind()); rule.Reason {
		tweaks = append(tweaks, Reasoned)
	}
	require.NoError(r.T, r.Attempt(People[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
	return r
}

func (r *TaskRun) Refused(code, who string, facts law.Facts, tweaks ...Tweak) *law.Error {
	r.T.Helper()
	return RefusedAs(r.T, code, r.Attempt(People[who], facts, tweaks...))
}

func (r *TaskRun) OnDay(day calendar.Date) *TaskRun {
	r.Now = day.At(9, 0)
	return r
}

var Seal = strings.Repeat("a1", 32)

var Salt = strings.Repeat("0f", 16)

// SealOf is what a witness of the draw with the commitment hands in before the
// entry is opened with salt.
func SealOf(t failer, commitment, witness, entry string) string {
	t.Helper()
	var of draw.Hash
	require.NoError(t, of.UnmarshalText([]byte(commitment)))
	raw, err := hex.DecodeString(Salt)
	require.NoError(t, err)
	sum, err := draw.Seal(of, witness, entry, raw)
	require.NoError(t, err)
	return sum.String()
}

func DrawRules() tasks.DrawRules {
	return tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 1}
}

var JointDepartments = []string{Elsewhere, ThirdParty}

func Preparing(t testing.TB) *TaskRun {
	return Planned(t).OnDay(April(1)).Do("system", tasks.MonthCome{})
}

func Prepared(t testing.TB) *TaskRun {
	return Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: DrawRules(), Joint: JointDepartments})
}

func Witnessing(t testing.TB) *TaskRun {
	return Prepared(t).Do("director", tasks.ApproveDraw{Commitment: Seal})
}

func Sealed(t testing.TB) *TaskRun {
	return Witnessing(t).Do("witness", tasks.SealEntry{Witness: "见证人", Seal: SealOf(t, Seal, "见证人", "三十七号")})
}

func Revealable(t testing.TB) *TaskRun {
	return Sealed(t).Do("witness", tasks.OpenEntry{Witness: "见证人", Entry: "三十七号", Salt: Salt})
}

func RunningTask(t testing.TB) *TaskRun {
	return Revealable(t).Do("system", tasks.RevealDraw{Drawn: 3})
}

const Teamless = "2024001-001-0002"

func RunningTeamless(t testing.TB) *TaskRun {
	return Revealable(t).Do("system", tasks.RevealDraw{Drawn: 3, NoTeam: 1, Teamless: []string{Teamless}})
}

func Summary(t testing.TB) *TaskRun { return RunningTask(t).Do("system", tasks.CasesClosed{}) }

func Written(t testing.TB) *TaskRun { return Summary(t).Do("clerk", tasks.WriteSummary{}) }

func ConfirmedByAll(t testing.TB) *TaskRun {
	r := Written(t).Do("joint head", tasks.ConfirmSummary{})
	third := People["joint head"]
	third.ID, third.Department = "u-head-4", ThirdParty
	require.NoError(t, r.Attempt(third, tasks.ConfirmSummary{}))
	return r
}

type TaskScenes = map[tasks.Stage]func(testing.TB) *TaskRun

type TaskCell struct {
	Who   []string
	At    TaskScenes
	Facts func(*TaskRun) law.Facts
}

func SomeTask(stages ...tasks.Stage) TaskScenes {
	all := TaskScenes{tasks.StagePlanned: Planned, tasks.StagePreparing: Preparing, tasks.StageWitnessing: Witnessing, tasks.StageRunning: RunningTask,
		tasks.StageSummary: Summary,
		tasks.StageClosed: func(t testing.TB) *TaskRun {
			return ConfirmedByAll(t).Do("director", tasks.ApproveSummary{})
		},
		tasks.StageCancelled: func(t testing.TB) *TaskRun { return Planned(t).Do("director", tasks.CancelTask{}) }}
	out := TaskScenes{}
	for _, s := range stages {
		out[s] = all[s]
	}
	return out
}

var TaskStages = []tasks.Stage{tasks.StagePlanned, tasks.StagePreparing, tasks.StageWitnessing, tasks.StageRunning, tasks.StageSummary,
	tasks.StageClosed, tasks.StageCancelled}

func TaskCells() map[law.ActKind]TaskCell {
	fixed := func(f law.Facts) func(*TaskRun) law.Facts {
		return func(*TaskRun) law.Facts { return f }
	}
	one := func(s tasks.Stage, scene func(testing.TB) *TaskRun) TaskScenes { return TaskScenes{s: scene} }
	withEnd := func(scene func(testing.TB) *TaskRun) func(testing.TB) *TaskRun {
		return func(t testing.TB) *TaskRun {
			r := scene(t)
			r.Task.Deadlines = RunningWithEnd(t).Task.Deadlines
			return r
		}
	}
	lapsing := TaskScenes{}
	for stage, scene := range SomeTask(TaskStages[:5]...) {
		lapsing[stage] = withEnd(scene)
	}
	return map[law.ActKind]TaskCell{
		tasks.ActAdoptScheme: {[]string{"clerk"}, SomeTask(TaskStages[:2]...), fixed(tasks.AdoptScheme{Name: "实施方案所定名称"})},
		tasks.ActStartEarly:  {[]string{"head", "director"}, SomeTask(TaskStages[:1]...), fixed(tasks.StartEarly{})},
		tasks.ActPutOff:      {[]string{"head", "director"}, SomeTask(TaskStages[:1]...), fixed(tasks.PutOff{To: May(6)})},
		tasks.ActMonthCome: {[]string{"system"}, one(tasks.StagePlanned, func(t testing.TB) *TaskRun { return Planned(t).OnDay(April(1)) }),
			fixed(tasks.MonthCome{})},
		tasks.ActPrepareDraw:    {[]string{"clerk"}, SomeTask(tasks.StagePreparing), fixed(tasks.PrepareDraw{Rules: DrawRules(), Joint: JointDepartments})},
		tasks.ActReturnDraw:     {[]string{"director"}, one(tasks.StagePreparing, Prepared), fixed(tasks.ReturnDraw{})},
		tasks.ActApproveDraw:    {[]string{"director"}, one(tasks.StagePreparing, Prepared), fixed(tasks.ApproveDraw{Commitment: Seal})},
		tasks.ActSealEntry:      {[]string{"supervisor", "witness"}, SomeTask(tasks.StageWitnessing), fixed(tasks.SealEntry{Witness: "见证人", Seal: Seal})},
		tasks.ActOpenEntry:      {[]string{"witness"}, one(tasks.StageWitnessing, Sealed), fixed(tasks.OpenEntry{Witness: "见证人", Entry: "三十七号", Salt: Salt})},
		tasks.ActVoidDraw:       {[]string{"director"}, one(tasks.StageWitnessing, Sealed), fixed(tasks.VoidDraw{Witness: "见证人"})},
		tasks.ActRevealDraw:     {[]string{"system"}, one(tasks.StageWitnessing, Revealable), fixed(tasks.RevealDraw{Drawn: 3, NoTeam: 1, Teamless: []string{Teamless}})},
		tasks.ActFormTeam:       {[]string{"head"}, one(tasks.StageRunning, RunningTeamless), fixed(tasks.FormTeam{Case: Teamless})},
		tasks.ActLeaveOut:       {[]string{"director"}, one(tasks.StageRunning, RunningTeamless), fixed(tasks.LeaveOut{Case: Teamless})},
		tasks.ActReplaceEntity:  {[]string{"head"}, SomeTask(tasks.StageRunning), fixed(tasks.ReplaceEntity{Case: "2024001-001-0001"})},
		tasks.ActCasesClosed:    {[]string{"system"}, SomeTask(tasks.StageRunning), fixed(tasks.CasesClosed{})},
		tasks.ActWriteSummary:   {[]string{"clerk"}, SomeTask(tasks.StageSummary), fixed(tasks.WriteSummary{})},
		tasks.ActConfirmSummary: {[]string{"joint head"}, one(tasks.StageSummary, Written), fixed(tasks.ConfirmSummary{})},
		tasks.ActReturnSummary:  {[]string{"joint head", "director"}, one(tasks.StageSummary, Written), fixed(tasks.ReturnSummary{})},
		tasks.ActApproveSummary: {[]string{"director"}, one(tasks.StageSummary, ConfirmedByAll), fixed(tasks.ApproveSummary{})},
		tasks.ActCancelTask:     {[]string{"director"}, SomeTask(TaskStages[:5]...), fixed(tasks.CancelTask{})},
		law.ActLapse: {[]string{"system"}, lapsing, func(r *TaskRun) law.Facts {
			m, _ := r.Task.Deadlines.NextMoment()
			r.Now = m.At
			return law.Lapse{Moment: m}
		}},
		law.ActRecount: {[]string{"system"}, SomeTask(TaskStages[:5]...), func(r *TaskRun) law.Facts {
			r.Law.Calendar = NewerCalendar(r.T, 2027)
			return law.Recount{Calendar: r.Law.Calendar.Version()}
		}},
	}
}

func RunningWithEnd(t testing.TB) *TaskRun {
	r := Planned(t).Do("clerk", tasks.AdoptScheme{FinishBy: Date(2024, 6, 28)}).OnDay(April(1)).Do("system", tasks.MonthCome{})
	rules := DrawRules()
	rules.Witnesses = 0
	return r.Do("clerk", tasks.PrepareDraw{Rules: rules, Joint: JointDepartments}).Do("director", tasks.ApproveDraw{Commitment: Seal}).Do("system", tasks.RevealDraw{Drawn: 2})
}
