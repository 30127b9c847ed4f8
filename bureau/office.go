package bureau

import (
	"context"
	"iter"
	"log/slog"
	"sync/atomic"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/audit"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/waiting"
	"shuangsuiji/workflows"
)

// Record is the store as the office needs it. What its methods refuse stands with
// them; what all may answer stands with [activities.Record].
type Record interface {
	activities.Record
	CaseReader
	RegisterRecord
	PeopleRecord
	RequestRecord
	AttachmentRecord
	DraftRecord
	ToDoRecord
	OfficeRecord
	SecurityRecord
	audit.Reader
}

// CaseReader lists tasks, cases, acts and publications.
type CaseReader interface {
	// Errors: cursor_invalid.
	Cases(ctx context.Context, f record.CaseFilter, p record.Page) (record.Listed[record.CaseRow], error)
	// Errors: count_by_unknown.
	CountCases(ctx context.Context, f record.CaseFilter, by string) ([]record.Count, error)
	// TaskCases are the cases of a task in order after the given number; fewer than
	// limit are the last.
	TaskCases(ctx context.Context, task, after string, limit int) ([]cases.Case, error)
	// TaskProceedings are the proceedings of a task, "" for those of none, likewise.
	TaskProceedings(ctx context.Context, task, after string, limit int) ([]proceedings.Proceeding, error)
	CasesOfEntities(ctx context.Context, codes []string) ([]cases.Case, error)
	// Errors: cursor_invalid.
	Tasks(ctx context.Context, f record.TaskFilter, p record.Page) (record.Listed[tasks.Task], error)
	ProceedingDecisions(ctx context.Context, no string) ([]record.Decision, error)
	// Errors: cursor_invalid.
	Decisions(ctx context.Context, f record.DecisionFilter, p record.Page) (record.Listed[record.Decision], error)
	// Errors: cursor_invalid.
	Acts(ctx context.Context, subject string, p record.Page) (record.Listed[record.Act], error)
	// ActsWritten lists them with what was written; a page ends early where that is
	// long.
	//
	// Errors: cursor_invalid, payload_not_found.
	ActsWritten(ctx context.Context, subject string, p record.Page) (record.Listed[record.ActWritten], error)
	// OnRecord reports whether the subject has an act under the key.
	OnRecord(ctx context.Context, subject, key string) (bool, error)
	// Errors: party_not_found.
	Party(ctx context.Context, no string) (record.Party, error)
	ProceedingsOfParty(ctx context.Context, no string) ([]proceedings.Proceeding, error)
	// Errors: payload_not_found.
	Payload(ctx context.Context, id string) (record.Payload, error)
	// DiscardPayload erases what was written with a refused act, unless the act is on
	// record after all.
	//
	// Errors: payload_not_found.
	DiscardPayload(ctx context.Context, id string, at time.Time) error
	// Errors: payload_missing, payload_altered.
	VerifyPayload(ctx context.Context, act record.Act) error
	// Errors: cursor_invalid.
	Publications(ctx context.Context, f record.PublicationFilter, p record.Page) (record.Listed[record.Publication], error)
	// Errors: draw_not_found.
	DrawHead(ctx context.Context, task string, number int) (record.DrawHead, error)
	// Errors: cursor_invalid.
	PublicDraws(ctx context.Context, p record.Page) (record.Listed[record.PublicDraw], error)
	Ratings(ctx context.Context) ([]record.RatingCount, error)
	NextDueAfter(ctx context.Context, after time.Time) (time.Time, error)
	PlanRecord
}

// PlanRecord keeps the annual plans, their versions and what was done about them.
type PlanRecord interface {
	Plans(ctx context.Context) ([]record.Plan, error)
	// Errors: plan_in_use, reason_required.
	ImportPlans(ctx context.Context, all []record.PlanImport, act func(tasks.Task) record.Act) error
	PlanHistory(ctx context.Context, no string) ([]record.Change, error)
	// PlanVersion is an earlier version of a plan.
	//
	// Errors: plan_version_missing.
	PlanVersion(ctx context.Context, no string, version int) (record.Plan, error)
	// PlanSteps are those of one plan, or of all where no is "".
	PlanSteps(ctx context.Context, no string) ([]plans.Step, error)
	// Errors: plan_not_found, what judge refuses.
	RecordPlanStep(ctx context.Context, no string, judge func(plan record.Plan, steps []plans.Step) (plans.Step, error)) error
}

