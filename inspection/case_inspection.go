package inspection

import (
	"slices"
	"sort"
	"strings"

	"shuangsuiji/inspection/calendar"
)

// The steps from the notice to the signed record (文件四(三)).

func (t *caseTransition) issueNotice(IssueNotice) error {
	t.c.NoticeIssued = true
	t.tell(NoticeTask, t.toTeam(), "您被随机抽取为本案检查组成员，请送达检查通知书。")
	return nil
}

func (t *caseTransition) serveNotice(f ServeNotice) error {
	if f.Method.Chinese() == "" {
		return Errorf(KindInvalid, "service_method_unknown", "送达方式应为直接送达、邮寄送达、电子邮件或者短信。")
	}
	if err := t.pastDay(f.On, calendar.DateOf(t.c.Opened), "送达日期", "抽取之日"); err != nil {
		return err
	}
	t.c.Service = &Service{Served: true, Method: f.Method, On: f.On, Seq: t.c.Seq}
	t.meet(DeadlineNotify, f.On.At(0, 0))
	t.c.Stage = StageSelfCheck
	t.openFrom(DeadlineSelfCheck, f.On)
	return nil
}

func (t *caseTransition) recordNotServed(f RecordNotServed) error {
	if err := t.pastDay(f.On, calendar.DateOf(t.c.Opened), "未能送达的日期", "抽取之日"); err != nil {
		return err
	}
	t.c.Service = &Service{On: f.On, Seq: t.c.Seq}
	t.meet(DeadlineNotify, f.On.At(0, 0))
	t.c.Stage = StageOnSite
	t.openFrom(DeadlineOnSite, f.On)
	return nil
}

func (t *caseTransition) fileSelfCheck(f FileSelfCheck) error {
	if t.c.Visit != nil {
		return Errorf(KindNotAllowed, "visit_recorded", "检查记录表已经填写，自查报告不能再提交或者修改。")
	}
	if t.c.Service == nil || !t.c.Service.Served {
		return Errorf(KindNotAllowed, "not_served", "检查通知书未送达，没有自查程序。")
	}
	if err := t.pastDay(f.On, t.c.Service.On, "提交日期", "送达之日"); err != nil {
		return err
	}
	answers := map[string]bool{}
	for code := range f.Answers {
		answers[code] = true
	}
	if err := t.everyItemOnce(answers, "自查报告"); err != nil {
		return err
	}
	late, revision := false, 1
	if t.c.SelfCheck != nil {
		late, revision = t.c.SelfCheck.Late || !t.c.SelfCheck.Filed, t.c.SelfCheck.Revision+1
	}
	t.c.SelfCheck = &SelfCheck{Filed: true, On: f.On, Late: late, EnteredFor: t.enteredFor(), Answers: f.Answers, Revision: revision}
	if t.c.Stage == StageSelfCheck {
		t.meet(DeadlineSelfCheck, f.On.At(0, 0))
		t.c.Stage = StageOnSite
		t.openFrom(DeadlineOnSite, f.On)
	}
	t.tell(NoticeTask, t.toTeam(), "检查对象已提交自查报告，可以安排检查。")
	return nil
}

func (t *caseTransition) agreeVisit(f AgreeVisit) error {
	if f.On.Before(calendar.DateOf(t.act.Entered)) {
		return Errorf(KindInvalid, "in_the_past", "约定的检查日期不能早于今天。")
	}
	t.c.VisitAgreed = f.On
	t.tell(NoticeChange, t.toTeam(), "约定于%s检查。", f.On.ChineseString())
	return nil
}

func (t *caseTransition) recordVisit(f RecordVisit) error {
	if t.c.Visit != nil && len(t.c.Visit.Signed) > 0 {
		return Errorf(KindNotAllowed, "record_signed", "检查记录表已有人签字，不能直接修改；需要修改的，由科室负责人审核退回。")
	}
	if err := t.checkVisit(f); err != nil {
		return err
	}
	revision := 1
	if t.c.Visit != nil {
		revision = t.c.Visit.Revision + 1
	}
	t.c.Visit = &Visit{Mode: f.Mode, Started: f.Started, Ended: f.Ended, Attempt: f.Attempt, CertificatesShown: f.CertificatesShown,
		Findings: f.Findings, EntitySignature: f.EntitySignature, By: t.act.Actor.ID, Seq: t.c.Seq, Revision: revision}
	t.meet(DeadlineOnSite, f.Ended)
	// Both periods run from the recorded end, not from the signatures (文件四(五)).
	t.open(DeadlineResult, f.Ended)
	t.open(DeadlinePublication, f.Ended)
	t.tell(NoticeTask, t.toTeam(), "检查记录表已填写，请检查组成员核对签字。")
	return nil
}

