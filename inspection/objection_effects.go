package inspection

func (t *proceedingTransition) raiseObjection(f RaiseObjection) error {
	on, err := t.entityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.pastDay(on, on, "提出异议的日期", "提出异议之日"); err != nil {
		return err
	}
	o := t.p.Objection
	o.RaisedOn, o.EnteredFor = on, !t.byEntity()
	t.p.Stage = ObjectionCheck
	t.openFrom(DeadlineObjection, on)
	t.tell(NoticeTask, t.toRole(RoleSectionHead), "检查对象对公示结果提出异议，请核查并提出意见。")
	return nil
}

func (v ObjectionView) validate() error {
	if v.Chinese() == "" {
		return Errorf(KindInvalid, "objection_view_unknown", "应写明异议成立或者不成立。")
	}
	return nil
}

func (t *proceedingTransition) checkObjection(f CheckObjection) error {
	if err := f.Opinion.validate(); err != nil {
		return err
	}
	o := t.p.Objection
	o.Opinion, o.CheckedOn = f.Opinion, t.happenedOn()
	o.CheckedBy, o.CheckedFor = t.act.Actor.ID, t.act.Actor.lender(RoleSectionHead)
	t.p.Stage = ObjectionDecision
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "核查意见：%s。请决定或者退回。", f.Opinion.Chinese())
	return nil
}

func (t *proceedingTransition) returnObjection(ReturnObjection) error {
	o := t.p.Objection
	by := o.CheckedBy
	o.Opinion, o.CheckedBy, o.CheckedFor = "", "", ""
	t.p.Stage = ObjectionCheck
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "核查意见被退回，请重新核查。")
	return nil
}

func (t *proceedingTransition) decideObjection(f DecideObjection) error {
	if err := f.Decision.validate(); err != nil {
		return err
	}
	o := t.p.Objection
	if err := notBefore(t.happenedOn(), o.CheckedOn, "决定日期", "提出核查意见之日"); err != nil {
		return err
	}
	o.Decision, o.DecidedBy, o.DecidedOn = f.Decision, t.act.Actor.ID, t.happenedOn()
	if f.Decision == ObjectionRejected {
		t.p.Stage = ObjectionAnswer
		t.tell(NoticeTask, t.toRole(RoleClerk), "决定：%s。请答复检查对象。", f.Decision.Chinese())
		return nil
	}
	t.p.Stage = ObjectionCorrectedEntry
	t.tell(NoticeTask, t.toRole(RoleClerk), "决定：%s。请拟定更正后的公示内容。", f.Decision.Chinese())
	return nil
}

func (t *proceedingTransition) prepareCorrectedEntry(f PrepareCorrectedEntry) error {
	if err := f.Result.check(t.p.Items, t.law.Edition); err != nil {
		return err
	}
	o := t.p.Objection
	if f.Result.same(o.Published) {
		return Errorf(KindInvalid, "corrected_entry_unchanged", "更正后的公示内容与原公示内容相同。")
	}
	o.Corrected = &f.Result
	o.Correction.PreparedBy, o.Correction.PreparedFor = t.act.Actor.ID, t.act.Actor.lender(RoleClerk)
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "更正后的公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *proceedingTransition) returnCorrectedEntry(ReturnCorrectedEntry) error {
	o := t.p.Objection
	by := o.Correction.PreparedBy
	o.Corrected, o.Correction = nil, PublicationWork{}
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "更正后的公示稿被退回，请修改后重新拟定。")
	return nil
}

// approveCorrectedEntry: like every publication it happens when it is entered.
func (t *proceedingTransition) approveCorrectedEntry(ApproveCorrectedEntry) error {
	o := t.p.Objection
	o.Correction = PublicationWork{Entries: 1, Final: true}
	t.corrects = true
	t.p.Stage = ObjectionAnswer
	t.tell(NoticeTask, t.toRole(RoleClerk), "更正后的公示内容已发布，请答复检查对象。")
	return nil
}

func (t *proceedingTransition) answerObjection(f AnswerObjection) error {
	if f.Method.Chinese() == "" {
		return Errorf(KindInvalid, "service_method_unknown", "送达方式应为直接送达、邮寄送达、电子邮件或者短信。")
	}
	o := t.p.Objection
	if err := t.pastDay(f.On, o.DecidedOn, "答复日期", "决定之日"); err != nil {
		return err
	}
	t.meet(DeadlineObjection, f.On.Start())
	o.AnsweredOn, o.Method = f.On, f.Method
	if o.Decision == ObjectionUpheld {
		return t.close(EndingObjectionUpheld)
	}
	return t.close(EndingObjectionRejected)
}
