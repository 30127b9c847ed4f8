package codes

import (
	"reflect"
	"slices"
	"strings"
)

// Code is one value of a list.
type Code struct {
	Value string // as it stands on record
	Name  string // Chinese
}

// List is a code list, in the order in which it is shown.
type List []Code

// Of is the list of the type's values; none where the type is no code list.
func Of[T ~string]() List { return lists[reflect.TypeFor[T]()] }

// Types are those whose values are code lists.
func Types() map[reflect.Type]List { return lists }

// Values are the values alone.
func (l List) Values() []string {
	out := make([]string, len(l))
	for i, c := range l {
		out[i] = c.Value
	}
	return out
}

// Name is what the value is called; a value that is not of the list is its own name.
func (l List) Name(value string) string {
	if i := slices.IndexFunc(l, func(c Code) bool { return c.Value == value }); i >= 0 {
		return l[i].Name
	}
	return value
}

// Only is the list without what is not named.
func (l List) Only(values ...string) List {
	return slices.DeleteFunc(slices.Clone(l), func(c Code) bool { return !slices.Contains(values, c.Value) })
}

// String says what each value means, in one line.
func (l List) String() string {
	parts := make([]string, len(l))
	for i, c := range l {
		value := c.Value
		if value == "" {
			value = "（空）"
		}
		parts[i] = value + "＝" + c.Name
	}
	return strings.Join(parts, "；")
}
