package proceedings

import (
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 送达 and performance (行政处罚法第61条、第66条). From the decision on service,
// publication, payment and remedies run side by side.

func (t *transition) serveDecision(f ServeDecision) error {
	day, err := t.Served(f.Service, t.p.Penalty.Decision.On, "作出决定之日")
	if err != nil {
		return err
	}
	punished := t.p.Penalty.Decision.Terms.Kind == DecisionPenalty
	if punished && !f.RepairNotice && law.CreditRulesOn(f.Service.On).RepairNotice() {
		return law.Errorf(law.KindInvalid, "repair_notice_missing", "行政处罚决定书应当与信用修复告知书一并送达（国办发〔2025〕22号），请一并送达并写明。")
	}
	t.p.Penalty.Execution.RepairNotice = f.RepairNotice && punished
	t.Meet(law.DeadlineDecisionService, f.Service.On.Start())
	t.servedDecision(f.Service, day)
	return nil
}

// servedDecision starts what runs from the receipt of the decision.
func (t *transition) servedDecision(s law.PaperService, day calendar.Date) {
	x := &t.p.Penalty.Execution
	x.Service, x.ServedOn, x.ServedSeq = s, day, t.p.Seq
	if t.p.unpaid() { // it may have been paid on hearing of it
		t.OpenFrom(law.DeadlinePayment, day)
	}
	if t.p.toPerform() {
		t.OpenFrom(law.DeadlinePerformance, day)
	}
	t.OpenFrom(law.DeadlineReconsideration, day)
	if !t.p.reconsiderationFirst() {
		t.OpenFrom(law.DeadlineLitigation, day)
	}
}

func (t *transition) reportOnTheSpot(f ReportOnTheSpot) error {
	if err := t.PastDay(f.On, t.p.Penalty.Decision.On, "备案日期", "作出决定之日"); err != nil {
		return err
	}
	t.p.Penalty.Execution.ReportedOn = f.On
	t.Meet(law.DeadlineOnTheSpotReport, f.On.Start())
	return nil
}

func (t *transition) recordPerformance(f RecordPerformance) error {
	if err := t.PastDay(f.On, t.p.Penalty.Decision.On, "履行日期", "作出决定之日"); err != nil {
		return err
	}
	t.p.Penalty.Execution.PerformedOn = f.On
	t.Meet(law.DeadlinePerformance, f.On.Start())
	return nil
}

// toPerform: the decision orders something beside payment.
func (p Proceeding) toPerform() bool {
	d := p.Penalty.Decision
	if d.Quashed {
		return false
	}
	for _, one := range d.Terms.Penalties {
		if one.Kind.Performed() {
			return true
		}
	}
	return d.Terms.Kind == DecisionProcessing
}

// amountOf is what the decision as it stands orders to be paid, in fen.
func (p Proceeding) amountOf(kind PenaltyKind) int64 {
	d := p.Penalty.Decision
	if d == nil || d.Quashed {
		return 0
	}
	for _, one := range d.Terms.Penalties {
		if one.Kind == kind {
			return one.Fen
		}
	}
	return 0
}

// Text is the decision as it is published: kind and amounts.
func (d DecisionTerms) Text() string {
	text := d.Kind.Chinese()
	if len(d.Penalties) > 0 {
		text += "：" + penaltiesText(d.Penalties)
	}
	return text + d.ordersText()
}

func penaltiesText(penalties []Penalty) string {
	parts := make([]string, len(penalties))
	for i, p := range penalties {
		parts[i] = p.Kind.Chinese()
		if p.Kind.inMoney() {
			parts[i] += law.Yuan(p.Fen)
		}
	}
	return strings.Join(parts, "、")
}

func (p Proceeding) decisionUnserved() error {
	if !p.Penalty.Execution.ServedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "decision_served", "决定书已经送达。")
	}
	if p.Penalty.Decision.Quashed {
		return errQuashed()
	}
	return nil
}

func errQuashed() error {
	return law.Errorf(law.KindNotAllowed, "decision_quashed", "决定已被依法撤销。")
}

// decisionServed: what runs from the receipt has begun.
func (p Proceeding) decisionServed() error {
	if p.Penalty.Execution.ServedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "decision_not_served", "决定书尚未送达。")
	}
	return nil
}

func (p Proceeding) onTheSpotUnreported() error {
	if !p.Penalty.Decision.OnTheSpot {
		return law.Errorf(law.KindNotAllowed, "not_on_the_spot", "本案不是当场处罚。")
	}
	if !p.Penalty.Execution.ReportedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "on_the_spot_reported", "当场处罚已经备案。")
	}
	return nil
}

func (p Proceeding) somethingToPerform() error {
	if err := p.decisionServed(); err != nil {
		return err
	}
	if !p.toPerform() || !p.Penalty.Execution.PerformedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "nothing_to_perform", "除缴款外没有待履行的事项。")
	}
	return nil
}
