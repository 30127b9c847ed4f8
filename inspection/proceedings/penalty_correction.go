package proceedings

import (
	"strconv"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// CorrectionOrder is what a decision says of the correction (责令改正或者限期改正,
// 行政处罚法第28条第一款). It is no penalty.
type CorrectionOrder string

// What a decision says of it.
const (
	CorrectAtOnce    CorrectionOrder = "at_once" // 责令立即改正
	CorrectByDay     CorrectionOrder = "by_day"  // 责令限期改正
	CorrectedAlready CorrectionOrder = "done"    // 已经改正
)

// CorrectionOrders are all of them.
var CorrectionOrders = []CorrectionOrder{CorrectAtOnce, CorrectByDay, CorrectedAlready}

var correctionNames = map[CorrectionOrder]string{CorrectAtOnce: "责令立即改正", CorrectByDay: "责令限期改正", CorrectedAlready: "已经改正，不再责令"}

// Chinese is its name.
func (c CorrectionOrder) Chinese() string { return correctionNames[c] }

// Ordered is what a decision orders beside penalties (行政处罚法第28条).
type Ordered struct {
	Correction CorrectionOrder `json:"correction,omitempty"`
	// CorrectBy is the last day for the correction, where it has one.
	CorrectBy calendar.Date `json:"correctBy,omitzero"`
	// RestitutionFen is what of the unlawful gains has to be paid back (退赔) and
	// therefore is not confiscated, in fen.
	RestitutionFen int64 `json:"restitutionFen,omitempty"`
}

// checkOrders: a penalty goes with an order to correct, unless that was done; a day for it
// has not passed; and only a decision on the conduct orders anything.
func (o Ordered) checkOrders(bad *law.Invalid, at law.Path, kind DecisionKind, today calendar.Date) {
	orders := kind.adverse() || kind == DecisionNoPenalty
	switch {
	case !orders && o != Ordered{}:
		bad.Add(at.Join("correction"), string(o.Correction), "“%s”不责令改正或者退赔", kind.Chinese())
		return
	case kind == DecisionPenalty && o.Correction.Chinese() == "":
		bad.Add(at.Join("correction"), string(o.Correction), "实施行政处罚时，应当责令当事人改正或者限期改正（行政处罚法第二十八条）；已经改正的，写明已经改正")
	case o.Correction != "" && o.Correction.Chinese() == "":
		bad.Add(at.Join("correction"), string(o.Correction), "没有该责令改正的方式")
	}
	if (o.Correction == CorrectByDay) == o.CorrectBy.IsZero() {
		bad.Add(at.Join("correctBy"), "", "责令限期改正的必须写明改正的最后一日，其他的不写")
	} else if !o.CorrectBy.IsZero() && o.CorrectBy.Before(today) {
		bad.Add(at.Join("correctBy"), o.CorrectBy.String(), "责令改正的最后一日不能早于作出决定之日")
	}
	if o.RestitutionFen < 0 || o.RestitutionFen > law.MaxFen || (o.RestitutionFen > 0 && !kind.adverse()) {
		bad.Add(at.Join("restitutionFen"), strconv.FormatInt(o.RestitutionFen, 10), "责令退赔的金额应大于零，只写入行政处罚或者行政处理决定")
	}
}

// ordersText is what of it stands on the public page after the penalties.
func (o Ordered) ordersText() string {
	var said string
	switch o.Correction {
	case CorrectAtOnce:
		said = "；责令立即改正"
	case CorrectByDay:
		said = "；责令于" + o.CorrectBy.ChineseString() + "前改正"
	case CorrectedAlready:
	}
	if o.RestitutionFen > 0 {
		said += "；责令退赔" + law.Yuan(o.RestitutionFen)
	}
	return said
}
