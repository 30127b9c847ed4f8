package workflows_test

import (
	"context"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// newTask is the task of the plan, a week before its month.
func newTask(t *testing.T) *scene {
	t.Helper()
	return newOffice(t, plannedRecord).taskScene()
}

// runningTask is the task just drawn, as a workflow that opens its cases.
func runningTask(t *testing.T) *scene {
	t.Helper()
	s := newOffice(t, drawnRecord).taskScene()
	s.begins = at("2024-04-01 11:00")
	return s
}

// prepares: the clerk proposes the draw, the bureau head approves it at once.
func (s *scene) prepares(when string, witnesses int) {
	s.at(when, s.does("clerk", tasks.PrepareDraw{Joint: joint, Rules: drawRules(witnesses)}))
	s.at(later(when, 30), s.does("director", tasks.ApproveDraw{}))
}

// later is minutes after the moment.
func later(when string, minutes int) string {
	return at(when).Add(time.Duration(minutes) * time.Minute).In(calendar.Shanghai).Format("2006-01-02 15:04")
}

const salt = "30313233343536373839616263646566"

// seals: the witness hands in what it will open later.
func (s *scene) seals(who, entry string) func() {
	return func() {
		var commitment draw.Hash
		require.NoError(s.t, commitment.UnmarshalText([]byte(s.taskNow().Draw.Commitment)))
		raw, err := hex.DecodeString(salt)
		require.NoError(s.t, err)
		seal, err := draw.Seal(commitment, who, entry, raw)
		require.NoError(s.t, err)
		s.does(who, tasks.SealEntry{Witness: who, Seal: seal.String()})()
	}
}

func (s *scene) opens(who, entry string) func() {
	return s.does(who, tasks.OpenEntry{Witness: who, Entry: entry, Salt: salt})
}

// settles ends all open cases and lets the last one tell the task.
func (s *scene) settles() func() {
	return func() {
		for _, no := range s.cases() {
			if s.caseNow(no).Stage.Open() {
				s.settle(no)
			}
		}
		_, err := s.effects.ReportSettled(context.Background(), taskID)
		require.NoError(s.t, err)
	}
}

// summarises: written, confirmed by both departments, approved.
func (s *scene) summarises(when string) {
	s.at(when, s.does("clerk", tasks.WriteSummary{}))
	s.at(later(when, 10), s.does("head-insurance", tasks.ConfirmSummary{}))
	s.at(later(when, 20), s.does("head-centre", tasks.ConfirmSummary{}))
	s.at(later(when, 30), s.does("director", tasks.ApproveSummary{}))
}

func (s *scene) inStage(stage tasks.Stage) func() {
	return func() { require.Equal(s.t, stage, s.taskNow().Stage) }
}

// entered is when the act of the kind was entered last.
func (o *office) entered(subject string, kind law.ActKind) string {
	o.t.Helper()
	out := ""
	for _, a := range o.acts(subject) {
		if a.Kind == kind {
			out = a.Entered.In(calendar.Shanghai).Format("2006-01-02 15:04")
		}
	}
	return out
}

func TestTaskWaitsForItsMonth(t *testing.T) {
	s := newTask(t)
	s.at("2024-04-01 08:59", s.inStage(tasks.StagePlanned))
	s.at("2024-04-01 09:01", s.inStage(tasks.StagePreparing), s.leaves())
	s.play()
	require.Equal(t, "2024-04-01 09:00", s.entered(taskID, tasks.ActMonthCome))
	require.Len(t, s.messages("clerk", taskID), 1)
}

func TestTaskStartsEarly(t *testing.T) {
	s := newTask(t)
	s.at("2024-03-26 10:00", s.cannot("head-centre", tasks.StartEarly{}, "not_your_act"))
	s.at("2024-03-27 10:00", s.because("head", tasks.StartEarly{}))
	s.at("2024-04-02 10:00", s.inStage(tasks.StagePreparing), s.leaves())
	s.play()
	require.Empty(t, s.entered(taskID, tasks.ActMonthCome), "the month comes for planned tasks only")
}

func TestTaskIsPutOff(t *testing.T) {
	s := newTask(t)
	s.at("2024-03-27 10:00", s.because("director", tasks.PutOff{To: calendar.NewDate(2024, 4, 4)})) // a holiday up to the 6th
	s.at("2024-04-06 10:00", s.inStage(tasks.StagePlanned))
	s.at("2024-04-07 09:01", s.inStage(tasks.StagePreparing), s.leaves())
	s.play()
	require.Equal(t, "2024-04-07 09:00", s.entered(taskID, tasks.ActMonthCome))
}

func TestNewCalendarMovesTheMonth(t *testing.T) {
	s := newTask(t)
	s.at("2024-03-27 10:00", s.countsAgain(func() string { return s.notice(calendar.NewDate(2024, 4, 1)) }, "first"))
	s.at("2024-04-01 10:00", s.inStage(tasks.StagePlanned))
	s.at("2024-04-02 10:00", s.leaves())
	s.play()
	require.Equal(t, "2024-04-02 09:00", s.entered(taskID, tasks.ActMonthCome))
}

func TestWholeTaskWithWitnesses(t *testing.T) {
	s := newTask(t)
	s.prepares("2024-04-01 09:30", 2)
	s.at("2024-04-01 10:10", s.inStage(tasks.StageWitnessing), s.seals("supervisor", "三十七号签"))
	s.at("2024-04-01 10:20", s.cannot("supervisor", tasks.OpenEntry{Witness: "supervisor", Entry: "三十七号签", Salt: salt}, "seals_missing"))
	s.at("2024-04-01 10:30", s.seals("guest", "双色球 07 11 19"))
	s.at("2024-04-01 10:40", s.opens("supervisor", "三十七号签"))
	s.at("2024-04-01 10:50", s.cannot("guest", tasks.OpenEntry{Witness: "guest", Entry: "别的内容", Salt: salt}, "seal_mismatch"))
	s.at("2024-04-01 11:00", s.opens("guest", "双色球 07 11 19"))
	s.at("2024-04-01 11:10", s.inStage(tasks.StageRunning), func() {
		task := s.taskNow()
		require.Positive(t, task.Draw.Drawn)
		require.Len(t, s.cases(), task.Draw.Drawn-task.Draw.NoTeam)
		require.ElementsMatch(t, s.cases(), s.told.started, "a workflow for every case")
	})
	// Told without cause, the task looks and waits on.
	s.at("2024-04-10 10:00", s.spurious(), s.spurious())
	s.at("2024-04-10 11:00", s.inStage(tasks.StageRunning))
	s.at("2024-05-10 10:00", s.settles())
	s.at("2024-05-10 11:00", s.inStage(tasks.StageSummary), s.spurious())
	s.at("2024-05-11 09:00", s.does("clerk", tasks.WriteSummary{}))
	s.at("2024-05-11 09:10", s.because("director", tasks.ReturnSummary{}))
	s.summarises("2024-05-11 10:00")
	s.play()
	require.Equal(t, tasks.StageClosed, s.taskNow().Stage)
}

// spurious sends the signal that only the last case may give.
func (s *scene) spurious() func() { return func() { s.told.settled() } }

// TestEntryTypedInByTheClerk, beside one that was sealed before it: the draw can
// be revealed, which no draw could be with a seal after it or with a line break.
func TestEntryTypedInByTheClerk(t *testing.T) {
	typedIn := func(entry string) tasks.SealEntry {
		return tasks.SealEntry{Witness: "来宾", Unsealed: true, Entry: entry}
	}
	t.Run("after the seal", func(t *testing.T) {
		s := newTask(t)
		s.prepares("2024-04-01 09:30", 2)
		s.at("2024-04-01 10:10", s.seals("supervisor", "三十七号签"))
		s.at("2024-04-01 10:20", s.cannot("clerk", typedIn("一\n二"), "bad_entry"), s.does("clerk", typedIn("一")))
		s.at("2024-04-01 10:30", s.opens("supervisor", "三十七号签"))
		s.at("2024-04-01 10:40", s.inStage(tasks.StageRunning), s.leaves())
		s.play()
	})
	t.Run("before it", func(t *testing.T) {
		s := newTask(t)
		s.prepares("2024-04-01 09:30", 2)
		s.at("2024-04-01 10:10", s.does("clerk", typedIn("一")))
		s.at("2024-04-01 10:20", s.cannot("supervisor", tasks.SealEntry{Witness: "supervisor", Seal: strings.Repeat("a1", 32)}, "entry_open_already"))
		s.at("2024-04-01 10:30", s.does("clerk", tasks.SealEntry{Witness: "监督", Unsealed: true, Entry: "二"}))
		s.at("2024-04-01 10:40", s.inStage(tasks.StageRunning), s.leaves())
		s.play()
	})
}

// TestWhoInvitedIsNoWitness: the record judges it, whatever the office looked at
// before it sent the act.
func TestWhoInvitedIsNoWitness(t *testing.T) {
	s := newTask(t)
	s.prepares("2024-04-01 09:30", 2)
	s.at("2024-04-01 10:10", func() {
		_, _, err := s.store.MakeLink(context.Background(), "invites", record.Link{Hash: strings.Repeat("a1", 32), Purpose: record.LinkWitness, Subject: taskID,
			Holder: "来宾", Draw: s.taskNow().Draw.Number, MadeBy: s.people["supervisor"].ID, Created: at("2024-04-01 10:05")}, nil,
			func(tasks.Task, []record.Link) error { return nil })
		require.NoError(t, err)
	})
	s.at("2024-04-01 10:20", s.cannot("supervisor", tasks.SealEntry{Witness: "supervisor", Seal: strings.Repeat("a1", 32)}, "inviter_cannot_witness"))
	s.at("2024-04-01 10:30", s.leaves())
	s.play()
	require.Empty(t, s.taskNow().Draw.Witnesses)
}

func TestUnattendedDraw(t *testing.T) {
	s := newTask(t)
	s.at("2024-04-01 09:10", s.does("clerk", tasks.PrepareDraw{Joint: joint, Rules: drawRules(1)}))
	s.at("2024-04-01 09:20", s.because("director", tasks.ReturnDraw{}))
	s.prepares("2024-04-01 09:30", 0)
	s.at("2024-04-01 10:01", s.inStage(tasks.StageRunning), s.leaves())
	s.play()
	require.NotEmpty(t, s.told.started)
}

// A draw of a kind of entity that none of its items fits would leave cases that
// cannot be opened; the head is told before anything is committed.
func TestDrawWhoseItemsDoNotFit(t *testing.T) {
	s := newTask(t)
	rules := drawRules(0)
	rules.Items = []string{"R1"} // nothing for 社保经办机构
	s.at("2024-04-01 10:00", s.does("clerk", tasks.PrepareDraw{Joint: joint, Rules: rules}))
	s.at("2024-04-01 10:30", s.cannot("director", tasks.ApproveDraw{}, "no_items_for_kind"))
	s.at("2024-04-01 10:40", s.because("director", tasks.ReturnDraw{}))
	s.prepares("2024-04-01 10:50", 0)
	s.at("2024-04-01 11:30", s.inStage(tasks.StageRunning), s.leaves())
	s.play()
}

func TestVoidDrawAndSecondDraw(t *testing.T) {
	s := newTask(t)
	s.prepares("2024-04-01 09:30", 1)
	s.at("2024-04-01 10:10", s.seals("guest", "不再启封"))
	s.at("2024-04-01 10:20", s.cannot("clerk", tasks.VoidDraw{Witness: "guest"}, "not_your_act"))
	s.at("2024-04-02 10:00", s.because("director", tasks.VoidDraw{Witness: "guest"}))
	s.at("2024-04-02 10:10", s.inStage(tasks.StagePreparing), func() { require.Empty(t, s.cases()) })
	s.prepares("2024-04-02 11:00", 1)
	s.at("2024-04-02 12:00", s.seals("supervisor", "第二次抽取"))
	s.at("2024-04-02 12:10", s.opens("supervisor", "第二次抽取"))
	s.at("2024-04-02 12:20", s.inStage(tasks.StageRunning), s.leaves())
	s.play()
	first, err := s.store.Draw(t.Context(), taskID, 1)
	require.NoError(t, err)
	require.Equal(t, record.DrawVoid, first.Stage)
	second, err := s.store.Draw(t.Context(), taskID, 2)
	require.NoError(t, err)
	require.Equal(t, record.DrawRevealed, second.Stage)
	require.NotEqual(t, first.Hash, second.Hash)
	require.NotEmpty(t, s.cases())
}

// The last case may end while others are still being opened, when its report
// comes before the workflow waits for one.
func TestCasesSettledWhileTheyAreOpened(t *testing.T) {
	s := newTask(t)
	s.prepares("2024-04-01 09:30", 0)
	s.told.onStart = func() {
		if len(s.told.started) == s.taskNow().Draw.Drawn-s.taskNow().Draw.NoTeam {
			s.settles()()
		}
	}
	s.at("2024-04-01 10:10", s.inStage(tasks.StageSummary), s.leaves())
	s.play()
}

func TestTaskCancelledBeforeItsDraw(t *testing.T) {
	s := newTask(t)
	s.at("2024-03-26 10:00", s.because("director", tasks.CancelTask{}))
	s.play()
	require.Equal(t, tasks.StageCancelled, s.taskNow().Stage)
	require.Empty(t, s.told.updates)
}

func TestTaskCancelledAfterItsDraw(t *testing.T) {
	s := newTask(t)
	s.prepares("2024-04-01 09:30", 0)
	s.at("2024-04-02 10:00", s.cannot("clerk", tasks.CancelTask{}, "not_your_act"))
	s.at("2024-04-02 10:10", s.because("director", tasks.CancelTask{}))
	s.play()
	require.Equal(t, tasks.StageCancelled, s.taskNow().Stage)
	var want []string
	for _, no := range s.cases() {
		want = append(want, activities.UpdateCancelled+" "+no)
	}
	require.ElementsMatch(t, want, s.told.updates, "every open case hears of it")
}

func TestTaskCancelledWhileCasesAreOpened(t *testing.T) {
	s := newTask(t)
	s.prepares("2024-04-01 09:30", 0)
	s.beforeActivity("OpenCases", s.because("director", tasks.CancelTask{}))
	s.play()
	require.Equal(t, tasks.StageCancelled, s.taskNow().Stage)
	require.Len(t, s.told.updates, len(s.cases()))
}

func TestTaskRemindsOfItsOwnEnd(t *testing.T) {
	s := newTask(t)
	s.at("2024-03-26 10:00", s.does("clerk", tasks.AdoptScheme{Name: "2024年春季双随机抽查实施方案", FinishBy: calendar.NewDate(2024, 5, 31)}))
	s.prepares("2024-04-01 09:30", 0)
	s.at("2024-06-03 10:00", s.settles())
	s.summarises("2024-06-04 10:00")
	s.play()
	require.Equal(t, []string{"05-24 09:00 before_5", "05-28 09:00 before_3", "05-30 09:00 before_1", "05-31 09:00 before_0",
		"06-01 00:00 overdue", "06-03 09:00 overdue_2024-06-03", "06-04 09:00 overdue_2024-06-04"}, s.moments(taskID, law.DeadlineTask))
	for _, above := range []string{"director", "supervisor"} {
		require.Equal(t, []string{"06-01 00:00"}, s.toldOf(above, taskID, law.NoticeOverdue))
	}
}

func TestEntityReplaced(t *testing.T) {
	s := runningTask(t)
	old := s.firstCase()
	old.concludesUnreachable()
	s.at("2024-04-20 10:00", s.because("head", tasks.ReplaceEntity{Case: old.id}))
	s.at("2024-04-20 11:00", func() {
		opened := s.caseNow(s.cases()[len(s.cases())-1])
		require.Equal(t, old.id, opened.Replaces)
		require.Contains(t, s.told.started, opened.No)
		require.True(t, s.caseNow(old.id).Replaced)
		require.Equal(t, []string{activities.UpdateRecordChanged + " " + old.id}, s.told.updates, "the old case's workflow hears that it was replaced")
	})
	s.at("2024-04-20 12:00", s.cannot("head", tasks.ReplaceEntity{Case: old.id}, "already_replaced"))
	s.at("2024-04-20 13:00", s.cannot("head", tasks.ReplaceEntity{Case: taskID + "-0003"}, "result_not_confirmed"))
	s.at("2024-04-20 14:00", s.inStage(tasks.StageRunning), s.leaves())
	s.play()
	replaced := 0
	for _, a := range s.acts(taskID) {
		if a.Kind == tasks.ActReplaceEntity {
			replaced++
		}
	}
	require.Equal(t, 1, replaced)
}

// A task that continues in a new run after each act leaves the record of one
// that never did.
func TestTaskContinuesInEveryStage(t *testing.T) {
	play := func(t *testing.T, often bool) *scene {
		s := newTask(t)
		s.at("2024-03-26 10:00", s.because("director", tasks.PutOff{To: calendar.NewDate(2024, 4, 8)}))
		s.at("2024-03-27 10:00", s.does("clerk", tasks.AdoptScheme{Name: "实施方案", FinishBy: calendar.NewDate(2024, 4, 30)}))
		s.prepares("2024-04-08 09:30", 1)
		s.at("2024-04-08 10:30", s.seals("guest", "作废"))
		s.at("2024-04-08 10:40", s.because("director", tasks.VoidDraw{Witness: "guest"}))
		s.prepares("2024-04-08 11:30", 1)
		s.at("2024-04-08 12:10", s.seals("supervisor", "启封"))
		s.at("2024-04-08 12:20", s.opens("supervisor", "启封"))
		s.at("2024-04-29 10:00", s.settles())
		s.summarises("2024-05-06 10:00")
		if often {
			s.continueAtEveryStep()
		}
		s.play()
		return s
	}
	once, often := play(t, false), play(t, true)
	require.Equal(t, 1, once.runs)
	require.GreaterOrEqual(t, often.runs, len(often.script))
	require.Equal(t, once.story(taskID), often.story(taskID))
	require.Equal(t, tasks.StageClosed, often.taskNow().Stage)
	require.Len(t, often.told.started, len(often.cases()), "no case is started twice")
}

// A signal that comes with the end of a run is not lost: the new run asks.
func TestSettledAtTheBoundary(t *testing.T) {
	s := runningTask(t)
	s.at("2024-04-20 10:00", func() { s.continues()(); s.settles()() })
	s.at("2024-04-20 11:00", func() { require.Equal(t, 2, s.runs) }, s.inStage(tasks.StageSummary), s.leaves())
	s.play()
}

// Too few inspectors for some of the drawn: the task waits until the heads have
// decided on each of them, also when all other cases are closed.
func TestTeamlessCases(t *testing.T) {
	s := newTask(t)
	rules := drawRules(0)
	rules.CaseLoad = 1
	s.at("2024-04-01 09:30", s.does("clerk", tasks.PrepareDraw{Joint: joint, Rules: rules}))
	s.at("2024-04-01 10:00", s.does("director", tasks.ApproveDraw{}))
	var waiting []string
	s.at("2024-04-01 11:00", func() {
		task := s.taskNow()
		waiting = task.Draw.Teamless
		require.GreaterOrEqual(t, len(waiting), 2)
		require.Len(t, waiting, task.Draw.NoTeam)
		require.Len(t, s.cases(), task.Draw.Drawn-task.Draw.NoTeam)
	})
	s.at("2024-04-02 10:00", func() { s.settles()() })
	s.at("2024-04-02 11:00", s.inStage(tasks.StageRunning))
	s.at("2024-04-03 10:00", func() { s.because("head", tasks.FormTeam{Case: waiting[0]})() })
	s.at("2024-04-03 10:10", func() { s.cannot("head", tasks.FormTeam{Case: waiting[0]}, "case_has_team")() })
	s.at("2024-04-03 10:20", func() {
		formed := s.caseNow(waiting[0])
		require.GreaterOrEqual(t, len(formed.Team), 2)
		require.Contains(t, s.told.started, formed.No)
	})
	s.at("2024-04-03 11:00", func() {
		for _, no := range waiting[1:] {
			s.because("director", tasks.LeaveOut{Case: no})()
		}
	})
	s.at("2024-04-03 12:00", s.inStage(tasks.StageRunning))
	s.at("2024-04-07 10:00", func() { s.settles()() })
	s.at("2024-04-07 11:00", s.inStage(tasks.StageSummary), s.leaves())
	s.play()
}

// When nothing but the heads' decision was missing, the last one moves the task on.
func TestLeavingOutTheLastMovesOn(t *testing.T) {
	s := newTask(t)
	rules := drawRules(0)
	rules.CaseLoad = 1
	s.at("2024-04-01 09:30", s.does("clerk", tasks.PrepareDraw{Joint: joint, Rules: rules}))
	s.at("2024-04-01 10:00", s.does("director", tasks.ApproveDraw{}))
	s.at("2024-04-02 10:00", func() { s.settles()() })
	s.at("2024-04-03 10:00", func() {
		for _, no := range s.taskNow().Draw.Teamless {
			s.because("director", tasks.LeaveOut{Case: no})()
		}
	})
	s.at("2024-04-03 11:00", s.inStage(tasks.StageSummary), s.leaves())
	s.play()
}
