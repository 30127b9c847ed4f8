package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Where a penalty was decided before the referral, the decision goes to the police and
// the procuratorate too (高检会〔2006〕2号).

// ActRecordPenaltyCopy enters that.
const ActRecordPenaltyCopy law.ActKind = "record_penalty_copy"

// RecordPenaltyCopy: copies of the decision went to the police and the procuratorate, the
// later on that day.
type RecordPenaltyCopy struct {
	On calendar.Date `json:"on"`
}

func (RecordPenaltyCopy) Kind() law.ActKind { return ActRecordPenaltyCopy }

func (t *transition) recordPenaltyCopy(f RecordPenaltyCopy) error {
	if err := t.PastDay(f.On, calendar.DateOf(t.p.Police.DecidedAt), "抄送日期", "批准移送之日"); err != nil {
		return err
	}
	t.p.Police.PenaltyCopiedOn = f.On
	t.Meet(law.DeadlinePolicePenaltyCopy, f.On.Start())
	return nil
}

func (p Proceeding) penaltyCopyMissing() error {
	switch {
	case p.Police.Penalty != PenaltyDecisionEnclosed:
		return law.Errorf(law.KindNotAllowed, "no_penalty_to_copy", "移送前没有作出行政处罚决定，无须抄送。")
	case !p.Police.PenaltyCopiedOn.IsZero():
		return law.Errorf(law.KindDuplicate, "copy_recorded", "抄送行政处罚决定书已经登记。")
	}
	return nil
}

// checkDecided holds what the team says of a penalty against what the system found.
func (f SendPoliceFile) checkDecided() error {
	if len(f.Decided) > 0 && f.Penalty == NoPenaltyDecided {
		return law.Errorf(law.KindInvalid, "penalty_was_decided", "%s已于%s作出行政处罚决定，决定书应随案抄送，并写明已缴罚款。", f.Decided[0].No, f.Decided[0].On.ChineseString())
	}
	return nil
}
