package proceedings

import "shuangsuiji/inspection/law"

// DecisionKind is what a penalty case can be decided by (行政处罚法第57条;
// 劳动保障监察条例第18条).
type DecisionKind string

// The decisions.
const (
	DecisionPenalty    DecisionKind = "penalty"    // 行政处罚
	DecisionProcessing DecisionKind = "processing" // 行政处理决定
	DecisionNoPenalty  DecisionKind = "no_penalty" // 不予行政处罚
	DecisionDismissed  DecisionKind = "dismissed"  // 撤销立案
	DecisionTransfer   DecisionKind = "transfer"   // 移送
	DecisionTerminated DecisionKind = "terminated" // 终止办理
)

// DecisionKinds are all of them, as they are shown.
var DecisionKinds = []DecisionKind{DecisionPenalty, DecisionProcessing, DecisionNoPenalty, DecisionDismissed, DecisionTransfer, DecisionTerminated}

var decisionNames = map[DecisionKind]string{DecisionPenalty: "行政处罚", DecisionProcessing: "行政处理决定", DecisionNoPenalty: "不予行政处罚",
	DecisionDismissed: "撤销立案", DecisionTransfer: "移送", DecisionTerminated: "终止办理"}

// Chinese is the decision's name.
func (k DecisionKind) Chinese() string { return decisionNames[k] }

// adverse: it burdens the entity, which therefore is heard before (行政处罚法第44条、
// 第45条; 劳动保障监察条例第19条).
func (k DecisionKind) adverse() bool { return k == DecisionPenalty || k == DecisionProcessing }

// PenaltyKind is a kind of penalty (行政处罚法第9条).
type PenaltyKind string

// The kinds of penalty.
const (
	PenaltyWarning      PenaltyKind = "warning"
	PenaltyCriticism    PenaltyKind = "criticism"
	PenaltyFine         PenaltyKind = "fine"
	PenaltyConfiscation PenaltyKind = "confiscation"
	PenaltySuspension   PenaltyKind = "suspend_business"
	PenaltyClosure      PenaltyKind = "close_business"
	PenaltyRestriction  PenaltyKind = "restrict_business"
	PenaltyDowngrade    PenaltyKind = "downgrade_licence"
	PenaltyRevocation   PenaltyKind = "revoke_licence"
	PenaltyGoods        PenaltyKind = "confiscate_goods" // no amount of money
	PenaltyHeldLicence  PenaltyKind = "suspend_licence"
	PenaltyBarred       PenaltyKind = "bar_from_trade"
)

// PenaltyKinds are all of them, from light to grave.
var PenaltyKinds = []PenaltyKind{PenaltyWarning, PenaltyCriticism, PenaltyFine, PenaltyConfiscation, PenaltyGoods, PenaltyHeldLicence, PenaltyRestriction, PenaltySuspension, PenaltyDowngrade, PenaltyRevocation, PenaltyClosure, PenaltyBarred}

var penaltyNames = map[PenaltyKind]string{PenaltyWarning: "警告", PenaltyCriticism: "通报批评", PenaltyFine: "罚款", PenaltyConfiscation: "没收违法所得",
	PenaltySuspension: "责令停产停业", PenaltyClosure: "责令关闭", PenaltyRestriction: "限制开展生产经营活动", PenaltyDowngrade: "降低资质等级", PenaltyRevocation: "吊销许可证件",
	PenaltyGoods: "没收非法财物", PenaltyHeldLicence: "暂扣许可证件", PenaltyBarred: "限制从业"}

// Chinese is the penalty's name.
func (k PenaltyKind) Chinese() string { return penaltyNames[k] }

// inMoney: it is an amount to be paid.
func (k PenaltyKind) inMoney() bool { return k == PenaltyFine || k == PenaltyConfiscation }

// Performed: the entity has to do or to leave something beside paying.
func (k PenaltyKind) Performed() bool {
	return !k.inMoney() && k != PenaltyWarning && k != PenaltyCriticism
}

// DiscretionGrade is the grade within the range that the law leaves (裁量档次).
type DiscretionGrade string

// The grades, from light to heavy.
const (
	GradeReduced  DiscretionGrade = "reduced"  // 减轻
	GradeLight    DiscretionGrade = "light"    // 从轻
	GradeOrdinary DiscretionGrade = "ordinary" // 一般
	GradeHeavy    DiscretionGrade = "heavy"    // 从重
)

// DiscretionGrades are all of them, from light to heavy.
var DiscretionGrades = []DiscretionGrade{GradeReduced, GradeLight, GradeOrdinary, GradeHeavy}

