package proceedings

import (
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

func (t *transition) raiseObjection(f RaiseObjection) error {
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, on, "提出异议的日期", "提出异议之日"); err != nil {
		return err
	}
	o := t.p.Objection
	o.RaisedOn, o.EnteredFor = on, !t.ByEntity()
	t.p.Stage = ObjectionCheck
	t.OpenFrom(law.DeadlineObjection, on)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleSectionHead), "检查对象对公示结果提出异议，请核查并提出意见。")
	return nil
}

func (v ObjectionView) validate() error {
	if v.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "objection_view_unknown", "应写明异议成立或者不成立。")
	}
	return nil
}

func (t *transition) checkObjection(f CheckObjection) error {
	if err := f.Opinion.validate(); err != nil {
		return err
	}
	o := t.p.Objection
	o.Opinion, o.CheckedOn = f.Opinion, t.happenedOn()
	o.CheckedBy, o.CheckedFor = t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleSectionHead)
	t.p.Stage = ObjectionDecision
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "核查意见：%s。请决定或者退回。", f.Opinion.Chinese())
	return nil
}

func (t *transition) returnObjection(ReturnObjection) error {
	o := t.p.Objection
	by := o.CheckedBy
	o.Opinion, o.CheckedBy, o.CheckedFor = "", "", ""
	t.p.Stage = ObjectionCheck
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "核查意见被退回，请重新核查。")
	return nil
}

func (t *transition) decideObjection(f DecideObjection) error {
	if err := f.Decision.validate(); err != nil {
		return err
	}
	o := t.p.Objection
	if err := law.NotBefore(t.happenedOn(), o.CheckedOn, "决定日期", "提出核查意见之日"); err != nil {
		return err
	}
	o.Decision, o.DecidedBy, o.DecidedOn = f.Decision, t.Act.Actor.ID, t.happenedOn()
	if f.Decision == ObjectionRejected {
		t.p.Stage = ObjectionAnswer
		t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "决定：%s。请答复检查对象。", f.Decision.Chinese())
		return nil
	}
	t.p.Stage = ObjectionCorrectedEntry
	t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "决定：%s。请拟定更正后的公示内容。", f.Decision.Chinese())
	return nil
}

func (t *transition) prepareCorrectedEntry(f PrepareCorrectedEntry) error {
	if err := f.Result.check("result", t.p.Items, t.Law.Edition); err != nil {
		return err
	}
	o := t.p.Objection
	if f.Result.same(o.Published) {
		return law.Errorf(law.KindInvalid, "corrected_entry_unchanged", "更正后的公示内容与原公示内容相同。")
	}
	o.Corrected = &f.Result
	o.Correction.PreparedBy, o.Correction.PreparedFor = t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleClerk)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "更正后的公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *transition) returnCorrectedEntry(ReturnCorrectedEntry) error {
	o := t.p.Objection
	by := o.Correction.PreparedBy
	o.Corrected, o.Correction = nil, cases.PublicationWork{}
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "更正后的公示稿被退回，请修改后重新拟定。")
	return nil
}

// approveCorrectedEntry: like every publication it happens when it is entered.
func (t *transition) approveCorrectedEntry(ApproveCorrectedEntry) error {
	o := t.p.Objection
	o.Correction = cases.PublicationWork{Entries: 1, Final: true}
	t.corrects = true
	t.p.Stage = ObjectionAnswer
	t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "更正后的公示内容已发布，请答复检查对象。")
	return nil
}

func (t *transition) answerObjection(f AnswerObjection) error {
	if f.Method.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "service_method_unknown", "送达方式应为直接送达、邮寄送达、电子邮件或者短信。")
	}
	o := t.p.Objection
	if err := t.PastDay(f.On, o.DecidedOn, "答复日期", "决定之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlineObjection, f.On.Start())
	o.AnsweredOn, o.Method = f.On, f.Method
	if o.Decision == ObjectionUpheld {
		return t.close(EndingObjectionUpheld)
	}
	return t.close(EndingObjectionRejected)
}
