package e2e

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// runningPaths are the ways of a task under the machine's clock. Its plan is a
// historic one, so that every month has come; each plays a task of its own.
func runningPaths(next func() string) []path {
	var out []path
	add := func(name string, play func(o *office, id string)) {
		out = append(out, path{name, func(o *office) string {
			id := next()
			o.untilTask(id, tasks.StagePreparing)
			play(o, id)
			return id
		}})
	}
	add("task_witnessed_to_summary", witnessedToSummary)
	add("task_voided_and_drawn_again", voidedAndDrawnAgain)
	var cancelled string
	add("task_cancelled_after_draw", func(o *office, id string) { cancelled = cancelledAfterDraw(o, id) })
	out = append(out, path{"case_cancelled", func(*office) string { return cancelled }})
	add("task_entity_replaced", entityReplaced)
	add("task_teamless_decided", teamlessDecided)
	add("task_reminded_then_overdue", taskRemindedThenOverdue)
	return out
}

func witnessedToSummary(o *office, id string) {
	o.onTask(id, "clerk", tasks.PrepareDraw{Joint: joint, Rules: smallDraw(2)})
	o.onTask(id, "director", tasks.ReturnDraw{}, "比例有误")
	o.onTask(id, "clerk", tasks.PrepareDraw{Joint: joint, Rules: smallDraw(2)})
	o.onTask(id, "director", tasks.ApproveDraw{})
	o.seals(id, "supervisor", "三十七号签")
	o.seals(id, "guest", "双色球 07 11 19")
	o.opens(id, "guest", "双色球 07 11 19")
	o.opens(id, "supervisor", "三十七号签")
	numbers := o.untilOpened(id)
	require.NoError(o.t, workflows.NewDispatcher(o.client).CasesSettled(o.ctx, id), "told without cause, the task waits on")
	for _, no := range numbers {
		o.closes(no)
	}
	o.untilTask(id, tasks.StageSummary)
	o.onTask(id, "clerk", tasks.WriteSummary{})
	o.onTask(id, "director", tasks.ReturnSummary{}, "数字有误")
	o.summarise(id)
}

func voidedAndDrawnAgain(o *office, id string) {
	o.onTask(id, "clerk", tasks.PrepareDraw{Joint: joint, Rules: smallDraw(1)})
	o.onTask(id, "director", tasks.ApproveDraw{})
	o.seals(id, "guest", "不再启封")
	o.onTask(id, "director", tasks.VoidDraw{Witness: "guest"}, "见证人拒绝启封")
	o.drawn(id, smallDraw(0))
	require.Equal(o.t, 2, o.taskAt(id).Draw.Number)
}

// cancelledAfterDraw returns one of the cases that end with the task.
func cancelledAfterDraw(o *office, id string) string {
	o.t.Helper()
	numbers := o.drawn(id, smallDraw(0))
	o.onTask(id, "director", tasks.CancelTask{}, "机构改革")
	for _, no := range numbers {
		o.untilStage(no, cases.StageCancelled)
	}
	o.untilTask(id, tasks.StageCancelled)
	return numbers[0]
}

func entityReplaced(o *office, id string) {
	numbers := o.drawn(id, smallDraw(0))
	notServed(o, numbers[0])
	_, _, err := o.ActOnTask(o.ctx, o.people["head"], id, entry(tasks.ReplaceEntity{Case: numbers[1]}, []string{"查无此人"}), o.call(id))
	require.ErrorContains(o.t, err, "尚未认定")
	o.onTask(id, "head", tasks.ReplaceEntity{Case: numbers[0]}, "查无此人")
	require.Len(o.t, o.untilOpenedCount(id, len(numbers)+1), len(numbers)+1)
	_, _, err = o.ActOnTask(o.ctx, o.people["head"], id, entry(tasks.ReplaceEntity{Case: numbers[0]}, []string{"查无此人"}), o.call(id))
	require.ErrorContains(o.t, err, "已经递补")
}

