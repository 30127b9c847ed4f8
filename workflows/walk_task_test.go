package workflows_test

import (
	"context"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

type taskWalk struct {
	*walk
	away     calendar.Date // the day on which nobody was there
	replaced bool
}

func TestTasksWalk(t *testing.T) {
	n := 0
	walks(t, taskModel, func(t *testing.T, w *walk) {
		n++
		w.office = newOffice(t, plannedRecord)
		for _, f := range words("watched nobody") {
			if w.random.IntN(2) == 0 {
				w.model.flags[f] = true
			}
		}
		if n%3 == 0 { // to what comes late
			w.road = words("start_early prepare_draw approve_draw")
		}
		walkTask(w)
	})
}

func walkTask(w *walk) {
	one := &taskWalk{walk: w}
	now := w.taskNow()
	team := w.inspectors()
	look := func(t tasks.Task) subject {
		return subject{stage: string(t.Stage), seq: t.Seq, deadlines: t.Deadlines, allowed: t.Allowed(law.Actor{}), team: team}
	}
	w.walked = walked{id: taskID, facts: one.sound, anyFacts: anyTaskFacts, world: one.settleCases,
		known:    func() subject { return look(query[tasks.Task](w)) },
		onRecord: func() subject { return look(w.taskNow()) }}
	w.model.task.starts, w.model.today = now.StartOn, calendar.DateOf(planned)
	w.model.task.drawn = func() int { return w.taskNow().Draw.Drawn }
	w.model.task.openCases = func() int {
		open, _, err := w.store.OpenCaseCount(context.Background(), taskID)
		require.NoError(w.t, err)
		return open
	}
	w.humans = 1 // the plan's import
	w.told.settled = func() { w.env.SignalWorkflow(workflows.SignalCasesSettled, nil) }
	w.start(workflows.InspectionTask, workflows.TaskInput{Task: now, Clock: w.clock()}, planned)
}

// inspectors are the certificates of two.
func (o *office) inspectors() law.Team {
	all, err := o.store.AllInspectors(context.Background())
	require.NoError(o.t, err)
	return law.Team{all[0].Certificate, all[1].Certificate}
}

// settleCases ends every open case and lets the last one report; false where there
// is none.
func (w *taskWalk) settleCases() bool {
	if w.model.stage != "running" || w.model.task.openCases() == 0 {
		return false
	}
	w.log("the cases are settled")
	for _, no := range w.cases() {
		if w.caseNow(no).Stage.Open() {
			w.settle(no)
		}
	}
	_, err := w.effects.ReportSettled(context.Background(), taskID)
	require.NoError(w.t, err)
	w.model.settled()
	return true
}

func (w *taskWalk) sound(kind law.ActKind) (law.Facts, string) {
	whose := w.model.whose(kind)
	who := whose[w.random.IntN(len(whose))]
	t, today := w.taskNow(), calendar.DateOf(w.env.Now())
	switch kind {
	case tasks.ActAdoptScheme:
		return tasks.AdoptScheme{Name: "实施方案", FinishBy: today.AddDays(finishIn)}, who
	case tasks.ActPutOff:
		return tasks.PutOff{To: t.StartOn.AddDays(putOffBy)}, who
	case tasks.ActPrepareDraw:
		seals := 0
		if w.model.flags["watched"] {
			seals = watchers
		}
		return tasks.PrepareDraw{Joint: joint, Rules: drawRules(seals)}, who
	case tasks.ActApproveDraw:
		if w.model.flags["nobody"] {
			w.everybodyAway(today)
		}
		return tasks.ApproveDraw{}, who
	case tasks.ActSealEntry:
		return w.seal(t, who)
	case tasks.ActOpenEntry:
		return tasks.OpenEntry{Witness: who, Entry: entryOf(who), Salt: salt}, who
	case tasks.ActVoidDraw:
		return tasks.VoidDraw{Witness: w.model.task.unopened()[0]}, who
	case tasks.ActFormTeam:
		if !today.After(w.away) {
			return nil, ""
		}
		return tasks.FormTeam{Case: t.Draw.Teamless[0]}, who
	case tasks.ActLeaveOut:
		return tasks.LeaveOut{Case: t.Draw.Teamless[0]}, who
	case tasks.ActReplaceEntity:
		if no := w.unreachable(); no != "" {
			return tasks.ReplaceEntity{Case: no}, who
		}
		return nil, ""
	}
	return anyTaskFacts(kind), who
}

func anyTaskFacts(kind law.ActKind) law.Facts {
	switch kind {
	case tasks.ActAdoptScheme:
		return tasks.AdoptScheme{}
	case tasks.ActStartEarly:
		return tasks.StartEarly{}
	case tasks.ActPutOff:
		return tasks.PutOff{}
	case tasks.ActPrepareDraw:
		return tasks.PrepareDraw{}
	case tasks.ActReturnDraw:
		return tasks.ReturnDraw{}
	case tasks.ActApproveDraw:
		return tasks.ApproveDraw{}
	case tasks.ActSealEntry:
		return tasks.SealEntry{}
	case tasks.ActOpenEntry:
		return tasks.OpenEntry{}
	case tasks.ActVoidDraw:
		return tasks.VoidDraw{}
	case tasks.ActFormTeam:
		return tasks.FormTeam{}
	case tasks.ActLeaveOut:
		return tasks.LeaveOut{}
	case tasks.ActReplaceEntity:
		return tasks.ReplaceEntity{}
	case tasks.ActWriteSummary:
		return tasks.WriteSummary{}
	case tasks.ActConfirmSummary:
		return tasks.ConfirmSummary{}
	case tasks.ActReturnSummary:
		return tasks.ReturnSummary{}
	case tasks.ActApproveSummary:
		return tasks.ApproveSummary{}
	}
	return tasks.CancelTask{}
}

// entryOf is what a witness gives to the draw.
func entryOf(who string) string { return "演示内容 " + who }

// seal is a witness's, or what the clerk types in; after that nobody seals any more.
func (w *taskWalk) seal(t tasks.Task, who string) (law.Facts, string) {
	for _, before := range w.model.task.sealed {
		if before == "clerk" {
			who = "clerk"
		}
	}
	if who == "clerk" {
		return tasks.SealEntry{Witness: "来宾" + string(rune('甲'+len(w.model.task.sealed))), Unsealed: true, Entry: entryOf(who)}, who
	}
	var commitment draw.Hash
	require.NoError(w.t, commitment.UnmarshalText([]byte(t.Draw.Commitment)))
	raw, err := hex.DecodeString(salt)
	require.NoError(w.t, err)
	seal, err := draw.Seal(commitment, who, entryOf(who), raw)
	require.NoError(w.t, err)
	return tasks.SealEntry{Witness: who, Seal: seal.String()}, who
}

// everybodyAway enters a day's leave for every inspector.
func (w *taskWalk) everybodyAway(today calendar.Date) {
	all, err := w.store.AllInspectors(context.Background())
	require.NoError(w.t, err)
	for i := range all {
		all[i].LeaveFrom, all[i].LeaveTo = today, today
	}
	_, _, _, err = w.store.SaveInspectors(context.Background(), "clerk", w.env.Now(), all)
	require.NoError(w.t, err)
	w.away = today
}

// unreachable is an open case whose entity was not found, as it is put on record past
// any workflow; "" where there is none, or one has been replaced already.
func (w *taskWalk) unreachable() string {
	if w.replaced {
		return ""
	}
	for _, no := range w.cases() {
		c := w.caseNow(no)
		if c.Stage != cases.StageNotify {
			continue
		}
		w.replaced = true
		now := w.env.Now()
		s := &scene{office: w.office, id: no}
		_, err := w.effects.IssueNotice(context.Background(), no)
		require.NoError(w.t, err)
		s.recordsBecause(c.Team.Lead(), cases.RecordNotServed{On: calendar.DateOf(now)})
		s.records(c.Team.Lead(), cases.RecordVisit{Mode: cases.ModeOnSite, Started: now.Add(-time.Second), Ended: now,
			Attempt: law.OutcomeUnreachable, EntitySignature: cases.EntityAbsent})
		for _, member := range c.Team {
			s.records(member, cases.SignRecord{Revision: 1})
		}
		s.records(c.Team.Lead(), cases.ProposeResult{Outcome: law.OutcomeUnreachable})
		s.records("head", cases.ConfirmResult{})
		return no
	}
	return ""
}
