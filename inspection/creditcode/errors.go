package creditcode

import "fmt"

// An Error says why a text is no unified social credit code. Errors of the same
// kind match under [errors.Is], whatever their messages.
type Error struct {
	// Code is the stable name of the kind.
	Code string
	// Message is what staff and entities read, in Chinese.
	Message string
	// Position is the character that is wrong, from 1, counted after
	// normalisation; 0 when the text as a whole is.
	Position int
}

// The kinds of [Error], for [errors.Is].
var (
	ErrEmpty              = &Error{Code: "credit_code_empty", Message: "统一社会信用代码不能为空"}
	ErrWrongLength        = &Error{Code: "credit_code_wrong_length", Message: "统一社会信用代码位数不符"}
	ErrRegistrationNumber = &Error{Code: "credit_code_registration_number", Message: "填写的是旧工商注册号"}
	ErrIllegalCharacter   = &Error{Code: "credit_code_illegal_character", Message: "统一社会信用代码含有不允许的字符"}
	ErrCheckCharacter     = &Error{Code: "credit_code_check_character", Message: "统一社会信用代码校验码不符"}
)

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Is reports whether target is an Error of the same kind.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

func newError(kind *Error, format string, args ...any) *Error {
	return &Error{Code: kind.Code, Message: fmt.Sprintf(format, args...)}
}

func atPosition(position int, e *Error) *Error {
	e.Position = position
	return e
}
