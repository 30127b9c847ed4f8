package cases

import (
	"maps"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 处理: 责令改正 and the re-inspection (文件四(四); 行政处罚法 art. 28).

func (t *transition) orderCorrection(f OrderCorrection) error {
	ordered, err := t.correctionOrdered(f)
	if err != nil {
		return err
	}
	p := t.Period(law.DeadlineCorrection)
	length := t.Length(p)
	if f.Within != (calendar.Period{}) {
		if f.Within.Validate() != nil || f.Within.Amount == 0 || (f.Within.Unit != calendar.Days && f.Within.Unit != calendar.WorkingDays) {
			return law.Errorf(law.KindInvalid, "correction_period_invalid", "改正期限应为若干日或者若干个工作日。")
		}
		length = f.Within
	}
	t.c.Correction = ordered
	t.OpenFor(p, length, ordered.OrderedOn.Start())
	return nil
}

func (t *transition) correctionOrdered(f OrderCorrection) (*Correction, error) {
	if f.Service == (law.PaperService{}) {
		return &Correction{OrderedOn: f.On}, t.PastDay(f.On, t.c.Result.ConfirmedOn, "责令改正通知书送达日期", "认定之日")
	}
	served, err := t.Served(f.Service, t.c.Result.ConfirmedOn, "认定之日")
	return &Correction{OrderedOn: served, Service: &f.Service}, err
}

// reportCorrection: a report in time starts the re-inspection's period; one after
// the lapse finds it running.
func (t *transition) reportCorrection(f ReportCorrection) error {
	k := t.c.Correction
	on, err := t.EntityDay(f.On)
	if err != nil {
		return err
	}
	if err := t.PastDay(on, k.OrderedOn, "整改报告日期", "责令改正之日"); err != nil {
		return err
	}
	k.ReportedOn, k.EnteredFor = on, !t.ByEntity()
	_, running := t.Deadlines.Find(law.DeadlineCorrection)
	t.MeetOrAmend(law.DeadlineCorrection, on.Start())
	if running {
		t.OpenFrom(law.DeadlineReinspection, on)
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "检查对象已提交整改报告，请复查。")
	return nil
}

func (t *transition) reinspect(f Reinspect) error {
	period, _ := t.Deadlines.Find(law.DeadlineReinspection)
	if err := t.PastDay(f.On, calendar.DateOf(period.From), "复查日期", "提交整改报告或者整改期限届满之日"); err != nil {
		return err
	}
	var bad law.Invalid
	var failed []string
	ordered := t.c.CorrectionItems(t.Law.Edition)
	for _, code := range ordered {
		done, answered := f.Corrected[code]
		if !answered {
			bad.Add(law.Path("corrected").Join(code), "", "事项%s没有填写是否已改正", code)
		} else if !done {
			failed = append(failed, code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(f.Corrected)) {
		if !slices.Contains(ordered, code) {
			bad.Add(law.Path("corrected").Join(code), "", "事项%s没有责令改正", code)
		}
	}
	if err := bad.Err("reinspection_invalid", "复查记录"); err != nil {
		return err
	}
	t.c.Correction.InspectedOn, t.c.Correction.Corrected = f.On, f.Corrected
	t.Meet(law.DeadlineReinspection, f.On.Start())
	if len(failed) > 0 {
		t.addBranch(law.ProceedingPenalty, failed, f.On)
	}
	t.handled(f.On)
	return nil
}

// CorrectionItems are the items that are handled by 责令改正, in order; none before there
// is a result.
func (c Case) CorrectionItems(e *law.Edition) []string {
	var out []string
	if c.Result == nil {
		return out
	}
	for _, code := range c.Problems() {
		if rule, _ := e.Outcome(c.Result.Items[code].Outcome); rule.Correctable {
			out = append(out, code)
		}
	}
	return out
}

// handled: the problem was dealt with. What was published as found is to be
// supplemented, what was not is to be published. A draft made before that says
// what no longer holds.
func (t *transition) handled(on calendar.Date) {
	t.c.HandledOn = on
	t.c.Publication.PreparedBy, t.c.Publication.PreparedFor = "", ""
	if t.c.Publication.AsFound || !t.Law.Edition.PublishProblemsAsFound {
		t.OpenFrom(law.DeadlineSupplement, on)
	}
	t.goPublic("问题已处理，请拟定公示内容；处理前拟定的公示稿不再有效。")
}
