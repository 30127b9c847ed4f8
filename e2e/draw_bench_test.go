package e2e

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

const (
	registerSize = 1_000_000
	drawRounds   = 3
	kindDrawn    = "人力资源服务机构"
)

// BenchmarkDraw draws a tenth of a million entities, on each database, in turn
// with the query that a database offers for it. The draw is measured by its
// stages, as a whole without its evidence, and once as the two activities that
// also write the evidence.
func BenchmarkDraw(b *testing.B) {
	onEachBench(b, benchmarkDraw)
}

func benchmarkDraw(b *testing.B, on database) {
	cfg := on(b)
	random := "RANDOM()"
	if cfg.Driver == store.MySQL {
		random = "RAND()"
	}
	o := drawingOffice(b, cfg)
	pool, err := sql.Open(cfg.Driver, cfg.DSN)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, pool.Close()) })

	d := &drawing{office: o}
	var query, codes, whole side
	queryRows := func() { require.Equal(b, registerSize/10, fetch(b, pool, wholeRows, random)) }
	d.whole() // neither side is measured on a cold file
	queryRows()
	for range drawRounds {
		query.time(queryRows)
		whole.time(d.whole)
		codes.time(func() { require.Equal(b, registerSize/10, fetch(b, pool, "code", random)) })
		d.stages()
	}
	memory := peakMiB(b, d.whole)
	var approve, reveal side
	memoryWritten := peakMiB(b, func() { o.drawOnRecord(&approve, &reveal) })
	report(b, map[string]float64{"query-s": query.median(), "codes-s": codes.median(), "draw-s": whole.median(),
		"ratio": whole.over(query), "ratio-codes": whole.over(codes),
		"read-s": d.read.median(), "freeze-s": d.freeze.median(), "tickets-s": d.tickets.median(), "select-s": d.selecting.median(),
		"evidence-s": d.evidence.median(), "approve-s": approve.median(), "reveal-s": reveal.median(),
		"draw-MiB": memory, "written-MiB": memoryWritten})
}

// wholeRows are the columns of an entity as its register shows it.
const wholeRows = "code, name, kind, grade, enterprise_type, nature, organisation_form, scale, market_share, region, licence, address, contact, phone, email, status, lead_text"

// fetch draws by query and fetches what was drawn.
func fetch(b *testing.B, pool *sql.DB, columns, random string) int {
	b.Helper()
	rows, err := pool.QueryContext(b.Context(), fmt.Sprintf("SELECT %s FROM entities WHERE kind = ? ORDER BY %s LIMIT %d", columns, random, registerSize/10), kindDrawn)
	require.NoError(b, err)
	defer func() { require.NoError(b, rows.Close()) }()
	names, err := rows.Columns()
	require.NoError(b, err)
	values := make([]string, len(names))
	into := make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	n := 0
	for rows.Next() {
		require.NoError(b, rows.Scan(into...))
		n++
	}
	require.NoError(b, rows.Err())
	return n
}

// unattended starts no workflow: the draw is measured without a server beside it.
type unattended struct{ bureau.Procedures }

func (unattended) StartTask(context.Context, tasks.Task, activities.Clock, bool) error {
	return nil
}

// recordOffice is an office without procedures, with an empty register.
func recordOffice(b *testing.B, cfg store.Config) *office {
	b.Helper()
	ctx := b.Context()
	require.NoError(b, store.Migrate(ctx, cfg))
	s, err := store.Open(ctx, cfg)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	require.NoError(b, s.SaveClock(ctx, record.Clock{Standing: true, Now: startOfMonth}))
	o := &office{Office: bureau.New(s, unattended{}, quiet, true, bureau.WithSeals(keys)), t: b, ctx: ctx, store: s}
	o.effects = activities.New(s, nil, activities.WithSeals(keys))
	o.fill(0)
	return o
}

// drawingOffice has the register of a million.
func drawingOffice(b *testing.B, cfg store.Config) *office {
	b.Helper()
	o := recordOffice(b, cfg)
	entities := sample.Entities(registerSize+2, 1)[:registerSize] // the last two are of the other kind
	for i := range entities {
		entities[i].Status, entities[i].Lead = registers.EntityActive, ""
	}
	_, _, _, err := o.store.SaveEntities(o.ctx, "system", startOfMonth, entities)
	require.NoError(b, err)
	o.importPlan(documents.SamplePlan(), false)
	return o
}

// drawing makes a draw from the office's register, stage by stage, in the words
// of package draw.
type drawing struct {
	*office
	read, freeze, tickets, selecting, evidence side
}

var secret = [32]byte{1}

