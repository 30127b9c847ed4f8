package hostile

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"shuangsuiji/demo"
)

// fill puts into the variables of a path what is really there, so that a door that is
// open lets somebody at it: the task, the case, the victim's account.
func fill(r route, s subject, victim string) string {
	id := victim
	if strings.Contains(r.path, "/tasks/{id}") {
		id = s.place.ofTask.ID
	}
	no := strings.TrimPrefix(strings.TrimPrefix(s.path, "/api/cases/"), "/api/proceedings/")
	places := strings.NewReplacer("{id}", id, "{no}", no, "{n}", "1", "{code}", "R1", "{register}", "items", "{key}", "R1", "{year}", "2024",
		"{plan}", "2024001", "{name}", "reminders", "{part}", "none", "{link}", "none", "{edition}", "2024", "{secret}", "none",
		"{sha256}", strings.Repeat("0a", 32))
	path := places.Replace(r.path)
	if r.method == http.MethodPut && strings.HasSuffix(r.path, "/attachments/{sha256}") {
		path += "?name=" + url.QueryEscape("照片.jpg")
	}
	return path
}

// form is the body for a route that is no act, aimed at the victim's account where it
// is about one.
func (o *office) form(r route, victim *person) any {
	switch r.String() {
	case "PUT /api/accounts/{id}":
		return map[string]any{"login": victim.login, "name": victim.name, "department": victim.actor.Department, "roles": victim.actor.Roles, "active": false}
	case "POST /api/handovers":
		return map[string]any{"from": victim.actor.ID, "to": o.people["guest"].actor.ID, "reason": "离任"}
	case "POST /api/plans/{plan}/propose", "POST /api/plans/{plan}/return", "POST /api/plans/{plan}/approve", "POST /api/plans/{plan}/publish":
		return map[string]any{"version": 1, "reason": "试"}
	case "PUT /api/settings/{name}":
		return map[string]any{"value": map[string]any{"hour": 9}, "reason": "试"}
	case "POST /api/clock":
		return map[string]any{"nextDeadline": true}
	case "PUT /api/calendar/{year}":
		return map[string]any{"notice": "试", "amend": true, "exceptions": []any{map[string]any{"date": "2024-05-01", "working": false, "holiday": "劳动节", "notice": "试"}}}
	}
	return o.paper.sent(r)
}

// subjectsFor are those whose place a route's path names.
func (o *office) subjectsFor(r route) []subject {
	switch {
	case strings.HasPrefix(r.path, "/api/cases/{no}"):
		var out []subject
		for _, c := range o.caseStages() {
			out = append(out, o.caseSubject(c))
		}
		return out
	case strings.HasPrefix(r.path, "/api/proceedings/{no}"):
		var out []subject
		for _, p := range o.proceedingStages() {
			out = append(out, o.proceedingSubject(p))
		}
		return out
	}
	return []subject{o.taskSubject(o.task(demo.SampleTask))}
}

// routes tries every route that is no act, reading and writing, as each account for
// which the law has none; what is read by those for whom it has one must be there.
func (o *office) routes(ctx context.Context, reading, writing *Attack) {
	for _, r := range o.paper.routes {
		if _, known := claimOf(r); !known {
			writing.try(false, "%s is a new address: say in claims who may", r)
		}
	}
	var all sync.WaitGroup
	for _, p := range o.everybody() {
		all.Go(func() {
			for _, r := range o.paper.routes {
				c, known := claimOf(r)
				if !known || actOf(r) != "" || c.door != forStaff {
					continue
				}
				for _, s := range o.subjectsFor(r) {
					o.route(ctx, p, r, s, c, reading, writing)
				}
			}
		})
	}
	all.Wait()
}

// victim is whose account is meant where a route is about one: the director's, or for
// him the supervisor's.
func (o *office) victim(of *person) *person {
	if of.login == "director" {
		return o.people["supervisor"]
	}
	return o.people["director"]
}

func (o *office) route(ctx context.Context, p *person, r route, s subject, c claim, reading, writing *Attack) {
	victim := o.victim(p)
	path := fill(r, s, victim.actor.ID)
	may := c.may(p.actor, s.place)
	if r.method == http.MethodGet {
		a := p.try(ctx, r.method, path, nil)
		if may {
			reading.control(a.status != 0 && a.status < http.StatusInternalServerError && a.status != http.StatusForbidden && a.status != http.StatusUnauthorized,
				"%s may GET %s: %s", p.login, path, a)
		} else {
			reading.try(a.refused(http.StatusForbidden), "%s GET %s (%s): %s", p.login, path, s.at, a)
		}
		return
	}
	if !may {
		a := p.send(ctx, r.method, path, o.form(r, victim))
		// Who reads the case may learn that it is too early for anybody.
		tooEarly := isFiling(r) && s.reads(p.actor) && a.refused(http.StatusConflict)
		writing.try(tooEarly || a.refused(http.StatusForbidden), "%s %s %s (%s): %s", p.login, r.method, path, s.at, a)
	}
}

// send is try for a form that may be a file.
func (p *person) send(ctx context.Context, method, path string, form any) answer {
	if file, is := form.([]byte); is {
		return answerOf(p.SendFile(ctx, method, path, file, nil))
	}
	return p.try(ctx, method, path, form)
}

// nobody is the id of an account that is not there.
const nobody = "u-nobody"

// ownRoutes are the controls of what is written: each route once, as somebody for
// whom it is. It is aimed at nobody, and comes last.
func (o *office) ownRoutes(ctx context.Context, writing *Attack) {
	for _, r := range o.paper.routes {
		c, known := claimOf(r)
		if !known || actOf(r) != "" || c.door != forStaff || r.method == http.MethodGet {
			continue
		}
		found := false
		for _, s := range o.subjectsFor(r) {
			for _, p := range o.everybody() {
				if found || !c.may(p.actor, s.place) {
					continue
				}
				found = true
				path := fill(r, s, nobody)
				a := p.send(ctx, r.method, path, o.form(r, o.victim(p)))
				writing.control(a.status != 0 && a.status < http.StatusInternalServerError && a.status != http.StatusUnauthorized && a.code != "not_your_act" && a.code != "not_your_case" && a.code != "request_invalid",
					"%s may %s %s: %s", p.login, r.method, path, a)
			}
		}
		writing.control(found, "nobody here may %s", r)
	}
}
