package activities

import (
	"context"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// unfounded is why the act may not go on with items that only a notice asks for
// (国办发〔2024〕54号); nil: it may. The list of today says it: what a draw took before the
// list was mended is not inspected either.
func (a *Activities) unfounded(ctx context.Context, act law.Act, c cases.Case) (refusal, err error) {
	if !c.Under(law.DutyLawfulBasis) || act.Kind != cases.ActProposeVisit && act.Kind != cases.ActRecordVisit {
		return nil, nil
	}
	list, err := a.record.Items(ctx, false)
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, code := range c.SheetItems() {
		if i := slices.IndexFunc(list, func(i registers.Item) bool { return i.Code == code }); i >= 0 && !list[i].Founded() {
			codes = append(codes, code)
		}
	}
	if act.Kind == cases.ActProposeVisit {
		return c.CheckFounded(codes), nil
	}
	f, err := law.FactsOf[cases.RecordVisit](act)
	return f.CheckFounded(codes), err
}
