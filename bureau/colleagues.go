package bureau

import (
	"context"

	"shuangsuiji/inspection/law"
)

// Colleague is who somebody of the office is. Everybody in the office may know that of
// everybody else: whose name stands on record, to whom one can delegate.
type Colleague struct {
	ID, Name, Department string
	Roles                []law.Role // own ones
	Active               bool
}

// Colleagues are all who have an account, or had one.
func (o *Office) Colleagues(ctx context.Context) ([]Colleague, error) {
	all, err := o.record.Accounts(ctx)
	out := make([]Colleague, len(all))
	for i, a := range all {
		out[i] = Colleague{ID: a.ID, Name: a.Name, Department: a.Department, Roles: a.Roles, Active: a.Active}
	}
	return out, err
}
