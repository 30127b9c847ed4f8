package activities

import (
	"context"
	"slices"

	"go.temporal.io/sdk/activity"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// openBatch is how many cases are opened in one transaction and between two
// heartbeats.
const openBatch = 100

// OpenedCases says how far the opening of a task's cases has come.
type OpenedCases struct {
	Opened int `json:"opened"`
	NoTeam int `json:"noTeam"`
}

// OpenCases opens a case for each drawn entity that has a team and starts its
// workflow. Cases that are open already are success, so it can be repeated from
// any point; its heartbeat says how far it has come.
func (a *Activities) OpenCases(ctx context.Context, task string) (OpenedCases, error) {
	t, err := a.record.Task(ctx, task)
	if err != nil {
		return OpenedCases{}, err
	}
	full, err := evidence(ctx, a.record, t)
	if err != nil {
		return OpenedCases{}, err
	}
	opener, err := a.opener(ctx, t)
	if err != nil {
		return OpenedCases{}, err
	}
	var done OpenedCases
	if activity.HasHeartbeatDetails(ctx) {
		if err := activity.GetHeartbeatDetails(ctx, &done); err != nil {
			return OpenedCases{}, err
		}
	}
	for batch := range slices.Chunk(full.Cases[done.Opened+done.NoTeam:], openBatch) {
		var openings []record.CaseOpening
		var names []string
		for _, drawn := range batch {
			if len(drawn.Team) == 0 {
				done.NoTeam++
				continue
			}
			team := make(law.Team, len(drawn.Team))
			for i, position := range drawn.Team {
				team[i] = full.Inspectors[position-1].Certificate
			}
			o, name, err := opener.open(ctx, drawn.Number, full.Inside.Roster[drawn.Position-1].Code, team, "")
			if err != nil {
				return done, err
			}
			openings, names = append(openings, o), append(names, name)
		}
		if err := a.startCases(ctx, task, openings, names, opener.clock); err != nil {
			return done, err
		}
		done.Opened += len(openings)
		activity.RecordHeartbeat(ctx, done)
	}
	return done, a.openLeads(ctx, t, full, done)
}

// AllCasesOpened reports whether each entity that the task's draw gave a team has its
// case on record. They are opened in the draw's order.
func AllCasesOpened(ctx context.Context, r TaskAndCaseRecord, t tasks.Task) (bool, error) {
	full, err := evidence(ctx, r, t)
	if err != nil {
		return false, err
	}
	for _, drawn := range slices.Backward(full.Cases) {
		if len(drawn.Team) == 0 {
			continue
		}
		_, err := r.Case(ctx, drawn.Number)
		if law.KindOf(err) == law.KindNotFound {
			return false, nil
		}
		return err == nil, err
	}
	return true, nil
}

func (a *Activities) startCases(ctx context.Context, task string, openings []record.CaseOpening, names []string, clock Clock) error {
	if len(openings) == 0 {
		return nil
	}
	if _, err := a.record.OpenCases(ctx, task, openings); err != nil {
		return err
	}
	for i, o := range openings {
		if err := a.procedures.StartCase(ctx, o.Case, names[i], clock); err != nil {
			return err
		}
	}
	return nil
}

// caseOpener makes the openings of one task's cases.
type caseOpener struct {
	a     *Activities
	task  tasks.Task
	law   law.Law
	clock Clock
	items []registers.Item              // the active ones of the list
	bound func(e registers.Entity) bool // under 国办发〔2024〕54号
}

// itemsFor are those that are inspected at the entity.
func (o *caseOpener) itemsFor(e registers.Entity) ([]registers.Item, error) {
	listed := o.task.ListedItems(o.items, func(string) bool { return o.bound(e) }, calendar.DateOf(o.clock.Now))
	byKind, err := o.task.ItemsByKind([]string{e.Kind}, listed)
	return byKind[e.Kind], err
}

func (a *Activities) opener(ctx context.Context, t tasks.Task) (*caseOpener, error) {
	l, err := a.law(ctx, t.Edition)
	if err != nil {
		return nil, err
	}
	clock, err := a.clock(ctx)
	if err != nil {
		return nil, err
	}
	bound, err := a.bound(ctx, l.Edition)
	if err != nil {
		return nil, err
	}
	items, err := a.record.Items(ctx, true)
	return &caseOpener{a: a, task: t, law: l, clock: clock, items: items, bound: bound}, err
}

func (o *caseOpener) open(ctx context.Context, number, code string, team law.Team, replaces string) (record.CaseOpening, string, error) {
	entity, err := o.a.record.Entity(ctx, code)
	if err != nil {
		return record.CaseOpening{}, "", err
	}
	items, err := o.itemsFor(entity)
	if err != nil {
		return record.CaseOpening{}, "", err
	}
	_, known := entity.PublicBody()
	codes := make([]string, len(items))
	for i, item := range items {
		codes[i] = item.Code
	}
	c, err := cases.Open(cases.Opening{No: number, Task: o.task.ID, Entity: code, Kind: entity.Kind, Grade: entity.Grade,
		Edition: o.task.Edition, Replaces: replaces, Department: o.task.Department, Items: codes, Team: team, Lengths: o.task.Rules.Lengths,
		Under54: o.bound(entity), BodyUnstated: !known, At: o.clock.Now}, o.law)
	if err != nil {
		return record.CaseOpening{}, "", err
	}
	c.Seq = 1
	return record.CaseOpening{Case: c, Items: items,
		Act: record.Act{Subject: number, Seq: 1, Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(一)", Actor: law.System.ID,
			ActorRole: law.RoleSystem, Happened: o.clock.Now, Entered: o.clock.Now, Recorded: registers.Recorded(o.a.now()), Key: "open"},
	}, entity.Name, nil
}

// FormTeam draws a team, by the draw's own seed from the inspectors of today, for
// a drawn entity that had none, and opens its case, as the section head ordered.
//
// Errors: no_team where there are still too few.
func (a *Activities) FormTeam(ctx context.Context, in TaskAct) (OpenedCase, error) {
	out, err := admittedTask(ctx, a, in, a.formTeam)
	return out, Refusal(err)
}

func (a *Activities) formTeam(ctx context.Context, in TaskAct) (OpenedCase, error) {
	f, err := law.FactsOf[tasks.FormTeam](in.Act)
	if err != nil {
		return OpenedCase{}, err
	}
	t, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return OpenedCase{}, err
	}
	// Not or no longer permitted: the record answers a repeat and refuses all else.
	if t.Permit(in.Act) == nil && slices.Contains(t.Draw.Teamless, f.Case) {
		if err := a.openTeamless(ctx, t, f.Case); err != nil {
			return OpenedCase{}, err
		}
	}
	state, err := a.recordTask(ctx, in, nil)
	return OpenedCase{State: state, Case: f.Case}, err
}

