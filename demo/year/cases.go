package year

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The scripts of the cases: each is a way that a case can go.

func serve(method law.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) law.Facts { return cases.ServeNotice{Method: method, On: day} })
}

// selfCheck is the entity's; it names its first item's problem, if it has one.
func selfCheck(who string, problem bool) step {
	return step{who: who, act: cases.ActFileSelfCheck, facts: func(m moment) law.Facts {
		answers := map[string]cases.SelfCheckAnswer{}
		for i, item := range m.c.Items {
			answers[item] = cases.SelfCheckAnswer{Problem: problem && i == 0}
		}
		return cases.FileSelfCheck{On: m.today(), Answers: answers}
	}}
}

// visit is the inspection record; problem is what its first item shows.
type visit struct {
	mode      cases.VisitMode
	attempt   law.Outcome
	problem   bool
	signature cases.EntitySignature
	urgent    bool
}

func (v visit) recorded() step {
	s := step{who: byLead, act: cases.ActRecordVisit, facts: func(m moment) law.Facts {
		started := m.now
		if m.c.Start != nil {
			started = m.c.Start.At
		}
		f := cases.RecordVisit{Mode: v.mode, Started: started, Ended: m.now, Attempt: v.attempt, Urgent: v.urgent,
			CertificatesShown: true, EntitySignature: v.signature, Findings: map[string]law.Finding{}}
		if f.Mode == "" {
			f.Mode = cases.ModeOnSite
		}
		if f.EntitySignature == "" {
			f.EntitySignature = cases.EntitySigned
		}
		if v.attempt != "" {
			f.EntitySignature = cases.EntityAbsent
			return f
		}
		items := m.c.SheetItems()
		for i, item := range items {
			f.Findings[item] = law.FindingClear
			switch {
			case i == 0 && v.problem:
				f.Findings[item] = law.FindingProblem
			case i == len(items)-1 && i > 0:
				f.Findings[item] = law.FindingNotApplicable
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
	return step{who: who, act: cases.ActSignRecord, facts: func(m moment) law.Facts { return cases.SignRecord{Revision: m.c.Visit.Revision} }}
}

func bothSign() []step { return []step{signed(byLead), signed(byMember)} }

// found is the result as proposed; branches go with the first item.
func found(outcome law.Outcome, branches ...law.ProceedingKind) step {
	return step{who: byLead, act: cases.ActProposeResult, facts: func(m moment) law.Facts {
		f := cases.ProposeResult{Outcome: outcome}
		if m.c.Visit.Attempt == "" && outcome != law.OutcomeNoProblem {
			f.Items = map[string]cases.ItemResult{m.c.Items[0]: {Outcome: outcome, Branches: branches}}
		}
		return f
	}}
}

func confirmed() step { return does("head", cases.ConfirmResult{}) }

func published() []step {
	return []step{does("clerk", cases.PreparePublication{}), does("director", cases.ApprovePublication{})}
}

// concluded is what follows the recorded visit, up to the public entry.
func concluded(outcome law.Outcome, branches ...law.ProceedingKind) []step {
	return join(bothSign(), []step{found(outcome, branches...), confirmed()}, published())
}

func noticed() []step { return []step{serve(law.ServedInPerson), selfCheck(byEntity, false)} }

// withProblem is a case whose inspection finds one that is dealt with beside it.
func withProblem(name string, then map[law.ProceedingKind]script) script {
	var kinds []law.ProceedingKind
	for _, kind := range law.BranchKinds {
		if _, ok := then[kind]; ok {
			kinds = append(kinds, kind)
		}
	}
	return script{name: name, then: then, steps: join([]step{serve(law.ServedInPerson), selfCheck(byEntity, true), visit{problem: true}.recorded()},
		concluded(law.OutcomeFollowUp, kinds...))}
}

func withPenalty(name string, steps ...[]step) script {
	return withProblem(name, map[law.ProceedingKind]script{law.ProceedingPenalty: {name: name, steps: join(steps...)}})
}

func smooth() script {
	return script{name: "未发现问题", steps: join(noticed(), []step{visit{}.recorded()}, concluded(law.OutcomeNoProblem))}
}

// reportingBack is a smooth case whose team files feedback first.
func reportingBack(name string, topic proceedings.FeedbackTopic, then script) script {
	s := smooth()
	s.name, s.steps[0] = name, feedbackFirst(s.steps[0], topic)
	return s.with(law.ProceedingFeedback, then)
}

// questioned is a smooth case on which those who supervise have an opinion.
func questioned(name string, then script) script {
	s := smooth()
	s.name, s.steps[0] = name, opinionFirst(s.steps[0])
	return s.with(law.ProceedingOversight, then)
}

func attempted(name string, outcome law.Outcome) script {
	return script{name: name, steps: join(noticed(), []step{visit{attempt: outcome}.recorded()}, concluded(outcome))}
}

func corrections(ending ...step) []step {
	return join([]step{serve(law.ServedByMail), selfCheck(byEntity, true), visit{problem: true}.recorded()}, bothSign(),
		[]step{found(law.OutcomeCorrection), confirmed(),
			doesToday(byLead, func(day calendar.Date) law.Facts {
				return cases.OrderCorrection{Service: law.PaperService{Method: law.ServedInPerson, On: day}}
			})}, published(), ending)
}

func reinspected(corrected bool) step {
	return step{who: byLead, act: cases.ActReinspect, facts: func(m moment) law.Facts {
		return cases.Reinspect{On: m.today(), Corrected: map[string]bool{m.c.Items[0]: corrected}}
	}}
}

func correctionReported(who string) step {
	return doesToday(who, func(day calendar.Date) law.Facts { return cases.ReportCorrection{On: day} })
}

func extend(who string, kind law.DeadlineKind, by calendar.Period) step {
	return does(who, law.ExtendDeadline{Deadline: kind, By: by}).because("情况需要核实").once(begun(kind))
}

func suspend() step {
	return doesToday("director", func(day calendar.Date) law.Facts { return law.Suspend{On: day} }).because("不可抗力")
}

func resume() step {
	return doesToday("director", func(day calendar.Date) law.Facts { return law.Resume{On: day} })
}

func workingDays(n int) calendar.Period { return calendar.PeriodOf(n, calendar.WorkingDays) }

// caseScripts are the ways of a case that all editions know, beside those that
// go on in a proceeding.
func caseScripts() []script {
	return []script{
		reportingBack("未发现问题，反馈法律缺陷", proceedings.TopicLegalGap, lateFeedback()),
		reportingBack("未发现问题，反馈薄弱环节", proceedings.TopicWeakPoint, feedback(proceedings.FeedbackExplained)),
		reportingBack("未发现问题，再反馈", proceedings.TopicWeakPoint, feedback(proceedings.FeedbackReported)),
		questioned("未发现问题，逾期答复监督意见", opinion()),
		questioned("未发现问题，说明监督意见所指情况", script{name: "监督意见", steps: opinionAnswered(proceedings.OversightExplained)}),
		{name: "未按要求自查", steps: join([]step{serve(law.ServedByEmail), visit{mode: cases.ModeOnline}.recorded().once(lapsed(law.DeadlineSelfCheck))}, concluded(law.OutcomeNoProblem))},
		{name: "逾期送达、逾期自查后补报、纸质代录", steps: join([]step{
			serve(law.ServedBySMS).once(overdue(law.DeadlineNotify)),
			selfCheck("clerk", false).once(lapsed(law.DeadlineSelfCheck)), visit{mode: cases.ModeWritten}.recorded()}, concluded(law.OutcomeNoProblem))},
		allOverdue(),
		{name: "未能送达，无法联系", steps: join([]step{
			doesToday(byLead, func(day calendar.Date) law.Facts { return cases.RecordNotServed{On: day} }).because("登记的住所无人"),
			visit{attempt: law.OutcomeUnreachable}.recorded()}, concluded(law.OutcomeUnreachable))},
		attempted("未开展相关经营活动", law.OutcomeNoSuchBusiness),
		attempted("注销、停业", law.OutcomeDeregistered),
		{name: "不配合检查", steps: join(noticed(), []step{doesToday(byMember, func(day calendar.Date) law.Facts {
			return cases.OrderCooperation{Service: law.PaperService{Method: law.ServedInPerson, On: day}, By: day}
		}), visit{attempt: law.OutcomeUncooperative}.recorded()}, concluded(law.OutcomeUncooperative)), then: map[law.ProceedingKind]script{law.ProceedingPenalty: {steps: notFiled()}}},
		{name: "隐瞒真实情况、弄虚作假", steps: attempted("", law.OutcomeConcealed).steps, then: map[law.ProceedingKind]script{law.ProceedingPenalty: {steps: notFiled()}}},
		{name: "责令改正，延长后改正", steps: corrections(extend("head", law.DeadlineCorrection, calendar.PeriodOf(5, calendar.Days)),
			correctionReported(byEntity), reinspected(true), published()[0], published()[1])},
		{name: "责令改正，逾期未改，转行政处罚", steps: corrections(reinspected(false).once(overdue(law.DeadlineReinspection)),
			published()[0].once(overdue(law.DeadlineSupplement)), published()[1]), then: map[law.ProceedingKind]script{law.ProceedingPenalty: {steps: plainPenalty(fine(5_000))}}},
		{name: "审核退回、公示稿退回，受托人认定", steps: join(noticed(), []step{visit{}.recorded()}, bothSign(), []step{found(law.OutcomeNoProblem),
			does("head", cases.SendBackRecord{}).because("请核对检查地点")}, bothSign(), []step{found(law.OutcomeNoProblem), does(deputy, cases.ConfirmResult{}),
			published()[0], does("director", cases.ReturnPublication{}).because("名称有误")}, published())},
		{name: "更换检查人员", steps: join([]step{{who: "head", act: cases.ActReplaceInspector, facts: func(m moment) law.Facts {
			return cases.ReplaceInspector{Out: m.c.Team[len(m.c.Team)-1]}
		}, reason: "演示：因病不能参加检查"}}, smooth().steps)},
		{name: "中止、恢复、延长、约定日期、更正记录", steps: join([]step{serve(law.ServedInPerson), suspend(), resume(),
			extend("head", law.DeadlineSelfCheck, workingDays(2)),
			{who: byLead, act: cases.ActAgreeVisit, facts: func(m moment) law.Facts { return cases.AgreeVisit{On: m.today().AddDays(1)} }},
			{who: "head", act: cases.ActCorrectEntry, facts: func(m moment) law.Facts {
				return cases.CorrectEntry{Seq: m.c.Service.Seq, ServedOn: m.c.Service.On}
			}, reason: "演示：送达方式误填"},
			selfCheck(byEntity, false), visit{}.recorded()}, concluded(law.OutcomeNoProblem))},
		{name: "补录送达（写明理由）", steps: join([]step{step{who: byLead, act: cases.ActServeNotice, facts: func(m moment) law.Facts {
			return cases.ServeNotice{Method: law.ServedInPerson, On: calendar.DateOf(m.c.Opened)}
		}, when: func(m moment) bool { return m.today().After(calendar.DateOf(m.c.Opened).AddDays(lateEntryDays)) }}.because("外出办案，返回后补录"),
			selfCheck(byEntity, false), visit{}.recorded()}, concluded(law.OutcomeNoProblem))},
	}
}

// allOverdue is a case in which everything is done late.
func allOverdue() script {
	return script{name: "各项期限逾期", steps: join(noticed(), []step{visit{signature: cases.EntityRefused}.recorded().once(overdue(law.DeadlineOnSite))}, bothSign(),
		[]step{found(law.OutcomeNoProblem).once(overdue(law.DeadlineResult)), confirmed(),
			does("clerk", cases.PreparePublication{}).once(overdue(law.DeadlinePublication)), does("director", cases.ApprovePublication{})})}
}

// lateEntryDays are enough that an entry needs its reason.
const lateEntryDays = 5

// order54Scripts are the ways that edition 2025 adds.
func order54Scripts() []script {
	return []script{
		{name: "扫码入企、评价、投诉", steps: join(noticed(), []step{proposeVisit(), does("director", cases.ReturnVisit{}).because("日期不妥"),
			proposeVisit(), does("director", cases.ApproveVisit{}), scanned(), visit{}.recorded(),
			does(byEntity, cases.RateVisit{Stars: 5}), does(byEntity, cases.Complain{}).because("检查时间过长")}, toldAndPublished())},
		{name: "紧急检查，事后补办审批", steps: join(noticed(), []step{enteredLate(), visit{urgent: true}.recorded(),
			proposeVisit().once(overdue(law.DeadlineLateApproval)), does("director", cases.ApproveVisit{})}, toldAndPublished())},
		{name: "申请回避，更换检查人员，逾期告知", steps: join(noticed(), []step{
			{who: byEntity, act: cases.ActRequestRecusal, facts: func(m moment) law.Facts {
				return cases.RequestRecusal{Certificate: m.c.Team[1], On: m.today()}
			}, reason: "演示：有亲属关系"},
			step{who: "director", act: cases.ActDecideRecusal, facts: func(m moment) law.Facts {
				return cases.DecideRecusal{Certificate: m.c.Team[1], Upheld: true}
			}, reason: "演示：情况属实"}.once(overdue(law.DeadlineRecusal)),
			{who: "head", act: cases.ActReplaceInspector, facts: func(m moment) law.Facts { return cases.ReplaceInspector{Out: m.c.Team[1]} }, reason: "演示：回避"}},
			approvedVisit(), bothSign(), []step{found(law.OutcomeNoProblem), confirmed(), told().once(overdue(law.DeadlineTellResult))}, published())},
	}
}

// underOrder54 is a script of edition 2025 for a case without anything to tell.
func underOrder54() script {
	return script{name: "批准后检查，未发现问题", steps: join(noticed(), approvedVisit(), toldAndPublished())}
}

func proposeVisit() step {
	return step{who: byLead, act: cases.ActProposeVisit, facts: func(m moment) law.Facts {
		from := m.today()
		if m.c.Visit != nil { // an urgent one, made already
			from = calendar.DateOf(m.c.Visit.Started)
		}
		return cases.ProposeVisit{Mode: cases.ModeOnSite, From: from, To: m.today().AddDays(1)}
	}, reason: "演示：按计划抽查"}
}

func approvedVisit() []step {
	return []step{proposeVisit(), does("director", cases.ApproveVisit{}), scanned(), visit{}.recorded()}
}

// scanned: the entity scans the code that the lead shows.
func scanned() step { return does(byEntity, cases.StartVisit{}) }

func enteredLate() step {
	return step{who: byLead, act: cases.ActEnterScanLate, facts: func(m moment) law.Facts {
		return cases.EnterScanLate{At: m.now.Truncate(time.Second), Cause: law.ScanImpossible}
	}, reason: "演示：现场没有网络"}
}

func told() step {
	return doesToday(byLead, func(day calendar.Date) law.Facts {
		return cases.TellResult{Method: law.ServedInPerson, On: day}
	})
}

func toldAndPublished() []step {
	return join(bothSign(), []step{found(law.OutcomeNoProblem), confirmed(), told()}, published())
}
