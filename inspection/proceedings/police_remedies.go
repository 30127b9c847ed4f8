package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// What the police decide, and what can be done against a refusal
// (行政执法机关移送涉嫌犯罪案件的规定第8条至第12条).

// checkAnswer holds the answer's two days against what they follow.
func (t *transition) checkAnswer(a PoliceAnswer, decided, told, earliest calendar.Date, event string) error {
	if a.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "police_answer_unknown", "公安机关的决定应为立案或者不予立案。")
	}
	if err := t.PastDay(told, earliest, "接到通知的日期", event); err != nil {
		return err
	}
	if decided.IsZero() {
		return law.Errorf(law.KindInvalid, "date_required", "必须填写公安机关作出决定的日期。")
	}
	if err := law.NotBefore(decided, earliest, "公安机关作出决定的日期", event); err != nil {
		return err
	}
	return law.NotBefore(told, decided, "接到通知的日期", "公安机关作出决定之日")
}

// policeFiled: whatever way led to it, the evidence follows.
func (t *transition) policeFiled(told calendar.Date) error {
	t.p.Police.FiledOn = told
	t.p.Stage = PoliceEvidence
	t.OpenFrom(law.DeadlinePoliceEvidence, told)
	t.Tell(law.NoticeTask, t.ToTeam(), "公安机关已立案，请在3日内移交涉案物品和与案件有关的其他材料。")
	return nil
}

// recordPoliceDecision: who decides has received it, with or without a receipt on
// record.
func (t *transition) recordPoliceDecision(f RecordPoliceDecision) error {
	file := t.p.Police
	if err := t.checkAnswer(f.Answer, f.DecidedOn, f.ToldOn, file.received(), "公安机关接受移送之日"); err != nil {
		return err
	}
	if !f.ReturnedOn.IsZero() {
		if f.Answer == PoliceFiles {
			return law.Errorf(law.KindInvalid, "file_not_returned", "公安机关立案的，不填写退回案卷材料的日期。")
		}
		if err := t.PastDay(f.ReturnedOn, f.DecidedOn, "退回案卷材料的日期", "公安机关作出决定之日"); err != nil {
			return err
		}
	}
	t.Meet(law.DeadlinePoliceReceipt, f.DecidedOn.Start())
	t.Meet(law.DeadlinePoliceDecision, f.DecidedOn.Start())
	if f.Answer == PoliceFiles {
		return t.policeFiled(f.ToldOn)
	}
	file.RefusedOn, file.ReturnedOn = f.ToldOn, f.ReturnedOn
	t.p.Stage = PoliceReconsideration
	t.OpenFrom(law.DeadlinePoliceObjection, f.ToldOn)
	t.Tell(law.NoticeTask, law.Audience{Roles: []law.Role{law.RoleBureauHead}, Certificates: t.p.Team}, "公安机关不予立案，请在3日内决定是否提请复议或者建议人民检察院立案监督。")
	return nil
}

// requestPoliceReconsideration is a right that ends with its three days. The
// regulation does not say whether a third day off moves on: what is sure to be in time
// ends on that day, and a request after it is taken until the next working day, marked
// late.
func (t *transition) requestPoliceReconsideration(f RequestPoliceReconsideration) error {
	file := t.p.Police
	if err := t.PastDay(f.On, file.RefusedOn, "提请复议的日期", "接到不予立案通知书之日"); err != nil {
		return err
	}
	d, _ := t.Deadlines.Find(law.DeadlinePoliceObjection)
	last := d.Last
	if !t.Law.Calendar.IsWorkingDay(last) {
		last = t.Law.Calendar.AddWorkingDays(last, 1)
	}
	if f.On.After(last) {
		return law.Errorf(law.KindNotAllowed, "reconsideration_too_late", "提请复议的期限已于%s届满；认为应当立案的，可以建议人民检察院立案监督。", last.ChineseString())
	}
	file.ReconsiderationOn = f.On
	t.Meet(law.DeadlinePoliceObjection, f.On.Start())
	t.OpenFrom(law.DeadlinePoliceReconsideration, f.On)
	return nil
}

func (t *transition) recordPoliceReconsideration(f RecordPoliceReconsideration) error {
	file := t.p.Police
	if err := t.checkAnswer(f.Answer, f.DecidedOn, f.ToldOn, file.ReconsiderationOn, "提请复议之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlinePoliceReconsideration, f.DecidedOn.Start())
	if f.Answer == PoliceFiles {
		return t.policeFiled(f.ToldOn)
	}
	file.MaintainedOn = f.ToldOn
	t.OpenFrom(law.DeadlinePoliceSupervision, f.ToldOn)
	t.Tell(law.NoticeTask, law.Audience{Roles: []law.Role{law.RoleBureauHead}, Certificates: t.p.Team}, "公安机关复议维持不予立案，请在3日内决定是否建议人民检察院立案监督。")
	return nil
}

// suggestSupervision is possible late, too, and marked so: the procuratorate
// supervises by its own power (刑事诉讼法第113条).
func (t *transition) suggestSupervision(f SuggestSupervision) error {
	if err := t.PastDay(f.On, t.p.Police.lastRefused(), "建议立案监督的日期", "接到不予立案通知书或者复议决定通知书之日"); err != nil {
		return err
	}
	t.p.Police.SupervisionOn = f.On
	t.Meet(law.DeadlinePoliceObjection, f.On.Start())
	t.Meet(law.DeadlinePoliceSupervision, f.On.Start())
	t.OpenFrom(law.DeadlinePoliceProcuratorate, f.On)
	return nil
}

// lastRefused is the day on which the bureau was last told that no case is filed.
func (f PoliceFile) lastRefused() calendar.Date {
	if f.MaintainedOn.IsZero() {
		return f.RefusedOn
	}
	return f.MaintainedOn
}

func (t *transition) recordSupervision(f RecordSupervision) error {
	if err := t.checkAnswer(f.Answer, f.ToldOn, f.ToldOn, t.p.Police.SupervisionOn, "建议立案监督之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlinePoliceProcuratorate, f.ToldOn.Start())
	if f.Answer == PoliceFiles {
		return t.policeFiled(f.ToldOn)
	}
	if err := t.p.copied(); err != nil {
		return err
	}
	return t.close(EndingPoliceNotFiled)
}

func (t *transition) acceptPoliceRefusal(AcceptPoliceRefusal) error {
	if err := law.NotBefore(t.happenedOn(), t.p.Police.lastRefused(), "办理日期", "接到不予立案通知书或者复议决定通知书之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlinePoliceObjection, t.Act.Happened)
	t.Meet(law.DeadlinePoliceSupervision, t.Act.Happened)
	return t.close(EndingPoliceNotFiled)
}

func (t *transition) handOverEvidence(f HandOverEvidence) error {
	if err := t.PastDay(f.On, t.p.Police.FiledOn, "移交日期", "接到立案通知书之日"); err != nil {
		return err
	}
	t.p.Police.HandedOverOn = f.On
	t.Meet(law.DeadlinePoliceEvidence, f.On.Start())
	return t.close(EndingPoliceFiled)
}
