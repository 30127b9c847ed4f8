package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// A crime that is suspected only after the decision goes to the police as any other
// (行政执法机关移送涉嫌犯罪案件的规定第3条、第5条). What was decided before goes on: a
// warning, an order to stop business or a licence revoked isn't stayed, and a fine that
// was paid is set off against a criminal one (the same, 第11条), so that the letter of
// referral says what was paid.

// ActReferFoundCrime opens the referral.
const ActReferFoundCrime law.ActKind = "refer_found_crime"

// ReferFoundCrime: on that day the facts turned out to be suspected of a crime.
type ReferFoundCrime struct {
	On calendar.Date `json:"on"`
}

func (ReferFoundCrime) Kind() law.ActKind { return ActReferFoundCrime }

// FoundCrime is that on record. Referral is the number of what was opened.
type FoundCrime struct {
	On       calendar.Date `json:"on"`
	By       string        `json:"by"`
	Referral string        `json:"referral"`
}

func foundCrimeRules() []Rule {
	return []Rule{
		{Act: ActReferFoundCrime, Name: "决定后发现涉嫌犯罪", Stages: decided, Who: []law.Who{law.ByLead, law.BySectionHead}, Reason: true, Aside: true,
			Clause: crimeReferral + "第3条、第5条、第11条", Ready: Proceeding.crimeUnreferred, Apply: executed((*transition).referFoundCrime)},
	}
}

func (p Proceeding) crimeUnreferred() error {
	if p.Penalty.Crime != nil {
		return law.Errorf(law.KindDuplicate, "crime_referred", "本案已于%s转入移送公安机关程序（%s）。", p.Penalty.Crime.On.ChineseString(), p.Penalty.Crime.Referral)
	}
	return nil
}

func (t *transition) referFoundCrime(f ReferFoundCrime) error {
	if err := t.PastDay(f.On, t.p.Penalty.Decision.On, "发现涉嫌犯罪的日期", "作出决定之日"); err != nil {
		return err
	}
	c := &FoundCrime{On: f.On, By: t.Act.Actor.ID, Referral: law.ProceedingNo(t.p.No, law.ProceedingPolice, 1)}
	t.p.Penalty.Crime = c
	t.Tell(law.NoticeChange, t.ToTeam(), "发现涉嫌犯罪，已转入移送公安机关程序（%s）；已作出的决定不停止执行，移送书应写明已缴罚款。", c.Referral)
	t.Tell(law.NoticeChange, t.ToRole(law.RoleBureauHead), "%s作出决定后发现涉嫌犯罪，已转入移送公安机关程序（%s）。", t.p.No, c.Referral)
	return nil
}

// FoundCrimeReferral is what the referral begins with that a crime found after the
// decision asks for; false without one.
func (p Proceeding) FoundCrimeReferral() (Opening, bool) {
	if p.Penalty == nil || p.Penalty.Crime == nil {
		return Opening{}, false
	}
	return p.Successor(law.ProceedingPolice, p.Penalty.Crime.Referral), true
}

// DecidedPenalty is a penalty for the same facts that was decided before they go to the
// police, with what has been paid of its fine.
type DecidedPenalty struct {
	No      string        `json:"no"`
	On      calendar.Date `json:"on"`
	PaidFen int64         `json:"paidFen"`
}

// PenaltyDecided is that of this case, if the referral is about the same facts; false
// where none was decided, or none is left.
func (p Proceeding) PenaltyDecided(referral Proceeding) (DecidedPenalty, bool) {
	same := p.No == referral.ReferredBy() || p.SameFacts(referral)
	if !same || p.Penalty == nil || p.Penalty.Decision == nil || p.Penalty.Decision.Quashed || p.Penalty.Decision.Terms.Kind != DecisionPenalty {
		return DecidedPenalty{}, false
	}
	return DecidedPenalty{No: p.No, On: p.Penalty.Decision.On, PaidFen: p.Sums(PenaltyFine).Paid - p.Sums(PenaltyFine).Refunded}, true
}
