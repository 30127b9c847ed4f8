package year

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// archive is the record of the whole year, read back through the API.
type archive struct{ subjects []history }

// history is what stands on record of one plan, task, case or proceeding.
type history struct {
	kind, no, edition string
	acts              []recorded
	periods           []law.DeadlineKind // that ran or run
	met               []law.MetDeadline
	ending            proceedings.Ending
	finishBy          calendar.Date // of a task
}

// recorded is one act as it stands on record.
type recorded struct {
	Kind      law.ActKind `json:"kind"`
	ActorRole law.Role    `json:"actorRole"`
	// Delegation is that by which the actor had the power.
	Delegation string          `json:"delegation"`
	Entered    time.Time       `json:"entered"`
	Facts      json.RawMessage `json:"facts"`
}

// readBack reads the record of everything that the play has touched.
func (y *year) readBack(ctx context.Context) (*archive, error) {
	r := &archive{}
	for _, no := range thePlans {
		var p planState
		if err := y.People["supervisor"].Get(ctx, "/api/plans/"+no, &p); err != nil {
			return nil, err
		}
		h := history{kind: ofPlan, no: no}
		for _, s := range p.Steps {
			h.acts = append(h.acts, recorded{Kind: law.ActKind(s.Kind)})
		}
		r.subjects = append(r.subjects, h)
	}
	all, err := y.subjects(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		h := s.history()
		if h.acts, err = y.acts(ctx, s.path()); err != nil {
			return nil, err
		}
		r.subjects = append(r.subjects, h)
	}
	slices.SortStableFunc(r.subjects, func(a, b history) int { return cmp.Compare(a.no, b.no) })
	return r, nil
}

// history is all of it but the acts.
func (m moment) history() history {
	h := history{kind: ofTask, no: m.no()}
	switch {
	case m.c != nil:
		h.kind, h.edition, h.met = ofCase, m.c.Edition, m.c.Met
	case m.b != nil:
		h.kind, h.edition, h.met, h.ending = string(m.b.Kind), m.b.Edition, m.b.Met, m.b.Ending
	default:
		h.edition, h.finishBy = m.t.Edition, m.t.FinishBy
	}
	for _, d := range m.deadlines() {
		h.periods = append(h.periods, d.Kind)
	}
	for _, d := range h.met {
		h.periods = append(h.periods, d.Kind)
	}
	return h
}

func factsOf[F law.Facts](a recorded) (F, bool) {
	var f F
	if a.Kind != f.Kind() {
		return f, false
	}
	return f, json.Unmarshal(a.Facts, &f) == nil
}

// first finds a subject of the kind, or of any where it is "", with such an act.
func first(kind string, such func(recorded) bool) func(*archive) string {
	return func(r *archive) string {
		for _, h := range r.subjects {
			if (kind == "" || h.kind == kind) && slices.ContainsFunc(h.acts, such) {
				return h.no
			}
		}
		return ""
	}
}

func acted(kind string, act law.ActKind) func(*archive) string {
	return first(kind, func(a recorded) bool { return a.Kind == act })
}

func actedAs(role law.Role) func(*archive) string {
	return first("", func(a recorded) bool { return a.ActorRole == role })
}

// fact finds an act with such facts.
func fact[F law.Facts](such func(F) bool) func(*archive) string {
	return first("", func(a recorded) bool {
		f, ok := factsOf[F](a)
		return ok && such(f)
	})
}

// served finds a paper of a proceeding that was served in that way.
func served(method law.ServiceMethod) func(*archive) string {
	return first("", func(a recorded) bool {
		notice, isNotice := factsOf[proceedings.ServePriorNotice](a)
		decision, isDecision := factsOf[proceedings.ServeDecision](a)
		demand, isDemand := factsOf[proceedings.ServeDemand](a)
		return isNotice && notice.Service.Method == method || isDecision && decision.Service.Method == method || isDemand && demand.Service.Method == method
	})
}

// passed finds a period that had run out before what it is for was done, if that
// was ever done.
func passed(kind law.DeadlineKind) func(*archive) string {
	return func(r *archive) string {
		for _, h := range r.subjects {
			if slices.ContainsFunc(h.met, func(m law.MetDeadline) bool { return m.Kind == kind && (m.Late || m.Lapsed) }) {
				return h.no
			}
		}
		return ""
	}
}

// finishing finds a task that was told of its own period; late: after its end.
func finishing(late bool) func(*archive) string {
	return func(r *archive) string {
		for _, h := range r.subjects {
			if slices.ContainsFunc(h.acts, func(a recorded) bool {
				f, ok := factsOf[law.Lapse](a)
				return ok && f.Moment.Deadline == law.DeadlineTask && (!late || a.Entered.After(h.finishBy.Start()))
			}) {
				return h.no
			}
		}
		return ""
	}
}

func ran(kind law.DeadlineKind) func(*archive) string {
	return func(r *archive) string {
		for _, h := range r.subjects {
			if slices.Contains(h.periods, kind) {
				return h.no
			}
		}
		return ""
	}
}

func ended(how proceedings.Ending) func(*archive) string {
	return func(r *archive) string {
		for _, h := range r.subjects {
			if h.ending == how {
				return h.no
			}
		}
		return ""
	}
}
