package draw

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Way says how the quotas follow from the ratios (文件 §四(二)).
type Way string

// The two ways of setting quotas; the task says which.
const (
	// OneRatio is one ratio for each kind of entity, split over the grades by
	// number and weight (the annex's 抽查比例 10%).
	OneRatio Way = "one_ratio"
	// PerGrade is a ratio of its own for each grade, and one for entities
	// without a grade.
	PerGrade Way = "per_grade"
)

// Grade is one step of a risk scale. Scales are data: Hebei's platform pushes
// five grades, the national classification has four.
type Grade struct {
	Name string
	// Weight is how much an entity of this grade counts beside the others when
	// one ratio is split; from 1 to 1,000,000.
	Weight int
}

// DoublingWeights gives the default scale: names from low to high risk, with
// the weights 1, 2, 4, 8, 16 and so on (for at most 20 grades).
func DoublingWeights(lowToHigh ...string) []Grade {
	scale := make([]Grade, len(lowToHigh))
	for i, name := range lowToHigh {
		scale[i] = Grade{Name: name, Weight: 1 << min(i, 19)}
	}
	return scale
}

// KindRule is what the rules say of one kind of entity (抽查对象类别).
type KindRule struct {
	// Kind is the name, such as 人力资源服务机构.
	Kind string `json:"kind"`
	// Ratio is the kind's ratio under [OneRatio]; absent under [PerGrade].
	Ratio Ratio `json:"ratio,omitzero"`
	// GradeRatios are the ratios under [PerGrade], in the order of the scale
	// (low to high); absent under [OneRatio].
	GradeRatios []Ratio `json:"grade_ratios,omitempty"`
	// UngradedRatio is compulsory under [PerGrade]: an entity without a grade
	// must not be out of every draw.
	UngradedRatio Ratio `json:"ungraded_ratio,omitzero"`
	// Specialities, when there are any, are what the items of this kind ask
	// for: an inspector needs at least one of them.
	Specialities []string `json:"specialities,omitempty"`
}

// Condition is one condition of a targeted draw (定向抽查, 文件 §四(一)), in
// words. The entities given to [Freeze] already meet it; it stands in the
// record.
type Condition struct {
	Text string
	// Closed conditions are published as a hash only. Every condition on the
	// risk grade must be closed: an opened entity would show its grade.
	Closed bool
}

// Rules are the rules of one draw. They are fixed by the commitment.
type Rules struct {
	Way Way
	// Scale is the risk scale from low to high; empty for a draw that does not
	// look at grades.
	Scale []Grade
	// Kinds are the kinds in scope, in the order of the case numbers.
	Kinds []KindRule
	// Conditions are those of a targeted draw; none means untargeted (不定向).
	Conditions []Condition
	// Initiating is the department that leads every team (发起处室).
	Initiating string
	// Joint asks for another department on each team, if it has anyone
	// eligible (联合抽查).
	Joint bool
	// TeamSize is the number of inspectors of a team, at least 2 (文件
	// §四(一): 抽取2名以上的执法人员).
	TeamSize int
	// VisitUntil is the last day of the visits' period (2006-01-02): through
	// that day a certificate must be valid.
	VisitUntil string
	// Witnesses is how many witnesses must enter something; 0 lets the draw
	// run unattended.
	Witnesses int
	// FirstCase is the number of the first case: 1, or for a later draw of the
	// same task the first number that is free.
	FirstCase int
}

// PublishedGrade is a grade as the public sees it: which weight, not which name.
type PublishedGrade struct {
	Hash   Hash `json:"hash"`
	Weight int  `json:"weight"`
}

// PublishedCondition is a condition in words, or its hash when it is closed.
type PublishedCondition struct {
	Text string `json:"text,omitempty"`
	Hash Hash   `json:"hash,omitzero"`
}

// PublishedRules are the rules as they stand in every evidence and under the
// commitment. The names of grades and closed conditions are hashed.
type PublishedRules struct {
	Conditions []PublishedCondition `json:"conditions"`
	FirstCase  int                  `json:"first_case"`
	Initiating string               `json:"initiating"`
	Joint      bool                 `json:"joint"`
	Kinds      []KindRule           `json:"kinds"`
	Scale      []PublishedGrade     `json:"scale"`
	TeamSize   int                  `json:"team_size"`
	VisitUntil string               `json:"visit_until"`
	Way        Way                  `json:"way"`
	Witnesses  int                  `json:"witnesses"`
}

// Name is a text that the published rules only hash, with its salt.
type Name struct {
	Salt Salt   `json:"salt"`
	Text string `json:"text"`
}

// RuleNames are what the published rules hash: the names of the scale's grades
// and the closed conditions, each in the order of the rules.
type RuleNames struct {
	Conditions []Name `json:"conditions"`
	Scale      []Name `json:"scale"`
}

const (
	maxKinds  = 100
	maxGrades = 100
	maxWeight = 1_000_000
	maxTeam   = 100
	maxText   = 1000
	dayLayout = "2006-01-02"
)

