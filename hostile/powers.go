package hostile

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// ownersOnly tries what is another's own: sessions, tokens, delegations, messages.
func (o *office) ownersOnly(ctx context.Context, a *Attack) error {
	victim, thief := o.people["head"], o.people["clerk"]
	var sessions, tokens, given []struct {
		ID, From string
	}
	if err := firstError(
		victim.Send(ctx, http.MethodPost, "/api/tokens", map[string]any{"name": "统计"}, nil),
		list(ctx, victim, "/api/sessions", &sessions),
		list(ctx, victim, "/api/tokens", &tokens),
		list(ctx, victim, "/api/delegations", &given)); err != nil {
		return err
	}
	for _, s := range sessions {
		is := thief.try(ctx, http.MethodDelete, "/api/sessions/"+s.ID, nil)
		a.try(is.refused(http.StatusNotFound, http.StatusForbidden), "clerk ends a session of head's: %s", is)
	}
	for _, t := range tokens {
		is := thief.try(ctx, http.MethodDelete, "/api/tokens/"+t.ID, nil)
		a.try(is.refused(http.StatusNotFound, http.StatusForbidden), "clerk revokes a token of head's: %s", is)
	}
	for _, d := range given {
		is := thief.try(ctx, http.MethodDelete, "/api/delegations/"+d.ID, nil)
		a.try(is.refused(http.StatusNotFound, http.StatusForbidden), "clerk takes back a delegation of head's: %s", is)
	}
	var before, after []struct{ ID int }
	unread := func(into *[]struct{ ID int }) error {
		return list(ctx, o.people["supervisor"], "/api/inbox?unread=true&limit=200", into)
	}
	if err := unread(&before); err != nil {
		return err
	}
	ids := make([]int, len(before))
	for i, m := range before {
		ids[i] = m.ID
	}
	is := thief.try(ctx, http.MethodPost, "/api/inbox/read", map[string]any{"ids": ids})
	if err := unread(&after); err != nil {
		return err
	}
	a.try(len(ids) > 0 && len(after) == len(before), "clerk marks %d messages of supervisor's as read (%s): %d are unread now", len(ids), is, len(after))
	is = victim.try(ctx, http.MethodDelete, "/api/tokens/"+tokens[0].ID, nil)
	a.control(is.ok(), "head revokes the own token: %s", is)
	return nil
}

// lending tries powers that nobody may lend, or that are not one's own to lend.
func (o *office) lending(ctx context.Context, a *Attack) {
	lend := func(from, to string, role law.Role) answer {
		return o.people[from].try(ctx, http.MethodPost, "/api/delegations", map[string]any{"to": o.people[to].actor.ID, "role": role,
			"begin": "2024-04-01", "end": "2024-04-02", "reason": "试"})
	}
	for _, from := range slices.Sorted(maps.Keys(o.people)) {
		for _, role := range law.StaffRoles {
			p := o.people[from].actor
			own := slices.Contains(p.Roles, role) && !slices.Contains(p.DelegatedRoles, role)
			if own && law.Delegable(role) && law.RolesExclude(append(slices.Clone(o.people["head-elsewhere"].actor.Roles), role)...) == nil {
				continue
			}
			is := lend(from, "head-elsewhere", role)
			a.try(is.refused(http.StatusForbidden, http.StatusUnprocessableEntity, http.StatusConflict), "%s lends %s: %s", from, role, is)
		}
	}
	is := lend("head-centre", "head-insurance", law.RoleSectionHead)
	a.control(is.ok(), "head-centre lends the own power: %s", is)
}

// handovers tries to put away whoever is above the own rank, and all others whom the
// law keeps: each pair that it refuses, with its own reason.
func (o *office) handovers(ctx context.Context, a *Attack) {
	receivers := []string{"clerk", "clerk-second", "head", "director", "supervisor", "inspector01", "inspector04"}
	for _, by := range []string{"head", "head-insurance", "head-elsewhere", "clerk-elsewhere", "director", "head-deputy"} {
		for _, from := range slices.Sorted(maps.Keys(o.people)) {
			for _, to := range receivers {
				actor, leaver, receiver := o.people[by].actor, own(o.people[from].actor), own(o.people[to].actor)
				l := law.MayHandOver(actor, leaver, receiver)
				if l == nil {
					continue
				}
				is := o.people[by].try(ctx, http.MethodPost, "/api/handovers", map[string]any{"from": leaver.ID, "to": receiver.ID, "reason": "离任"})
				var says *law.Error
				a.try(errors.As(l, &says) && is.code == says.Code, "%s hands over %s to %s: %s, the law: %v", by, from, to, is, l)
			}
		}
	}
}

// own is the person with own powers only, as a handover sees leaver and receiver.
func own(a law.Actor) law.Actor {
	a.Roles = slices.DeleteFunc(slices.Clone(a.Roles), func(r law.Role) bool { return slices.Contains(a.DelegatedRoles, r) })
	a.DelegatedRoles = nil
	return a
}

