package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/present"
	"shuangsuiji/record"
)

// Several cases of a task that are alike can be acted on with one form. Each is an act of
// its own, under a key that follows from the form's, and has an answer of its own: what
// one case refuses holds up no other. A person ticks the cases; none is ticked before.

// batchActs are the acts that can be done so, and of which cases: nothing that has to be
// looked at by itself.
var batchActs = map[law.ActKind]func(cases.Case) bool{
	cases.ActServeNotice:        func(cases.Case) bool { return true },
	cases.ActConfirmResult:      func(c cases.Case) bool { return clean(c) && agreeing(c) },
	cases.ActTellResult:         clean,
	cases.ActPreparePublication: clean,
	cases.ActApprovePublication: clean,
}

// clean: nothing was found, the inspection was held as it should, and nothing of it was
// put right.
func clean(c cases.Case) bool {
	return c.Result != nil && c.Result.Outcome == law.OutcomeNoProblem && c.Visit != nil && !c.Visit.Urgent && c.Publication.Entries == 0
}

// agreeing: what the entity said of itself is what was found.
func agreeing(c cases.Case) bool {
	return !slices.ContainsFunc(c.SelfCheckCompared(), func(i cases.ItemCompared) bool { return i.Compared != cases.ComparedAgreeing })
}

// mostInBatch is how many cases one form is for.
const mostInBatch = 200

// batchLink leads to one form for several cases.
type batchLink struct {
	Name    string
	Count   int
	Address string
}

// batchLinks are the acts among the lines that can be done for several cases at once, of
// one task each.
func batchLinks(lines []doLine) []batchLink {
	var out []batchLink
	for _, l := range lines {
		for _, act := range l.Acts {
			if l.Case == nil || batchActs[act.Kind] == nil || !batchActs[act.Kind](*l.Case) {
				continue
			}
			at := batchAddress(l.Case.Task, act.Kind)
			i := slices.IndexFunc(out, func(b batchLink) bool { return b.Address == at })
			if i < 0 {
				i, out = len(out), append(out, batchLink{Name: act.Name, Address: at})
			}
			out[i].Count++
		}
	}
	return slices.DeleteFunc(out, func(b batchLink) bool { return b.Count < 2 })
}

func batchAddress(task string, act law.ActKind) string {
	return Root + "/tasks/" + url.PathEscape(task) + "/batch/" + string(act)
}

// batchView is the form for several cases.
type batchView struct {
	Task    string
	Page    string
	Name    string
	Clause  string
	Follows string
	Address string
	Key     string
	Rows    []batchRow
	Inputs  []forms.Input
	Problem string
	Done    []batchDone // what became of each, once it was sent
}

// batchRow is one case that the act is possible for.
type batchRow struct {
	record.CaseRow
	Ticked  bool
	Outcome string
}

// batchDone is what became of one case.
type batchDone struct {
	No     string
	Refuse string // why not; "" where it was done
}

// batch is the form of an act for cases of a task, for one person.
type batch struct {
	task string
	rule cases.Rule
	form forms.Form
	rows []record.CaseRow
	now  forms.About
}

func (s *console) batchOf(ctx context.Context, r *http.Request) (batch, error) {
	p, b := door.PersonOf(ctx), batch{task: r.PathValue("no")}
	act := law.ActKind(r.PathValue("act"))
	alike, is := batchActs[act]
	if !is {
		return b, law.Errorf(law.KindNotFound, "act_unknown", "“%s”不能一并办理，请逐件办理。", act)
	}
	b.rule, _ = cases.RuleOf(act)
	b.form, _ = forms.Of(forms.Case, act)
	for page := (record.Page{Limit: 500}); len(b.rows) < mostInBatch; {
		listed, err := s.office.Cases(ctx, p.Actor, record.CaseFilter{Task: b.task, Open: true}, page)
		if err != nil {
			return b, err
		}
		for _, row := range listed.Items {
			if len(b.rows) < mostInBatch && alike(row.Case) && mayPerform(row.Case, p.Actor, act) {
				b.rows = append(b.rows, row)
			}
		}
		if page.After = listed.Next; listed.Next == "" {
			break
		}
	}
	var err error
	b.now, err = s.aboutPeople(ctx, p, nil)
	return b, err
}

