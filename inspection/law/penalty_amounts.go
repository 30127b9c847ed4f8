package law

import "fmt"

// AmountKind names an amount of money on which something of the law depends.
type AmountKind string

// The amounts.
const (
	AmountOnTheSpotCitizen      AmountKind = "on_the_spot_citizen"
	AmountOnTheSpotOrganisation AmountKind = "on_the_spot_organisation"
	AmountHearingCitizen        AmountKind = "hearing_citizen"
	AmountHearingOrganisation   AmountKind = "hearing_organisation"
	AmountCollectedOnTheSpot    AmountKind = "collected_on_the_spot"
)

// LegalAmount is one such amount: what it is for, how much, where it is written
// and since when it holds.
type LegalAmount struct {
	Kind   AmountKind `json:"kind"`
	Name   string     `json:"name"`
	Fen    int64      `json:"fen"`
	Clause string     `json:"clause"`
	InForce
}

// Basis is the clause, and where the day since which it is in force goes.
func (a *LegalAmount) Basis() (clause string, since *InForce) { return a.Clause, &a.InForce }

// penaltyAmounts are those of all editions. What is 较大数额 is for a department's rule or
// the province to say, not for a county bureau. No source at hand confirms Hebei's
// figure; until one does, the hearing is offered from the lowest figure that is known,
// that of another city's rule (石家庄市人民政府令第112号): it takes nothing from the
// party. The confirmed figure goes here.
var penaltyAmounts = []LegalAmount{
	{Kind: AmountOnTheSpotCitizen, Name: "当场处罚罚款上限（公民）", Fen: 200_00, Clause: "行政处罚法第51条"},
	{Kind: AmountOnTheSpotOrganisation, Name: "当场处罚罚款上限（法人或者其他组织）", Fen: 3_000_00, Clause: "行政处罚法第51条"},
	{Kind: AmountHearingCitizen, Name: "可以要求听证的较大数额（公民）", Fen: 500_00, Clause: "行政处罚法第63条；河北省规定（待核对）"},
	{Kind: AmountHearingOrganisation, Name: "可以要求听证的较大数额（法人或者其他组织）", Fen: 5_000_00, Clause: "行政处罚法第63条；河北省规定（待核对）"},
	{Kind: AmountCollectedOnTheSpot, Name: "可以当场收缴的小额罚款", Fen: 100_00, Clause: "行政处罚法第68条"},
}

// MaxFen bounds an amount: a hundred billion yuan.
const MaxFen = 100_000_000_000_00

// Amount returns the edition's amount of the kind in fen.
func (e *Edition) Amount(kind AmountKind) int64 {
	for _, a := range e.Amounts {
		if a.Kind == kind {
			return a.Fen
		}
	}
	return 0
}

// Yuan shows fen as people write money: 2000元, 2000.50元.
func Yuan(fen int64) string {
	if fen%100 == 0 {
		return fmt.Sprintf("%d元", fen/100)
	}
	return fmt.Sprintf("%d.%02d元", fen/100, fen%100)
}
