package year

import (
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// The scripts of the cases: each is a way that a case can go.

func serve(method inspection.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.ServeNotice{Method: method, On: day} })
}

// selfCheck is the entity's; it names its first item's problem, if it has one.
func selfCheck(who string, problem bool) step {
	return step{who: who, act: inspection.ActFileSelfCheck, facts: func(m moment) inspection.Facts {
		answers := map[string]inspection.SelfCheckAnswer{}
		for i, item := range m.c.Items {
			answers[item] = inspection.SelfCheckAnswer{Problem: problem && i == 0}
		}
		return inspection.FileSelfCheck{On: m.today(), Answers: answers}
	}}
}

// visit is the inspection record; problem is what its first item shows.
type visit struct {
	mode      inspection.VisitMode
	attempt   inspection.Outcome
	problem   bool
	signature inspection.EntitySignature
	urgent    bool
}

func (v visit) recorded() step {
	s := step{who: byLead, act: inspection.ActRecordVisit, facts: func(m moment) inspection.Facts {
		started := m.now
		if m.c.Start != nil {
			started = m.c.Start.At
		}
		f := inspection.RecordVisit{Mode: v.mode, Started: started, Ended: m.now, Attempt: v.attempt, Urgent: v.urgent,
			CertificatesShown: true, EntitySignature: v.signature, Findings: map[string]inspection.Finding{}}
		if f.Mode == "" {
			f.Mode = inspection.ModeOnSite
		}
		if f.EntitySignature == "" {
			f.EntitySignature = inspection.EntitySigned
		}
		if v.attempt != "" {
			f.EntitySignature = inspection.EntityAbsent
			return f
		}
		items := m.c.SheetItems()
		for i, item := range items {
			f.Findings[item] = inspection.FindingClear
			switch {
			case i == 0 && v.problem:
				f.Findings[item] = inspection.FindingProblem
			case i == len(items)-1 && i > 0:
				f.Findings[item] = inspection.FindingNotApplicable
			}
		}
		return f
	}}
	if v.urgent {
		s = s.because("群众举报，情况紧急")
	}
	return s
}

func signed(who string) step {
	return step{who: who, act: inspection.ActSignRecord, facts: func(m moment) inspection.Facts { return inspection.SignRecord{Revision: m.c.Visit.Revision} }}
}

func bothSign() []step { return []step{signed(byLead), signed(byMember)} }

// found is the result as proposed; branches go with the first item.
func found(outcome inspection.Outcome, branches ...inspection.ProceedingKind) step {
	return step{who: byLead, act: inspection.ActProposeResult, facts: func(m moment) inspection.Facts {
		f := inspection.ProposeResult{Outcome: outcome}
		if m.c.Visit.Attempt == "" && outcome != inspection.OutcomeNoProblem {
			f.Items = map[string]inspection.ItemResult{m.c.Items[0]: {Outcome: outcome, Branches: branches}}
		}
		return f
	}}
}

func confirmed() step { return does("head", inspection.ConfirmResult{}) }

func published() []step {
	return []step{does("clerk", inspection.PreparePublication{}), does("director", inspection.ApprovePublication{})}
}

// concluded is what follows the recorded visit, up to the public entry.
func concluded(outcome inspection.Outcome, branches ...inspection.ProceedingKind) []step {
	return join(bothSign(), []step{found(outcome, branches...), confirmed()}, published())
}

func noticed() []step { return []step{serve(inspection.ServedInPerson), selfCheck(byEntity, false)} }

// withProblem is a case whose inspection finds one that is dealt with beside it.
func withProblem(name string, then map[inspection.ProceedingKind]script) script {
	var kinds []inspection.ProceedingKind
	for _, kind := range inspection.BranchKinds {
		if _, ok := then[kind]; ok {
			kinds = append(kinds, kind)
		}
	}
	return script{name: name, then: then, steps: join([]step{serve(inspection.ServedInPerson), selfCheck(byEntity, true), visit{problem: true}.recorded()},
		concluded(inspection.OutcomeFollowUp, kinds...))}
}

func withPenalty(name string, steps ...[]step) script {
	return withProblem(name, map[inspection.ProceedingKind]script{inspection.ProceedingPenalty: {name: name, steps: join(steps...)}})
}

func smooth() script {
	return script{name: "未发现问题", steps: join(noticed(), []step{visit{}.recorded()}, concluded(inspection.OutcomeNoProblem))}
}

// reportingBack is a smooth case whose team files feedback first.
func reportingBack(name string, topic inspection.FeedbackTopic, then script) script {
	s := smooth()
	s.name, s.steps[0] = name, feedbackFirst(s.steps[0], topic)
	return s.with(inspection.ProceedingFeedback, then)
}

func attempted(name string, outcome inspection.Outcome) script {
	return script{name: name, steps: join(noticed(), []step{visit{attempt: outcome}.recorded()}, concluded(outcome))}
}

