package draw

import (
	"slices"
	"strings"
)

// Inspector is one holder of a certificate (执法人员名录库), as the day of the
// freeze finds him.
type Inspector struct {
	// Certificate is the number of the 执法证.
	Certificate string
	Department  string
	InspectorFacts
}

// InspectorFacts are what decides whether an inspector is eligible for a case.
// They stay inside: recusals name entities and relations.
type InspectorFacts struct {
	Active bool `json:"active"`
	// Capacity is how many more cases the inspector may be given: the case
	// load less the open cases.
	Capacity int `json:"capacity"`
	// Employer is the code of the entity that employs the inspector, if that is
	// an entity: the 社会保险中心 sends inspectors and may be inspected itself.
	Employer string `json:"employer"`
	// OnLeave is the caller's finding for the period of the visits.
	OnLeave bool `json:"on_leave"`
	// Recused are the codes of the entities that the inspector is recused for
	// (回避).
	Recused      []string `json:"recused"`
	Specialities []string `json:"specialities"`
	// ValidUntil is the certificate's last day (2006-01-02).
	ValidUntil string `json:"valid_until"`
}

// InspectorLine is what everybody may know of an inspector.
type InspectorLine struct {
	Certificate string `json:"certificate"`
	Department  string `json:"department"`
	Detail      Hash   `json:"detail"`
}

// InspectorInside is what stays inside, with the salt of Detail.
type InspectorInside struct {
	InspectorFacts
	Salt Salt `json:"salt"`
}

// InspectorRoster is the frozen roster of inspectors, sorted by certificate.
type InspectorRoster struct {
	Lines  []InspectorLine
	Inside []InspectorInside
}

const maxInspectors = 100_000

// FreezeInspectors makes the roster of inspectors, in whatever order they come.
//
// Errors: CodeInspector.
func FreezeInspectors(list []Inspector, key Key) (*InspectorRoster, error) {
	if len(list) > maxInspectors {
		return nil, failf(CodeInspector, "执法人员不得超过 %d 人", maxInspectors)
	}
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b Inspector) int { return strings.Compare(a.Certificate, b.Certificate) })
	r := &InspectorRoster{
		Lines:  make([]InspectorLine, len(sorted)),
		Inside: make([]InspectorInside, len(sorted)),
	}
	m := newMacer(key[:])
	for i, in := range sorted {
		in.Recused, in.Specialities = asSet(in.Recused), asSet(in.Specialities)
		r.Lines[i] = InspectorLine{Certificate: in.Certificate, Department: in.Department}
		_, salt := m.saltsFor("inspector", in.Certificate)
		r.Inside[i] = InspectorInside{InspectorFacts: in.InspectorFacts, Salt: salt}
		if err := checkInspector(r.Lines[i], in.InspectorFacts); err != nil {
			return nil, err
		}
		if i > 0 && sorted[i-1].Certificate == in.Certificate {
			return nil, failf(CodeInspector, "执法证号 %s 出现两次", clip(in.Certificate))
		}
		detail, err := inspectorDetail(salt, in.InspectorFacts)
		if err != nil {
			return nil, err
		}
		r.Lines[i].Detail = detail
	}
	return r, nil
}

func asSet(list []string) []string {
	set := slices.Clone(list)
	slices.Sort(set)
	if set = slices.Compact(set); set == nil {
		set = []string{}
	}
	return set
}

func checkInspector(line InspectorLine, facts InspectorFacts) error {
	who := clip(line.Certificate)
	switch {
	case !validText(line.Certificate):
		return failf(CodeInspector, "执法证号“%s”为空、过长或含有不允许的字符", who)
	case !validText(line.Department):
		return failf(CodeInspector, "执法人员 %s 未写明所属处室", who)
	case !validDay(facts.ValidUntil):
		return failf(CodeInspector, "执法人员 %s 的证件有效期“%s”无效", who, clip(facts.ValidUntil))
	case facts.Capacity < 0 || facts.Capacity > MaxRoster:
		return failf(CodeInspector, "执法人员 %s 的可接案件数 %d 无效", who, facts.Capacity)
	case facts.Employer != "" && !validText(facts.Employer):
		return failf(CodeInspector, "执法人员 %s 的所在单位代码无效", who)
	}
	for _, text := range slices.Concat(facts.Recused, facts.Specialities) {
		if !validText(text) {
			return failf(CodeInspector, "执法人员 %s 的回避对象或专业无效", who)
		}
	}
	return nil
}

func inspectorDetail(salt Salt, facts InspectorFacts) (Hash, error) {
	text, err := Canonical(&facts)
	if err != nil {
		return Hash{}, err
	}
	return H("inspector-detail", salt[:], text), nil
}

// Hash is the inspectors' hash in the commitment.
func (r *InspectorRoster) Hash() Hash { return inspectorsHash(r.Lines) }

func inspectorsHash(lines []InspectorLine) Hash {
	fields := make([][]byte, 0, 1+3*len(lines))
	fields = append(fields, decimal(len(lines)))
	for i := range lines {
		fields = append(fields, []byte(lines[i].Certificate), []byte(lines[i].Department), lines[i].Detail[:])
	}
	return H("inspectors", fields...)
}

// Absence is the reason why an inspector is not eligible for a case.
type Absence string

// The reasons, in the order in which they are looked at; the first one counts.
const (
	// Present inspectors have no reason.
	Present        Absence = ""
	NotActive      Absence = "inactive"
	OnLeave        Absence = "on_leave"
	Expired        Absence = "certificate_expired"
	LacksSpecialty Absence = "speciality"
	Employed       Absence = "employer"
	Recused        Absence = "recused"
	LoadReached    Absence = "load"
)

// absence says why an inspector cannot be drawn for an entity (文件 §四(一),
// M10). left is what remains of the capacity.
func (facts *InspectorFacts) absence(rules *PublishedRules, kind int, code string, left int) Absence {
	asked := rules.Kinds[kind].Specialities
	switch {
	case !facts.Active:
		return NotActive
	case facts.OnLeave:
		return OnLeave
	case facts.ValidUntil < rules.VisitUntil:
		return Expired
	case len(asked) > 0 && !slices.ContainsFunc(facts.Specialities, func(s string) bool { return slices.Contains(asked, s) }):
		return LacksSpecialty
	case facts.Employer != "" && facts.Employer == code:
		return Employed
	case slices.Contains(facts.Recused, code):
		return Recused
	case left <= 0:
		return LoadReached
	default:
		return Present
	}
}
