package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 退还: what a decision that was changed or quashed no longer orders goes back
// (行政复议法第72条; 国家赔偿法第36条).

// overpaid is what came in beyond the decision as it stands.
func (p Proceeding) overpaid(kind PenaltyKind) int64 {
	due := p.amountOf(kind)
	if kind == PenaltyFine && due > 0 {
		due += max(p.surcharge(p.lastPaid())-p.Penalty.Execution.RemittedFen, 0) // less was added to a smaller fine
	}
	return max(p.paid(kind)-due, 0)
}

func (t *transition) payBack(on calendar.Date) {
	if t.p.overpaid(PenaltyFine)+t.p.overpaid(PenaltyConfiscation) > 0 {
		t.OpenFrom(law.DeadlineRefund, on)
		t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "处罚决定已被变更或者撤销，请办理退还多缴的款项。")
	}
}

func (t *transition) recordRefund(f RecordRefund) error {
	if f.For == "" {
		f.For = PenaltyFine
	}
	if err := t.PastDay(f.On, t.p.lastAltered(), "退还日期", "决定变更或者撤销之日"); err != nil {
		return err
	}
	if most := t.p.overpaid(f.For); !f.For.inMoney() || f.Fen <= 0 || f.Fen > most {
		return law.Errorf(law.KindInvalid, "refund_invalid", "退还的金额应大于零，并且不超过多缴的%s。", law.Yuan(most))
	}
	x := &t.p.Penalty.Execution
	x.Payments = append(slices.Clip(x.Payments), Payment{On: f.On, Fen: -f.Fen, For: f.For})
	if t.p.overpaid(PenaltyFine)+t.p.overpaid(PenaltyConfiscation) == 0 {
		t.Meet(law.DeadlineRefund, f.On.Start())
	}
	return nil
}

func (p Proceeding) refundDue() error {
	if _, due := p.Deadlines.Find(law.DeadlineRefund); !due {
		return law.Errorf(law.KindNotAllowed, "refund_not_due", "没有应当退还的款项。")
	}
	return nil
}