// RegisterRecord keeps the three registers with their history.
type RegisterRecord interface {
	// ImportEntities takes rows as they come, all or none; merge, unless it is nil, makes
	// of a row on record and its new one what is kept.
	// Errors: row_given_twice.
	ImportEntities(ctx context.Context, by string, at time.Time, rows iter.Seq2[registers.Entity, error], merge func(before, row registers.Entity) (registers.Entity, error)) (added, changed, unchanged int, err error)
	// Errors: row_given_twice.
	SaveInspectors(ctx context.Context, by string, at time.Time, rows []registers.Inspector) (added, changed, unchanged int, err error)
	// Errors: row_given_twice.
	SaveItems(ctx context.Context, by string, at time.Time, rows []registers.Item) (added, changed, unchanged int, err error)
	SaveExternalVisits(ctx context.Context, by string, at time.Time, rows []registers.ExternalVisit) (added, changed, unchanged int, err error)
	ExternalVisits(ctx context.Context) ([]registers.ExternalVisit, error)
	// Errors: cursor_invalid.
	Entities(ctx context.Context, f record.EntityFilter, p record.Page) (record.Listed[registers.Entity], error)
	// Errors: not_in_register.
	EntityHistory(ctx context.Context, code string) ([]record.Change, error)
	// Errors: not_in_register.
	ItemHistory(ctx context.Context, code string) ([]record.Change, error)
	// Errors: not_in_register.
	InspectorHistory(ctx context.Context, certificate string) ([]record.Change, error)
	SaveMonthlyGrades(ctx context.Context, by string, at time.Time, push registers.GradePush, rows []registers.MonthlyGrade) (record.GradesSaved, error)
	// Errors: not_in_register.
	GradeHistory(ctx context.Context, code string) ([]registers.DatedGrade, error)
	// ImportTurn is the office's one turn to import, until the caller leaves.
	//
	// Errors: import_busy.
	ImportTurn(ctx context.Context) (leave func(), err error)
}

// PeopleRecord keeps accounts, delegations, tokens, links and inboxes.
type PeopleRecord interface {
	// Errors: login_taken, what the change's Judge refuses.
	AddAccount(ctx context.Context, a record.Account, change record.AccountChange) (record.Account, error)
	// Errors: account_not_found, login_taken, what the change's Judge refuses.
	ChangeAccount(ctx context.Context, id string, change record.AccountChange) (record.Account, error)
	AccountHistory(ctx context.Context, id string) ([]record.Change, error)
	// Errors: account_not_found.
	Account(ctx context.Context, id string) (record.Account, error)
	// Actor is the account with its roles and the powers lent to it, as it may act now.
	//
	// Errors: account_not_found, account_inactive.
	Actor(ctx context.Context, who record.Asking) (law.Actor, error)
	// Errors: account_not_found.
	AccountByLogin(ctx context.Context, login string) (record.Account, error)
	Accounts(ctx context.Context) ([]record.Account, error)
	SaveDelegation(ctx context.Context, d record.Delegation) error
	Delegations(ctx context.Context, account string, on calendar.Date) ([]record.Delegation, error)
	// Errors: delegation_not_found.
	RevokeDelegation(ctx context.Context, id string, at time.Time) error
	SaveToken(ctx context.Context, t record.Token) error
	// Errors: token_not_found.
	TokenByHash(ctx context.Context, hash string) (record.Token, error)
	// Errors: token_not_found.
	RevokeToken(ctx context.Context, id string, at time.Time) error
	Tokens(ctx context.Context, account string) ([]record.Token, error)
	UseToken(ctx context.Context, id, address string, at time.Time) (first bool, err error)
	SecondFactor(ctx context.Context, account string) (record.SecondFactor, error)
	// ChangeSecondFactor changes it under its row's lock; change may be called again.
	//
	// Errors: what change refuses.
	ChangeSecondFactor(ctx context.Context, account string, change func(*record.SecondFactor) error) error
	DescribeSession(ctx context.Context, id string, about record.Session) error
	SessionsOf(ctx context.Context, account string, now time.Time) ([]record.Session, error)
	// Errors: session_unknown.
	EndSession(ctx context.Context, account, id string) error
	EndSessionsOf(ctx context.Context, account, but string) (int, error)
	// Errors: cursor_invalid.
	Inbox(ctx context.Context, account string, unreadOnly bool, p record.Page) (record.Listed[record.Message], error)
	CountUnread(ctx context.Context, account string) (int, error)
	MarkRead(ctx context.Context, account string, ids []int64, at time.Time) error
	MoveUnread(ctx context.Context, from, to string) (int, error)
	// ProposeHandover keeps a proposal, once under its id, and delivers the messages.
	ProposeHandover(ctx context.Context, h record.ProposedHandover, told []record.Message) error
	// Errors: handover_unknown.
	Handover(ctx context.Context, id string) (record.ProposedHandover, error)
	OpenHandovers(ctx context.Context) ([]record.ProposedHandover, error)
	// Errors: handover_ended.
	EndHandover(ctx context.Context, id, confirmedBy string, at time.Time) error
	// Errors: task_not_found, case_not_found, what judge refuses.
	MakeLink(ctx context.Context, request string, l record.Link, mails []record.Mail, judge func(t tasks.Task, all []record.Link) error) (kept record.Link, repeated bool, err error)
	// Errors: link_not_found.
	ChangeLink(ctx context.Context, hash string, change func(*record.Link)) error
	// Errors: link_not_found.
	LinkByHash(ctx context.Context, hash string) (record.Link, error)
	Links(ctx context.Context, purpose record.LinkPurpose, subject string) ([]record.Link, error)
}

