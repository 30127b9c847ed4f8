package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// ActReturnFiling gives the filing back to be proposed anew: what it says is wrong,
// most of all whom it is against. After the investigation began that is the way to
// another party, too; what follows the decision takes a remedy.
const ActReturnFiling law.ActKind = "return_filing"

// ReturnFiling: 退回立案.
type ReturnFiling struct{}

func (ReturnFiling) Kind() law.ActKind { return ActReturnFiling }

// returnFiling forgets what the filing said. A period of investigation that runs goes
// on: giving back and filing anew lengthens none (劳动保障监察条例第17条). What was heard
// on an earlier notice stays: nothing may become heavier for that.
func (t *transition) returnFiling(ReturnFiling) error {
	w := t.p.Penalty
	earliest, event := w.Filing.Proposed.On, "提请立案之日"
	if !w.Filing.On.IsZero() {
		earliest, event = w.Filing.On, "立案之日"
	}
	if err := law.NotBefore(calendar.DateOf(t.Act.Happened), earliest, "退回日期", event); err != nil {
		return err
	}
	if t.p.Stage == PenaltyInvestigation {
		w.FirstFiledOn = w.filedFrom()
		t.Open(law.DeadlinePenaltyFiling, t.Act.Entered)
		t.p.Stage = PenaltyFiling
	}
	w.Party, w.Filing, t.p.Party = "", nil, nil
	to := t.ToLead()
	if len(t.p.Team) == 0 {
		to = t.ToRole(law.RoleClerk)
	}
	t.Tell(law.NoticeTask, to, "立案已退回，请核对当事人和违法事实后重新提请立案。")
	return nil
}

// filedFrom is the day from which the investigation is counted: that of the first
// filing.
func (f PenaltyFile) filedFrom() calendar.Date {
	if !f.FirstFiledOn.IsZero() {
		return f.FirstFiledOn
	}
	return f.Filing.On
}