func (a *Activities) openTeamless(ctx context.Context, t tasks.Task, number string) error {
	full, err := evidence(ctx, a.record, t)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(full.Cases, func(c draw.Case) bool { return c.Number == number })
	if i < 0 {
		return law.Errorf(law.KindNotFound, "case_unknown", "没有案件%s。", number)
	}
	opener, err := a.opener(ctx, t)
	if err != nil {
		return err
	}
	code := full.Inside.Roster[full.Cases[i].Position-1].Code
	team, err := a.teamAlready(ctx, number)
	if err == nil && team == nil {
		team, err = a.drawTeam(ctx, t, opener, full, number, code)
	}
	if err != nil {
		return err
	}
	opening, name, err := opener.open(ctx, number, code, team, "")
	if err != nil {
		return err
	}
	return a.startCases(ctx, t.ID, []record.CaseOpening{opening}, []string{name}, opener.clock)
}

// teamAlready is the team of a case that an earlier try opened, or nil.
func (a *Activities) teamAlready(ctx context.Context, number string) (law.Team, error) {
	c, err := a.record.Case(ctx, number)
	if law.KindOf(err) == law.KindNotFound {
		return nil, nil
	}
	return c.Team, err
}

// drawTeam draws the team of one case, after the draw, from the inspectors as they
// stand today.
func (a *Activities) drawTeam(ctx context.Context, t tasks.Task, o *caseOpener, full *draw.FullEvidence, number, code string) (law.Team, error) {
	entity, err := a.record.Entity(ctx, code)
	if err != nil {
		return nil, err
	}
	staff, err := a.staff(ctx, t, o)
	if err != nil {
		return nil, err
	}
	team, err := draw.AssignTeam(full.Seed, full.Rules, staff, draw.TeamCase{Number: number, Code: code, Kind: entity.Kind})
	if err != nil {
		return nil, err
	}
	if len(team.Certificates) == 0 {
		return nil, law.Errorf(law.KindNotAllowed, "no_team", "符合条件的执法人员仍不足，案件%s不能组成检查组。", number)
	}
	return team.Certificates, nil
}

// staff is the inspectors' roster as it stands today, in the draw's order.
func (a *Activities) staff(ctx context.Context, t tasks.Task, o *caseOpener) (*draw.InspectorRoster, error) {
	list, err := a.inspectors(ctx, t, o.law, calendar.DateOf(o.clock.Now))
	if err != nil {
		return nil, err
	}
	d, err := a.record.Draw(ctx, t.ID, t.Draw.Number)
	if err != nil {
		return nil, err
	}
	var key draw.Key
	if err := a.unsealed(d, secretRosterKey, d.RosterKey, key[:]); err != nil {
		return nil, err
	}
	return draw.FreezeInspectors(list, key)
}
