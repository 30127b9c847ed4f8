package law

// Outcome is the result of an inspection in the categories of the national
// disclosure system (国家企业信用信息公示系统 抽查检查结果).
type Outcome string

// The outcomes. Their order from light to grave is data of the edition.
const (
	OutcomeNoProblem      Outcome = "no_problem"
	OutcomeNoSuchBusiness Outcome = "no_such_business"
	OutcomeUnreachable    Outcome = "unreachable"
	OutcomeCorrection     Outcome = "correction_ordered"
	OutcomeFollowUp       Outcome = "follow_up"
	OutcomeUncooperative  Outcome = "uncooperative"
	OutcomeConcealed      Outcome = "concealed"
	OutcomeDeregistered   Outcome = "deregistered"
)

// OutcomeRule is what an edition says of an outcome.
type OutcomeRule struct {
	Outcome Outcome `json:"outcome"`
	Name    string  `json:"name"` // the words of the disclosure system
	Problem bool    `json:"problem"`
	// Attempt marks an outcome of the visit as a whole (nobody there, refused),
	// which needs no answers per item.
	Attempt bool `json:"attempt"`
	// Correctable: handled by 责令改正 and a re-inspection.
	Correctable bool `json:"correctable"`
	// Branches are those that may be named with this outcome. Of an item at least one is.
	Branches []ProceedingKind `json:"branches,omitempty"`
	// Unnamed are those that follow where the visit as a whole had this outcome and the
	// proposal names none.
	Unnamed []ProceedingKind `json:"unnamed,omitempty"`
	// AtAgency is what holds at a 社保经办机构 instead; nil: the same.
	AtAgency *AgencyHandling `json:"atAgency,omitempty"`
	// Replaceable: the section head may order the next alternate into the draw.
	Replaceable bool   `json:"replaceable"`
	Clause      string `json:"clause"`
}

// AgencyKind (社保经办机构) is the kind of entity that the same department supervises: no
// employer that it punishes for how it lets itself be inspected.
const AgencyKind = "社保经办机构"

// AgencyHandling is how an outcome is handled at a 社保经办机构.
type AgencyHandling struct {
	Branches []ProceedingKind `json:"branches"`
	Unnamed  []ProceedingKind `json:"unnamed"`
	Clause   string           `json:"clause"`
}

// Finding is the answer to one item on the record. There is no default: an item
// that was not answered has no entry.
type Finding string

// The findings of an item.
const (
	FindingClear         Finding = "clear"          // 未发现问题
	FindingProblem       Finding = "problem"        // 发现问题
	FindingNotApplicable Finding = "not_applicable" // 不涉及
)

var findingNames = map[Finding]string{FindingClear: "未发现问题", FindingProblem: "发现问题", FindingNotApplicable: "不涉及"}

// Chinese is the finding's name.
func (f Finding) Chinese() string { return findingNames[f] }

// Known reports whether f is one of the findings.
func (f Finding) Known() bool { _, ok := findingNames[f]; return ok }