func corrections(ending ...step) []step {
	return join([]step{serve(inspection.ServedByMail), selfCheck(byEntity, true), visit{problem: true}.recorded()}, bothSign(),
		[]step{found(inspection.OutcomeCorrection), confirmed(),
			doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.OrderCorrection{On: day} })}, published(), ending)
}

func reinspected(corrected bool) step {
	return step{who: byLead, act: inspection.ActReinspect, facts: func(m moment) inspection.Facts {
		return inspection.Reinspect{On: m.today(), Corrected: map[string]bool{m.c.Items[0]: corrected}}
	}}
}

func correctionReported(who string) step {
	return doesToday(who, func(day calendar.Date) inspection.Facts { return inspection.ReportCorrection{On: day} })
}

func extend(who string, kind inspection.DeadlineKind, by calendar.Period) step {
	return does(who, inspection.ExtendDeadline{Deadline: kind, By: by}).because("情况需要核实").once(begun(kind))
}

func suspend() step {
	return doesToday("director", func(day calendar.Date) inspection.Facts { return inspection.Suspend{On: day} }).because("不可抗力")
}

func resume() step {
	return doesToday("director", func(day calendar.Date) inspection.Facts { return inspection.Resume{On: day} })
}

func workingDays(n int) calendar.Period { return calendar.PeriodOf(n, calendar.WorkingDays) }

// caseScripts are the ways of a case that both editions know, beside those that
// go on in a proceeding.
func caseScripts() []script {
	return []script{
		reportingBack("未发现问题，反馈法律缺陷", inspection.TopicLegalGap, lateFeedback()),
		reportingBack("未发现问题，反馈薄弱环节", inspection.TopicWeakPoint, feedback(inspection.FeedbackExplained)),
		reportingBack("未发现问题，再反馈", inspection.TopicWeakPoint, feedback(inspection.FeedbackReported)),
		{name: "未按要求自查", steps: join([]step{serve(inspection.ServedByEmail), visit{mode: inspection.ModeOnline}.recorded().once(lapsed(inspection.DeadlineSelfCheck))}, concluded(inspection.OutcomeNoProblem))},
		{name: "逾期送达、逾期自查后补报、纸质代录", steps: join([]step{
			serve(inspection.ServedBySMS).once(overdue(inspection.DeadlineNotify)),
			selfCheck("clerk", false).once(lapsed(inspection.DeadlineSelfCheck)), visit{mode: inspection.ModeWritten}.recorded()}, concluded(inspection.OutcomeNoProblem))},
		allOverdue(),
		{name: "未能送达，无法联系", steps: join([]step{
			doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.RecordNotServed{On: day} }).because("登记的住所无人"),
			visit{attempt: inspection.OutcomeUnreachable}.recorded()}, concluded(inspection.OutcomeUnreachable))},
		attempted("未开展相关经营活动", inspection.OutcomeNoSuchBusiness),
		attempted("注销、停业", inspection.OutcomeDeregistered),
		{name: "不配合检查", steps: attempted("", inspection.OutcomeUncooperative).steps, then: map[inspection.ProceedingKind]script{inspection.ProceedingPenalty: {steps: notFiled()}}},
		{name: "隐瞒真实情况、弄虚作假", steps: attempted("", inspection.OutcomeConcealed).steps, then: map[inspection.ProceedingKind]script{inspection.ProceedingPenalty: {steps: notFiled()}}},
		{name: "责令改正，延长后改正", steps: corrections(extend("head", inspection.DeadlineCorrection, calendar.PeriodOf(5, calendar.Days)),
			correctionReported(byEntity), reinspected(true), published()[0], published()[1])},
		{name: "责令改正，逾期未改，转行政处罚", steps: corrections(reinspected(false).once(overdue(inspection.DeadlineReinspection)),
			published()[0].once(overdue(inspection.DeadlineSupplement)), published()[1]), then: map[inspection.ProceedingKind]script{inspection.ProceedingPenalty: {steps: plainPenalty(fine(5_000))}}},
		{name: "审核退回、公示稿退回，受托人认定", steps: join(noticed(), []step{visit{}.recorded()}, bothSign(), []step{found(inspection.OutcomeNoProblem),
			does("head", inspection.SendBackRecord{}).because("请核对检查地点")}, bothSign(), []step{found(inspection.OutcomeNoProblem), does(deputy, inspection.ConfirmResult{}),
			published()[0], does("director", inspection.ReturnPublication{}).because("名称有误")}, published())},
		{name: "更换检查人员", steps: join([]step{{who: "head", act: inspection.ActReplaceInspector, facts: func(m moment) inspection.Facts {
			return inspection.ReplaceInspector{Out: m.c.Team[len(m.c.Team)-1]}
		}, reason: "演示：因病不能参加检查"}}, smooth().steps)},
		{name: "中止、恢复、延长、约定日期、更正记录", steps: join([]step{serve(inspection.ServedInPerson), suspend(), resume(),
			extend("head", inspection.DeadlineSelfCheck, workingDays(2)),
			{who: byLead, act: inspection.ActAgreeVisit, facts: func(m moment) inspection.Facts { return inspection.AgreeVisit{On: m.today().AddDays(1)} }},
			{who: "head", act: inspection.ActCorrectEntry, facts: func(m moment) inspection.Facts {
				return inspection.CorrectEntry{Seq: m.c.Service.Seq, ServedOn: m.c.Service.On}
			}, reason: "演示：送达方式误填"},
			selfCheck(byEntity, false), visit{}.recorded()}, concluded(inspection.OutcomeNoProblem))},
		{name: "补录送达（写明理由）", steps: join([]step{step{who: byLead, act: inspection.ActServeNotice, facts: func(m moment) inspection.Facts {
			return inspection.ServeNotice{Method: inspection.ServedInPerson, On: calendar.DateOf(m.c.Opened)}
		}, when: func(m moment) bool { return m.today().After(calendar.DateOf(m.c.Opened).AddDays(lateEntryDays)) }}.because("外出办案，返回后补录"),
			selfCheck(byEntity, false), visit{}.recorded()}, concluded(inspection.OutcomeNoProblem))},
	}
}

