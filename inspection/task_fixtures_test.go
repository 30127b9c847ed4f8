package inspection_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// taskRun is one task on its way.
type taskRun struct {
	t    failer
	task inspection.Task
	law  inspection.Law
	now  time.Time
	told []inspection.Notice
}

func planned(t testing.TB) *taskRun {
	t.Helper()
	p, err := documentRow.Read()
	require.NoError(t, err)
	r := &taskRun{t: t, law: inspection.Law{Calendar: calendar.Embedded(), Reminders: inspection.DefaultReminders}, now: date(2024, 3, 1).At(9, 0)}
	r.task = inspection.PlanTask(p, r.law.Calendar, false, false)
	return r
}

func (r *taskRun) attempt(actor inspection.Actor, facts inspection.Facts, tweaks ...tweak) error {
	r.t.Helper()
	a, err := inspection.NewAct(actor, r.now, facts)
	require.NoError(r.t, err)
	for _, tw := range tweaks {
		tw(&a)
	}
	before, snapshot := r.task, encoded(r.t, r.task)
	next, notices, err := r.task.Apply(a, r.law)
	require.Equal(r.t, snapshot, encoded(r.t, r.task), "Apply changed its receiver")
	if permitted := r.task.Permit(a); permitted != nil {
		require.Equal(r.t, permitted, err, "Permit and Apply disagree")
	}
	if err != nil {
		require.Empty(r.t, cmp.Diff(before, next, cmpopts.EquateEmpty()))
		require.Empty(r.t, notices)
		return err
	}
	require.Equal(r.t, before.Seq+1, next.Seq)
	r.task, r.told = next, append(r.told, notices...)
	return nil
}

func (r *taskRun) do(who string, facts inspection.Facts, tweaks ...tweak) *taskRun {
	r.t.Helper()
	if rule, _ := inspection.TaskRuleOf(facts.Kind()); rule.Reason {
		tweaks = append(tweaks, reasoned)
	}
	require.NoError(r.t, r.attempt(people[who], facts, tweaks...), "%s by %s", facts.Kind(), who)
	return r
}

func (r *taskRun) refused(code, who string, facts inspection.Facts, tweaks ...tweak) *inspection.Error {
	r.t.Helper()
	return refusedAs(r.t, code, r.attempt(people[who], facts, tweaks...))
}

func (r *taskRun) onDay(day calendar.Date) *taskRun {
	r.now = day.At(9, 0)
	return r
}

var seal = strings.Repeat("a1", 32)

var salt = strings.Repeat("0f", 16)

// sealOf is what a witness of the draw with the commitment hands in before the
// entry is opened with salt.
func sealOf(t failer, commitment, witness, entry string) string {
	t.Helper()
	var of draw.Hash
	require.NoError(t, of.UnmarshalText([]byte(commitment)))
	raw, err := hex.DecodeString(salt)
	require.NoError(t, err)
	sum, err := draw.Seal(of, witness, entry, raw)
	require.NoError(t, err)
	return sum.String()
}

func drawRules() inspection.DrawRules {
	return inspection.DrawRules{Mode: inspection.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 1}
}

var jointDepartments = []string{elsewhere, thirdParty}

func preparing(t testing.TB) *taskRun {
	return planned(t).onDay(april(1)).do("system", inspection.MonthCome{})
}