var discretionNames = map[DiscretionGrade]string{GradeReduced: "减轻", GradeLight: "从轻", GradeOrdinary: "一般", GradeHeavy: "从重"}

// Chinese is the grade's name.
func (g DiscretionGrade) Chinese() string { return discretionNames[g] }

// Leniency is by how much the law lets a case be treated more mildly
// (行政处罚法第32条、第33条; 文件四(四)).
type Leniency string

// The kinds of leniency, from none to most.
const (
	LeniencyNone    Leniency = "none"
	LeniencyLighter Leniency = "lighter" // 从轻
	LeniencyReduced Leniency = "reduced" // 减轻
	LeniencyExempt  Leniency = "exempt"  // 不予处罚
)

// Leniencies are all of them, from none to most.
var Leniencies = []Leniency{LeniencyNone, LeniencyLighter, LeniencyReduced, LeniencyExempt}

var leniencyNames = map[Leniency]string{LeniencyNone: "不从轻减轻", LeniencyLighter: "从轻处罚", LeniencyReduced: "减轻处罚", LeniencyExempt: "不予处罚"}

// Chinese is its name.
func (l Leniency) Chinese() string { return leniencyNames[l] }

// PartyKind is whom the case is against (当事人); thresholds depend on it.
type PartyKind string

// The kinds of party.
const (
	PartyOrganisation PartyKind = "organisation" // 法人或者其他组织
	PartyCitizen      PartyKind = "citizen"      // 公民
)

// PartyKinds are both.
var PartyKinds = []PartyKind{PartyOrganisation, PartyCitizen}

var partyNames = map[PartyKind]string{PartyOrganisation: "法人或者其他组织", PartyCitizen: "公民"}

// Chinese is its name.
func (k PartyKind) Chinese() string { return partyNames[k] }

// RemedyKind is how the entity contests a decision.
type RemedyKind string

// The remedies.
const (
	RemedyReconsideration RemedyKind = "reconsideration" // 行政复议
	RemedyLitigation      RemedyKind = "litigation"      // 行政诉讼
)

// RemedyKinds are both.
var RemedyKinds = []RemedyKind{RemedyReconsideration, RemedyLitigation}

var remedyNames = map[RemedyKind]string{RemedyReconsideration: "行政复议", RemedyLitigation: "行政诉讼"}

// Chinese is its name.
func (k RemedyKind) Chinese() string { return remedyNames[k] }

// RemedyOutcome is what came of it, once it is in effect.
type RemedyOutcome string

// The outcomes of a remedy.
const (
	RemedyUpheld    RemedyOutcome = "upheld"    // 维持或者驳回
	RemedyChanged   RemedyOutcome = "changed"   // 变更
	RemedyQuashed   RemedyOutcome = "quashed"   // 撤销，或者确认无效
	RemedyWithdrawn RemedyOutcome = "withdrawn" // 申请人撤回，和解的也是
	// 部分撤销: the rest of the decision stands
	RemedyPartlyQuashed RemedyOutcome = "partly_quashed"
	// 确认违法而不撤销: the decision stands as it is (行政复议法第65条; 行政诉讼法第74条)
	RemedyUnlawful RemedyOutcome = "unlawful"
	// 调解: 行政复议调解书 or 行政调解书 with other terms (行政复议法第73条; 行政诉讼法第60条)
	RemedyMediated RemedyOutcome = "mediated"
)

// RemedyOutcomes are all of them.
var RemedyOutcomes = []RemedyOutcome{RemedyUpheld, RemedyChanged, RemedyQuashed, RemedyPartlyQuashed, RemedyUnlawful, RemedyMediated, RemedyWithdrawn}

var remedyOutcomeNames = map[RemedyOutcome]string{RemedyUpheld: "维持或者驳回", RemedyChanged: "变更", RemedyQuashed: "撤销或者确认无效",
	RemedyPartlyQuashed: "部分撤销", RemedyUnlawful: "确认违法（不撤销）", RemedyMediated: "调解", RemedyWithdrawn: "申请人撤回（含和解）"}

// Chinese is its name.
func (o RemedyOutcome) Chinese() string { return remedyOutcomeNames[o] }

// setsTerms: the decision goes on with the penalties that it leaves.
func (o RemedyOutcome) setsTerms() bool {
	return o == RemedyChanged || o == RemedyPartlyQuashed || o == RemedyMediated
}

// annuls: the decision, or a part of it, does not hold any more, so that it may have to
// be decided anew.
func (o RemedyOutcome) annuls() bool { return o == RemedyQuashed || o == RemedyPartlyQuashed }

