package proceedings

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// Proceeding (后续处理程序) is what goes beyond the inspection: a penalty case (行政处罚
// 案件), a referral to another department (移送有关主管部门) or to the police (移送公安
// 机关), which come out of a case's result or, the first, straight from a clear lead
// (文件四(一)); an inspector's feedback (反馈); the entity's objection to the published
// result (异议). It runs and ends by itself. Like a [cases.Case] it holds codes, dates and
// running periods only.
type Proceeding struct {
	No   string             `json:"no"` // 2024001-001-0007-P1
	Kind law.ProceedingKind `json:"kind"`
	// Case is the inspection from which it came; "" where a clear lead opened it, and
	// for feedback out of no case, which has neither Task nor Entity.
	Case       string `json:"case,omitempty"`
	Task       string `json:"task,omitempty"`
	Entity     string `json:"entity,omitempty"`
	Edition    string `json:"edition"`
	Department string `json:"department"`
	// Party is whom it is against where that is not Entity; nil: Entity.
	Party *Party `json:"party,omitempty"`
	// Items are those with the problem; for an objection all of the inspection's.
	Items []string `json:"items,omitempty"`
	// Team handles it: two or more inspectors, the first leads.
	Team law.Team `json:"team,omitempty"`
	// SelfReported are those of Items that the entity truthfully named in its
	// self-check before the inspection (文件四(四)).
	SelfReported []string `json:"selfReported,omitempty"`
	// Found is the end of the visit at which the conduct was found; zero where no
	// visit found it, and in proceedings from before it was kept.
	Found calendar.Date `json:"found,omitzero"`

	Stage  Stage     `json:"stage"`
	Seq    int       `json:"seq"` // acts on record
	Opened time.Time `json:"opened"`
	law.Docket

	Penalty   *PenaltyFile   `json:"penalty,omitempty"`
	Referral  *ReferralFile  `json:"referral,omitempty"`
	Police    *PoliceFile    `json:"police,omitempty"`
	Feedback  *FeedbackFile  `json:"feedback,omitempty"`
	Objection *ObjectionFile `json:"objection,omitempty"`

	Oversight *OversightFile `json:"oversight,omitempty"`
	// Ending says how it ended; "" while it runs. A penalty case has it from 结案 on,
	// while its public term and the time for remedies still run.
	Ending Ending    `json:"ending,omitempty"`
	Closed time.Time `json:"closed,omitzero"`
}

// Ending is how a proceeding ended.
type Ending string

// Chinese is the ending's name.
func (e Ending) Chinese() string { return endingNames[e] }

// Opening is what a proceeding begins with.
type Opening struct {
	No                  string
	Kind                law.ProceedingKind
	Case, Task, Entity  string
	Edition, Department string
	Items, SelfReported []string
	Team                law.Team
	Found               calendar.Date  // the end of the visit, where one found the conduct
	Objection           *ObjectionFile // what an objection is about; see [ObjectTo]
	Oversight           *OversightFile
	Party               *Party       // whom it is against, where not Entity
	Anew                *PenaltyFile // of a penalty case that is decided anew; see [Proceeding.DecidedAnew]
	At                  time.Time
}

// Open makes a new proceeding at its first stage, the first period
// running.
//
// Errors: branch_unknown, edition_mismatch.
func Open(o Opening, l law.Law) (Proceeding, []law.Notice, error) {
	p, notices, err := newProceeding(o, l)
	p.Seq = 1
	return p, notices, err
}

// OpenByAct makes a new proceeding that begins with a person's act: feedback, an
// objection, an opinion of those who supervise.
//
// Errors: those of [Open] and of the act.
func OpenByAct(o Opening, first law.Act, l law.Law) (Proceeding, Effects, error) {
	p, _, err := newProceeding(o, l)
	if err != nil {
		return Proceeding{}, Effects{}, err
	}
	return p.Apply(first, l)
}

// proceeding is what is opened, before its first stage.
func (o Opening) proceeding() Proceeding {
	return Proceeding{No: o.No, Kind: o.Kind, Case: o.Case, Task: o.Task, Entity: o.Entity, Edition: o.Edition, Department: o.Department, Party: o.Party, Items: o.Items,
		SelfReported: o.SelfReported, Team: o.Team, Found: o.Found, Objection: o.Objection, Oversight: o.Oversight, Penalty: o.Anew, Opened: o.At}
}

// OutOf is what a proceeding of the kind begins with that comes out of the case.
func OutOf(c cases.Case, kind law.ProceedingKind) Opening {
	return Opening{Kind: kind, Case: c.No, Task: c.Task, Entity: c.Entity, Edition: c.Edition, Department: c.Department, Team: c.Team}
}

// Successor is what a proceeding of the kind begins with that goes on with this one's
// matter: the same facts, against the same party, by the same team.
func (p Proceeding) Successor(kind law.ProceedingKind, no string) Opening {
	return Opening{No: no, Kind: kind, Case: p.Case, Task: p.Task, Entity: p.Entity, Edition: p.Edition, Department: p.Department, Party: p.Party, Items: p.Items,
		SelfReported: p.SelfReported, Found: p.Found, Team: p.Team}
}

// MayFile asks the table whether the actor may begin such a proceeding by its kind's
// [FirstAct]. What the act will say is not asked yet.
//
// Errors: not_your_act, branch_unknown for a kind that no person begins.
func MayFile(actor law.Actor, o Opening) error {
	first, byAct := FirstAct(o.Kind)
	if !byAct {
		return law.Errorf(law.KindInvalid, "branch_unknown", "“%s”不由人员提出。", o.Kind.Chinese())
	}
	p, begins := o.proceeding(), law.Act{Kind: first, Actor: actor, Reasoned: true}
	t := onProceeding(&p, law.Law{}, begins)
	proceedingBegins[o.Kind](&t)
	return p.Permit(begins)
}