// teamlessDecided: no inspector is there on the day of the draw; for one entity the
// head has a team drawn when they are back, the others are left out.
func teamlessDecided(o *office, id string) {
	o.onLeave(true)
	o.onTask(id, "clerk", tasks.PrepareDraw{Joint: joint, Rules: smallDraw(0)})
	o.onTask(id, "director", tasks.ApproveDraw{})
	o.untilTask(id, tasks.StageRunning)
	teamless := o.taskAt(id).Draw.Teamless
	require.Greater(o.t, len(teamless), 1)
	_, _, err := o.ActOnTask(o.ctx, o.people["head"], id, entry(tasks.FormTeam{Case: teamless[0]}, []string{"补抽"}), o.call(id))
	require.ErrorContains(o.t, err, "符合条件的执法人员仍不足")
	o.onLeave(false)
	o.onTask(id, "head", tasks.FormTeam{Case: teamless[0]}, "人员已到岗")
	for _, no := range teamless[1:] {
		o.onTask(id, "director", tasks.LeaveOut{Case: no}, "本季度无可派人员")
	}
	o.until(func() bool { return o.caseNow(teamless[0]).NoticeIssued })
	o.closes(teamless[0])
	o.untilTask(id, tasks.StageSummary)
	o.summarise(id)
}

// onLeave sends all inspectors on leave, or calls them back.
func (o *office) onLeave(away bool) {
	o.t.Helper()
	all, err := o.store.AllInspectors(o.ctx)
	require.NoError(o.t, err)
	for i := range all {
		all[i].LeaveFrom, all[i].LeaveTo = calendar.Date{}, calendar.Date{}
		if away {
			all[i].LeaveFrom = startOfYear
		}
	}
	_, _, _, err = o.store.SaveInspectors(o.ctx, "system", time.Now(), all)
	require.NoError(o.t, err)
}

var startOfYear = calendar.NewDate(2024, time.January, 1)

func (o *office) untilOpenedCount(id string, n int) []record.CaseRow {
	o.t.Helper()
	o.until(func() bool { return len(o.casesOf(id)) == n })
	return o.casesOf(id)
}

func taskRemindedThenOverdue(o *office, id string) {
	o.onTask(id, "clerk", tasks.AdoptScheme{Name: "实施方案", FinishBy: o.today().AddDays(60)})
	o.drawn(id, smallDraw(0))
	o.nearTask(id, false)
	require.False(o.t, o.taskAt(id).Deadlines.Overdue())
	o.nearTask(id, true)
	require.True(o.t, o.taskAt(id).Deadlines.Overdue())
}

// nearTask does for the task's own period what near does for a case's; the task
// hears of it by a report that its cases are settled, which they are not.
func (o *office) nearTask(id string, lapsing bool) {
	o.t.Helper()
	at := registers.Recorded(time.Now().Add(soon))
	moved, _, err := o.store.RecordTask(o.ctx, id, fmt.Sprintf("near-%d", at.UnixMicro()), record.Asking{}, func(now record.TaskAtHand) (record.TaskWrite, error) {
		t := now.Task
		t.Seq++
		bringNear(&t.Deadlines[0], at, lapsing)
		return record.TaskWrite{Task: t, Act: nearAct(at)}, nil
	})
	require.NoError(o.t, err)
	require.NoError(o.t, workflows.NewDispatcher(o.client).CasesSettled(o.ctx, id))
	o.until(func() bool { return o.taskAt(id).Seq > moved.Seq })
	o.quietHistory(id)
}

// plannedPaths are the ways of a task that waits for its month, under the
// machine's clock: its plan is for a later year.
func plannedPaths(next func() string) []path {
	return []path{
		{"task_put_off_then_cancelled", func(o *office) string {
			id := next()
			o.onTask(id, "clerk", tasks.AdoptScheme{Name: "实施方案"})
			o.onTask(id, "head", tasks.PutOff{To: o.taskAt(id).StartOn.AddDays(20)}, "人员不足")
			o.onTask(id, "director", tasks.CancelTask{}, "计划调整")
			o.untilTask(id, tasks.StageCancelled)
			return id
		}},
		{"task_waiting_for_its_month", func(o *office) string {
			id := next()
			o.until(func() bool {
				events := o.histories(id)[0].Events
				return events[len(events)-1].EventType == enums.EVENT_TYPE_TIMER_STARTED
			})
			return id
		}},
	}
}

