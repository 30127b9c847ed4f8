package proceedings

import (
	"strings"
	"unicode/utf8"

	"shuangsuiji/inspection/law"
)

// longestOrgan is what a name or a number of a letter holds, in characters.
const longestOrgan = 100

func (f RegisterOversight) check() error {
	bad := &law.Invalid{}
	if f.Source.Chinese() == "" {
		bad.Add("source", string(f.Source), "监督意见的来源应为司法行政部门、上级主管部门或者热线等渠道转办")
	}
	if f.Topic.Chinese() == "" {
		bad.Add("topic", string(f.Topic), "应写明监督意见主要针对的问题")
	}
	if f.From == "" || utf8.RuneCountInString(f.From) > longestOrgan {
		bad.Add("from", f.From, "应写明提出监督意见的单位，不超过%d个字符", longestOrgan)
	}
	if utf8.RuneCountInString(f.Letter) > longestOrgan {
		bad.Add("letter", f.Letter, "文号不能超过%d个字符", longestOrgan)
	}
	if !f.AnswerBy.IsZero() && !f.AnswerBy.After(f.On) {
		bad.Add("answerBy", f.AnswerBy.String(), "要求答复的日期应晚于收到之日")
	}
	return bad.Err("oversight_invalid", "监督意见")
}

func (t *transition) registerOversight(f RegisterOversight) error {
	f.From, f.Letter = strings.TrimSpace(f.From), strings.TrimSpace(f.Letter)
	if err := f.check(); err != nil {
		return err
	}
	if err := t.PastDay(f.On, f.On, "收到监督意见的日期", "收到之日"); err != nil {
		return err
	}
	s := t.p.Oversight
	s.Source, s.From, s.Letter, s.Topic, s.ReceivedOn, s.AnswerBy = f.Source, f.From, f.Letter, f.Topic, f.On, f.AnswerBy
	t.p.Stage = OversightHandling
	p := t.Period(law.DeadlineOversightAnswer)
	length := t.Length(p)
	if !f.AnswerBy.IsZero() {
		length = law.CalendarDays(f.On.DaysUntil(f.AnswerBy))
	}
	t.OpenFor(p, length, f.On.Start())
	t.Tell(law.NoticeTask, t.ToRole(law.RoleSectionHead), "%s对执法提出监督意见（%s），请核查整改并拟定答复。", f.From, f.Topic.Chinese())
	t.Tell(law.NoticeChange, law.Audience{Roles: []law.Role{law.RoleBureauHead, law.RoleSupervisor}}, "收到%s的监督意见（%s）。", f.From, f.Topic.Chinese())
	return nil
}

func (t *transition) proposeOversightAnswer(f ProposeOversightAnswer) error {
	if f.Answer.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "oversight_answer_unknown", "答复应写明问题属实已经整改，或者所指问题不存在。")
	}
	s := t.p.Oversight
	if err := law.NotBefore(t.happenedOn(), s.ReceivedOn, "拟定答复的日期", "收到监督意见之日"); err != nil {
		return err
	}
	s.Answer, s.ProposedOn = f.Answer, t.happenedOn()
	s.ProposedBy, s.ProposedFor = t.Act.Actor.ID, t.Act.Actor.Lender(law.RoleSectionHead)
	t.p.Stage = OversightApproval
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "监督意见答复已拟定：%s。请批准或者退回。", f.Answer.Chinese())
	return nil
}

func (t *transition) returnOversightAnswer(ReturnOversightAnswer) error {
	s := t.p.Oversight
	by := s.ProposedBy
	s.Answer, s.ProposedBy, s.ProposedFor = "", "", ""
	t.p.Stage = OversightHandling
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "监督意见答复被退回，请重新核查。")
	return nil
}

func (t *transition) approveOversightAnswer(ApproveOversightAnswer) error {
	s := t.p.Oversight
	if err := law.NotBefore(t.happenedOn(), s.ProposedOn, "批准日期", "拟定答复之日"); err != nil {
		return err
	}
	s.ApprovedBy, s.ApprovedOn = t.Act.Actor.ID, t.happenedOn()
	t.p.Stage = OversightAnswer
	t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "监督意见答复已批准，请报送%s。", s.From)
	return nil
}

func (t *transition) dispatchOversightAnswer(f DispatchOversightAnswer) error {
	s := t.p.Oversight
	if err := t.PastDay(f.On, s.ApprovedOn, "报送日期", "批准之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlineOversightAnswer, f.On.Start())
	s.AnsweredOn = f.On
	return t.close(endingOfReply[s.Answer])
}
