package web

import (
	"encoding/json"
	"strings"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/present"
)

// entryLine is one act on record as the history shows it.
type entryLine struct {
	bureau.ActView
	Who  string // with the role
	For  string // whose power was used
	Late bool   // 补录
	Said []forms.Said
	// CorrectedBy are the acts that corrected this one; Corrects is the one that this
	// corrected, 0 for none.
	CorrectedBy []int
	Corrects    int
	Files       []fileLine
}

// teller tells a subject's history.
type teller struct {
	forms  forms.Subject
	people people
	items  []registers.Item
	// reasoned reports whether the law demands a reason for the act.
	reasoned func(law.ActKind) bool
}

// lines are the acts, the latest last.
func (t teller) lines(acts []bureau.ActView) []entryLine {
	out := make([]entryLine, len(acts))
	corrected := map[int][]int{}
	for i, a := range acts {
		out[i] = entryLine{ActView: a, Who: t.who(a), Late: lateEntry(a.Happened, a.Entered), Said: t.said(a), Corrects: corrects(a)}
		if a.ActorFor != "" {
			out[i].For = t.people.account(a.ActorFor)
		}
		if n := out[i].Corrects; n > 0 {
			corrected[n] = append(corrected[n], a.Seq)
		}
	}
	for i := range out {
		out[i].Files = handedIn(out[i].Payload)
		out[i].CorrectedBy = corrected[out[i].Seq]
	}
	return out
}

// lateEntry: an act stands on record with another time than that of its entry.
func lateEntry(happened, entered time.Time) bool {
	return !happened.IsZero() && happened.Before(entered.Truncate(time.Minute))
}

// corrects is the number of the act that this one corrects, 0 where it is none of
// the kind.
func corrects(a bureau.ActView) int {
	if a.Kind != cases.ActCorrectEntry {
		return 0
	}
	var facts struct{ Seq int }
	if json.Unmarshal(a.Facts, &facts) != nil {
		return 0
	}
	return facts.Seq
}

// who names whoever acted, with the role: those who came by a link have no account.
func (t teller) who(a bureau.ActView) string {
	if t.people.accounts.Has(a.Actor) {
		return a.ActorRole.Chinese() + " " + t.people.account(a.Actor)
	}
	if a.ActorRole == law.RoleWitness {
		var facts struct{ Witness string }
		if json.Unmarshal(a.Facts, &facts) == nil && facts.Witness != "" {
			return a.ActorRole.Chinese() + " " + facts.Witness
		}
	}
	return a.ActorRole.Chinese()
}

// said is what was written, by the labels of the act's form; the steps of the system
// have none.
func (t teller) said(a bureau.ActView) []forms.Said {
	form, described := forms.Of(t.forms, a.Kind)
	if !described {
		if form, described = forms.Of(forms.Filing, a.Kind); !described {
			return t.bySystem(a)
		}
	}
	return t.words().Read(form.Parts(t.reasoned(a.Kind)), bodyOf(a.Payload, a.Facts))
}

// bySystem says what a step of the system is about, where its name does not.
func (t teller) bySystem(a bureau.ActView) []forms.Said {
	if a.Kind != law.ActLapse {
		return nil
	}
	var f law.Lapse
	if json.Unmarshal(a.Facts, &f) != nil {
		return nil
	}
	what := "提醒"
	if strings.HasPrefix(f.Moment.Step, law.StepOverdue) {
		what = "届满"
	}
	return []forms.Said{{Label: t.words().Name(forms.FromPeriods, string(f.Moment.Deadline)) + "期限", Text: what}}
}

func (t teller) words() forms.Words {
	item := func(code string) string {
		for _, i := range t.items {
			if i.Code == code {
				return code + " " + i.Name
			}
		}
		return code
	}
	return forms.Words{Names: map[forms.Source]func(string) string{
		forms.FromTeam: t.people.inspector, forms.FromInspectors: t.people.inspector, forms.FromRecusals: t.people.inspector,
		forms.FromAccounts: t.people.account, forms.FromItems: item, forms.FromProblems: item, forms.FromCorrected: item, forms.FromCatalogue: item,
		forms.FromConditions: present.ConditionName, forms.FromGrades: present.GradeName,
	}}
}

// notesOn are what was written of each item with the act of the number, by code.
func notesOn(acts []bureau.ActView, seq int) map[string]string {
	for _, a := range acts {
		if a.Seq != seq {
			continue
		}
		var written struct {
			Items map[string]struct{ Facts string }
		}
		if json.Unmarshal(a.Payload, &written) != nil {
			return nil
		}
		out := map[string]string{}
		for code, note := range written.Items {
			out[code] = note.Facts
		}
		return out
	}
	return nil
}
