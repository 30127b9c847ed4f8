package cases

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Case is one drawn entity's inspection as the procedure sees it: codes, dates
// and running deadlines, no narratives and no personal data. It is small and
// round-trips through JSON, because it stands in the workflow's history.
type Case struct {
	No         string `json:"no"`   // 2024001-001-0007
	Task       string `json:"task"` // 2024001-001
	Entity     string `json:"entity"`
	Kind       string `json:"kind"`  // 检查对象类别
	Grade      string `json:"grade"` // risk grade on the day of the draw; "" ungraded
	Edition    string `json:"edition"`
	Department string `json:"department"` // 发起处室
	// Under54: the edition's duties hold for this case (国办发〔2024〕54号).
	Under54 bool `json:"under54,omitempty"`
	// BodyUnstated: that followed from its kind alone, since the register said neither
	// its 类型 nor its 性质 (see [registers.Entity.PublicBody]).
	BodyUnstated bool `json:"bodyUnstated,omitempty"`
	// Items are the codes of the items as they were on the day of the draw.
	Items []string `json:"items"`
	Team  law.Team `json:"team"`
	Left  []string `json:"left,omitempty"` // certificates that were replaced
	// Lengths replaces the edition's length of a period, as adopted with the
	// task's scheme before the draw (附件备注1).
	Lengths map[law.DeadlineKind]calendar.Period `json:"lengths,omitempty"`

	Stage  Stage     `json:"stage"`
	Seq    int       `json:"seq"` // acts on record
	Opened time.Time `json:"opened"`
	law.Docket

	NoticeIssued bool `json:"noticeIssued,omitempty"`
	// NoticeCount is how often the entity was and may be inspected this year, as
	// the notice says.
	NoticeCount *VisitCount       `json:"noticeCount,omitempty"`
	Service     *Service          `json:"service,omitempty"`
	SelfCheck   *SelfCheck        `json:"selfCheck,omitempty"`
	VisitAgreed calendar.Date     `json:"visitAgreed,omitzero"`
	Approval    *VisitApproval    `json:"approval,omitempty"`
	Start       *VisitStart       `json:"start,omitempty"`
	Recusals    []Recusal         `json:"recusals,omitempty"`
	Joint       *JointVisit       `json:"joint,omitempty"`
	Visit       *Visit            `json:"visit,omitempty"`
	Cooperation *CooperationOrder `json:"cooperation,omitempty"`
	Result      *Result           `json:"result,omitempty"`
	Told        *Told             `json:"told,omitempty"`
	Correction  *Correction       `json:"correction,omitempty"`
	HandledOn   calendar.Date     `json:"handledOn,omitzero"`
	Publication PublicationWork   `json:"publication"`
	// Rated: the entity has rated the visit; how, only the supervisor reads.
	Rated bool `json:"rated,omitempty"`
	// Branches are the ways of handling that run beside the case.
	Branches []Branch `json:"branches,omitempty"`
	// Replaces is the case whose place this one took as an alternate.
	Replaces string `json:"replaces,omitempty"`
	// Replaced is set once the next alternate was ordered into the draw.
	Replaced bool      `json:"replaced,omitempty"`
	Closed   time.Time `json:"closed,omitzero"`
}

// Service is how the notice reached the entity.
type Service struct {
	Served bool              `json:"served"`
	Method law.ServiceMethod `json:"method,omitempty"`
	On     calendar.Date     `json:"on"` // of service, or of the failed attempt
	Seq    int               `json:"seq"`
}

// SelfCheck is the entity's self-check as coded facts.
type SelfCheck struct {
	Filed      bool                       `json:"filed"`              // false: 未按要求自查
	On         calendar.Date              `json:"on,omitzero"`        // first filed
	AmendedOn  calendar.Date              `json:"amendedOn,omitzero"` // last amended
	Late       bool                       `json:"late,omitempty"`     // first filed after the window
	EnteredFor bool                       `json:"enteredFor,omitempty"`
	Answers    map[string]SelfCheckAnswer `json:"answers,omitempty"`
	Revision   int                        `json:"revision,omitempty"`
}

// SelfCheckAnswer is the entity's own answer to one item.
type SelfCheckAnswer struct {
	Problem   bool `json:"problem"`
	Corrected bool `json:"corrected,omitempty"`
}

// Visit is the inspection itself: a visit, a written or online check, or a
// failed attempt.
type Visit struct {
	Mode    VisitMode   `json:"mode"`
	Started time.Time   `json:"started"`
	Ended   time.Time   `json:"ended"` // the end from which publication runs; signatures do not move it
	Attempt law.Outcome `json:"attempt,omitempty"`
	// Urgent: it began before it was approved, and stays marked so.
	Urgent            bool                   `json:"urgent,omitempty"`
	CertificatesShown bool                   `json:"certificatesShown"`
	NoticeHanded      law.ServiceMethod      `json:"noticeHanded,omitempty"`
	Findings          map[string]law.Finding `json:"findings,omitempty"`
	EntitySignature   EntitySignature        `json:"entitySignature"`
	By                string                 `json:"by"` // account that filled the record
	Seq               int                    `json:"seq"`
	Revision          int                    `json:"revision"`
	// Signed are the certificates of the inspectors who signed this revision.
	Signed []string `json:"signed,omitempty"`
	// SignedBy are their accounts: none of them may confirm the result, not even
	// by way of a deputy.
	SignedBy []string `json:"signedBy,omitempty"`
}

