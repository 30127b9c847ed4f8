package web

import (
	"context"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/law"
)

// colleagues are the people of the office by the ids of their accounts.
type colleagues []bureau.Colleague

// colleagues reads them, for pages that show who did something.
func (s *console) colleagues(ctx context.Context) (colleagues, error) {
	all, err := s.office.Colleagues(ctx)
	return all, err
}

// Has reports whether the account is one of them.
func (c colleagues) Has(id string) bool {
	return slices.ContainsFunc(c, func(one bureau.Colleague) bool { return one.ID == id })
}

// Of is the name of whoever has the account. What the program does by itself is the
// system's; a name that no account has is that of who administers the machine.
func (c colleagues) Of(id string) string {
	for _, one := range c {
		if one.ID == id {
			return one.Name
		}
	}
	if id == "" || id == law.System.ID {
		return law.RoleSystem.Chinese()
	}
	return "管理本机的人员（" + id + "）"
}

// options are those who still act and satisfy the condition, with what tells them
// apart.
func (c colleagues) options(fits func(bureau.Colleague) bool) []forms.Option {
	var out []forms.Option
	for _, one := range c {
		if one.Active && fits(one) {
			out = append(out, forms.Option{Value: one.ID, Name: one.Name + "（" + one.Department + "，" + law.RoleNames(one.Roles) + "）"})
		}
	}
	return out
}
