package e2e

import (
	"net/http"
	"slices"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// actForm is a form of the console.
type actForm struct {
	address string
	button  string
}

// byAccounts reports whether somebody with an account performs the act.
func byAccounts(who []law.Who) bool {
	return slices.ContainsFunc(who, func(w law.Who) bool {
		return w.Role != law.RoleSystem && w.Role != law.RoleEntity && w.Role != law.RoleWitness
	})
}

// caseForms, taskForms and proceedingForms are where the table of the subject's acts
// says that there is something for staff to fill in.
func caseForms(no string) (out []actForm) {
	for _, r := range cases.Rules {
		if byAccounts(r.Who) {
			out = append(out, actForm{"/console/cases/" + no + "/acts/" + string(r.Act), r.Name})
		}
	}
	return out
}

func taskForms(id string) (out []actForm) {
	for _, r := range tasks.Rules {
		if byAccounts(r.Who) {
			out = append(out, actForm{"/console/tasks/" + id + "/acts/" + string(r.Act), r.Name})
		}
	}
	return out
}

func proceedingForms(p proceedings.Proceeding) (out []actForm) {
	begins := []law.ActKind{proceedings.ActFileFeedback, proceedings.ActRaiseObjection, proceedings.ActRegisterOversight}
	for _, r := range proceedings.Rules(p.Kind) {
		if !byAccounts(r.Who) {
			continue
		}
		at := "/console/proceedings/" + p.No + "/acts/" + string(r.Act)
		if slices.Contains(begins, r.Act) {
			at = "/console/cases/" + p.Case + "/file/" + string(r.Act)
		}
		out = append(out, actForm{at, r.Name})
	}
	return out
}

// everyForm are the forms of a task, of a case, and of a proceeding of each kind.
func (c *clicks) everyForm(task, caseNo string, proceedingNos ...string) (out []actForm) {
	c.t.Helper()
	out = append(taskForms(task), caseForms(caseNo)...)
	kinds := map[law.ProceedingKind]bool{}
	for _, no := range proceedingNos {
		p := c.proceedingNow(no)
		kinds[p.Kind] = true
		out = append(out, proceedingForms(p)...)
	}
	require.Len(c.t, kinds, len(law.ProceedingKinds), "one of each kind")
	return out
}

// requireReached: whoever may do something finds a form for it. A form that somebody
// else has to fill in, or later, is refused and not unknown.
func (c *clicks) requireReached(forms []actForm) {
	c.t.Helper()
	v := c.visitor("supervisor")
	for _, f := range forms {
		p := v.Open(f.address)
		require.Contains(c.t, []int{http.StatusOK, http.StatusForbidden, http.StatusConflict}, p.Status, "%s: %s", f.address, p)
	}
}