func prepared(t testing.TB) *taskRun {
	return preparing(t).do("clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments})
}

func witnessing(t testing.TB) *taskRun {
	return prepared(t).do("director", inspection.ApproveDraw{Commitment: seal})
}

func sealed(t testing.TB) *taskRun {
	return witnessing(t).do("witness", inspection.SealEntry{Witness: "见证人", Seal: sealOf(t, seal, "见证人", "三十七号")})
}

func revealable(t testing.TB) *taskRun {
	return sealed(t).do("witness", inspection.OpenEntry{Witness: "见证人", Entry: "三十七号", Salt: salt})
}

func runningTask(t testing.TB) *taskRun {
	return revealable(t).do("system", inspection.RevealDraw{Drawn: 3})
}

const teamless = "2024001-001-0002"

func runningTeamless(t testing.TB) *taskRun {
	return revealable(t).do("system", inspection.RevealDraw{Drawn: 3, NoTeam: 1, Teamless: []string{teamless}})
}

func summary(t testing.TB) *taskRun { return runningTask(t).do("system", inspection.CasesClosed{}) }

func written(t testing.TB) *taskRun { return summary(t).do("clerk", inspection.WriteSummary{}) }

func confirmedByAll(t testing.TB) *taskRun {
	r := written(t).do("joint head", inspection.ConfirmSummary{})
	third := people["joint head"]
	third.ID, third.Department = "u-head-4", thirdParty
	require.NoError(t, r.attempt(third, inspection.ConfirmSummary{}))
	return r
}

type taskScenes = map[inspection.TaskStage]func(testing.TB) *taskRun

type taskCell struct {
	who   []string
	at    taskScenes
	facts func(*taskRun) inspection.Facts
}

func someTask(stages ...inspection.TaskStage) taskScenes {
	all := taskScenes{inspection.TaskPlanned: planned, inspection.TaskPreparing: preparing, inspection.TaskWitnessing: witnessing, inspection.TaskRunning: runningTask,
		inspection.TaskSummary: summary,
		inspection.TaskClosed: func(t testing.TB) *taskRun {
			return confirmedByAll(t).do("director", inspection.ApproveSummary{})
		},
		inspection.TaskCancelled: func(t testing.TB) *taskRun { return planned(t).do("director", inspection.CancelTask{}) }}
	out := taskScenes{}
	for _, s := range stages {
		out[s] = all[s]
	}
	return out
}

var taskStages = []inspection.TaskStage{inspection.TaskPlanned, inspection.TaskPreparing, inspection.TaskWitnessing, inspection.TaskRunning, inspection.TaskSummary,
	inspection.TaskClosed, inspection.TaskCancelled}

func taskCells() map[inspection.ActKind]taskCell {
	fixed := func(f inspection.Facts) func(*taskRun) inspection.Facts {
		return func(*taskRun) inspection.Facts { return f }
	}
	one := func(s inspection.TaskStage, scene func(testing.TB) *taskRun) taskScenes { return taskScenes{s: scene} }
	withEnd := func(scene func(testing.TB) *taskRun) func(testing.TB) *taskRun {
		return func(t testing.TB) *taskRun {
			r := scene(t)
			r.task.Deadlines = runningWithEnd(t).task.Deadlines
			return r
		}
	}
	lapsing := taskScenes{}
	for stage, scene := range someTask(taskStages[:5]...) {
		lapsing[stage] = withEnd(scene)
	}
	return map[inspection.ActKind]taskCell{
		inspection.ActAdoptScheme: {[]string{"clerk"}, someTask(taskStages[:2]...), fixed(inspection.AdoptScheme{Name: "实施方案所定名称"})},
		inspection.ActStartEarly:  {[]string{"head", "director"}, someTask(taskStages[:1]...), fixed(inspection.StartEarly{})},
		inspection.ActPutOff:      {[]string{"head", "director"}, someTask(taskStages[:1]...), fixed(inspection.PutOff{To: may(6)})},
		inspection.ActMonthCome: {[]string{"system"}, one(inspection.TaskPlanned, func(t testing.TB) *taskRun { return planned(t).onDay(april(1)) }),
			fixed(inspection.MonthCome{})},
		inspection.ActPrepareDraw:    {[]string{"clerk"}, someTask(inspection.TaskPreparing), fixed(inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments})},
		inspection.ActReturnDraw:     {[]string{"director"}, one(inspection.TaskPreparing, prepared), fixed(inspection.ReturnDraw{})},
		inspection.ActApproveDraw:    {[]string{"director"}, one(inspection.TaskPreparing, prepared), fixed(inspection.ApproveDraw{Commitment: seal})},
		inspection.ActSealEntry:      {[]string{"supervisor", "witness"}, someTask(inspection.TaskWitnessing), fixed(inspection.SealEntry{Witness: "见证人", Seal: seal})},
		inspection.ActOpenEntry:      {[]string{"witness"}, one(inspection.TaskWitnessing, sealed), fixed(inspection.OpenEntry{Witness: "见证人", Entry: "三十七号", Salt: salt})},
		inspection.ActVoidDraw:       {[]string{"director"}, one(inspection.TaskWitnessing, sealed), fixed(inspection.VoidDraw{Witness: "见证人"})},
		inspection.ActRevealDraw:     {[]string{"system"}, one(inspection.TaskWitnessing, revealable), fixed(inspection.RevealDraw{Drawn: 3, NoTeam: 1, Teamless: []string{teamless}})},
		inspection.ActFormTeam:       {[]string{"head"}, one(inspection.TaskRunning, runningTeamless), fixed(inspection.FormTeam{Case: teamless})},
		inspection.ActLeaveOut:       {[]string{"director"}, one(inspection.TaskRunning, runningTeamless), fixed(inspection.LeaveOut{Case: teamless})},
		inspection.ActReplaceEntity:  {[]string{"head"}, someTask(inspection.TaskRunning), fixed(inspection.ReplaceEntity{Case: "2024001-001-0001"})},
		inspection.ActCasesClosed:    {[]string{"system"}, someTask(inspection.TaskRunning), fixed(inspection.CasesClosed{})},
		inspection.ActWriteSummary:   {[]string{"clerk"}, someTask(inspection.TaskSummary), fixed(inspection.WriteSummary{})},
		inspection.ActConfirmSummary: {[]string{"joint head"}, one(inspection.TaskSummary, written), fixed(inspection.ConfirmSummary{})},
		inspection.ActReturnSummary:  {[]string{"joint head", "director"}, one(inspection.TaskSummary, written), fixed(inspection.ReturnSummary{})},
		inspection.ActApproveSummary: {[]string{"director"}, one(inspection.TaskSummary, confirmedByAll), fixed(inspection.ApproveSummary{})},
		inspection.ActCancelTask:     {[]string{"director"}, someTask(taskStages[:5]...), fixed(inspection.CancelTask{})},
		inspection.ActLapse: {[]string{"system"}, lapsing, func(r *taskRun) inspection.Facts {
			m, _ := r.task.Deadlines.NextMoment()
			r.now = m.At
			return inspection.Lapse{Moment: m}
		}},
		inspection.ActRecount: {[]string{"system"}, someTask(taskStages[:5]...), func(r *taskRun) inspection.Facts {
			r.law.Calendar = newerCalendar(r.t, 2027)
			return inspection.Recount{Calendar: r.law.Calendar.Version()}
		}},
	}
}

func runningWithEnd(t testing.TB) *taskRun {
	r := planned(t).do("clerk", inspection.AdoptScheme{FinishBy: date(2024, 6, 28)}).onDay(april(1)).do("system", inspection.MonthCome{})
	rules := drawRules()
	rules.Witnesses = 0
	return r.do("clerk", inspection.PrepareDraw{Rules: rules, Joint: jointDepartments}).do("director", inspection.ApproveDraw{Commitment: seal}).do("system", inspection.RevealDraw{Drawn: 2})
}
