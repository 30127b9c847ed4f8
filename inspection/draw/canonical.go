package draw

import (
	"bytes"
	"encoding"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Canonical gives the one JSON text of a value of this package that is hashed:
// members sorted by name, no white space, integers in decimal, strings escaped
// only where JSON demands it (RFC 8785, restricted to what evidence holds).
//
// Errors: for a value that has no such text; none of this package's types has
// that fault.
func Canonical(v any) ([]byte, error) {
	var buf bytes.Buffer
	if err := writeCanonical(&buf, v); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// writeCanonical streams the text, for evidence of a million entities.
func writeCanonical(w io.Writer, v any) error {
	e := encoder{w: w, buf: make([]byte, 0, canonicalFlush+4096)}
	if err := e.value(reflect.ValueOf(v)); err != nil {
		return err
	}
	return e.flush()
}

const canonicalFlush = 1 << 16

type encoder struct {
	w   io.Writer
	buf []byte
}

func (e *encoder) flush() error {
	_, err := e.w.Write(e.buf)
	e.buf = e.buf[:0]
	return err
}

func (e *encoder) value(v reflect.Value) error {
	if v.Kind() != reflect.Pointer {
		if text, ok := textOf(v); ok {
			return e.text(text)
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return fmt.Errorf("canonical: nil %s", v.Type())
		}
		return e.value(v.Elem())
	case reflect.Struct:
		return e.object(v)
	case reflect.Slice:
		return e.array(v)
	case reflect.String:
		return e.str(v.String())
	case reflect.Int:
		e.buf = fmt.Appendf(e.buf, "%d", v.Int())
		return nil
	case reflect.Bool:
		e.buf = fmt.Appendf(e.buf, "%t", v.Bool())
		return nil
	default:
		return fmt.Errorf("canonical: no text for %s", v.Type())
	}
}

func textOf(v reflect.Value) (encoding.TextAppender, bool) {
	if v.CanAddr() {
		text, ok := v.Addr().Interface().(encoding.TextAppender)
		return text, ok
	}
	text, ok := v.Interface().(encoding.TextAppender)
	return text, ok
}

// text writes what a TextAppender gives; hashes, salts and ratios need no
// escaping.
func (e *encoder) text(t encoding.TextAppender) error {
	e.buf = append(e.buf, '"')
	var err error
	if e.buf, err = t.AppendText(e.buf); err != nil {
		return err
	}
	e.buf = append(e.buf, '"')
	return nil
}

func (e *encoder) array(v reflect.Value) error {
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.value(v.Index(i)); err != nil {
			return err
		}
		if len(e.buf) >= canonicalFlush {
			if err := e.flush(); err != nil {
				return err
			}
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

func (e *encoder) object(v reflect.Value) error {
	e.buf = append(e.buf, '{')
	first := true
	for _, m := range membersOf(v.Type()) {
		field := v.FieldByIndex(m.index)
		if m.optional && absent(field) {
			continue
		}
		if !first {
			e.buf = append(e.buf, ',')
		}
		first = false
		e.buf = append(e.buf, m.name...)
		if err := e.value(field); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, '}')
	return nil
}

// absent is what omitempty and omitzero of encoding/json agree on for the
// types of this package.
func absent(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

func (e *encoder) str(s string) error {
	const hexDigits = "0123456789abcdef"
	if !utf8.ValidString(s) {
		return fmt.Errorf("canonical: text is not UTF-8")
	}
	e.buf = append(e.buf, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			e.buf = append(e.buf, '\\', c)
		case c >= 0x20:
			e.buf = append(e.buf, c)
		case strings.IndexByte("\b\t\n\f\r", c) >= 0:
			e.buf = append(e.buf, '\\', "btn?fr"[c-'\b'])
		default:
			e.buf = append(e.buf, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	e.buf = append(e.buf, '"')
	return nil
}

// member is one JSON member of a struct type; name is quoted, with its colon.
type member struct {
	name     string
	index    []int
	optional bool
}

var memberCache sync.Map // of []member by reflect.Type

func membersOf(t reflect.Type) []member {
	if cached, ok := memberCache.Load(t); ok {
		if members, ok := cached.([]member); ok {
			return members
		}
	}
	var members []member
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || name == "" || name == "-" {
			continue
		}
		members = append(members, member{name: `"` + name + `":`, index: f.Index, optional: options != ""})
	}
	// Names hold only lower-case letters and underscores, so that sorting them
	// quoted is sorting them: the quote is below both.
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	memberCache.Store(t, members)
	return members
}