func (d *drawing) rules() draw.Rules {
	r := draw.Rules{Way: draw.OneRatio, Initiating: "劳动保障监察大队", Joint: true, TeamSize: 2, VisitUntil: "2024-06-28", FirstCase: 1}
	for _, g := range registers.HebeiScale.Grades {
		r.Scale = append(r.Scale, draw.Grade{Name: g.Code, Weight: g.Weight})
	}
	ratio, err := draw.ParseRatio("10%")
	require.NoError(d.t, err)
	r.Kinds = []draw.KindRule{{Kind: kindDrawn, Ratio: ratio}}
	return r
}

func (d *drawing) staff() []draw.Inspector {
	var out []draw.Inspector
	for _, i := range sample.Inspectors(9, 1) {
		out = append(out, draw.Inspector{Certificate: i.Certificate, Department: i.Department,
			InspectorFacts: draw.InspectorFacts{Active: true, Capacity: registerSize, ValidUntil: "2099-12-31"}})
	}
	return out
}

// register streams the entities in scope as the freeze reads them.
func (d *drawing) register(yield func(draw.Candidate, error) bool) {
	stopped, task := errors.New("stopped"), tasks.Task{Kinds: []string{kindDrawn}}
	err := d.store.EachEntity(d.ctx, task.Kinds, func(e registers.Entity) error {
		if c, inScope := task.Candidate(e, 0, false); inScope && !yield(c, nil) {
			return stopped
		}
		return nil
	})
	if !errors.Is(err, stopped) {
		require.NoError(d.t, err)
	}
}

func (d *drawing) prepared(candidates func(func(draw.Candidate, error) bool)) (*draw.Frozen, draw.Commitment) {
	f, err := draw.Prepare(taskID, 1, d.rules(), candidates, d.staff(), secret)
	require.NoError(d.t, err)
	c, err := f.Commit(secret, startOfMonth)
	require.NoError(d.t, err)
	return f, c
}

func (d *drawing) ranked(f *draw.Frozen, c draw.Commitment) []*draw.Ranking {
	rankings, err := draw.RankAll(draw.Seed(c.Hash, secret, nil), f.Roster.Lines, len(f.Quotas.Strata))
	require.NoError(d.t, err)
	return rankings
}

func (d *drawing) selected(f *draw.Frozen, rankings []*draw.Ranking) {
	drawn := 0
	for i, r := range rankings {
		drawn += len(r.First(f.Quotas.Strata[i].Quota))
	}
	require.Equal(d.t, registerSize/10, drawn)
}

// whole is the draw from the register to who is drawn, committed to, without its
// evidence. As in the office, reading and freezing go on at the same time.
func (d *drawing) whole() {
	f, c := d.prepared(d.register)
	d.selected(f, d.ranked(f, c))
}

// stages is the same one stage after the other, and then the evidence.
func (d *drawing) stages() {
	candidates := make([]draw.Candidate, 0, registerSize)
	d.read.time(func() {
		for c, err := range d.register {
			require.NoError(d.t, err)
			candidates = append(candidates, c)
		}
	})
	var f *draw.Frozen
	var c draw.Commitment
	var rankings []*draw.Ranking
	d.freeze.time(func() { f, c = d.prepared(draw.Each(candidates)) })
	d.tickets.time(func() { rankings = d.ranked(f, c) })
	d.selecting.time(func() { d.selected(f, rankings) })
	d.evidence.time(func() {
		_, err := f.Reveal(c, secret, nil, startOfMonth)
		require.NoError(d.t, err)
	})
}

// drawOnRecord draws as the workflow does: approval freezes, commits and writes
// the roster; the reveal reads it back, draws, and writes both evidences.
func (o *office) drawOnRecord(approve, reveal *side) {
	o.t.Helper()
	month, err := activities.MonthComeAct(taskID, "")
	require.NoError(o.t, err)
	_, err = o.effects.RecordTaskMoment(o.ctx, month)
	require.NoError(o.t, err)
	act := func(who string, facts law.Facts) activities.TaskAct {
		a, err := law.NewAct(o.people[who], startOfMonth, facts)
		require.NoError(o.t, err)
		return o.ofTask(taskID, string(facts.Kind()), who, a)
	}
	rules := smallDraw(0)
	rules.Ratio = "10%"
	_, err = o.effects.RecordTaskAct(o.ctx, act("clerk", tasks.PrepareDraw{Joint: joint, Rules: rules}))
	require.NoError(o.t, err)
	approve.time(func() { _, err = o.effects.CommitDraw(o.ctx, act("director", tasks.ApproveDraw{})) })
	require.NoError(o.t, err)
	reveal.time(func() { _, err = o.effects.RevealDraw(o.ctx, taskID) })
	require.NoError(o.t, err)
	require.Equal(o.t, tasks.StageRunning, o.taskAt(taskID).Stage)
}