// ownHandovers is the control, and what a second person is for: whoever proposed it,
// leaves or receives confirms nothing. It closes an account, and comes last.
func (o *office) ownHandovers(ctx context.Context, a *Attack) error {
	form := map[string]any{"from": o.people["guest"].actor.ID, "to": o.people["supervisor"].actor.ID, "reason": "离任"}
	var done struct{ Proposed struct{ ID string } }
	if err := o.people["director"].Send(ctx, http.MethodPost, "/api/handovers", form, &done); err != nil {
		return err
	}
	confirm := func(login string) answer {
		return o.people[login].try(ctx, http.MethodPost, "/api/handovers/"+done.Proposed.ID+"/confirm", nil)
	}
	for _, login := range []string{"director", "head-deputy", "guest", "supervisor", "head", "clerk"} {
		is := confirm(login)
		a.try(is.refused(http.StatusForbidden), "%s confirms what is the director's own proposal: %s", login, is)
	}
	is := confirm("admin")
	a.control(is.ok(), "admin confirms it: %s", is)
	is = o.people["guest"].try(ctx, http.MethodGet, "/api/me", nil)
	a.control(is.status == http.StatusUnauthorized, "the leaver is out: %s", is)
	return nil
}

// selfApproval tries to approve what the same person proposed, as the deputy of who
// approves.
func (o *office) selfApproval(ctx context.Context, a *Attack) error {
	const plan = "2024902"
	rows := "序号,单位,抽查计划编号,抽查计划名称,抽查任务编号,抽查任务名称,抽查类型,抽查比例,抽查事项,抽查对象范围,发起处室,联合处室,抽查时间\n" +
		"1,攻击演练（虚构）," + plan + ",攻击演练计划（虚构）,001号,攻击演练任务（虚构）,不定向,10%,事项清单,人力资源服务机构,劳动保障监察大队,社会保险科,2024年11月\n"
	if err := o.people["clerk"].Upload(ctx, "/api/registers/plans/import?mode=all", []byte(rows), nil); err != nil {
		return err
	}
	step := func(login string, kind plans.StepKind) answer {
		return o.people[login].try(ctx, http.MethodPost, "/api/plans/"+plan+"/"+string(kind), map[string]any{"version": 1, "reason": "试"})
	}
	is := step("head-deputy", plans.StepPropose)
	a.control(is.ok(), "head-deputy proposes the plan: %s", is)
	for _, login := range []string{"head-deputy", "head", "clerk", "supervisor", "legal", "admin"} {
		is = step(login, plans.StepApprove)
		a.try(is.refused(http.StatusForbidden), "%s approves the plan that head-deputy proposed: %s", login, is)
	}
	is = step("director", plans.StepApprove)
	a.control(is.ok(), "director approves it: %s", is)
	return nil
}

// tokens tries with a program's token that only reads whatever does more, and with
// any token what only a person may.
func (o *office) tokens(ctx context.Context, a *Attack) error {
	director := o.people["director"]
	issue := func(scope string) (*person, error) {
		var t struct{ Secret string }
		if err := director.Send(ctx, http.MethodPost, "/api/tokens", map[string]any{"name": "程序", "scope": scope}, &t); err != nil {
			return nil, err
		}
		return o.byToken(t.Secret)
	}
	reads, err := issue("read")
	if err != nil {
		return err
	}
	acts, err := issue("act")
	if err != nil {
		return err
	}
	for _, r := range o.paper.routes {
		c, _ := claimOf(r)
		s := o.subjectsFor(r)[0]
		path := fill(r, s, nobody)
		form := o.form(r, o.people["supervisor"])
		if c.door == forSelf {
			for name, program := range map[string]*person{"read": reads, "act": acts} {
				is := program.send(ctx, r.method, path, form)
				a.try(is.refused(http.StatusForbidden), "a program (%s) %s %s: %s", name, r.method, path, is)
			}
		} else if c.door == forStaff && r.method != http.MethodGet && r.method != http.MethodHead {
			is := reads.send(ctx, r.method, path, form)
			a.try(is.refused(http.StatusForbidden) && is.code == "token_scope", "a program that reads %s %s: %s", r.method, path, is)
		}
	}
	code := "/api/cases/" + url.PathEscape(o.cases[0].No) + "/visit-code"
	is := reads.try(ctx, http.MethodGet, code, nil)
	a.try(is.refused(http.StatusForbidden) && is.code == "token_scope", "a program that reads takes a visit's code: %s", is)
	is = acts.try(ctx, http.MethodGet, "/temporal/", nil)
	a.try(is.refused(http.StatusForbidden), "a program at the Temporal UI: %s", is)
	for name, program := range map[string]*person{"read": reads, "act": acts} {
		is := program.try(ctx, http.MethodGet, "/api/cases", nil)
		a.control(is.ok(), "a program (%s) reads the cases: %s", name, is)
	}
	is = acts.try(ctx, http.MethodPost, "/api/inbox/read", map[string]any{"ids": []int{}})
	a.control(is.ok(), "a program that acts marks as read: %s", is)
	return nil
}