// RequestRecord keeps the idempotency keys and their first answers.
type RequestRecord interface {
	// Errors: idempotency_key_reused.
	BeginRequest(ctx context.Context, r record.Request) (*record.Request, error)
	// FinishRequest also forgets the draft of the form that was handed in.
	FinishRequest(ctx context.Context, person, route, key string, status int, response []byte) error
	DropRequest(ctx context.Context, person, route, key string) error
	// RequestBegun reports whether the key is taken.
	RequestBegun(ctx context.Context, person, route, key string) (bool, error)
}

// OfficeRecord keeps settings, clock and calendar, and the mail that waits.
type OfficeRecord interface {
	SaveSetting(ctx context.Context, key string, value any, by, reason string, at time.Time) error
	SettingHistory(ctx context.Context, key string) ([]record.Change, error)
	SettingsNow(ctx context.Context) (map[string]record.Change, error)
	// GradesInUse counts the entities of the register by their risk grade.
	GradesInUse(ctx context.Context) ([]record.Count, error)
	// Errors: cursor_invalid.
	UndeliveredMail(ctx context.Context, p record.Page) (record.Listed[record.Mail], error)
	ResumeMail(ctx context.Context, messageIDs []string) (int, error)
	// Errors: clock_kind, clock_moved, clock_goes_back.
	SaveClock(ctx context.Context, c record.Clock) error
	// Errors: calendar_invalid, calendar_year_changed.
	SaveCalendarYear(ctx context.Context, y record.CalendarYear, shown int) error
	CalendarYears(ctx context.Context) ([]record.CalendarYear, error)
	Ping(ctx context.Context) error
	// Writable is nil where an act could be recorded now.
	//
	// Errors: disk_full, record_read_only, database_unavailable, record_damaged.
	Writable(ctx context.Context) error
}

