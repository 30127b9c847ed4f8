package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// ActRecordEducation: who is not punished is to be taught (行政处罚法第33条第三款).
const ActRecordEducation law.ActKind = "record_education"

// RecordEducation: the party was taught; how stands in the record.
type RecordEducation struct {
	On calendar.Date `json:"on"`
}

func (RecordEducation) Kind() law.ActKind { return ActRecordEducation }

func educationRules() []Rule {
	return []Rule{
		{Act: ActRecordEducation, Name: "记录对当事人的教育", Stages: executing, Who: []law.Who{law.ByClerk, law.ByTeam},
			Clause: "行政处罚法第33条第三款", Ready: Proceeding.educationOpen, Apply: executed((*transition).recordEducation)},
	}
}

func (t *transition) recordEducation(f RecordEducation) error {
	w := t.p.Penalty
	if err := t.PastDay(f.On, w.Investigation.On, "教育日期", "调查终结之日"); err != nil {
		return err
	}
	w.Execution.EducatedOn = f.On
	if t.p.carriedOut() == nil {
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "已经对当事人进行教育，请结案。")
	}
	return nil
}

// educates: the conduct is established, and lawfully not punished.
func (p Proceeding) educates() bool {
	w := p.Penalty
	return w.Decision.Terms.Kind == DecisionNoPenalty && !w.Decision.Quashed && w.Investigation.Established
}

func (p Proceeding) educationOpen() error {
	if !p.educates() {
		return law.Errorf(law.KindNotAllowed, "education_not_due", "本案不属于违法事实成立而不予行政处罚的情形，不需要记录教育。")
	}
	if !p.Penalty.Execution.EducatedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "educated", "对当事人的教育已经记录。")
	}
	return nil
}

// educated: no such case is closed before.
func (p Proceeding) educated() error {
	if p.educates() && p.Penalty.Execution.EducatedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "education_missing", "依法不予行政处罚的，应当对当事人进行教育（行政处罚法第三十三条第三款），请先记录。")
	}
	return nil
}
