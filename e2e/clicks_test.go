package e2e

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/door"
	"shuangsuiji/pagetest"
)

// clicks is an office whose people have its pages and nothing else.
type clicks struct {
	*office
	server *httptest.Server
	at     map[string]*pagetest.Visitor // by login, once they are logged in
	story  string                       // what is played, under which the effort is counted
	done   efforts
	pages  map[string][]byte // one of each kind that was seen
}

// untiring are limits for people who press much faster than people do.
var untiring = door.Limits{Everybody: lots, Account: lots, Strangers: lots, Address: lots}

var lots = door.Rate{PerSecond: 1e6, Burst: 1e6}

// byClicks serves the office's pages.
func byClicks(o *office) *clicks {
	o.t.Helper()
	o.giveLogins()
	c := &clicks{office: o, at: map[string]*pagetest.Visitor{}, done: efforts{}, pages: map[string][]byte{}}
	c.server = httptest.NewServer(o.handler(untiring))
	o.t.Cleanup(c.server.Close)
	return c
}

// run plays a story, which is a test of its own.
func (c *clicks) run(t *testing.T, story string, play func()) {
	t.Helper()
	ok := t.Run(story, func(t *testing.T) {
		outer, was := c.office, c.story
		defer func() { c.office, c.story = outer, was }()
		c.office, c.story = c.office.at(t), story
		play()
	})
	require.True(t, ok, "what follows rests on it")
}

// visitor is the person at a browser, logged in.
func (c *clicks) visitor(who string) *pagetest.Visitor {
	c.t.Helper()
	v, known := c.at[who]
	if !known {
		v = c.logIn(who)
		c.at[who] = v
	}
	v.For(c.t)
	return v
}

func (c *clicks) logIn(who string) *pagetest.Visitor {
	c.t.Helper()
	v := pagetest.Visit(c.t, c.server.URL)
	v.Seen = c.saw
	v.Open("/console")
	p := v.Form("登录").Fill("用户名", who).Fill("密码", password).Press("登录")
	require.Equal(c.t, http.StatusOK, p.Status, p)
	require.Equal(c.t, "工作台", p.Heading())
	return v
}

// saw keeps one page of each kind: they differ by address and by what they say first.
func (c *clicks) saw(p *pagetest.Page) {
	require.NotEqual(c.t, http.StatusInternalServerError, p.Status, p)
	require.NotEmpty(c.t, p.Heading(), p)
	kind := numbers.ReplaceAllString(p.URL.Path, "") + " " + numbers.ReplaceAllString(p.Heading(), "") + " " + http.StatusText(p.Status)
	c.pages[kind] = p.Raw
}

// subject is what an act is about, by the section of the menu in which it lies.
type subject struct{ section, no string }

func aCase(no string) subject       { return subject{"检查案件", no} }
func aTask(id string) subject       { return subject{"抽查任务", id} }
func aProceeding(no string) subject { return subject{"后续处理", no} }

// do performs an act by its form, from wherever the person is, and must succeed.
func (c *clicks) do(who string, on subject, act string, entries ...entered) {
	c.t.Helper()
	p := c.hands(who, on, act, entries...)
	require.Equal(c.t, http.StatusOK, p.Status, p)
	require.Contains(c.t, p.Alerts(), "已办理："+act+"。", p)
}

// hands does what do does, whatever the answer.
func (c *clicks) hands(who string, on subject, act string, entries ...entered) *pagetest.Page {
	c.t.Helper()
	v := c.visitor(who)
	before := v.Effort
	c.goTo(v, on, act)
	p := handIn(v, act, entries)
	c.tally(who, v.Effort.Since(before))
	return p
}

// begins has a proceeding begin with the act, whose form stands behind the link on the
// case's page, and answers its number.
func (c *clicks) begins(who, caseNo, link, act string, entries ...entered) string {
	c.t.Helper()
	v := c.visitor(who)
	before := v.Effort
	c.goTo(v, aCase(caseNo), link)
	p := handIn(v, act, entries)
	c.tally(who, v.Effort.Since(before))
	require.Contains(c.t, p.Alerts(), "已办理："+act+"。", p)
	no, of := strings.CutPrefix(p.URL.Path, "/console/proceedings/")
	require.True(c.t, of, p)
	return no
}

// handIn fills in the act's form, and confirms it where that is asked for.
func handIn(v *pagetest.Visitor, act string, entries []entered) *pagetest.Page {
	f := v.Form(act)
	for _, e := range entries {
		e(f)
	}
	p := f.Press(act)
	if slices.Contains(p.Buttons(), confirms) {
		p = v.Form(confirms).Press(confirms)
	}
	return p
}

// confirms is what is pressed where a grave act is shown once more.
const confirms = "确认办理"

// goTo goes to a form of the subject: from its page, from what is to be done, or by the
// list in which it stands.
func (c *clicks) goTo(v *pagetest.Visitor, on subject, link string) {
	c.t.Helper()
	var p *pagetest.Page
	if c.shows(v, on) && v.Offers(link) {
		p = v.Follow(link)
	} else if v.Menu("栏目", "工作台"); v.OffersIn(on.no, link) {
		p = v.FollowIn(on.no, link)
	} else {
		v.Menu("栏目", on.section)
		v.Follow(on.no)
		p = v.Follow(link)
	}
	require.Equal(c.t, http.StatusOK, p.Status, p)
}

// shows reports whether the page is that of the subject.
func (c *clicks) shows(v *pagetest.Visitor, on subject) bool {
	return slices.Contains([]string{"/console/cases/" + on.no, "/console/tasks/" + on.no, "/console/proceedings/" + on.no}, v.Page().URL.Path)
}

// tally adds an act to the story, under the role of who performed it.
func (c *clicks) tally(who string, e pagetest.Effort) { c.done.add(c.story, c.people[who].Roles[0], e) }

// entered is one thing that is filled in.
type entered func(*pagetest.Form)

// with fills in the field with the label. Before it stand the parts of the form that it
// lies in, behind it its value.
func with(path ...string) entered {
	return func(f *pagetest.Form) {
		last := len(path) - 2
		for _, part := range path[:last] {
			f = f.In(part)
		}
		f.Fill(path[last], path[last+1])
	}
}

// each fills in the field of every row of a part alike; "" is the row's own.
func each(part, label, value string) entered {
	return func(f *pagetest.Form) {
		for _, row := range f.In(part).Rows() {
			if label == "" {
				f.In(part).Fill(row, value)
			} else {
				f.In(part).In(row).Fill(label, value)
			}
		}
	}
}

// choosing chooses several answers.
func choosing(label string, values ...string) entered {
	return func(f *pagetest.Form) { f.Choose(label, values...) }
}
