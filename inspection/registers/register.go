package registers

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/law"
)

// EntityStatus is whether an entity can be drawn.
type EntityStatus string

// The statuses of an entity.
const (
	EntityActive       EntityStatus = "active"
	EntityClosed       EntityStatus = "closed"       // 停业
	EntityDeregistered EntityStatus = "deregistered" // 注销
)

// EntityStatusNames are the statuses in the words of the register's table.
var EntityStatusNames = map[EntityStatus]string{EntityActive: "存续", EntityClosed: "停业", EntityDeregistered: "注销"}

// Entity is one 检查对象 of the register (检查对象名录库; 文件二).
type Entity struct {
	Code             string // 统一社会信用代码, GB 32100-2015
	Name             string
	Kind             string // 人力资源服务机构, 社保经办机构, …
	Grade            string // risk grade of the provincial platform; "" ungraded
	EnterpriseType   string // 类型
	Nature           string // 性质
	OrganisationForm string // 组织架构
	Scale            string // 经营规模
	MarketShare      string // 市场占有率
	Region           string // 地理区域
	Licence          string // 许可或者备案编号
	Address          string
	Contact          string
	Phone            string
	Email            string
	Status           EntityStatus
	// Lead describes a clear lead on unlawful conduct; such an entity stays out of
	// the draw (文件四(一)). Never published.
	Lead string
}

// Inspector is one person of the inspectors' register (执法检查人员名录库).
type Inspector struct {
	Certificate  string // 执法证件号
	Name         string
	Department   string
	Employer     string        // credit code of the employer: never inspects it
	ValidThrough calendar.Date // last day of the certificate
	Specialities []string
	Recused      []string // credit codes of entities recused for (回避)
	LeaveFrom    calendar.Date
	LeaveTo      calendar.Date // inclusive; zero: until further notice
	Active       bool
}

// ItemWeight is 一般 or 重点.
type ItemWeight string

// The weights of an item.
const (
	ItemGeneral ItemWeight = "一般"
	ItemKey     ItemWeight = "重点"
)

// Item is one entry of the item list (抽查事项清单; 文件三).
type Item struct {
	Code       string
	EntityKind string
	Name       string
	Content    string // 检查内容
	Weight     ItemWeight
	Methods    []string // 检查方式
	Department string   // 责任部门
	Basis      string   // 依据
	// BasisMark says how far the basis was checked; it is shown until Confirmed.
	BasisMark string
	Confirmed bool
	Active    bool
	// PublishedOn is the day on which the item was published, WithdrawnOn the first
	// on which it is no longer in the list; zero: not.
	PublishedOn calendar.Date `json:",omitzero"`
	WithdrawnOn calendar.Date `json:",omitzero"`
	// Object is whose conduct the item is about; "" is the inspected entity's.
	Object ItemObject `json:",omitempty"`
	// Authority (检查依据) is what gives the power to inspect; Basis is what forbids and
	// punishes. AuthorityKind is what kind of text it is, "" where the list does not say.
	Authority     string        `json:",omitempty"`
	AuthorityKind AuthorityKind `json:",omitempty"`
}

// ItemObject (行为主体) is whose conduct an item is about. A penalty case is against them.
type ItemObject string

// The objects of an item, as the list writes them.
const (
	ObjectEntity   ItemObject = "机构"
	ObjectEmployer ItemObject = "用人单位"
	ObjectPerson   ItemObject = "个人"
)

// ItemObjects are all of them.
var ItemObjects = []ItemObject{ObjectEntity, ObjectEmployer, ObjectPerson}

// AuthorityKind (检查依据种类) is what kind of text gives the power to inspect: of several
// the highest.
type AuthorityKind string

// The kinds, from high to low.
const (
	AuthorityLaw             AuthorityKind = "法律"
	AuthorityRegulation      AuthorityKind = "行政法规"
	AuthorityLocalRegulation AuthorityKind = "地方性法规"
	AuthorityRule            AuthorityKind = "规章"
	AuthorityStateCouncil    AuthorityKind = "国务院决定"
	AuthorityNotice          AuthorityKind = "规范性文件"
)

