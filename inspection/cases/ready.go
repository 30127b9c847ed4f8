package cases

import (
	"strings"

	"shuangsuiji/inspection/law"
)

// What has to come before an act, and whom an earlier act of the case bars. Each
// is one condition of the transition table and the refusal that goes with it.

func (c Case) noticeNotIssued() error {
	if c.NoticeIssued {
		return law.Errorf(law.KindDuplicate, "notice_issued", "检查通知书已经制发。")
	}
	return nil
}

func (c Case) noticeIssued() error {
	if !c.NoticeIssued {
		return law.Errorf(law.KindNotAllowed, "notice_not_issued", "检查通知书尚未制发，不能办理送达。")
	}
	return nil
}

func (c Case) notVisited() error {
	if c.Visit != nil {
		return law.Errorf(law.KindNotAllowed, "visit_recorded", "检查记录表已经填写，不能再约定检查日期。")
	}
	return nil
}

func (c Case) selfCheckOpen() error {
	if c.Visit != nil {
		return law.Errorf(law.KindNotAllowed, "visit_recorded", "检查记录表已经填写，自查报告不能再提交或者修改。")
	}
	if !c.Service.Served {
		return law.Errorf(law.KindNotAllowed, "not_served", "检查通知书未送达，没有自查程序。")
	}
	return nil
}

func (c Case) recordUnsigned() error {
	if c.Visit != nil && len(c.Visit.Signed) > 0 {
		return law.Errorf(law.KindNotAllowed, "record_signed", "检查记录表已有人签字，不能直接修改；需要修改的，由科室负责人审核退回。")
	}
	return nil
}

// teamOpen: until the first has signed, and again once all have. Those who signed stand
// in the record; whoever comes later does what is left.
func (c Case) teamOpen() error {
	if c.Stage == StageOnSite && c.Visit != nil && len(c.Visit.Signed) > 0 {
		return law.Errorf(law.KindNotAllowed, "record_signed", "检查记录表已有人签字，不能再更换检查人员。")
	}
	return nil
}

func (c Case) recordComplete() error {
	if c.Visit == nil {
		return law.Errorf(law.KindNotAllowed, "record_missing", "检查记录表尚未填写。")
	}
	if open := c.unanswered(); len(open) > 0 && c.Visit.Attempt == "" {
		return law.Errorf(law.KindNotAllowed, "items_unanswered", "还有%d个事项没有填写检查结果，不能签字：%s。", len(open), strings.Join(open, "、"))
	}
	return nil
}

func (c Case) signedAlready(a law.Actor) error {
	for _, certificate := range c.Visit.Signed {
		if certificate == a.Certificate {
			return law.Errorf(law.KindDuplicate, "already_signed", "您已经签字。")
		}
	}
	return nil
}

func (c Case) nothingProposed() error {
	if c.Result != nil {
		return law.Errorf(law.KindNotAllowed, "already_proposed", "认定意见已经提出，等待科室负责人认定。")
	}
	return nil
}

func (c Case) resultProposed() error {
	if c.Result == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_proposed", "检查组尚未提出认定意见。")
	}
	return nil
}

// ownInspection bars who proposed the result, who inspected, and whoever uses
// the delegated power of one of them.
func (c Case) ownInspection(a law.Actor) error {
	if err := law.NotTheSame(a, "认定", c.Result.ProposedBy); err != nil {
		return err
	}
	inspected := c.Team.Has(a.Certificate)
	for _, account := range c.Visit.SignedBy {
		inspected = inspected || a.SamePerson(account)
	}
	if inspected {
		return law.Errorf(law.KindForbidden, "own_case", "检查组成员不能认定本案结果，也不能委托他人代为认定。")
	}
	return nil
}

func (c Case) correctionNotOrdered() error {
	if c.Correction != nil {
		return law.Errorf(law.KindNotAllowed, "correction_ordered", "已经责令改正。")
	}
	return nil
}

func (c Case) correctionReportable() error {
	if c.Correction == nil {
		return law.Errorf(law.KindNotAllowed, "correction_not_ordered", "尚未责令改正。")
	}
	if !c.Correction.ReportedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "correction_reported", "已经提交整改报告。")
	}
	return nil
}

func (c Case) reinspectable() error {
	if c.Correction == nil {
		return law.Errorf(law.KindNotAllowed, "correction_not_ordered", "尚未责令改正，不能复查。")
	}
	if _, running := c.Deadlines.Find(law.DeadlineReinspection); !running {
		return law.Errorf(law.KindNotAllowed, "correction_still_running", "改正期限未届满，检查对象也未提交整改报告，不能复查。")
	}
	return nil
}

// publishable: during handling a result is published as found, once, where the
// edition has it so; otherwise when the handling is done.
func (c Case) publishable() error {
	edition, err := c.Governing()
	if err != nil {
		return err
	}
	if c.Publication.PreparedBy != "" {
		return law.Errorf(law.KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	if c.Stage == StageHandling && (!edition.PublishProblemsAsFound || c.Publication.AsFound) {
		return law.Errorf(law.KindNotAllowed, "publication_not_yet", "问题处理完毕后才能公示。")
	}
	return nil
}

func (c Case) publicationPrepared() error {
	if c.Publication.PreparedBy == "" {
		return law.Errorf(law.KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	return nil
}

func (c Case) ownDraft(a law.Actor) error {
	return law.NotTheSame(a, "批准", c.Publication.PreparedBy, c.Publication.PreparedFor)
}

// nothingPublic: what was published as found is not left so for ever.
func (c Case) nothingPublic() error {
	if c.Publication.Entries > 0 {
		return law.Errorf(law.KindNotAllowed, "result_public", "案件%s的结果已经公示，应办理完毕，不随任务取消。", c.No)
	}
	return nil
}

func (c Case) notReplaced() error {
	if c.Replaced {
		return law.Errorf(law.KindDuplicate, "already_replaced", "案件%s已经递补。", c.No)
	}
	return nil
}
