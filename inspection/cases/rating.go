package cases

import "shuangsuiji/inspection/law"

// After the visit the entity rates it and may complain (国办发〔2024〕54号). What it says
// only the supervisor reads; the case keeps no more than that it rated.

// The acts.
const (
	ActRateVisit law.ActKind = "rate_visit"
	ActComplain  law.ActKind = "complain"
)

// MostStars is the best rating; one star is the worst.
const MostStars = 5

// RateVisit is the entity's rating of the visit.
type RateVisit struct {
	Stars int `json:"stars"`
}

// Complain: the entity complains of how it was inspected; of what stands in the
// record.
type Complain struct{}

func (RateVisit) Kind() law.ActKind { return ActRateVisit }
func (Complain) Kind() law.ActKind  { return ActComplain }

func (c Case) visitHeld() error {
	if c.Visit == nil && c.Start == nil {
		return law.Errorf(law.KindNotAllowed, "visit_not_held", "检查尚未开始。")
	}
	return nil
}

func (c Case) unrated() error {
	if c.Rated {
		return law.Errorf(law.KindDuplicate, "already_rated", "已经评价。")
	}
	return nil
}

func (t *transition) rateVisit(f RateVisit) error {
	if f.Stars < 1 || f.Stars > MostStars {
		return law.Errorf(law.KindInvalid, "stars_invalid", "评价应为1至%d星。", MostStars)
	}
	t.c.Rated = true
	return nil
}

func (t *transition) complain(Complain) error {
	t.Tell(law.NoticeTask, t.ToRole(law.RoleSupervisor), "检查对象投诉检查行为，请查看办理记录。")
	return nil
}
