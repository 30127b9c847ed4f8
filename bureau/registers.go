package bureau

import (
	"context"
	"fmt"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// Register names one of the tables that staff load and download.
type Register string

// The registers of 一单两库, and the plan's table.
const (
	RegisterEntities   Register = "entities"
	RegisterInspectors Register = "inspectors"
	RegisterItems      Register = "items"
	RegisterPlans      Register = "plans"
	// RegisterVisits are the visits of other departments.
	RegisterVisits Register = "visits"
)

func errRegister(r Register) error {
	return law.Errorf(law.KindNotFound, "register_unknown", "没有名为“%s”的名录。", r)
}

// Entities lists the entities' register.
func (o *Office) Entities(ctx context.Context, actor law.Actor, f record.EntityFilter, p record.Page) (record.Listed[registers.Entity], error) {
	if err := access.ReadRegisters.RequireFor(actor, "查看检查对象名录库"); err != nil {
		return record.Listed[registers.Entity]{}, err
	}
	listed, err := o.record.Entities(ctx, f, p)
	if !access.ReadReserved.HeldBy(actor) {
		for i := range listed.Items {
			listed.Items[i].Lead = ""
		}
	}
	return listed, err
}

// Inspectors lists the inspectors' register.
func (o *Office) Inspectors(ctx context.Context, actor law.Actor) ([]registers.Inspector, error) {
	if err := access.ReadRegisters.RequireFor(actor, "查看执法检查人员名录库"); err != nil {
		return nil, err
	}
	all, err := o.record.AllInspectors(ctx)
	if !access.ReadReserved.HeldBy(actor) {
		for i := range all {
			all[i].LeaveFrom, all[i].LeaveTo = calendar.Date{}, calendar.Date{}
		}
	}
	return all, err
}

// Items lists the item list, with the mark of what is not yet confirmed.
func (o *Office) Items(ctx context.Context, actor law.Actor) ([]registers.Item, error) {
	if err := access.ReadRegisters.RequireFor(actor, "查看抽查事项清单"); err != nil {
		return nil, err
	}
	return o.allItems(ctx)
}

func (o *Office) allItems(ctx context.Context) ([]registers.Item, error) {
	return o.record.Items(ctx, false)
}

func codeOfItem(i registers.Item) string { return i.Code }

// ConfirmItem records that the bureau checked an item's legal basis.
func (o *Office) ConfirmItem(ctx context.Context, actor law.Actor, code, basis string) (registers.Item, error) {
	if err := access.ConfirmItems.Require(actor); err != nil {
		return registers.Item{}, err
	}
	item, found, err := byKey(o.allItems, codeOfItem)(ctx, registers.Item{Code: code})
	if err != nil {
		return item, err
	}
	if !found {
		return item, law.Errorf(law.KindNotFound, "item_unknown", "没有代码为%s的抽查事项。", code)
	}
	if basis != "" {
		item.Basis = basis
	}
	now, err := o.Now(ctx)
	if err != nil {
		return item, err
	}
	item.Confirmed = true
	_, _, _, err = o.record.SaveItems(ctx, actor.ID, now, []registers.Item{item})
	return item, err
}

// History is how a register's row changed, with who and when.
func (o *Office) History(ctx context.Context, actor law.Actor, register Register, key string) ([]record.Change, error) {
	if err := access.ReadRegisters.RequireFor(actor, "查看名录库变更"); err != nil {
		return nil, err
	}
	of := map[Register]func(context.Context, string) ([]record.Change, error){
		RegisterEntities: o.record.EntityHistory, RegisterInspectors: o.record.InspectorHistory, RegisterItems: o.record.ItemHistory,
	}[register]
	if of == nil {
		return nil, fmt.Errorf("history of %s: %w", register, errRegister(register))
	}
	changes, err := of(ctx, key)
	if err != nil {
		return nil, err
	}
	return changesFor(actor, register, changes)
}
