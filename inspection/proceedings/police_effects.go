package proceedings

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// From the report to the file at the police.

func (t *transition) writePoliceReport(WritePoliceReport) error {
	f := t.p.Police
	f.ReportedBy, f.ReportedFor, f.ReportedOn = t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleInspector), t.happenedOn()
	t.p.Stage = PoliceApproval
	t.Meet(law.DeadlinePoliceReport, t.Act.Happened)
	t.Open(law.DeadlinePoliceApproval, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "专案组已提出移送涉嫌犯罪案件的书面报告，请在3日内决定是否移送。")
	return nil
}

// decidePolice is what both decisions of the head have in common.
func (t *transition) decidePolice() error {
	if err := law.NotBefore(t.happenedOn(), t.p.Police.ReportedOn, "审批日期", "提出移送报告之日"); err != nil {
		return err
	}
	t.p.Police.DecidedBy = t.Act.Actor.ID
	t.Meet(law.DeadlinePoliceApproval, t.Act.Happened)
	return nil
}

func (t *transition) decideTransfer(DecideTransfer) error {
	if err := t.decidePolice(); err != nil {
		return err
	}
	t.p.Police.DecidedAt = t.Act.Happened
	t.p.Stage = PoliceTransfer
	t.Open(law.DeadlinePoliceTransfer, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToTeam(), "已批准移送公安机关，请在24小时内移送并抄送人民检察院。")
	return nil
}

func (t *transition) decideNoTransfer(DecideNoTransfer) error {
	if err := t.decidePolice(); err != nil {
		return err
	}
	return t.close(EndingPoliceNotTransferred)
}

func (t *transition) sendPoliceFile(f SendPoliceFile) error {
	if err := f.Method.Check(); err != nil {
		return err
	}
	if f.Penalty.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "penalty_unstated", "必须填写移送前是否已作出行政处罚决定；已作出的，决定书应随案抄送。")
	}
	if err := f.checkDecided(); err != nil {
		return err
	}
	if err := t.checkSent(f.At); err != nil {
		return err
	}
	file, day := t.p.Police, calendar.DateOf(f.At)
	file.SentAt, file.Method, file.Penalty, file.Decided = f.At, f.Method, f.Penalty, f.Decided
	t.p.Stage = PoliceDecision
	t.Meet(law.DeadlinePoliceTransfer, f.At)
	t.OpenFrom(law.DeadlinePoliceCopy, day)
	if f.Penalty == PenaltyDecisionEnclosed {
		t.OpenFrom(law.DeadlinePolicePenaltyCopy, day)
	}
	t.OpenFrom(law.DeadlinePoliceReceipt, day)
	return nil
}

// checkSent holds the moment of sending against the decision's, by the minute: it
// is what the 24 hours are counted to.
func (t *transition) checkSent(at time.Time) error {
	if at.IsZero() {
		return law.Errorf(law.KindInvalid, "time_required", "必须填写移送的日期和时刻。")
	}
	if at.After(t.Act.Happened) {
		return law.Errorf(law.KindInvalid, "in_the_future", "移送时间不能晚于办理时间。")
	}
	if at.Before(t.p.Police.DecidedAt.Truncate(time.Minute)) {
		return law.Errorf(law.KindInvalid, "out_of_order", "移送时间不能早于批准移送之时。")
	}
	return t.Act.CheckLateEntry(calendar.DateOf(at), t.Law)
}

func (f PoliceFile) sentOn() calendar.Date { return calendar.DateOf(f.SentAt) }

func (t *transition) recordProcuratorateCopy(f RecordProcuratorateCopy) error {
	if err := t.PastDay(f.On, calendar.DateOf(t.p.Police.DecidedAt), "抄送日期", "批准移送之日"); err != nil {
		return err
	}
	t.p.Police.CopiedOn = f.On
	t.Meet(law.DeadlinePoliceCopy, f.On.Start())
	return nil
}

func (t *transition) recordPoliceReceipt(f RecordPoliceReceipt) error {
	if err := t.PastDay(f.On, t.p.Police.received(), "回执日期", "移送或者转送之日"); err != nil {
		return err
	}
	t.p.Police.ReceiptOn = f.On
	t.Meet(law.DeadlinePoliceReceipt, f.On.Start())
	t.OpenFrom(law.DeadlinePoliceDecision, f.On)
	return nil
}

// received is the day on which the police got the file, as far as it is known.
func (f PoliceFile) received() calendar.Date {
	for _, day := range []calendar.Date{f.ReceiptOn, f.ForwardedOn} {
		if !day.IsZero() {
			return day
		}
	}
	return f.sentOn()
}

// recordPoliceForwarding: the days for a decision run only with those who are
// competent, and from their receipt.
func (t *transition) recordPoliceForwarding(f RecordPoliceForwarding) error {
	file := t.p.Police
	if err := t.PastDay(f.On, file.received(), "转送日期", "移送之日"); err != nil {
		return err
	}
	file.ForwardedOn, file.ReceiptOn = f.On, calendar.Date{}
	t.Drop(law.DeadlinePoliceDecision)
	t.OpenFrom(law.DeadlinePoliceReceipt, f.On)
	t.Tell(law.NoticeChange, t.ToTeam(), "公安机关已转送有管辖权的机关，请取得其回执。")
	return nil
}
