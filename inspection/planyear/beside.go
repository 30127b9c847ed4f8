package planyear

import (
	"cmp"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The families that count proceedings, in the order of the report.
var (
	proceedingFigures = family{id: "proceeding", name: "后续处理程序", keyed: true, figures: []named{
		{"opened", "立项"}, {"running", "在办"}, {"suspended", "中止"}, {"overdue", "逾期未办"}, {"closed", "已办结"}},
		ratios: []share{{"办结率", "closed", "opened"}}}
	endings   = family{id: "ending", name: "后续处理程序办理结果", keyed: true, figures: []named{{"ended", "件数"}}}
	penalties = family{id: "penalty", name: "行政处罚案件", figures: []named{
		{"filed", "已立案"}, {"contested", "陈述申辩"}, {"heard", "听证"}, {"decided", "已作出决定"}, {"published", "已公示"},
		{"remedied", "申请复议或者提起诉讼"}, {"changed", "决定被变更"}, {"quashed", "决定被撤销"}, {"partly_quashed", "决定被部分撤销"}, {"unlawful", "决定被确认违法（不撤销）"}, {"repaired", "申请信用修复"}}}
	decisions = family{id: "decision", name: "行政处罚案件的决定", keyed: true, figures: []named{{"decided", "件数"}}}
	penalty   = family{id: "penalty_kind", name: "处罚种类", keyed: true, figures: []named{{"decided", "件数"}}}
	money     = family{id: "money", name: "罚没款项", keyed: true, figures: []named{
		{"decided", "应缴（按现行决定）"}, {"paid", "已缴纳"}, {"surcharge", "其中加处罚款"}, {"remitted", "减免加处罚款"}, {"refunded", "已退还"}, {"outstanding", "尚未缴纳"}}}
	leniency = family{id: "leniency", name: "从轻、减轻和不予处罚", keyed: true, figures: []named{{"decided", "件数"}}}
	feedback = family{id: "feedback", name: "执法人员反馈", keyed: true, figures: []named{{"filed", "已提交"}, {"routed", "已转交"}, {"answered", "已答复"}},
		ratios: []share{{"答复率", "answered", "filed"}}}
	objections = family{id: "objection", name: "对公示结果的异议", figures: []named{
		{"raised", "已提出"}, {"upheld", "成立"}, {"rejected", "不成立"}, {"corrected", "已更正公示"}, {"answered", "已答复"}},
		ratios: []share{{"答复率", "answered", "raised"}}}
	oversight = family{id: "oversight", name: "行政执法监督意见", keyed: true, figures: []named{{"registered", "已收到"}, {"answered", "已答复"}},
		ratios: []share{{"答复率", "answered", "registered"}}}
	stepsBeside = family{id: "proceeding_deadline", name: "后续处理各环节时限", keyed: true, figures: steps.figures, ratios: steps.ratios}
)

var familiesBeside = []family{proceedingFigures, endings, penalties, decisions, penalty, money, leniency, feedback, objections, oversight, stepsBeside}

// OfProceeding are the IDs of the figures that the proceeding belongs to, each
// once.
func OfProceeding(p proceedings.Proceeding) []string {
	m := marksBeside{p: p}
	m.progress()
	m.put(p.Ending != "", endings, string(p.Ending), "ended")
	m.steps(stepsBeside, p.Docket)
	switch {
	case p.Penalty != nil:
		m.penalty(*p.Penalty)
	case p.Feedback != nil:
		b := p.Feedback
		m.put(true, feedback, string(b.Topic), "filed")
		m.put(!b.RoutedOn.IsZero(), feedback, string(b.Topic), "routed")
		m.put(!b.AnsweredOn.IsZero(), feedback, string(b.Topic), "answered")
	case p.Objection != nil:
		o := p.Objection
		m.put(true, objections, "", "raised")
		m.put(o.Decision == proceedings.ObjectionUpheld, objections, "", "upheld")
		m.put(o.Decision == proceedings.ObjectionRejected, objections, "", "rejected")
		m.put(o.Correction.Final, objections, "", "corrected")
		m.put(!o.AnsweredOn.IsZero(), objections, "", "answered")
	case p.Oversight != nil:
		o := p.Oversight
		m.put(true, oversight, string(o.Topic), "registered")
		m.put(!o.AnsweredOn.IsZero(), oversight, string(o.Topic), "answered")
	}
	return m.ids
}

type marksBeside struct {
	p proceedings.Proceeding
	ids
}

func (m *marksBeside) progress() {
	p, kind := m.p, string(m.p.Kind)
	m.put(true, proceedingFigures, kind, "opened")
	m.put(p.Stage.Open(), proceedingFigures, kind, "running")
	m.put(p.Stage.Open() && p.Suspended(), proceedingFigures, kind, "suspended")
	m.put(p.Deadlines.Overdue(), proceedingFigures, kind, "overdue")
	m.put(!p.Stage.Open(), proceedingFigures, kind, "closed")
}

// penalty: what a remedy made of the decision counts beside the decision, which
// was made.
func (m *marksBeside) penalty(f proceedings.PenaltyFile) {
	m.put(f.Filing != nil && !f.Filing.On.IsZero(), penalties, "", "filed")
	m.put(f.Defence != nil && !f.Defence.On.IsZero(), penalties, "", "contested")
	m.put(f.Hearing != nil && !f.Hearing.HeldOn.IsZero(), penalties, "", "heard")
	m.put(!f.Public.On.IsZero() || !f.Public.Withdrawn.IsZero(), penalties, "", "published")
	m.put(len(f.Remedies) > 0, penalties, "", "remedied")
	m.put(f.Public.Repair.By != "", penalties, "", "repaired")
	d := f.Decision
	if d == nil {
		return
	}
	m.put(true, penalties, "", "decided")
	m.put(d.Changed, penalties, "", "changed")
	m.put(d.Quashed, penalties, "", "quashed")
	m.put(d.PartlyQuashed, penalties, "", "partly_quashed")
	m.put(d.Unlawful, penalties, "", "unlawful")
	m.put(true, decisions, string(d.Terms.Kind), "decided")
	m.put(d.Terms.Leniency != "" && d.Terms.Leniency != proceedings.LeniencyNone, leniency, string(d.Terms.Leniency), "decided")
	for _, kind := range proceedings.PenaltyKinds {
		m.put(slices.ContainsFunc(d.Terms.Penalties, func(p proceedings.Penalty) bool { return p.Kind == kind }), penalty, string(kind), "decided")
	}
	for id, fen := range sums(m.p) {
		if fen > 0 {
			m.ids = append(m.ids, id)
		}
	}
}

var moneyKinds = []proceedings.PenaltyKind{proceedings.PenaltyFine, proceedings.PenaltyConfiscation}

// sums are the proceeding's money by figure, in fen.
func sums(p proceedings.Proceeding) map[string]int64 {
	out := map[string]int64{}
	for _, kind := range moneyKinds {
		s := p.Sums(kind)
		for name, fen := range map[string]int64{"decided": s.Decided, "paid": s.Paid, "surcharge": s.Surcharge, "remitted": s.Remitted,
			"refunded": s.Refunded, "outstanding": s.Outstanding} {
			out[money.figure(string(kind), name)] = fen
		}
	}
	return out
}

// AddProceeding counts one proceeding.
func (f *Fold) AddProceeding(p proceedings.Proceeding) {
	for _, id := range OfProceeding(p) {
		f.counts[id]++
	}
	for id, fen := range sums(p) {
		f.sums[id] += fen
	}
	f.editions[p.Edition] = true
	if p.Ending != "" && !slices.Contains(f.endings, p.Ending) {
		f.endings = append(f.endings, p.Ending)
	}
}

// beside are the sections that count proceedings. Rows of which nothing is known
// are left out where the law has many.
func (f *Fold) beside() []Section {
	ended := rowsOf(f, endings, f.endings)
	slices.SortFunc(ended.Rows, func(a, b Row) int { return cmp.Compare(a.Code, b.Code) })
	return []Section{
		rowsOf(f, proceedingFigures, law.ProceedingKinds), ended, f.section(penalties), happened(rowsOf(f, decisions, proceedings.DecisionKinds)),
		happened(rowsOf(f, penalty, proceedings.PenaltyKinds)), happened(rowsOf(f, money, moneyKinds)), happened(rowsOf(f, leniency, proceedings.Leniencies)),
		rowsOf(f, feedback, proceedings.FeedbackTopics), f.section(objections), rowsOf(f, oversight, proceedings.OversightTopics), f.stepRows(stepsBeside),
	}
}

// code is what the rows of a family are about.
type code interface {
	~string
	Chinese() string
}

func rowsOf[C code](f *Fold, of family, codes []C) Section {
	s := Section{ID: of.id, Name: of.name, Of: OfProceedings}
	for _, c := range codes {
		s.Rows = append(s.Rows, f.row(of, string(c), c.Chinese()))
	}
	return s
}

func happened(s Section) Section {
	s.Rows = slices.DeleteFunc(s.Rows, Row.empty)
	return s
}