func (t *caseTransition) checkVisit(f RecordVisit) error {
	var bad Invalid
	if f.Mode.Chinese() == "" {
		bad.Add("mode", string(f.Mode), "核查方式应为实地检查、书面检查或者网络监测")
	}
	if f.Started.IsZero() || f.Ended.IsZero() || f.Ended.Before(f.Started) {
		bad.Add("ended", "", "必须填写检查开始和结束时间，且结束不早于开始")
	}
	if f.Ended.After(t.act.Entered) {
		bad.Add("ended", "", "检查结束时间不能晚于现在")
	}
	if t.c.Service != nil && !f.Started.IsZero() && calendar.DateOf(f.Started).Before(t.c.Service.On) {
		bad.Add("started", "", "检查不能早于通知书送达之日")
	}
	if f.EntitySignature.Chinese() == "" {
		bad.Add("entitySignature", string(f.EntitySignature), "必须填写检查对象签字情况：已签字、拒绝签字或者无人在场")
	}
	for code, finding := range f.Findings {
		if !slices.Contains(t.c.Items, code) {
			bad.Add("findings."+code, string(finding), "本案没有代码为%s的抽查事项", code)
		} else if !finding.Known() {
			bad.Add("findings."+code, string(finding), "%s的检查结果应为未发现问题、发现问题或者不涉及", code)
		}
	}
	if f.Attempt != "" {
		if rule, ok := t.law.Edition.Outcome(f.Attempt); !ok || !rule.Attempt {
			bad.Add("attempt", string(f.Attempt), "不是可以作为整体检查情况的结果类别")
		}
	}
	return bad.Err("visit_invalid", "检查记录表")
}

// unanswered are the items of the case without a finding.
func (c Case) unanswered() []string {
	var open []string
	for _, code := range c.Items {
		if _, ok := c.Visit.Findings[code]; !ok {
			open = append(open, code)
		}
	}
	return open
}

func (t *caseTransition) signRecord(f SignRecord) error {
	v := t.c.Visit
	if v == nil {
		return Errorf(KindNotAllowed, "record_missing", "检查记录表尚未填写。")
	}
	if f.Revision != v.Revision {
		return Errorf(KindStale, "record_revised", "检查记录表已更新为第%d稿，请核对后重新签字。", v.Revision)
	}
	if open := t.c.unanswered(); len(open) > 0 && v.Attempt == "" {
		return Errorf(KindNotAllowed, "items_unanswered", "还有%d个事项没有填写检查结果，不能签字：%s。", len(open), strings.Join(open, "、"))
	}
	cert := t.act.Actor.Certificate
	if slices.Contains(v.Signed, cert) {
		return Errorf(KindDuplicate, "already_signed", "您已经签字。")
	}
	v.Signed = append(v.Signed, cert)
	for _, member := range t.c.Team {
		if !slices.Contains(v.Signed, member) {
			return nil
		}
	}
	t.c.Stage = StageResult
	t.tell(NoticeTask, Audience{Certificates: []string{t.c.Team.Lead()}}, "检查记录表已全部签字，请提出认定意见。")
	return nil
}

// everyItemOnce refuses answers that leave an item of the case out or name a
// foreign one: nothing has a default answer.
func (t *caseTransition) everyItemOnce(answered map[string]bool, what string) error {
	var bad Invalid
	for _, code := range t.c.Items {
		if !answered[code] {
			bad.Add(code, "", "事项%s没有填写", code)
		}
	}
	foreign := []string{}
	for code := range answered {
		if !slices.Contains(t.c.Items, code) {
			foreign = append(foreign, code)
		}
	}
	sort.Strings(foreign)
	for _, code := range foreign {
		bad.Add(code, "", "本案没有代码为%s的抽查事项", code)
	}
	return bad.Err("items_incomplete", what)
}
