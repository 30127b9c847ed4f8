package documents

import (
	"strings"

	"shuangsuiji/inspection/calendar"
)

// verbatim binds the column to a text that is kept to the last blank.
func (c Column[T]) verbatim(at func(*T) *string) Column[T] {
	return c.bind(at, func(s string) string { return s })
}

// text binds the column to a text without the blanks around it.
func (c Column[T]) text(at func(*T) *string) Column[T] { return c.bind(at, trim) }

// code binds the column to a code, in which full-width characters are the same
// as plain ones.
func (c Column[T]) code(at func(*T) *string) Column[T] {
	c.breaks, c.digits = breaksDrop, digitsCode
	return c.bind(at, folded)
}

// phone is a text column of telephone numbers.
func (c Column[T]) phone(at func(*T) *string) Column[T] {
	c.breaks, c.digits = breaksList, digitsPhone
	return c.text(at)
}

// lines lets the column have several lines.
func (c Column[T]) lines() Column[T] {
	c.breaks = breaksKeep
	return c
}

func (c Column[T]) bind(at func(*T) *string, read func(string) string) Column[T] {
	c.Get = func(row T) string { return *at(&row) }
	c.Set = func(row *T, s string) error {
		*at(row) = read(s)
		return nil
	}
	return c
}

// date binds the column to a civil date.
func (c Column[T]) date(at func(*T) *calendar.Date) Column[T] {
	c.Get = func(row T) string { return at(&row).String() }
	c.Set = func(row *T, s string) (err error) {
		*at(row), err = readDate(s)
		return err
	}
	return c
}

// list binds the column to names joined by “、”. check looks at each and gives it
// in its normal form; nil for none.
func (c Column[T]) list(at func(*T) *[]string, check func(string) (string, error)) Column[T] {
	c.breaks = breaksKeep // each line is one of them
	c.Get = func(row T) string { return strings.Join(*at(&row), "、") }
	c.Set = func(row *T, s string) error {
		var names []string
		for name := range strings.FieldsFuncSeq(s, isListSeparator) {
			name = trim(name)
			if name == "" {
				continue
			}
			if check != nil {
				var err error
				if name, err = check(name); err != nil {
					return err
				}
			}
			names = append(names, name)
		}
		*at(row) = names
		return nil
	}
	return c
}

func isListSeparator(r rune) bool { return strings.ContainsRune("、，,；;\n", r) }
