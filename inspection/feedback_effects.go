package inspection

// feedbackTransition is one act being performed on its copy of the feedback.
type feedbackTransition struct {
	transition
	f *Feedback
}

func (t *feedbackTransition) file(f FileFeedback) error {
	if f.Topic.Chinese() == "" {
		return Errorf(KindInvalid, "feedback_topic_unknown", "反馈内容应为执法薄弱环节或者法律法规政策缺陷。")
	}
	t.f.Topic, t.f.Author, t.f.FiledFor = f.Topic, t.act.Actor.ID, t.act.Actor.lender(RoleInspector)
	if len(t.f.Team) == 0 && t.act.Actor.Certificate != "" {
		t.f.Team = Team{t.act.Actor.Certificate}
	}
	t.f.Stage = FeedbackFiled
	t.open(DeadlineFeedbackRoute, t.act.Happened)
	t.tell(NoticeTask, t.toRole(RoleSectionHead), "执法人员反馈%s，请转交有关部门。", f.Topic.Chinese())
	return nil
}

// route sends it to the department concerned, for which the period begins anew:
// whom it was sent to before turned out not to be.
func (t *feedbackTransition) route(f RouteFeedback) error {
	if err := f.To.check(""); err != nil {
		return err
	}
	if t.f.Stage == FeedbackRouted {
		if err := notBefore(t.happenedOn(), t.f.RoutedOn, "转交日期", "上次转交之日"); err != nil {
			return err
		}
	} else if err := notBefore(t.happenedOn(), t.since(DeadlineFeedbackRoute), "转交日期", "提交反馈之日"); err != nil {
		return err
	}
	t.f.To, t.f.RoutedBy, t.f.RoutedOn = f.To, t.act.Actor.ID, t.happenedOn()
	t.f.Stage = FeedbackRouted
	t.meet(DeadlineFeedbackRoute, t.act.Happened)
	t.open(DeadlineFeedbackAnswer, t.act.Happened)
	t.tell(NoticeChange, t.toTeam(), "已转交%s。", f.To.Name)
	if f.To.Place == WithinBureau {
		t.tell(NoticeTask, Audience{Roles: []Role{RoleSectionHead}, Department: f.To.Name}, "反馈已转交你科室，请答复。")
	}
	return nil
}

func (t *feedbackTransition) answer(f AnswerFeedback) error {
	if f.Answer.Chinese() == "" {
		return Errorf(KindInvalid, "feedback_answer_unknown", "答复应为已采纳改进、已说明情况或者已向上级报告。")
	}
	if err := t.pastDay(f.On, t.f.RoutedOn, "答复日期", "转交之日"); err != nil {
		return err
	}
	t.meet(DeadlineFeedbackAnswer, f.On.Start())
	t.f.Answer, t.f.AnsweredOn = f.Answer, f.On
	t.f.Stage, t.f.Closed = FeedbackAnswered, t.act.Entered
	to := t.toRole(RoleSectionHead)
	to.Certificates = t.f.Team
	t.tell(NoticeChange, to, "%s答复：%s。", t.f.To.Name, f.Answer.Chinese())
	return nil
}

func (t *feedbackTransition) lapse(f Lapse) error {
	return t.transition.lapse(f, func(DeadlineKind) {})
}
