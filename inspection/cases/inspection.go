package cases

import (
	"maps"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The steps from the notice to the signed record (文件四(三)).

func (t *transition) issueNotice(f IssueNotice) error {
	t.c.NoticeIssued, t.c.NoticeCount = true, f.Count
	t.Tell(law.NoticeTask, t.ToTeam(), "您被随机抽取为本案检查组成员，请送达检查通知书。")
	return nil
}

func (t *transition) serveNotice(f ServeNotice) error {
	if !slices.Contains(law.NoticeMethods, f.Method) {
		return law.Errorf(law.KindInvalid, "service_method_unknown", "送达方式应为直接送达、邮寄送达、电子邮件或者短信。")
	}
	if err := t.PastDay(f.On, calendar.DateOf(t.c.Opened), "送达日期", "抽取之日"); err != nil {
		return err
	}
	t.c.Service = &Service{Served: true, Method: f.Method, On: f.On, Seq: t.c.Seq}
	t.Meet(law.DeadlineNotify, f.On.Start())
	t.c.Stage = StageSelfCheck
	t.OpenFrom(law.DeadlineSelfCheck, f.On)
	return nil
}

func (t *transition) recordNotServed(f RecordNotServed) error {
	if err := t.PastDay(f.On, calendar.DateOf(t.c.Opened), "未能送达的日期", "抽取之日"); err != nil {
		return err
	}
	t.c.Service = &Service{On: f.On, Seq: t.c.Seq}
	t.Meet(law.DeadlineNotify, f.On.Start())
	t.c.Stage = StageOnSite
	t.OpenFrom(law.DeadlineOnSite, f.On)
	return nil
}

// fileSelfCheck files or amends. The first filing decides whether it was in time;
// an amendment changes the answers only. One that was filed on paper in time and
// entered after the window had lapsed was in time.
func (t *transition) fileSelfCheck(f FileSelfCheck) error {
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	earliest, event := t.c.Service.On, "送达之日"
	filed := t.c.SelfCheck != nil && t.c.SelfCheck.Filed
	if filed {
		earliest, event = t.c.SelfCheck.lastFiled(), "上次提交之日"
	}
	if err := t.PastDay(on, earliest, "提交日期", event); err != nil {
		return err
	}
	if err := t.everyItemOnce("answers", slices.Sorted(maps.Keys(f.Answers)), "自查报告"); err != nil {
		return err
	}
	next := SelfCheck{Filed: true, On: on, EnteredFor: !t.ByEntity(), Answers: f.Answers, Revision: 1}
	if filed {
		next.On, next.AmendedOn, next.Late, next.Revision = t.c.SelfCheck.On, on, t.c.SelfCheck.Late, t.c.SelfCheck.Revision+1
	} else {
		t.MeetOrAmend(law.DeadlineSelfCheck, on.Start())
		next.Late = t.metLate(law.DeadlineSelfCheck)
	}
	t.c.SelfCheck = &next
	if t.c.Stage == StageSelfCheck {
		t.c.Stage = StageOnSite
		t.OpenFrom(law.DeadlineOnSite, on)
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "检查对象已提交自查报告，可以安排检查。")
	return nil
}

// lastFiled is the day of the last revision.
func (s SelfCheck) lastFiled() calendar.Date {
	if s.AmendedOn.IsZero() {
		return s.On
	}
	return s.AmendedOn
}

func (t *transition) metLate(kind law.DeadlineKind) bool {
	return slices.ContainsFunc(t.Met, func(m law.MetDeadline) bool { return m.Kind == kind && m.Late })
}

func (t *transition) agreeVisit(f AgreeVisit) error {
	if f.On.Before(t.Today()) {
		return law.Errorf(law.KindInvalid, "in_the_past", "约定的检查日期必须填写，且不能早于今天。")
	}
	t.c.VisitAgreed = f.On
	t.Tell(law.NoticeChange, t.ToTeam(), "约定于%s检查。", f.On.ChineseString())
	return nil
}

func (t *transition) recordVisit(f RecordVisit) error {
	if err := t.checkVisit(f); err != nil {
		return err
	}
	if err := t.Act.CheckLateEntry(calendar.DateOf(f.Ended), t.Law); err != nil {
		return err
	}
	urgent, err := t.visitLawful(f)
	if err != nil {
		return err
	}
	revision := 1
	if t.c.Visit != nil {
		revision = t.c.Visit.Revision + 1
	}
	t.c.Visit = &Visit{Mode: f.Mode, Started: f.Started, Ended: f.Ended, Attempt: f.Attempt, Urgent: urgent, CertificatesShown: f.CertificatesShown, NoticeHanded: f.NoticeHanded,
		Findings: f.Findings, EntitySignature: f.EntitySignature, By: t.Act.Actor.ID, Seq: t.c.Seq, Revision: revision}
	t.inspected(f.Ended)
	t.askLateApproval()
	t.Tell(law.NoticeTask, t.ToTeam(), "检查记录表已填写，请检查组成员核对签字。")
	return nil
}

// inspected: both periods run from the recorded end, not from the signatures (文件
// 四(五)); a record filled anew moves them and does not begin them again.
func (t *transition) inspected(ended time.Time) {
	t.MeetOrAmend(law.DeadlineOnSite, ended)
	for _, kind := range []law.DeadlineKind{law.DeadlineResult, law.DeadlinePublication} {
		if !t.Move(kind, ended) {
			t.Open(kind, ended)
		}
	}
}

func (t *transition) checkVisit(f RecordVisit) error {
	var bad law.Invalid
	if f.Mode.Chinese() == "" {
		bad.Add("mode", string(f.Mode), "核查方式应为实地检查、书面检查或者网络监测")
	}
	if f.Started.IsZero() || f.Ended.Before(f.Started) {
		bad.Add("ended", "", "必须填写检查开始和结束时间，且结束不早于开始")
	}
	if f.Ended.After(t.Act.Entered) {
		bad.Add("ended", "", "检查结束时间不能晚于现在")
	}
	if earliest := t.jointVisitFrom(); !f.Started.IsZero() && f.Started.Before(earliest) {
		bad.Add("started", "", "先行自查，再实施检查：检查不能早于%s", calendar.DateOf(earliest).ChineseString())
	}
	if f.EntitySignature.Chinese() == "" {
		bad.Add("entitySignature", string(f.EntitySignature), "必须填写检查对象签字情况：已签字、拒绝签字或者无人在场")
	}
	t.checkNotice(&bad, f)
	t.checkFindings(&bad, f)
	return bad.Err("visit_invalid", "检查记录表")
}

// checkNotice: 凡检查必通知 (国办发〔2024〕54号). A notice that could not be served before is
// handed over at the visit or left there, wherever somebody is met.
func (t *transition) checkNotice(bad *law.Invalid, f RecordVisit) {
	const at law.Path = "noticeHanded"
	switch served := t.c.Service.Served; {
	case f.NoticeHanded != "" && served:
		bad.Add(at, string(f.NoticeHanded), "检查通知书此前已经送达")
	case f.NoticeHanded != "" && f.NoticeHanded != law.ServedInPerson && f.NoticeHanded != law.ServedLeft:
		bad.Add(at, string(f.NoticeHanded), "检查时送达检查通知书的方式应为直接送达或者留置送达")
	case f.NoticeHanded == "" && !served && t.c.Under(law.DutyVisitApproval) && f.EntitySignature != EntityAbsent:
		bad.Add(at, "", "检查通知书此前未能送达的，检查时应当当场交付或者留置")
	}
}

func (t *transition) checkFindings(bad *law.Invalid, f RecordVisit) {
	problem := false
	for _, code := range slices.Sorted(maps.Keys(f.Findings)) {
		finding := f.Findings[code]
		problem = problem || finding == law.FindingProblem
		if !slices.Contains(t.c.SheetItems(), code) {
			bad.Add(law.Path("findings").Join(code), string(finding), "本案没有代码为%s的抽查事项", code)
		} else if !finding.Known() {
			bad.Add(law.Path("findings").Join(code), string(finding), "%s的检查结果应为未发现问题、发现问题或者不涉及", code)
		}
	}
	if f.Attempt == "" {
		return
	}
	rule, _ := t.Law.Edition.Outcome(f.Attempt)
	switch {
	case !rule.Attempt:
		bad.Add("attempt", string(f.Attempt), "不是可以作为整体检查情况的结果类别")
	case problem && !rule.Problem:
		bad.Add("attempt", string(f.Attempt), "整体检查情况为“%s”的，不能同时记载事项发现问题", rule.Name)
	}
}

// visitFrom is the moment from which the inspection may begin: after the
// self-check (先行自查, 文件四(三)) or, without service, the failed attempt.
func (t *transition) visitFrom() time.Time {
	if s := t.c.SelfCheck; s != nil && s.Filed && !s.Late {
		return s.On.Start()
	}
	for _, m := range t.Met {
		if m.Kind == law.DeadlineSelfCheck {
			return m.Due
		}
	}
	return t.c.Service.On.Start()
}

// jointVisitFrom is the same for both cases of a joint visit.
func (t *transition) jointVisitFrom() time.Time {
	from := t.visitFrom()
	if t.c.Leading() && t.c.Joint.From.After(from) {
		return t.c.Joint.From
	}
	return from
}

// unanswered are the items of the sheet without a finding.
func (c Case) unanswered() []string {
	var open []string
	for _, code := range c.SheetItems() {
		if _, ok := c.Visit.Findings[code]; !ok {
			open = append(open, code)
		}
	}
	return open
}

func (t *transition) signRecord(f SignRecord) error {
	v := t.c.Visit
	if f.Revision != v.Revision {
		return law.Errorf(law.KindStale, "record_revised", "检查记录表已更新为第%d稿，请核对后重新签字。", v.Revision)
	}
	v.Signed = append(v.Signed, t.Act.Actor.Certificate)
	v.SignedBy = append(v.SignedBy, t.Act.Actor.ID)
	for _, member := range t.c.Team {
		if !slices.Contains(v.Signed, member) {
			return nil
		}
	}
	t.handOverFindings()
	t.c.Stage = StageResult
	t.Tell(law.NoticeTask, t.ToLead(), "检查记录表已全部签字，请提出认定意见。")
	return nil
}

// everyItemOnce refuses answers that leave an item of the case out or name a
// foreign one: nothing has a default answer.
func (t *transition) everyItemOnce(at law.Path, answered []string, what string) error {
	var bad law.Invalid
	for _, code := range t.c.Items {
		if !slices.Contains(answered, code) {
			bad.Add(at.Join(code), "", "事项%s没有填写", code)
		}
	}
	for _, code := range answered {
		if !slices.Contains(t.c.Items, code) {
			bad.Add(at.Join(code), "", "本案没有代码为%s的抽查事项", code)
		}
	}
	return bad.Err("items_incomplete", what)
}