// Publish checks the rules and gives them as they are published, with the
// names that stay inside.
//
// Errors: CodeRules.
func (r Rules) Publish(key Key) (PublishedRules, RuleNames, error) {
	p := PublishedRules{
		Conditions: make([]PublishedCondition, 0, len(r.Conditions)),
		FirstCase:  r.FirstCase,
		Initiating: r.Initiating,
		Joint:      r.Joint,
		Kinds:      r.Kinds,
		Scale:      make([]PublishedGrade, 0, len(r.Scale)),
		TeamSize:   r.TeamSize,
		VisitUntil: r.VisitUntil,
		Way:        r.Way,
		Witnesses:  r.Witnesses,
	}
	names := RuleNames{Conditions: []Name{}, Scale: make([]Name, 0, len(r.Scale))}
	m := newMacer(key[:])
	seen := map[string]bool{}
	for _, g := range r.Scale {
		if !validText(g.Name) || seen[g.Name] {
			return PublishedRules{}, RuleNames{}, failf(CodeRules, "风险等级名称“%s”为空、重复或含有不允许的字符", clip(g.Name))
		}
		seen[g.Name] = true
		_, salt := m.saltsFor("grade", g.Name)
		names.Scale = append(names.Scale, Name{Salt: salt, Text: g.Name})
		p.Scale = append(p.Scale, PublishedGrade{Hash: nameHash("grade", salt, g.Name), Weight: g.Weight})
	}
	for _, c := range r.Conditions {
		if !validText(c.Text) {
			return PublishedRules{}, RuleNames{}, failf(CodeRules, "定向条件为空、过长或含有不允许的字符")
		}
		if !c.Closed {
			p.Conditions = append(p.Conditions, PublishedCondition{Text: c.Text})
			continue
		}
		_, salt := m.saltsFor("condition", c.Text)
		names.Conditions = append(names.Conditions, Name{Salt: salt, Text: c.Text})
		p.Conditions = append(p.Conditions, PublishedCondition{Hash: nameHash("condition", salt, c.Text)})
	}
	if err := p.check(); err != nil {
		return PublishedRules{}, RuleNames{}, err
	}
	return p, names, nil
}

func nameHash(class string, salt Salt, text string) Hash {
	return H("name", []byte(class), salt[:], []byte(text))
}

// check looks at everything that can be wrong with rules, also with rules that
// come from evidence.
func (p *PublishedRules) check() error {
	switch {
	case p.Way != OneRatio && p.Way != PerGrade:
		return failf(CodeRules, "未知的比例设定方式“%s”", clip(string(p.Way)))
	case len(p.Kinds) == 0 || len(p.Kinds) > maxKinds:
		return failf(CodeRules, "抽查对象类别应为 1 至 %d 个", maxKinds)
	case len(p.Scale) > maxGrades:
		return failf(CodeRules, "风险等级不得超过 %d 个", maxGrades)
	case !validText(p.Initiating):
		return failf(CodeRules, "未写明发起处室")
	case p.TeamSize < 2 || p.TeamSize > maxTeam:
		return failf(CodeRules, "检查组人数应为 2 至 %d 人", maxTeam)
	case !validDay(p.VisitUntil):
		return failf(CodeRules, "检查期限的最后一日“%s”无效", clip(p.VisitUntil))
	case p.Witnesses < 0 || p.Witnesses > maxTeam:
		return failf(CodeRules, "见证人数应为 0 至 %d 人", maxTeam)
	case p.FirstCase < 1 || p.FirstCase > MaxRoster:
		return failf(CodeRules, "首个案件序号应不小于 1")
	}
	for i, g := range p.Scale {
		if g.Weight < 1 || g.Weight > maxWeight {
			return failf(CodeRules, "第 %d 个风险等级的权重应为 1 至 %d", i+1, maxWeight)
		}
	}
	for i, c := range p.Conditions {
		if (c.Text == "") == (c.Hash == Hash{}) || c.Text != "" && !validText(c.Text) {
			return failf(CodeRules, "第 %d 个定向条件无效", i+1)
		}
	}
	seen := map[string]bool{}
	for _, k := range p.Kinds {
		if err := p.checkKind(k); err != nil {
			return err
		}
		if seen[k.Kind] {
			return failf(CodeRules, "抽查对象类别“%s”重复", clip(k.Kind))
		}
		seen[k.Kind] = true
	}
	return nil
}

func (p *PublishedRules) checkKind(k KindRule) error {
	if !validText(k.Kind) {
		return failf(CodeRules, "抽查对象类别名称“%s”无效", clip(k.Kind))
	}
	for _, s := range k.Specialities {
		if !validText(s) {
			return failf(CodeRules, "“%s”的专业要求无效", clip(k.Kind))
		}
	}
	if p.Way == OneRatio {
		if k.Ratio.IsZero() || len(k.GradeRatios) > 0 || !k.UngradedRatio.IsZero() {
			return failf(CodeRules, "“%s”应设一个抽查比例，不分等级", clip(k.Kind))
		}
		return nil
	}
	if !k.Ratio.IsZero() || len(k.GradeRatios) != len(p.Scale) {
		return failf(CodeRules, "“%s”应为每个风险等级各设一个抽查比例", clip(k.Kind))
	}
	for i, r := range k.GradeRatios {
		if r.IsZero() {
			return failf(CodeRules, "“%s”第 %d 个风险等级未设抽查比例", clip(k.Kind), i+1)
		}
	}
	if k.UngradedRatio.IsZero() {
		return failf(CodeRules, "“%s”未设“未评级”对象的抽查比例，此项必填", clip(k.Kind))
	}
	return nil
}

// UsesGrades reports whether who knows an entity's stratum learns something of
// its risk grade.
func (p *PublishedRules) UsesGrades() bool {
	if len(p.Scale) > 0 {
		return true
	}
	for _, c := range p.Conditions {
		if c.Text == "" {
			return true
		}
	}
	return false
}

func validText(s string) bool {
	if s == "" || len(s) > maxText || !utf8.ValidString(s) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r == 0x7f })
}

func validDay(s string) bool {
	day, err := time.Parse(dayLayout, s)
	return err == nil && day.Format(dayLayout) == s
}
