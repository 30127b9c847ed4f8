package hostile

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// ports looks at what the office's process listens on: its own port to the outside,
// everything else on this machine only. They are returned without the office's own.
func (o *office) ports(a *Attack) (others []string, err error) {
	all, err := listening(o.pid)
	if err != nil {
		return nil, err
	}
	own := o.system.Direct()
	for _, address := range all {
		if address == own {
			continue
		}
		others = append(others, address)
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		a.try(host == "127.0.0.1", "it listens on %s", address)
		a.try(!reached(net.JoinHostPort(o.host, port)), "port %s answers at %s", port, o.host)
	}
	a.control(slices.Contains(all, own) && reached(own), "the office itself at %s, among %v", own, all)
	a.says("at %s: %s; inside: %d ports", o.host, own, len(others))
	return others, nil
}

// hosts asks under names that are not the office's, as a page does that made a name of
// its own mean this machine.
func (o *office) hosts(ctx context.Context, c *caller, a *Attack) {
	for _, host := range []string{"evil.example", "evil.example:8080", "localhost.evil.example", "shuangsuiji", "127.0.0.1.nip.io"} {
		for _, path := range []string{"/", "/public/publications", "/api/me", "/openapi.json", "/temporal/", "/entity/x"} {
			is := c.do(ctx, http.MethodGet, path, nil, "Host", host)
			a.try(is.refused(http.StatusMisdirectedRequest), "%s as %s: %s", path, host, is)
		}
		is := c.do(ctx, http.MethodPost, "/api/login", []byte(`{}`), "Host", host)
		a.try(is.refused(http.StatusMisdirectedRequest), "login as %s: %s", host, is)
	}
	for _, host := range []string{"localhost", "192.0.2.7", o.host} {
		is := c.do(ctx, http.MethodGet, "/public/publications", nil, "Host", host)
		a.control(is.ok(), "as %s: %s", host, is)
	}
}

// temporalUI asks for the UI without a session, and as those of staff for whom it is not.
func (o *office) temporalUI(ctx context.Context, c *caller, a *Attack) {
	paths := []string{"/temporal/", "/temporal/namespaces/" + namespace + "/workflows", "/temporal/api/v1/namespaces", "/temporal/api/v1/namespaces/" + namespace + "/workflows", "/temporal/../temporal/api/v1/settings", "/temporal/_app/version.json"}
	for _, path := range paths {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			is := c.do(ctx, method, path, nil)
			a.try(is.refused(http.StatusUnauthorized, http.StatusForbidden, http.StatusMethodNotAllowed), "%s %s: %s", method, path, is)
		}
		for _, login := range []string{"clerk", "head", "legal", "inspector01"} {
			is := o.people[login].try(ctx, http.MethodGet, path, nil)
			a.try(is.refused(http.StatusForbidden), "%s at %s: %s", login, path, is)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		is := o.people["supervisor"].try(ctx, method, "/temporal/api/v1/namespaces/"+namespace+"/workflows/"+crewTask+"/terminate", map[string]any{})
		a.try(!is.ok() && is.status != 0, "supervisor, who only looks: %s: %s", method, is)
	}
	for _, login := range []string{"supervisor", "director", "admin"} {
		var list struct{ Executions []any }
		err := o.people[login].Get(ctx, "/temporal/api/v1/namespaces/"+namespace+"/workflows", &list)
		a.control(err == nil && len(list.Executions) > 0, "%s looks at the workflows: %v, %d of them", login, err, len(list.Executions))
	}
}

// withoutLogin asks for every address of the office's document, with a well-formed
// request.
func (o *office) withoutLogin(ctx context.Context, sources func() *caller, a *Attack) {
	c := sources()
	for i, r := range o.paper.routes {
		if i%100 == 99 {
			c = sources() // a stranger's share of requests is limited
		}
		who, known := claimOf(r)
		if !known {
			a.try(false, "%s is a new address: say in claims who may", r)
			continue
		}
		s := o.subjectsFor(r)[0]
		path := fill(r, s, nobody)
		body, isFile := o.paper.sent(r).([]byte)
		if !isFile && r.method != http.MethodGet {
			body = jsonOf(o.paper.sent(r))
		}
		is := c.do(ctx, r.method, path, body, "Idempotency-Key", "stranger")
		switch who.door {
		case forStaff, forSelf:
			a.try(is.refused(http.StatusUnauthorized, http.StatusForbidden), "%s %s: %s", r.method, path, is)
		case forHolders:
			a.try(is.refused(http.StatusNotFound, http.StatusForbidden), "%s %s: %s", r.method, path, is)
		case forAnybody:
			a.control(is.status != 0 && is.status < http.StatusInternalServerError && is.code != "login_required", "%s %s is for anybody: %s", r.method, path, is)
		}
	}
}

// publicPages looks through everything that is public for names and contacts of
// persons, which the office's own people see.
func (o *office) publicPages(ctx context.Context, c *caller, a *Attack) error {
	private, published, err := o.persons(ctx)
	if err != nil {
		return err
	}
	paths := []string{"/", "/decisions", "/plans", "/draws", "/public/publications?limit=200", "/public/decisions?limit=200", "/public/plans", "/public/draws", "/public/visit-limits",
		"/public/tasks/" + crewTask + "/draws/1/commitment", "/public/tasks/" + crewTask + "/draws/1/evidence", "/openapi.json", "/api/rules", "/api/rules/2024"}
	var all strings.Builder
	for _, path := range paths {
		is := c.do(ctx, http.MethodGet, path, nil)
		a.control(is.ok(), "%s is public: %s", path, is)
		all.Write(is.body)
		for what, text := range private {
			if strings.Contains(string(is.body), what) {
				a.try(false, "%s shows %s", path, text)
			} else {
				a.try(true, "")
			}
		}
	}
	for _, name := range published {
		a.control(strings.Contains(all.String(), name), "the published result of %s is seen", name)
	}
	a.says("%d names, telephones and addresses looked for", len(private))
	return nil
}

// persons are the texts that name or reach a person, and the entities of which a
// result is published.
func (o *office) persons(ctx context.Context) (private map[string]string, published []string, err error) {
	private = map[string]string{}
	clerk := o.people["clerk"]
	var entities []struct{ Code, Name, Contact, Phone, Email, Address string }
	var inspectors []struct{ Name, Certificate string }
	if err := firstError(
		list(ctx, clerk, "/api/registers/entities?limit=500", &entities),
		list(ctx, clerk, "/api/registers/inspectors", &inspectors)); err != nil {
		return nil, nil, err
	}
	for _, e := range entities {
		private[e.Contact], private[e.Phone], private[e.Email], private[e.Address] = "whom to ask at "+e.Name, "the telephone of "+e.Name, "the mail of "+e.Name, "where "+e.Name+" is"
		for _, k := range o.cases {
			if k.Entity == e.Code && k.Publication.Entries > 0 {
				published = append(published, e.Name)
			}
		}
	}
	for _, i := range inspectors {
		private[i.Name], private[i.Certificate] = "the name of an inspector", "an inspector's certificate"
	}
	for _, p := range o.people {
		private[p.name], private[p.actor.ID] = "the name of "+p.login, "the account of "+p.login
	}
	delete(private, "")
	for _, role := range law.StaffRoles {
		delete(private, role.Chinese()) // the sample's administrator is called so
	}
	if len(private) < 100 || len(published) == 0 {
		return nil, nil, fmt.Errorf("%d names and %d published results are too few to look for", len(private), len(published))
	}
	return private, published, nil
}
