package law

import (
	"errors"
	"fmt"
)

// ErrorKind classifies an [Error]; the edges of the system map each kind once,
// to an HTTP status and to a non-retryable workflow error.
type ErrorKind string

// The kinds of error.
const (
	KindInvalid     ErrorKind = "invalid"     // the input itself is wrong
	KindForbidden   ErrorKind = "forbidden"   // this person may not
	KindNotAllowed  ErrorKind = "not_allowed" // nobody may at this stage
	KindNotFound    ErrorKind = "not_found"
	KindDuplicate   ErrorKind = "duplicate"   // already there
	KindStale       ErrorKind = "stale"       // the caller looked at an older state
	KindKeyReused   ErrorKind = "key_reused"  // idempotency key with another body
	KindUnavailable ErrorKind = "unavailable" // a part is away; repeat with the same key
	KindCorrupt     ErrorKind = "corrupt"     // the record contradicts itself
	KindTooMany     ErrorKind = "too_many"    // limit on rate or size reached
	KindUnauthentic ErrorKind = "unauthentic" // not logged in
	KindInternal    ErrorKind = "internal"    // a fault of the software
)

// Error is a failure a person can act on: a stable code for programs and a
// Chinese message for staff. Fields names what is wrong in the input, if it is.
type Error struct {
	Kind    ErrorKind    `json:"kind"`
	Code    string       `json:"code"`
	Message string       `json:"message"`
	Fields  []FieldError `json:"fields,omitempty"`
}

// FieldError is one wrong value of an input; Field is the [Path] of the value.
type FieldError struct {
	Field   string `json:"field"`
	Value   string `json:"value,omitempty"`
	Message string `json:"message"`
}

func (e *Error) Error() string { return e.Message }

// Is makes errors.Is compare by code, so that a test or a caller can name one.
func (e *Error) Is(target error) bool {
	var other *Error
	return errors.As(target, &other) && other.Code == e.Code
}

// Errorf makes an [Error]; the message is Chinese.
func Errorf(kind ErrorKind, code, format string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Message: fmt.Sprintf(format, args...)}
}

// KindOf returns the kind of err, or [KindInternal] for an error that is not an
// [Error].
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return KindInternal
}

// Invalid collects the wrong fields of an input and becomes one error.
type Invalid struct{ fields []FieldError }

// Add names one wrong field.
func (v *Invalid) Add(field Path, value, format string, args ...any) {
	v.fields = append(v.fields, FieldError{Field: string(field), Value: value, Message: fmt.Sprintf(format, args...)})
}

// Err is nil where no field is wrong.
func (v *Invalid) Err(code, what string) error {
	if len(v.fields) == 0 {
		return nil
	}
	e := Errorf(KindInvalid, code, "%s有误：%s", what, v.fields[0].Message)
	if n := len(v.fields); n > 1 {
		e.Message = fmt.Sprintf("%s有%d处错误，第一处：%s", what, n, v.fields[0].Message)
	}
	e.Fields = v.fields
	return e
}