func mayPerform(c cases.Case, actor law.Actor, act law.ActKind) bool {
	return slices.ContainsFunc(c.Allowed(actor), func(a law.Allowance) bool { return a.Act == act && a.Mine })
}

// parts are what is filled in once for all.
func (b batch) parts() []forms.Field {
	return slices.DeleteFunc(b.form.Parts(b.rule.Reason), func(f forms.Field) bool { return f.Folded || f.Name == forms.NotesName })
}

func (b batch) view(values url.Values, wrong map[string][]string) batchView {
	v := batchView{Task: b.task, Page: taskDesk.page(b.task), Name: b.rule.Name, Clause: b.rule.Clause, Follows: b.form.Follows, Address: batchAddress(b.task, b.rule.Act),
		Key: values.Get(inputKey), Inputs: b.now.Inputs(b.parts(), values, wrong)}
	for _, row := range b.rows {
		one := batchRow{CaseRow: row, Ticked: slices.Contains(values["case"], row.No)}
		if row.Result != nil {
			one.Outcome = present.OutcomeName(row.Edition, row.Result.Outcome)
		}
		v.Rows = append(v.Rows, one)
	}
	return v
}

// batchPage shows the form for the cases that are alike.
func (s *console) batchPage(ctx context.Context, r *http.Request) (view, error) {
	b, err := s.batchOf(ctx, r)
	if err != nil {
		return view{}, err
	}
	values := b.now.Suggested(b.parts())
	values.Set(inputKey, rand.Text())
	return b.shown(b.view(values, nil), http.StatusOK), nil
}

func (b batch) shown(v batchView, status int) view {
	return view{Template: "batch", Title: "一并办理：" + b.rule.Name, Status: status, Data: v}
}

// batchAct performs the act on each of the cases that were ticked, by the interface.
func (s *console) batchAct(w http.ResponseWriter, r *http.Request) {
	s.let(w, r, door.Way{For: door.Persons, Long: true}, func(r *http.Request) (view, error) {
		values, err := formOf(w, r)
		if err != nil {
			return view{}, err
		}
		ticked := values["case"]
		b, err := s.batchOf(r.Context(), r)
		if err != nil {
			return view{}, err
		}
		if len(ticked) == 0 {
			v := b.view(values, nil)
			v.Problem = "没有勾选案件。"
			return b.shown(v, http.StatusUnprocessableEntity), nil
		}
		body, err := json.Marshal(filledBody(b.parts(), values))
		if err != nil {
			return view{}, err
		}
		var done []batchDone
		for _, no := range ticked[:min(len(ticked), mostInBatch)] {
			refused := s.call(r, http.MethodPost, caseDesk.endpoint(no, b.rule.Act), batchHeader(values, no), body, nil)
			if refused != nil && len(done) == 0 && len(refused.Errors) > 0 { // the form itself is wrong
				v := b.view(values, refusalsOf(refused))
				v.Problem = "没有办理，请改正所填内容后再提交。"
				return b.shown(v, refused.Status), nil
			}
			one := batchDone{No: no}
			if refused != nil {
				one.Refuse = reasonOnPage(refused)
			}
			done = append(done, one)
		}
		if b, err = s.batchOf(r.Context(), r); err != nil {
			return view{}, err
		}
		again := b.now.Suggested(b.parts())
		again.Set(inputKey, rand.Text())
		v := b.view(again, nil)
		v.Done = done
		return b.shown(v, http.StatusOK), nil
	})
}

// batchHeader is the key of one case's act, which a repeat of the form has again, and
// what the person saw of the case.
func batchHeader(values url.Values, no string) http.Header {
	h := http.Header{"Idempotency-Key": {values.Get(inputKey) + "." + no}}
	if seen, err := strconv.Atoi(values.Get("seen." + no)); err == nil && seen > 0 {
		h.Set("If-Match", `"`+strconv.Itoa(seen)+`"`)
	}
	return h
}
