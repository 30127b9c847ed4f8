package proceedings

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// Rule is one row of a proceeding's transition table.
type Rule = law.Rule[Proceeding, Stage, transition]

// leads are where an act leads, by the stage at which it is performed.
type leads = law.Leads[Stage]

// Rules is the transition table of the kind: its own acts, and those of
// all kinds.
func Rules(kind law.ProceedingKind) []Rule { return proceedingTables[kind] }

// RuleOf returns the row of an act in the kind's table.
func RuleOf(kind law.ProceedingKind, act law.ActKind) (Rule, bool) {
	return law.RuleOf(proceedingTables[kind], act)
}

// BeginsByAct reports whether the kind is opened by a person's act ([OpenByAct])
// and not by what the system finds due.
func BeginsByAct(kind law.ProceedingKind) bool {
	_, byAct := FirstAct(kind)
	return byAct
}

// FirstAct is the person's act with which a proceeding of the kind begins; false where
// the system opens it.
func FirstAct(kind law.ProceedingKind) (law.ActKind, bool) {
	act, byAct := firstActs[kind]
	return act, byAct
}

var firstActs = map[law.ProceedingKind]law.ActKind{law.ProceedingFeedback: ActFileFeedback, law.ProceedingObjection: ActRaiseObjection, law.ProceedingOversight: ActRegisterOversight}

// proceedingTables and proceedingBegins hold what each kind is made of. They are
// filled at start because rules ask for the tables that they stand in.
var (
	proceedingTables = map[law.ProceedingKind][]Rule{}
	proceedingBegins = map[law.ProceedingKind]func(*transition){}
	endingNames      = map[Ending]string{}
)

func init() {
	register(law.ProceedingPenalty, penaltyStages, penaltyRules(), beginPenalty, penaltyEndings)
	register(law.ProceedingReferral, referralStages, slices.Concat(referralRules(), investigatorRules(referralStages)), beginReferral, referralEndings)
	register(law.ProceedingPolice, policeStages, slices.Concat(policeRules(), investigatorRules(policeStages)), beginPolice, policeEndings)
	register(law.ProceedingFeedback, feedbackStages[1:], feedbackRules(), beginFeedback, feedbackEndings)
	register(law.ProceedingObjection, objectionStages[1:], objectionRules(), beginObjection, objectionEndings)
	register(law.ProceedingOversight, oversightStages[1:], oversightRules(), beginOversight, oversightEndings)
}

// register: at stages, periods run.
func register(kind law.ProceedingKind, stages []Stage, own []Rule, begin func(*transition), endings map[Ending]string) {
	proceedingTables[kind] = law.Dated(slices.Concat(own, commonRules(stages)))
	proceedingBegins[kind] = begin
	for e, name := range endings {
		endingNames[e] = name
	}
}

// commonRules are the rows that every kind has at all of its stages.
func commonRules(stages []Stage) []Rule {
	return []Rule{
		{Act: law.ActExtendDeadline, Name: "延长期限", Stages: stages, Who: []law.Who{law.BySectionHead, law.ByBureauHead}, Reason: true, Aside: true,
			Clause: "各期限条款", Ready: law.Extendable[Proceeding], Narrow: law.Extenders[Proceeding], Apply: law.With((*transition).ExtendDeadline)},
		{Act: law.ActSuspend, Name: "中止", Stages: stages, Who: []law.Who{law.ByBureauHead}, Reason: true, Aside: true,
			Clause: "本单位规定", Apply: law.With((*transition).Suspend)},
		{Act: law.ActResume, Name: "恢复", Stages: stages, Who: []law.Who{law.ByBureauHead}, WhileSuspended: true,
			Clause: "本单位规定", Ready: Proceeding.resumable, Apply: law.With((*transition).Resume)},
		{Act: law.ActLapse, Name: "期限提醒与届满", Stages: stages, Leads: lapseLeads.At(stages), Who: []law.Who{law.BySystem},
			Clause: "各期限条款", Apply: law.With((*transition).lapse)},
		{Act: law.ActRecount, Name: "按新日历重算期限", Stages: stages, Who: []law.Who{law.BySystem}, WhileSuspended: true,
			Clause: "国务院办公厅节假日安排通知", Apply: law.With((*transition).Recount)},
	}
}

func (t *transition) lapse(f law.Lapse) error { return t.Lapse(f, t.lapsed) }

// lapsed is what follows by itself when a period has passed.
func (t *transition) lapsed(kind law.DeadlineKind) {
	if follows, ok := proceedingLapses[kind]; ok {
		follows(t)
	}
}
