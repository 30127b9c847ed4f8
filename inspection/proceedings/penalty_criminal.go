package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// What becomes of a penalty case while criminal liability is pursued for the same
// facts. It is not over when the police file a case: where the judicial organs find
// that no punishment is due, they give it back and the bureau decides (行政处罚法第27条
// 第一款; 行政执法机关移送涉嫌犯罪案件的规定第13条; 刑事诉讼法第177条第三款). It ends
// when a criminal judgment is in effect.
const (
	ActAwaitCriminalCase    law.ActKind = "await_criminal_case"
	ActRecordCriminalReturn law.ActKind = "record_criminal_return"
	ActAnswerProcuratorate  law.ActKind = "answer_procuratorate"
	ActEndByJudgment        law.ActKind = "end_by_judgment"
)

// AwaitCriminalCase: the police filed a case. By is the referral, On the day on which
// the bureau was told.
type AwaitCriminalCase struct {
	By string        `json:"by"`
	On calendar.Date `json:"on"`
}

// CriminalOutcome is why the judicial organs give a case back (司法机关移回).
type CriminalOutcome string

// The outcomes.
const (
	CriminalNotProsecuted CriminalOutcome = "not_prosecuted" // 人民检察院不起诉
	CriminalWithdrawn     CriminalOutcome = "withdrawn"      // 公安机关撤销案件
	CriminalExempted      CriminalOutcome = "exempted"       // 人民法院免予刑事处罚
	CriminalAcquitted     CriminalOutcome = "acquitted"      // 人民法院宣告无罪
)

// CriminalOutcomes are all of them, as they are shown.
var CriminalOutcomes = []CriminalOutcome{CriminalNotProsecuted, CriminalWithdrawn, CriminalExempted, CriminalAcquitted}

var criminalOutcomeNames = map[CriminalOutcome]string{CriminalNotProsecuted: "人民检察院决定不起诉", CriminalWithdrawn: "公安机关撤销案件",
	CriminalExempted: "人民法院判决免予刑事处罚", CriminalAcquitted: "人民法院判决无罪"}

// Chinese is the outcome's name.
func (o CriminalOutcome) Chinese() string { return criminalOutcomeNames[o] }

// RecordCriminalReturn: the case came back on that day. Opinion: the procuratorate's
// opinion (检察意见书) came with it; AnswerBy is the last day for the answer where it
// names one, otherwise the bureau's own period runs.
type RecordCriminalReturn struct {
	Outcome  CriminalOutcome `json:"outcome"`
	On       calendar.Date   `json:"on"`
	Opinion  bool            `json:"opinion,omitempty"`
	AnswerBy calendar.Date   `json:"answerBy,omitzero"`
}

// AnswerProcuratorate: what was done upon the opinion went to the procuratorate in
// writing.
type AnswerProcuratorate struct {
	On calendar.Date `json:"on"`
}

// EndByJudgment: a criminal judgment for the same facts took effect on that day.
type EndByJudgment struct {
	On calendar.Date `json:"on"`
}

func (AwaitCriminalCase) Kind() law.ActKind    { return ActAwaitCriminalCase }
func (RecordCriminalReturn) Kind() law.ActKind { return ActRecordCriminalReturn }
func (AnswerProcuratorate) Kind() law.ActKind  { return ActAnswerProcuratorate }
func (EndByJudgment) Kind() law.ActKind        { return ActEndByJudgment }

// CriminalReturn is one return on record.
type CriminalReturn struct {
	By         string          `json:"by"` // the referral to the police
	Outcome    CriminalOutcome `json:"outcome"`
	On         calendar.Date   `json:"on"`
	Opinion    bool            `json:"opinion,omitempty"`
	AnsweredOn calendar.Date   `json:"answeredOn,omitzero"`
}

// longestAnswer bounds what an opinion can set, in days.
const longestAnswer = 366

// criminalRules are the acts upon a criminal case.
func criminalRules() []Rule {
	return []Rule{
		{Act: ActAwaitCriminalCase, Name: "公安机关立案后继续中止", Stages: undecided, Who: []law.Who{law.BySystem}, WhileSuspended: true,
			Clause: "行政处罚法第27条；" + law.TransferRules + "第11条", Apply: law.With((*transition).awaitCriminalCase)},
		{Act: ActRecordCriminalReturn, Name: "登记司法机关移回", Stages: undecided, Who: recorders, WhileSuspended: true,
			Clause: "行政处罚法第27条；" + law.TransferRules + "第13条；刑事诉讼法第177条", Ready: Proceeding.criminalCaseRuns, Apply: law.With((*transition).recordCriminalReturn)},
		{Act: ActAnswerProcuratorate, Name: "书面回复检察意见", Stages: slices.Concat(undecided, executing), Who: recorders, WhileSuspended: true,
			Clause: "刑事诉讼法第177条", Ready: Proceeding.procuratorateWaits, Apply: executed((*transition).answerProcuratorate)},
		{Act: ActEndByJudgment, Name: "刑事判决生效后终结", Stages: undecided, Leads: law.From(undecided, Closed), Who: []law.Who{law.ByBureauHead}, Reason: true, WhileSuspended: true,
			Clause: "行政处罚法第8条、第35条；" + law.TransferRules + "第11条", Ready: Proceeding.criminalCaseRuns, Apply: law.With((*transition).endByJudgment)},
	}
}

