package store

import (
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// AccountsFor are the active accounts that an audience means on the day, by id:
// those who hold one of its roles or to whom such a role is delegated by an
// active holder, those with one of its certificates, and those it names.
func (s *Store) AccountsFor(ctx context.Context, to law.Audience, on calendar.Date) ([]record.Account, error) {
	ids := map[string]bool{}
	err := s.read(ctx, func(db *gorm.DB) error {
		clear(ids)
		for _, query := range []*gorm.DB{holders(db, to), deputies(db, to, on), named(db, to)} {
			var found []string
			if query == nil {
				continue
			}
			if err := query.Where("a.active = ?", true).Distinct().Pluck("a.id", &found).Error; err != nil {
				return err
			}
			for _, id := range found {
				ids[id] = true
			}
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return s.accounts(ctx, func(db *gorm.DB) *gorm.DB {
		return db.Where("id IN ?", slices.Sorted(maps.Keys(ids))).Order("id")
	})
}

func holders(db *gorm.DB, to law.Audience) *gorm.DB {
	if len(to.Roles) == 0 {
		return nil
	}
	q := db.Table("accounts a").Joins("JOIN account_roles r ON r.account = a.id").Where("r.role IN ?", to.Roles)
	return inDepartment(q, "r.role", "a.department", to.Department)
}

// deputies are those to whom a role of the audience is lent on the day, by
// somebody who holds it.
func deputies(db *gorm.DB, to law.Audience, on calendar.Date) *gorm.DB {
	if len(to.Roles) == 0 {
		return nil
	}
	q := db.Table("delegations d").
		Joins("JOIN accounts a ON a.id = d.to_account").
		Joins("JOIN accounts f ON f.id = d.from_account").
		Joins("JOIN account_roles r ON r.account = f.id AND r.role = d.role").
		Where("d.role IN ? AND d.revoked IS NULL AND d.begin_on <= ? AND d.end_on >= ? AND f.active = ?", to.Roles, on.String(), on.String(), true)
	return inDepartment(q, "d.role", "f.department", to.Department)
}

func inDepartment(q *gorm.DB, role, column, department string) *gorm.DB {
	if department == "" {
		return q
	}
	return q.Where("("+role+" NOT IN ? OR "+column+" = ?)", access.OfOneDepartment(), department)
}

func named(db *gorm.DB, to law.Audience) *gorm.DB {
	certificates := slices.DeleteFunc(slices.Clone(to.Certificates), func(c string) bool { return c == "" })
	switch {
	case len(certificates) > 0 && len(to.Accounts) > 0:
		return db.Table("accounts a").Where("(a.certificate IN ? OR a.id IN ?)", certificates, to.Accounts)
	case len(certificates) > 0:
		return db.Table("accounts a").Where("a.certificate IN ?", certificates)
	case len(to.Accounts) > 0:
		return db.Table("accounts a").Where("a.id IN ?", to.Accounts)
	}
	return nil
}