// Procedures are the running workflows as the office needs them. All answer
// procedure_unavailable while the Temporal server or its workers are away.
type Procedures interface {
	StartTask(ctx context.Context, t tasks.Task, clock activities.Clock, casesOpened bool) error
	StartCase(ctx context.Context, c cases.Case, entityName string, clock activities.Clock) error
	// Errors: workflow_not_running, act_unknown, what the record refuses.
	ActOnCase(ctx context.Context, no string, req workflows.ActRequest) (cases.Case, error)
	// Errors: workflow_not_running, act_unknown, what the record refuses.
	ActOnTask(ctx context.Context, id string, req workflows.ActRequest) (workflows.TaskReply, error)
	StartProceeding(ctx context.Context, p proceedings.Proceeding, entityName string, clock activities.Clock) error
	// Errors: workflow_not_running, act_unknown, what the record refuses.
	ActOnProceeding(ctx context.Context, no string, req workflows.ActRequest) (proceedings.Proceeding, error)
	// File puts an act on record that begins a proceeding, and answers its number.
	//
	// Errors: what the record refuses.
	File(ctx context.Context, in activities.Filing) (string, error)
	Announce(ctx context.Context, in activities.Announcement) (activities.Announced, error)
	// TellTask sends the update and waits until it was performed; a workflow that is
	// closed already is success.
	//
	// Errors: act_unknown, what the workflow refuses.
	TellTask(ctx context.Context, id, update, updateID string, arg any) error
	// TellCase does the same for a case.
	//
	// Errors: act_unknown, what the workflow refuses.
	TellCase(ctx context.Context, no, update, updateID string, arg any) error
	// TellProceeding does the same for a proceeding.
	//
	// Errors: act_unknown, what the workflow refuses.
	TellProceeding(ctx context.Context, no, update, updateID string, arg any) error
	// KnownTask, KnownCase and KnownProceeding ask a workflow all that it knows.
	//
	// Errors: workflow_not_running.
	KnownTask(ctx context.Context, id string) (workflows.TaskInput, error)
	// Errors: workflow_not_running.
	KnownCase(ctx context.Context, no string) (workflows.CaseInput, error)
	// Errors: workflow_not_running.
	KnownProceeding(ctx context.Context, no string) (workflows.ProceedingInput, error)
	// CasesSettled tells a task that none of its cases is open.
	CasesSettled(ctx context.Context, task string) error
	// Refresh has a workflow read the record anew.
	//
	// Errors: act_unknown, what the workflow refuses.
	Refresh(ctx context.Context, id string) error
	// Look finds what runs, or ran last, under the id; EachRunning all that runs.
	Look(ctx context.Context, id string) (workflows.Run, error)
	// Errors: what do refuses.
	EachRunning(ctx context.Context, do func(workflows.Run) error) error
	ProcedureWatch
	// End terminates a run.
	End(ctx context.Context, r workflows.Run, reason string) error
	Healthy(ctx context.Context) error
}

// Office performs the bureau's use cases.
type Office struct {
	record     Record
	procedures Procedures
	log        *slog.Logger
	now        func() time.Time
	// Demonstration marks a folder whose clock stands still; every record says so.
	demonstration bool
	passwords     *hasher
	tokenUses     tokenUses
	seals         seal.Keys
	begun         time.Time // real time
	compared      atomic.Pointer[LastComparison]
	// sending is who is sending attachments, drawing the one small picture at work.
	sending *waiting.Room
	drawing chan struct{}
}

// New makes the office over its record and procedures.
func New(r Record, p Procedures, log *slog.Logger, demonstration bool, options ...Option) *Office {
	o := &Office{record: r, procedures: p, log: log, now: time.Now, demonstration: demonstration, passwords: newHasher(), begun: time.Now(),
		sending: waiting.NewRoom(sendingAtOnce, sendingOfOne), drawing: make(chan struct{}, 1)}
	for _, change := range options {
		change(o)
	}
	return o
}

// Demonstration reports whether this is a demonstration or training folder.
func (o *Office) Demonstration() bool { return o.demonstration }

// Now is the business clock.
func (o *Office) Now(ctx context.Context) (time.Time, error) {
	c, err := o.clock(ctx)
	return c.Now, err
}

func (o *Office) clock(ctx context.Context) (activities.Clock, error) {
	c, err := o.record.Clock(ctx)
	if err != nil {
		return activities.Clock{}, err
	}
	if c.Standing {
		return activities.Clock{Standing: true, Now: registers.Recorded(c.Now)}, nil
	}
	return activities.Clock{Now: registers.Recorded(o.now())}, nil
}
