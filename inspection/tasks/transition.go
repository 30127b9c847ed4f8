package tasks

import (
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// transition is one act being performed on its copy of the task.
type transition struct {
	t       *Task
	law     law.Law
	act     law.Act
	notices []law.Notice
}

// Performed is the act.
func (tr *transition) Performed() law.Act { return tr.act }

func (tr *transition) tell(kind law.NoticeKind, to law.Audience, format string, args ...any) {
	tr.notices = append(tr.notices, law.Notice{Kind: kind, Key: fmt.Sprintf("act/%d/%d", tr.t.Seq, len(tr.notices)), To: to,
		Text: "抽查任务" + tr.t.ID + "：" + fmt.Sprintf(format, args...)})
}

func (tr *transition) toRole(roles ...law.Role) law.Audience {
	return law.Audience{Roles: roles, Department: tr.t.Department}
}

// today is the day on which the act is entered.
func (tr *transition) today() calendar.Date { return calendar.DateOf(tr.act.Entered) }

func (tr *transition) finishDeadline() law.Deadline {
	end := tr.law.Edition.TaskEnd
	d := law.Deadline{Kind: end.Kind, Name: end.Name, From: tr.act.Entered, Due: tr.t.FinishBy.End(), Last: tr.t.FinishBy,
		Calendar: tr.law.Calendar.Version(), Generation: tr.generation()}
	d.Next = tr.law.Next(d, tr.act.Entered)
	return d
}

func (tr *transition) generation() int {
	if tr.t.Generations == nil {
		tr.t.Generations = map[law.DeadlineKind]int{}
	}
	tr.t.Generations[law.DeadlineTask]++
	return tr.t.Generations[law.DeadlineTask]
}

func (tr *transition) lapse(f law.Lapse) error {
	d, what, err := tr.law.Lapse(tr.t.Deadlines, f.Moment, tr.act.Entered)
	if err != nil {
		return err
	}
	end := tr.law.Edition.TaskEnd
	to, kind, step := tr.toRole(end.Responsible...), law.NoticeOverdue, f.Moment.Step
	text := fmt.Sprintf("抽查任务%s：“%s”期限已于%s届满，尚未办结。", tr.t.ID, d.Name, d.Last.ChineseString())
	switch what {
	case law.Reminded:
		kind = law.NoticeReminder
		text = fmt.Sprintf("抽查任务%s：“%s”期限%s（%s）。", tr.t.ID, d.Name, tr.law.Left(*d, tr.act.Entered), d.Last.ChineseString())
	case law.Passed:
		step = law.StepOverdue
		to.Roles = slices.Concat(end.Responsible, end.Escalate)
	case law.Urged:
	}
	tr.notices = append(tr.notices, law.Notice{Kind: kind, Key: law.MomentKey(*d, step), To: to, Text: text})
	return nil
}

// recount takes over a newer calendar: the starting day follows it; the task's
// own end is a date and stays, but its reminders count working days.
func (tr *transition) recount(f law.Recount) error {
	if f.Calendar != tr.law.Calendar.Version() {
		return law.Errorf(law.KindStale, "calendar_not_current", "日历版本已更新，请重试。")
	}
	if tr.t.Calendar == f.Calendar {
		return law.Errorf(law.KindDuplicate, "already_recounted", "已按该日历重算。")
	}
	tr.t.Calendar = f.Calendar
	if before := tr.t.StartOn; tr.t.Stage == StagePlanned {
		tr.t.schedule(tr.law.Calendar)
		if tr.t.StartOn != before {
			tr.tell(law.NoticeChange, tr.toRole(law.RoleClerk), "启动日期因工作日历更新由%s改为%s。", before.ChineseString(), tr.t.StartOn.ChineseString())
		}
	}
	for i := range tr.t.Deadlines {
		d := &tr.t.Deadlines[i]
		d.Calendar = f.Calendar
		if next := tr.law.Next(*d, tr.act.Entered); !law.SameMoment(next, d.Next) {
			d.Generation = tr.generation()
			d.Next = tr.law.Next(*d, tr.act.Entered)
		}
	}
	return nil
}

func (tr *transition) replaceEntity(f ReplaceEntity) error {
	if !strings.HasPrefix(f.Case, tr.t.ID+"-") {
		return law.Errorf(law.KindInvalid, "case_of_other_task", "案件%s不属于本任务。", f.Case)
	}
	return nil
}

func (tr *transition) casesClosed(CasesClosed) error {
	tr.t.Stage = StageSummary
	tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk), "案件已全部办结，请撰写总结。")
	return nil
}

func (tr *transition) writeSummary(WriteSummary) error {
	tr.t.Summary = SummaryWork{WrittenBy: tr.act.Actor.ID, WrittenFor: tr.act.Actor.Lender(law.RoleClerk)}
	for _, department := range tr.t.Joint {
		tr.tell(law.NoticeTask, law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: department}, "总结已撰写，请联合处室确认。")
	}
	if len(tr.t.Joint) == 0 {
		tr.tell(law.NoticeTask, tr.toRole(law.RoleBureauHead), "总结已撰写，请批准。")
	}
	return nil
}

func (tr *transition) confirmSummary(ConfirmSummary) error {
	if tr.t.Summary.Confirmed == nil {
		tr.t.Summary.Confirmed = map[string]string{}
	}
	tr.t.Summary.Confirmed[tr.act.Actor.DepartmentFor(law.RoleSectionHead)] = tr.act.Actor.ID
	if len(tr.t.unconfirmed()) == 0 {
		tr.tell(law.NoticeTask, tr.toRole(law.RoleBureauHead), "联合处室均已确认总结，请批准。")
	}
	return nil
}

func (tr *transition) returnSummary(ReturnSummary) error {
	by := tr.t.Summary.WrittenBy
	tr.t.Summary = SummaryWork{}
	tr.tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "总结被退回，请修改。")
	return nil
}

func (tr *transition) approveSummary(ApproveSummary) error {
	tr.t.Stage, tr.t.Deadlines, tr.t.Closed = StageClosed, nil, tr.act.Entered
	return nil
}

// cancel: before the draw by a head with a reason; after it only by the bureau
// head, and the cancellation is published.
func (tr *transition) cancel(CancelTask) error {
	tr.t.Stage, tr.t.Deadlines, tr.t.Closed = StageCancelled, nil, tr.act.Entered
	tr.tell(law.NoticeChange, tr.toRole(law.RoleClerk, law.RoleSectionHead, law.RoleSupervisor), "已取消。")
	return nil
}
