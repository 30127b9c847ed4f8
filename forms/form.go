package forms

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// Form is what an act asks of whoever performs it.
type Form struct {
	Act law.ActKind
	// Follows says in one sentence what follows from the act, where that is not plain.
	Follows string
	// Grave: the act cannot be taken back, or the public sees it. A page repeats what
	// will stand on record and asks once more.
	Grave bool
	// Upon: the act is done upon what stands on record: a page shows that beside the form.
	Upon bool
	// Narrative is what is told at length with the act; "" where nothing in particular
	// is.
	Narrative string
	// Notes is what is told at length of each item; "" where nothing is. NotesOn are the
	// items.
	Notes   string
	NotesOn Source
	// NamesParty: beside the facts is told who the party is, where the facts say that it is
	// not the entity.
	NamesParty bool
	// FromPaper: the act is the entity's own, and may be entered for it from paper.
	FromPaper bool
	// Begins: a proceeding begins with the act, as it is handed in; nothing of it can
	// have been seen before, and nothing of it is entered late.
	Begins bool
	Fields []Field
}

// Subject is what an act is about.
type Subject string

// The subjects, by who acts on them.
const (
	Case       Subject = "case"
	Task       Subject = "task"
	Proceeding Subject = "proceeding"
	// ByEntity and ByParty are the acts of the entity by its link, in the case and in a
	// penalty case; ByWitness those of an outside witness.
	ByEntity  Subject = "entity"
	ByParty   Subject = "party"
	ByWitness Subject = "witness"
	// Filing are the acts with which a proceeding begins.
	Filing Subject = "filing"
)

var all = map[Subject][]Form{
	Case: caseForms, Task: taskForms, Proceeding: slices.Concat(penaltyForms, referralForms, policeForms, feedbackForms, objectionForms, oversightForms, commonForms),
	ByEntity: entityForms, ByParty: partyForms, ByWitness: witnessForms, Filing: filingForms,
}

// For are the forms of a subject's acts, in the order of the procedure.
func For(s Subject) []Form { return all[s] }

// Of is the form of an act.
func Of(s Subject, act law.ActKind) (Form, bool) {
	i := slices.IndexFunc(all[s], func(f Form) bool { return f.Act == act })
	if i < 0 {
		return Form{}, false
	}
	return all[s][i], true
}

// mustOf is for the forms of one subject that are another's, too.
func mustOf(forms []Form, act law.ActKind) Form {
	i := slices.IndexFunc(forms, func(f Form) bool { return f.Act == act })
	return forms[i]
}