// AuthorityKinds are all of them.
var AuthorityKinds = []AuthorityKind{AuthorityLaw, AuthorityRegulation, AuthorityLocalRegulation, AuthorityRule, AuthorityStateCouncil, AuthorityNotice}

// Founded reports whether an enterprise may be inspected on the item: upon a law, a
// regulation, a rule or a decision of the State Council, and upon no notice
// (国办发〔2024〕54号). Of an item whose list does not say, the bureau answers for it as
// before.
func (i Item) Founded() bool { return i.AuthorityKind != AuthorityNotice }

// ListedOn reports whether the item is published and not withdrawn on the day
// (国办发〔2024〕54号, 清单之外无检查).
func (i Item) ListedOn(day calendar.Date) bool {
	return i.Active && !i.PublishedOn.IsZero() && !day.Before(i.PublishedOn) && (i.WithdrawnOn.IsZero() || day.Before(i.WithdrawnOn))
}

// Grade is one step of a risk scale; Weight is its share in a draw with one
// ratio (default 1, 2, 4, … from low to high).
type Grade struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Weight int    `json:"weight"`
}

// GradeScale is an ordered scale from low to high risk. Scales are data: the
// province's has five grades, others four or nine.
type GradeScale struct {
	Code   string  `json:"code"`
	Name   string  `json:"name"`
	Grades []Grade `json:"grades"`
}

// HebeiScale is 河北省企业信用风险分级: A low to E high.
var HebeiScale = GradeScale{Code: "hebei", Name: "河北省企业信用风险分级", Grades: []Grade{
	{Code: "A", Name: "信用风险低", Weight: 1}, {Code: "B", Name: "信用风险较低", Weight: 2}, {Code: "C", Name: "信用风险一般", Weight: 4},
	{Code: "D", Name: "信用风险较高", Weight: 8}, {Code: "E", Name: "信用风险高", Weight: 16}}}

// Has reports whether the scale knows the grade.
func (s GradeScale) Has(grade string) bool {
	for _, g := range s.Grades {
		if g.Code == grade {
			return true
		}
	}
	return false
}

// Validate checks and normalises an entity; each wrong field is named.
func (e *Entity) Validate(scale GradeScale) error {
	var bad law.Invalid
	code, err := creditcode.Parse(e.Code)
	if err != nil {
		bad.Add("code", e.Code, "%s", err.Error())
	} else {
		e.Code = string(code)
	}
	Required(&bad, "name", e.Name, "名称")
	Required(&bad, "kind", e.Kind, "检查对象类别")
	if e.Grade != "" && !scale.Has(e.Grade) {
		bad.Add("grade", e.Grade, "风险等级“%s”不在%s中", e.Grade, scale.Name)
	}
	if e.Status == "" {
		e.Status = EntityActive
	}
	if _, ok := EntityStatusNames[e.Status]; !ok {
		bad.Add("status", string(e.Status), "状态应为存续、停业或者注销")
	}
	return bad.Err("entity_invalid", "检查对象")
}

// Validate checks an inspector and normalises the credit codes.
func (i *Inspector) Validate() error {
	var bad law.Invalid
	Required(&bad, "certificate", i.Certificate, "执法证件号")
	Required(&bad, "name", i.Name, "姓名")
	Required(&bad, "department", i.Department, "所属部门")
	if i.ValidThrough.IsZero() {
		bad.Add("validThrough", "", "必须填写证件有效期")
	}
	if i.Employer != "" {
		if code, err := creditcode.Parse(i.Employer); err != nil {
			bad.Add("employer", i.Employer, "所在单位：%s", err.Error())
		} else {
			i.Employer = string(code)
		}
	}
	for n, text := range i.Recused {
		if code, err := creditcode.Parse(text); err != nil {
			bad.Add("recused", text, "回避对象：%s", err.Error())
		} else {
			i.Recused[n] = string(code)
		}
	}
	switch {
	case i.LeaveTo.IsZero(): // on leave until further notice, or not at all
	case i.LeaveFrom.IsZero():
		bad.Add("leaveFrom", "", "填写请假结束日期的，必须填写请假开始日期")
	case i.LeaveTo.Before(i.LeaveFrom):
		bad.Add("leaveTo", i.LeaveTo.String(), "请假结束日期不能早于开始日期")
	}
	return bad.Err("inspector_invalid", "执法检查人员")
}

