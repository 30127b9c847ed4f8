package activities

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"time"

	"go.temporal.io/sdk/activity"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
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
	full, err := a.evidence(ctx, t)
	if err != nil {
		return OpenedCases{}, err
	}
	opener, err := a.opener(ctx, t, full)
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
			team := make(inspection.Team, len(drawn.Team))
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
	return done, nil
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
	task  inspection.Task
	law   inspection.Law
	clock Clock
	items map[string][]inspection.Item // by kind of entity
	key   []byte
}

func (a *Activities) opener(ctx context.Context, t inspection.Task, full *draw.FullEvidence) (*caseOpener, error) {
	law, err := a.law(ctx, t.Edition)
	if err != nil {
		return nil, err
	}
	clock, err := a.clock(ctx)
	if err != nil {
		return nil, err
	}
	d, err := a.record.Draw(ctx, t.ID, t.Draw.Number)
	if err != nil {
		return nil, err
	}
	all, err := a.record.Items(ctx, true)
	if err != nil {
		return nil, err
	}
	items := map[string][]inspection.Item{}
	for _, kind := range full.Rules.Kinds {
		for _, item := range all {
			if item.EntityKind == kind.Kind && (len(t.Rules.Items) == 0 || slices.Contains(t.Rules.Items, item.Code)) {
				items[kind.Kind] = append(items[kind.Kind], item)
			}
		}
		if len(items[kind.Kind]) == 0 {
			return nil, inspection.Errorf(inspection.KindNotAllowed, "no_items", "没有适用于“%s”的抽查事项。", kind.Kind)
		}
	}
	return &caseOpener{a: a, task: t, law: law, clock: clock, items: items, key: d.RosterKey}, nil
}

func (o *caseOpener) open(ctx context.Context, number, code string, team inspection.Team, replaces string) (record.CaseOpening, string, error) {
	entity, err := o.a.record.Entity(ctx, code)
	if err != nil {
		return record.CaseOpening{}, "", err
	}
	items := o.items[entity.Kind]
	codes := make([]string, len(items))
	for i, item := range items {
		codes[i] = item.Code
	}
	c, err := inspection.Open(inspection.Opening{No: number, Task: o.task.ID, Entity: code, Kind: entity.Kind, Grade: entity.Grade,
		Edition: o.task.Edition, Replaces: replaces, Department: o.task.Department, Items: codes, Team: team, Lengths: o.task.Rules.Lengths, At: o.clock.Now}, o.law)
	if err != nil {
		return record.CaseOpening{}, "", err
	}
	c.Seq = 1
	sum := sha256.Sum256([]byte(LinkSecret(o.key, number)))
	return record.CaseOpening{Case: c, Items: items,
		Act: record.Act{Subject: number, Seq: 1, Kind: inspection.ActOpenCase, Name: "立项", Clause: "文件四(一)", Actor: inspection.System.ID,
			ActorRole: inspection.RoleSystem, Happened: o.clock.Now, Entered: o.clock.Now, Recorded: inspection.Recorded(o.a.now()), Key: "open"},
		Link: record.Link{Hash: hex.EncodeToString(sum[:]), Purpose: record.LinkEntity, Subject: number, Holder: code, Created: o.clock.Now},
	}, entity.Name, nil
}

