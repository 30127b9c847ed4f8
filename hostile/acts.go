package hostile

import (
	"context"
	"net/http"
	"strings"
	"sync"

	"shuangsuiji/inspection/tasks"
)

// acts tries every act on a subject of each stage, as everybody whom the law does not
// mean there. Who may not even read the subject must not learn from a refusal how it
// stands.
func (o *office) acts(ctx context.Context, beyond, foreign, blind *Attack) {
	subjects := o.subjects()
	var all sync.WaitGroup
	for _, p := range o.everybody() {
		all.Go(func() {
			for _, s := range subjects {
				if !o.plays(p, s) {
					continue
				}
				for _, r := range o.paper.routes {
					if strings.HasPrefix(r.path, s.route+"/acts/") {
						o.act(ctx, p, s, r, beyond, foreign, blind)
					}
				}
			}
		})
	}
	all.Wait()
}

// outsiders is how many inspectors of no part in a subject try it: each is like the
// other to the law.
const outsiders = 2

// plays: everybody but the inspectors beyond those of the team and the outsiders.
func (o *office) plays(p *person, s subject) bool {
	if p.actor.Certificate == "" || s.place.team.Has(p.actor.Certificate) {
		return true
	}
	before := 0
	for _, other := range o.everybody() {
		if other.actor.Certificate != "" && other.actor.Certificate < p.actor.Certificate && !s.place.team.Has(other.actor.Certificate) {
			before++
		}
	}
	return before < outsiders
}

func (o *office) act(ctx context.Context, p *person, s subject, r route, beyond, foreign, blind *Attack) {
	kind := actOf(r)
	who, possible, known := s.row(kind)
	if known && meant(p.actor, who, s.place) {
		return // it is the person's own; see [office.ownActs]
	}
	a := p.try(ctx, http.MethodPost, s.path+"/acts/"+string(kind), o.paper.sent(r))
	reads := s.reads(p.actor)
	switch {
	case !reads:
		blind.try(a.refused(http.StatusForbidden), "%s, who may not read it, at %s/acts/%s (%s): %s", p.login, s.path, kind, s.at, a)
	case possible:
		beyond.try(a.refused(http.StatusForbidden), "%s at %s/acts/%s (%s): %s", p.login, s.path, kind, s.at, a)
	case known:
		beyond.try(a.refused(http.StatusForbidden, http.StatusConflict), "%s at %s/acts/%s (%s): %s", p.login, s.path, kind, s.at, a)
	default:
		held := a.refused(http.StatusForbidden, http.StatusNotFound, http.StatusConflict) || a.code == "act_unknown"
		foreign.try(held, "%s at %s/acts/%s (%s): %s", p.login, s.path, kind, s.at, a)
	}
}

// ownActs are the controls: on each subject each act that its stage has, as somebody
// whom the law means. It changes the office, and comes last.
func (o *office) ownActs(ctx context.Context, beyond, blind *Attack) {
	for _, s := range o.subjects() {
		for _, r := range o.paper.routes {
			if !strings.HasPrefix(r.path, s.route+"/acts/") {
				continue
			}
			kind := actOf(r)
			who, possible, _ := s.row(kind)
			if !possible || kind == tasks.ActCancelTask {
				continue
			}
			var a answer
			tried := ""
			for _, p := range o.everybody() {
				// Of several whom a row means only some may at this point, as with a second
				// extension.
				if tried == "" || a.code == "not_your_act" {
					if meant(p.actor, who, s.place) {
						tried = p.login
						a = p.try(ctx, http.MethodPost, s.path+"/acts/"+string(kind), o.paper.sent(r))
					}
				}
			}
			// The facts are the least that the form takes, so that the law may refuse them; an
			// earlier control may have moved the subject on.
			if tried != "" {
				beyond.control(a.err == nil && a.status < http.StatusInternalServerError && a.code != "not_your_act" && a.code != "request_invalid",
					"%s, whose act it is, at %s/acts/%s (%s): %s", tried, s.path, kind, s.at, a)
			}
		}
	}
	for _, s := range o.subjects() {
		a := o.people["supervisor"].try(ctx, http.MethodGet, s.path, nil)
		blind.control(a.ok(), "supervisor reads %s: %s", s.path, a)
	}
}