// Result is what was found, per item and as a whole.
type Result struct {
	Outcome     law.Outcome           `json:"outcome"`
	Items       map[string]ItemResult `json:"items,omitempty"`
	Branches    []law.ProceedingKind  `json:"branches,omitempty"` // of the visit as a whole, where named
	ProposedBy  string                `json:"proposedBy"`
	ProposedOn  calendar.Date         `json:"proposedOn,omitzero"`
	Certificate string                `json:"certificate"`
	ConfirmedBy string                `json:"confirmedBy,omitempty"`
	ConfirmedOn calendar.Date         `json:"confirmedOn,omitzero"`
}

// ItemResult is the outcome of one item on which a problem was found.
type ItemResult struct {
	Outcome  law.Outcome          `json:"outcome"`
	Branches []law.ProceedingKind `json:"branches,omitempty"`
}

// Correction is 责令改正 and its re-inspection.
type Correction struct {
	OrderedOn calendar.Date `json:"orderedOn"` // the order counts as served
	// Service is how it was served; none in orders of before the ways of service.
	Service     *law.PaperService `json:"service,omitempty"`
	ReportedOn  calendar.Date     `json:"reportedOn,omitzero"`
	EnteredFor  bool              `json:"enteredFor,omitempty"`
	InspectedOn calendar.Date     `json:"inspectedOn,omitzero"`
	Corrected   map[string]bool   `json:"corrected,omitempty"`
}

// PublicationWork is where the publication of a case stands.
type PublicationWork struct {
	PreparedBy string `json:"preparedBy,omitempty"` // a draft waits for approval
	// PreparedFor is the account whose delegated power the preparer used.
	PreparedFor string `json:"preparedFor,omitempty"`
	Entries     int    `json:"entries"`           // published so far
	AsFound     bool   `json:"asFound,omitempty"` // the last entry says 后续处理中
	Final       bool   `json:"final,omitempty"`
}

// Branch is one way of handling that runs beside the case, as a [proceedings.Proceeding].
type Branch struct {
	// No is the proceeding's number.
	No       string             `json:"no,omitempty"`
	Kind     law.ProceedingKind `json:"kind"`
	Items    []string           `json:"items,omitempty"`
	OpenedOn calendar.Date      `json:"openedOn"`
	// Done: handed over; the case need not wait for it any more.
	Done bool `json:"done,omitempty"`
	// EndedOn is the day on which the proceeding ended; zero while it runs.
	EndedOn calendar.Date `json:"endedOn,omitzero"`
}

// Opening is what a case begins with: the draw's result for one entity.
type Opening struct {
	No, Task, Entity, Kind, Grade, Edition, Department string
	Replaces                                           string // the case whose place it takes
	Items                                              []string
	Team                                               law.Team
	Lengths                                            map[law.DeadlineKind]calendar.Period
	Under54                                            bool // see [law.Edition.Binds]
	BodyUnstated                                       bool // see [Case.BodyUnstated]
	At                                                 time.Time
}

// Open makes a new case at the stage of notification, its first period running.
// A team below the edition's least, counted by head, or a case without items is
// refused.
func Open(o Opening, l law.Law) (Case, error) {
	if l.Edition == nil || l.Edition.Code != o.Edition {
		return Case{}, law.EditionMismatch(o.No)
	}
	if len(slices.Compact(slices.Sorted(slices.Values(o.Team)))) < max(len(o.Team), l.Edition.SmallestTeam) {
		return Case{}, law.Errorf(law.KindInvalid, "team_too_small", "检查组应由%d名以上执法人员组成，且不得重复。", l.Edition.SmallestTeam)
	}
	if len(o.Items) == 0 {
		return Case{}, law.Errorf(law.KindInvalid, "no_items", "案件%s没有抽查事项。", o.No)
	}
	c := Case{No: o.No, Task: o.Task, Entity: o.Entity, Kind: o.Kind, Grade: o.Grade, Edition: o.Edition,
		Department: o.Department, Items: o.Items, Team: o.Team, Lengths: o.Lengths, Replaces: o.Replaces, Under54: o.Under54,
		BodyUnstated: o.BodyUnstated && len(l.Edition.Duties) > 0,
		Stage:        StageNotify, Opened: o.At, Docket: law.Docket{Calendar: l.Calendar.Version()}}
	t := onCase(&c, l, law.Act{Entered: o.At})
	t.Open(law.DeadlineNotify, o.At)
	return c, nil
}

// OpenBranches are the branches for which the case waits: those not yet handed
// over or, where the bureau publishes problems after their handling, not yet
// ended.
func (c Case) OpenBranches() []Branch {
	return slices.DeleteFunc(slices.Clone(c.Branches), func(b Branch) bool {
		return b.Done && (!b.EndedOn.IsZero() || c.publishesAsFound())
	})
}

func (c Case) publishesAsFound() bool {
	edition, err := c.Governing()
	return err == nil && edition.PublishProblemsAsFound
}

// unfinished reports whether a branch still runs, handed over or not.
func (c Case) unfinished() bool {
	return slices.ContainsFunc(c.Branches, func(b Branch) bool { return b.EndedOn.IsZero() })
}

// Governing is the edition that the case began with and keeps.
func (c Case) Governing() (*law.Edition, error) { return law.EditionOf(c.Edition) }

// Periods are those of the case, for the law's conditions of all subjects.
func (c Case) Periods() law.Docket { return c.Docket }

// Under reports whether the case is under the duty. It keeps to its end what it
// began with.
func (c Case) Under(kind law.DutyKind) bool {
	edition, err := c.Governing()
	if err != nil || !c.Under54 {
		return false
	}
	_, asked := edition.Duty(kind)
	return asked
}

// Standing is where the case stands.
func (c Case) Standing() law.Standing {
	return law.Standing{Stage: string(c.Stage), Name: c.Stage.Chinese(), Seq: c.Seq}
}
