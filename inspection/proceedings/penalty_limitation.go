package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 追责时效 (行政处罚法第36条; 劳动保障监察条例第20条): conduct is no longer pursued only where it
// was neither found nor reported nor complained of within the term.

// KnownBy is how unlawful conduct came to be known.
type KnownBy string

// The ways in which it came to be known.
const (
	KnownFound      KnownBy = "found"      // 发现
	KnownReported   KnownBy = "reported"   // 举报
	KnownComplained KnownBy = "complained" // 投诉
)

// KnownWays are all of them.
var KnownWays = []KnownBy{KnownFound, KnownReported, KnownComplained}

var knownNames = map[KnownBy]string{KnownFound: "发现", KnownReported: "举报", KnownComplained: "投诉"}

// Chinese is its name.
func (k KnownBy) Chinese() string { return knownNames[k] }

// Endangered is what conduct touched with harmful consequences so that its limitation
// is five years (行政处罚法第36条第一款).
type Endangered string

// What the longer term protects.
const (
	EndangeredLife    Endangered = "life_health"        // 公民生命健康安全
	EndangeredFinance Endangered = "financial_security" // 金融安全
)

// EndangeredKinds are both.
var EndangeredKinds = []Endangered{EndangeredLife, EndangeredFinance}

var endangeredNames = map[Endangered]string{EndangeredLife: "涉及公民生命健康安全且有危害后果", EndangeredFinance: "涉及金融安全且有危害后果"}

// Chinese is its name.
func (e Endangered) Chinese() string { return endangeredNames[e] }

// limitation is the term within which the conduct has to become known.
func (e Endangered) limitation() law.DeadlineKind {
	if e != "" {
		return law.PeriodLimitationGrave
	}
	return law.PeriodLimitation
}

// foundOn is the day on which the bureau itself found the conduct: the end of the
// visit, or the day on which the case opened for a clear lead. Cases from before this
// was kept have the day on which they opened.
func (p Proceeding) foundOn() calendar.Date {
	if !p.Found.IsZero() {
		return p.Found
	}
	return calendar.DateOf(p.Opened)
}

// known is the day of 发现、举报 or 投诉 and its kind, as the proposal says it; where it
// says nothing, the day of the finding.
//
// Errors: known_day_required, out_of_order.
func (t *transition) known(f ProposeFiling) (calendar.Date, KnownBy, error) {
	found := t.p.foundOn()
	switch {
	case f.KnownOn.IsZero() && f.KnownBy == "":
		return found, KnownFound, nil
	case f.KnownOn.IsZero() || f.KnownBy.Chinese() == "":
		return f.KnownOn, f.KnownBy, law.Errorf(law.KindInvalid, "known_day_required", "应同时写明发现、举报或者投诉的日期和方式。")
	case f.KnownOn.After(found):
		return f.KnownOn, f.KnownBy, law.Errorf(law.KindInvalid, "out_of_order", "%s日期（%s）不能晚于本机关已经发现的日期（%s）。", f.KnownBy.Chinese(), f.KnownOn.ChineseString(), found.ChineseString())
	}
	return f.KnownOn, f.KnownBy, nil
}

// checkLimitation refuses conduct that became known after the term only: two years
// from its end, five where it endangered what 第36条 names.
//
// Errors: conduct_end_required, out_of_order, filing_time_barred.
func (t *transition) checkLimitation(f ProposeFiling, known calendar.Date, by KnownBy) error {
	found := t.p.foundOn()
	switch {
	case f.Continuing != f.EndedOn.IsZero():
		return law.Errorf(law.KindInvalid, "conduct_end_required", "必须填写违法行为终了之日，或者写明违法行为仍在继续，二者择一。")
	case f.Continuing:
		return nil
	case f.EndedOn.After(found):
		return law.Errorf(law.KindInvalid, "out_of_order", "违法行为终了之日（%s）晚于发现之日（%s）的，应写明违法行为发现时仍在继续。", f.EndedOn.ChineseString(), found.ChineseString())
	}
	p := t.Period(f.Endangers.limitation())
	if last := law.PlainEnd(f.EndedOn, p.Period); known.After(last) {
		return law.Errorf(law.KindNotAllowed, "filing_time_barred", "违法行为于%s终了，追责时效至%s届满，在此之前既未被发现，也未被举报、投诉（%s%s），依照%s不再查处。",
			f.EndedOn.ChineseString(), last.ChineseString(), known.ChineseString(), by.Chinese(), p.Clause)
	}
	return nil
}
