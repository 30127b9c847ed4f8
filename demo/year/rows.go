package year

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// row is one line of the table of everything that the procedure knows: an act, a
// period, an outcome. Where the first was found is for the table.
type row struct {
	key    string // unique; acts: the kind of subject and the act
	group  string
	name   string
	clause string
	// in is the subject in which it happened; "" where it has not.
	in func(*archive) string
}

// rows are made of the law's own tables wherever there is one, so that what is
// new there is asked for here.
func rows() []row {
	return slices.Concat(actRows(), periodRows(), lapseRows(), resultRows(), wayRows(), otherRows())
}

// The kinds of subject that are no proceedings.
const (
	ofPlan = "plan"
	ofTask = "task"
	ofCase = "case"
)

// afterUpgrade are acts that only records of before an upgrade know: no year that
// begins anew comes upon them.
var afterUpgrade = []law.ActKind{proceedings.ActEndByPolice, proceedings.ActRecountPublicTerm}

func actRows() []row {
	var all []row
	add := func(kind, group string, act law.ActKind, name, clause string) {
		all = append(all, row{key: kind + "/" + string(act), group: group, name: name, clause: clause, in: acted(kind, act)})
	}
	for _, r := range plans.Rules {
		add(ofPlan, "年度计划", law.ActKind(r.Kind), r.Name, "附件")
	}
	for _, r := range tasks.Rules {
		add(ofTask, "抽查任务", r.Act, r.Name, r.Clause)
	}
	for _, r := range cases.Rules {
		add(ofCase, "检查案件", r.Act, r.Name, r.Clause)
	}
	for _, kind := range law.ProceedingKinds {
		for _, r := range proceedings.Rules(kind) {
			if slices.Contains(afterUpgrade, r.Act) {
				continue
			}
			add(string(kind), kind.Chinese(), r.Act, r.Name, r.Clause)
		}
	}
	return all
}

// allPeriods are the periods of all editions, each once.
func allPeriods() []law.LegalPeriod {
	var all []law.LegalPeriod
	for _, e := range law.Editions {
		for _, p := range e.Periods {
			known := slices.ContainsFunc(all, func(o law.LegalPeriod) bool { return o.Kind == p.Kind })
			if !known {
				all = append(all, p)
			}
		}
	}
	return all
}

// measures are periods that an act is held against; they never run by themselves,
// and have happened with that act.
var measures = map[law.DeadlineKind]func(*archive) string{
	law.PeriodLimitation:         fact(func(f proceedings.ProposeFiling) bool { return !f.EndedOn.IsZero() }),
	law.PeriodLimitationGrave:    fact(func(f proceedings.ProposeFiling) bool { return f.Endangers != "" }),
	law.PeriodHearingNotice:      fact(func(proceedings.NotifyHearing) bool { return true }),
	law.PeriodAnnouncement:       served(law.ServedByAnnouncement),
	law.PeriodShortestPublicTerm: fact(func(proceedings.AskCreditRepair) bool { return true }),
	// It begins with a judgment that leaves something to be enforced.
	law.PeriodJudgmentEnforcement: fact(func(f proceedings.RecordRemedyOutcome) bool { return f.Outcome == proceedings.RemedyUpheld }),
}

func periodRows() []row {
	var all []row
	for _, p := range allPeriods() {
		in := measures[p.Kind]
		if in == nil {
			in = ran(p.Kind)
		}
		all = append(all, row{key: "period/" + string(p.Kind), group: "期限", name: p.Name + "（" + p.Period.String() + "）", clause: p.Clause, in: in})
	}
	return append(all, row{key: "period/task", group: "期限", name: "任务完成日期", clause: "附件备注1", in: finishing(false)})
}

// lapsing are the periods whose passing the procedure says something of.
var lapsing = []law.DeadlineKind{
	law.DeadlineNotify, law.DeadlineSelfCheck, law.DeadlineLateApproval, law.DeadlineOnSite, law.DeadlineResult,
	law.DeadlineTellResult, law.DeadlineCorrection, law.DeadlineReinspection, law.DeadlinePublication, law.DeadlineSupplement,
	law.DeadlinePenaltyFiling, law.DeadlineDefence, law.DeadlinePayment, law.DeadlineReconsideration, law.DeadlineLitigation,
	law.DeadlineDemand, law.DeadlineReferralReply, law.DeadlinePoliceDecision,
}

func lapseRows() []row {
	var all []row
	for _, p := range allPeriods() {
		if slices.Contains(lapsing, p.Kind) {
			all = append(all, row{key: "lapse/" + string(p.Kind), group: "期限届满", name: p.Name, clause: p.Clause, in: passed(p.Kind)})
		}
	}
	return append(all, row{key: "lapse/task", group: "期限届满", name: "任务完成日期", clause: "附件备注1", in: finishing(true)},
		row{key: "reminder", group: "期限届满", name: "届满前提醒", clause: "各期限条款", in: fact(func(f law.Lapse) bool { return f.Moment.Step != law.StepOverdue })})
}

// resultRows are how inspections and proceedings end.
func resultRows() []row {
	var all []row
	for _, o := range law.Editions[0].Outcomes {
		all = append(all, row{key: "outcome/" + string(o.Outcome), group: "检查结果", name: o.Name, clause: o.Clause,
			in: fact(func(f cases.ProposeResult) bool { return f.Outcome == o.Outcome })})
	}
	for _, e := range endings {
		all = append(all, row{key: "ending/" + string(e), group: "办结方式", name: e.Chinese(), in: ended(e)})
	}
	for _, k := range proceedings.DecisionKinds {
		all = append(all, row{key: "decision/" + string(k), group: "处理决定", name: k.Chinese(), clause: "行政处罚法第57条；劳动保障监察条例第18条",
			in: fact(func(f proceedings.DecidePenaltyCase) bool { return f.Terms.Kind == k })})
	}
	for _, l := range proceedings.Leniencies {
		all = append(all, row{key: "leniency/" + string(l), group: "从轻减轻", name: l.Chinese(), clause: "行政处罚法第32条、第33条；文件四(四)",
			in: fact(func(f proceedings.DecidePenaltyCase) bool { return f.Terms.Leniency == l })})
	}
	return all
}

var endings = []proceedings.Ending{
	proceedings.PenaltyEndedNotFiled, proceedings.PenaltyEndedExecuted, proceedings.PenaltyEndedProcessed, proceedings.PenaltyEndedEnforced,
	proceedings.PenaltyEndedUnenforced, proceedings.PenaltyEndedNoPenalty, proceedings.PenaltyEndedDismissed, proceedings.PenaltyEndedTransferred,
	proceedings.PenaltyEndedQuashed, proceedings.PenaltyEndedSentenced, proceedings.PenaltyEndedByOrgan, proceedings.PenaltyEndedTerminated, proceedings.EndingReferred, proceedings.EndingNotReferred,
	proceedings.EndingPoliceFiled, proceedings.EndingPoliceNotTransferred, proceedings.EndingPoliceNotFiled,
	proceedings.EndingFeedbackAdopted, proceedings.EndingFeedbackExplained, proceedings.EndingFeedbackReported,
	proceedings.EndingObjectionUpheld, proceedings.EndingObjectionRejected,
}
