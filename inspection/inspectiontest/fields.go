package inspectiontest

import (
	"encoding"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

// fieldsStandIn holds the fields that a refusal names against the facts that were
// handed in: each is the [law.Path] of a value that facts of this type can have, so
// that a page finds the input which it shows.
func fieldsStandIn(t failer, facts law.Facts, refusal error) {
	t.Helper()
	var e *law.Error
	if !errors.As(refusal, &e) {
		return
	}
	for _, f := range e.Fields {
		require.True(t, standsIn(reflect.TypeOf(facts), strings.Split(f.Field, ".")), "%s refuses %q (%s), which is no path in its facts", facts.Kind(), f.Field, f.Message)
	}
}

func standsIn(typ reflect.Type, path []string) bool {
	if len(path) == 0 {
		return true
	}
	if writesItself(typ) {
		return false
	}
	switch typ.Kind() {
	case reflect.Pointer:
		return standsIn(typ.Elem(), path)
	case reflect.Slice, reflect.Array:
		_, err := strconv.ParseUint(path[0], 10, 0)
		return err == nil && standsIn(typ.Elem(), path[1:])
	case reflect.Map:
		return standsIn(typ.Elem(), path[1:])
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			switch {
			case f.Anonymous && name == "":
				if standsIn(f.Type, path) {
					return true
				}
			case name == path[0]:
				return standsIn(f.Type, path[1:])
			}
		}
	}
	return false
}

// writesItself: a value of the type is one string or number in JSON, whatever fields
// it has in Go.
func writesItself(typ reflect.Type) bool {
	return typ.Implements(reflect.TypeFor[json.Marshaler]()) || typ.Implements(reflect.TypeFor[encoding.TextMarshaler]())
}
