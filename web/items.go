package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/codes"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
)

// itemsView is the item list.
type itemsView struct {
	listView
	registerTools
	Items []registers.Item
}

func (s *console) items(ctx context.Context, r *http.Request) (view, error) {
	p := door.PersonOf(ctx)
	text, err1 := names.Seek(r.FormValue("text"))
	kind, err2 := names.Seek(r.FormValue("kind"))
	department, err3 := names.Seek(r.FormValue("department"))
	if err := cmp.Or(err1, err2, err3); err != nil {
		return view{}, err
	}
	all, err := s.office.Items(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	weight, open := r.FormValue("weight"), r.FormValue("unconfirmed") != ""
	all = slices.DeleteFunc(all, func(i registers.Item) bool {
		return !text.In(names.SearchKey(i.Name, i.Code)) || !kind.In(names.SearchKey(i.EntityKind)) || !department.In(names.SearchKey(i.Department)) ||
			weight != "" && weight != string(i.Weight) || open && i.Confirmed
	})
	return view{Template: "items", Title: "抽查事项清单", Data: itemsView{registerTools: toolsFor(p, "items"), Items: all,
		listView: listOf(r, nil, "", typed("text", "代码或者抽查事项"), typed("kind", "检查对象类别"), typed("department", "责任部门"), among("weight", "类型", weightCodes), only("unconfirmed", "依据尚未确认"))}}, nil
}

var weightCodes = codes.List{{Value: string(registers.ItemGeneral), Name: string(registers.ItemGeneral)}, {Value: string(registers.ItemKey), Name: string(registers.ItemKey)}}

// itemSheet is one item, and where its legal basis is confirmed.
func (s *console) itemSheet() sheet {
	return sheet{fields: forms.ItemConfirmation, show: s.showItem, do: s.confirmItem}
}

// itemView is one item; Inputs are those of its confirmation, for who may confirm it.
type itemView struct {
	filled
	Item     registers.Item
	Facts    []fact
	Inputs   []forms.Input
	Versions []version
	Names    colleagues
}

func (s *console) showItem(ctx context.Context, r *http.Request, t filled) (view, error) {
	actor, code := door.PersonOf(ctx).Actor, r.PathValue("key")
	all, err := s.office.Items(ctx, actor)
	if err != nil {
		return view{}, err
	}
	at := slices.IndexFunc(all, func(i registers.Item) bool { return i.Code == code })
	if at < 0 {
		return view{}, errNotInRegister(code)
	}
	table := documents.Items()
	v := itemView{filled: t, Item: all[at], Facts: factsOf(table, all[at])}
	if access.ConfirmItems.HeldBy(actor) {
		v.Inputs = t.inputs(forms.About{}, forms.ItemConfirmation)
	}
	changes, err := s.office.History(ctx, actor, bureau.RegisterItems, code)
	if err != nil {
		return view{}, err
	}
	if v.Versions, err = versionsOf(table, changes, confirmation); err != nil {
		return view{}, err
	}
	v.Names, err = s.colleagues(ctx)
	return view{Template: "item", Title: v.Item.Name, Data: v}, err
}

// confirmation is what became of an item's confirmation, which is no column of its
// table.
func confirmation(before, after registers.Item) []plans.CellChange {
	if before.Confirmed == after.Confirmed {
		return nil
	}
	return []plans.CellChange{{Column: "依据确认", Before: confirmedText(before), After: confirmedText(after)}}
}

func confirmedText(i registers.Item) string {
	if i.Confirmed {
		return "已确认"
	}
	return "尚未确认"
}

func (s *console) confirmItem(_ context.Context, r *http.Request, values url.Values) (after, error) {
	code := r.PathValue("key")
	if err := s.hand(r, http.MethodPost, "/api/items/"+code+"/confirm", forms.ItemConfirmation, values, nil); err != nil {
		return after{}, err
	}
	return goOnTo("/registers/items/"+code, "item_confirmed"), nil
}
