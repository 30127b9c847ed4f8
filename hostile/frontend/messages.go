package frontend

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// Attack is one message, or several, that nobody of the office sent.
type Attack struct {
	Name string
	// Refused: the sender must hear an error; other attacks may be answered, and change
	// nothing.
	Refused bool
	// Told is the subject of which supervisors and administrators must hear; "" none.
	Told string
	// Passing: it may be over before anybody looks, and is told of only if it is not.
	Passing bool
	Do      func(ctx context.Context) error
}

// Target is whom the messages are sent to: a case that runs and its task, an
// account that may do more than who is overheard, and another case that runs.
type Target struct {
	Case, Other cases.Case
	Task        tasks.Task
	Person      string
}

// Messages are all that can be sent to a running case and its task without
// ending them: forged and altered acts, false announcements, signals, queries, and
// the office's own activities. The first act overheard at the case is the genuine one
// that is altered.
func (a *Attacker) Messages(ctx context.Context, at Target) ([]Attack, error) {
	genuine, err := a.Overhear(ctx, at.Case.No)
	if err != nil {
		return nil, err
	}
	var all []Attack
	for what, m := range genuine.Alterations(at.Other.No, at.Person) {
		all = append(all, Attack{Name: "act: " + what, Refused: true, Told: m.Subject,
			Do: func(ctx context.Context) error { return a.Update(ctx, m.Subject, m.Name, m.UpdateID, m.Request) }})
	}
	// Under its own key a genuine message is a repeat, and nothing else.
	all = append(all,
		Attack{Name: "act: replayed as it was", Do: func(ctx context.Context) error {
			return a.Update(ctx, genuine.Subject, genuine.Name, genuine.UpdateID, genuine.Request)
		}},
		Attack{Name: "act: replayed as another update", Do: func(ctx context.Context) error {
			again := genuine.Request
			again.RecordSeq = ahead
			return a.Update(ctx, genuine.Subject, genuine.Name, "", again)
		}})
	invented := []struct {
		subject string
		facts   law.Facts
	}{
		{at.Case.No, cases.ConfirmResult{}}, {at.Case.No, cases.ApprovePublication{}}, {at.Case.No, law.Suspend{}},
		{at.Task.ID, tasks.CancelTask{}}, {at.Task.ID, tasks.ApproveSummary{}},
	}
	for _, i := range invented {
		act, err := law.NewAct(law.Actor{}, time.Time{}, i.facts)
		if err != nil {
			return nil, err
		}
		act.Reasoned = true
		all = append(all, Attack{Name: fmt.Sprintf("act: %s that nobody handed in", act.Kind), Refused: true, Told: i.subject, Do: func(ctx context.Context) error {
			req := workflows.ActRequest{Key: a.name("act"), Act: act, RecordSeq: ahead,
				HandedIn: activities.HandedIn{By: law.By{Via: law.ViaAccount, ID: at.Person}, Proof: genuine.Request.HandedIn.Proof}}
			return a.Update(ctx, i.subject, string(act.Kind), "", req)
		}})
	}
	all = append(all, a.announcements(at)...)
	all = append(all, a.signals(at)...)
	all = append(all, a.queries(at)...)
	more, err := a.activities(at)
	return append(all, more...), err
}

// announcements tell what is not so.
func (a *Attacker) announcements(at Target) (all []Attack) {
	never := time.Date(2099, time.January, 1, 9, 0, 0, 0, time.UTC)
	for what, in := range map[string]activities.Announcement{
		"a clock far ahead":       {Update: activities.UpdateClockMoved, Clock: activities.Clock{Standing: true, Now: never}},
		"a clock that runs":       {Update: activities.UpdateClockMoved, Clock: activities.Clock{Now: never}},
		"a clock of long ago":     {Update: activities.UpdateClockMoved, Clock: activities.Clock{Standing: true, Now: never.AddDate(-98, 0, 0)}},
		"an invented calendar":    {Update: activities.UpdateCalendarChanged, Calendar: "2099/invented"},
		"something new on record": {Update: activities.UpdateRecordChanged},
	} {
		for _, subject := range []string{at.Case.No, at.Task.ID} {
			all = append(all, Attack{Name: "announced to " + subject + ": " + what, Do: func(ctx context.Context) error {
				in.ID = a.name("announcement")
				return a.Update(ctx, subject, in.Update, "", in)
			}})
		}
		all = append(all, Attack{Name: "announced to all: " + what, Do: func(ctx context.Context) error {
			in.ID = a.name("announcement")
			run, err := a.Start(ctx, in.ID, workflows.AnnouncementName, workflows.TaskQueue, in)
			if err != nil {
				return err
			}
			return run.Get(ctx, nil)
		}})
	}
	return append(all, Attack{Name: "announced: the task is cancelled", Refused: true, Told: at.Case.No, Do: func(ctx context.Context) error {
		return a.Update(ctx, at.Case.No, activities.UpdateCancelled, "", activities.Announcement{ID: "cancelled", Update: activities.UpdateCancelled})
	}})
}

