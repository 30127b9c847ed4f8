package proceedings

import "shuangsuiji/inspection/law"

func (t *transition) fileFeedback(f FileFeedback) error {
	if f.Topic.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "feedback_topic_unknown", "反馈内容应为执法薄弱环节或者法律法规政策缺陷。")
	}
	b := t.p.Feedback
	b.Topic, b.Author, b.FiledFor = f.Topic, t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleInspector)
	// Without a case, who files it is who hears of it.
	if len(t.p.Team) == 0 && t.Act.Actor.Certificate != "" {
		t.p.Team = law.Team{t.Act.Actor.Certificate}
	}
	t.p.Stage = FeedbackFiled
	t.Open(law.DeadlineFeedbackRoute, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleSectionHead), "执法人员反馈%s，请转交有关部门。", f.Topic.Chinese())
	return nil
}

// routeFeedback sends it to the department concerned, for which the period begins
// anew: whom it was sent to before turned out not to be.
func (t *transition) routeFeedback(f RouteFeedback) error {
	if err := f.To.Check("to", ""); err != nil {
		return err
	}
	b := t.p.Feedback
	if err := law.NotBefore(t.happenedOn(), b.RoutedOn, "转交日期", "上次转交之日"); err != nil {
		return err
	}
	b.To, b.RoutedBy, b.RoutedOn = f.To, t.Act.Actor.ID, t.happenedOn()
	t.p.Stage = FeedbackRouted
	t.Meet(law.DeadlineFeedbackRoute, t.Act.Happened)
	t.Open(law.DeadlineFeedbackAnswer, t.Act.Happened)
	t.Tell(law.NoticeChange, t.ToTeam(), "已转交%s。", f.To.Name)
	if f.To.Place == law.WithinBureau {
		t.Tell(law.NoticeTask, law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: f.To.Name}, "反馈已转交你科室，请答复。")
	}
	return nil
}

func (t *transition) answerFeedback(f AnswerFeedback) error {
	how, ok := endingOfAnswer[f.Answer]
	if !ok {
		return law.Errorf(law.KindInvalid, "feedback_answer_unknown", "答复应为已采纳改进、已说明情况或者已向上级报告。")
	}
	b := t.p.Feedback
	if err := t.PastDay(f.On, b.RoutedOn, "答复日期", "转交之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlineFeedbackAnswer, f.On.Start())
	b.AnsweredOn = f.On
	t.Tell(law.NoticeChange, t.ToRole(law.RoleSectionHead), "%s答复：%s。", b.To.Name, f.Answer.Chinese())
	return t.close(how)
}