// Validate checks an item.
func (i *Item) Validate() error {
	var bad law.Invalid
	Required(&bad, "code", i.Code, "代码")
	Required(&bad, "entityKind", i.EntityKind, "检查对象类别")
	Required(&bad, "name", i.Name, "抽查事项")
	if i.Weight != ItemGeneral && i.Weight != ItemKey {
		bad.Add("weight", string(i.Weight), "应为“一般”或者“重点”")
	}
	if !i.WithdrawnOn.IsZero() && i.WithdrawnOn.Before(i.PublishedOn) {
		bad.Add("withdrawnOn", i.WithdrawnOn.String(), "撤销日期不能早于公布日期")
	}
	if i.Object != "" && !slices.Contains(ItemObjects, i.Object) {
		bad.Add("object", string(i.Object), "行为主体应为“机构”、“用人单位”或者“个人”")
	}
	if i.AuthorityKind != "" && !slices.Contains(AuthorityKinds, i.AuthorityKind) {
		bad.Add("authorityKind", string(i.AuthorityKind), "检查依据种类应为法律、行政法规、地方性法规、规章、国务院决定或者规范性文件")
	}
	return bad.Err("item_invalid", "抽查事项")
}

// Required notes a field that was left empty.
func Required(bad *law.Invalid, field law.Path, value, name string) {
	if strings.TrimSpace(value) == "" {
		bad.Add(field, "", "%s不能为空", name)
	}
}

// No is the number of a task's n-th case, counted from 1; it has no fixed
// upper width.
func No(task string, n int) string { return fmt.Sprintf("%s-%04d", task, n) }

// Precision is the one precision at which moments are kept.
const Precision = time.Microsecond

// Recorded is a moment as it stands on record: UTC at the one precision.
func Recorded(t time.Time) time.Time { return t.UTC().Truncate(Precision) }

// ConditionValue is the entity's value for a condition field.
func (e Entity) ConditionValue(field string) string {
	switch field {
	case "grade":
		return e.Grade
	case "enterpriseType":
		return e.EnterpriseType
	case "nature":
		return e.Nature
	case "organisationForm":
		return e.OrganisationForm
	case "scale":
		return e.Scale
	case "marketShare":
		return e.MarketShare
	case "region":
		return e.Region
	}
	return ""
}

// Meets reports whether the entity meets every condition.
func (e Entity) Meets(conditions map[string][]string) bool {
	for field, values := range conditions {
		if !slices.Contains(values, e.ConditionValue(field)) {
			return false
		}
	}
	return true
}

// MayInvestigate refuses who has no valid certificate on the day, is away until
// further notice, or must step aside for the entity (行政处罚法第42条、第43条). A leave
// that ends is no matter in a case of months.
//
// Errors: inspector_unfit.
func (i Inspector) MayInvestigate(entity string, on calendar.Date) error {
	refuse := func(why string) error {
		return law.Errorf(law.KindInvalid, "inspector_unfit", "证件号%s的执法人员%s，不能办理本案。", i.Certificate, why)
	}
	switch {
	case !i.Active:
		return refuse("已不在名录库")
	case on.After(i.ValidThrough):
		return refuse("执法证件已于" + i.ValidThrough.ChineseString() + "到期")
	case !i.LeaveFrom.IsZero() && !on.Before(i.LeaveFrom) && i.LeaveTo.IsZero():
		return refuse("已离岗")
	case i.Employer == entity:
		return refuse("为当事人的工作人员")
	case slices.Contains(i.Recused, entity):
		return refuse("对当事人应当回避")
	}
	return nil
}
