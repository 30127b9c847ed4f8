package store

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/inspection/todo"
	"shuangsuiji/record"
)

type toDoRow struct {
	Subject string `gorm:"primaryKey"`
	Act     string `gorm:"primaryKey"`
	Holder  string `gorm:"primaryKey"`
	Kind    string
	Name    string
	Due     moment
	Spot    string
	AskedBy string
}

// TableName implements gorm's Tabler.
func (toDoRow) TableName() string { return "to_do" }

func (r toDoRow) toDo() record.ToDo {
	role, of, _ := strings.Cut(r.Holder, ":")
	return record.ToDo{Item: todo.Item{Act: law.ActKind(r.Act), Name: r.Name, Holder: todo.Holder{Role: law.Role(role), Of: of}, Due: r.Due.orZero()},
		Kind: record.SubjectKind(r.Kind), Subject: r.Subject, AskedBy: r.AskedBy}
}

func toDoOfCase(c cases.Case) []toDoRow {
	return toDoRows(record.SubjectCase, c.No, placeOf(c.No), todo.OfCase(c))
}

func toDoOfTask(t tasks.Task) []toDoRow {
	return toDoRows(record.SubjectTask, t.ID, t.ID, todo.OfTask(t))
}

func toDoOfProceeding(p proceedings.Proceeding) []toDoRow {
	return toDoRows(record.SubjectProceeding, p.No, proceedingPlace(p.No), todo.OfProceeding(p))
}

// toDoRows are the rows of a subject in the order of their keys, but for who asked.
func toDoRows(kind record.SubjectKind, subject, place string, items []todo.Item) []toDoRow {
	rows := make([]toDoRow, len(items))
	for i, item := range items {
		rows[i] = toDoRow{Subject: subject, Act: string(item.Act), Holder: item.Holder.Key(), Kind: string(kind), Name: item.Name,
			Due: momentOf(item.Due).orNever(), Spot: place + "/" + string(item.Act)}
	}
	slices.SortFunc(rows, inKeyOrder)
	return rows
}

func inKeyOrder(a, b toDoRow) int {
	return cmp.Or(strings.Compare(a.Subject, b.Subject), strings.Compare(a.Act, b.Act), strings.Compare(a.Holder, b.Holder))
}

func askedBy(rows []toDoRow, person string) []toDoRow {
	for i := range rows {
		rows[i].AskedBy = person
	}
	return rows
}

// keepToDo writes what the subject waits for after the act, which is on record already.
func keepToDo(tx *gorm.DB, act record.Act, rows []toDoRow) error {
	person := act.Actor
	if act.ActorRole == law.RoleSystem {
		var err error
		if person, err = lastPerson(tx, act.Subject); err != nil {
			return err
		}
	}
	return replaceToDo(tx, act.Subject, askedBy(rows, person))
}

// lastPerson is who acted last on the subject, the system aside; "" where nobody did.
func lastPerson(tx *gorm.DB, subject string) (string, error) {
	var actors []string
	err := tx.Model(&actRow{}).Where("subject = ? AND actor_role <> ?", subject, law.RoleSystem).Order("seq DESC").Limit(1).Pluck("actor", &actors).Error
	if err != nil || len(actors) == 0 {
		return "", err
	}
	return actors[0], nil
}

func replaceToDo(tx *gorm.DB, subject string, rows []toDoRow) error {
	there, err := toDoOf(tx, subject)
	if err != nil || slices.Equal(there, rows) {
		return err
	}
	if len(there) > 0 {
		if err := tx.Where("subject = ?", subject).Delete(&toDoRow{}).Error; err != nil {
			return err
		}
	}
	return insertAll(tx, rows)
}

// toDoOf are the rows of the subjects as they are kept, in the order of their keys.
func toDoOf(tx *gorm.DB, subjects ...string) ([]toDoRow, error) {
	var rows []toDoRow
	err := tx.Where("subject IN ?", subjects).Find(&rows).Error
	slices.SortFunc(rows, inKeyOrder)
	return rows, err
}
