package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// How a fine is paid (行政处罚法第67条至第71条): to the bank or electronically; to the
// officer only for a ground of the law, and what the officer took is handed in.
const (
	ActHandInCollected law.ActKind = "hand_in_collected"
	ActBankCollected   law.ActKind = "bank_collected"
)

// HandInCollected: 交至行政机关, of all that was collected on the spot until then.
type HandInCollected struct {
	On calendar.Date `json:"on"`
}

// BankCollected: 缴付指定的银行, of what was handed in.
type BankCollected struct {
	On calendar.Date `json:"on"`
}

func (HandInCollected) Kind() law.ActKind { return ActHandInCollected }
func (BankCollected) Kind() law.ActKind   { return ActBankCollected }

// PaymentChannel is how money came in.
type PaymentChannel string

// The channels.
const (
	PaidAtBank         PaymentChannel = "bank"
	PaidElectronically PaymentChannel = "electronic"
	CollectedOnTheSpot PaymentChannel = "collected_on_the_spot"
)

// PaymentChannels are all of them.
var PaymentChannels = []PaymentChannel{PaidAtBank, PaidElectronically, CollectedOnTheSpot}

var channelNames = map[PaymentChannel]string{PaidAtBank: "银行缴纳", PaidElectronically: "电子支付", CollectedOnTheSpot: "当场收缴"}

// Chinese is its name.
func (c PaymentChannel) Chinese() string { return channelNames[c] }

// CollectionGround is why an officer may take a fine on the spot.
type CollectionGround string

// The grounds; the first two only for a decision taken on the spot.
const (
	CollectSmallFine CollectionGround = "small_fine" // 一百元以下罚款 (第68条第一项)
	CollectHardLater CollectionGround = "hard_later" // 不当场收缴事后难以执行 (第68条第二项)
	CollectRemote    CollectionGround = "remote"     // 边远、水上、交通不便，当事人提出 (第69条)
)

// CollectionGrounds are all of them.
var CollectionGrounds = []CollectionGround{CollectSmallFine, CollectHardLater, CollectRemote}

var groundNames = map[CollectionGround]string{CollectSmallFine: "当场处罚一百元以下罚款", CollectHardLater: "当场处罚，不当场收缴事后难以执行", CollectRemote: "边远、水上、交通不便地区，当事人缴纳有困难并提出"}

// Chinese is its name.
func (g CollectionGround) Chinese() string { return groundNames[g] }

// maxReceipt bounds the number of a receipt, in characters.
const maxReceipt = 40

// checkCollection: an officer takes a fine only for a ground of the law, and against the
// receipt of the treasury (第70条).
//
// Errors: payment_channel_invalid, collection_not_allowed.
func (t *transition) checkCollection(f RecordPayment) error {
	var bad law.Invalid
	if f.Channel != "" && f.Channel.Chinese() == "" {
		bad.Add("channel", string(f.Channel), "没有该缴款方式")
	}
	if len([]rune(f.Receipt)) > maxReceipt {
		bad.Add("receipt", "", "票据号最多%d个字", maxReceipt)
	}
	spot := f.Channel == CollectedOnTheSpot
	if spot && f.Receipt == "" {
		bad.Add("receipt", "", "当场收缴罚款的，必须出具财政部门统一制发的专用票据并写明票据号（行政处罚法第七十条）")
	}
	if spot != (f.Ground.Chinese() != "") {
		bad.Add("ground", string(f.Ground), "当场收缴的必须写明法定情形，其他缴款方式不写")
	}
	if err := bad.Err("payment_channel_invalid", "缴款方式"); err != nil || !spot {
		return err
	}
	decidedOnTheSpot := t.p.Penalty.Decision.OnTheSpot
	small := t.p.amountOf(PenaltyFine) <= t.Law.Edition.Amount(law.AmountCollectedOnTheSpot)
	if f.For != PenaltyFine || f.Ground != CollectRemote && !decidedOnTheSpot || f.Ground == CollectSmallFine && !small {
		return law.Errorf(law.KindNotAllowed, "collection_not_allowed", "不符合可以当场收缴罚款的情形（行政处罚法第六十八条、第六十九条），应当由当事人到指定的银行或者通过电子支付系统缴纳。")
	}
	return nil
}

func (t *transition) handInCollected(f HandInCollected) error {
	x := &t.p.Penalty.Execution
	if err := t.PastDay(f.On, x.lastCollected(), "交款日期", "当场收缴之日"); err != nil {
		return err
	}
	for i := range x.Payments {
		if x.Payments[i].toHandIn() {
			x.Payments[i].HandedIn = f.On
		}
	}
	t.Meet(law.DeadlineHandIn, f.On.Start())
	t.OpenFrom(law.DeadlineBanking, f.On)
	return nil
}

func (t *transition) bankCollected(f BankCollected) error {
	d, _ := t.Deadlines.Find(law.DeadlineBanking)
	if err := t.PastDay(f.On, calendar.DateOf(d.From), "缴付日期", "交至行政机关之日"); err != nil {
		return err
	}
	t.Meet(law.DeadlineBanking, f.On.Start())
	return nil
}

// toHandIn: an officer took it and has it still.
func (p Payment) toHandIn() bool {
	return p.Channel == CollectedOnTheSpot && p.Fen > 0 && p.HandedIn.IsZero()
}

// lastCollected is the last day on which an officer took what is not handed in.
func (x ExecutionRecord) lastCollected() calendar.Date {
	var last calendar.Date
	for _, one := range x.Payments {
		if one.toHandIn() && one.On.After(last) {
			last = one.On
		}
	}
	return last
}

func (p Proceeding) handInDue() error {
	if !slices.ContainsFunc(p.Penalty.Execution.Payments, Payment.toHandIn) {
		return law.Errorf(law.KindNotAllowed, "nothing_to_hand_in", "没有当场收缴后尚未交至行政机关的罚款。")
	}
	return nil
}

func (p Proceeding) bankingDue() error {
	if _, due := p.Deadlines.Find(law.DeadlineBanking); !due {
		return law.Errorf(law.KindNotAllowed, "nothing_to_bank", "没有应当缴付银行的款项。")
	}
	return nil
}

// collectedPassedOn refuses to close a case whose money is still on its way.
func (p Proceeding) collectedPassedOn() error {
	if p.handInDue() == nil || p.bankingDue() == nil {
		return law.Errorf(law.KindNotAllowed, "collected_outstanding", "当场收缴的罚款尚未交至行政机关或者缴付银行（行政处罚法第七十一条）。")
	}
	return nil
}
