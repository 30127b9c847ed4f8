package offline

import (
	"cmp"
	"slices"
	"strings"

	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// The names under which a condition's column may be written, beside the one that
// the rules publish.
var conditionColumns = map[string]string{"企业类型": "enterpriseType", "企业性质": "nature", "组织形式": "organisationForm", "地区": "region"}

const (
	columnKind = "类别"
	fieldGrade = "grade"
)

// readConditions sorts what was typed into the kinds in scope and the conditions of
// a targeted draw.
func (r *Request) readConditions(where []string) error {
	conditions := map[string][]string{}
	for _, one := range where {
		column, value, ok := strings.Cut(one, "=")
		column, value = strings.TrimSpace(column), strings.TrimSpace(value)
		if !ok || column == "" || value == "" {
			return refused("where_invalid", "“%s”应写作列名=值，例如--where 地区=城区。", one)
		}
		if column == columnKind {
			r.kinds = append(r.kinds, value)
			continue
		}
		field, ok := conditionField(column)
		if !ok {
			return refused("where_column_unknown", "不能按“%s”列设定条件，可用的列：%s。", column, strings.Join(conditionNames(), "、"))
		}
		if field == fieldGrade && !Scale.Has(value) {
			return unknownGrade(value)
		}
		conditions[field] = append(conditions[field], value)
	}
	// However they were written, the same conditions are the same rules.
	r.kinds = asSet(r.kinds)
	for field, values := range conditions {
		conditions[field] = asSet(values)
	}
	r.task.Rules.Mode = plans.DrawUntargeted
	if len(conditions) > 0 {
		r.task.Rules.Mode, r.task.Rules.Conditions = plans.DrawTargeted, conditions
	}
	return nil
}

func asSet(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }

func conditionField(column string) (string, bool) {
	if field, ok := conditionColumns[column]; ok {
		return field, true
	}
	for _, c := range tasks.ConditionFields {
		if c.Name == column {
			return c.Field, true
		}
	}
	return "", false
}

// conditionNames are the columns that a condition may be on, as the form's header
// has them.
func conditionNames() []string {
	titles := map[string]string{}
	for title, field := range conditionColumns {
		titles[field] = title
	}
	names := []string{columnKind}
	for _, c := range tasks.ConditionFields {
		names = append(names, cmp.Or(titles[c.Field], c.Name))
	}
	return names
}
