package inspection

func (t *proceedingTransition) fileFeedback(f FileFeedback) error {
	if f.Topic.Chinese() == "" {
		return Errorf(KindInvalid, "feedback_topic_unknown", "反馈内容应为执法薄弱环节或者法律法规政策缺陷。")
	}
	b := t.p.Feedback
	b.Topic, b.Author, b.FiledFor = f.Topic, t.act.Actor.ID, t.act.Actor.lender(RoleInspector)
	// Without a case, who files it is who hears of it.
	if len(t.p.Team) == 0 && t.act.Actor.Certificate != "" {
		t.p.Team = Team{t.act.Actor.Certificate}
	}
	t.p.Stage = FeedbackFiled
	t.open(DeadlineFeedbackRoute, t.act.Happened)
	t.tell(NoticeTask, t.toRole(RoleSectionHead), "执法人员反馈%s，请转交有关部门。", f.Topic.Chinese())
	return nil
}

// routeFeedback sends it to the department concerned, for which the period begins
// anew: whom it was sent to before turned out not to be.
func (t *proceedingTransition) routeFeedback(f RouteFeedback) error {
	if err := f.To.check(""); err != nil {
		return err
	}
	b := t.p.Feedback
	if err := notBefore(t.happenedOn(), b.RoutedOn, "转交日期", "上次转交之日"); err != nil {
		return err
	}
	b.To, b.RoutedBy, b.RoutedOn = f.To, t.act.Actor.ID, t.happenedOn()
	t.p.Stage = FeedbackRouted
	t.meet(DeadlineFeedbackRoute, t.act.Happened)
	t.open(DeadlineFeedbackAnswer, t.act.Happened)
	t.tell(NoticeChange, t.toTeam(), "已转交%s。", f.To.Name)
	if f.To.Place == WithinBureau {
		t.tell(NoticeTask, Audience{Roles: []Role{RoleSectionHead}, Department: f.To.Name}, "反馈已转交你科室，请答复。")
	}
	return nil
}

func (t *proceedingTransition) answerFeedback(f AnswerFeedback) error {
	how, ok := endingOfAnswer[f.Answer]
	if !ok {
		return Errorf(KindInvalid, "feedback_answer_unknown", "答复应为已采纳改进、已说明情况或者已向上级报告。")
	}
	b := t.p.Feedback
	if err := t.pastDay(f.On, b.RoutedOn, "答复日期", "转交之日"); err != nil {
		return err
	}
	t.meet(DeadlineFeedbackAnswer, f.On.Start())
	b.AnsweredOn = f.On
	t.tell(NoticeChange, t.toRole(RoleSectionHead), "%s答复：%s。", b.To.Name, f.Answer.Chinese())
	return t.close(how)
}