// standingPaths are the ways under a standing clock, which begins a week before
// the month of the plan. The order counts: they share the clock.
func standingPaths(next func() string) []path {
	early, counted := next(), next()
	var sick, behind string
	return []path{
		{"task_started_early", func(o *office) string {
			o.onTask(early, "head", tasks.StartEarly{}, "专项整治")
			o.drawn(early, smallDraw(0))
			return early
		}},
		{"announcement_calendar", func(o *office) string {
			id, told := o.entersNotice(calendar.NewDate(2024, 4, 1), "国办发明电〔2024〕9号")
			require.Empty(o.t, told.Behind)
			return id
		}},
		{"task_counted_again", func(*office) string {
			return counted
		}},
		{"case_counted_again", func(o *office) string {
			no := o.casesOf(early)[0].No
			require.Equal(o.t, o.taskAt(early).Calendar, o.caseNow(no).Calendar)
			return no
		}},
		{"announcement_clock", func(o *office) string {
			clock, err := o.Jump(o.ctx, o.people["admin"], bureau.Jump{To: calendar.NewDate(2024, 4, 2).At(9, 0)})
			require.NoError(o.t, err)
			o.untilTask(counted, tasks.StagePreparing)
			return fmt.Sprintf("clock-%d", clock.Jumps)
		}},
		{"task_month_come", func(o *office) string {
			o.drawn(counted, smallDraw(0))
			return counted
		}},
		{"case_by_jumps", func(o *office) string {
			no := o.casesOf(counted)[0].No
			o.jumpUntil(func() bool { return o.caseNow(no).Deadlines.Overdue() })
			o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
			o.jumpUntil(func() bool { return o.caseNow(no).Stage == cases.StageOnSite })
			o.record(no, "", nil)
			o.conclude(no, law.OutcomeNoProblem, nil)
			o.jumpUntil(func() bool { return o.caseNow(no).Deadlines.Overdue() })
			o.publish(no)
			o.untilStage(no, cases.StageClosed)
			return no
		}},
		{"announcement_behind", func(o *office) string {
			open, err := o.store.OpenCaseNumbers(o.ctx, early, "", 1)
			require.NoError(o.t, err)
			sick = open[0]
			o.onRecord("UPDATE cases SET state = 'damaged' || state WHERE no = ?", sick)
			id, told := o.entersNotice(calendar.NewDate(2024, 4, 2), "国办发明电〔2024〕10号")
			require.Equal(o.t, open, told.Behind)
			behind = id
			return id
		}},
		{"announcement_come_back", func(o *office) string {
			o.onRecord("UPDATE cases SET state = substr(state, length('damaged') + 1) WHERE no = ?", sick)
			require.NoError(o.t, o.client.GetWorkflow(o.ctx, behind+"-behind", "").Get(o.ctx, nil))
			return behind + "-behind"
		}},
	}
}

// entersNotice enters a notice that makes one more day free, and names its
// announcement.
func (o *office) entersNotice(free calendar.Date, notice string) (id string, told activities.Announced) {
	o.t.Helper()
	off := append(calendar.Embedded().Exceptions(free.Year()), calendar.Exception{Date: free, Holiday: "调整", Notice: notice})
	told, err := o.EnterNotice(o.ctx, o.people["admin"], bureau.HolidayNotice{Year: free.Year(), Number: notice, Exceptions: off, Replaces: true})
	require.NoError(o.t, err)
	cal, err := o.Calendar(o.ctx)
	require.NoError(o.t, err)
	return fmt.Sprintf("calendar-%s-%d", cal.Version, cal.Entries), told
}

// onRecord changes the record as somebody who can write the database.
func (o *office) onRecord(statement string, args ...any) {
	o.t.Helper()
	db, err := sql.Open("sqlite", "file:"+o.dsn+"?_pragma=busy_timeout(10000)")
	require.NoError(o.t, err)
	defer func() { require.NoError(o.t, db.Close()) }()
	done, err := db.ExecContext(o.ctx, statement, args...)
	require.NoError(o.t, err)
	n, err := done.RowsAffected()
	require.NoError(o.t, err)
	require.Equal(o.t, int64(1), n)
}

func (o *office) jumpUntil(come func() bool) {
	o.t.Helper()
	for range 50 {
		if come() {
			return
		}
		_, err := o.Jump(o.ctx, o.people["admin"], bureau.Jump{NextDeadline: true})
		require.NoError(o.t, err)
	}
	o.t.Fatal("the clock does not get there")
}

// continuedPaths are long ways whose workflows go on in new runs.
func continuedPaths(next func() string) []path {
	id := next()
	var no string
	return []path{
		{"task_continued", func(o *office) string {
			numbers := o.drawn(id, smallDraw(0))
			no = numbers[0]
			corrected(o, no)
			for _, other := range numbers[1:] {
				o.closes(other)
			}
			o.summarise(id)
			return id
		}},
		{"case_continued", func(*office) string { return no }},
	}
}
