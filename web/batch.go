package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

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
	filled
	Task    string
	Page    string // of the task
	Rule    actRule
	Follows string
	Key     string
	Rows    []batchRow
	All     bool // all were ticked by one press
	Inputs  []forms.Input
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

// batch is an act that can be done for several cases of a task.
type batch struct {
	task  string
	act   law.ActKind
	alike func(cases.Case) bool
	form  forms.Form
	rule  actRule
}

// batchOf is the batch that the address names.
//
// Errors: act_unknown.
func batchOf(r *http.Request) (b batch, err error) {
	b = batch{task: r.PathValue("no"), act: law.ActKind(r.PathValue("act"))}
	if b.form, b.rule, err = caseDesk.formOf(subject{}, b.act); err != nil {
		return b, err
	}
	if b.alike = batchActs[b.act]; b.alike == nil {
		return b, law.Errorf(law.KindNotFound, "act_unknown", "“%s”不能一并办理，请逐件办理。", b.rule.Name)
	}
	return b, nil
}

// parts are what is filled in once for all.
func (b batch) parts() []forms.Field {
	return slices.DeleteFunc(b.form.Parts(b.rule.Reason), func(f forms.Field) bool { return f.Folded || f.Name == forms.NotesName })
}

func (s *console) batchSheet() sheet {
	return sheet{way: door.Way{Long: true}, do: s.actOnAll,
		show: func(ctx context.Context, r *http.Request, t filled) (view, error) { return s.showBatch(ctx, r, t, nil) }}
}

// showBatch shows the form for the cases for which the person can do the act now, and
// what became of those for which it was sent.
func (s *console) showBatch(ctx context.Context, r *http.Request, t filled, done []batchDone) (view, error) {
	b, err := batchOf(r)
	if err != nil {
		return view{}, err
	}
	p := door.PersonOf(ctx)
	about, err := s.aboutPeople(ctx, p, nil)
	if err != nil {
		return view{}, err
	}
	t = t.begun(about.Suggested(b.parts()))
	v := batchView{filled: t, Task: b.task, Page: taskDesk.page(b.task), Rule: b.rule, Follows: b.form.Follows, Key: cmp.Or(t.Get(inputKey), rand.Text()),
		Inputs: t.inputs(about, b.parts()), Done: done, All: r.Method == http.MethodGet && r.FormValue("all") == "true"}
	err = s.eachCase(ctx, p.Actor, record.CaseFilter{Task: b.task, Open: true}, func(row record.CaseRow) bool {
		if b.alike(row.Case) && mayPerform(row.Case, p.Actor, b.act) {
			one := batchRow{CaseRow: row, Ticked: v.All || slices.Contains(t.Values["case"], row.No)}
			if row.Result != nil {
				one.Outcome = present.OutcomeName(row.Edition, row.Result.Outcome)
			}
			v.Rows = append(v.Rows, one)
		}
		return len(v.Rows) < mostInBatch
	})
	return view{Template: "batch", Title: "一并办理：" + b.rule.Name, Data: v}, err
}

func mayPerform(c cases.Case, actor law.Actor, act law.ActKind) bool {
	return slices.ContainsFunc(c.Allowed(actor), func(a law.Allowance) bool { return a.Act == act && a.Mine })
}

// actOnAll performs the act on each of the cases that were ticked, by the interface. What
// is wrong with the form itself the first of them says. Where a part of the system is away
// the form waits to be sent once more: what was done is answered from its keys.
func (s *console) actOnAll(ctx context.Context, r *http.Request, values url.Values) (after, error) {
	b, err := batchOf(r)
	if err != nil {
		return after{}, err
	}
	ticked := values["case"]
	switch {
	case len(ticked) == 0:
		return after{}, law.Errorf(law.KindInvalid, "nothing_chosen", "请勾选要办理的案件。")
	case len(ticked) > mostInBatch:
		return after{}, law.Errorf(law.KindInvalid, "too_many_chosen", "一次最多办理%d件。", mostInBatch)
	}
	if b.form.Grave && values.Get(inputConfirmed) == "" {
		v, err := s.confirmAll(ctx, r, b, values)
		return after{shown: &v}, err
	}
	body, err := json.Marshal(filledBody(b.parts(), values))
	if err != nil {
		return after{}, err
	}
	var done []batchDone
	for _, no := range ticked {
		refused := s.actOnOne(ctx, r, b, no, values, body)
		one := batchDone{No: no}
		if refused != nil {
			if refused.Status == http.StatusServiceUnavailable || len(done) == 0 && len(refused.Errors) > 0 {
				return after{}, refused
			}
			one.Refuse = reasonOnPage(refused)
		}
		done = append(done, one)
	}
	v, err := s.showBatch(ctx, r, filled{}, done)
	return after{shown: &v}, err
}

// confirmAll shows once more a grave act and the cases on which it would be done.
func (s *console) confirmAll(ctx context.Context, r *http.Request, b batch, values url.Values) (view, error) {
	about, err := s.aboutPeople(ctx, door.PersonOf(ctx), nil)
	if err != nil {
		return view{}, err
	}
	ticked := values["case"]
	says := []forms.Said{{Label: "案件（" + strconv.Itoa(len(ticked)) + "件）", Text: strings.Join(ticked, "、")}}
	says = append(says, forms.EachLine(about.Words().Read(b.parts(), filledBody(b.parts(), values)))...)
	return view{Template: "confirm", Title: b.rule.Name, Data: confirmView{Subject: subject{Name: "抽查任务" + b.task, Stage: "一并办理"}, Page: taskDesk.page(b.task),
		Address: r.URL.Path, Form: b.form, Name: b.rule.Name, Says: says, Entries: entriesOf(values)}}, nil
}

// actOnOne performs the act on one case as the person saw it. Where it has changed since,
// the interface answers what came of the key before, or that it changed; where not, it is
// asked here whether the case is one of those that are alike.
func (s *console) actOnOne(ctx context.Context, r *http.Request, b batch, no string, values url.Values, body []byte) *door.Problem {
	c, err := s.office.Case(ctx, door.PersonOf(ctx).Actor, no)
	if err != nil {
		return s.door.Problem(ctx, err)
	}
	seen := values.Get("seen." + no)
	if seen == "" || c.Task != b.task || seen == strconv.Itoa(c.Seq) && !b.alike(c.Case) {
		return s.door.Problem(ctx, law.Errorf(law.KindNotAllowed, "not_alike", "案件%s不在可以一并办理的案件之列，请逐件办理。", no))
	}
	return s.call(r, http.MethodPost, caseDesk.endpoint(no, b.act), actHeader(values.Get(inputKey)+"."+no, seen), body, nil)
}
