package inspection

import "shuangsuiji/inspection/calendar"

// The acts of an objection.
const (
	ActRaiseObjection  ActKind = "raise_objection"
	ActCheckObjection  ActKind = "check_objection"
	ActReturnObjection ActKind = "return_objection"
	ActDecideObjection ActKind = "decide_objection"
	ActAnswerObjection ActKind = "answer_objection"
)

// RaiseObjection: the entity objects, by its link or on paper, of which On is the
// day.
type RaiseObjection struct {
	On calendar.Date `json:"on,omitzero"`
}

// CheckObjection is the section head's opinion after checking.
type CheckObjection struct {
	Opinion ObjectionView `json:"opinion"`
}

// ReturnObjection: to be checked again. DecideObjection: the bureau head's
// decision, which may depart from the opinion.
type (
	ReturnObjection struct{}
	DecideObjection struct {
		Decision ObjectionView `json:"decision"`
	}
)

// AnswerObjection: the answer reached the entity on that day.
type AnswerObjection struct {
	On     calendar.Date `json:"on"`
	Method ServiceMethod `json:"method"`
}

func (RaiseObjection) Kind() ActKind  { return ActRaiseObjection }
func (CheckObjection) Kind() ActKind  { return ActCheckObjection }
func (ReturnObjection) Kind() ActKind { return ActReturnObjection }
func (DecideObjection) Kind() ActKind { return ActDecideObjection }
func (AnswerObjection) Kind() ActKind { return ActAnswerObjection }

// DeadlineObjection is the period for the answer; the bureau may set another
// length.
const DeadlineObjection DeadlineKind = "objection"

var objectionPeriods = []LegalPeriod{
	{Kind: DeadlineObjection, Name: "答复异议", Period: workingDays(20), From: "收到异议之日", Clause: "本单位规定（文件四(五)）", Since: documentDay,
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead, RoleClerk}, Escalate: []Role{RoleBureauHead, RoleSupervisor}},
}

// ObjectionRule is one row of the transition table of an objection.
type ObjectionRule = Rule[Objection, ObjectionStage, objectionTransition]

// ObjectionRules is the transition table of an objection, in the order of the
// procedure.
var ObjectionRules = []ObjectionRule{
	{Act: ActRaiseObjection, Name: "提出异议", Stages: []ObjectionStage{ObjectionUnraised}, Who: []Who{entityItself, clerk},
		Clause: "文件四(五)", apply: with((*objectionTransition).raise)},
	{Act: ActCheckObjection, Name: "提出核查意见", Stages: []ObjectionStage{ObjectionCheck}, Who: []Who{sectionHead}, Reason: true,
		Clause: "文件四(五)（对抽查结果的合法性、准确性负责）", apply: with((*objectionTransition).check)},
	{Act: ActReturnObjection, Name: "退回核查意见", Stages: []ObjectionStage{ObjectionDecision}, Who: []Who{bureauHead}, Reason: true,
		Clause: "文件四(五)", apply: with((*objectionTransition).back)},
	{Act: ActDecideObjection, Name: "决定异议是否成立", Stages: []ObjectionStage{ObjectionDecision}, Who: []Who{bureauHead}, Reason: true,
		Clause: "文件四(五)", barred: Objection.ownOpinion, apply: with((*objectionTransition).decide)},
	{Act: ActAnswerObjection, Name: "答复异议", Stages: []ObjectionStage{ObjectionAnswer}, Who: []Who{clerk},
		Clause: "文件四(五)；期限为本单位规定", apply: with((*objectionTransition).answer)},
	{Act: ActExtendDeadline, Name: "延长期限", Stages: ObjectionStages[1:], Who: []Who{sectionHead, bureauHead}, Reason: true,
		Clause: "各期限条款", ready: extendable[Objection], narrow: extenders[Objection], apply: with((*objectionTransition).extendDeadline)},
	{Act: ActLapse, Name: "期限提醒与届满", Stages: ObjectionStages[1:], Who: []Who{theSystem},
		Clause: "各期限条款", apply: with((*objectionTransition).lapse)},
	{Act: ActRecount, Name: "按新日历重算期限", Stages: ObjectionStages[1:], Who: []Who{theSystem},
		Clause: "国务院办公厅节假日安排通知", apply: with((*objectionTransition).recount)},
}

// ObjectionRuleOf returns the row of an act.
func ObjectionRuleOf(kind ActKind) (ObjectionRule, bool) { return ruleOf(ObjectionRules, kind) }

func (o Objection) ownOpinion(a Actor) error {
	return notTheSame(a, "决定", o.CheckedBy, o.CheckedFor)
}
