package settings

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// Reader reads what is set.
type Reader interface {
	// Setting reads the setting of the name into a pointer; found is false, and into
	// as it was, where nothing was set.
	Setting(ctx context.Context, name string, into any) (found bool, err error)
}

// Kept are settings that were read already, as JSON by name.
type Kept map[string][]byte

// Setting implements Reader.
func (k Kept) Setting(_ context.Context, name string, into any) (bool, error) {
	raw, set := k[name]
	if !set {
		return false, nil
	}
	return true, json.Unmarshal(raw, into)
}

// Setting is a row of the table, whatever the type of its value.
type Setting interface {
	About() About
	// Standard is the default.
	Standard() any
	// Now is the value that holds, and whether the bureau has set it.
	Now(ctx context.Context, r Reader) (value any, set bool, err error)
	// Parse reads a new value from JSON and checks it. Fields that the JSON leaves
	// out keep the value they have now. What is wrong is setting_invalid.
	Parse(ctx context.Context, r Reader, raw []byte) (any, error)
}

// About is what people read of a setting, in Chinese, and who may change it.
type About struct {
	Name    string // in code, API and database
	Title   string
	Meaning string // what it does, and from when on a change holds
	Bounds  string // which values are legal
	Who     []law.Role
}

// All is the table, in the order in which it is shown.
var All = []Setting{Reminders, GradeScale, Agency, VisitLimits, PublicBodies, Mail, NearVisitDays, ObjectionDays, OversightDays, OversightContacts, EntityLinkDays, SeparateInviters, SecondFactorRoles}

// Of returns the setting of the name.
func Of(name string) (Setting, error) {
	for _, s := range All {
		if s.About().Name == name {
			return s, nil
		}
	}
	return nil, law.Errorf(law.KindNotFound, "setting_unknown", "没有名为“%s”的参数。", name)
}

// setting is a row with a value of type T.
type setting[T any] struct {
	about About
	// standard makes the default anew each time: decoding into a shared one would
	// write into its lists.
	standard func() T
	// check normalises the value and names each wrong field.
	check func(*T, *law.Invalid)
}

func (s setting[T]) About() About { return s.about }

func (s setting[T]) Standard() any { return s.standard() }

// Read is the value that holds now.
func (s setting[T]) Read(ctx context.Context, r Reader) (T, error) {
	value := s.standard()
	set := &value // null takes the pointer away and leaves the value
	_, err := r.Setting(ctx, s.about.Name, &set)
	return value, err
}

func (s setting[T]) Now(ctx context.Context, r Reader) (any, bool, error) {
	var raw json.RawMessage
	if _, err := r.Setting(ctx, s.about.Name, &raw); err != nil {
		return nil, false, err
	}
	value, err := s.Read(ctx, r)
	return value, len(raw) > 0 && string(raw) != "null", err
}

func (s setting[T]) Parse(ctx context.Context, r Reader, raw []byte) (any, error) {
	now, err := s.Read(ctx, r)
	if err != nil {
		return nil, err
	}
	var value T
	var bad law.Invalid
	if whole, unknown := overlay(now, raw); unknown != "" {
		bad.Add(law.Path(unknown), "", "没有名为“%s”的项目", unknown)
	} else if err := strictly(whole, &value); err != nil {
		field, message := undecodable(err)
		bad.Add(law.Path(field), "", "%s", message)
	} else {
		s.check(&value, &bad)
	}
	return value, bad.Err("setting_invalid", "参数“"+s.about.Title+"”")
}

// overlay puts the fields that raw gives in the place of those of now; where
// either is no object, raw stands alone. Decoding raw into now itself would mix
// the elements of lists. A field that now does not have is unknown.
func overlay(now any, raw []byte) (whole []byte, unknown string) {
	given, all := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	base, err := json.Marshal(now)
	if err != nil || json.Unmarshal(base, &all) != nil || json.Unmarshal(raw, &given) != nil {
		return raw, ""
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, known := all[name]; !known {
			return nil, name
		}
		all[name] = given[name]
	}
	if whole, err = json.Marshal(all); err != nil {
		return raw, ""
	}
	return whole, ""
}

// strictly decodes one value and nothing else.
func strictly(raw []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// undecodable says in Chinese what JSON of the wrong form is.
func undecodable(err error) (field, message string) {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		if wrong.Field == "" {
			return "", "内容的类型不正确"
		}
		return wrong.Field, fmt.Sprintf("%s的类型不正确", wrong.Field)
	}
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		name = strings.Trim(name, `"`)
		return name, fmt.Sprintf("没有名为“%s”的项目", name)
	}
	return "", "内容不是有效的JSON"
}