// awaitCriminalCase holds the case, if it is not held yet, until the organ of justice
// is through with it.
func (t *transition) awaitCriminalCase(f AwaitCriminalCase) error {
	w := t.p.Penalty
	if !t.p.heldBy(f.By) {
		if err := t.holdProceeding(HoldProceeding(f)); err != nil {
			return err
		}
	}
	h := &w.Holds[slices.IndexFunc(w.Holds, func(h PoliceHold) bool { return h.By == f.By })]
	if !h.FiledOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "criminal_case_known", "%s的公安机关立案已经登记。", f.By)
	}
	h.FiledOn = f.On
	t.Tell(law.NoticeChange, t.ToTeam(), "公安机关已立案，本案继续中止；司法机关移回或者刑事判决生效的，请及时登记。")
	return nil
}

// criminalHold is the first hold of which the police filed a case, -1 without one.
func (p Proceeding) criminalHold() int {
	return slices.IndexFunc(p.Penalty.Holds, func(h PoliceHold) bool { return !h.FiledOn.IsZero() })
}

func (p Proceeding) criminalCaseRuns() error {
	if p.criminalHold() < 0 {
		return law.Errorf(law.KindNotAllowed, "no_criminal_case", "没有因本案事实正在进行的刑事案件。")
	}
	return nil
}

func (t *transition) recordCriminalReturn(f RecordCriminalReturn) error {
	if f.Outcome.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "criminal_outcome_unknown", "必须填写不起诉、撤销案件、免予刑事处罚或者判决无罪。")
	}
	w := t.p.Penalty
	h := w.Holds[t.p.criminalHold()]
	if err := t.PastDay(f.On, h.FiledOn, "移回日期", "接到立案通知书之日"); err != nil {
		return err
	}
	within := f.On.DaysUntil(f.AnswerBy)
	if !f.AnswerBy.IsZero() && (!f.Opinion || within < 0 || within > longestAnswer) {
		return law.Errorf(law.KindInvalid, "answer_day_invalid", "回复检察意见的期限应在移回之日以后%d日以内；没有检察意见的，不填写。", longestAnswer)
	}
	w.Returns = append(w.Returns, CriminalReturn{By: h.By, Outcome: f.Outcome, On: f.On, Opinion: f.Opinion})
	if err := t.letGo(h.By, f.On, "刑事案件已经移回"); err != nil {
		return err
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "司法机关已移回（%s），请依法处理。", f.Outcome.Chinese())
	switch {
	case !f.Opinion:
	case f.AnswerBy.IsZero():
		t.OpenFrom(law.DeadlineProcuratorialAnswer, f.On)
	default:
		t.OpenFor(t.Period(law.DeadlineProcuratorialAnswer), law.CalendarDays(within), f.On.Start())
	}
	return nil
}

// unanswered is the return whose opinion waits for its answer, -1 without one.
func (p Proceeding) unanswered() int {
	return slices.IndexFunc(p.Penalty.Returns, func(r CriminalReturn) bool { return r.Opinion && r.AnsweredOn.IsZero() })
}

func (p Proceeding) procuratorateWaits() error {
	if p.unanswered() < 0 {
		return law.Errorf(law.KindNotAllowed, "no_opinion", "没有需要回复的检察意见。")
	}
	return nil
}

// procuratorateAnswered: no case ends while the procuratorate waits for word of it.
func (p Proceeding) procuratorateAnswered() error {
	if p.unanswered() >= 0 {
		return law.Errorf(law.KindNotAllowed, "procuratorate_unanswered", "检察意见尚未书面回复。")
	}
	return nil
}

func (t *transition) answerProcuratorate(f AnswerProcuratorate) error {
	r := &t.p.Penalty.Returns[t.p.unanswered()]
	if err := t.PastDay(f.On, r.On, "回复日期", "移回之日"); err != nil {
		return err
	}
	r.AnsweredOn = f.On
	t.Meet(law.DeadlineProcuratorialAnswer, f.On.Start())
	return nil
}

func (t *transition) endByJudgment(f EndByJudgment) error {
	if err := t.PastDay(f.On, t.p.Penalty.Holds[t.p.criminalHold()].FiledOn, "刑事判决生效的日期", "接到立案通知书之日"); err != nil {
		return err
	}
	return t.close(PenaltyEndedSentenced)
}
