package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// of is what an act belongs to, as far as a link or a code is bound to it.
type of struct {
	subject string // case, task, or the number of a party
	entity  string // or the party
}

// Actor is the person as the record knows it, for what concerns no one subject: an
// account with its roles, department and certificate, and the powers lent to it.
//
// Errors: account_not_found, account_inactive.
func (s *Store) Actor(ctx context.Context, who record.Asking) (actor law.Actor, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		actor, err = personOf(db, who, of{})
		return err
	})
	return actor, err
}

// ActorFor is the person as the record knows it, for the subject: a link or a code
// must be the subject's own, or that of the case which it came out of; where a
// proceeding has a party of its own, that party's.
//
// Errors: as of [Store.Actor]; link_of_another, link_ended, unknown_way_in.
func (s *Store) ActorFor(ctx context.Context, who record.Asking, subject string) (actor law.Actor, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		about, err := belonging(db, subject)
		if err == nil {
			actor, err = personOf(db, who, about)
		}
		return err
	})
	return actor, err
}

// belonging finds the case that a case or a proceeding is or came out of; a task is
// its own.
func belonging(tx *gorm.DB, subject string) (of, error) {
	var proceedings []proceedingRow
	if err := tx.Select("case_no", "entity", "party").Where("no = ?", subject).Limit(1).Find(&proceedings).Error; err != nil {
		return of{}, err
	}
	if len(proceedings) > 0 {
		if party := textOf(proceedings[0].Party); party != "" {
			return of{party, party}, nil
		}
		return of{textOf(proceedings[0].CaseNo), textOf(proceedings[0].Entity)}, nil
	}
	var cases []caseRow
	if err := tx.Select("entity").Where("no = ?", subject).Limit(1).Find(&cases).Error; err != nil {
		return of{}, err
	}
	about := of{subject: subject}
	if len(cases) > 0 {
		about.entity = cases[0].Entity
	}
	return about, nil
}

// personOf looks up who hands in an act, within the transaction that records it: a
// power that was taken away by then is none. The zero By is the system.
func personOf(tx *gorm.DB, who record.Asking, about of) (law.Actor, error) {
	var actor law.Actor
	var err error
	switch who.By.Via {
	case "":
		return law.System, nil
	case law.ViaAccount:
		actor, err = accountActor(tx, who)
	case law.ViaEntityLink:
		actor, err = linkActor(tx, who, record.LinkEntity, about)
	case law.ViaWitnessLink:
		actor, err = linkActor(tx, who, record.LinkWitness, about)
	case law.ViaVisitCode:
		if who.By.ID != about.subject {
			return actor, errLinkOfAnother
		}
		actor = law.EntityActor(about.entity)
	default:
		return actor, law.Errorf(law.KindForbidden, "unknown_way_in", "不能识别提交人的身份。")
	}
	actor.By = who.By
	return actor, err
}

func accountActor(tx *gorm.DB, who record.Asking) (law.Actor, error) {
	a, err := account(tx, who.By.ID)
	if err != nil {
		return law.Actor{}, err
	}
	if !a.Active {
		return law.Actor{}, law.Errorf(law.KindUnauthentic, "account_inactive", "账号已停用。")
	}
	actor := law.Actor{ID: a.ID, Roles: a.Roles, Department: a.Department, Certificate: a.Certificate}
	day := who.On.String()
	var held []delegationRow
	if err := tx.Where("to_account = ? AND revoked IS NULL AND begin_on <= ? AND end_on >= ?", a.ID, day, day).
		Order("begin_on DESC, id").Find(&held).Error; err != nil {
		return actor, err
	}
	for _, row := range held {
		d, err := row.delegation()
		if err != nil {
			return actor, err
		}
		from, err := account(tx, d.From)
		if err != nil {
			return actor, err
		}
		actor = record.Deputise(actor, d, from)
	}
	return actor, nil
}

// account reads one account with its roles.
func account(tx *gorm.DB, id string) (record.Account, error) {
	var row accountRow
	if err := tx.Where("id = ?", id).Take(&row).Error; err != nil {
		return record.Account{}, orNotFound(err, "account_not_found", "没有账号“%s”。", id)
	}
	var roles []string
	if err := tx.Model(&accountRoleRow{}).Where("account = ?", id).Order("position").Pluck("role", &roles).Error; err != nil {
		return record.Account{}, err
	}
	a := record.Account{ID: row.ID, Login: row.Login, Name: row.Name, Department: row.Department, Certificate: row.Certificate, Active: row.Active}
	for _, r := range roles {
		a.Roles = append(a.Roles, law.Role(r))
	}
	return a, nil
}

var errLinkOfAnother = law.Errorf(law.KindForbidden, "link_of_another", "链接或者检查码不属于本案。")

func linkActor(tx *gorm.DB, who record.Asking, purpose record.LinkPurpose, about of) (law.Actor, error) {
	var row linkRow
	err := tx.Where("hash = ?", who.By.ID).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return law.Actor{}, errLinkOfAnother
	}
	if err != nil {
		return law.Actor{}, err
	}
	l, err := row.link()
	if err != nil {
		return law.Actor{}, err
	}
	if l.Purpose != purpose || l.Subject != about.subject {
		return law.Actor{}, errLinkOfAnother
	}
	if !l.Admits(who.At) {
		return law.Actor{}, law.Errorf(law.KindForbidden, "link_ended", "链接已经到期、撤销或者被新的链接替代，请联系检查组换发。")
	}
	return l.Actor(), nil
}

// textOf is the text of a column, "" for NULL.
func textOf(column *string) string {
	if column == nil {
		return ""
	}
	return *column
}
