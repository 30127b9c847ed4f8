package inspection

import (
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
)

// taskTransition is one act being performed on its copy of the task.
type taskTransition struct {
	t       *Task
	law     Law
	act     Act
	notices []Notice
}

func (tr *taskTransition) performed() Act { return tr.act }

func (tr *taskTransition) tell(kind NoticeKind, to Audience, format string, args ...any) {
	tr.notices = append(tr.notices, Notice{Kind: kind, Key: fmt.Sprintf("act/%d/%d", tr.t.Seq, len(tr.notices)), To: to,
		Text: "抽查任务" + tr.t.ID + "：" + fmt.Sprintf(format, args...)})
}

func (tr *taskTransition) toRole(roles ...Role) Audience {
	return Audience{Roles: roles, Department: tr.t.Department}
}

// today is the day on which the act is entered.
func (tr *taskTransition) today() calendar.Date { return calendar.DateOf(tr.act.Entered) }

// taskPeriod is the task's own end, where plan or scheme sets one.
var taskPeriod = LegalPeriod{Kind: DeadlineTask, Name: "完成抽查任务", Clause: "实施方案", Since: documentDay,
	Responsible: []Role{RoleClerk, RoleSectionHead}, Escalate: []Role{RoleBureauHead, RoleSupervisor}}

func (tr *taskTransition) finishDeadline() Deadline {
	d := Deadline{Kind: DeadlineTask, Name: taskPeriod.Name, From: tr.act.Entered, Due: tr.t.FinishBy.End(), Last: tr.t.FinishBy,
		Calendar: tr.law.Calendar.Version(), Generation: tr.generation()}
	d.Next = tr.law.next(d, tr.act.Entered)
	return d
}

func (tr *taskTransition) generation() int {
	if tr.t.Generations == nil {
		tr.t.Generations = map[DeadlineKind]int{}
	}
	tr.t.Generations[DeadlineTask]++
	return tr.t.Generations[DeadlineTask]
}

func (tr *taskTransition) lapse(f Lapse) error {
	d, what, err := tr.law.lapse(tr.t.Deadlines, f.Moment, tr.act.Entered)
	if err != nil {
		return err
	}
	to, kind, step := tr.toRole(taskPeriod.Responsible...), NoticeOverdue, f.Moment.Step
	text := fmt.Sprintf("抽查任务%s：“%s”期限已于%s届满，尚未办结。", tr.t.ID, d.Name, d.Last.ChineseString())
	switch what {
	case reminded:
		kind = NoticeReminder
		text = fmt.Sprintf("抽查任务%s：“%s”期限%s（%s）。", tr.t.ID, d.Name, tr.law.left(*d, tr.act.Entered), d.Last.ChineseString())
	case passed:
		step = StepOverdue
		to.Roles = slices.Concat(taskPeriod.Responsible, taskPeriod.Escalate)
	case urged:
	}
	tr.notices = append(tr.notices, Notice{Kind: kind, Key: momentKey(*d, step), To: to, Text: text})
	return nil
}

// recount takes over a newer calendar: the starting day follows it; the task's
// own end is a date and stays, but its reminders count working days.
func (tr *taskTransition) recount(f Recount) error {
	if f.Calendar != tr.law.Calendar.Version() {
		return Errorf(KindStale, "calendar_not_current", "日历版本已更新，请重试。")
	}
	if tr.t.Calendar == f.Calendar {
		return Errorf(KindDuplicate, "already_recounted", "已按该日历重算。")
	}
	tr.t.Calendar = f.Calendar
	if before := tr.t.StartOn; tr.t.Stage == TaskPlanned {
		tr.t.schedule(tr.law.Calendar)
		if tr.t.StartOn != before {
			tr.tell(NoticeChange, tr.toRole(RoleClerk), "启动日期因放假安排公布由%s改为%s。", before.ChineseString(), tr.t.StartOn.ChineseString())
		}
	}
	for i := range tr.t.Deadlines {
		d := &tr.t.Deadlines[i]
		d.Calendar = f.Calendar
		if next := tr.law.next(*d, tr.act.Entered); !sameMoment(next, d.Next) {
			d.Generation = tr.generation()
			d.Next = tr.law.next(*d, tr.act.Entered)
		}
	}
	return nil
}

func (tr *taskTransition) replaceEntity(f ReplaceEntity) error {
	if !strings.HasPrefix(f.Case, tr.t.ID+"-") {
		return Errorf(KindInvalid, "case_of_other_task", "案件%s不属于本任务。", f.Case)
	}
	return nil
}

func (tr *taskTransition) casesClosed(CasesClosed) error {
	tr.t.Stage = TaskSummary
	tr.tell(NoticeTask, tr.toRole(RoleClerk), "案件已全部办结，请撰写总结。")
	return nil
}

func (tr *taskTransition) writeSummary(WriteSummary) error {
	tr.t.Summary = SummaryWork{WrittenBy: tr.act.Actor.ID, WrittenFor: tr.act.Actor.lender(RoleClerk)}
	for _, department := range tr.t.Joint {
		tr.tell(NoticeTask, Audience{Roles: []Role{RoleSectionHead}, Department: department}, "总结已撰写，请联合处室确认。")
	}
	if len(tr.t.Joint) == 0 {
		tr.tell(NoticeTask, tr.toRole(RoleBureauHead), "总结已撰写，请批准。")
	}
	return nil
}

func (tr *taskTransition) confirmSummary(ConfirmSummary) error {
	if tr.t.Summary.Confirmed == nil {
		tr.t.Summary.Confirmed = map[string]string{}
	}
	tr.t.Summary.Confirmed[tr.act.Actor.DepartmentFor(RoleSectionHead)] = tr.act.Actor.ID
	if len(tr.t.unconfirmed()) == 0 {
		tr.tell(NoticeTask, tr.toRole(RoleBureauHead), "联合处室均已确认总结，请批准。")
	}
	return nil
}

func (tr *taskTransition) returnSummary(ReturnSummary) error {
	by := tr.t.Summary.WrittenBy
	tr.t.Summary = SummaryWork{}
	tr.tell(NoticeTask, Audience{Accounts: []string{by}}, "总结被退回，请修改。")
	return nil
}

func (tr *taskTransition) approveSummary(ApproveSummary) error {
	tr.t.Stage, tr.t.Deadlines, tr.t.Closed = TaskClosed, nil, tr.act.Entered
	return nil
}

// cancel: before the draw by a head with a reason; after it only by the bureau
// head, and the cancellation is published.
func (tr *taskTransition) cancel(CancelTask) error {
	tr.t.Stage, tr.t.Deadlines, tr.t.Closed = TaskCancelled, nil, tr.act.Entered
	tr.tell(NoticeChange, tr.toRole(RoleClerk, RoleSectionHead, RoleSupervisor), "已取消。")
	return nil
}