func newProceeding(o Opening, l law.Law) (Proceeding, []law.Notice, error) {
	begin, ok := proceedingBegins[o.Kind]
	if !ok {
		return Proceeding{}, nil, law.Errorf(law.KindInvalid, "branch_unknown", "没有名为“%s”的后续处理方式。", o.Kind)
	}
	if l.Edition == nil || l.Edition.Code != o.Edition {
		return Proceeding{}, nil, law.EditionMismatch(o.No)
	}
	p := o.proceeding()
	p.Calendar = l.Calendar.Version()
	t := onProceeding(&p, l, law.Act{Actor: law.System, Happened: o.At, Entered: o.At})
	begin(&t)
	return p, t.Notices, nil
}

// Rules is the transition table of the proceeding's kind.
func (p Proceeding) Rules() []Rule { return Rules(p.Kind) }

// Permit asks the table whether the act is allowed now: stage, person, what has
// to come first, reason. What Permit refuses, Apply refuses with the same error.
func (p Proceeding) Permit(a law.Act) error { return law.Permit(p, p.Rules(), a) }

// Possible refuses an act that nobody may perform at this stage; see
// [cases.Case.Possible].
func (p Proceeding) Possible(kind law.ActKind) error {
	_, err := law.Possible(p, p.Rules(), kind)
	return err
}

// Allowed lists the acts that people may perform now, marking the actor's own;
// see [cases.Case.Allowed].
func (p Proceeding) Allowed(actor law.Actor) []law.Allowance { return law.Allowed(p, p.Rules(), actor) }

// Apply performs the act on a copy of the proceeding and returns it as it stands
// afterwards, with what persons are to be told and what is to be public. An error
// means that nothing happened.
func (p Proceeding) Apply(a law.Act, l law.Law) (Proceeding, Effects, error) {
	if l.Edition == nil || l.Edition.Code != p.Edition {
		return p, Effects{}, law.EditionMismatch(p.No)
	}
	if err := p.Permit(a); err != nil {
		return p, Effects{}, err
	}
	if err := a.CheckTimes(p.Opened, l); err != nil {
		return p, Effects{}, err
	}
	next, err := law.Copy(p)
	if err != nil {
		return p, Effects{}, err
	}
	rule, _ := law.RuleOf(p.Rules(), a.Kind)
	next.Seq++
	t := onProceeding(&next, l, a)
	if err := rule.Apply(&t); err != nil {
		return p, Effects{}, err
	}
	return next, Effects{Notices: t.Notices, Entry: t.entry, Corrects: t.corrects}, nil
}

// Effects are what an act brings about beside the change of its subject.
type Effects struct {
	Notices []law.Notice
	// Entry is what becomes public by the act; nil: nothing.
	Entry *PublicEntry
	// Corrects: the entry of the inspection's result is replaced by what the
	// objection's file says instead.
	Corrects bool
}

// PublicEntry is a proceeding's entry in the public record, as far as the law
// makes it.
type PublicEntry struct {
	// Outcome is the decision as published: kind and amount, in Chinese.
	Outcome string
	// Until is the last day on which it is shown; zero: without an end.
	Until calendar.Date
	// Withdrawn: the decision was changed, quashed or found unlawful, the entry takes back
	// the one before it and says so (行政处罚法第48条).
	Withdrawn bool
	// Late: published after the end of its period.
	Late bool
	// Unnamed: nothing in it says who the citizen is.
	Unnamed bool
}

// HandedOver reports whether the inspection need no longer wait for it: a case
// closes when its result is published and every branch is handed over. Once true
// it stays so, also where another department sends a referral back.
func (p Proceeding) HandedOver() bool {
	return !p.Stage.Open() || slices.Contains(handedOver, p.Stage) || (p.Referral != nil && len(p.Referral.Declined) > 0)
}

// SameFacts reports whether both proceedings are about a common item of one case,
// or about the visit as a whole, which has none.
func (p Proceeding) SameFacts(o Proceeding) bool {
	if p.Case == "" || p.Case != o.Case {
		return false
	}
	return len(p.Items) == 0 || len(o.Items) == 0 || slices.ContainsFunc(p.Items, func(i string) bool { return slices.Contains(o.Items, i) })
}

// AtStage is the stage, for the law's table.
func (p Proceeding) AtStage() Stage { return p.Stage }

// About is what is told of the proceeding, and what its periods depend on.
func (p Proceeding) About() law.About {
	a := law.About{Name: p.Kind.Chinese() + p.No, Acts: p.Seq, Department: p.Department, Entity: p.Against(), Team: p.Team,
		Opened: p.Opened, SuspendedOn: p.SuspendedOn}
	if p.Objection != nil {
		a.Lengths = p.Objection.Lengths
	}
	if p.Oversight != nil {
		a.Lengths = p.Oversight.Lengths
	}
	return a
}

// AllowedNow says what can be done at this stage and by whom.
func (p Proceeding) AllowedNow() string { return law.AllowedText(p.Allowed(law.Actor{})) }

// Is reports whether the actor is one of those meant.
func (p Proceeding) Is(a law.Actor, w law.Who) bool { return p.About().Is(a, w) }

// Periods are those of the proceeding, for the law's conditions of all subjects.
func (p Proceeding) Periods() law.Docket { return p.Docket }

// Governing is the edition that the proceeding began with and keeps.
func (p Proceeding) Governing() (*law.Edition, error) { return law.EditionOf(p.Edition) }

// Standing is where the proceeding stands.
func (p Proceeding) Standing() law.Standing {
	return law.Standing{Stage: string(p.Stage), Name: p.Stage.Chinese(), Seq: p.Seq}
}
