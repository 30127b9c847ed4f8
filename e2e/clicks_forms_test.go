package e2e

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// TestEveryFormKeepsWhatIsEntered: the form of every act of the transition tables is
// there, and whatever stands in it when it is refused stands in it afterwards, as text.
func TestEveryFormKeepsWhatIsEntered(t *testing.T) {
	o := openOffice(t, setup{entities: 60, standing: startOfMonth})
	o.importPlan(plan("2024年4月", 1), false)
	pool := o.drawn(taskID, poolDraw())
	branched, inspected := pool[0], pool[1]
	o.foundProblem(branched, law.OutcomeFollowUp, law.ProceedingPenalty, law.ProceedingReferral, law.ProceedingPolice)
	o.publish(branched)
	o.foundProblem(inspected, law.OutcomeCorrection)
	c := byClicks(o)
	forms := c.everyForm(taskID, inspected, o.opened(branched, law.ProceedingPenalty), o.opened(branched, law.ProceedingReferral),
		o.opened(branched, law.ProceedingPolice), o.objection(branched), o.feedback(branched, proceedings.TopicWeakPoint), o.oversight(branched))
	c.requireReached(forms)
	pages := map[string][]byte{}
	for _, f := range forms {
		pages[f.address] = c.begun(f)
		pages[f.address+" refused"] = c.keeps(f, "")
		for _, typed := range []string{strings.Repeat("长", 5000), `𠮷野家𡘙😀"'></textarea><script>alert(1)</script>`} {
			c.keeps(f, typed)
		}
	}
	browsertest.RequireValidHTML(t, pages)
}

// begun is the form with nothing in it, whoever may fill it in and when.
func (c *clicks) begun(f actForm) []byte {
	c.t.Helper()
	p := c.visitor("supervisor").Post(f.address, url.Values{"continue": {"true"}})
	require.Equal(c.t, http.StatusOK, p.Status, p)
	require.Equal(c.t, f.button, p.Heading())
	return p.Raw
}

// keeps has the form refused with the text in all its fields, and looks for it there. Nobody
// whom it is for fills it in, so that it is refused even where the text would do.
func (c *clicks) keeps(of actForm, typed string) []byte {
	c.t.Helper()
	v := c.visitor("supervisor")
	v.Post(of.address, url.Values{"continue": {"true"}})
	f := v.Form(of.button)
	if typed != "" {
		f.FillAll(typed)
	}
	entered := f.Values()
	p := f.Press(of.button)
	if p.Status == http.StatusOK {
		c.requireText(p.Raw, typed)
		p = v.Form(confirms).Press(confirms)
	}
	require.Contains(c.t, []int{http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusPreconditionFailed}, p.Status, "%.10s in %s: %s", typed, of.address, p)
	require.NotEmpty(c.t, p.Alerts(), p)
	require.Equal(c.t, c.own(entered), c.own(v.Form(of.button).Values()), "%.10s in %s", typed, of.address)
	c.requireText(p.Raw, typed)
	return p.Raw
}

// own are the values without what the form says of itself.
func (c *clicks) own(values url.Values) url.Values {
	out := url.Values{}
	for name, v := range values {
		if name != "key" && name != "seen" {
			out[name] = v
		}
	}
	return out
}

// requireText: nothing that was typed has become part of the page.
func (c *clicks) requireText(page []byte, typed string) {
	c.t.Helper()
	if strings.Contains(typed, "<script>") {
		require.NotContains(c.t, string(page), "<script>alert")
	}
	for _, broken := range []string{"ZgotmplZ", "<no value>", "%!"} {
		require.NotContains(c.t, string(page), broken)
	}
}
