package inspection

// objectionTransition is one act being performed on its copy of the objection.
type objectionTransition struct {
	transition
	o *Objection
}

func (t *objectionTransition) raise(f RaiseObjection) error {
	on, err := t.entityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.pastDay(on, on, "提出异议的日期", "提出异议之日"); err != nil {
		return err
	}
	t.o.RaisedOn, t.o.EnteredFor = on, !t.byEntity()
	t.o.Stage = ObjectionCheck
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

func (t *objectionTransition) check(f CheckObjection) error {
	if err := f.Opinion.validate(); err != nil {
		return err
	}
	if err := notBefore(t.happenedOn(), t.o.RaisedOn, "核查日期", "提出异议之日"); err != nil {
		return err
	}
	t.o.Opinion, t.o.CheckedOn = f.Opinion, t.happenedOn()
	t.o.CheckedBy, t.o.CheckedFor = t.act.Actor.ID, t.act.Actor.lender(RoleSectionHead)
	t.o.Stage = ObjectionDecision
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "核查意见：%s。请决定或者退回。", f.Opinion.Chinese())
	return nil
}

func (t *objectionTransition) back(ReturnObjection) error {
	by := t.o.CheckedBy
	t.o.Opinion, t.o.CheckedBy, t.o.CheckedFor = "", "", ""
	t.o.Stage = ObjectionCheck
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "核查意见被退回，请重新核查。")
	return nil
}

func (t *objectionTransition) decide(f DecideObjection) error {
	if err := f.Decision.validate(); err != nil {
		return err
	}
	if err := notBefore(t.happenedOn(), t.o.CheckedOn, "决定日期", "提出核查意见之日"); err != nil {
		return err
	}
	t.o.Decision, t.o.DecidedBy, t.o.DecidedOn = f.Decision, t.act.Actor.ID, t.happenedOn()
	t.o.Stage = ObjectionAnswer
	t.tell(NoticeTask, t.toRole(RoleClerk), "决定：%s。请答复检查对象。", f.Decision.Chinese())
	return nil
}

func (t *objectionTransition) answer(f AnswerObjection) error {
	if f.Method.Chinese() == "" {
		return Errorf(KindInvalid, "service_method_unknown", "送达方式应为直接送达、邮寄送达、电子邮件或者短信。")
	}
	if err := t.pastDay(f.On, t.o.DecidedOn, "答复日期", "决定之日"); err != nil {
		return err
	}
	t.meet(DeadlineObjection, f.On.Start())
	t.o.AnsweredOn, t.o.Method = f.On, f.Method
	t.o.Stage, t.o.Closed = ObjectionClosed, t.act.Entered
	return nil
}

func (t *objectionTransition) lapse(f Lapse) error {
	return t.transition.lapse(f, func(DeadlineKind) {})
}
