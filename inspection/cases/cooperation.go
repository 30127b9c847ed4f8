package cases

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 拒绝、阻挠检查: who refuses is ordered to let the inspection go on, and what follows is
// a penalty, or for the police to deal with (劳动保障监察条例第30条). A 社保经办机构 is the
// same department's own: it is ordered, and those responsible are disciplined
// (社会保险经办条例第53条).

// ActOrderCooperation is the order to let the inspection go on.
const ActOrderCooperation law.ActKind = "order_cooperation"

// OrderCooperation (责令配合检查): the order was served. By is the last day that it gives;
// zero: at once.
type OrderCooperation struct {
	Service law.PaperService `json:"service"`
	By      calendar.Date    `json:"by,omitzero"`
}

func (OrderCooperation) Kind() law.ActKind { return ActOrderCooperation }

// CooperationOrder is that order on record.
type CooperationOrder struct {
	Service  law.PaperService `json:"service"`
	ServedOn calendar.Date    `json:"servedOn"`
	By       calendar.Date    `json:"by,omitzero"`
}

// orderCooperation: the day that the order gives is the team's to watch; no period of the
// procedure waits for it.
//
// Errors: cooperation_day_invalid, and those of the service.
func (t *transition) orderCooperation(f OrderCooperation) error {
	served, err := t.Served(f.Service, calendar.DateOf(t.c.Opened), "立项之日")
	if err != nil {
		return err
	}
	if !f.By.IsZero() && f.By.Before(served) {
		return law.Errorf(law.KindInvalid, "cooperation_day_invalid", "责令改正的期限不能早于送达之日。")
	}
	t.c.Cooperation = &CooperationOrder{Service: f.Service, ServedOn: served, By: f.By}
	t.Tell(law.NoticeChange, t.ToTeam(), "已责令检查对象改正拒绝、阻挠检查的行为；改正的继续检查，拒不改正的如实记录。")
	return nil
}

// refused: the record says that the inspection was refused or deceived.
func (c Case) refused() bool {
	return c.Visit != nil && slices.Contains([]law.Outcome{law.OutcomeUncooperative, law.OutcomeConcealed}, c.Visit.Attempt)
}

// cooperationOrderable: once, before the inspection is on record or where it was refused.
func (c Case) cooperationOrderable() error {
	switch {
	case c.Cooperation != nil:
		return law.Errorf(law.KindDuplicate, "cooperation_ordered", "已经责令检查对象改正拒绝、阻挠检查的行为。")
	case c.Visit != nil && !c.refused():
		return law.Errorf(law.KindNotAllowed, "nothing_refused", "检查记录表没有记载检查对象不配合检查。")
	}
	return nil
}

// followUps are the ways of handling that may be named with the outcome at this entity,
// and those that follow where none is named.
func (c Case) followUps(rule law.OutcomeRule) (allowed, unnamed []law.ProceedingKind) {
	if a := rule.AtAgency; a != nil && c.Kind == law.AgencyKind {
		return a.Branches, a.Unnamed
	}
	return rule.Branches, rule.Unnamed
}

// orderedFirst: at a 社保经办机构 the order is what the law has instead of a penalty.
func (c Case) orderedFirst(e *law.Edition) error {
	if c.Kind != law.AgencyKind || !c.refused() || c.Cooperation != nil {
		return nil
	}
	if rule, _ := e.Outcome(c.Visit.Attempt); rule.AtAgency == nil {
		return nil
	}
	return law.Errorf(law.KindNotAllowed, "cooperation_not_ordered", "社会保险经办机构不配合检查的，应当先责令改正（社会保险经办条例第五十三条），再认定检查结果。")
}