// CourtResult is what came of the application for compulsory enforcement.
type CourtResult string

// The results of the court.
const (
	CourtGranted       CourtResult = "granted"       // 裁定准予执行
	CourtRefused       CourtResult = "refused"       // 裁定不准予执行
	CourtEnforced      CourtResult = "enforced"      // 执行完毕
	CourtUnenforceable CourtResult = "unenforceable" // 终结执行
)

// CourtResults are all of them.
var CourtResults = []CourtResult{CourtGranted, CourtRefused, CourtEnforced, CourtUnenforceable}

var courtNames = map[CourtResult]string{CourtGranted: "裁定准予执行", CourtRefused: "裁定不准予执行", CourtEnforced: "执行完毕", CourtUnenforceable: "终结执行"}

// Chinese is its name.
func (r CourtResult) Chinese() string { return courtNames[r] }

// DefenceView is what the team makes of a statement or defence.
type DefenceView string

// The views.
const (
	DefenceAccepted DefenceView = "accepted" // 采纳
	DefencePartly   DefenceView = "partly"   // 部分采纳
	DefenceRejected DefenceView = "rejected" // 不予采纳
)

// DefenceViews are all of them.
var DefenceViews = []DefenceView{DefenceAccepted, DefencePartly, DefenceRejected}

var defenceNames = map[DefenceView]string{DefenceAccepted: "采纳", DefencePartly: "部分采纳", DefenceRejected: "不予采纳"}

// Chinese is its name.
func (v DefenceView) Chinese() string { return defenceNames[v] }

// How a penalty case ends.
const (
	PenaltyEndedNotFiled    Ending = "penalty_not_filed"
	PenaltyEndedExecuted    Ending = "penalty_executed"
	PenaltyEndedProcessed   Ending = "penalty_processed"
	PenaltyEndedEnforced    Ending = "penalty_enforced"
	PenaltyEndedUnenforced  Ending = "penalty_unenforced"
	PenaltyEndedNoPenalty   Ending = "penalty_none"
	PenaltyEndedDismissed   Ending = "penalty_dismissed"
	PenaltyEndedTransferred Ending = "penalty_transferred"
	PenaltyEndedQuashed     Ending = "penalty_quashed"
	// PenaltyEndedByPolice is of records from before cases waited for the criminal one.
	PenaltyEndedByPolice   Ending = "penalty_police"
	PenaltyEndedSentenced  Ending = "penalty_sentenced"
	PenaltyEndedTerminated Ending = "penalty_terminated"

	PenaltyEndedByOrgan         Ending = "penalty_organ_enforced"
	PenaltyEndedOrganUnenforced Ending = "penalty_organ_unenforced"
)

var penaltyEndings = map[Ending]string{
	PenaltyEndedNotFiled: "不予立案", PenaltyEndedExecuted: "行政处罚决定执行完毕", PenaltyEndedProcessed: "行政处理决定履行完毕",
	PenaltyEndedEnforced: "人民法院强制执行完毕", PenaltyEndedUnenforced: "人民法院不准予执行或者终结执行", PenaltyEndedNoPenalty: "不予行政处罚",
	PenaltyEndedDismissed: "撤销立案", PenaltyEndedTransferred: "移送其他机关处理", PenaltyEndedQuashed: "决定被依法撤销",
	PenaltyEndedByPolice: "移送司法机关追究刑事责任", PenaltyEndedSentenced: "刑事判决生效，终结办理", PenaltyEndedTerminated: "终止办理",
	PenaltyEndedByOrgan: "行政复议机关强制执行完毕", PenaltyEndedOrganUnenforced: "行政复议机关未能执行或者终结执行",
}

// onTheSpotLimit is the largest fine that may be imposed at once.
func onTheSpotLimit(e *law.Edition, party PartyKind) int64 {
	if party == PartyCitizen {
		return e.Amount(law.AmountOnTheSpotCitizen)
	}
	return e.Amount(law.AmountOnTheSpotOrganisation)
}

// hearingOpen: the entity may ask for a hearing (行政处罚法第63条). Goods have no amount on
// record, so that their confiscation is always told with it.
func hearingOpen(e *law.Edition, party PartyKind, penalties []Penalty) bool {
	larger := e.Amount(law.AmountHearingOrganisation)
	if party == PartyCitizen {
		larger = e.Amount(law.AmountHearingCitizen)
	}
	for _, p := range penalties {
		if p.Kind.Performed() || (p.Kind.inMoney() && p.Fen >= larger) {
			return true
		}
	}
	return false
}
