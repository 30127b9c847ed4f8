package hostile

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/apiclient"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
)

// entityLinks tries an entity's link as whoever may not hand in with it: without its
// code, with another's, with one that has ended, on another case, for acts that are
// not the entity's.
func (o *office) entityLinks(ctx context.Context, stranger *caller, a *Attack) error {
	open := slices.DeleteFunc(slices.Clone(o.cases), func(c cases.Case) bool { return !c.Stage.Open() || c.SelfCheck != nil })
	at := slices.IndexFunc(open, func(c cases.Case) bool { return c.Stage == cases.StageSelfCheck })
	if at < 0 || len(open) < 2 {
		return fmt.Errorf("of %d cases none waits for its self-check", len(open))
	}
	mine, other := open[at], open[(at+1)%len(open)]
	old, err := o.link(ctx, mine)
	if err != nil {
		return err
	}
	link, err := o.link(ctx, mine)
	if err != nil {
		return err
	}
	others, err := o.link(ctx, other)
	if err != nil {
		return err
	}
	now, err := o.now(ctx)
	if err != nil {
		return err
	}
	report := cases.FileSelfCheck{On: calendar.DateOf(now), Answers: map[string]cases.SelfCheckAnswer{}}
	for _, item := range mine.Items {
		report.Answers[item] = cases.SelfCheckAnswer{}
	}
	form := jsonOf(map[string]any{"facts": report})
	hand := func(secret, code, rest string, body []byte) answer {
		return stranger.do(ctx, http.MethodPost, "/entity/"+secret+rest, body, "X-Link-Code", code, "Idempotency-Key", rand.Text())
	}
	const selfCheck = "/acts/file_self_check"
	refuse := func(what string, is answer) {
		a.try(is.refused(http.StatusForbidden, http.StatusNotFound), "%s: %s", what, is)
	}
	refuse("without the code", hand(link.Secret, "", selfCheck, form))
	refuse("with another link's code", hand(link.Secret, otherThan(link.Code, others.Code), selfCheck, form))
	refuse("with the link that was renewed", hand(old.Secret, old.Code, selfCheck, form))
	refuse("with the renewed link's code", hand(link.Secret, otherThan(link.Code, old.Code), selfCheck, form))
	refuse("with a made-up link", hand(rand.Text(), link.Code, selfCheck, form))
	refuse("as a witness", stranger.do(ctx, http.MethodGet, "/witness/"+link.Secret, nil))
	for _, p := range o.proceedings {
		if p.Case != mine.No {
			refuse("in a proceeding of another case ("+p.No+")", hand(link.Secret, link.Code, "/proceedings/"+p.No+"/acts/record_defence", jsonOf(map[string]any{"facts": map[string]any{"on": "2024-04-01"}, "reason": "试"})))
		}
	}
	for _, r := range o.paper.routes {
		// What staff do on the case is no act of the link.
		if kind := actOf(r); strings.HasPrefix(r.path, "/api/cases/{no}/acts/") && !slices.ContainsFunc(o.paper.routes, func(x route) bool { return x.path == "/entity/{secret}/acts/"+string(kind) }) {
			refuse("staff's "+string(kind), hand(link.Secret, link.Code, "/acts/"+string(kind), jsonOf(o.paper.sent(r))))
		}
	}
	for _, path := range []string{"/api/cases/" + mine.No, "/api/cases", "/api/me"} {
		is := stranger.do(ctx, http.MethodGet, path, nil, "Authorization", "Bearer "+link.Secret)
		a.try(is.refused(http.StatusUnauthorized), "the secret as a token at %s: %s", path, is)
	}
	guesses := 0
	for n := range 30 { // fifteen wrong ones lock it, five pause it
		is := hand(others.Secret, otherThan(others.Code, fmt.Sprintf("%06d", n)), selfCheck, form)
		if is.code == "link_code_wrong" {
			guesses++
		}
		refuse("a guess at the code", is)
	}
	a.control(guesses > 0, "the first guess is compared")
	a.try(guesses <= 15, "%d guesses at a code were compared", guesses)
	a.says("%d of 30 guesses at a code were compared", guesses)

	is := hand(link.Secret, link.Code, selfCheck, form)
	a.control(is.ok(), "the entity itself: %s", is)
	is = stranger.do(ctx, http.MethodGet, "/entity/"+link.Secret, nil)
	a.control(is.ok() && strings.Contains(string(is.body), mine.No), "the entity looks at its case: %s", is)
	return nil
}

// link makes a link to the case, as its lead does.
func (o *office) link(ctx context.Context, c cases.Case) (apiclient.Link, error) {
	lead, err := o.lead(c)
	if err != nil {
		return apiclient.Link{}, err
	}
	return lead.MakeLink(ctx, "/api/cases/"+c.No+"/entity-link", map[string]string{"codeWay": "paper"})
}

func (o *office) lead(c cases.Case) (*person, error) {
	for _, p := range o.everybody() {
		if p.actor.Certificate != "" && p.actor.Certificate == c.Team.Lead() {
			return p, nil
		}
	}
	return nil, fmt.Errorf("nobody leads the team of %s", c.No)
}

// otherThan is the code, or one beside it where by chance it is the right one.
func otherThan(right, code string) string {
	if code != right {
		return code
	}
	n, err := strconv.Atoi(code)
	if err != nil {
		return "000000"
	}
	return fmt.Sprintf("%06d", (n+1)%1_000_000)
}