// Foreseen takes names that the office will use by what can be known of them: of its
// next announcement and of what it tells a case. What is told under them later must
// be heard all the same.
func (a *Attacker) Foreseen(at Target, announcement string) []Attack {
	empty := activities.Announcement{ID: announcement, Update: activities.UpdateRecordChanged, Only: []string{at.Task.ID + "-nobody"}}
	return []Attack{
		{Name: "the announcement was made", Do: func(ctx context.Context) error {
			run, err := a.Start(ctx, announcement, workflows.AnnouncementName, workflows.TaskQueue, empty)
			if err != nil {
				return err
			}
			return run.Get(ctx, nil)
		}},
		{Name: "the clock was announced to the case", Do: func(ctx context.Context) error {
			return a.Update(ctx, at.Case.No, activities.UpdateClockMoved, announcement, empty)
		}},
		{Name: "the cancellation was told to the case", Refused: true, Told: at.Case.No, Do: func(ctx context.Context) error {
			return a.Update(ctx, at.Case.No, activities.UpdateCancelled, "cancelled", activities.Announcement{ID: "cancelled", Update: activities.UpdateCancelled})
		}},
	}
}

// signals are the one that is listened to, with a false word, and others.
func (a *Attacker) signals(at Target) (all []Attack) {
	for _, subject := range []string{at.Case.No, at.Task.ID} {
		for _, name := range []string{workflows.SignalCasesSettled, "archived", activities.UpdateCancelled} {
			all = append(all, Attack{Name: "signal to " + subject + ": " + name, Do: func(ctx context.Context) error {
				return a.SignalWorkflow(ctx, subject, "", name, map[string]any{"case": at.Case.No, "stage": cases.StageClosed})
			}})
		}
	}
	return all
}

// queries ask what is answered, and what is not.
func (a *Attacker) queries(at Target) (all []Attack) {
	for _, subject := range []string{at.Case.No, at.Task.ID} {
		for _, name := range []string{workflows.QueryState, workflows.QueryKnown} {
			all = append(all, Attack{Name: "query to " + subject + ": " + name, Do: func(ctx context.Context) error {
				_, err := a.QueryWorkflow(ctx, subject, "", name, "x")
				return err
			}})
		}
		all = append(all, Attack{Name: "query to " + subject + ": unknown", Refused: true, Do: func(ctx context.Context) error {
			_, err := a.QueryWorkflow(ctx, subject, "", "set_state", cases.Case{No: at.Case.No, Stage: cases.StageClosed})
			return err
		}})
	}
	return all
}

// activities are the office's effects, asked for by a workflow of the attacker's own
// and by none.
func (a *Attacker) activities(at Target) (all []Attack, err error) {
	act := func(facts law.Facts) law.Act {
		made, failed := law.NewAct(law.System, time.Time{}, facts)
		err = errors.Join(err, failed)
		return made
	}
	no, id := at.Case.No, at.Task.ID
	next, _ := at.Case.Deadlines.NextMoment()
	type call struct {
		name, told string
		arg        any
	}
	calls := []call{
		{"RecordCaseAct", no, activities.CaseAct{Case: no, Key: "a1", Act: act(cases.ConfirmResult{})}},
		{"RecordCaseChange", no, activities.CaseAct{Case: no, Key: "a2", Act: act(cases.ConfirmResult{})}},
		{"RecordCaseChange", no, activities.CaseAct{Case: no, Key: "a3", Act: act(cases.CancelCase{})}},
		{"RecordCaseChange", "", activities.CaseAct{Case: no, Key: "archive", Act: act(law.Lapse{Moment: next}), Timer: true}},
		{"RecordCaseChange", no, activities.CaseAct{Case: no, Key: "archive", Act: act(law.Recount{Calendar: at.Case.Calendar})}},
		{"RecordCaseMoment", "", activities.CaseAct{Case: no, Key: "a4", Act: act(law.Lapse{Moment: next})}},
		{"JoinVisit", no, activities.CaseAct{Case: no, Key: "a5", Act: act(cases.JoinVisit{With: at.Other.No})}},
		{"IssueNotice", "", no}, {"Archive", "", no}, {"CaseNow", "", no},
		{"OpenProceedings", "", no}, {"ReportSettled", "", id},
		{"RecordTaskAct", id, activities.TaskAct{Task: id, Key: "a6", Act: act(tasks.CancelTask{})}},
		{"RecordTaskMoment", id, activities.TaskAct{Task: id, Key: "a7", Act: act(tasks.CasesClosed{})}},
		{"RecordTaskMoment", "", activities.TaskAct{Task: id, Key: "month_come/2099-01-01", Act: act(tasks.MonthCome{})}},
		{"CommitDraw", id, activities.TaskAct{Task: id, Key: "a8", Act: act(tasks.ApproveDraw{})}},
		{"VoidDraw", id, activities.TaskAct{Task: id, Key: "a9", Act: act(tasks.VoidDraw{})}},
		{"ReplaceEntity", id, activities.TaskAct{Task: id, Key: "a10", Act: act(tasks.ReplaceEntity{Case: no})}},
		{"RecordCasesSettled", "", id}, {"RevealDraw", "", id}, {"OpenCases", "", id}, {"TaskNow", "", id},
		{"CancelCases", no, id},
		{"File", "", activities.Filing{Kind: law.ProceedingObjection, Origin: no, Case: no, Key: "a11", Act: act(proceedings.FileFeedback{})}},
	}
	for i, c := range calls {
		all = append(all,
			Attack{Name: fmt.Sprintf("activity %d: %s", i+1, c.name), Told: c.told, Do: func(ctx context.Context) error { return a.Activity(ctx, c.name, c.arg) }},
			Attack{Name: fmt.Sprintf("activity of no workflow %d: %s", i+1, c.name), Do: func(ctx context.Context) error { return a.Standalone(ctx, c.name, c.arg) }})
	}
	return all, err
}