// LinkSecret is the secret of the entity's own link to its case. It is derived
// from the draw's key, which never leaves the record, so that no payload and no
// table holds it.
func LinkSecret(rosterKey []byte, caseNo string) string {
	mac := hmac.New(sha256.New, rosterKey)
	mac.Write([]byte("entity link\x00" + caseNo))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// Replacement is the case that an alternate's place opened.
type Replacement struct {
	State TaskState `json:"state"`
	Case  string    `json:"case"`
}

// ReplaceEntity puts the next alternate of the stratum in the place of an entity
// that turned out deregistered or unreachable, as the section head ordered. There
// is no new randomness: the order is the draw's.
func (a *Activities) ReplaceEntity(ctx context.Context, in TaskAct) (Replacement, error) {
	out, err := a.replaceEntity(ctx, in)
	return out, Refusal(err)
}

func (a *Activities) replaceEntity(ctx context.Context, in TaskAct) (Replacement, error) {
	var f inspection.ReplaceEntity
	if err := unmarshal(in.Act.Facts, &f); err != nil {
		return Replacement{}, err
	}
	t, err := a.record.Task(ctx, in.Task)
	if err != nil {
		return Replacement{}, err
	}
	old, err := a.record.Case(ctx, f.Case)
	if err != nil {
		return Replacement{}, err
	}
	full, err := a.evidence(ctx, t)
	if err != nil {
		return Replacement{}, err
	}
	taken, err := a.alternatesTaken(ctx, t, old, full)
	if err != nil {
		return Replacement{}, err
	}
	if again := taken.replacement; again != nil && old.Replaced {
		return a.replacedBefore(ctx, in, old.No, again.No)
	}
	opening, name, clock, err := a.alternate(ctx, t, old, full, taken)
	if err != nil {
		return Replacement{}, err
	}
	state, err := a.recordTask(ctx, in, nil)
	if err != nil {
		return Replacement{}, err
	}
	if err := a.startCases(ctx, t.ID, []record.CaseOpening{opening}, []string{name}, clock); err != nil {
		return Replacement{}, err
	}
	mark, err := inspection.NewAct(inspection.System, time.Time{}, inspection.MarkReplaced{})
	if err != nil {
		return Replacement{}, err
	}
	if _, err := a.recordCaseAct(ctx, CaseAct{Case: old.No, Key: "replaced", Act: mark}); err != nil {
		return Replacement{}, err
	}
	err = a.procedures.TellCase(ctx, old.No, UpdateRecordChanged, in.Key, Announcement{ID: in.Key, Update: UpdateRecordChanged})
	return Replacement{State: state, Case: opening.Case.No}, err
}

// replacedBefore answers the repeat of an order that was carried out, and refuses
// a second order for the same case.
func (a *Activities) replacedBefore(ctx context.Context, in TaskAct, old, by string) (Replacement, error) {
	clock, err := a.clock(ctx)
	if err != nil {
		return Replacement{}, err
	}
	t, _, err := a.record.RecordTask(ctx, in.Task, in.Key, func(inspection.Task) (record.TaskWrite, error) {
		return record.TaskWrite{}, inspection.Errorf(inspection.KindDuplicate, "already_replaced", "案件%s已经递补。", old)
	})
	return Replacement{State: TaskState{Task: t, Clock: clock}, Case: by}, err
}

// replaceable refuses a replacement that the case's result does not call for.
func replaceable(old inspection.Case) error {
	edition, err := inspection.EditionOf(old.Edition)
	if err != nil {
		return err
	}
	if old.Result == nil || old.Result.ConfirmedBy == "" {
		return inspection.Errorf(inspection.KindNotAllowed, "result_not_confirmed", "案件%s的结果尚未认定，不能递补。", old.No)
	}
	if rule, _ := edition.Outcome(old.Result.Outcome); !rule.Replaceable {
		return inspection.Errorf(inspection.KindNotAllowed, "not_replaceable", "结果为“%s”的案件不递补检查对象。", rule.Name)
	}
	return nil
}

// alternate finds the next alternate and draws its team; where an earlier try
// opened the replacement's case already, that one.
func (a *Activities) alternate(ctx context.Context, t inspection.Task, old inspection.Case, full *draw.FullEvidence, taken takenAlternates) (record.CaseOpening, string, Clock, error) {
	fail := func(err error) (record.CaseOpening, string, Clock, error) {
		return record.CaseOpening{}, "", Clock{}, err
	}
	opener, err := a.opener(ctx, t, full)
	if err != nil {
		return fail(err)
	}
	if again := taken.replacement; again != nil {
		opening, name, err := opener.open(ctx, again.No, again.Entity, again.Team, old.No)
		return opening, name, opener.clock, err
	}
	if err := replaceable(old); err != nil {
		return fail(err)
	}
	position, err := full.Alternate(taken.stratum, taken.inStratum)
	if err != nil {
		return fail(err)
	}
	number, code := full.NextCaseNumber(taken.all+1), full.Inside.Roster[position-1].Code
	staff, err := a.staff(ctx, t, opener)
	if err != nil {
		return fail(err)
	}
	team, err := draw.AssignTeam(full.Seed, full.Rules, staff, draw.TeamCase{Number: number, Code: code, Kind: old.Kind})
	if err != nil {
		return fail(err)
	}
	if len(team.Certificates) == 0 {
		return fail(inspection.Errorf(inspection.KindNotAllowed, "no_team", "递补对象没有足够的符合条件的执法人员，请局负责人决定。"))
	}
	opening, name, err := opener.open(ctx, number, code, team.Certificates, old.No)
	return opening, name, opener.clock, err
}

// takenAlternates are the alternates that already took a place.
type takenAlternates struct {
	stratum        int // of the entity to be replaced
	inStratum, all int
	replacement    *inspection.Case // of this very case, by an earlier try
}

func (a *Activities) alternatesTaken(ctx context.Context, t inspection.Task, old inspection.Case, full *draw.FullEvidence) (takenAlternates, error) {
	strata := map[string]int{}
	for i, line := range full.Roster {
		strata[full.Inside.Roster[i].Code] = line.Stratum
	}
	taken := takenAlternates{stratum: strata[old.Entity]}
	last, err := a.record.LastCaseNumber(ctx, t.ID)
	if err != nil {
		return taken, err
	}
	for n := full.Rules.FirstCase + full.Quotas.Drawn(); n <= last; n++ {
		c, err := a.record.Case(ctx, inspection.CaseNo(t.ID, n))
		if err != nil {
			return taken, err
		}
		taken.all++
		if strata[c.Entity] == taken.stratum {
			taken.inStratum++
		}
		if c.Replaces == old.No {
			taken.replacement = &c
		}
	}
	return taken, nil
}

// staff is the inspectors' roster as it stands today, in the draw's order.
func (a *Activities) staff(ctx context.Context, t inspection.Task, o *caseOpener) (*draw.InspectorRoster, error) {
	list, err := a.inspectors(ctx, t, o.law, calendar.DateOf(o.clock.Now))
	if err != nil {
		return nil, err
	}
	var key draw.Key
	copy(key[:], o.key)
	return draw.FreezeInspectors(list, key)
}
