package inspection

import "slices"

// ProceedingRule is one row of a proceeding's transition table.
type ProceedingRule = Rule[Proceeding, ProceedingStage, proceedingTransition]

// ProceedingRules is the transition table of the kind: its own acts, and those of
// all kinds.
func ProceedingRules(kind ProceedingKind) []ProceedingRule { return proceedingTables[kind] }

// ProceedingRuleOf returns the row of an act in the kind's table.
func ProceedingRuleOf(kind ProceedingKind, act ActKind) (ProceedingRule, bool) {
	return ruleOf(proceedingTables[kind], act)
}

// BeginsByAct reports whether the kind is opened by a person's act ([OpenByAct])
// and not by what the system finds due.
func BeginsByAct(kind ProceedingKind) bool {
	return kind == ProceedingFeedback || kind == ProceedingObjection
}

// proceedingTables and proceedingBegins hold what each kind is made of. They are
// filled at start because rules ask for the tables that they stand in.
var (
	proceedingTables = map[ProceedingKind][]ProceedingRule{}
	proceedingBegins = map[ProceedingKind]func(*proceedingTransition){}
	endingNames      = map[Ending]string{}
)

func init() {
	register(ProceedingPenalty, penaltyStages, penaltyRules(), beginPenalty, penaltyEndings)
	register(ProceedingReferral, referralStages, slices.Concat(referralRules(), investigatorRules(referralStages)), beginReferral, referralEndings)
	register(ProceedingPolice, policeStages, slices.Concat(policeRules(), investigatorRules(policeStages)), beginPolice, policeEndings)
	register(ProceedingFeedback, feedbackStages[1:], feedbackRules(), beginFeedback, feedbackEndings)
	register(ProceedingObjection, objectionStages[1:], objectionRules(), beginObjection, objectionEndings)
}

// register: at stages, periods run.
func register(kind ProceedingKind, stages []ProceedingStage, own []ProceedingRule, begin func(*proceedingTransition), endings map[Ending]string) {
	proceedingTables[kind] = slices.Concat(own, commonRules(stages))
	proceedingBegins[kind] = begin
	for e, name := range endings {
		endingNames[e] = name
	}
}

// commonRules are the rows that every kind has at all of its stages.
func commonRules(stages []ProceedingStage) []ProceedingRule {
	return []ProceedingRule{
		{Act: ActExtendDeadline, Name: "延长期限", Stages: stages, Who: []Who{sectionHead, bureauHead}, Reason: true, Aside: true,
			Clause: "各期限条款", ready: extendable[Proceeding], narrow: extenders[Proceeding], apply: with((*proceedingTransition).extendDeadline)},
		{Act: ActSuspend, Name: "中止", Stages: stages, Who: []Who{bureauHead}, Reason: true, Aside: true,
			Clause: "本单位规定", apply: with((*proceedingTransition).suspend)},
		{Act: ActResume, Name: "恢复", Stages: stages, Who: []Who{bureauHead}, WhileSuspended: true,
			Clause: "本单位规定", ready: Proceeding.resumable, apply: with((*proceedingTransition).resume)},
		{Act: ActLapse, Name: "期限提醒与届满", Stages: stages, Who: []Who{theSystem},
			Clause: "各期限条款", apply: with((*proceedingTransition).lapse)},
		{Act: ActRecount, Name: "按新日历重算期限", Stages: stages, Who: []Who{theSystem}, WhileSuspended: true,
			Clause: "国务院办公厅节假日安排通知", apply: with((*proceedingTransition).recount)},
	}
}

func (t *proceedingTransition) lapse(f Lapse) error { return t.transition.lapse(f, t.lapsed) }

// lapsed is what follows by itself when a period has passed.
func (t *proceedingTransition) lapsed(kind DeadlineKind) {
	if follows, ok := proceedingLapses[kind]; ok {
		follows(t)
	}
}