// allOverdue is a case in which everything is done late.
func allOverdue() script {
	return script{name: "各项期限逾期", steps: join(noticed(), []step{visit{signature: inspection.EntityRefused}.recorded().once(overdue(inspection.DeadlineOnSite))}, bothSign(),
		[]step{found(inspection.OutcomeNoProblem).once(overdue(inspection.DeadlineResult)), confirmed(),
			does("clerk", inspection.PreparePublication{}).once(overdue(inspection.DeadlinePublication)), does("director", inspection.ApprovePublication{})})}
}

// lateEntryDays are enough that an entry needs its reason.
const lateEntryDays = 5

// order54Scripts are the ways that edition 2025 adds.
func order54Scripts() []script {
	return []script{
		{name: "扫码入企、评价、投诉", steps: join(noticed(), []step{proposeVisit(), does("director", inspection.ReturnVisit{}).because("日期不妥"),
			proposeVisit(), does("director", inspection.ApproveVisit{}), scanned(), visit{}.recorded(),
			does(byEntity, inspection.RateVisit{Stars: 5}), does(byEntity, inspection.Complain{}).because("检查时间过长")}, toldAndPublished())},
		{name: "紧急检查，事后补办审批", steps: join(noticed(), []step{enteredLate(), visit{urgent: true}.recorded(),
			proposeVisit().once(overdue(inspection.DeadlineLateApproval)), does("director", inspection.ApproveVisit{})}, toldAndPublished())},
		{name: "申请回避，更换检查人员，逾期告知", steps: join(noticed(), []step{
			{who: byEntity, act: inspection.ActRequestRecusal, facts: func(m moment) inspection.Facts {
				return inspection.RequestRecusal{Certificate: m.c.Team[1], On: m.today()}
			}, reason: "演示：有亲属关系"},
			{who: "head", act: inspection.ActDecideRecusal, facts: func(m moment) inspection.Facts {
				return inspection.DecideRecusal{Certificate: m.c.Team[1], Upheld: true}
			}, reason: "演示：情况属实"},
			{who: "head", act: inspection.ActReplaceInspector, facts: func(m moment) inspection.Facts { return inspection.ReplaceInspector{Out: m.c.Team[1]} }, reason: "演示：回避"}},
			approvedVisit(), bothSign(), []step{found(inspection.OutcomeNoProblem), confirmed(), told().once(overdue(inspection.DeadlineTellResult))}, published())},
	}
}

// underOrder54 is a script of edition 2025 for a case without anything to tell.
func underOrder54() script {
	return script{name: "批准后检查，未发现问题", steps: join(noticed(), approvedVisit(), toldAndPublished())}
}

func proposeVisit() step {
	return step{who: byLead, act: inspection.ActProposeVisit, facts: func(m moment) inspection.Facts {
		from := m.today()
		if m.c.Visit != nil { // an urgent one, made already
			from = calendar.DateOf(m.c.Visit.Started)
		}
		return inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: from, To: m.today().AddDays(1)}
	}, reason: "演示：按计划抽查"}
}

func approvedVisit() []step {
	return []step{proposeVisit(), does("director", inspection.ApproveVisit{}), scanned(), visit{}.recorded()}
}

// scanned: the entity scans the code that the lead shows.
func scanned() step { return does(byEntity, inspection.StartVisit{}) }

func enteredLate() step {
	return step{who: byLead, act: inspection.ActEnterScanLate, facts: func(m moment) inspection.Facts { return inspection.EnterScanLate{At: m.now.Truncate(time.Second)} }, reason: "演示：现场没有网络"}
}

func told() step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts {
		return inspection.TellResult{Method: inspection.ServedInPerson, On: day}
	})
}

func toldAndPublished() []step {
	return join(bothSign(), []step{found(inspection.OutcomeNoProblem), confirmed(), told()}, published())
}
